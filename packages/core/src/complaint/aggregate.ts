/** The complaint as an aggregate. */
import { governed, type GovernedAggregate } from '../lifecycle/lifecycle.js'
import type { ServiceStandard } from '../standard/document.js'

import { addresseeOf } from './addressee.js'
import { complaintAttributes } from './attributes.js'
import { complaintAuthority } from './authority.js'
import { commandOf } from './command-of.js'
import { complaintCommands, type ComplaintCommand } from './commands/index.js'
import type { ReceiveComplaint } from './commands/intake.js'
import { decide } from './decide/index.js'
import { receive } from './decide/intake.js'
import { complaintEvents, type ComplaintEvent } from './events/index.js'
import { evolve } from './evolve.js'
import type { ComplaintRejection } from './rejection.js'
import { complaintRules } from './rules.js'
import { wrongStage } from './stages.js'
import { initialState, isTerminal, type ComplaintState } from './state.js'

export type ComplaintAggregate = GovernedAggregate<
  ComplaintCommand,
  ComplaintState,
  ComplaintEvent,
  ComplaintRejection
>

/**
 * The complaint aggregate under some standards. A complaint is judged by the one it was received under,
 * for ever; the first given is for those that name none. One raised from a case carries its correlation.
 *
 * @example
 * import { complaintAggregate, receiveComplaint } from '@casetrail/core/complaint'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at } from '@casetrail/core/testing'
 *
 * const complaints = complaintAggregate([retail2025])
 * const decided = complaints.decide(
 *   receiveComplaint({
 *     at: at('2025-03-01T08:00:00.000Z'),
 *     actor: { id: 'agent-1', role: 'agent' },
 *     customer: 'customer-1',
 *     complaintType: 'goods',
 *     source: 'external',
 *     channel: 'phone',
 *   }),
 *   complaints.initialState,
 * )
 * decided._tag // 'Right'
 */
export const complaintAggregate = (
  standards: ReadonlyArray<ServiceStandard>,
): ComplaintAggregate => ({
  category: 'complaint',
  initialState,
  ...governed(
    {
      rulesOf: complaintRules,
      authority: complaintAuthority,
      isOpening: (command): command is ReceiveComplaint => command.type === 'ReceiveComplaint',
      wrongStage: (type, { stage }: ComplaintState) => wrongStage(type, stage),
      open: receive,
      decide,
    },
    standards,
  ),
  evolve,
  isTerminal,
  events: complaintEvents,
  commands: complaintCommands,
  correlation: 'inherited',
  standardOf: (state) => state.standard,
  addresseeOf,
  commandOf,
  attributes: complaintAttributes,
})
