/** A corrective action's state: what its rules need to know of its past. */
import type { StandardRef } from '../codec/primitives.js'
import type { Instant } from '../time/index.js'

import type { CorrectiveActionPlanned, EffectMeasured } from './events.js'

/** `none`: not opened yet. */
export type CorrectiveActionStage =
  'none' | 'opened' | 'planned' | 'done' | 'verified' | 'reviewed' | 'dropped'

export interface CorrectiveActionState {
  readonly stage: CorrectiveActionStage
  readonly standard: StandardRef | undefined
  readonly openedAt: Instant | undefined
  /** The plan that holds now. */
  readonly planned: CorrectiveActionPlanned | undefined
  /** Who answers for it: the plan's owner, or the one that it was done for. */
  readonly owner: string | undefined
  /** Who carried it out, whoever owns it. */
  readonly doneBy: string | undefined
  readonly doneAt: Instant | undefined
  /** The last measurement of each figure since the last verification that failed. */
  readonly effects: ReadonlyMap<string, EffectMeasured>
}

export const initialState: CorrectiveActionState = {
  stage: 'none',
  standard: undefined,
  openedAt: undefined,
  planned: undefined,
  owner: undefined,
  doneBy: undefined,
  doneAt: undefined,
  effects: new Map(),
}

export const isTerminal = ({ stage }: CorrectiveActionState): boolean =>
  stage === 'reviewed' || stage === 'dropped'

/** A copy of one's own, private until `evolve` returns it. Written out: several times as fast as a spread. */
export type Draft = { -readonly [K in keyof CorrectiveActionState]: CorrectiveActionState[K] }

export const draftOf = (s: CorrectiveActionState): Draft => ({
  stage: s.stage,
  standard: s.standard,
  openedAt: s.openedAt,
  planned: s.planned,
  owner: s.owner,
  doneBy: s.doneBy,
  doneAt: s.doneAt,
  effects: s.effects,
})
