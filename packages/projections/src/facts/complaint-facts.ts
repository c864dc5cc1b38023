/** Complaint events folded into one row a complaint. */
import type { EventId, RecordedEvent } from '@casetrail/core'
import { complaintEvents, type ComplaintEvent } from '@casetrail/core/complaint'
import type { Dimensions, Facts } from '@casetrail/core/read-model'

import { complaintDimensionsAfter } from './dimensions.js'
import { type Draft, type Fact, earlier, factOf } from './fact.js'

interface Communicated extends Fact {
  /** Who handled the complaint. */
  readonly handler: string | undefined
}

export interface ComplaintRow {
  /** Undefined until the receipt was seen: no readings before. */
  readonly received: Fact | undefined
  /** The story that it belongs to: its correlation. */
  readonly story: string
  readonly externalRef: string | undefined
  readonly dimensions: Dimensions
  /** The source's own attributes; they stand before dimensions of the same name. */
  readonly attributes: Dimensions
  readonly acknowledged: Fact | undefined
  /** The first communication of a decision: later ones are of reviews and reopenings. */
  readonly communicated: Communicated | undefined
  /** The latest determination of the cause; the cause itself is a dimension. */
  readonly determined: Fact | undefined
  /** What keeps it from counting, and the event that says so. */
  readonly ended: { readonly as: 'merged' | 'withdrawn'; readonly by: EventId } | undefined
}

const empty: ComplaintRow = {
  received: undefined,
  story: '',
  externalRef: undefined,
  dimensions: {},
  attributes: {},
  acknowledged: undefined,
  communicated: undefined,
  determined: undefined,
  ended: undefined,
}

const copyOf = (row: ComplaintRow): Draft<ComplaintRow> => ({
  received: row.received,
  story: row.story,
  externalRef: row.externalRef,
  dimensions: row.dimensions,
  attributes: row.attributes,
  acknowledged: row.acknowledged,
  communicated: row.communicated,
  determined: row.determined,
  ended: row.ended,
})

const communicated = (
  known: Communicated | undefined,
  fact: Fact,
  handler: string | undefined,
): Communicated => (known !== undefined && known.at <= fact.at ? known : { ...fact, handler })

const evolve = (
  known: ComplaintRow | undefined,
  seen: RecordedEvent<ComplaintEvent>,
): ComplaintRow | undefined => {
  const { event } = seen
  const row = copyOf(known ?? { ...empty, story: seen.metadata.correlationId })
  row.dimensions = complaintDimensionsAfter(row.dimensions, row.attributes, event)
  switch (event.type) {
    case 'ComplaintReceived':
      row.received = factOf(seen)
      row.externalRef = event.externalRef
      row.attributes = event.attributes ?? {}
      return row
    case 'ComplaintAcknowledged':
      row.acknowledged = earlier(row.acknowledged, factOf(seen))
      return row
    case 'RootCauseDetermined':
      row.determined = factOf(seen)
      return row
    case 'DecisionCommunicated':
      row.communicated = communicated(row.communicated, factOf(seen), event.handler)
      return row
    case 'ComplaintMerged':
      row.ended = { as: 'merged', by: seen.eventId }
      return row
    case 'ComplaintWithdrawn':
      if (row.ended?.as !== 'merged') row.ended = { as: 'withdrawn', by: seen.eventId }
      return row
    case 'ComplaintReopened':
      if (row.ended?.as === 'withdrawn') row.ended = undefined
      return row
    default:
      return row.dimensions === (known ?? empty).dimensions ? known : row
  }
}

/** One row a complaint, under its stream: a story may hold several. */
export const complaintFacts: Facts<ComplaintRow, ComplaintEvent> = {
  name: 'complaint',
  version: 1,
  from: [{ category: 'complaint', events: complaintEvents }],
  keyOf: (seen) => seen.stream,
  evolve,
  finding: ({ story, externalRef, dimensions }) => ({
    correlation: story,
    ...(externalRef === undefined ? {} : { externalRef }),
    ...(dimensions['customer'] === undefined ? {} : { customer: dimensions['customer'] }),
    dimensions,
  }),
}
