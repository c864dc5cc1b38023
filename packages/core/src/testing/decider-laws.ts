/** Laws of every aggregate. */
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'

import type { Aggregate } from '../decider/aggregate.js'
import { fold } from '../decider/decider.js'
import { handle } from '../decider/handle.js'
import type { Command, DomainEvent } from '../decider/message.js'
import { foldRead } from '../store/fold-read.js'
import { inMemoryEventStore } from '../store/in-memory.js'
import type { EventStore, RecordedEvent } from '../store/port.js'

import { arbitraryOf, type Named } from './arbitrary-of.js'
import { testBoundary } from './boundary.js'
import { expectSame, expectThat } from './equal.js'
import { histories, type ValidHistory } from './histories.js'
import { DEFAULT_RUNS, type Law, type LawOptions } from './law.js'

export interface DeciderLawOptions<C, S> extends LawOptions {
  /** Commands worth trying in a state; the better they fit, the deeper the histories. */
  readonly commandsFor: (state: S) => fc.Arbitrary<C>
  /** Arbitraries by codec name for events out of nowhere, as for `arbitraryOf`. */
  readonly named?: Named
  /** How many commands a history has at most; default 20. */
  readonly maxCommands?: number
  /** The aggregate has no terminal state; else a run of the laws that meets none fails. */
  readonly neverTerminal?: true
}

const freeze = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}

const eventsIn = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: RecordedEvent[] = []
  await foldRead(store, { all: true }, 0, (n, event) => n + events.push(event))()
  return events
}

const ID = '6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001'

/**
 * What every aggregate must keep: `evolve` is total and alters nothing, folding goes on where it stopped,
 * `decide` is a function, a terminal state emits nothing, a command sent twice is carried out once, every
 * emitted event is one of its catalogue's, and `commandOf` leads back to a command that is accepted.
 *
 * @example
 * import { CloseCase, OpenCase, ResolveCase, caseAggregate } from '@casetrail/core/case'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { arbitraryOf, deciderLaws } from '@casetrail/core/testing'
 * import * as fc from 'fast-check'
 * import { test } from 'vitest'
 *
 * const commandsFor = () =>
 *   fc.oneof(arbitraryOf(OpenCase), arbitraryOf(ResolveCase), arbitraryOf(CloseCase))
 * const laws = deciderLaws('case', caseAggregate([retail2025]), { commandsFor })
 * for (const law of laws) test(law.name, law.run, 60_000)
 */
export const deciderLaws = <C extends Command, S, Ev extends DomainEvent, R>(
  name: string,
  aggregate: Aggregate<C, S, Ev, R>,
  options: DeciderLawOptions<C, S>,
): ReadonlyArray<Law> => {
  const { commandsFor, maxCommands = 20, runs = DEFAULT_RUNS } = options
  const valid = histories(aggregate, commandsFor, { maxCommands })
  const anyEvent = fc.oneof(
    ...aggregate.events.versions
      .filter(({ type, version }) => version === aggregate.events.currentVersion(type))
      .map(({ codec }) => arbitraryOf<unknown>(codec, options.named) as fc.Arbitrary<Ev>),
  )
  const anyEvents = fc.array(anyEvent, { maxLength: 12 })
  const { initialState } = aggregate

  const forHistories = (
    law: string,
    check: (history: ValidHistory<C, S, Ev>) => void | Promise<void>,
  ): Law => ({
    name: `${name}: ${law}`,
    run: async () => {
      let events = 0
      const counted = (history: ValidHistory<C, S, Ev>): Promise<void> => {
        events += history.events.length
        return Promise.resolve(check(history))
      }
      await fc.assert(fc.asyncProperty(valid, counted), { numRuns: runs })
      expectThat('some command is accepted', events > 0)
    },
  })

  const forAll = <A>(law: string, values: fc.Arbitrary<A>, check: (value: A) => void): Law => ({
    name: `${name}: ${law}`,
    run: () => {
      fc.assert(fc.property(values, check), { numRuns: runs })
      return Promise.resolve()
    },
  })

  return [
    forAll(
      'evolve takes any event in any state and alters neither',
      fc.tuple(valid, anyEvents),
      ([history, events]) => {
        const state = fold(aggregate, freeze(history.state), freeze(events))
        expectThat('there is a state', state !== undefined)
        expectSame('the same again', fold(aggregate, history.state, events), state)
      },
    ),
    forAll('fold(xs ++ ys) goes on from fold(xs)', fc.tuple(anyEvents, anyEvents), ([xs, ys]) => {
      const whole = fold(aggregate, initialState, [...xs, ...ys])
      expectSame('the states', fold(aggregate, fold(aggregate, initialState, xs), ys), whole)
    }),
    forAll(
      'decide answers the same for the same and alters nothing',
      anyEvents.chain((events) => {
        const state = freeze(fold(aggregate, initialState, events))
        return fc.tuple(fc.constant(state), commandsFor(state))
      }),
      ([state, command]) => {
        const decided = aggregate.decide(freeze(command), state)
        expectSame('the decision', aggregate.decide(command, state), decided)
      },
    ),
    terminalLaw(
      name,
      aggregate,
      options,
      fc.oneof(
        valid.map((history) => history.events),
        anyEvents,
      ),
    ),
    forHistories('a command sent twice is carried out once', (history) =>
      carriedOutOnce(aggregate, history),
    ),
    forHistories('every emitted event is one of its catalogue, also after JSON', ({ events }) => {
      for (const event of events) {
        const stored = JSON.parse(JSON.stringify(event)) as { readonly type: string }
        const version = aggregate.events.currentVersion(event.type)
        expectSame('the event', aggregate.events.decode(stored, version, 'full'), E.right(event))
      }
    }),
    forHistories('commandOf leads from an event back to an accepted command', ({ steps }) => {
      for (const { before, command, events } of steps) {
        const [event, ...more] = events
        if (event === undefined || more.length > 0) continue
        const again = aggregate.commandOf(event, command.actor)
        const decoded = aggregate.commands.decode(again)
        if (E.isLeft(decoded)) expectSame('commandOf', decoded, E.right(again))
        const decided = aggregate.decide(again, before)
        if (E.isLeft(decided)) expectSame(`deciding ${again.type}`, decided, E.right([event]))
      }
    }),
  ]
}

const terminalLaw = <C extends Command, S, Ev extends DomainEvent, R>(
  name: string,
  aggregate: Aggregate<C, S, Ev, R>,
  { commandsFor, neverTerminal, runs = DEFAULT_RUNS }: DeciderLawOptions<C, S>,
  events: fc.Arbitrary<ReadonlyArray<Ev>>,
): Law => ({
  name: `${name}: a terminal state emits nothing`,
  run: () => {
    let met = 0
    const commands = events
      .map((list) => fold(aggregate, aggregate.initialState, list))
      .chain((state) => commandsFor(state).map((command) => [state, command] as const))
    const check = ([state, command]: readonly [S, C]): void => {
      if (!aggregate.isTerminal(state)) return
      met += 1
      const decided = aggregate.decide(command, state)
      if (E.isRight(decided)) expectSame(`${command.type} in a terminal state`, decided.right, [])
    }
    fc.assert(fc.property(commands, check), { numRuns: runs * 5 })
    expectThat('a terminal state is met', met > 0 || neverTerminal === true)
    return Promise.resolve()
  },
})

const carriedOutOnce = async <C extends Command, S, Ev extends DomainEvent, R>(
  aggregate: Aggregate<C, S, Ev, R>,
  { steps, state }: ValidHistory<C, S, Ev>,
): Promise<void> => {
  const store = inMemoryEventStore(testBoundary())
  // the history is one stream's, whichever its commands name
  const anywhere = { ...aggregate, addresseeOf: () => undefined }
  const [here, elsewhere] = [handle(store, anywhere), handle(store, anywhere)]
  let last = aggregate.initialState
  for (const [i, { command, events, rejected }] of steps.entries()) {
    const context = { commandId: `command ${String(i)}` }
    const first = await here(ID, command, context)()
    const stored = await eventsIn(store)
    expectSame('rejected', E.isLeft(first), rejected)
    if (E.isRight(first))
      expectSame(
        'events',
        first.right.events.map((e) => e.event),
        events,
      )
    for (const again of [here, elsewhere]) {
      const second = await again(ID, command, context)()
      expectSame('the stored events after it was sent again', await eventsIn(store), stored)
      if (E.isLeft(first) || first.right.events.length === 0) continue
      const outcome = E.isRight(second) ? second.right : undefined
      expectSame('the events answered again', outcome?.events, first.right.events)
      last = outcome?.state ?? last
    }
  }
  expectSame('the state in the end', last, state)
}
