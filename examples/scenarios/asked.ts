/** What a story asks of a desk. */
import type { Instant } from '@casetrail/core'
import type { CaseCommand } from '@casetrail/core/case'
import type { ComplaintCommand } from '@casetrail/core/complaint'
import type { CorrectiveActionCommand } from '@casetrail/core/corrective-action'
import type { EmergencyCommand } from '@casetrail/core/emergency'
import type { FollowUpCommand } from '@casetrail/core/follow-up'
import type { OperationsCommand } from '@casetrail/core/operations'

/** A rejection: a value with a tag. */
export interface Refusal {
  readonly _tag: string
}
interface Context {
  readonly commandId: string
  readonly correlationId: string
}
export type Ask<C> = (id: string, command: C, context: Context) => Promise<Refusal | undefined>

export interface Desk {
  readonly case: Ask<CaseCommand>
  readonly complaint: Ask<ComplaintCommand>
  readonly followUp: Ask<FollowUpCommand>
  readonly correctiveAction: Ask<CorrectiveActionCommand>
  readonly emergency: Ask<EmergencyCommand>
  readonly operations: Ask<OperationsCommand>
  readonly tick: (at: Instant) => Promise<undefined>
}
