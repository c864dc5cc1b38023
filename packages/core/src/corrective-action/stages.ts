/** From which stages each command is taken. */
import { stageGuard } from '../lifecycle/stages.js'

import type { CorrectiveActionCommand } from './commands.js'
import type { CorrectiveActionWrongStage } from './rejection.js'
import type { CorrectiveActionStage } from './state.js'

type Stages = ReadonlyArray<CorrectiveActionStage>

const opening: Stages = ['none']
const verified: Stages = ['verified']

export const correctiveActionStages: Readonly<Record<CorrectiveActionCommand['type'], Stages>> = {
  OpenCorrectiveAction: opening,
  PlanCorrectiveAction: ['opened', 'planned'],
  CompleteCorrectiveAction: ['planned'],
  VerifyCorrectiveAction: ['done'],
  FailVerification: ['done'],
  MeasureEffect: ['done', 'verified'],
  ReviewCorrectiveAction: verified,
  DropCorrectiveAction: ['opened', 'planned', 'done'],
  RemindOwner: ['opened', 'planned', 'done', 'verified'],
}

const tagOf = (
  stage: CorrectiveActionStage,
  allowed: Stages,
): CorrectiveActionWrongStage['_tag'] => {
  if (allowed === opening) return 'CorrectiveActionAlreadyOpened'
  switch (stage) {
    case 'none':
      return 'CorrectiveActionNotOpened'
    case 'opened':
      return 'CorrectiveActionNotPlanned'
    case 'planned':
      return 'CorrectiveActionNotDone'
    case 'done':
      return allowed === verified ? 'CorrectiveActionNotVerified' : 'CorrectiveActionAlreadyDone'
    case 'verified':
      return 'CorrectiveActionAlreadyVerified'
    case 'reviewed':
      return 'CorrectiveActionAlreadyReviewed'
    case 'dropped':
      return 'CorrectiveActionAlreadyDropped'
  }
}

export const wrongStage = stageGuard(correctiveActionStages, tagOf)
