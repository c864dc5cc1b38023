/** From an event back to the command that would have led to it. */
import type { Actor } from '../codec/primitives.js'

import type { CorrectiveActionCommand } from './commands.js'
import type { CorrectiveActionEvent } from './events.js'

const commandTypes: Readonly<
  Record<CorrectiveActionEvent['type'], CorrectiveActionCommand['type']>
> = {
  CorrectiveActionOpened: 'OpenCorrectiveAction',
  CorrectiveActionPlanned: 'PlanCorrectiveAction',
  CorrectiveActionDone: 'CompleteCorrectiveAction',
  CorrectiveActionVerified: 'VerifyCorrectiveAction',
  VerificationFailed: 'FailVerification',
  EffectMeasured: 'MeasureEffect',
  CorrectiveActionReviewed: 'ReviewCorrectiveAction',
  CorrectiveActionDropped: 'DropCorrectiveAction',
  OwnerReminded: 'RemindOwner',
}

/** The command that would have led to an event: its fields are the event's, and who gave it. */
export const commandOf = (event: CorrectiveActionEvent, { role }: Actor): CorrectiveActionCommand =>
  as({ ...event, type: commandTypes[event.type], actor: { id: event.by, role } })

/** The compiler can't follow the table from an event's type to its command's fields; a law does. */
const as = (
  command: { readonly type: CorrectiveActionCommand['type'] } & Readonly<Record<string, unknown>>,
): CorrectiveActionCommand => command as CorrectiveActionCommand
