/** The parts of a complaint by hand: its state, its checks and its limits. */
import { durationMs, sameMoney, type Instant } from '@casetrail/core'
import type {
  ApproveRemedy,
  ComplaintDecided,
  ComplaintEvent,
  DecisionCommunicated,
  ProposeRemedy,
  ReceiveComplaint,
  RemedyFulfilled,
  SeverityAssessed,
} from '@casetrail/core/complaint'
import { retail2025 } from '@casetrail/core/standards'

import { refuse, type Draft } from './lifecycle.js'

type Severity = SeverityAssessed['severity']
type Amount = ProposeRemedy['amount']

export interface Remedy {
  standing: 'proposed' | 'approved' | 'refused' | 'offered' | 'accepted' | 'fulfilled'
  readonly kind: ProposeRemedy['kind']
  readonly amount: Amount
  readonly goodwill: boolean
  readonly proposedBy: string
  cycle: number
}

export interface State {
  stage: 'none' | 'received' | 'acknowledged' | 'investigating' | 'decided' | 'closed' | 'archived'
  cycle: number
  customer: string
  openedAt: Instant | undefined
  channel: ReceiveComplaint['channel']
  case: string | undefined
  complainedAbout: string | undefined
  complaintType: ReceiveComplaint['complaintType']
  category: ReadonlyArray<string>
  isClassified: boolean
  severity: Severity | undefined
  urgent: boolean
  severityBy: string | undefined
  investigator: string | undefined
  readonly evidence: Set<string>
  readonly remedies: Map<string, Remedy>
  outcome: ComplaintDecided['outcome'] | undefined
  decidedAt: Instant | undefined
  communicated: boolean
  reviewSince: Instant | undefined
  readonly involved: Set<string>
  closedAt: Instant | undefined
}

export const begin = (): State => ({
  stage: 'none',
  cycle: 1,
  customer: '',
  openedAt: undefined,
  channel: 'unknown',
  case: undefined,
  complainedAbout: undefined,
  complaintType: 'unclassified',
  category: [],
  isClassified: false,
  severity: undefined,
  urgent: false,
  severityBy: undefined,
  investigator: undefined,
  evidence: new Set(),
  remedies: new Map(),
  outcome: undefined,
  decidedAt: undefined,
  communicated: false,
  reviewSince: undefined,
  involved: new Set(),
  closedAt: undefined,
})

const { approval, complaints, taxonomies } = retail2025
export const reopenMs = durationMs(complaints.reopen.window)
export const reviewMs = durationMs(complaints.review.window)
export const tiers = new Set(taxonomies.tiers.map(({ code }) => code))

type Nodes = typeof taxonomies.categories
export const categories = new Set<string>()
const enter = (nodes: Nodes, above: string): void => {
  for (const { code, children } of nodes) {
    categories.add(above + code)
    if (children !== undefined) enter(children, `${above}${code}/`)
  }
}
enter(taxonomies.categories, '')

const fitting = new Map(complaints.acknowledgement.map(({ channel, by }) => [channel, by]))
const currencies = new Set([...approval.discretion, ...approval.bands].map((one) => one.currency))
const grades = { general: 0, major: 1, serious: 2 } as const

export const checkChannel = ({ channel }: State, found: State['channel']): void => {
  const by = fitting.get(channel)
  if (by !== undefined && !by.includes(found)) refuse('MethodDoesNotFit')
}

export const checkCategory = (path: ReadonlyArray<string> | undefined): void => {
  if (path !== undefined && !categories.has(path.join('/'))) refuse('NotInTaxonomy')
}

/** The person complained about neither investigates nor decides. */
export const checkNotMeant = (state: State, person: string): void => {
  if (person === state.complainedAbout) refuse('DutiesNotSeparated')
}

export const isGraver = (severity: Severity, than: Severity): boolean =>
  grades[severity] > grades[than]

export const isUnsettled = ({ standing }: Remedy): boolean =>
  standing === 'proposed' ||
  standing === 'approved' ||
  standing === 'offered' ||
  standing === 'accepted'

export const hasRemedy = ({ remedies, cycle }: State): boolean => {
  for (const remedy of remedies.values()) {
    if (isUnsettled(remedy)) return true
    if (remedy.standing === 'fulfilled' && remedy.cycle === cycle) return true
  }
  return false
}

/** Whether it changes anything. */
export const checkProposal = (state: State, command: ProposeRemedy): boolean => {
  const { remedy, kind, amount, goodwill } = command
  if (amount === undefined && (kind === 'refund' || kind === 'compensation')) {
    refuse('AmountRequired')
  }
  if (amount !== undefined && !currencies.has(amount.currency)) refuse('CurrencyNotCovered')
  const known = state.remedies.get(remedy)
  if (known === undefined || known.standing === 'refused') return true
  if (known.standing !== 'proposed' && known.standing !== 'approved') {
    refuse('RemedyAlreadyProposed')
  }
  return kind !== known.kind || goodwill !== known.goodwill || !sameMoney(amount, known.amount)
}

const covers = (limit: { currency: string; upTo?: number }, amount: Amount): boolean =>
  amount === undefined ||
  (limit.currency === amount.currency && (limit.upTo === undefined || amount.amount <= limit.upTo))

export const basisOf = (
  state: State,
  { actor }: ApproveRemedy,
  { amount, proposedBy }: Remedy,
): 'discretion' | 'band' => {
  const { severity, complainedAbout } = state
  if (severity === undefined) return refuse('SeverityNotAssessed')
  for (const limit of approval.discretion) {
    if (limit.role !== actor.role || !limit.severities.includes(severity)) continue
    if (covers(limit, amount)) return 'discretion'
  }
  if (actor.id === proposedBy || actor.id === complainedAbout) refuse('DutiesNotSeparated')
  for (const band of approval.bands) {
    if (!band.severities.includes(severity) || !covers(band, amount)) continue
    return band.approvers.includes(actor.role) ? 'band' : refuse('ApproverRoleRequired')
  }
  return refuse('ApproverRoleRequired')
}

/** With what a follow-up will want to know. */
export const handled = (
  state: State,
  event: Draft<DecisionCommunicated | RemedyFulfilled>,
): ComplaintEvent => {
  if (state.case !== undefined) event.case = state.case
  if (state.severity !== undefined) event.severity = state.severity
  if (state.investigator !== undefined) event.handler = state.investigator
  return event
}
