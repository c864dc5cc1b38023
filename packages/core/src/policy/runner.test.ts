/** The runner: what happens leads to commands, once; what goes wrong is told and holds nothing up. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import {
  BANK,
  accounts,
  allOf,
  asks,
  carryOutOn,
  countFacts,
  fee,
  idOf,
  idle,
  manager,
  minute,
  newStore,
  policy,
  to,
  uuid,
  type AccountPolicy,
} from '../../test/policy-kit.js'
import { inMemoryRowStore } from '../read-model/in-memory-rows.js'
import type { EventStore, NewEvent, RecordedEvent, Unavailable } from '../store/port.js'

import { policyDispatches } from './run.js'
import { policyRunner } from './runner.js'
import { processManager } from './policy.js'

const [ANN, BEN] = [uuid(1), uuid(2)]

type Desk = ReturnType<typeof accounts>

const open = async ({ give }: Pick<Desk, 'give'>, id: string, amount = 100): Promise<void> => {
  await give(id, { type: 'Open', at: minute(0), owner: 'owner' })
  if (amount > 0) await give(id, { type: 'Deposit', at: minute(0), amount })
}

const begun = async (options: Parameters<typeof accounts>[0] = {}): Promise<Desk> => {
  const desk = accounts(options)
  await desk.runner.settle(minute(0))()
  return desk
}

const dispatches = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent['event']>> =>
  (await allOf(store)).filter(({ stream }) => stream.startsWith('dispatch-')).map((e) => e.event)

test('what happens leads to commands, and those to others', async () => {
  const desk = await begun()
  const { runner, give, answers } = desk
  await open(desk, BANK)
  await open(desk, ANN, 10)
  await give(ANN, { type: 'Deposit', at: minute(3), amount: 10 })
  const first = await runner.settle(minute(4))()
  expect(first).toMatchObject({ right: { answered: 1, waiting: 1, nextAt: minute(63) } })
  expect(answers).toEqual(['bonus Withdraw carriedOut'])
  await give(ANN, { type: 'Withdraw', at: minute(5), amount: 18 })
  await runner.settle(minute(6))()
  expect(answers.slice(1)).toEqual([
    'fee Withdraw rejected Overdrawn',
    'fee Close carriedOut',
    'anew Open carriedOut',
  ])
  expect(await runner.settle(minute(200))()).toMatchObject({ right: { answered: 0, waiting: 0 } })
})

test('an answer tells of what it is, and in the story that it belongs to', async () => {
  const desk = await begun()
  await open(desk, ANN, 10)
  await desk.give(ANN, { type: 'Withdraw', at: minute(1), amount: 8 })
  await desk.runner.settle(minute(2))()
  const all = await allOf(desk.store)
  const cause = all.find(({ event }) => event.type === 'Withdrawn')
  const answer = all.find(({ stream }) => stream.startsWith('dispatch-'))
  expect(answer?.event).toEqual({
    type: 'DispatchAnswered',
    at: minute(1),
    policy: 'fee',
    because: cause?.eventId,
    to: `account-${ANN}`,
    command: 'Withdraw',
    outcome: 'rejected',
    rejection: 'Overdrawn',
    detail: '{"_tag":"Overdrawn","balance":2}',
  })
  expect(answer?.stream).toBe(`dispatch-${answer?.metadata.commandId ?? ''}`)
  expect(answer?.metadata).toMatchObject({ correlationId: ANN, causationId: cause?.eventId })
  const closed = all.find(({ event }) => event.type === 'Closed')
  expect(closed?.metadata).toMatchObject({ causationId: cause?.eventId })
})

describe('what leads to nothing', () => {
  test('all that happened before the first run', async () => {
    const desk = accounts()
    await open(desk, ANN)
    await desk.give(ANN, { type: 'Withdraw', at: minute(1), amount: 8 })
    expect(await desk.runner.settle(minute(2))()).toMatchObject({
      right: { answered: 0, waiting: 0 },
    })
    // but the rows know it
    const row = await desk.rows.load(countFacts, [`account-${ANN}`])()
    expect(E.isRight(row) && row.right.get(`account-${ANN}`)).toEqual({ in: 1, out: 1 })
    await desk.give(ANN, { type: 'Withdraw', at: minute(3), amount: 8 })
    expect(await desk.runner.settle(minute(4))()).toMatchObject({ right: { answered: 1 } })
  })

  test('what is imported', async () => {
    const desk = await begun()
    const { store } = desk
    await open(desk, ANN)
    const imported: NewEvent = {
      eventId: uuid(77),
      recordedAt: minute(1),
      event: Object.assign({ amount: 5, part: 1, parts: 1 }, { type: 'Withdrawn', at: minute(1) }),
      metadata: {
        // of a person, so that the policy would charge a fee
        actor: { id: 'teller-1', role: 'agent' },
        commandId: 'import',
        correlationId: ANN,
        causationId: 'import',
        schemaVersion: 1,
        source: { row: 1 },
      },
    }
    expect(await store.append(`account-${ANN}`, 1, [imported])()).toMatchObject({ _tag: 'Right' })
    expect(await desk.runner.settle(minute(2))()).toMatchObject({ right: { answered: 0 } })
    expect(desk.answers).toEqual([])
    const row = await desk.rows.load(countFacts, [`account-${ANN}`])()
    expect(E.isRight(row) && row.right.get(`account-${ANN}`)).toEqual({ in: 1, out: 1 })
    // the same done by hand does lead to it
    const { source: _, ...metadata } = { ...imported.metadata, commandId: 'by hand' }
    const byHand = { ...imported, eventId: uuid(78), metadata }
    expect(await store.append(`account-${ANN}`, 2, [byHand])()).toMatchObject({ _tag: 'Right' })
    expect(await desk.runner.settle(minute(3))()).toMatchObject({ right: { answered: 1 } })
  })
})

describe('what waits', () => {
  const waits = (amount: number) => async (desk: Desk) => {
    await desk.give(ANN, { type: 'Deposit', at: minute(amount), amount })
  }

  test('is sent when it is due, and told at that instant', async () => {
    const desk = await begun({ managers: [manager(idle)] })
    await open(desk, ANN)
    expect(await desk.runner.settle(minute(59))()).toMatchObject({
      right: { waiting: 1, nextAt: minute(60), answered: 0 },
    })
    expect(await desk.runner.settle(minute(1_000_000))()).toMatchObject({
      right: { waiting: 0, nextAt: undefined, answered: 1 },
    })
    expect((await allOf(desk.store)).find(({ event }) => event.type === 'Closed')).toMatchObject({
      event: { at: minute(60) },
    })
  })

  test('is known before it is sent', async () => {
    const desk = await begun({ managers: [manager(idle)] })
    await open(desk, ANN)
    const later = minute(1_000)
    expect(await desk.runner.look(later)()).toMatchObject({
      right: { events: 2, answered: 0, waiting: 1, nextAt: minute(60) },
    })
    expect(desk.answers).toEqual([])
    expect(await desk.runner.settle(later)()).toMatchObject({ right: { answered: 1 } })
  })

  test('is replaced by another of its key, and withdrawn', async () => {
    const desk = await begun({ managers: [manager(idle)] })
    await open(desk, ANN)
    await waits(30)(desk)
    expect(await desk.runner.settle(minute(61))()).toMatchObject({
      right: { waiting: 1, nextAt: minute(90), answered: 0 },
    })
    await desk.give(ANN, { type: 'Close', at: minute(62) })
    expect(await desk.runner.settle(minute(91))()).toMatchObject({
      right: { waiting: 0, answered: 0 },
    })
    const written = await desk.rows.load(policyDispatches, [`counts\u001faccount-${ANN}`])()
    expect(E.isRight(written) && written.right.size).toBe(0)
  })

  test('is sent in its order: by when it is due, then by what came first; also after a restart', async () => {
    const waiting = (name: string, minutes: number): AccountPolicy =>
      policy(name, ['Opened'], (seen) => [
        {
          to: to(idOf(seen)),
          command: asks({ type: 'Deposit', at: minute(minutes), amount: minutes }),
          notBefore: minute(minutes),
        },
      ])
    const managers = [manager(waiting('b', 20), waiting('a', 20), waiting('c', 10))]
    const orders: ReadonlyArray<string>[] = []
    for (const restarts of [false, true]) {
      const desk = await begun({ managers })
      for (const n of [3, 1, 2]) await open(desk, uuid(n), 0)
      await desk.runner.settle(minute(1))()
      const order: string[] = []
      const { store, rows } = desk
      const later = restarts
        ? policyRunner({
            store,
            rows,
            managers,
            carryOut: carryOutOn(store),
            onAnswer: ({ policy: name, id }) => order.push(`${name}${id.slice(-1)}`),
          })
        : desk.runner
      await later.settle(minute(30))()
      if (!restarts) {
        const all = (await allOf(store)).filter(({ event }) => event.type === 'Deposited')
        expect(all.map(({ stream }) => stream.slice(-1)).join('')).toBe('312331122')
        expect(desk.answers.map((text) => text.slice(0, 1)).join('')).toBe('cccbababa')
      }
      orders.push(order)
    }
    expect(orders[1]).toEqual(['c3', 'c1', 'c2', 'b3', 'a3', 'b1', 'a1', 'b2', 'a2'])
  })

  test('waits on while the store can not be asked', async () => {
    const store = newStore()
    const down: Unavailable = { _tag: 'Unavailable', reason: 'down' }
    let isDown = false
    const seen: EventStore = {
      ...store,
      append: (...given) => (isDown ? () => Promise.resolve(E.left(down)) : store.append(...given)),
    }
    const desk = await begun({ store, seen, managers: [manager(idle)] })
    await open(desk, ANN)
    await desk.runner.settle(minute(1))()
    isDown = true
    expect(await desk.runner.settle(minute(61))()).toEqual(E.left(down))
    expect(await desk.runner.settle(minute(62))()).toEqual(E.left(down))
    isDown = false
    expect(await desk.runner.settle(minute(63))()).toMatchObject({ right: { answered: 1 } })
    expect(desk.answers).toEqual(['idle Close carriedOut'])
  })

  test('and what was done before is kept, by the next program too', async () => {
    const store = newStore()
    let isDown = false
    const seen: EventStore = {
      ...store,
      append: (stream, ...given) =>
        isDown && stream === `account-${BEN}`
          ? () => Promise.resolve(E.left({ _tag: 'Unavailable', reason: 'down' }))
          : store.append(stream, ...given),
    }
    const { rows, ...desk } = await begun({ store, seen, managers: [manager(fee)] })
    for (const id of [ANN, BEN]) {
      await open(desk, id)
      await desk.give(id, { type: 'Withdraw', at: minute(1), amount: 1 })
    }
    isDown = true
    expect(await desk.runner.settle(minute(2))()).toMatchObject({ left: { _tag: 'Unavailable' } })
    expect(desk.answers).toEqual(['fee Withdraw carriedOut'])
    isDown = false
    const next = policyRunner({
      store,
      rows,
      managers: [manager(fee)],
      carryOut: carryOutOn(store),
    })
    // all that was read before is written, with what waits
    expect(await next.settle(minute(2))()).toMatchObject({ right: { events: 1, answered: 1 } })
  })

  test('a stream that can not be read holds back only its own commands, in their order', async () => {
    const store = newStore()
    let isBroken = true
    const seen: EventStore = {
      ...store,
      read: async function* (query, signal) {
        if (isBroken && 'stream' in query && query.stream === `account-${ANN}`) {
          yield E.left({ _tag: 'Incomplete', reason: 'events are missing' })
        } else yield* store.read(query, signal)
      },
    }
    const desk = await begun({ store, seen, managers: [manager(idle, fee)] })
    await open(desk, ANN)
    await open(desk, BEN)
    await desk.give(ANN, { type: 'Withdraw', at: minute(1), amount: 1 })
    await desk.give(BEN, { type: 'Withdraw', at: minute(1), amount: 1 })
    expect(await desk.runner.settle(minute(60))()).toMatchObject({
      right: {
        answered: 2,
        waiting: 2,
        held: [
          { waiting: { policy: 'fee', id: ANN }, error: { _tag: 'Incomplete' } },
          { waiting: { policy: 'idle', id: ANN } },
        ],
      },
    })
    isBroken = false
    expect(await desk.runner.settle(minute(60))()).toMatchObject({
      right: { answered: 2, held: [] },
    })
  })
})

describe('a clock that jumps', () => {
  test('back an hour: nothing is sent that is not due, and what happens leads on', async () => {
    const desk = await begun()
    await open(desk, ANN)
    await desk.runner.settle(minute(59))()
    await desk.give(ANN, { type: 'Withdraw', at: minute(59), amount: 1 })
    expect(await desk.runner.settle(minute(-1))()).toMatchObject({
      right: { answered: 1, waiting: 1, nextAt: minute(60) },
    })
  })

  test('ahead a year: all that waited is told at the instant that it was due', async () => {
    const desk = await begun({ managers: [manager(idle)] })
    await open(desk, ANN)
    await open(desk, BEN)
    expect(await desk.runner.settle(minute(525_600))()).toMatchObject({ right: { answered: 2 } })
    expect((await dispatches(desk.store)).map(({ at }) => at)).toEqual([minute(60), minute(60)])
    expect(await desk.runner.settle(minute(61))()).toMatchObject({ right: { answered: 0 } })
  })
})

describe('what goes wrong is an answer, and the line goes on', () => {
  const broken = async (one: AccountPolicy, of: 'teller' | 'anyone' = 'teller') => {
    const react: AccountPolicy['react'] = (seen, row) =>
      of === 'anyone' || seen.metadata.actor.role === 'agent' ? one.react(seen, row) : []
    const desk = await begun({ managers: [manager({ ...one, react }, fee)] })
    await open(desk, ANN)
    await desk.give(ANN, { type: 'Withdraw', at: minute(1), amount: 1 })
    const settled = await desk.runner.settle(minute(2))()
    expect(settled).toMatchObject({ _tag: 'Right' })
    const told = await dispatches(desk.store)
    const again = await desk.runner.settle(minute(2))()
    expect(again).toMatchObject({ right: { answered: 0 } })
    expect(await dispatches(desk.store)).toHaveLength(told.length)
    return told
  }

  test('a policy that throws', async () => {
    const one = policy('throws', ['Withdrawn'], () => {
      throw new Error('no')
    })
    expect(await broken(one)).toMatchObject([
      {
        policy: 'throws',
        command: 'Withdrawn',
        to: `account-${ANN}`,
        outcome: 'failed',
        rejection: 'PolicyThrew',
        detail: '{"_tag":"PolicyThrew","reason":"Error: no"}',
      },
      { policy: 'fee', outcome: 'carriedOut' },
    ])
  })

  test('one that throws when it is asked what instead', async () => {
    const one = policy(
      'throws',
      ['Withdrawn'],
      (seen) => [
        { to: to(idOf(seen)), command: asks({ type: 'Withdraw', at: minute(1), amount: 500 }) },
      ],
      () => {
        throw new Error('no')
      },
    )
    expect(await broken(one)).toMatchObject([
      { policy: 'throws', outcome: 'rejected', rejection: 'Overdrawn' },
      { policy: 'throws', outcome: 'failed', rejection: 'PolicyThrew' },
      { policy: 'fee', outcome: 'carriedOut' },
    ])
  })

  test('one that goes round in a circle', async () => {
    const one = policy('loops', ['Withdrawn'], (seen) => [
      { to: to(idOf(seen)), command: asks({ type: 'Withdraw', at: seen.event.at, amount: 1 }) },
    ])
    const told = await broken(one, 'anyone')
    const loops = told.filter((event) => 'policy' in event && event.policy === 'loops')
    // of the teller's withdrawal, and of the fee's that came of it
    expect(loops).toHaveLength(16 + 1 + 15 + 1)
    expect(loops.at(-1)).toMatchObject({ outcome: 'failed', rejection: 'PolicyLoops' })
  })

  test('but what waits a long while between is no circle', async () => {
    const monthly = policy('monthly', ['Withdrawn'], ({ event, stream }) => {
      const notBefore = minute(
        Math.round((Date.parse(event.at) - Date.parse(minute(0))) / 6e4) + 99,
      )
      const command = asks({ type: 'Withdraw', at: notBefore, amount: 1 })
      return [{ to: to(stream.slice('account-'.length)), command, notBefore }]
    })
    const desk = await begun({ managers: [manager(monthly)] })
    await open(desk, ANN)
    await desk.give(ANN, { type: 'Withdraw', at: minute(1), amount: 1 })
    expect(await desk.runner.settle(minute(4_000))()).toMatchObject({ right: { answered: 40 } })
  })

  test('one that answers a rejection with the same command, or with another each time', async () => {
    const stubborn = (more: number): AccountPolicy =>
      policy(
        `stubborn${String(more)}`,
        ['Withdrawn'],
        (seen) => [
          { to: to(idOf(seen)), command: asks({ type: 'Withdraw', at: minute(1), amount: 500 }) },
        ],
        ({ to: same, command }) => {
          const amount = 'amount' in command ? Number(command.amount) + more : 0
          return { to: same, command: asks({ type: 'Withdraw', at: command.at, amount }) }
        },
      )
    expect(await broken(stubborn(0))).toMatchObject([
      { outcome: 'rejected' },
      { policy: 'fee', outcome: 'carriedOut' },
    ])
    const each = await broken(stubborn(1))
    expect(each.filter((event) => 'outcome' in event && event.outcome === 'rejected')).toHaveLength(
      5,
    )
  })

  test('a command that is none, a stream that has none of that name', async () => {
    const one = policy('wrong', ['Withdrawn'], () => [
      { to: to('nobody'), command: asks({ type: 'Close', at: minute(1) }) },
      { to: to(ANN), command: asks({ type: 'Deposit', at: minute(1), amount: -3 }) },
    ])
    const told = await broken(one)
    expect(told).toMatchObject([
      { outcome: 'failed', rejection: 'InvalidId' },
      { outcome: 'failed', rejection: 'Malformed' },
      { policy: 'fee' },
    ])
    // what was given may be personal
    expect(JSON.stringify(told)).not.toContain('-3')
  })

  test('a stream that is gone', async () => {
    const store = newStore()
    const seen: EventStore = {
      ...store,
      read: async function* (query, signal) {
        if ('stream' in query && query.stream === `account-${ANN}`) {
          yield E.left({ _tag: 'StreamDeleted', stream: query.stream })
        } else yield* store.read(query, signal)
      },
    }
    const desk = await begun({ store, seen, managers: [manager(fee)] })
    await open(desk, ANN)
    await open(desk, BEN)
    await desk.give(ANN, { type: 'Withdraw', at: minute(1), amount: 1 })
    await desk.give(BEN, { type: 'Withdraw', at: minute(1), amount: 1 })
    await desk.runner.settle(minute(2))()
    expect(desk.answers).toEqual(['fee Withdraw failed StreamDeleted', 'fee Withdraw carriedOut'])
  })

  test('a decision that throws', async () => {
    const desk = await begun()
    const runner = policyRunner({
      store: desk.store,
      rows: desk.rows,
      managers: [manager(fee)],
      carryOut: () => {
        throw new Error('a mistake')
      },
    })
    await open(desk, ANN)
    await desk.give(ANN, { type: 'Withdraw', at: minute(1), amount: 1 })
    expect(await runner.settle(minute(2))()).toMatchObject({ right: { answered: 1 } })
    expect(await dispatches(desk.store)).toMatchObject([{ rejection: 'CommandThrew' }])
  })

  test('facts that throw', async () => {
    const facts = {
      ...countFacts,
      evolve: () => {
        throw new Error('no row')
      },
    }
    const desk = await begun({ managers: [processManager({ facts, policies: [fee] })] })
    await open(desk, ANN, 0)
    expect(await desk.runner.settle(minute(2))()).toMatchObject({ right: { events: 1 } })
    expect(await dispatches(desk.store)).toMatchObject([
      { policy: 'counts', rejection: 'FactsThrew' },
    ])
  })

  test('an event that can not be read', async () => {
    const desk = await begun()
    await open(desk, ANN)
    const all = await allOf(desk.store)
    const [{ metadata } = { metadata: undefined }] = all
    if (metadata === undefined) return expect.fail('nothing was opened')
    const strange = {
      eventId: uuid(5),
      recordedAt: minute(1),
      event: Object.assign({ amount: 'much' }, { type: 'Withdrawn', at: minute(1) }),
      metadata,
    }
    const newer = { ...strange, eventId: uuid(6), metadata: { ...metadata, schemaVersion: 9 } }
    await desk.store.append(`account-${ANN}`, 1, [strange, newer])()
    await open(desk, BEN)
    await desk.give(BEN, { type: 'Withdraw', at: minute(1), amount: 1 })
    expect(await desk.runner.settle(minute(2))()).toMatchObject({ right: { answered: 1 } })
    expect(await dispatches(desk.store)).toMatchObject([
      { policy: 'counts', outcome: 'failed', rejection: 'UnreadableEvent', because: uuid(5) },
      { policy: 'counts', outcome: 'failed', rejection: 'UnreadableEvent', because: uuid(6) },
      { policy: 'fee', outcome: 'carriedOut' },
    ])
  })
})

test('rows of a store that was put back to an earlier state are refused', async () => {
  const desk = await begun()
  await open(desk, ANN)
  await desk.runner.settle(minute(1))()
  const earlier = newStore()
  const runner = policyRunner({
    store: earlier,
    rows: desk.rows,
    managers: [manager(fee)],
    carryOut: carryOutOn(earlier),
  })
  const ahead = {
    _tag: 'CheckpointAhead',
    projection: { name: policyDispatches.name, version: policyDispatches.version },
  }
  expect(await runner.settle(minute(2))()).toMatchObject({ left: ahead })
  await open({ give: accounts({ store: earlier }).give }, BEN, 0)
  expect(await runner.settle(minute(2))()).toMatchObject({ left: ahead })
})

test('the signal ends it quietly, after the command under way', async () => {
  const desk = await begun({ managers: [] })
  const stop = new AbortController()
  const told: string[] = []
  const { store, rows } = desk
  const runner = policyRunner({
    store,
    rows,
    managers: [manager(fee)],
    carryOut: carryOutOn(store),
    onAnswer: ({ id }) => {
      told.push(id)
      stop.abort()
    },
  })
  for (const id of [ANN, BEN]) {
    await open(desk, id)
    await desk.give(id, { type: 'Withdraw', at: minute(1), amount: 1 })
  }
  expect(await runner.settle(minute(2), stop.signal)()).toMatchObject({
    right: { answered: 1, waiting: 1 },
  })
  expect(await runner.settle(minute(2))()).toMatchObject({ right: { answered: 1, waiting: 0 } })
  expect(told).toEqual([ANN, BEN])
})

test('what waits and what is done takes no more room than what waits', async () => {
  const rows = inMemoryRowStore()
  const desk = await begun({ rows, managers: [manager(idle)] })
  await open(desk, ANN, 0)
  for (let i = 0; i < 5_000; i++) {
    await desk.give(ANN, { type: 'Deposit', at: minute(i), amount: 1 })
    if (i % 100 === 0) await desk.runner.settle(minute(i))()
  }
  await desk.runner.settle(minute(5_000))()
  const written = await rows.load(policyDispatches, [`counts\u001faccount-${ANN}`])()
  expect(JSON.stringify(E.isRight(written) && [...written.right.values()]).length).toBeLessThan(700)
})
