import type { RecordedEvent } from '@casetrail/core'
import { describe, expect, test, vi } from 'vitest'

import { startServer } from '../testing/index.js'

import {
  allOf,
  append,
  controlled,
  errorOf,
  eventually,
  follow,
  left,
  newEvents,
  right,
  scripted,
  subject,
  type Following,
} from './subject.js'

const on = subject()

const idsOf = (events: ReadonlyArray<{ readonly eventId: string }>): ReadonlyArray<string> =>
  events.map(({ eventId }) => eventId)

/** Three live reads of the same events: of the stream, by category, and of all. */
const threeOf = (store: ReturnType<typeof on.store>, category: string, stream: string) =>
  [
    follow(store, { stream }),
    follow(store, { all: true, categories: [category] }),
    follow(store, { all: true, partition: { index: 0, of: 1 }, correlationId: category }),
  ] as const

const mine = (count: number, category: string) =>
  newEvents(count).map((event) => ({
    ...event,
    metadata: { ...event.metadata, correlationId: category },
  }))

const appendSurely = async (
  store: ReturnType<typeof on.store>,
  stream: string,
  expected: 'noStream' | number,
  events: ReturnType<typeof newEvents>,
): Promise<void> => {
  await vi.waitFor(async () => right(await append(store, stream, expected, events)), {
    timeout: 20_000,
    interval: 20,
  })
}

const expectExactly = async (
  live: ReadonlyArray<Following>,
  events: ReadonlyArray<{ readonly eventId: string }>,
): Promise<void> => {
  for (const one of live) {
    await one.until(events.length)
    expect(idsOf(one.events())).toEqual(idsOf(events))
  }
}

const stateOf = (store: ReturnType<typeof on.store>): string =>
  store
    .health()
    .reads.map(({ state }) => state._tag)
    .join(' ')

describe('a subscription that fails resumes without a gap or a double', () => {
  controlled(
    'trap: killed (code 14, no end), five times over',
    async () => {
      const store = on.store()
      const category = `k${crypto.randomUUID().slice(0, 8)}`
      const stream = on.stream(category)
      const first = mine(5, category)
      right(await append(store, stream, 'noStream', first))
      const live = threeOf(store, category, stream)
      await expectExactly(live, first)
      const all = [...first]
      for (let round = 0; round < 5; round++) {
        await on.controls().kill()
        await eventually(() => stateOf(store).includes('Retrying'))
        expect(store.health()).toMatchObject({ ok: false })
        await on.controls().start()
        const more = mine(5, category)
        await appendSurely(store, stream, all.length - 1, more)
        all.push(...more)
        await expectExactly(live, all)
      }
      await eventually(
        () => stateOf(store) === 'Live Live Live',
        5_000,
        () => store.health(),
      )
      for (const one of live) expect((await one.end())._tag).toBe('Right')
      expect(store.health()).toMatchObject({ ok: true, reads: [] })
    },
    60_000,
  )

  controlled(
    'trap: stopped gracefully (code 13, some time later)',
    async () => {
      const store = on.store()
      const category = `s${crypto.randomUUID().slice(0, 8)}`
      const stream = on.stream(category)
      const all = mine(5, category)
      right(await append(store, stream, 'noStream', all))
      const live = threeOf(store, category, stream)
      await expectExactly(live, all)
      await on.controls().stop()
      await on.controls().start()
      const more = mine(5, category)
      await appendSurely(store, stream, 4, more)
      await expectExactly(live, [...all, ...more])
      for (const one of live) await one.end()
    },
    60_000,
  )

  controlled(
    'trap: frozen: found by a heartbeat, long before the keepalive, and the reads go on when it thaws',
    async () => {
      const store = on.store({ heartbeatMs: 200, patienceMs: 500 })
      const category = `f${crypto.randomUUID().slice(0, 8)}`
      const stream = on.stream(category)
      const all = mine(5, category)
      right(await append(store, stream, 'noStream', all))
      const live = threeOf(store, category, stream)
      await expectExactly(live, all)
      await eventually(
        () => stateOf(store) === 'Live Live Live',
        5_000,
        () => store.health(),
      )
      const began = Date.now()
      await on.controls().freeze()
      await eventually(
        () => stateOf(store) === 'Retrying Retrying Retrying',
        5_000,
        () => store.health(),
      )
      expect(Date.now() - began).toBeLessThan(3_000)
      expect(store.health().reads[0]?.state).toMatchObject({ reason: 'the server does not answer' })
      await on.controls().thaw()
      const more = mine(5, category)
      await appendSurely(store, stream, 4, more)
      await expectExactly(live, [...all, ...more])
      await eventually(
        () => stateOf(store) === 'Live Live Live',
        10_000,
        () => store.health(),
      )
      for (const one of live) await one.end()
    },
    60_000,
  )

  scripted.each(['clean', 'cut', 'tooSlow'] as const)(
    'trap: ended by the server: %s',
    async (how) => {
      const store = on.store()
      const category = `e${crypto.randomUUID().slice(0, 8)}`
      const stream = on.stream(category)
      const all = mine(3, category)
      right(await append(store, stream, 'noStream', all))
      const live = threeOf(store, category, stream)
      for (let round = 0; round < 4; round++) {
        await expectExactly(live, all)
        on.server().endOpen(how)
        const more = mine(3, category)
        right(await append(store, stream, all.length - 1, more))
        all.push(...more)
      }
      await expectExactly(live, all)
      for (const one of live) await one.end()
    },
  )

  scripted('trap: ended again and again while it catches up', async () => {
    const store = on.store()
    const category = `a${crypto.randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    const all = mine(900, category)
    right(await append(store, stream, 'noStream', all))
    const { faults } = on.server()
    for (const [n, end] of (['clean', 'cut', 'tooSlow'] as const).entries()) {
      faults.next('subscribe', { end, after: 50 * n + 7 }, 5)
    }
    faults.next('read', { end: 'cut', after: 211 }, 3)
    const live = threeOf(store, category, stream)
    await expectExactly(live, all)
    for (const one of live) await one.end()
    faults.clear()
  })

  test('cut at any byte', async () => {
    const proxy = await on.proxy()
    const store = on.store({}, proxy.through(on.url()))
    const writer = on.store()
    const category = `b${crypto.randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    const live = threeOf(store, category, stream)
    const all: ReturnType<typeof mine> = []
    for (let round = 0; round < 12; round++) {
      proxy.cutAfter(1 + 397 * round)
      const more = mine(20, category)
      right(await append(writer, stream, all.length === 0 ? 'noStream' : all.length - 1, more))
      all.push(...more)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    await expectExactly(live, all)
    for (const one of live) await one.end()
    await store.close()
    await proxy.close()
  }, 240_000)

  test('trap: a slow consumer is dropped by the server after some hundred events: resumed by catching up, memory bounded', async () => {
    const store = on.store()
    const writer = on.store()
    const category = `w${crypto.randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    let largest = 0
    const slow = follow(store, { all: true, categories: [category] }, async (batch) => {
      largest = Math.max(largest, batch.events.length)
      await new Promise((resolve) => setTimeout(resolve, 50))
    })
    await eventually(() => slow.batches.length > 0)
    const all: ReturnType<typeof mine> = []
    for (let n = 0; n < 60; n++) {
      const more = mine(100, category).map((event) => ({
        ...event,
        event: { ...event.event, text: 'x'.repeat(1_000) },
      }))
      right(await append(writer, stream, n === 0 ? 'noStream' : all.length - 1, more))
      all.push(...more)
    }
    await slow.until(all.length, 60_000)
    expect(idsOf(slow.events())).toEqual(idsOf(all))
    expect(largest).toBeLessThanOrEqual(500)
    await slow.end()
  }, 90_000)
})

describe('what ends a live read for good', () => {
  test('trap: a tombstone arrives live as an event at revision 9223372036854775807, then an error: StreamDeleted', async () => {
    const store = on.store()
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(1)))
    const live = follow(store, { stream })
    const all = follow(store, { all: true, correlationId: 'nobody' })
    await live.until(1)
    await eventually(() => stateOf(store).startsWith('Live'))
    await on.client().tombstoneStream(stream)
    expect(left(await live.ended)).toEqual({ _tag: 'StreamDeleted', stream })
    expect(live.events().map(({ revision }) => revision)).toEqual([0])
    expect(left(await follow(store, { stream }).ended)).toEqual({ _tag: 'StreamDeleted', stream })
    expect((await all.end())._tag).toBe('Right')
    expect(all.events()).toEqual([])
  })

  scripted.each(['accessDenied', 'notAuthenticated'] as const)('%s', async (refuse) => {
    const store = on.store()
    on.server().faults.always('subscribe', { refuse })
    const ended = left(await follow(store, { all: true }).ended)
    expect(ended).toMatchObject({ _tag: 'Unavailable', fault: refuse })
    on.server().faults.clear()
  })

  test('the closing of the store: Unavailable, closed', async () => {
    const store = on.store()
    const live = [follow(store, { all: true }), follow(store, { stream: on.stream() })]
    await eventually(() => stateOf(store) !== '' && live.every(({ batches }) => batches.length > 0))
    await store.close()
    for (const { ended } of live) {
      expect(left(await ended)).toMatchObject({ _tag: 'Unavailable', fault: 'closed' })
    }
    expect(left(await follow(store, { all: true }).ended)).toMatchObject({ fault: 'closed' })
  })

  test('a limit, and a bound', async () => {
    const store = on.store()
    const stream = on.stream('bound')
    const events = newEvents(6)
    right(await append(store, stream, 'noStream', events.slice(0, 2)))
    const limited = follow(store, { all: true, categories: ['bound'], limit: 4 })
    const bounded = follow(store, { stream, until: 3 })
    await limited.until(2)
    await bounded.until(2)
    right(await append(store, stream, 1, events.slice(2)))
    await limited.until(4)
    await bounded.until(4)
    expect(idsOf(bounded.events())).toEqual(idsOf(events.slice(0, 4)))
    expect(idsOf(limited.events())).toEqual(idsOf(events.slice(0, 4)))
    // a live read that ends by itself has come to what it was asked for
    await Promise.all([limited.ended, bounded.ended])
  })
})

describe('having caught up', () => {
  test('trap: the server tells of none for a missing or soft-deleted stream: ours does, and goes on', async () => {
    const store = on.store()
    const soft = on.stream()
    right(await append(store, soft, 'noStream', newEvents(2)))
    await on.client().deleteStream(soft)
    for (const stream of [on.stream(), soft]) {
      const live = follow(store, { stream })
      await eventually(() => live.batches.length > 0, 5_000)
      expect(live.batches[0]).toEqual({ events: [], last: '', caughtUp: true })
      const later = newEvents(1)
      right(await append(store, stream, 'noStream', later))
      await live.until(1)
      expect(idsOf(live.events())).toEqual(idsOf(later))
      await live.end()
    }
  })

  test('trap: it is told only with, or after, everything before it', async () => {
    const store = on.store()
    const category = `c${crypto.randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    right(await append(store, stream, 'noStream', newEvents(1_200)))
    for (const query of [{ stream }, { all: true, categories: [category] }] as const) {
      const live = follow(store, query, () => new Promise((resolve) => setTimeout(resolve, 20)))
      await live.until(1_200)
      const told = live.batches.findIndex(({ caughtUp }) => caughtUp)
      const before = live.batches.slice(0, told + 1).flatMap(({ events }) => events)
      expect(before).toHaveLength(1_200)
      await live.end()
    }
  })

  scripted('a server before 23.10 does not tell: ours does', async () => {
    const server = await startServer({ version: '22.10.0' })
    const store = on.store({}, server.connectionString)
    const stream = on.stream('old')
    right(await append(store, stream, 'noStream', newEvents(3)))
    const live = [follow(store, { stream }), follow(store, { all: true, categories: ['old'] })]
    for (const one of live) {
      await one.until(3)
      expect(one.batches.at(-1)?.caughtUp).toBe(true)
    }
    right(await append(store, stream, 2, newEvents(2)))
    for (const one of live) await one.until(5)
    await eventually(() => stateOf(store) === 'Live Live')
    for (const one of live) await one.end()
    await store.close()
    await server.kill()
  })
})

describe('checkpoints', () => {
  test('trap: each is a place from which exactly the rest comes, and none is ahead of what was handed over', async () => {
    const store = on.store()
    const category = `p${crypto.randomUUID().slice(0, 8)}`
    const noise = on.stream()
    const stream = on.stream(category)
    const wanted: RecordedEvent[] = []
    let expected: 'noStream' | number = 'noStream'
    for (let n = 0; n < 5; n++) {
      right(await append(store, noise, n === 0 ? 'noStream' : n * 1_500 - 1, newEvents(1_500)))
      expected = right(await append(store, stream, expected, newEvents(2))).revision
    }
    wanted.push(...(await allOf(store, { stream })))
    const live = follow(store, {
      all: true,
      after: wanted[0]?.position ?? '',
      categories: [category],
    })
    await live.until(9)
    await eventually(() => live.batches.at(-1)?.caughtUp === true)
    for (let n = 5; n < 7; n++) {
      right(await append(store, noise, n * 1_500 - 1, newEvents(1_500)))
      expected = right(await append(store, stream, expected, newEvents(1))).revision
    }
    await live.until(11)
    await live.end()
    const all = await allOf(store, { stream })
    const places = new Set(live.batches.map(({ last }) => last))
    expect(places.size).toBeGreaterThan(5)
    let seen = 1
    let previous = ''
    for (const { events, last } of live.batches) {
      seen += events.length
      expect(last >= previous && last >= (events.at(-1)?.position ?? '')).toBe(true)
      previous = last
      const rest = await allOf(store, { all: true, after: last, categories: [category] })
      expect(idsOf(rest)).toEqual(idsOf(all.slice(seen)))
    }
  }, 240_000)
})

describe('what is expected and not reported', () => {
  test('trap: a live read that is left emits AbortError, then close: no error, no open call', async () => {
    const store = on.store()
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(3)))
    const unheard: unknown[] = []
    const hear = (error: unknown): void => {
      unheard.push(error)
    }
    process.on('unhandledRejection', hear)
    process.on('uncaughtException', hear)
    for (let n = 0; n < 5; n++) {
      for await (const batch of store.read({ stream, live: true })) {
        right(batch)
        break
      }
      for await (const batch of store.read({ all: true, live: true })) {
        right(batch)
        break
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
    process.off('unhandledRejection', hear)
    process.off('uncaughtException', hear)
    expect(unheard).toEqual([])
    expect(store.health().reads).toEqual([])
    await expect(errorOf(store, { stream: '$x' })).resolves.toMatchObject({ _tag: 'Incomplete' })
  })
})

test('a live read that is ended while its batch is handled ends at once, not at the next heartbeat', async () => {
  const store = on.store({ heartbeatMs: 20_000 })
  const stream = on.stream()
  right(await append(store, stream, 'noStream', newEvents(1)))
  const end = new AbortController()
  const batches = store.read({ stream, live: true }, end.signal, ({ _tag }) => {
    if (_tag === 'Live') void append(store, stream, 0, newEvents(1))
  })
  let ended = 0
  for await (const batch of batches) {
    if (right(batch).events.every(({ revision }) => revision === 0)) continue
    // what else the server says with it has come too
    await new Promise((resolve) => setTimeout(resolve, 200))
    end.abort()
    ended = performance.now()
  }
  expect(performance.now() - ended).toBeLessThan(5_000)
})
