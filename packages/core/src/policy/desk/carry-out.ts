/** How a desk gives the commands of its policies: `handle`, by the stream's category. */
import * as TE from 'fp-ts/lib/TaskEither.js'

import type { Aggregate } from '../../decider/aggregate.js'
import { handle, type HandleOptions } from '../../decider/handle.js'
import type { Command, DomainEvent } from '../../decider/message.js'
import type { DeskAggregates } from '../../desk/aggregates.js'
import type { EventStore } from '../../store/port.js'
import type { Refusal } from '../policy.js'
import type { CarryOut } from '../send.js'

type Give = (
  ...given: Parameters<CarryOut> extends [unknown, ...infer Rest] ? [string, ...Rest] : never
) => ReturnType<CarryOut>

/** `handle` decodes what it is given: a command that is none of its own is refused there. */
const giving = <C extends Command, S, Ev extends DomainEvent, R extends Refusal>(
  store: EventStore,
  aggregate: Aggregate<C, S, Ev, R>,
  options: HandleOptions | undefined,
): Give => {
  const give = handle(store, aggregate, options)
  return (id, command, context) => give(id, command as C, context)
}

/**
 * Gives policies' commands to the streams of a desk. Answers `InvalidId` for a category that it does not
 * have, and otherwise as `handle` does.
 *
 * @example
 * import { inMemoryEventStore } from '@casetrail/core'
 * import { readyCalendars } from '@casetrail/core/calendar'
 * import { deskAggregates } from '@casetrail/core/desk'
 * import { deskCarryOut } from '@casetrail/core/policy'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { testBoundary } from '@casetrail/core/testing'
 *
 * const aggregates = deskAggregates([retail2025], readyCalendars)
 * const carryOut = deskCarryOut(inMemoryEventStore(testBoundary()), aggregates)
 */
export const deskCarryOut = (
  store: EventStore,
  aggregates: DeskAggregates,
  options?: HandleOptions,
): CarryOut => {
  const byCategory = new Map<string, Give>([
    ['case', giving(store, aggregates.case, options)],
    ['complaint', giving(store, aggregates.complaint, options)],
    ['followUp', giving(store, aggregates.followUp, options)],
    ['correctiveAction', giving(store, aggregates.correctiveAction, options)],
    ['emergency', giving(store, aggregates.emergency, options)],
    ['operations', giving(store, aggregates.operations, options)],
  ])
  return ({ category, id }, command, context) => {
    const give = byCategory.get(category)
    if (give !== undefined) return give(id, command, context)
    const expected = `a stream of ${[...byCategory.keys()].join(', ')}`
    return TE.left({ _tag: 'InvalidId', field: 'id', found: `${category}-${id}`, expected })
  }
}
