/** The case as an aggregate. */
import type { Aggregate } from '../decider/aggregate.js'
import type { ServiceStandard } from '../standard/document.js'

import { addresseeOf } from './addressee.js'
import { commandOf } from './command-of.js'
import { caseCommands, type CaseCommand } from './commands/index.js'
import { decideCase } from './decide/index.js'
import { caseEvents, type CaseEvent } from './events/index.js'
import { evolve } from './evolve.js'
import type { CaseRejection } from './rejection.js'
import { ruleBook } from './rules.js'
import { initialState, isTerminal, type CaseState } from './state.js'

export type CaseAggregate = Aggregate<CaseCommand, CaseState, CaseEvent, CaseRejection>

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
  decide: decideCase(ruleBook(standards)),
  evolve,
  isTerminal,
  events: caseEvents,
  commands: caseCommands,
  correlation: 'own',
  standardOf: (state) => state.standard,
  addresseeOf,
  commandOf,
})
