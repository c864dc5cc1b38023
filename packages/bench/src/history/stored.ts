/** Histories in a file, as our store keeps them. */
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { NewEvent, RecordedEvent } from '@casetrail/core'
import { sqliteStore } from '@casetrail/sqlite'

import { must } from '../harness/check.js'

const AT_ONCE = 1_000

/** Copies events, in their order, into a new store at a path. */
export const storeAt = async (
  path: string,
  events: ReadonlyArray<RecordedEvent>,
): Promise<void> => {
  const store = sqliteStore(path)
  const appended = async (one: RecordedEvent): Promise<boolean> => {
    const { eventId, recordedAt, event, metadata, stream, revision } = one
    const sealed: ReadonlyArray<NewEvent> = [{ eventId, recordedAt, event, metadata }]
    const expected = revision === 0 ? 'noStream' : revision - 1
    return isNonEmpty(sealed) && E.isRight(await store.append(stream, expected, sealed)())
  }
  for (let i = 0; i < events.length; i += AT_ONCE) {
    const done = await Promise.all(events.slice(i, i + AT_ONCE).map(appended))
    must('an event was not stored', done.every(Boolean))
  }
  store.close()
}
