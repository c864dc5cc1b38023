/** The follow-up as an aggregate. */
import { governed, type GovernedAggregate } from '../lifecycle/lifecycle.js'
import type { ServiceStandard } from '../standard/document.js'

import { followUpAttributes } from './attributes.js'
import { followUpAuthority } from './authority.js'
import { commandOf } from './command-of.js'
import { followUpCommands, type FollowUpCommand, type ScheduleFollowUp } from './commands.js'
import { decide } from './decide/index.js'
import { open } from './decide/schedule.js'
import { followUpEvents, type FollowUpEvent } from './events.js'
import { evolve } from './evolve.js'
import type { FollowUpRejection } from './rejection.js'
import { followUpRules } from './rules.js'
import { wrongStage } from './stages.js'
import { initialState, isTerminal, type FollowUpState } from './state.js'

export type FollowUpAggregate = GovernedAggregate<
  FollowUpCommand,
  FollowUpState,
  FollowUpEvent,
  FollowUpRejection
>

/**
 * The follow-up aggregate under some standards. A follow-up is judged by the one it was scheduled under,
 * for ever; the first given is for those that name none.
 *
 * @example
 * import { followUpAggregate, scheduleFollowUp } from '@casetrail/core/follow-up'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at } from '@casetrail/core/testing'
 *
 * const followUps = followUpAggregate([retail2025])
 * const decided = followUps.decide(
 *   scheduleFollowUp({
 *     at: at('2025-03-01T08:00:00.000Z'),
 *     actor: { id: 'agent-1', role: 'agent' },
 *     customer: 'customer-1',
 *     purpose: 'afterResolution',
 *     cycle: 1,
 *   }),
 *   followUps.initialState,
 * )
 * decided._tag // 'Right'
 */
export const followUpAggregate = (
  standards: ReadonlyArray<ServiceStandard>,
): FollowUpAggregate => ({
  category: 'followUp',
  initialState,
  ...governed(
    {
      rulesOf: followUpRules,
      authority: followUpAuthority,
      isOpening: (command): command is ScheduleFollowUp => command.type === 'ScheduleFollowUp',
      wrongStage: (type, { stage }: FollowUpState) => wrongStage(type, stage),
      open,
      decide,
    },
    standards,
  ),
  evolve,
  isTerminal,
  events: followUpEvents,
  commands: followUpCommands,
  correlation: 'inherited',
  standardOf: (state) => state.standard,
  commandOf,
  attributes: followUpAttributes,
})
