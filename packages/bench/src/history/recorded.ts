/** Scripted cases as recorded events, decided by the lifecycle's own rules. */
import * as E from 'fp-ts/lib/Either.js'
import {
  foldRead,
  handle,
  inMemoryEventStore,
  type DomainEvent,
  type EventStore,
  type RecordedEvent,
} from '@casetrail/core'
import { caseAggregate, type CaseEvent } from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'

import { must } from '../harness/check.js'

import { makeBoundary } from './boundary.js'
import type { ScriptedCommand } from './cases.js'

/** An in-memory store that the commands were carried out on. Throws when one is rejected. */
export const storeOf = async (commands: ReadonlyArray<ScriptedCommand>): Promise<EventStore> => {
  const store = inMemoryEventStore(makeBoundary())
  const cases = handle(store, caseAggregate([retail2025]), { cached: commands.length })
  for (const { id, command, commandId } of commands) {
    const done = await cases(id, command, { commandId })()
    must(`${command.type} was not carried out`, E.isRight(done))
  }
  return store
}

/** All events of a store, in its order. */
export const eventsOf = async <Ev extends DomainEvent = CaseEvent>(
  store: EventStore,
): Promise<ReadonlyArray<RecordedEvent<Ev>>> => {
  const read = await foldRead(store, { all: true }, [] as RecordedEvent<Ev>[], (all, e) => {
    all.push(e as RecordedEvent<Ev>)
    return all
  })()
  must('the history could not be read', E.isRight(read))
  return read.right
}
