/** The words of a whole desk: what the events of all its aggregates are called, and what is personal in them. */
import { caseEvents, caseLabels } from '../case/index.js'
import { clockEvents } from '../clock/events.js'
import { clockLabels } from '../clock/labels.js'
import { complaintEvents, complaintLabels } from '../complaint/index.js'
import { correctiveActionEvents, correctiveActionLabels } from '../corrective-action/index.js'
import { emergencyEvents, emergencyLabels } from '../emergency/index.js'
import { followUpEvents, followUpLabels } from '../follow-up/index.js'
import { operationsEvents, operationsLabels } from '../operations/index.js'
import { dispatchEvents } from '../policy/dispatch-events.js'
import { dispatchLabels } from '../policy/labels.js'
import type { Label } from '../standard/label.js'
import type { Vocabulary } from '../trace/trace.js'

/**
 * For `trace`: a story's events are of several aggregates.
 *
 * @example
 * import { trace } from '@casetrail/core'
 * import { deskVocabulary } from '@casetrail/core/desk'
 *
 * const storyOf = trace(deskVocabulary)
 */
export const deskVocabulary: Vocabulary = {
  labels: {
    ...caseLabels,
    ...complaintLabels,
    ...followUpLabels,
    ...correctiveActionLabels,
    ...emergencyLabels,
    ...operationsLabels,
    ...clockLabels,
    ...dispatchLabels,
  },
  versions: [
    ...caseEvents.versions,
    ...complaintEvents.versions,
    ...followUpEvents.versions,
    ...correctiveActionEvents.versions,
    ...emergencyEvents.versions,
    ...operationsEvents.versions,
    ...clockEvents.versions,
    ...dispatchEvents.versions,
  ],
}

/** What the streams of each category are called. */
export const categoryLabels: Readonly<Record<string, Label>> = {
  case: { en: 'Case', zh: '工單' },
  complaint: { en: 'Complaint', zh: '投訴' },
  followUp: { en: 'Follow-up', zh: '回訪' },
  correctiveAction: { en: 'Corrective action', zh: '改進' },
  emergency: { en: 'Emergency', zh: '應急' },
  operations: { en: 'Operations', zh: '運營' },
  dispatch: { en: 'Dispatch', zh: '派發' },
}
