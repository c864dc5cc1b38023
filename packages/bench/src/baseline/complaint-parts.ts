/** The parts of a complaint by hand: its state, its checks and its limits. */
import { durationMs, sameMoney, type Instant } from '@casetrail/core'
import type {
  ApproveRemedy,
  ComplaintClosed,
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
  readonly description: string | undefined
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
  about: ReceiveComplaint['about']
  readonly complainedAbout: Set<string>
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
  saysWhyNone: boolean
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
  about: undefined,
  complainedAbout: new Set(),
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
  saysWhyNone: false,
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
const categories = new Set<string>()
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

/** Those complained about neither handle the complaint nor investigate nor decide. */
export const checkNotMeant = (state: State, person: string): void => {
  if (state.complainedAbout.has(person)) refuse('DutiesNotSeparated')
}

export const complainOf = (state: State, about: State['about']): void => {
  if (about === undefined) return
  state.about = about
  if (about.kind === 'person') state.complainedAbout.add(about.id)
}

/** Not too early for the decision that it follows. */
export const checkSinceDecision = ({ decidedAt }: State, at: Instant): void => {
  if (decidedAt !== undefined && at < decidedAt) refuse('HappenedBeforeDecision')
}

export const isGraver = (severity: Severity, than: Severity): boolean =>
  grades[severity] > grades[than]

export const isUnsettled = ({ standing }: Remedy): boolean =>
  standing === 'proposed' ||
  standing === 'approved' ||
  standing === 'offered' ||
  standing === 'accepted'

/** Fulfilled in this cycle. */
export const isRemedied = ({ remedies, cycle }: State): boolean => {
  for (const remedy of remedies.values()) {
    if (remedy.standing === 'fulfilled' && remedy.cycle === cycle) return true
  }
  return false
}

export const hasRemedy = (state: State): boolean => {
  for (const remedy of state.remedies.values()) if (isUnsettled(remedy)) return true
  return isRemedied(state)
}

/** Whether it changes anything. */
export const checkProposal = (state: State, command: ProposeRemedy): boolean => {
  const { remedy, kind, amount, goodwill, description } = command
  if (amount === undefined && (kind === 'refund' || kind === 'compensation')) {
    refuse('AmountRequired')
  }
  if (amount !== undefined && !currencies.has(amount.currency)) refuse('CurrencyNotCovered')
  const known = state.remedies.get(remedy)
  if (known === undefined || known.standing === 'refused') return true
  if (known.standing !== 'proposed' && known.standing !== 'approved') {
    refuse('RemedyAlreadyProposed')
  }
  if (kind !== known.kind || goodwill !== known.goodwill) return true
  return description !== known.description || !sameMoney(amount, known.amount)
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
  const isOwn = actor.id === proposedBy
  for (const limit of approval.discretion) {
    if (!isOwn || limit.role !== actor.role || !limit.severities.includes(severity)) continue
    if (covers(limit, amount)) return 'discretion'
  }
  if (isOwn || complainedAbout.has(actor.id) || complainedAbout.has(proposedBy)) {
    refuse('DutiesNotSeparated')
  }
  for (const band of approval.bands) {
    if (!band.severities.includes(severity) || !covers(band, amount)) continue
    return band.approvers.includes(actor.role) ? 'band' : refuse('ApproverRoleRequired')
  }
  return refuse('ApproverRoleRequired')
}

/** With what a follow-up will want to know. */
export const handled = (
  state: State,
  event: Draft<ComplaintClosed | DecisionCommunicated | RemedyFulfilled>,
): ComplaintEvent => {
  if (state.case !== undefined) event.case = state.case
  if (state.severity !== undefined) event.severity = state.severity
  if (state.investigator !== undefined) event.handler = state.investigator
  return event
}
