/** Operations: what rates are taken of, and how often and how long the service was interrupted. */
import { counted, excluded, type Measure, type Reading } from '@casetrail/core/read-model'

import {
  exposureFacts,
  interruptionFacts,
  type ExposureRow,
  type InterruptionRow,
} from '../facts/operations-facts.js'

import { cited, reading, since } from './reading.js'

type Amount = 'orders' | 'customers' | 'contacts' | 'serviceMs'

/** So much exposure, dated at the beginning of the interval that it was reported for. */
const exposureOf = (amount: Amount): Measure<ExposureRow> => ({
  id: `exposure.${amount}`,
  version: 1,
  unit: amount === 'serviceMs' ? 's' : 'count',
  from: { facts: exposureFacts },
  parts: ['reported', 'dimensions', amount],
  readings: (row, key) => {
    const { reported, [amount]: value } = row
    return value === undefined
      ? []
      : [reading(row, key, reported.from, counted(value), [reported.id])]
  },
})

export const exposedOrders = exposureOf('orders')
export const exposedCustomers = exposureOf('customers')
export const exposedContacts = exposureOf('contacts')
export const serviceTime = exposureOf('serviceMs')

/** What an interruption's events are; one without its start has only its end. */
const evidenceOf = ({ started, ended }: InterruptionRow): Reading['evidence'] =>
  cited(started.id, ended?.id)

/** Each interruption, dated at its start. */
export const interruptions: Measure<InterruptionRow> = {
  id: 'interruptions',
  version: 1,
  unit: 'count',
  from: { facts: interruptionFacts },
  parts: ['started', 'ended', 'dimensions'],
  readings: (row, key) => [reading(row, key, row.started.at, counted(1), evidenceOf(row))],
}

/** How long each lasted, dated at its start. */
export const downtime: Measure<InterruptionRow> = {
  id: 'interruptions.downtime',
  version: 1,
  unit: 's',
  from: { facts: interruptionFacts },
  parts: ['started', 'ended', 'dimensions'],
  readings: (row, key) => {
    const { started, ended } = row
    const verdict = ended === undefined ? excluded('running') : since(started, ended)
    return [reading(row, key, started.at, verdict, evidenceOf(row))]
  },
}
