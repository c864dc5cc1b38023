/** From which stages each command is taken. */
import { stageGuard } from '../lifecycle/stages.js'

import type { EmergencyCommand } from './commands.js'
import type { EmergencyWrongStage } from './rejection.js'
import type { EmergencyStage } from './state.js'

type Stages = ReadonlyArray<EmergencyStage>

const opening: Stages = ['none']
const declared: Stages = ['declared']
const planStarted: Stages = ['planStarted']
const recovered: Stages = ['recovered']
const unrecovered: Stages = ['declared', 'planStarted']
const running: Stages = ['declared', 'planStarted', 'recovered']

export const emergencyStages: Readonly<Record<EmergencyCommand['type'], Stages>> = {
  DeclareEmergency: opening,
  StartPlan: declared,
  ActivateFallback: unrecovered,
  InformCustomers: running,
  ReportProgress: running,
  RecordRecovery: planStarted,
  DecideCompensation: ['planStarted', 'recovered'],
  ReviewEmergency: recovered,
  StandDownEmergency: unrecovered,
  HoldDrill: opening,
  RemindOwner: running,
}

const tagOf = (stage: EmergencyStage, allowed: Stages): EmergencyWrongStage['_tag'] => {
  if (stage === 'drilled') return 'DrillAlreadyHeld'
  if (allowed === opening) return 'EmergencyAlreadyDeclared'
  switch (stage) {
    case 'none':
      return 'EmergencyNotDeclared'
    case 'declared':
      return allowed === recovered ? 'EmergencyNotRecovered' : 'PlanNotStarted'
    case 'planStarted':
      return allowed === recovered ? 'EmergencyNotRecovered' : 'PlanAlreadyStarted'
    case 'recovered':
      return 'EmergencyAlreadyRecovered'
    case 'reviewed':
      return 'EmergencyAlreadyReviewed'
    case 'stoodDown':
      return 'EmergencyAlreadyStoodDown'
  }
}

export const wrongStage = stageGuard(emergencyStages, tagOf)
