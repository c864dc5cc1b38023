/** Complaints, follow-ups, corrective actions and emergencies: decided and handled. */
import * as E from 'fp-ts/lib/Either.js'
import {
  handle,
  inMemoryEventStore,
  type Aggregate,
  type Command,
  type DomainEvent,
  type EventStore,
} from '@casetrail/core'
import { complaintAggregate } from '@casetrail/core/complaint'
import { correctiveActionAggregate } from '@casetrail/core/corrective-action'
import { emergencyAggregate } from '@casetrail/core/emergency'
import { followUpAggregate } from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'

import { complaintByHand } from '../baseline/complaint.js'
import { correctiveActionByHand } from '../baseline/corrective-action.js'
import { emergencyByHand } from '../baseline/emergency.js'
import { followUpByHand } from '../baseline/follow-up.js'
import { STANDARD, type HandLifecycle } from '../baseline/lifecycle.js'
import { loopByHand, stepsOf, type Steps } from '../baseline/loop.js'
import { atLeast, type Benchmark, type Line } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Rounds, type Subject } from '../harness/compare.js'
import { makeBoundary } from '../history/boundary.js'
import { scriptedComplaint } from '../history/complaints.js'
import { scriptedCorrectiveAction } from '../history/corrective-actions.js'
import type { Desk } from '../history/desk.js'
import { scriptedEmergency } from '../history/emergencies.js'
import { scriptedFollowUp } from '../history/follow-ups.js'
import { eventsOf } from '../history/recorded.js'
import { interleaved, type Script, type Scripted } from '../history/script.js'

const STREAMS = 1_000
/** A decision takes so little that one pass is too short to be measured. */
const REPEATS = 5

interface Compared<C extends Command, S, Ev extends DomainEvent, R, H> {
  /** What the streams are. */
  readonly noun: string
  readonly aggregate: Aggregate<C, S, Ev, R>
  readonly byHand: HandLifecycle<C, H, Ev>
  readonly script: (n: number) => Script<C>
}

type Commands<C extends Command> = ReadonlyArray<Scripted<C>>

/** Commands to so many streams, numbered from `first`. */
const commandsOf = <C extends Command>(
  script: (n: number) => Script<C>,
  count: number,
  first = 0,
): Commands<C> => interleaved(Array.from({ length: count }, (_, i) => script(first + i)))

/** Decides and evolves, and nothing else: no envelope, no store. */
const decided = <C extends Command, S, Ev extends DomainEvent>(
  { initialState, decide, evolve }: Aggregate<C, S, Ev, unknown>,
  commands: Commands<C>,
): ReadonlyArray<Ev> => {
  const states = new Map<string, S>()
  const log: Ev[] = []
  for (const { id, command } of commands) {
    let state = states.get(id) ?? initialState
    const decision = decide(command, state)
    must('a command was rejected', E.isRight(decision))
    for (const event of decision.right) {
      state = evolve(state, event)
      log.push(event)
    }
    states.set(id, state)
  }
  return log
}

const decidedByHand = <C extends Command, H, Ev extends DomainEvent>(
  { begin, carryOut }: HandLifecycle<C, H, Ev>,
  commands: Commands<C>,
): ReadonlyArray<Ev> => {
  const states = new Map<string, H>()
  const log: Ev[] = []
  for (const { id, command } of commands) {
    let state = states.get(id)
    if (state === undefined) states.set(id, (state = begin()))
    const event = carryOut(state, command)
    if (event !== undefined) log.push(event)
  }
  return log
}

/** `handle` on a store. */
const handled = <C extends Command, S, Ev extends DomainEvent, R>(
  aggregate: Aggregate<C, S, Ev, R>,
  store: EventStore,
): Desk<C, S> => {
  const streams = handle(store, aggregate)
  return async (commands, states) => {
    for (const { id, command, commandId } of commands) {
      const done = await streams(id, command, { commandId })()
      must('a command was rejected', E.isRight(done))
      states.set(id, done.right.state)
    }
  }
}

/** The same events under the same metadata; ids and times of recording are each store's own. */
const contentOf = async (store: EventStore): Promise<unknown> => {
  const events = await eventsOf<DomainEvent>(store)
  return events.map(({ stream, revision, event, metadata }) => ({
    stream,
    revision,
    event,
    metadata,
  }))
}

const compare = async <C extends Command, S, Ev extends DomainEvent, R, H>(
  { noun, aggregate, byHand, script }: Compared<C, S, Ev, R, H>,
  rounds: Rounds,
): Promise<ReadonlyArray<Line>> => {
  const commands = commandsOf(script, STREAMS)
  const before = commandsOf(script, 2 * STREAMS, STREAMS)
  const deciding = (name: string, decideAll: (some: Commands<C>) => unknown): Subject => ({
    name,
    prepare: () => {
      decideAll(before)
      return () => {
        for (let i = 0; i < REPEATS; i++) decideAll(commands)
      }
    },
  })
  const handling = <X>(name: string, deskOn: (store: EventStore) => Desk<C, X>) => {
    let store = inMemoryEventStore(makeBoundary())
    const prepare: Subject['prepare'] = async () => {
      store = inMemoryEventStore(makeBoundary())
      const desk = deskOn(store)
      await desk(before, new Map())
      return () => desk(commands, new Map())
    }
    return { name, prepare, content: () => contentOf(store) }
  }
  const steps: Steps<C, H, Ev> = {
    category: aggregate.category,
    events: aggregate.events,
    begin: byHand.begin,
    standardOf: () => STANDARD,
    step: ({ state }, command) => {
      const event = byHand.carryOut(state, command)
      return event === undefined ? [] : [event]
    },
  }

  mustEqual(`decisions on ${noun}`, decided(aggregate, commands), decidedByHand(byHand, commands))
  const decisions = await takeTurns(
    [
      deciding('decide and evolve', (some) => decided(aggregate, some)),
      deciding('hand-written switch, state in place', (some) => decidedByHand(byHand, some)),
    ],
    rounds,
  )
  const desks = [
    handling('handle', (store) => handled(aggregate, store)),
    handling('hand-written loop on the same store', (store) =>
      loopByHand(stepsOf(aggregate), store),
    ),
    handling('hand-written loop and switch on the same store', (store) => loopByHand(steps, store)),
  ] as const
  const times = await takeTurns(desks, rounds)
  const [first, ...others] = desks
  const content = await first.content()
  for (const other of others) {
    mustEqual(`histories of ${noun}, ${other.name}`, content, await other.content())
  }
  // as of cases, the loop is the bound of `handle`, and the switch that of the decision
  const targets = [0.6, undefined]
  return [
    {
      what: `decide and evolve, ${noun}`,
      against: 'hand-written switch, state in place',
      ours: rate(REPEATS * commands.length, decisions[0], 'commands'),
      theirs: rate(REPEATS * commands.length, decisions[1], 'commands'),
      ratio: ratioOf(decisions[0], decisions[1]),
      ...atLeast(0.6),
    },
    ...others.map((other, i) => ({
      what: `handle, in memory, ${noun}`,
      against: other.name,
      ours: rate(commands.length, times[0], 'commands'),
      theirs: rate(commands.length, times[i + 1], 'commands'),
      ratio: ratioOf(times[0], times[i + 1]),
      ...atLeast(targets[i]),
    })),
  ]
}

export const lifecycles: Benchmark = {
  name: 'lifecycles',
  run: async ({ quick }) => {
    const rounds = quick ? { warmUps: 2, rounds: 3 } : { warmUps: 4, rounds: 15 }
    return [
      ...(await compare(
        {
          noun: 'complaints',
          aggregate: complaintAggregate([retail2025]),
          byHand: complaintByHand,
          script: scriptedComplaint,
        },
        rounds,
      )),
      ...(await compare(
        {
          noun: 'follow-ups',
          aggregate: followUpAggregate([retail2025]),
          byHand: followUpByHand,
          script: scriptedFollowUp,
        },
        rounds,
      )),
      ...(await compare(
        {
          noun: 'corrective actions',
          aggregate: correctiveActionAggregate([retail2025]),
          byHand: correctiveActionByHand,
          script: scriptedCorrectiveAction,
        },
        rounds,
      )),
      ...(await compare(
        {
          noun: 'emergencies',
          aggregate: emergencyAggregate([retail2025]),
          byHand: emergencyByHand,
          script: scriptedEmergency,
        },
        rounds,
      )),
    ]
  },
}
