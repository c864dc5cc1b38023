/** The ids of figures, as the command line names them. */

/** Those that a target may be set on: of one number each. */
export const metricIds = [
  'cases.opened',
  'cases.open',
  'fcr.gross',
  'fcr.net',
  'fcr.window',
  'fcr.customer',
  'rightFirstTime',
  'resolution.rate',
  'csat',
  'csat.staff',
  'nps',
  'ces',
  'satisfaction.index',
  'response.first',
  'response.next',
  'resolution.first',
  'resolution.full',
  'resolution.net',
  'aht',
  'sla',
  'complaints.received',
  'complaint.rate',
  'complaint.acknowledged',
  'complaint.onTime',
  'complaint.handlingTime',
  'complaint.causes',
  'feedback.handled',
  'eta.kept',
  'reopen.rate',
  'repeat.rate',
  'transfer.rate',
  'escalation.rate',
  'backlog',
  'followUp.completion',
  'followUp.onTime',
  'followUp.effect',
  'survey.response',
  'churn',
  'repurchase',
  'referral',
  'standard.coverage',
  'standard.execution',
  'interruption',
  'emergency.start',
  'emergency.recovery',
  'emergency.drills',
  'quality.score',
  'training.coverage',
  'agent.handled',
  'agent.rightFirstTime',
  'agent.csat',
  'agent.sla',
  'agent.quality',
  'agent.points',
  'agent.awards',
] as const

/** Of one clock each, by its id: the share kept, and the time taken. */
export const clockMetrics = ['sla', 'time'] as const

/** Of one dimension of service each: what is perceived less what was expected, or the other way round. */
export const dimensionMetrics = ['gap'] as const

/** Of those, the ones that are shares, from 0 to 1; the others are counts, times, rates and scores. */
const shares: ReadonlySet<string> = new Set<(typeof metricIds)[number]>([
  'fcr.gross',
  'fcr.net',
  'fcr.window',
  'fcr.customer',
  'rightFirstTime',
  'resolution.rate',
  'csat',
  'csat.staff',
  'ces',
  'sla',
  'complaint.acknowledged',
  'complaint.onTime',
  'feedback.handled',
  'eta.kept',
  'reopen.rate',
  'repeat.rate',
  'transfer.rate',
  'escalation.rate',
  'followUp.completion',
  'followUp.onTime',
  'followUp.effect',
  'survey.response',
  'churn',
  'repurchase',
  'referral',
  'standard.coverage',
  'standard.execution',
  'training.coverage',
  'agent.rightFirstTime',
  'agent.csat',
  'agent.sla',
])

/**
 * Whether a figure is a share, from 0 to 1: by its id, or of a clock as `sla.<clock>`.
 *
 * @example
 * import { isShareMetric } from '@casetrail/core/standards'
 *
 * isShareMetric('csat') // true
 * isShareMetric('time.inquiryResponse') // false
 */
export const isShareMetric = (metric: string): boolean =>
  shares.has(metric) || metric.startsWith('sla.')
