/** The case as an aggregate. */
import { governed, type GovernedAggregate } from '../lifecycle/lifecycle.js'
import type { ServiceStandard } from '../standard/document.js'

import { addresseeOf } from './addressee.js'
import { caseAttributes } from './attributes.js'
import { caseAuthority } from './authority.js'
import { commandOf } from './command-of.js'
import { caseCommands, type CaseCommand } from './commands/index.js'
import type { OpenCase } from './commands/intake.js'
import { decide } from './decide/index.js'
import { open } from './decide/intake.js'
import { caseEvents, type CaseEvent } from './events/index.js'
import { evolve } from './evolve.js'
import type { CaseRejection } from './rejection.js'
import { caseRules } from './rules.js'
import { wrongStage } from './stages.js'
import { initialState, isTerminal, type CaseState } from './state.js'

export type CaseAggregate = GovernedAggregate<CaseCommand, CaseState, CaseEvent, CaseRejection>

/**
 * The case aggregate under some standards. A case is judged by the one it was opened under, for
 * ever; the first given is for those that name none.
 *
 * @example
 * import { caseAggregate, openCase } from '@casetrail/core/case'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at } from '@casetrail/core/testing'
 *
 * const cases = caseAggregate([retail2025])
 * const decided = cases.decide(
 *   openCase({
 *     at: at('2025-03-01T08:00:00.000Z'),
 *     actor: { id: 'agent-1', role: 'agent' },
 *     customer: 'customer-1',
 *     channel: 'phone',
 *     requestType: 'repair',
 *     phase: 'afterSale',
 *     problemType: 'product',
 *     tier: 'standard',
 *     language: 'zh',
 *   }),
 *   cases.initialState,
 * )
 * decided._tag // 'Right'
 */
export const caseAggregate = (standards: ReadonlyArray<ServiceStandard>): CaseAggregate => ({
  category: 'case',
  initialState,
  ...governed(
    {
      rulesOf: caseRules,
      authority: caseAuthority,
      isOpening: (command): command is OpenCase => command.type === 'OpenCase',
      wrongStage: (type, { stage }: CaseState) => wrongStage(type, stage),
      open,
      decide,
    },
    standards,
  ),
  evolve,
  isTerminal,
  events: caseEvents,
  commands: caseCommands,
  correlation: 'own',
  standardOf: (state) => state.standard,
  addresseeOf,
  commandOf,
  attributes: caseAttributes,
})
