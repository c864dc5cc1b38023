/** A case's state: what its rules need to know of its past. */
import type { StandardRef } from '../codec/primitives.js'
import type { Instant } from '../time/index.js'
import type {
  Channel,
  Party,
  Phase,
  ProblemType,
  RequestType,
  Responsible,
} from '../words/words.js'

/** `none`: not opened yet. new, open, pendingCustomer and onHold are *active*. */
export type CaseStage =
  | 'none'
  | 'new'
  | 'open'
  | 'pendingCustomer'
  | 'onHold'
  | 'resolved'
  | 'closed'
  | 'merged'
  | 'archived'
  | 'cancelled'

/** An appointment to come. A new time has to be confirmed anew. */
interface Appointment {
  readonly standing: 'booked' | 'confirmed'
  readonly for: Instant | undefined
}

/** An open step of the plan, and whose turn it is. */
interface Step {
  readonly standing: 'planned' | 'started'
  readonly responsible: Responsible | undefined
}

export interface CaseState {
  readonly stage: CaseStage
  readonly standard: StandardRef | undefined
  readonly cycle: number
  readonly customer: string
  readonly channel: Channel
  readonly requestType: RequestType
  readonly phase: Phase
  readonly tier: string
  readonly problemType: ProblemType
  readonly region: string | undefined
  readonly language: string
  readonly openedAt: Instant | undefined
  readonly owner: string | undefined
  /** To whom it is offered and who has not accepted yet. */
  readonly offeredTo: Party | undefined
  readonly category: ReadonlyArray<string>
  readonly priority: string | undefined
  readonly contacts: number
  readonly notes: number
  readonly pausedAt: Instant | undefined
  /** Participants by id, with what they are. */
  readonly participants: ReadonlyMap<string, string>
  /** Open steps of the plan. */
  readonly steps: ReadonlyMap<string, Step>
  /** Appointments to come. */
  readonly appointments: ReadonlyMap<string, Appointment>
  readonly resolvedAt: Instant | undefined
  readonly resolver: string | undefined
  readonly resolutionCode: string | undefined
  readonly closedAt: Instant | undefined
  readonly closingOutcome: 'solved' | 'unsolved' | undefined
  /** Duplicates that this case has claimed. */
  readonly absorbed: ReadonlyArray<string>
  readonly survivor: string | undefined
  /** The stage that unmerging returns to. */
  readonly stageBeforeMerge: CaseStage
  /** Links as `relation:to`. */
  readonly links: ReadonlySet<string>
}

export const initialState: CaseState = {
  stage: 'none',
  standard: undefined,
  cycle: 1,
  customer: '',
  channel: 'unknown',
  requestType: 'unknown',
  phase: 'unknown',
  tier: 'unknown',
  problemType: 'unknown',
  region: undefined,
  language: 'unknown',
  openedAt: undefined,
  owner: undefined,
  offeredTo: undefined,
  category: [],
  priority: undefined,
  contacts: 0,
  notes: 0,
  pausedAt: undefined,
  participants: new Map(),
  steps: new Map(),
  appointments: new Map(),
  resolvedAt: undefined,
  resolver: undefined,
  resolutionCode: undefined,
  closedAt: undefined,
  closingOutcome: undefined,
  absorbed: [],
  survivor: undefined,
  stageBeforeMerge: 'none',
  links: new Set(),
}

export const isTerminal = ({ stage }: CaseState): boolean =>
  stage === 'archived' || stage === 'cancelled'

/** A copy of one's own, private until `evolve` returns it. Written out: several times as fast as a spread. */
export type Draft = { -readonly [K in keyof CaseState]: CaseState[K] }

export const draftOf = (s: CaseState): Draft => ({
  stage: s.stage,
  standard: s.standard,
  cycle: s.cycle,
  customer: s.customer,
  channel: s.channel,
  requestType: s.requestType,
  phase: s.phase,
  tier: s.tier,
  problemType: s.problemType,
  region: s.region,
  language: s.language,
  openedAt: s.openedAt,
  owner: s.owner,
  offeredTo: s.offeredTo,
  category: s.category,
  priority: s.priority,
  contacts: s.contacts,
  notes: s.notes,
  pausedAt: s.pausedAt,
  participants: s.participants,
  steps: s.steps,
  appointments: s.appointments,
  resolvedAt: s.resolvedAt,
  resolver: s.resolver,
  resolutionCode: s.resolutionCode,
  closedAt: s.closedAt,
  closingOutcome: s.closingOutcome,
  absorbed: s.absorbed,
  survivor: s.survivor,
  stageBeforeMerge: s.stageBeforeMerge,
  links: s.links,
})
