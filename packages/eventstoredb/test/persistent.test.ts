/** Competing consumers: each event leads to its commands once, whoever handles it and however often. */
import { randomUUID } from 'node:crypto'

import type { EventStore } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, test } from 'vitest'

import { competingPolicies, parkedEvents, type ParkedGroup } from '../src/index.js'

import { consumer, deleteGroups, expectOnce, world } from './competing.js'
import { allOf, controlled, eventually, foreign, left, right, subject } from './subject.js'

const on = subject()

afterAll(() => deleteGroups(on))

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const parkedOf = async (group: string): Promise<ParkedGroup> => {
  const parked = right(parkedEvents(on.url()))
  const [found] = right(await parked.list({ group })())
  await parked.close()
  if (found === undefined) throw new Error('the group was meant')
  return found
}

const eventuallyParked = async (group: string, count: number): Promise<ParkedGroup> => {
  for (let tries = 0; ; tries++) {
    const found = await parkedOf(group)
    if (found.count >= count || tries > 150) return found
    await wait(100)
  }
}

describe('a group', () => {
  test('begins at the head, and shares what comes among its consumers, each event once', async () => {
    const store = on.store()
    const w = world()
    await w.happen(store, 3)
    const [a, b] = [await consumer(on, w), await consumer(on, w)]
    await w.happen(store, 200)
    await eventually(() => {
      const [one, two] = [a.policies.health(), b.policies.health()]
      return one.handled + two.handled >= 200
    })
    const [one, two] = [right(await a.end()), right(await b.end())]
    expect(one.handled).toBeGreaterThan(50)
    expect(two.handled).toBeGreaterThan(50)
    // more, where the machine is so busy that the server seemed away
    expect(one.handled + two.handled).toBeGreaterThanOrEqual(200)
    expect(await w.ledTo(store)).toEqual(Array.from({ length: 200 }, (_, n) => n + 3))
    expect(await w.answers(store)).toHaveLength(200)
    expect((await parkedOf(a.policies.group)).count).toBe(0)
  })

  test('loses nothing that comes while nobody consumes, nor where it is updated', async () => {
    const store = on.store()
    const w = world()
    const first = await consumer(on, w)
    const { group } = first.policies
    right(await first.end())
    // fewer than the server writes a checkpoint for
    await w.happen(store, 4)
    const second = await consumer(on, w, { maxRetryCount: 3 })
    const found = await on.client().getPersistentSubscriptionToAllInfo(group)
    expect(found.settings).toMatchObject({ maxRetryCount: 3, resolveLinkTos: false })
    await w.happen(store, 4)
    await expectOnce(store, w)
    right(await second.end())
  })

  test('goes on where another wants other settings, or deletes it', async () => {
    const store = on.store()
    const w = world()
    const a = await consumer(on, w)
    await w.happen(store, 30)
    const b = await consumer(on, w, { messageTimeoutMs: 20_000 })
    await w.happen(store, 30)
    await eventually(() => a.isLive() && b.isLive())
    await w.happen(store, 30)
    await expectOnce(store, w)
    await on.client().deletePersistentSubscriptionToAll(a.policies.group)
    await w.happen(store, 30)
    await expectOnce(store, w)
    await Promise.all([a.end(), b.end()])
  })

  test('ends what is under way, and answers for it, before its consumer ends', async () => {
    const store = on.store()
    const w = world()
    const slow: EventStore = {
      ...store,
      append: (stream, expected, events) => async () => {
        await wait(200)
        return store.append(stream, expected, events)()
      },
    }
    const a = await consumer(on, w, { over: slow, bufferSize: 5 })
    await w.happen(store, 5)
    await eventually(() => a.policies.health().underWay > 0)
    const done = right(await a.end())
    expect(done).toMatchObject({ parked: 0, retried: 0, underWay: 0 })
    expect(await w.ledTo(store)).toHaveLength(done.handled)
    const b = await consumer(on, w)
    await expectOnce(store, w)
    await wait(500)
    expect(right(await b.end()).handled).toBe(5 - done.handled)
  })
})

describe('at least once, and nothing twice', () => {
  test('while connections are cut and consumers come and go', async () => {
    const store = on.store()
    const w = world()
    const proxy = await on.proxy()
    const url = proxy.through(on.url())
    // each cut counts as a retry of what was under way
    const steady = await consumer(on, w, { url, maxRetryCount: 100 })
    let cuts = 0
    const cutting = setInterval(() => {
      proxy.cutAfter(Math.floor(Math.random() * 20_000), cuts++ % 2 ? 'answers' : 'requests')
    }, 150)
    const coming = (async () => {
      let handled = 0
      for (let n = 0; n < 6; n++) {
        const passing = await consumer(on, w, { maxRetryCount: 100 })
        await wait(250)
        handled += right(await passing.end()).handled
      }
      return handled
    })()
    for (let n = 0; n < 10; n++) {
      await w.happen(store, 30)
      await wait(100)
    }
    expect(await coming).toBeGreaterThan(0)
    clearInterval(cutting)
    expect(proxy.taken()).toBeGreaterThan(3)
    await expectOnce(store, w)
    right(await steady.end())
    await proxy.close()
  })

  controlled(
    'while the server is killed, and frozen',
    async () => {
      const store = on.store()
      const w = world()
      const quick = { heartbeatMs: 700 }
      const [a, b] = [await consumer(on, w, quick), await consumer(on, w, quick)]
      await w.happen(store, 40)
      await on.controls().kill()
      await on.controls().start()
      await w.happen(store, 40)
      await on.controls().freeze()
      await wait(2_500)
      expect([a, b].some(({ isLive }) => isLive())).toBe(false)
      await on.controls().thaw()
      await w.happen(store, 40)
      await expectOnce(store, w)
      right(await a.end())
      right(await b.end())
    },
    120_000,
  )
})

describe('what can not be handled', () => {
  test('is tried so often, and parked by the server, where the store can not be asked', async () => {
    const store = on.store()
    const w = world()
    const away: EventStore = {
      ...store,
      append: () => () => Promise.resolve(E.left({ _tag: 'Unavailable', reason: 'it is away' })),
    }
    const a = await consumer(on, w, { over: away, maxRetryCount: 2 })
    await w.happen(store, 1)
    const { events } = await eventuallyParked(a.policies.group, 1)
    expect(events).toMatchObject([{ number: 0, reason: 'Reached retry count of 2', revision: 0 }])
    expect(right(await a.end())).toMatchObject({ handled: 0, retried: 3, parked: 0 })
    const b = await consumer(on, w)
    const parked = right(parkedEvents(on.url()))
    expect(right(await parked.replay(b.policies.group)())).toMatchObject({ events: 1 })
    await expectOnce(store, w)
    right(await b.end())
    await parked.close()
  })

  test('is parked with the reason where again would be no better; the others go on', async () => {
    const store = on.store()
    let isBroken = true
    const w = world((react) => (seen, row) => {
      if (isBroken && seen.event.n % 10 === 0) throw new Error(`no tens: ${String(seen.event.n)}`)
      return react(seen, row)
    })
    const told: string[] = []
    const a = await consumer(on, w, { onParked: (seen, reason) => told.push(reason) })
    const { group } = a.policies
    await w.happen(store, 50)
    await eventually(() => a.policies.health().handled >= 45)
    const poison = foreign('Added', { at: 'yesterday', writer: 'Ann' }, { schemaVersion: 1 })
    const unread = `${w.source}-${randomUUID()}`
    await on.client().appendToStream(unread, [poison])
    const { count, events } = await eventuallyParked(group, 6)
    expect(count).toBe(6)
    expect(told).toHaveLength(6)
    const reasons = events.map(({ reason }) => reason)
    expect(reasons.filter((reason) => reason.includes('PolicyThrew'))).toHaveLength(5)
    const unreadable = events.find(({ stream }) => stream === unread)
    expect(unreadable?.reason).toMatch(/UnreadableEvent.*Instant/)
    expect(unreadable?.reason).not.toMatch(/yesterday|Ann/)
    expect(await w.ledTo(store)).toHaveLength(45)

    const parked = right(parkedEvents(on.url()))
    const [first] = events
    expect(right(await parked.show(group, 0)())).toEqual(first)
    expect(first?.event).toEqual((await allOf(store, { stream: first?.stream ?? '' }))[0])
    expect(left(await parked.show(group, 6)())).toEqual({ _tag: 'NotParked', group, number: 6 })

    isBroken = false
    const tens = (): number => events.filter(({ stream }) => stream !== unread).length
    expect(tens()).toBe(5)
    expect(right(await parked.replay(group, 2)())).toEqual({ group, events: 2 })
    await eventually(() => a.policies.health().handled + a.policies.health().parked >= 45 + 6 + 2)
    // the parked stream is cut a moment after the events were given
    for (let tries = 0; tries < 50 && (await parkedOf(group)).events[0]?.number === 0; tries++)
      await wait(100)
    const rest = await parkedOf(group)
    expect(rest.events[0]?.number).toBe(2)
    expect(right(await parked.replay(group, rest.count + 5)())).toMatchObject({
      events: rest.count,
    })
    await expectOnce(store, w)
    const last = await eventuallyParked(group, 1)
    expect(last.events.map(({ stream }) => stream)).toEqual([unread])
    right(await a.end())
    await parked.close()
  })
})

describe('what is refused', () => {
  test('a manager with rows, a connection with mistakes, another group of that name', async () => {
    const store = on.store()
    const w = world()
    const setting = { store, managers: w.managers, carryOut: w.carryOut(store) }
    const [manager] = w.managers
    if (manager === undefined) throw new Error('a manager was meant')
    const { facts, policies } = manager
    expect(
      left(competingPolicies(on.url(), { ...setting, managers: [{ facts, policies }] })),
    ).toEqual({ _tag: 'NeedsRow', manager: facts.name })
    expect(left(competingPolicies('esdb:/nowhere', setting))).toMatchObject({
      _tag: 'ConnectionProblem',
    })
    const a = await consumer(on, w)
    right(await a.end())
    const { group } = a.policies
    const other = world()
    const otherSetting = { store, managers: other.managers, carryOut: other.carryOut(store) }
    const b = right(competingPolicies(on.url(), otherSetting, { group }))
    expect(left(await b.run(AbortSignal.timeout(10_000))())).toEqual({
      _tag: 'GroupReadsOther',
      group,
      found: [`${w.source}-`],
      expected: [`${other.source}-`],
    })
    await b.close()
  })

  test('a group that is not there, and a server that is not', async () => {
    const parked = right(parkedEvents(on.url()))
    const w = world()
    const a = await consumer(on, w)
    right(await a.end())
    const { group } = a.policies
    expect(left(await parked.list({ group: `${group}x` })())).toMatchObject({
      _tag: 'UnknownGroup',
      group: `${group}x`,
      nearest: group,
    })
    expect(left(await parked.replay('none of these')())._tag).toBe('UnknownGroup')
    expect(right(await parked.replay(group)())).toEqual({ group, events: 0 })
    expect(left(await parked.show(group, 0)())._tag).toBe('NotParked')
    await parked.close()
    const nowhere = right(parkedEvents('esdb://127.0.0.1:1?tls=false&maxDiscoverAttempts=1'))
    expect(left(await nowhere.list()())).toMatchObject({ _tag: 'Unavailable' })
    await nowhere.close()
  })
})
