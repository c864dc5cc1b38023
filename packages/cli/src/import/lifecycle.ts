/** What an import needs of an aggregate, whichever it is: its events, its rules, what it numbers. */
import {
  problemText,
  type Actor,
  type Aggregate,
  type Command,
  type DecodeError,
  type DomainEvent,
  type EventVersion,
  type StandardRef,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

/** An event before it is known to be one. */
export type Candidate = Readonly<Record<string, unknown>> & { readonly type: string }

/** What an event may be filled from, beside its own stream. */
export interface Filling {
  readonly actor: Actor
  /** The first stream of its story: its aggregate, its id, and the cycle that it is in. */
  readonly story: {
    readonly category: string
    readonly id: string
    readonly cycle: number | undefined
  }
}

/** An aggregate and what the importer adds to it. */
export interface Feed<
  C extends Command,
  S,
  Ev extends DomainEvent,
  R extends { readonly _tag: string },
> {
  readonly aggregate: Aggregate<C, S, Ev, R>
  /** The event that begins a stream; it carries the key, the attributes and the standard. */
  readonly opening: Ev['type']
  /** Fields of a type that the importer fills, where it has them and the mapping does not give them. */
  readonly filled: (type: string) => ReadonlyArray<string>
  readonly fill: (type: string, state: S, from: Filling) => Readonly<Record<string, unknown>>
  /** The cycle that a stream is in, where its aggregate has cycles. */
  readonly cycleOf?: (state: S) => number
  /** A row that no rule is for, as an event; a lifecycle without notes has none. */
  readonly note?: (text: string) => Candidate
}

/** An event that was added, and the rule that would have rejected it. */
interface Added {
  readonly event: DomainEvent
  readonly schemaVersion: number
  readonly breach: string | undefined
}

/** One stream's history as it grows. */
export interface History {
  readonly fill: (type: string, from: Filling) => Readonly<Record<string, unknown>>
  readonly cycle: () => number | undefined
  /** Checks the event in full, holds it against the lifecycle's rules, and takes it in. */
  readonly add: (candidate: Candidate, actor: Actor) => E.Either<string, Added>
  /** Gives a function that takes back what was added since. */
  readonly mark: () => () => void
}

export interface Lifecycle {
  readonly category: string
  readonly correlation: 'own' | 'inherited'
  readonly types: ReadonlyArray<string>
  /** The current version of each event type. */
  readonly versions: ReadonlyMap<string, EventVersion>
  readonly opening: string
  readonly filled: (type: string) => ReadonlyArray<string>
  readonly note: ((text: string) => Candidate) | undefined
  readonly begin: () => History
}

/** The aggregates that can be fed, by category, and the standards that they know. */
export interface Feeds {
  readonly lifecycles: Readonly<Record<string, Lifecycle>>
  readonly standards: ReadonlyArray<StandardRef>
}

export const lifecycleOf = <
  C extends Command,
  S,
  Ev extends DomainEvent,
  R extends { readonly _tag: string },
>({
  aggregate,
  opening,
  filled,
  fill,
  cycleOf,
  note,
}: Feed<C, S, Ev, R>): Lifecycle => {
  const versions = new Map(aggregate.events.versions.map((version) => [version.type, version]))
  const begin = (): History => {
    let state = aggregate.initialState
    return {
      fill: (type, from) => fill(type, state, from),
      cycle: () => cycleOf?.(state),
      add: (candidate, actor) => {
        const version = versions.get(candidate.type)?.version ?? 1
        const decoded = aggregate.events.decode(candidate, version, 'full')
        if (E.isLeft(decoded)) return E.left(decodeText(decoded.left))
        const event = decoded.right
        const decided = aggregate.decide(aggregate.commandOf(event, actor), state)
        state = aggregate.evolve(state, event)
        return E.right({
          event,
          schemaVersion: version,
          breach: E.isLeft(decided) ? decided.left._tag : undefined,
        })
      },
      mark: () => {
        const before = state
        return () => {
          state = before
        }
      },
    }
  }
  return {
    category: aggregate.category,
    correlation: aggregate.correlation,
    types: aggregate.events.types,
    versions,
    opening,
    filled,
    note,
    begin,
  }
}

const decodeText = (error: DecodeError): string => {
  switch (error._tag) {
    case 'Malformed':
      return `${error.type}: ${error.problems.map(problemText).join('; ')}`
    case 'UnknownType':
      return `unknown event type ${error.type}`
    case 'UnknownVersion':
      return `unknown version ${error.version} of ${error.type}`
  }
}
