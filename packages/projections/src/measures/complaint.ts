/** Complaints: how many came, how soon they were taken up and handled, and what they came from. */
import {
  counted,
  excluded,
  type Key,
  type Measure,
  type Reading,
  type Verdict,
} from '@casetrail/core/read-model'

import { complaintFacts, type ComplaintRow } from '../facts/complaint-facts.js'

import { reading, since } from './reading.js'
import type { Fact } from '../facts/fact.js'

const from = { facts: complaintFacts } as const

interface ReceivedRow extends ComplaintRow {
  readonly received: Fact
}

const isReceived = (row: ComplaintRow): row is ReceivedRow => row.received !== undefined

/** A complaint's only reading; a merged duplicate is excluded, it counts once. */
const once =
  (readingOf: (row: ReceivedRow, key: Key) => Reading): Measure<ComplaintRow>['readings'] =>
  (row, key) => {
    if (!isReceived(row)) return []
    const { received, ended } = row
    return ended?.as === 'merged'
      ? [reading(row, key, received.at, excluded('merged'), [received.id, ended.by])]
      : [readingOf(row, key)]
  }

/** Complaints received, by the date of their receipt; withdrawn ones were received too. */
export const complaintsReceived: Measure<ComplaintRow> = {
  id: 'complaint.received',
  version: 1,
  unit: 'count',
  from,
  parts: ['received', 'dimensions', 'ended'],
  readings: once((row, key) => reading(row, key, row.received.at, counted(1), [row.received.id])),
}

/** A verdict on the acknowledgement; one that was withdrawn before has none. */
const onAcknowledgement = (
  id: string,
  unit: 'share' | 's',
  taken: (row: ReceivedRow, acknowledged: Fact) => Verdict,
  missing: Verdict,
): Measure<ComplaintRow> => ({
  id,
  version: 1,
  unit,
  from,
  parts: ['received', 'dimensions', 'ended', 'acknowledged'],
  readings: once((row, key) => {
    const { received, acknowledged: fact, ended } = row
    if (fact !== undefined) {
      return reading(row, key, received.at, taken(row, fact), [received.id, fact.id])
    }
    return ended === undefined
      ? reading(row, key, received.at, missing, [received.id])
      : reading(row, key, received.at, excluded(ended.as), [received.id, ended.by])
  }),
})

/** Whether each complaint was acknowledged, by the date of its receipt. */
export const acknowledged = onAcknowledgement(
  'complaint.acknowledged',
  'share',
  () => counted(1),
  counted(0),
)

/** From receipt to acknowledgement, by the date of the receipt. */
export const acknowledgement = onAcknowledgement(
  'complaint.acknowledgement',
  's',
  (row, fact) => since(row.received, fact),
  excluded('notAcknowledged'),
)

/** From receipt to the first communication of a decision (H1), by the date of the communication. */
export const handlingTime: Measure<ComplaintRow> = {
  id: 'complaint.handlingTime',
  version: 1,
  unit: 's',
  from,
  parts: ['received', 'dimensions', 'ended', 'communicated'],
  readings: once((row, key) => {
    const { received, communicated, ended } = row
    if (communicated !== undefined) {
      const evidence = [received.id, communicated.id]
      const verdict = since(received, communicated)
      return reading(row, key, communicated.at, verdict, evidence, communicated.handler)
    }
    return ended === undefined
      ? reading(row, key, received.at, excluded('notCommunicated'), [received.id])
      : reading(row, key, received.at, excluded(ended.as), [received.id, ended.by])
  }),
}

/** Complaints whose cause was determined, by the date of their receipt; the cause is a dimension. */
export const causes: Measure<ComplaintRow> = {
  id: 'complaint.causes',
  version: 1,
  unit: 'count',
  from,
  parts: ['received', 'dimensions', 'ended', 'determined'],
  readings: once((row, key) => {
    const { received, determined } = row
    return determined === undefined
      ? reading(row, key, received.at, excluded('notDetermined'), [received.id])
      : reading(row, key, received.at, counted(1), [received.id, determined.id])
  }),
}
