/** Events that rows are without: parked beside the rows, with the reason, while the line goes on. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type {
  DecodeError,
  EventId,
  Position,
  Problem,
  RecordedEvent,
  Revision,
  StreamName,
  Unavailable,
} from '@casetrail/core'
import type { Key, ProjectionId, RowStore } from '@casetrail/core/read-model'

/** The event was read, and its facts threw at it. */
export interface FactsThrew {
  readonly _tag: 'FactsThrew'
  /** The facts' name. */
  readonly facts: string
  readonly reason: string
}

/**
 * Why an event is not in rows. Of what was found only the kind is told, since what can't be read can't
 * be told from what is personal.
 */
export type ParkedReason = DecodeError | FactsThrew

/** A parked event as it is kept: a row for each facts that are without it, under its position. */
export interface ParkedRow {
  readonly position: Position
  readonly stream: StreamName
  readonly revision: Revision
  readonly eventId: EventId
  readonly type: string
  /** The story that rows don't tell whole: its correlation. Absent where the event names none. */
  readonly story?: Key
  readonly reason: ParkedReason
}

/** A parked event, and the names of the facts whose rows are without it. */
export interface ParkedEvent extends ParkedRow {
  readonly facts: ReadonlyArray<string>
}

export interface Parked {
  readonly count: number
  /** In the store's order, at most as many as were asked for. */
  readonly events: ReadonlyArray<ParkedEvent>
}

/**
 * Where the events are kept that facts' rows are without: they come and go with the rows of these very
 * facts in this very version, and are committed with them, so they need no checkpoint.
 */
export const parkedIn = ({ name, version }: ProjectionId): ProjectionId => ({
  name: `parked:${name}`,
  version,
})

/** As many problems of one event are kept. */
const MOST_PROBLEMS = 10
/** Characters of what was thrown. */
const MOST_THROWN = 200

const NUMBER = /^-?\d[\d.]*(?:e[+-]?\d+)?n?$/

const kindOf = (found: string): string => {
  if (found.startsWith('"')) return 'text'
  if (found.startsWith('an object')) return 'an object'
  return NUMBER.test(found) ? 'a number' : found
}

const withKinds = ({ pointer, found, expected }: Problem): Problem => ({
  pointer,
  found: kindOf(found),
  expected,
})

/** A reason that tells no more of what was found than its kind. */
export const parkedReason = (error: ParkedReason): ParkedReason =>
  error._tag === 'Malformed'
    ? { ...error, problems: error.problems.slice(0, MOST_PROBLEMS).map(withKinds) }
    : error

/** What facts threw, as the reason that an event is parked for. */
export const threwAt = ({ name }: ProjectionId, thrown: unknown): FactsThrew => ({
  _tag: 'FactsThrew',
  facts: name,
  reason: String(thrown).slice(0, MOST_THROWN),
})

/** The row that says that an event is parked. */
export const parkedRow = (
  { position, stream, revision, eventId, event, metadata }: RecordedEvent,
  error: ParkedReason,
): ParkedRow => {
  const story: unknown = metadata.correlationId
  return {
    position,
    stream,
    revision,
    eventId,
    type: event.type,
    ...(typeof story === 'string' ? { story } : {}),
    reason: parkedReason(error),
  }
}

/** Only the runner writes these rows. */
const asParked = (row: unknown): ParkedRow => row as ParkedRow

/**
 * The events that rows are without, with the reasons: those that this program's codecs could not read,
 * and those that facts threw at. They stay until the rows are built anew (`forget`, then `project`), by
 * a program that can read them.
 *
 * `most` bounds the events that are listed (default: all), not the count.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { deskModels, parked } from '@casetrail/projections'
 *
 * await parked(inMemoryRowStore(), deskModels)() // { _tag: 'Right', right: { count: 0, events: [] } }
 */
export const parked =
  (
    rows: RowStore,
    models: { readonly facts: ReadonlyArray<ProjectionId> },
    most = Infinity,
  ): TaskEither<Unavailable, Parked> =>
  async () => {
    const positions = new Set<Position>()
    const found = new Map<Position, ParkedEvent>()
    for (const facts of models.facts) {
      let seen = 0
      const scanned = await rows.scan(parkedIn(facts), (page) => {
        for (const [, row] of page) {
          const one = asParked(row)
          positions.add(one.position)
          // keys come in order: what is not among the first of some facts is not among the first of all
          if (seen++ >= most) continue
          const others = found.get(one.position)?.facts ?? []
          found.set(one.position, { ...one, facts: [...others, facts.name] })
        }
      })()
      if (E.isLeft(scanned)) return scanned
    }
    const events = [...found.values()].sort((a, b) => (a.position < b.position ? -1 : 1))
    return E.right({ count: positions.size, events: events.slice(0, most) })
  }
