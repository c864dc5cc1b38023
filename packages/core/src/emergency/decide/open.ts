/** Deciding the openings: an emergency declared, a drill held. */
import type { DeclareEmergency, EmergencyOpening, HoldDrill } from '../commands.js'
import type { EmergencyRules } from '../rules.js'

import { emit, given, type EmergencyDecision } from './decision.js'

export const open = (command: EmergencyOpening, rules: EmergencyRules): EmergencyDecision =>
  command.type === 'DeclareEmergency' ? declare(command, rules) : drill(command, rules)

const declare = (command: DeclareEmergency, { ref }: EmergencyRules): EmergencyDecision =>
  emit({
    type: 'EmergencyDeclared',
    at: command.at,
    by: command.actor.id,
    standard: ref,
    kind: command.kind,
    description: command.description,
    ...given(command, 'interruption', 'externalRef', 'attributes'),
  })

const drill = (command: HoldDrill, { ref }: EmergencyRules): EmergencyDecision =>
  emit({
    type: 'DrillHeld',
    at: command.at,
    by: command.actor.id,
    standard: ref,
    kind: command.kind,
    plan: command.plan,
    lessons: command.lessons,
    ...given(command, 'startedAfterMs', 'externalRef', 'attributes'),
  })
