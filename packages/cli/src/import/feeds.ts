/** The aggregates that an import can feed. */
import type { ServiceStandard } from '@casetrail/core/standards'

import { caseLifecycle } from './feeds/case.js'
import { complaintLifecycle } from './feeds/complaint.js'
import { correctiveActionLifecycle } from './feeds/corrective-action.js'
import { emergencyLifecycle } from './feeds/emergency.js'
import { followUpLifecycle } from './feeds/follow-up.js'
import type { Feeds } from './lifecycle.js'

/** What can be fed under some standards. */
export const feedsOf = (standards: ReadonlyArray<ServiceStandard>): Feeds => ({
  lifecycles: {
    case: caseLifecycle(standards),
    complaint: complaintLifecycle(standards),
    followUp: followUpLifecycle(standards),
    correctiveAction: correctiveActionLifecycle(standards),
    emergency: emergencyLifecycle(standards),
  },
  standards: standards.map(({ id, version }) => ({ id, version })),
})
