/** What each command to a corrective action takes, and which duties are kept apart (職責分離). */
import { duty, type Authority, type Duty } from '../lifecycle/authority.js'
import type { StandardRules } from '../lifecycle/rules.js'

import type { CorrectiveActionCommand } from './commands.js'
import type { CorrectiveActionState } from './state.js'

type Kept = Duty<CorrectiveActionCommand, CorrectiveActionState, StandardRules>
type Verification = 'VerifyCorrectiveAction' | 'FailVerification'

const verifierIsNotOwner = <T extends Verification>(on: T): Kept =>
  duty<CorrectiveActionCommand, CorrectiveActionState, StandardRules, T>(
    on,
    'verifierIsNotOwner',
    {
      en: 'Who verifies a corrective action neither owns it nor carried it out',
      zh: '驗收人不得為改進負責人或執行人',
    },
    (actor, _, { owner, doneBy }) => actor.id === owner || actor.id === doneBy,
  )

export const correctiveActionAuthority: Authority<
  CorrectiveActionCommand,
  CorrectiveActionState,
  StandardRules
> = {
  permissions: {
    OpenCorrectiveAction: 'correctiveAction.open',
    PlanCorrectiveAction: 'correctiveAction.carryOut',
    CompleteCorrectiveAction: 'correctiveAction.carryOut',
    VerifyCorrectiveAction: 'correctiveAction.verify',
    FailVerification: 'correctiveAction.verify',
    MeasureEffect: 'correctiveAction.verify',
    ReviewCorrectiveAction: 'correctiveAction.review',
    DropCorrectiveAction: 'correctiveAction.review',
    RemindOwner: 'correctiveAction.remind',
  },
  duties: [verifierIsNotOwner('VerifyCorrectiveAction'), verifierIsNotOwner('FailVerification')],
}
