/** The emergency as an aggregate. */
import { governed, type GovernedAggregate } from '../lifecycle/lifecycle.js'
import type { ServiceStandard } from '../standard/document.js'

import { emergencyAttributes } from './attributes.js'
import { emergencyAuthority } from './authority.js'
import { commandOf } from './command-of.js'
import { emergencyCommands, type EmergencyCommand, type EmergencyOpening } from './commands.js'
import { decide } from './decide/index.js'
import { open } from './decide/open.js'
import { emergencyEvents, type EmergencyEvent } from './events.js'
import { evolve } from './evolve.js'
import type { EmergencyRejection } from './rejection.js'
import { emergencyRules } from './rules.js'
import { wrongStage } from './stages.js'
import { initialState, isTerminal, type EmergencyState } from './state.js'

export type EmergencyAggregate = GovernedAggregate<
  EmergencyCommand,
  EmergencyState,
  EmergencyEvent,
  EmergencyRejection
>

/**
 * The emergency aggregate under some standards: declared, plan started, recovered, reviewed; or stood
 * down. A drill is a stream of its own. It is judged by the standard it was opened under, for ever; the
 * first given is for those that name none.
 *
 * @example
 * import { declareEmergency, emergencyAggregate } from '@casetrail/core/emergency'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at } from '@casetrail/core/testing'
 *
 * const emergencies = emergencyAggregate([retail2025])
 * const decided = emergencies.decide(
 *   declareEmergency({
 *     at: at('2025-03-01T08:00:00.000Z'),
 *     actor: { id: 'agent-1', role: 'agent' },
 *     kind: 'systemFailure',
 *     description: 'Payments fail in all shops',
 *   }),
 *   emergencies.initialState,
 * )
 * decided._tag // 'Right'
 */
export const emergencyAggregate = (
  standards: ReadonlyArray<ServiceStandard>,
): EmergencyAggregate => ({
  category: 'emergency',
  initialState,
  ...governed(
    {
      rulesOf: emergencyRules,
      authority: emergencyAuthority,
      isOpening: (command): command is EmergencyOpening =>
        command.type === 'DeclareEmergency' || command.type === 'HoldDrill',
      wrongStage: (type, { stage }: EmergencyState) => wrongStage(type, stage),
      open,
      decide,
    },
    standards,
  ),
  evolve,
  isTerminal,
  events: emergencyEvents,
  commands: emergencyCommands,
  correlation: 'inherited',
  standardOf: (state) => state.standard,
  commandOf,
  attributes: emergencyAttributes,
})
