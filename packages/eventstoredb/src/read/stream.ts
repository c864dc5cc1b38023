/** Finished reads of one stream, and what it means when they give nothing. */
import * as E from 'fp-ts/lib/Either.js'
import type { EventBatch, StreamQuery } from '@casetrail/core'

import { typeOf } from '../connection/failure.js'

import { BUFFER, batches, eventsOf, type Reading } from './call.js'
import type { StreamCursor } from './cursor.js'
import { isFields } from './decode.js'

const SOFT_DELETED = 2 ** 53

/** Whether a stream that reads as not found was there: its metadata hide all that it may ever have had. */
const isSoftDeleted = async (reading: Reading, stream: string): Promise<boolean> => {
  const options = { direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const
  const call = reading.linked.client.readStream(`$$${stream}`, options)
  try {
    const [last] = await eventsOf(reading, call)
    const data: unknown = last?.event?.data
    const before = isFields(data) ? data['$tb'] : undefined
    return typeof before === 'number' && before >= SOFT_DELETED
  } catch (thrown) {
    const type = typeOf(thrown)
    // who may not see the metadata can't be told
    if (type !== 'stream-not-found' && type !== 'access-denied') throw thrown
    return false
  }
}

/** What a stream that gives nothing is. */
export type Emptiness = 'missing' | 'deleted' | 'truncated'

/** A stream, from the revision that it has come to. Answers why it gave nothing, if it did. */
export const streamOnce = async function* (
  reading: Reading,
  query: StreamQuery,
  cursor: StreamCursor,
): AsyncGenerator<E.Either<Emptiness, EventBatch>> {
  const { stream, direction = 'forwards' } = query
  const revision = cursor.revision()
  const back = direction === 'backwards'
  const edge = back ? ('end' as const) : ('start' as const)
  const fromRevision = revision === undefined ? edge : BigInt(revision + (back ? -1 : 1))
  const most = cursor.left()
  const options = { direction, fromRevision, ...(most < Infinity ? { maxCount: most } : {}) }
  const found = { nothing: false }
  try {
    const call = reading.linked.client.readStream(stream, options, BUFFER)
    const noted = (): void => {
      found.nothing = revision === undefined
    }
    for await (const batch of batches(reading, cursor, call, noted)) {
      yield found.nothing ? E.left('truncated') : E.right(batch)
    }
  } catch (thrown) {
    if (typeOf(thrown) !== 'stream-not-found') throw thrown
    yield E.left((await isSoftDeleted(reading, stream)) ? 'deleted' : 'missing')
  }
}
