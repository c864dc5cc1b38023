/** The corrective action as an aggregate. */
import { governed, type GovernedAggregate } from '../lifecycle/lifecycle.js'
import { standardRules } from '../lifecycle/rules.js'
import type { ServiceStandard } from '../standard/document.js'

import { correctiveActionAuthority } from './authority.js'
import { commandOf } from './command-of.js'
import {
  correctiveActionCommands,
  type CorrectiveActionCommand,
  type OpenCorrectiveAction,
} from './commands.js'
import { decide, open } from './decide.js'
import { correctiveActionEvents, type CorrectiveActionEvent } from './events.js'
import { evolve } from './evolve.js'
import type { CorrectiveActionRejection } from './rejection.js'
import { wrongStage } from './stages.js'
import { initialState, isTerminal, type CorrectiveActionState } from './state.js'

export type CorrectiveActionAggregate = GovernedAggregate<
  CorrectiveActionCommand,
  CorrectiveActionState,
  CorrectiveActionEvent,
  CorrectiveActionRejection
>

/**
 * The corrective action aggregate under some standards: opened, planned, done, verified by another than
 * its owner, reviewed once its effect is measured; or dropped. It is judged by the standard it was
 * opened under, for ever; the first given is for those that name none.
 *
 * @example
 * import { correctiveActionAggregate, openCorrectiveAction } from '@casetrail/core/corrective-action'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at } from '@casetrail/core/testing'
 *
 * const actions = correctiveActionAggregate([retail2025])
 * const decided = actions.decide(
 *   openCorrectiveAction({
 *     at: at('2025-03-01T08:00:00.000Z'),
 *     actor: { id: 'inspector-1', role: 'qualityInspector' },
 *     source: 'recurringCause',
 *     problem: 'Parcels of glass break on the way',
 *     cause: 'carrier',
 *   }),
 *   actions.initialState,
 * )
 * decided._tag // 'Right'
 */
export const correctiveActionAggregate = (
  standards: ReadonlyArray<ServiceStandard>,
): CorrectiveActionAggregate => ({
  category: 'correctiveAction',
  initialState,
  ...governed(
    {
      rulesOf: standardRules,
      authority: correctiveActionAuthority,
      isOpening: (command): command is OpenCorrectiveAction =>
        command.type === 'OpenCorrectiveAction',
      wrongStage: (type, { stage }: CorrectiveActionState) => wrongStage(type, stage),
      open,
      decide,
    },
    standards,
  ),
  evolve,
  isTerminal,
  events: correctiveActionEvents,
  commands: correctiveActionCommands,
  correlation: 'inherited',
  standardOf: (state) => state.standard,
  commandOf,
})
