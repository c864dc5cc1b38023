/** Commands on Castore's in-memory store. */
import { Command, EventStore, EventType, tuple, type EventDetail } from '@castore/core'
import { InMemoryEventStorageAdapter } from '@castore/event-storage-adapter-in-memory'
import * as E from 'fp-ts/lib/Either.js'
import { fold } from '@casetrail/core'
import { caseAggregate, type CaseEvent, type CaseState } from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'

import { must } from '../harness/check.js'
import type { ScriptedCommand } from '../history/cases.js'
import type { Desk } from '../history/desk.js'

import type { Step } from './state.js'

const aggregate = caseAggregate([retail2025])

type Detail = EventDetail<string, CaseEvent, { readonly commandId: string }>
interface Folded {
  readonly aggregateId: string
  readonly version: number
  readonly state: CaseState
}

/**
 * Castore as its documentation has it: a `Command`, which tries again when the version was taken,
 * gets the aggregate (folding the stream's events), decides, and pushes the events with the versions
 * that follow. The same decider; the reducer's step is given. Events carry the command's id as
 * metadata. Castore does not check commands, does not know repeated ones, and gives events no id.
 */
export const castore = (step: Step): Desk => {
  const reducer = (
    folded: Folded | undefined,
    { aggregateId, version, payload }: Detail,
  ): Folded => ({
    aggregateId,
    version,
    state: step(folded?.state ?? aggregate.initialState, payload),
  })
  const store = new EventStore({
    eventStoreId: 'CASES',
    eventTypes: aggregate.events.types.map(
      (type) => new EventType<string, CaseEvent, { readonly commandId: string }>({ type }),
    ),
    reducer,
    eventStorageAdapter: new InMemoryEventStorageAdapter(),
  })
  const carryOut = new Command({
    commandId: 'CARRY_OUT',
    requiredEventStores: tuple(store),
    handler: async (input: ScriptedCommand, [cases]): Promise<CaseState> => {
      const { id, command, commandId } = input
      const { aggregate: found } = await cases.getAggregate(id)
      const version = found?.version ?? 0
      const decided = aggregate.decide(command, found?.state ?? aggregate.initialState)
      must('a command was rejected', E.isRight(decided))
      const details = decided.right.map((payload, i) => ({
        aggregateId: id,
        version: version + 1 + i,
        type: payload.type,
        payload,
        metadata: { commandId },
      }))
      const previous = found === undefined ? {} : { prevAggregate: found }
      const [first, second] = details
      if (first === undefined) return found?.state ?? aggregate.initialState
      if (second === undefined) {
        const { nextAggregate } = await cases.pushEvent(first, previous)
        must('castore gave no aggregate', nextAggregate !== undefined)
        return nextAggregate.state
      }
      await EventStore.pushEventGroup(cases.groupEvent(first, previous), cases.groupEvent(second))
      return fold(aggregate, found?.state ?? aggregate.initialState, decided.right)
    },
  })
  return async (commands, states) => {
    for (const command of commands) {
      states.set(command.id, await carryOut.handler(command, [store]))
    }
  }
}
