/** From an event back to the command that would have led to it. */
import { commandBy } from '../lifecycle/command-of.js'

import type { CorrectiveActionCommand } from './commands.js'
import type { CorrectiveActionEvent } from './events.js'

export const commandOf = commandBy<CorrectiveActionEvent, CorrectiveActionCommand>({
  CorrectiveActionOpened: 'OpenCorrectiveAction',
  CorrectiveActionPlanned: 'PlanCorrectiveAction',
  CorrectiveActionDone: 'CompleteCorrectiveAction',
  CorrectiveActionVerified: 'VerifyCorrectiveAction',
  VerificationFailed: 'FailVerification',
  EffectMeasured: 'MeasureEffect',
  CorrectiveActionReviewed: 'ReviewCorrectiveAction',
  CorrectiveActionDropped: 'DropCorrectiveAction',
  OwnerReminded: 'RemindOwner',
})
