/** An emergency's state: what its rules need to know of its past. */
import type { StandardRef } from '../codec/primitives.js'
import type { Instant } from '../time/index.js'

import type { EmergencyKind } from './events.js'

/** `none`: neither declared nor exercised. reviewed, stoodDown and drilled are terminal. */
export type EmergencyStage =
  'none' | 'declared' | 'planStarted' | 'recovered' | 'reviewed' | 'stoodDown' | 'drilled'

export interface EmergencyState {
  readonly stage: EmergencyStage
  readonly standard: StandardRef | undefined
  /** Says nothing before the opening. */
  readonly kind: EmergencyKind
  /** When it was declared, or the drill held. */
  readonly openedAt: Instant | undefined
  readonly planStartedAt: Instant | undefined
  readonly recoveredAt: Instant | undefined
  readonly fallbacks: ReadonlySet<string>
}

export const initialState: EmergencyState = {
  stage: 'none',
  standard: undefined,
  kind: 'serviceInterruption',
  openedAt: undefined,
  planStartedAt: undefined,
  recoveredAt: undefined,
  fallbacks: new Set(),
}

export const isTerminal = ({ stage }: EmergencyState): boolean =>
  stage === 'reviewed' || stage === 'stoodDown' || stage === 'drilled'

/** A copy of one's own, private until `evolve` returns it. Written out: several times as fast as a spread. */
export type Draft = { -readonly [K in keyof EmergencyState]: EmergencyState[K] }

export const draftOf = (s: EmergencyState): Draft => ({
  stage: s.stage,
  standard: s.standard,
  kind: s.kind,
  openedAt: s.openedAt,
  planStartedAt: s.planStartedAt,
  recoveredAt: s.recoveredAt,
  fallbacks: s.fallbacks,
})
