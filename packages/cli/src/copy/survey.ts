/** Looking over what is to be copied before anything is written. */
import {
  foldBatches,
  type EventStore,
  type Position,
  type ReadError,
  type RecordedEvent,
  type Revision,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { sortOf } from './sealed.js'

/** An event that can't be copied, and so whatever follows it in its stream. */
export interface Uncopyable {
  readonly stream: string
  readonly revision: Revision
  readonly type: string
  readonly reason: string
}

/** The target holds another event in a stream that is to be copied. */
export interface OtherEvent {
  readonly _tag: 'OtherEvent'
  readonly stream: string
  readonly revision: Revision
  /** The event of the source, and what stands in its place. */
  readonly source: string
  readonly target: string
}

export interface Survey {
  /** Where the source ended: what comes later is not copied. */
  readonly head: Position
  /** How many events are copied, of how many streams. */
  readonly events: number
  readonly streams: number
  /** How many events of other programs there are. */
  readonly foreign: number
  /** The first of those that can't be copied, and in all. */
  readonly uncopyable: ReadonlyArray<Uncopyable>
  readonly uncopyableEvents: number
  /** From where on streams are left, by stream. */
  readonly cuts: ReadonlyMap<string, Revision>
}

const MOST_NAMED = 20

/** Whether an event comes before the first of its stream that can't be copied. */
export const isWithin = (cuts: Survey['cuts'], { stream, revision }: RecordedEvent): boolean => {
  const cut = cuts.get(stream)
  return cut === undefined || revision < cut
}

/** The first event of a stream in the target, where it is not that of the source. */
const otherFirst = async (
  target: Pick<EventStore, 'read'>,
  { stream, eventId }: RecordedEvent,
): Promise<E.Either<ReadError, OtherEvent | undefined>> => {
  const read = await foldBatches<RecordedEvent | undefined, never>(
    target,
    { stream, limit: 1 },
    undefined,
    (found, { events: [first] }) => E.right(found ?? first),
  )()
  if (E.isLeft(read)) return read
  const first = read.right
  return E.right(
    first === undefined || first.eventId === eventId
      ? undefined
      : { _tag: 'OtherEvent', stream, revision: 0, source: eventId, target: first.eventId },
  )
}

/**
 * Reads the source up to a head. `target`: one that is not empty, whose streams must begin alike.
 *
 * Rejects: `OtherEvent`, and what the stores answer.
 */
export const survey = async (
  source: Pick<EventStore, 'read'>,
  head: Position,
  target: Pick<EventStore, 'read'> | undefined,
  onRead: (position: Position) => void,
): Promise<E.Either<ReadError | OtherEvent, Survey>> => {
  let events = 0
  let streams = 0
  let foreign = 0
  let uncopyableEvents = 0
  const uncopyable: Uncopyable[] = []
  const cuts = new Map<string, Revision>()

  const see = (recorded: RecordedEvent): void => {
    const sort = sortOf(recorded)
    if (sort === 'foreign') {
      foreign += 1
      return
    }
    const { stream, revision, event } = recorded
    if (sort === 'ours' && isWithin(cuts, recorded)) {
      events += 1
      if (revision === 0) streams += 1
      return
    }
    uncopyableEvents += 1
    const reason = sort === 'ours' ? 'it follows one that can not be copied' : sort.reason
    if (isWithin(cuts, recorded)) cuts.set(stream, revision)
    if (uncopyable.length < MOST_NAMED) {
      uncopyable.push({ stream, revision, type: event.type, reason })
    }
  }

  const query = { all: true, until: head } as const
  const read = await foldBatches<undefined, ReadError | OtherEvent>(
    source,
    query,
    undefined,
    async (_, batch) => {
      batch.events.forEach(see)
      onRead(batch.last)
      if (target === undefined) return E.right(undefined)
      const firsts = batch.events.filter(({ revision }) => revision === 0)
      const looked = await Promise.all(firsts.map((first) => otherFirst(target, first)))
      for (const one of looked) {
        if (E.isLeft(one)) return one
        if (one.right !== undefined) return E.left(one.right)
      }
      return E.right(undefined)
    },
  )()
  return E.isLeft(read)
    ? read
    : E.right({ head, events, streams, foreign, uncopyable, uncopyableEvents, cuts })
}
