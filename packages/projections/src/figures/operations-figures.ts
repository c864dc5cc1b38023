/** The figures of interruptions and emergencies. */
import * as E from 'fp-ts/lib/Either.js'
import type { Figure, Part } from '@casetrail/core/read-model'

import { planStart, recovery } from '../measures/emergency.js'
import { downtime, interruptions, serviceTime } from '../measures/operations.js'

import { label, over } from './figure.js'
import { durationOf, nothing, tallyOf } from './values.js'

const HOUR_MS = 3_600_000

/** Interruptions ÷ service hours (H3 服務中斷率), their count, and how long they were. */
const interruptionRate: Figure['value'] = (tallies) => {
  const { count } = tallyOf(tallies, 'interruptions')
  const lengths = tallyOf(tallies, 'downtime')
  const { sum, count: reports } = tallyOf(tallies, 'serviceTime')
  if (reports === 0 || sum === 0) return nothing('nothing to divide by: no service time is known')
  const downtimePart: Part = { value: lengths.sum / 1_000, unit: 's', count: lengths.count }
  return E.right({
    value: (count * HOUR_MS) / sum,
    numerator: count,
    denominator: sum / HOUR_MS,
    count,
    parts: { downtime: downtimePart },
  })
}

export const operationsFigures: ReadonlyArray<Figure> = [
  {
    id: 'interruption',
    label: label('Interruptions per service hour', '服務中斷率'),
    unit: 'perHour',
    inputs: {
      interruptions: over(interruptions),
      downtime: over(downtime),
      serviceTime: { ...over(serviceTime), whole: true },
    },
    value: interruptionRate,
  },
  {
    id: 'emergency.start',
    label: label('Emergency: time to start the plan', '應急啟動時長'),
    unit: 's',
    inputs: { emergencies: over(planStart) },
    value: durationOf('emergencies'),
  },
  {
    id: 'emergency.recovery',
    label: label('Emergency: time to recover', '應急恢復時長'),
    unit: 's',
    inputs: { emergencies: over(recovery) },
    value: durationOf('emergencies'),
  },
]
