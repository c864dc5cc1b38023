/**
 * The complaint: cycles are numbered, the customer and who did it stand in every event. Within the
 * story of a case it was raised from that case.
 */
import { complaintAggregate, type ComplaintState } from '@casetrail/core/complaint'
import type { ServiceStandard } from '@casetrail/core/standards'

import { lifecycleOf, type Lifecycle } from '../lifecycle.js'

const ALWAYS = ['by', 'cycle', 'customer']

const filled = (type: string): ReadonlyArray<string> => {
  switch (type) {
    case 'ComplaintReceived':
      return ['by', 'cycle', 'case']
    case 'SeverityChanged':
      return [...ALWAYS, 'from']
    case 'RemedyApproved':
      return [...ALWAYS, 'role']
    case 'RemedyFulfilled':
      return [...ALWAYS, 'case', 'severity', 'handler']
    case 'ComplaintClosed':
      return [...ALWAYS, 'outcome', 'withRemedy', 'case', 'severity', 'handler']
    case 'DecisionCommunicated':
      return [...ALWAYS, 'outcome', 'case', 'severity', 'handler']
    case 'ComplaintArchived':
      return [...ALWAYS, 'receivedAt', 'closedAt', 'cycles', 'outcome', 'decidedAt']
    default:
      return ALWAYS
  }
}

/** Whether a remedy was fulfilled in this cycle; what is closed has none on its way. */
const isRemedied = ({ remedies, cycle }: ComplaintState): boolean =>
  [...remedies.values()].some((one) => one.standing === 'fulfilled' && one.cycle === cycle)

export const complaintLifecycle = (standards: ReadonlyArray<ServiceStandard>): Lifecycle =>
  lifecycleOf({
    aggregate: complaintAggregate(standards),
    opening: 'ComplaintReceived',
    filled,
    fill: (type, state, { actor, story }) => ({
      by: actor.id,
      cycle: type === 'ComplaintReopened' ? state.cycle + 1 : state.cycle,
      customer: state.customer === '' ? undefined : state.customer,
      case:
        type !== 'ComplaintReceived'
          ? state.case
          : story.category === 'case'
            ? story.id
            : undefined,
      from: state.severity,
      role: actor.role,
      severity: state.severity,
      handler: state.investigator,
      outcome: state.outcome,
      withRemedy: isRemedied(state),
      receivedAt: state.openedAt,
      closedAt: state.closedAt,
      cycles: state.cycle,
      decidedAt: state.decidedAt,
    }),
    cycleOf: (state) => state.cycle,
  })
