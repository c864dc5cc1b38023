/** What a standard says of when more is to be done, made ready once for policies. */
import type { StandardRef } from '../../codec/primitives.js'
import {
  ruleBook,
  standardRules,
  type RuleBook,
  type StandardRules,
} from '../../lifecycle/rules.js'
import type { ServiceStandard } from '../../standard/document.js'
import type { RecordedEvent } from '../../store/port.js'
import { durationMs, epochMs, fromEpochMs, type Instant } from '../../time/index.js'

/** Durations in milliseconds. */
export interface DeskRules extends StandardRules {
  /** How long a resolved case waits for the customer's word. */
  readonly waitingMs: number
  readonly longestPauseMs: number
  readonly reopenMs: number
  /** After its closing a complaint may be reopened or reviewed. */
  readonly complaintWindowMs: number
  readonly followUpDueMs: number
  readonly graceMs: number
  /** The ordinary process failed. */
  readonly failed: {
    readonly reopened: number
    readonly transferred: number
    readonly pausedMs: number
  }
  readonly surge: { readonly windowMs: number; readonly atLeast: number; readonly times: number }
  readonly recurringCause: { readonly windowMs: number; readonly atLeast: number }
  /** Rounds of follow-up and reopening before it is escalated instead. */
  readonly rounds: number
  /** How far up the line there is anyone to escalate to. */
  readonly levels: number
  /** Clocks that begin anew whenever they are met: silence, not a promise to the end. */
  readonly recurring: ReadonlySet<string>
}

export type DeskBook = RuleBook<DeskRules>

const deskRules = (standard: ServiceStandard): DeskRules => {
  const { policies, complaints, followUps, supervisorRoles, clocks } = standard
  const { ordinaryFailed, surge, recurringCause, followUpRounds } = policies
  return {
    ...standardRules(standard),
    waitingMs: durationMs(standard.closing.waitingTime),
    longestPauseMs: durationMs(standard.pause.longest),
    reopenMs: durationMs(standard.reopen.window),
    complaintWindowMs: Math.max(
      durationMs(complaints.reopen.window),
      durationMs(complaints.review.window),
    ),
    followUpDueMs: durationMs(followUps.due),
    graceMs: durationMs(followUps.grace),
    failed: {
      reopened: ordinaryFailed.reopened,
      transferred: ordinaryFailed.transferred,
      pausedMs: durationMs(ordinaryFailed.paused),
    },
    surge: { ...surge, windowMs: durationMs(surge.window) },
    recurringCause: { ...recurringCause, windowMs: durationMs(recurringCause.window) },
    rounds: followUpRounds,
    levels: Math.max(1, supervisorRoles.length),
    recurring: new Set(clocks.filter(({ recurs }) => recurs === true).map(({ id }) => id)),
  }
}

export const deskBook = (standards: ReadonlyArray<ServiceStandard>): DeskBook =>
  ruleBook(standards, deskRules)

/** So many milliseconds later. */
export const later = (at: Instant, ms: number): Instant => fromEpochMs(epochMs(at) + ms)

/** A standard and its version, as a key. */
export const refText = ({ id, version }: StandardRef): string => `${id}@${String(version)}`

/** The rules that an event was decided under, where they are loaded. */
export const rulesOf = (
  book: DeskBook,
  { metadata: { standard } }: RecordedEvent,
): DeskRules | undefined => standard && book.find(standard)
