/** The aggregates of a desk under its standards, those with promises with their clocks. */
import type { Calendar } from '../calendar/index.js'
import { caseAggregate } from '../case/index.js'
import { serviceLevels, withServiceLevels } from '../clock/index.js'
import { complaintAggregate } from '../complaint/index.js'
import { correctiveActionAggregate } from '../corrective-action/index.js'
import { emergencyAggregate } from '../emergency/index.js'
import { followUpAggregate } from '../follow-up/index.js'
import { operationsAggregate } from '../operations/index.js'
import type { ServiceStandard } from '../standard/document.js'

/**
 * Every aggregate of a desk, by category: each stream is judged by the standard that it was opened under,
 * the first given is for those that name none. Clocks run by the newest version of each calendar.
 *
 * @example
 * import { handle, inMemoryEventStore } from '@casetrail/core'
 * import { readyCalendars } from '@casetrail/core/calendar'
 * import { deskAggregates } from '@casetrail/core/desk'
 * import { readyStandards } from '@casetrail/core/standards'
 * import { testBoundary } from '@casetrail/core/testing'
 *
 * const desk = deskAggregates(readyStandards, readyCalendars)
 * const cases = handle(inMemoryEventStore(testBoundary()), desk.case)
 */
export const deskAggregates = (
  standards: ReadonlyArray<ServiceStandard>,
  calendars: ReadonlyArray<Calendar>,
) => {
  const levels = serviceLevels(standards, calendars)
  return {
    case: withServiceLevels(caseAggregate(standards), levels),
    complaint: withServiceLevels(complaintAggregate(standards), levels),
    followUp: withServiceLevels(followUpAggregate(standards), levels),
    correctiveAction: correctiveActionAggregate(standards),
    emergency: withServiceLevels(emergencyAggregate(standards), levels),
    operations: operationsAggregate(standards),
  }
}
export type DeskAggregates = ReturnType<typeof deskAggregates>
