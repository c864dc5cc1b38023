/** The figures of complaints. */
import * as E from 'fp-ts/lib/Either.js'
import type { Figure, Part, Value } from '@casetrail/core/read-model'

import {
  acknowledged,
  acknowledgement,
  causes,
  complaintsReceived,
  handlingTime,
} from '../measures/complaint.js'
import { exposedContacts, exposedCustomers, exposedOrders } from '../measures/operations.js'

import { label, over } from './figure.js'
import { perThousandOf, rankingOf } from './rates.js'
import { atLeastOnce, countOf, durationOf, shareOf } from './values.js'

/** The share of complaints acknowledged, with the median and the 90th percentile of the time it took. */
const acknowledgedAfter: Figure['value'] = (tallies) => {
  const value = shareOf('complaints')(tallies)
  if (E.isLeft(value)) return value
  const times = durationOf('time')(tallies)
  if (E.isLeft(times)) return value
  const { quantiles = {}, count = 0 } = times.right
  const part = (quantile: string): Part => ({
    value: quantiles[quantile] ?? null,
    unit: 's',
    count,
  })
  const told: Value = { ...value.right, parts: { median: part('p50'), p90: part('p90') } }
  return E.right(told)
}

const rate = (
  id: string,
  per: 'orders' | 'customers' | 'contacts',
  en: string,
  zh: string,
): Figure => {
  const exposed = { orders: exposedOrders, customers: exposedCustomers, contacts: exposedContacts }
  return {
    id,
    label: label(en, zh),
    unit: 'perThousand',
    inputs: { complaints: over(complaintsReceived), [per]: { ...over(exposed[per]), whole: true } },
    value: perThousandOf('complaints', per),
  }
}

export const complaintFigures: ReadonlyArray<Figure> = [
  {
    id: 'complaints.received',
    label: label('Complaints received', '收到投訴'),
    unit: 'count',
    inputs: { complaints: over(complaintsReceived) },
    value: countOf('complaints'),
  },
  rate('complaint.rate', 'orders', 'Complaints per 1,000 orders', '每千單投訴'),
  rate('complaint.rate.customers', 'customers', 'Complaints per 1,000 customers', '每千客戶投訴'),
  rate('complaint.rate.contacts', 'contacts', 'Complaints per 1,000 contacts', '每千次聯繫投訴'),
  {
    id: 'complaint.acknowledged',
    label: label('Complaints acknowledged', '投訴受理確認率'),
    unit: 'share',
    inputs: { complaints: over(acknowledged), time: over(acknowledgement) },
    side: atLeastOnce,
    value: acknowledgedAfter,
  },
  {
    id: 'complaint.handlingTime',
    label: label('Complaint handling time', '投訴處理時長'),
    unit: 's',
    inputs: { complaints: over(handlingTime) },
    value: durationOf('complaints'),
  },
  {
    id: 'complaint.causes',
    label: label('Root causes of complaints', '投訴根本原因'),
    unit: 'count',
    inputs: { complaints: { ...over(causes), words: 'cause' } },
    value: rankingOf('complaints'),
  },
]
