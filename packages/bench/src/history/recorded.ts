/** Scripted cases as recorded events, decided by the lifecycle's own rules. */
import * as E from 'fp-ts/lib/Either.js'
import {
  foldRead,
  fromEpochMs,
  handle,
  inMemoryEventStore,
  type Aggregate,
  type Command,
  type DomainEvent,
  type EventStore,
  type Instant,
  type RecordedEvent,
} from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { caseAggregate, type CaseEvent } from '@casetrail/core/case'
import { serviceLevels, withServiceLevels } from '@casetrail/core/clock'
import { retail2025 } from '@casetrail/core/standards'

import { must } from '../harness/check.js'

import { makeBoundary } from './boundary.js'
import type { ScriptedCommand } from './cases.js'
import type { Scripted } from './script.js'

const standards = [retail2025]
const bare = caseAggregate(standards)
const withClocks = withServiceLevels(bare, serviceLevels(standards, readyCalendars))

const carriedOut = async <C extends Command, S, Ev extends DomainEvent, R>(
  aggregate: Aggregate<C, S, Ev, R>,
  commands: ReadonlyArray<Scripted<C>>,
): Promise<EventStore> => {
  let now: Instant = fromEpochMs(0)
  const store = inMemoryEventStore({ ...makeBoundary(), now: () => now })
  const cases = handle(store, aggregate, { cached: commands.length })
  for (const { id, command, commandId } of commands) {
    // recorded when it happens: clocks take nothing that is dated far back
    now = command.at
    const done = await cases(id, command, { commandId })()
    must(`${command.type} was not carried out`, E.isRight(done))
  }
  return store
}

/** An in-memory store that the commands were carried out on. Throws when one is rejected. */
export const storeOf = (commands: ReadonlyArray<ScriptedCommand>): Promise<EventStore> =>
  carriedOut(bare, commands)

/** The same with the clocks of the standard, whose events stand among the cases' own. */
export const clockedStoreOf = (commands: ReadonlyArray<ScriptedCommand>): Promise<EventStore> =>
  carriedOut(withClocks, commands)

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
