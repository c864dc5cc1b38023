/** Emergencies: how soon the plan was started, and how long until all was well again. */
import {
  excluded,
  type Key,
  type Measure,
  type Reading,
  type Verdict,
} from '@casetrail/core/read-model'

import { emergencyFacts, type EmergencyRow } from '../facts/emergency-facts.js'

import { reading, since } from './reading.js'
import type { Fact } from '../facts/fact.js'

const sinceDeclared = (
  id: string,
  until: 'planStarted' | 'recovered',
  missing: Verdict,
): Measure<EmergencyRow> => ({
  id,
  version: 1,
  unit: 's',
  from: { facts: emergencyFacts },
  parts: ['declared', 'dimensions', 'stoodDown', until],
  readings: (row, key) =>
    row.declared === undefined ? [] : [readingOf(row, key, row.declared, row[until], missing)],
})

/** Dated at the declaration: a plan never started must show in the period that it was needed in. */
const readingOf = (
  row: EmergencyRow,
  key: Key,
  declared: Fact,
  reached: Fact | undefined,
  missing: Verdict,
): Reading => {
  if (reached !== undefined) {
    return reading(row, key, declared.at, since(declared, reached), [declared.id, reached.id])
  }
  return row.stoodDown === undefined
    ? reading(row, key, declared.at, missing, [declared.id])
    : reading(row, key, declared.at, excluded('falseAlarm'), [declared.id, row.stoodDown])
}

/** From the declaration to the start of the plan. */
export const planStart = sinceDeclared('emergency.start', 'planStarted', excluded('notStarted'))

/** From the declaration to the recovery. */
export const recovery = sinceDeclared('emergency.recovery', 'recovered', excluded('notRecovered'))
