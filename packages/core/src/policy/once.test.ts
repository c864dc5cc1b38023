/** One event at a time, without rows: twice, in any order, by several runners at once. */
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { account } from '../decider/account.fixture.js'
import {
  accounts,
  allOf,
  asks,
  carryOutOn,
  countFacts,
  fee,
  idle,
  idOf,
  manager,
  minute,
  newStore,
  policy,
  to,
  uuid,
  type AccountPolicy,
} from '../../test/policy-kit.js'
import { unreadable } from '../decider/unreadable.js'
import type { EventStore, RecordedEvent } from '../store/port.js'

import type { Once } from './once-fault.js'
import { onceRunner, type OnceRunner } from './once.js'
import { openedId } from './ids.js'
import { processManager, type AnyManager } from './policy.js'

const [ANN, BEN] = [uuid(1), uuid(2)]

const forgetful = (...policies: ReadonlyArray<AccountPolicy>): AnyManager =>
  processManager({
    facts: {
      name: 'forgetful',
      version: 1,
      from: [{ category: 'account', events: account().events }],
      keyOf: ({ stream }) => stream,
      evolve: () => ({ in: 0, out: 0 }),
    },
    policies,
    isForgetful: true,
  })

const runnerOn = (store: EventStore, ...policies: ReadonlyArray<AccountPolicy>): OnceRunner => {
  const setting = { store, carryOut: carryOutOn(store), managers: [forgetful(...policies)] }
  const made = onceRunner(setting)
  if (E.isLeft(made)) throw new Error(JSON.stringify(made.left))
  return made.right
}

/** Each withdrawal of a customer is noted by an account that it opens. */
const mirror = policy('mirror', ['Withdrawn'], (seen) =>
  seen.metadata.actor.role === 'system'
    ? []
    : [
        {
          to: to(openedId('mirror', seen.eventId, 'Open')),
          command: asks({ type: 'Open', at: seen.event.at, owner: idOf(seen) }),
        },
      ],
)

const story = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const { give } = accounts({ store })
  for (const id of [ANN, BEN]) {
    await give(id, { type: 'Open', at: minute(0), owner: 'owner' })
    await give(id, { type: 'Deposit', at: minute(1), amount: 12 })
    await give(id, { type: 'Withdraw', at: minute(2), amount: 5 })
    await give(id, { type: 'Withdraw', at: minute(3), amount: 4 })
  }
  return allOf(store)
}

const all = async (
  runner: OnceRunner,
  events: ReadonlyArray<RecordedEvent>,
): Promise<ReadonlyArray<Once>> => {
  const done: Once[] = []
  for (const event of events) done.push(await runner.react(event, minute(9))())
  return done
}

const streamsOf = async (store: EventStore): Promise<Readonly<Record<string, unknown>>> => {
  const streams: Record<string, string[]> = {}
  for (const { stream, event, metadata } of await allOf(store)) {
    ;(streams[stream] ??= []).push(`${event.type} ${metadata.commandId}`)
  }
  return Object.fromEntries(
    Object.entries(streams).map(([stream, events]) => [stream, events.sort()]),
  )
}

test('an event leads to its commands, and again to nothing', async () => {
  const store = newStore()
  const events = await story(store)
  const runner = runnerOn(store, fee, mirror)
  expect(runner.categories).toEqual(['account'])
  const first = await all(runner, events)
  expect(first.map((one) => one._tag === 'Handled' && one.answered)).toEqual([
    ...[0, 0, 3, 2],
    ...[0, 0, 3, 2],
  ])
  const stands = await streamsOf(store)
  const again = await all(runnerOn(store, fee, mirror), [...events].reverse())
  expect(again.every((one) => one._tag === 'Handled' && one.answered === 0)).toBe(true)
  expect(await streamsOf(store)).toEqual(stands)
})

test('the same comes of any order, of duplicates and of two runners at once', async () => {
  const calm = newStore()
  await all(runnerOn(calm, mirror), await story(calm))
  const want = await streamsOf(calm)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(7), fc.boolean()), { maxLength: 30 }),
      async (deliveries) => {
        const store = newStore()
        const events = await story(store)
        const [a, b] = [runnerOn(store, mirror), runnerOn(store, mirror)]
        const order = [...deliveries, ...events.map((_, i) => [i, i % 2 === 0] as const)]
        await Promise.all(
          order.map(async ([i, first]) => {
            const event = events[i]
            if (event !== undefined) await (first ? a : b).react(event, minute(9))()
          }),
        )
        expect(await streamsOf(store)).toEqual(want)
      },
    ),
    { numRuns: 200 },
  )
})

test('who needs a row is refused, and who lets a command wait is told of', async () => {
  const store = newStore()
  const carryOut = carryOutOn(store)
  expect(onceRunner({ store, carryOut, managers: [manager(fee)] })).toEqual(
    E.left({ _tag: 'NeedsRow', manager: countFacts.name }),
  )
  const withdraws = { ...fee, name: 'w', withdrawsOn: { account: ['Closed'] } }
  expect(onceRunner({ store, carryOut, managers: [forgetful(withdraws)] })).toEqual(
    E.left({ _tag: 'NeedsRow', manager: 'forgetful', policy: 'w' }),
  )
  const events = await story(store)
  const [, deposited] = await all(runnerOn(store, idle), events)
  const fault = { _tag: 'MustWait', command: 'Close', notBefore: minute(61), key: 'idle' }
  expect(deposited).toEqual({ _tag: 'Park', faults: [{ name: 'idle', fault }] })
  expect((await allOf(store)).length).toBe(events.length)
})

test('what can not be read, and a policy that throws, park the event; others go on', async () => {
  const store = newStore()
  const throws = policy('throws', ['Withdrawn'], () => {
    throw new Error('no')
  })
  const runner = runnerOn(store, throws, mirror)
  const [, , withdrawn] = await story(store)
  if (withdrawn === undefined) throw new Error('nothing was withdrawn')
  const before = (await allOf(store)).length
  expect(await runner.react(withdrawn, minute(9))()).toEqual({
    _tag: 'Park',
    faults: [{ name: 'throws', fault: { _tag: 'PolicyThrew', reason: 'Error: no' } }],
  })
  expect((await allOf(store)).length).toBe(before + 2)
  const problem = { pointer: '', found: '"{"', expected: 'JSON' }
  const event = unreadable('Withdrawn', minute(2), problem)
  expect(await runner.react({ ...withdrawn, event }, minute(9))()).toMatchObject({
    _tag: 'Park',
    faults: [
      { name: 'forgetful', fault: { _tag: 'UnreadableEvent', error: { problems: [problem] } } },
    ],
  })
})

test('imported events and those that nobody reads lead to nothing', async () => {
  const store = newStore()
  const [opened, , withdrawn] = await story(store)
  if (opened === undefined || withdrawn === undefined) throw new Error('nothing happened')
  const metadata = { ...withdrawn.metadata, source: { row: 1 } }
  const before = (await allOf(store)).length
  const done = await all(runnerOn(store, mirror), [opened, { ...withdrawn, metadata }])
  expect(done).toEqual([
    { _tag: 'Handled', answered: 0 },
    { _tag: 'Handled', answered: 0 },
  ])
  expect((await allOf(store)).length).toBe(before)
})

test('a store that can not be asked is asked again, and then all is done once', async () => {
  const store = newStore()
  const events = await story(store)
  let calls = 0
  const lost: EventStore = {
    ...store,
    append: (stream, expected, sealed) => async () => {
      calls += 1
      const answer = await store.append(stream, expected, sealed)()
      return calls % 3 === 0 ? E.left({ _tag: 'Unavailable', reason: 'gone' }) : answer
    },
  }
  const runner = runnerOn(lost, mirror)
  for (const event of events) {
    for (let tries = 0; ; tries++) {
      const done = await runner.react(event, minute(9))()
      if (done._tag === 'Handled') break
      expect(done).toMatchObject({ _tag: 'Retry' })
      expect(tries).toBeLessThan(9)
    }
  }
  const calm = newStore()
  await all(runnerOn(calm, mirror), await story(calm))
  expect(await streamsOf(store)).toEqual(await streamsOf(calm))
})

test('a circle ends, also between two runners that know nothing of one another', async () => {
  const store = newStore()
  const circle = policy('circle', ['Deposited'], (seen) => [
    { to: to(idOf(seen)), command: asks({ type: 'Deposit', at: seen.event.at, amount: 1 }) },
  ])
  const { give } = accounts({ store })
  await give(ANN, { type: 'Open', at: minute(0), owner: 'owner' })
  await give(ANN, { type: 'Deposit', at: minute(1), amount: 12 })
  const runners = [runnerOn(store, circle), runnerOn(store, circle)]
  let seen = 0
  let parked: Once | undefined
  while (parked === undefined) {
    const next = (await allOf(store)).slice(seen)
    if (next.length === 0) break
    for (const event of next) {
      const done = await runners[seen++ % 2]?.react(event, minute(9))()
      if (done?._tag === 'Park') parked = done
    }
    expect(seen).toBeLessThan(200)
  }
  expect(parked).toMatchObject({ faults: [{ name: 'circle', fault: { _tag: 'PolicyLoops' } }] })
})
