/** An aggregate: a decider with a name for its streams and codecs for what it says and hears. */
import type * as t from 'io-ts'

import type { Actor, StandardRef } from '../codec/primitives.js'
import type { Instant } from '../time/index.js'

import type { CommandCatalogue, EventCatalogue } from './catalogue.js'
import type { Decider } from './decider.js'
import type { Command, DomainEvent } from './message.js'

/** What a standard's conditions may ask of a stream: its channel, its customer's tier, its stage … */
export interface Attributes<S> {
  /** The names and the values that each may have. */
  readonly codec: t.Mixed
  /** Those that the stream has. */
  readonly of: (state: S) => Readonly<Record<string, string | number | boolean | undefined>>
  /**
   * The types of the events after which one may be another, by its name; of one that is not named, all
   * may.
   */
  readonly movedBy?: Readonly<Record<string, ReadonlyArray<string>>>
}

export interface Aggregate<C extends Command, S, Ev extends DomainEvent, R> extends Decider<
  C,
  S,
  Ev,
  R
> {
  /** `case` gives streams `case-<uuid>`. */
  readonly category: string
  readonly events: EventCatalogue<Ev>
  readonly commands: CommandCatalogue<C>
  /**
   * `own`: every stream is its own correlation, whatever the caller says (a case). `inherited`: it
   * carries the correlation it was opened in (a complaint raised from a case).
   */
  readonly correlation: 'own' | 'inherited'
  /** The standard that judges a state, to be named in the envelope of what was decided under it. */
  readonly standardOf: (state: S) => StandardRef | undefined
  /**
   * The id of the stream that a command says it is for, where it names its own; `handle` refuses it
   * elsewhere. A decider knows no ids but those in its commands and events.
   */
  readonly addresseeOf?: (command: C) => string | undefined
  /**
   * The command that would have led to an event: by it an imported history is held against today's
   * rules.
   */
  readonly commandOf: (event: Ev, actor: Actor) => C
  readonly attributes?: Attributes<S>
  /**
   * Why a command tells too late of what happened, by the store's clock as it is being decided; `handle`
   * asks it before the decision, which knows no clock.
   */
  readonly tooLate?: (command: C, state: S, now: Instant) => R | undefined
}

/**
 * The name of an aggregate's stream.
 *
 * @example
 * import { streamName } from '@casetrail/core'
 *
 * streamName({ category: 'case' }, '6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001') // 'case-6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001'
 */
export const streamName = (aggregate: { readonly category: string }, id: string): string =>
  `${aggregate.category}-${id}`
