/** For tests: appending where others append too. */
import type { EventStore } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { newEvent } from './events.js'

/** Appends pairs of events to three streams, from wherever they are by now; the ids taken. */
export const contend = async (store: EventStore, count: number): Promise<ReadonlyArray<string>> => {
  const ids: string[] = []
  const caller = async (stream: string): Promise<void> => {
    let at: 'noStream' | number = 'noStream'
    for (let taken = 0; taken < count;) {
      const pair = [newEvent(), newEvent()] as const
      const answer = await store.append(stream, at, pair)()
      if (E.isRight(answer)) {
        at = answer.right.revision
        taken += 1
        ids.push(...pair.map((e) => e.eventId))
      } else if (answer.left._tag === 'Conflict') at = answer.left.actual
      else throw new Error(JSON.stringify(answer.left))
    }
  }
  await Promise.all(['case-1', 'case-2', 'case-3'].map(caller))
  return ids
}
