/** The operations of a period as an aggregate. */
import { nothing } from '../lifecycle/decision.js'
import { governed, type GovernedAggregate } from '../lifecycle/lifecycle.js'
import { standardRules, type StandardRules } from '../lifecycle/rules.js'
import type { ServiceStandard } from '../standard/document.js'

import { operationsAuthority } from './authority.js'
import { commandOf } from './command-of.js'
import { operationsCommands, type OperationsCommand } from './commands.js'
import { decide } from './decide.js'
import { operationsEvents, type OperationsEvent } from './events.js'
import { evolve } from './evolve.js'
import type { OperationsRejection } from './rejection.js'
import { initialState, type OperationsState } from './state.js'

export type OperationsAggregate = GovernedAggregate<
  OperationsCommand,
  OperationsState,
  OperationsEvent,
  OperationsRejection
>

/**
 * The operations aggregate under some standards, a stream for each period (`operationsId`). Any command
 * may be the first and is in no order of time with the others; the standard of the first judges them
 * all. It never ends.
 *
 * @example
 * import { handle, inMemoryEventStore } from '@casetrail/core'
 * import { operationsAggregate, operationsId, reportExposure } from '@casetrail/core/operations'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at, testBoundary } from '@casetrail/core/testing'
 *
 * const operations = handle(inMemoryEventStore(testBoundary()), operationsAggregate([retail2025]))
 * const report = reportExposure({
 *   at: at('2025-04-01T01:00:00.000Z'),
 *   actor: { id: 'supervisor-1', role: 'supervisor' },
 *   from: at('2025-02-28T16:00:00.000Z'),
 *   to: at('2025-03-31T16:00:00.000Z'),
 *   orders: 1280,
 * })
 * const answer = await operations(operationsId('2025-03'), report, { commandId: 'march' })()
 * answer._tag // 'Right'
 */
export const operationsAggregate = (
  standards: ReadonlyArray<ServiceStandard>,
): OperationsAggregate => ({
  category: 'operations',
  initialState,
  ...governed<
    OperationsCommand,
    never,
    OperationsState,
    OperationsEvent,
    OperationsRejection,
    StandardRules
  >(
    {
      rulesOf: standardRules,
      authority: operationsAuthority,
      isOpening: (command): command is OperationsCommand =>
        operationsCommands.types.includes(command.type),
      wrongStage: () => undefined,
      open: decide,
      decide: () => nothing,
    },
    standards,
  ),
  evolve,
  isTerminal: () => false,
  events: operationsEvents,
  commands: operationsCommands,
  correlation: 'inherited',
  standardOf: (state) => state.standard,
  commandOf,
})
