/** The simulated desk as a source of histories, decided by the real rules, clocks and policies. */
import * as E from 'fp-ts/lib/Either.js'
import { inMemoryEventStore, type EpochMs, type RecordedEvent } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { retail2025 } from '@casetrail/core/standards'
import { sqliteStore } from '@casetrail/sqlite'

import { daysFrom } from '../../../cli/src/simulate/days.js'
import { fill } from '../../../cli/src/simulate/fill.js'
import { simulateInMemory } from '../../../cli/src/simulate/in-memory.js'
import { readyDesk } from '../../../cli/src/simulate/parameters.js'
import { policiesOn } from '../../../cli/src/simulate/policies.js'
import { allDays, type Setting } from '../../../cli/src/simulate/setting.js'
import { simulate, type Run } from '../../../cli/src/simulate/simulate.js'
import { must } from '../harness/check.js'

/** A desk under `retail-2025` to which so many cases come, from the first days of its calendar on. */
export const simulationOf = (cases: number, seed = 7): Setting => {
  must('the desk that ships is none', E.isRight(readyDesk))
  const desk = readyDesk.right
  return {
    desk,
    standard: { ...retail2025, hostMustSet: [] },
    calendars: readyCalendars,
    cases,
    seed,
    days: Math.max(5, Math.ceil(cases / desk.casesPerDay)),
    from: '2025-01-06',
  }
}

export type Given = Parameters<NonNullable<Run['onCommand']>>[0]

/** The commands of a simulation, those of policies and clocks among them. */
export const commandsOf = async (setting: Setting): Promise<ReadonlyArray<Given>> => {
  const commands: Given[] = []
  const onCommand = (given: Given): void => {
    commands.push(given)
  }
  const simulated = await simulate(setting, {
    storeOf: inMemoryEventStore,
    lookerOf: policiesOn,
    onCommand,
  })
  must('the simulation failed', E.isRight(simulated))
  return commands
}

/** Simulates in memory, and looks whether all is as it must be. */
export const historyOf = async (setting: Setting): Promise<ReadonlyArray<RecordedEvent>> => {
  const simulated = await simulateInMemory(setting)
  must('the simulation failed', E.isRight(simulated))
  must('an invariant does not hold', simulated.right.violations.length === 0)
  return simulated.right.events
}

/** The same, written into a new store at a path: as `casetrail simulate` does it. */
export const simulatedAt = async (
  path: string,
  setting: Setting,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const events = await historyOf(setting)
  const store = sqliteStore(path)
  const filled = await fill(store, events)
  store.close()
  must('the history was not written', E.isRight(filled))
  return events
}

/** The end of a simulation: all that was due by then has been done. */
export const endOf = (setting: Setting): EpochMs => {
  const { from, standard } = setting
  const ends = daysFrom(from, allDays(setting), standard.zone).all.at(-1)?.ends
  must('the simulation has no days', ends !== undefined)
  return ends
}
