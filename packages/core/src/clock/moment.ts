/** The states that a decision's events lead through, each reached only when it is asked for. */
import type { Attributes } from '../decider/aggregate.js'

import type { Fields } from './conditions.js'

/** Whose attributes may be asked for. */
export interface Asked {
  readonly fields: () => Fields
}

interface Lifecycle<S, Ev> {
  readonly evolve: (state: S, event: Ev) => S
  readonly attributes?: Attributes<S>
}

const noFields: Fields = {}

/** A stream as a decision met it, or after one of its events. */
export class Moment<S, Ev> implements Asked {
  private attributes: Fields | undefined = undefined

  private constructor(
    private readonly lifecycle: Lifecycle<S, Ev>,
    private state: S,
    /** Not applied yet; `state` is the moment's before it. */
    private event: Ev | undefined,
    private readonly before: Moment<S, Ev> | undefined,
  ) {}

  static of<S, Ev>(lifecycle: Lifecycle<S, Ev>, state: S): Moment<S, Ev> {
    return new Moment(lifecycle, state, undefined, undefined)
  }

  after(event: Ev): Moment<S, Ev> {
    return new Moment(this.lifecycle, this.state, event, this)
  }

  inner(): S {
    const { before, event } = this
    if (before !== undefined && event !== undefined) {
      this.state = this.lifecycle.evolve(before.inner(), event)
      this.event = undefined
    }
    return this.state
  }

  fields(): Fields {
    this.attributes ??= this.lifecycle.attributes?.of(this.inner()) ?? noFields
    return this.attributes
  }
}
