/** What people at a desk do, one thing after the other: they give commands, and time passes. */
import type { Command } from '@casetrail/core'
import type { CaseCommand } from '@casetrail/core/case'
import type { ComplaintCommand } from '@casetrail/core/complaint'
import type { CorrectiveActionCommand } from '@casetrail/core/corrective-action'
import type { EmergencyCommand } from '@casetrail/core/emergency'
import type { FollowUpCommand } from '@casetrail/core/follow-up'
import type { OperationsCommand } from '@casetrail/core/operations'

/** The categories of streams that a desk works on. */
export type Category =
  'case' | 'complaint' | 'followUp' | 'correctiveAction' | 'emergency' | 'operations'

export interface Give {
  readonly do: 'give'
  readonly category: Category
  readonly id: string
  readonly command: Command
  readonly correlationId?: string
  /** Rejections that are part of play. Any other is a mistake of the simulation. */
  readonly mayBeRefused?: ReadonlyArray<string>
}

export interface Wait {
  readonly do: 'wait'
  /** Of an agent, on shift. */
  readonly ms: number
}

type Doing = Give | Wait

/** Why a command that may be refused was. */
export interface Refusal {
  readonly _tag: string
}

/** Each look at the desk is taken when it comes to it: the state may have changed meanwhile. */
export type Play = Generator<Doing, void, Refusal | undefined>

interface More {
  readonly correlationId?: string
  readonly mayBeRefused?: ReadonlyArray<string>
}

const giver =
  <C extends Command>(category: Category) =>
  (id: string, command: C, more: More = {}): Give => ({
    do: 'give',
    category,
    id,
    command,
    ...more,
  })

export const give = {
  case: giver<CaseCommand>('case'),
  complaint: giver<ComplaintCommand>('complaint'),
  followUp: giver<FollowUpCommand>('followUp'),
  correctiveAction: giver<CorrectiveActionCommand>('correctiveAction'),
  emergency: giver<EmergencyCommand>('emergency'),
  operations: giver<OperationsCommand>('operations'),
}

export const wait = (ms: number): Wait => ({ do: 'wait', ms: Math.max(0, Math.round(ms)) })
