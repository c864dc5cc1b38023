/** Whether two stores hold the same of every stream: by count, and by the SHA-256 of canonical JSON. */
import {
  foldBatches,
  foldRead,
  type EventStore,
  type ReadError,
  type RecordedEvent,
  type Revision,
  type StreamQuery,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { canonicalEvent, streamHash, sumOf, sumText } from './canonical.js'
import { sortOf } from './sealed.js'
import { isWithin, type Survey } from './survey.js'

/** Where a stream of the target is not that of the source. */
export interface Difference {
  readonly stream: string
  /** Of the first event that differs. */
  readonly revision: Revision
  readonly what: 'missing' | 'other' | 'more'
}

/** A read that failed, and of which store. */
export interface VerifyFailed {
  readonly _tag: 'VerifyFailed'
  readonly side: 'source' | 'target'
  readonly error: ReadError
}

export interface Verified {
  readonly streams: number
  readonly events: number
  /** The sum of the streams' hashes, in hex: the same on both sides when nothing differs. */
  readonly sha256: string
  /** The first of them, and in all. */
  readonly differences: ReadonlyArray<Difference>
  readonly differing: number
}

export interface Sides {
  readonly source: Pick<EventStore, 'read'>
  readonly target: Pick<EventStore, 'read'>
  readonly survey: Survey
}

/** Streams that are read at once. */
const AT_ONCE = 32
const MOST_NAMED = 20

const failed =
  (side: VerifyFailed['side']) =>
  (error: ReadError): VerifyFailed => ({ _tag: 'VerifyFailed', side, error })

/** What a side has of a stream that is to be the same on both. */
const readSide = async <A>(
  { source, target, survey }: Sides,
  side: VerifyFailed['side'],
  query: StreamQuery,
  initial: A,
  f: (acc: A, event: RecordedEvent) => A,
): Promise<E.Either<VerifyFailed, A>> => {
  const { head, cuts } = survey
  const isCopied = (event: RecordedEvent): boolean =>
    side === 'target' || (event.position <= head && isWithin(cuts, event))
  const store = side === 'source' ? source : target
  const read = await foldRead(store, query, initial, (acc, event) =>
    isCopied(event) ? f(acc, event) : acc,
  )()
  return E.mapLeft(failed(side))(read)
}

/** The events of a stream, one by one, where their hashes differ. */
const differenceOf = async (
  sides: Sides,
  stream: string,
): Promise<E.Either<VerifyFailed, Difference>> => {
  const texts = (side: VerifyFailed['side']) =>
    readSide<string[]>(sides, side, { stream }, [], (all, event) => {
      all.push(canonicalEvent(event))
      return all
    })
  const source = await texts('source')
  if (E.isLeft(source)) return source
  const target = await texts('target')
  if (E.isLeft(target)) return target
  const [a, b] = [source.right, target.right]
  const at = a.findIndex((text, i) => text !== b[i])
  return E.right(
    at < 0
      ? { stream, revision: a.length, what: 'more' }
      : { stream, revision: at, what: b[at] === undefined ? 'missing' : 'other' },
  )
}

interface Compared {
  readonly events: number
  readonly hex: string
  readonly difference: Difference | undefined
}

const compare = async (sides: Sides, stream: string): Promise<E.Either<VerifyFailed, Compared>> => {
  const hashOf = async (side: VerifyFailed['side']) =>
    readSide(sides, side, { stream }, streamHash(), (hash, event) => {
      hash.add(event)
      return hash
    })
  const [source, target] = await Promise.all([hashOf('source'), hashOf('target')])
  if (E.isLeft(source)) return source
  if (E.isLeft(target)) return target
  const hex = source.right.hex()
  const events = source.right.count()
  if (target.right.hex() === hex) return E.right({ events, hex, difference: undefined })
  const difference = await differenceOf(sides, stream)
  return E.isLeft(difference) ? difference : E.right({ events, hex, difference: difference.right })
}

/** Compares every stream of the source, up to where it was copied, with that of the target. */
export const verify = async (
  sides: Sides,
  onVerified: (events: number) => void,
): Promise<E.Either<VerifyFailed, Verified>> => {
  let streams = 0
  let events = 0
  let sum = 0n
  let differing = 0
  const differences: Difference[] = []

  const take = ({ events: count, hex, difference }: Compared): void => {
    streams += 1
    events += count
    sum = sumOf(sum, hex)
    if (difference === undefined) return
    differing += 1
    if (differences.length < MOST_NAMED) differences.push(difference)
  }

  // every stream has one first event: no list of them is needed
  const isFirst = (event: RecordedEvent): boolean =>
    event.revision === 0 && sortOf(event) === 'ours' && isWithin(sides.survey.cuts, event)
  const query = { all: true, until: sides.survey.head } as const
  const read = await foldBatches<undefined, ReadError | VerifyFailed>(
    sides.source,
    query,
    undefined,
    async (_, batch) => {
      const names = batch.events.filter(isFirst).map(({ stream }) => stream)
      for (let i = 0; i < names.length; i += AT_ONCE) {
        const some = names.slice(i, i + AT_ONCE)
        for (const one of await Promise.all(some.map((stream) => compare(sides, stream)))) {
          if (E.isLeft(one)) return one
          take(one.right)
        }
        onVerified(events)
      }
      return E.right(undefined)
    },
  )()
  if (E.isLeft(read)) {
    return E.left(read.left._tag === 'VerifyFailed' ? read.left : failed('source')(read.left))
  }
  return E.right({ streams, events, sha256: sumText(sum), differences, differing })
}
