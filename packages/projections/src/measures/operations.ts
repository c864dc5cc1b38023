/** Operations: what rates are taken of, and how often and how long the service was interrupted. */
import { counted, excluded, type Measure } from '@casetrail/core/read-model'

import { operationsFacts, type Exposure, type OperationsRow } from '../facts/operations-facts.js'

import { present, reading } from './reading.js'

type Amount = 'orders' | 'customers' | 'contacts' | 'serviceMs'

/** So much exposure, dated at the beginning of the interval that it was reported for. */
const exposureOf = (amount: Amount): Measure<OperationsRow> => ({
  id: `exposure.${amount}`,
  version: 1,
  unit: amount === 'serviceMs' ? 's' : 'count',
  from: { facts: operationsFacts },
  parts: ['exposures'],
  readings: (row, key) =>
    Object.values<Exposure>(row.exposures).flatMap((one) => {
      const value = one[amount]
      return value === undefined ? [] : [reading(one, key, one.from, counted(value), [one.id])]
    }),
})

export const exposedOrders = exposureOf('orders')
export const exposedCustomers = exposureOf('customers')
export const exposedContacts = exposureOf('contacts')
export const serviceTime = exposureOf('serviceMs')

/** Each interruption, dated at its start. */
export const interruptions: Measure<OperationsRow> = {
  id: 'interruptions',
  version: 1,
  unit: 'count',
  from: { facts: operationsFacts },
  parts: ['interruptions'],
  readings: (row, key) =>
    Object.values(row.interruptions).map((one) =>
      reading(one, key, one.from, counted(1), present(one.started, one.ended)),
    ),
}

/** How long each lasted, in milliseconds. */
export const downtime: Measure<OperationsRow> = {
  id: 'interruptions.downtime',
  version: 1,
  unit: 's',
  from: { facts: operationsFacts },
  parts: ['interruptions'],
  readings: (row, key) =>
    Object.values(row.interruptions).map((one) => {
      const evidence = present(one.started, one.ended)
      if (one.timeUnknown) return reading(one, key, one.from, excluded('timeUnknown'), evidence)
      return one.until === undefined
        ? reading(one, key, one.from, excluded('running'), evidence)
        : reading(one, key, one.from, counted(Math.max(0, one.until - one.from)), evidence)
    }),
}
