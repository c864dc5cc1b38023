/** A complaint's state: what its rules need to know of its past. No words of a person are in it. */
import type { StandardRef } from '../codec/primitives.js'
import type { Instant } from '../time/index.js'
import type { Money } from '../words/money.js'
import type { Channel, ComplaintType, RemedyKind, Severity } from '../words/words.js'

import type { Subject } from './events/intake.js'
import type { DecisionOutcome } from './events/outcome.js'

/** `none`: not received yet. received, acknowledged, investigating and decided are *open*. */
export type ComplaintStage =
  | 'none'
  | 'received'
  | 'acknowledged'
  | 'investigating'
  | 'decided'
  | 'closed'
  | 'archived'
  | 'withdrawn'
  | 'merged'

/** Refused, declined, fulfilled and withdrawn are *settled*. */
export type RemedyStanding =
  | 'proposed'
  | 'approved'
  | 'refused'
  | 'offered'
  | 'accepted'
  | 'declined'
  | 'fulfilled'
  | 'withdrawn'

export interface Remedy {
  readonly standing: RemedyStanding
  readonly kind: RemedyKind
  readonly amount: Money | undefined
  readonly goodwill: boolean
  /** What tells its description from another; its words are not kept. */
  readonly description: number | undefined
  readonly proposedBy: string
  /** The cycle of its last step. */
  readonly cycle: number
}

export interface ComplaintState {
  readonly stage: ComplaintStage
  readonly standard: StandardRef | undefined
  readonly cycle: number
  readonly customer: string
  readonly openedAt: Instant | undefined
  readonly channel: Channel
  readonly case: string | undefined
  /** Who or what was named last as complained about. */
  readonly about: Subject | undefined
  /** Every person complained about; nobody is ever taken out. */
  readonly complainedAbout: ReadonlySet<string>
  readonly complaintType: ComplaintType
  readonly category: ReadonlyArray<string>
  /** Set by classification. */
  readonly priority: string | undefined
  readonly severity: Severity | undefined
  readonly urgent: boolean
  /** Who last gave the severity the grade it has. */
  readonly severityBy: string | undefined
  readonly investigator: string | undefined
  readonly evidence: ReadonlySet<string>
  readonly remedies: ReadonlyMap<string, Remedy>
  /** Of this cycle. */
  readonly outcome: DecisionOutcome | undefined
  readonly decidedAt: Instant | undefined
  /** Whether the decision says why there is no remedy. */
  readonly saysWhyNone: boolean
  readonly communicated: boolean
  /** Since when a review is open. */
  readonly reviewSince: Instant | undefined
  /** Who took part, investigators too, save by receiving, acknowledging, reminding: none reviews. */
  readonly involved: ReadonlySet<string>
  readonly closedAt: Instant | undefined
  /** Outside bodies that it was referred to, each with its reference. */
  readonly referrals: ReadonlySet<string>
  /** Duplicates that this complaint has claimed. */
  readonly absorbed: ReadonlyArray<string>
}

export const initialState: ComplaintState = {
  stage: 'none',
  standard: undefined,
  cycle: 1,
  customer: '',
  openedAt: undefined,
  channel: 'unknown',
  case: undefined,
  about: undefined,
  complainedAbout: new Set(),
  complaintType: 'unclassified',
  category: [],
  priority: undefined,
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
  referrals: new Set(),
  absorbed: [],
}

export const isTerminal = ({ stage }: ComplaintState): boolean =>
  stage === 'archived' || stage === 'merged'

/** A copy of one's own, private until `evolve` returns it. Written out: several times as fast as a spread. */
export type Draft = { -readonly [K in keyof ComplaintState]: ComplaintState[K] }

export const draftOf = (s: ComplaintState): Draft => ({
  stage: s.stage,
  standard: s.standard,
  cycle: s.cycle,
  customer: s.customer,
  openedAt: s.openedAt,
  channel: s.channel,
  case: s.case,
  about: s.about,
  complainedAbout: s.complainedAbout,
  complaintType: s.complaintType,
  category: s.category,
  priority: s.priority,
  severity: s.severity,
  urgent: s.urgent,
  severityBy: s.severityBy,
  investigator: s.investigator,
  evidence: s.evidence,
  remedies: s.remedies,
  outcome: s.outcome,
  decidedAt: s.decidedAt,
  saysWhyNone: s.saysWhyNone,
  communicated: s.communicated,
  reviewSince: s.reviewSince,
  involved: s.involved,
  closedAt: s.closedAt,
  referrals: s.referrals,
  absorbed: s.absorbed,
})
