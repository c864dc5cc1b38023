import { END, START, type DomainEvent, type Problem } from '@casetrail/core'
import { caseAggregate } from '@casetrail/core/case'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test, vi } from 'vitest'

import { handle } from '@casetrail/core'
import { at } from '@casetrail/core/testing'
import { confirmResolution } from '@casetrail/core/case'
import { startServer } from '../testing/index.js'

import {
  allOf,
  append,
  errorOf,
  foreign,
  left,
  newEvent,
  newEvents,
  right,
  scripted,
  subject,
} from './subject.js'

const on = subject()
const revisions = (events: ReadonlyArray<{ readonly revision: number }>): ReadonlyArray<number> =>
  events.map(({ revision }) => revision)

describe('streams that give nothing', () => {
  test('trap: missing and metadata-only streams are empty, and take a first event', async () => {
    const store = on.store()
    for (const withMetadata of [false, true]) {
      const stream = on.stream()
      if (withMetadata) await on.client().setStreamMetadata(stream, { maxCount: 5 })
      for (const direction of ['forwards', 'backwards'] as const) {
        expect(await allOf(store, { stream, direction })).toEqual([])
      }
      expect(right(await append(store, stream, 'noStream', newEvents(1))).revision).toBe(0)
    }
  })

  test('trap: a soft-deleted stream reads as not found: StreamDeleted', async () => {
    const store = on.store()
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(3)))
    await on.client().deleteStream(stream)
    for (const query of [
      { stream },
      { stream, after: 1 },
      { stream, direction: 'backwards' as const },
    ]) {
      expect(await errorOf(store, query)).toEqual({ _tag: 'StreamDeleted', stream })
    }
    right(await append(store, stream, 'noStream', newEvents(1)))
    expect(revisions(await allOf(store, { stream }))).toEqual([3])
  })

  test('trap: a wholly truncated stream reads as empty, and noStream conflicts: Incomplete', async () => {
    const store = on.store()
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(3)))
    right(await store.setMetadata(stream, { truncateBefore: 3 })())
    expect(await errorOf(store, { stream })).toMatchObject({ _tag: 'Incomplete' })
    expect(await errorOf(store, { stream, direction: 'backwards' })).toMatchObject({
      _tag: 'Incomplete',
    })
    expect(await allOf(store, { stream, after: 2 })).toEqual([])
    expect(left(await append(store, stream, 'noStream', newEvents(1)))).toMatchObject({
      _tag: 'Conflict',
      actual: 2,
    })
    right(await append(store, stream, 2, newEvents(1)))
    expect(revisions(await allOf(store, { stream }))).toEqual([3])
  })

  test('trap: an expired stream reads as empty: Incomplete', async () => {
    const store = on.store()
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(2)))
    right(await store.setMetadata(stream, { maxAgeSeconds: 1 })())
    await vi.waitFor(
      async () => expect(await errorOf(store, { stream })).toMatchObject({ _tag: 'Incomplete' }),
      { timeout: 5_000, interval: 200 },
    )
  }, 10_000)

  test('trap: a tombstoned stream: StreamDeleted, and its tombstone comes out of no read', async () => {
    const store = on.store()
    const stream = on.stream('gone')
    const { position } = right(await append(store, stream, 'noStream', newEvents(2)))
    await on.client().tombstoneStream(stream)
    expect(await errorOf(store, { stream })).toEqual({ _tag: 'StreamDeleted', stream })
    expect(await errorOf(store, { stream, direction: 'backwards' })).toEqual({
      _tag: 'StreamDeleted',
      stream,
    })
    const after = await allOf(store, { all: true, after: position })
    expect(after.filter((e) => e.stream === stream)).toEqual([])
  })

  test('a command on a stream whose beginning or whole is gone is told so, and nothing is written', async () => {
    const store = on.store()
    const client = on.client()
    const cases = handle(store, caseAggregate([]))
    const command = confirmResolution({
      at: at('2025-03-01T08:00:00.000Z'),
      actor: { id: 'c', role: 'customer' },
    })
    for (const [spoil, tag] of [
      [(stream: string) => store.setMetadata(stream, { truncateBefore: 1 })(), 'Incomplete'],
      [(stream: string) => store.setMetadata(stream, { truncateBefore: 2 })(), 'Incomplete'],
      [(stream: string) => client.deleteStream(stream), 'StreamDeleted'],
      [(stream: string) => client.tombstoneStream(stream), 'StreamDeleted'],
    ] as const) {
      const id = crypto.randomUUID()
      right(await append(store, `case-${id}`, 'noStream', newEvents(2)))
      await spoil(`case-${id}`)
      expect(left(await cases(id, command, { commandId: 'c-1' })())._tag).toBe(tag)
    }
  })
})

describe('queries', () => {
  test('trap: maxCount 0, forwards from END and what is no position give unknown errors: never sent', async () => {
    const store = on.store()
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(3)))
    expect(await allOf(store, { stream, limit: 0 })).toEqual([])
    expect(await allOf(store, { stream, after: 2, until: 2 })).toEqual([])
    expect(await allOf(store, { stream, direction: 'backwards', after: 0 })).toEqual([])
    expect(await allOf(store, { all: true, limit: 0 })).toEqual([])
    expect(await allOf(store, { all: true, after: END })).toEqual([])
    const digits = '0'.repeat(16)
    for (const position of [
      'x',
      '00000000000001',
      'f'.repeat(32),
      `${digits}${'1'.repeat(16)}`,
      digits,
    ]) {
      for (const query of [
        { all: true, after: position },
        { all: true, until: position },
      ] as const) {
        expect(await errorOf(store, query)).toEqual({
          _tag: 'Incomplete',
          reason: `"${position}" is no position of this store`,
        })
      }
    }
    for (const revision of [Number.NaN, 0.5, -2, 2 ** 60]) {
      expect(await errorOf(store, { stream, after: revision })).toMatchObject({
        _tag: 'Incomplete',
      })
    }
    for (const system of ['$all', '$ce-case', `$$${stream}`, '']) {
      expect(await errorOf(store, { stream: system })).toMatchObject({ _tag: 'Incomplete' })
    }
  })

  test('a position of another store, which is no boundary of a record, is an error and no hang', async () => {
    const store = on.store()
    const { position } = right(await append(store, on.stream(), 'noStream', newEvents(1)))
    const between = (BigInt(`0x${position.slice(0, 16)}`) + 3n).toString(16).padStart(16, '0')
    right(await append(store, on.stream(), 'noStream', newEvents(1)))
    expect(['Unavailable', 'Incomplete']).toContain(
      (await errorOf(store, { all: true, after: between + between }))._tag,
    )
  })

  test('trap: backwards without a start gives event 0 only: ours gives all, from the last', async () => {
    const store = on.store()
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(4)))
    expect(revisions(await allOf(store, { stream, direction: 'backwards' }))).toEqual([3, 2, 1, 0])
  })

  test('trap: readAll includes its start, subscribeToAll excludes it: `after` is always exclusive', async () => {
    const store = on.store()
    const category = `x${crypto.randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    right(await append(store, stream, 'noStream', newEvents(3)))
    const events = await allOf(store, { all: true, categories: [category] })
    const after = events[1]?.position ?? ''
    for (const filter of [{}, { categories: [category] }, { types: ['Noted'] }]) {
      const found = await allOf(store, { all: true, after, ...filter })
      expect(revisions(found.filter((e) => e.stream === stream))).toEqual([2])
    }
  })

  test('trap: readAll ignores `filter`: categories and types are filtered by the server, exactly', async () => {
    const store = on.store()
    const category = `y${crypto.randomUUID().slice(0, 8)}`
    const streams = [category, `${category}-1`, `${category}x-1`, `${category}--`]
    for (const stream of streams) {
      right(await append(store, stream, 'noStream', [newEvent(), newEvent({}, `Noted${category}`)]))
    }
    const found = await allOf(store, { all: true, categories: [category] })
    expect(new Set(found.map(({ stream }) => stream))).toEqual(
      new Set([category, `${category}-1`, `${category}--`]),
    )
    expect(await allOf(store, { all: true, types: [`Noted${category}`] })).toHaveLength(4)
    expect(
      await allOf(store, { all: true, types: [`Noted${category.slice(0, -1)}`] }),
    ).toHaveLength(0)
    expect(await allOf(store, { all: true, types: ['$metadata'] })).toEqual([])
  })

  test('a checkpoint of one filter is a place for another: the event that stands there is not left out', async () => {
    const store = on.store()
    const category = `z${crypto.randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    right(await append(store, stream, 'noStream', newEvents(3)))
    const [first, second, third] = await allOf(store, { all: true, categories: [category] })
    const checkpoint = `${second?.position.slice(0, 16) ?? ''}${'0'.repeat(16)}`
    expect((first?.position ?? '') < checkpoint && checkpoint < (second?.position ?? '')).toBe(true)
    for (const query of [{}, { categories: [category] }]) {
      const found = await allOf(store, { all: true, after: checkpoint, ...query })
      expect(found.filter((e) => e.stream === stream)).toEqual([second, third])
    }
  })

  test('a read that is left early ends its call, and the store goes on', async () => {
    const store = on.store()
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(900)))
    right(await append(store, stream, 899, newEvents(900)))
    for await (const batch of store.read({ stream })) {
      expect(right(batch).events.length).toBeLessThanOrEqual(500)
      break
    }
    expect(await allOf(store, { stream, limit: 1_300 })).toHaveLength(1_300)
  })
})

/** What every catalogue says of an event that can't be read. */
const problemOf = (event: DomainEvent): Problem | undefined => {
  const decoded = caseAggregate([]).events.decode(event, 1)
  return E.isLeft(decoded) && decoded.left._tag === 'Malformed'
    ? decoded.left.problems[0]
    : undefined
}

describe("events that can't be read", () => {
  /** A client writes valid JSON only: one that looks twice at the kind of content sends any bytes. */
  const raw = (type: string, bytes: Uint8Array, metadata?: unknown) => {
    const event = { ...foreign(type, {}), data: bytes, metadata }
    let asked = 0
    Object.defineProperty(event, 'contentType', {
      get: () => (asked++ === 0 ? 'application/json' : 'application/octet-stream'),
    })
    return event as unknown as ReturnType<typeof foreign>
  }
  const text = (value: string): Uint8Array => new TextEncoder().encode(value)

  test('trap: malformed JSON comes as a string, malformed metadata as bytes, bad UTF-8 as U+FFFD: each is handed over with its reason, and the line goes on', async () => {
    const store = on.store()
    const category = `bad${crypto.randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    const at_ = '2025-03-01T08:00:00.000Z'
    right(await append(store, stream, 'noStream', [newEvent()]))
    const binary = {
      id: crypto.randomUUID(),
      contentType: 'application/octet-stream' as const,
      type: 'Binary',
      data: new Uint8Array([1, 2, 255]),
      metadata: undefined,
    }
    const client = on.client()
    const write = async (event: unknown): Promise<void> => {
      await client.appendToStream(stream, event as ReturnType<typeof foreign>, {
        credentials: { username: 'u', password: 'p' },
      })
    }
    await write(raw('Broken', text('{bad')))
    await write(raw('BrokenText', new Uint8Array([34, 255, 34])))
    await write(
      raw('BrokenField', new Uint8Array([...text(`{"at":"${at_}","x":"`), 255, ...text('"}')])),
    )
    await write(raw('Nothing', new Uint8Array()))
    await write(raw('BrokenBeside', text(`{"at":"${at_}"}`), new Uint8Array([9, 8])))
    await write(binary)
    await write(foreign('List', [1, 2] as unknown as Record<string, unknown>))
    await write(foreign('NoTime', { x: 1 }))
    const beside = { commandId: 'd', $causationId: 'e', schemaVersion: 1 }
    const actor = { id: 'f', role: 'agent' }
    const whole = { $correlationId: 'c', ...beside, actor, own: 1 }
    await write(foreign('Readable', { at: at_, x: '✓' }, whole))
    right(await append(store, stream, 9, [newEvent({ x: 'ours may hold \ufffd' })]))
    await write(foreign('NoStory', { at: at_ }, { ...beside, actor }))
    await write(foreign('NobodysOwn', { at: at_ }, { $correlationId: 'c', own: 1 }))
    await write(foreign('NoActor', { at: at_ }, { $correlationId: 'c', ...beside, actor: 'ann' }))
    const query = { all: true, categories: [category] } as const
    for (const events of [await allOf(store, { stream }), await allOf(store, query)]) {
      expect(revisions(events)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
      expect(events.map(({ event }) => [event.type, problemOf(event)])).toEqual([
        ['Noted', undefined],
        ['Broken', { pointer: '', found: '"{bad"', expected: 'a JSON object' }],
        ['BrokenText', { pointer: '', found: '"\ufffd"', expected: 'JSON in valid UTF-8' }],
        ['BrokenField', { pointer: '', found: 'U+FFFD for broken bytes', expected: 'valid UTF-8' }],
        ['Nothing', { pointer: '', found: '""', expected: 'a JSON object' }],
        ['BrokenBeside', { pointer: '/metadata', found: '"\\t\\b"', expected: 'JSON' }],
        ['Binary', { pointer: '', found: '3 bytes', expected: 'JSON' }],
        ['List', { pointer: '', found: 'a list of 2', expected: 'a JSON object' }],
        ['NoTime', { pointer: '/at', found: 'nothing', expected: 'Instant' }],
        ['Readable', undefined],
        ['Noted', undefined],
        ['NoStory', { pointer: '/metadata/$correlationId', found: 'nothing', expected: 'Text' }],
        ['NobodysOwn', { pointer: '/metadata/commandId', found: 'nothing', expected: 'Text' }],
        ['NoActor', { pointer: '/metadata/actor', found: '"ann"', expected: 'Actor' }],
      ])
    }
    const readable = (await allOf(store, { stream }))[9]
    const { $causationId: causationId, ...rest } = beside
    expect(readable?.metadata).toEqual({ correlationId: 'c', causationId, ...rest, actor, own: 1 })
    const strange = (await allOf(store, { stream })).slice(11).map(({ metadata }) => metadata)
    expect(strange.map((one) => one.correlationId)).toEqual([stream, 'c', 'c'])
    expect(strange[1]).toMatchObject({ actor: { id: 'unknown', role: 'unknown' }, own: 1 })
    expect(Math.abs(Date.now() - Date.parse(readable?.recordedAt ?? ''))).toBeLessThan(
      3_600_000 * 2,
    )
    for (const { event, metadata } of (await allOf(store, { stream })).slice(1, 9)) {
      expect(caseAggregate([]).events.decode(event, metadata.schemaVersion)).toMatchObject({
        _tag: 'Left',
      })
    }
    const parts = await Promise.all(
      [0, 1].map((index) => allOf(store, { ...query, partition: { index, of: 2 } })),
    )
    expect(parts.flat()).toHaveLength(14)
  })

  test('links and events of the server itself do not come out', async () => {
    const store = on.store()
    const stream = on.stream()
    const client = on.client()
    right(await append(store, stream, 'noStream', [newEvent()]))
    await client.appendToStream(stream, {
      id: crypto.randomUUID(),
      contentType: 'application/octet-stream',
      type: '$>',
      data: text(`0@${stream}`),
      metadata: undefined,
    })
    right(await append(store, stream, 1, [newEvent()]))
    expect(revisions(await allOf(store, { stream }))).toEqual([0, 2])
  })
})

describe('failures of a finished read', () => {
  scripted('it resumes where it was cut, without a gap or a double', async () => {
    const store = on.store()
    const category = `cut${crypto.randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    const events = newEvents(700)
    right(await append(store, stream, 'noStream', events))
    const { faults } = on.server()
    for (const query of [
      { stream },
      { stream, direction: 'backwards' },
      { all: true, categories: [category] },
      { all: true, types: ['Noted'] },
    ] as const) {
      faults.next('read', { end: 'cut', after: 300 }, 2)
      faults.next('subscribe', { end: 'cut', after: 300 }, 2)
      const found = (await allOf(store, query)).filter((e) => e.stream === stream)
      const wanted = 'direction' in query ? events.toReversed() : events
      expect(found.map(({ eventId }) => eventId)).toEqual(wanted.map(({ eventId }) => eventId))
      faults.clear()
    }
  })

  scripted('denied and unauthenticated reads are told as such, at once', async () => {
    const { faults } = on.server()
    for (const refuse of ['accessDenied', 'notAuthenticated'] as const) {
      faults.next('read', { refuse })
      expect(await errorOf(on.store(), { stream: on.stream() })).toMatchObject({
        _tag: 'Unavailable',
        fault: refuse,
      })
      faults.clear()
    }
  })

  scripted('a silent server is given up after the patience', async () => {
    const store = on.store({ patienceMs: 200 })
    on.server().faults.always('read', { silent: 'beforeCommit' })
    const began = Date.now()
    expect(await errorOf(store, { stream: on.stream() })).toMatchObject({
      _tag: 'Unavailable',
      reason: expect.stringContaining('does not answer') as string,
    })
    expect(Date.now() - began).toBeLessThan(2_000)
    on.server().faults.clear()
  })
})

describe('older servers', () => {
  scripted.each(['23.6.0', '22.10.0', '20.10.0'])(
    '%s, which does not tell that it has caught up, is read page by page',
    async (version) => {
      const server = await startServer({ version })
      const store = on.store({}, server.connectionString)
      const stream = on.stream('old')
      right(await append(store, stream, 'noStream', newEvents(3)))
      right(await append(store, on.stream('other'), 'noStream', newEvents(2)))
      expect(await allOf(store, { stream })).toHaveLength(3)
      expect(await allOf(store, { all: true, categories: ['old'] })).toHaveLength(3)
      expect(await allOf(store, { all: true, after: START })).toHaveLength(5)
      await store.close()
      await server.kill()
    },
  )

  test('one without this API, as before 20.10, is too old', async () => {
    const server = new Server()
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound)
        else reject(error)
      })
    })
    const store = on.store({}, `esdb://127.0.0.1:${String(port)}?tls=false`)
    const tooOld = { _tag: 'Unavailable', fault: 'tooOld' }
    expect(left(await append(store, on.stream(), 'noStream', newEvents(1)))).toMatchObject(tooOld)
    expect(await errorOf(store, { stream: on.stream() })).toMatchObject(tooOld)
    expect(await errorOf(store, { all: true, types: ['A'] })).toMatchObject(tooOld)
    await store.close()
    server.forceShutdown()
  })
})
