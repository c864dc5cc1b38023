/** Handling commands on the in-memory store. */
import {
  Command,
  EventStore as CastoreStore,
  EventType,
  tuple,
  type EventDetail,
} from '@castore/core'
import { InMemoryEventStorageAdapter } from '@castore/event-storage-adapter-in-memory'
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import {
  fold,
  handle,
  inMemoryEventStore,
  laterOf,
  type Instant,
  type NewEvent,
  type Revision,
} from '@casetrail/core'
import { caseAggregate, caseEvents, type CaseEvent, type CaseState } from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'

import { atLeast, type Benchmark } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { makeBoundary } from '../history/boundary.js'
import { interleaved, scriptedCases, type ScriptedCommand } from '../history/cases.js'

type States = Map<string, CaseState>

const aggregate = caseAggregate([retail2025])

/** Carries out commands one after the other; answers the states that they led to. */
type Desk = (commands: ReadonlyArray<ScriptedCommand>, states: States) => unknown

const ours = (): Desk => {
  const cases = handle(inMemoryEventStore(makeBoundary()), aggregate)
  return async (commands, states) => {
    for (const { id, command, commandId } of commands) {
      const done = await cases(id, command, { commandId })()
      must('a command was rejected', E.isRight(done))
      states.set(id, done.right.state)
    }
  }
}

interface Cached {
  state: CaseState
  revision: Revision
  recordedAt: Instant | undefined
}

/**
 * What one writes by hand who trusts the caller: states cached with their revision, decide, envelope,
 * append to the same store, evolve. Unlike `handle` it does not check the command, does not know a
 * repeated command, has no queue for a stream, and gives up on the first conflict or lost answer.
 */
const byHand = (): Desk => {
  const store = inMemoryEventStore(makeBoundary())
  const cache = new Map<string, Cached>()

  const carryOut = async ({ id, command, commandId }: ScriptedCommand): Promise<CaseState> => {
    const known = cache.get(id)
    const loaded = known ?? { state: aggregate.initialState, revision: -1, recordedAt: undefined }
    if (known === undefined) cache.set(id, loaded)
    const decided = aggregate.decide(command, loaded.state)
    must('a command was rejected', E.isRight(decided))
    let state = loaded.state
    for (const event of decided.right) state = aggregate.evolve(state, event)
    const now = store.boundary.now()
    const recordedAt = loaded.recordedAt === undefined ? now : laterOf(loaded.recordedAt, now)
    const { standard } = state
    must('the case is under no standard', standard !== undefined)
    const sealed = decided.right.map((event): NewEvent<CaseEvent> => ({
      eventId: store.boundary.newId(),
      recordedAt,
      event,
      metadata: {
        actor: command.actor,
        commandId,
        correlationId: id,
        causationId: commandId,
        schemaVersion: caseEvents.currentVersion(event.type),
        standard,
      },
    }))
    if (!isNonEmpty(sealed)) return state
    const expected = loaded.revision < 0 ? 'noStream' : loaded.revision
    const appended = await store.append(`case-${id}`, expected, sealed)()
    must('an append failed', E.isRight(appended))
    loaded.state = state
    loaded.revision = appended.right.revision
    loaded.recordedAt = recordedAt
    return state
  }

  return async (commands, states) => {
    for (const command of commands) states.set(command.id, await carryOut(command))
  }
}

/** The least there is to do: decide, evolve, push into an array; no envelope, no store, no await. */
const bare = (): Desk => {
  const log: CaseEvent[] = []
  return (commands, states) => {
    for (const { id, command } of commands) {
      let state = states.get(id) ?? aggregate.initialState
      const decided = aggregate.decide(command, state)
      must('a command was rejected', E.isRight(decided))
      for (const event of decided.right) {
        state = aggregate.evolve(state, event)
        log.push(event)
      }
      states.set(id, state)
    }
  }
}

type Detail = EventDetail<string, CaseEvent, { readonly commandId: string }>
interface Folded {
  readonly aggregateId: string
  readonly version: number
  readonly state: CaseState
}

const foldDetail = (
  folded: Folded | undefined,
  { aggregateId, version, payload }: Detail,
): Folded => ({
  aggregateId,
  version,
  state: aggregate.evolve(folded?.state ?? aggregate.initialState, payload),
})

/**
 * Castore as its documentation has it: a `Command`, which tries again when the version was taken,
 * gets the aggregate (folding the stream's events), decides, and pushes the events with the versions
 * that follow. The same decider and reducer; events carry the command's id as metadata. Castore does
 * not check commands, does not know repeated ones, and gives events no id.
 */
const castore = (): Desk => {
  const store = new CastoreStore({
    eventStoreId: 'CASES',
    eventTypes: aggregate.events.types.map(
      (type) => new EventType<string, CaseEvent, { readonly commandId: string }>({ type }),
    ),
    reducer: foldDetail,
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
      await CastoreStore.pushEventGroup(cases.groupEvent(first, previous), cases.groupEvent(second))
      return fold(aggregate, found?.state ?? aggregate.initialState, decided.right)
    },
  })
  return async (commands, states) => {
    for (const command of commands) {
      states.set(command.id, await carryOut.handler(command, [store]))
    }
  }
}

interface Run extends Subject {
  readonly states: () => States
}

/** A desk that has just carried out the commands of other cases. */
const measured = (
  name: string,
  make: () => Desk,
  before: ReadonlyArray<ScriptedCommand>,
  commands: ReadonlyArray<ScriptedCommand>,
): Run => {
  let states: States = new Map()
  return {
    name,
    states: () => states,
    prepare: async () => {
      const desk = make()
      await desk(before, new Map())
      states = new Map()
      return () => desk(commands, states)
    },
  }
}

export const handling: Benchmark = {
  name: 'handle',
  run: async ({ quick }) => {
    const commands = interleaved(scriptedCases(1_000))
    const before = interleaved(scriptedCases(500, 1_000))
    const subjects = [
      measured('handle', ours, before, commands),
      measured('hand-written loop on the same store', byHand, before, commands),
      measured('Castore', castore, before, commands),
      measured('bare synchronous loop', bare, before, commands),
    ] as const
    const times = await takeTurns(
      subjects,
      quick ? { warmUps: 1, rounds: 3 } : { warmUps: 4, rounds: 15 },
    )
    const [first, ...others] = subjects
    for (const other of others) {
      mustEqual(`handle and ${other.name}`, first.states(), other.states())
    }
    const targets = [0.6, 3, undefined]
    return others.map((other, i) => ({
      what: 'handle, in memory, 1,000 cases of 6–26 commands',
      against: other.name,
      ours: rate(commands.length, times[0], 'commands'),
      theirs: rate(commands.length, times[i + 1], 'commands'),
      ratio: ratioOf(times[0], times[i + 1]),
      ...atLeast(targets[i]),
    }))
  },
}
