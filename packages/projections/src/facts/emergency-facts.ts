/** Emergency events folded into one row an emergency. */
import { type EventId, type RecordedEvent } from '@casetrail/core'
import { emergencyEvents, type EmergencyEvent } from '@casetrail/core/emergency'
import type { Dimensions, Facts } from '@casetrail/core/read-model'

import { emergencyDimensions } from './dimensions.js'
import { type Fact, earlier, factOf } from './fact.js'

export interface EmergencyRow {
  /** Undefined until the declaration was seen: no readings before. */
  readonly declared: Fact | undefined
  /** The story that it belongs to: its correlation. */
  readonly story: string
  readonly externalRef: string | undefined
  readonly dimensions: Dimensions
  readonly planStarted: Fact | undefined
  readonly recovered: Fact | undefined
  /** It was a false alarm. */
  readonly stoodDown: EventId | undefined
}

const empty: EmergencyRow = {
  declared: undefined,
  story: '',
  externalRef: undefined,
  dimensions: {},
  planStarted: undefined,
  recovered: undefined,
  stoodDown: undefined,
}

/** Drills are no emergencies, and leave no row. */
const evolve = (
  known: EmergencyRow | undefined,
  seen: RecordedEvent<EmergencyEvent>,
): EmergencyRow | undefined => {
  const { event } = seen
  const row = known ?? { ...empty, story: seen.metadata.correlationId }
  switch (event.type) {
    case 'EmergencyDeclared':
      return {
        ...row,
        declared: factOf(seen),
        externalRef: event.externalRef,
        dimensions: emergencyDimensions(event),
      }
    case 'PlanStarted':
      return { ...row, planStarted: earlier(row.planStarted, factOf(seen)) }
    case 'Recovered':
      return { ...row, recovered: earlier(row.recovered, factOf(seen)) }
    case 'EmergencyStoodDown':
      return { ...row, stoodDown: seen.eventId }
    default:
      return known
  }
}

/** One row an emergency, under its stream. */
export const emergencyFacts: Facts<EmergencyRow, EmergencyEvent> = {
  name: 'emergency',
  version: 1,
  from: [{ category: 'emergency', events: emergencyEvents }],
  keyOf: (seen) => seen.stream,
  evolve,
  finding: ({ story, externalRef, dimensions }) => ({
    correlation: story,
    ...(externalRef === undefined ? {} : { externalRef }),
    dimensions,
  }),
}
