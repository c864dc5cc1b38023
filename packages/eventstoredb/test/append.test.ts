import { expect, describe, test, vi } from 'vitest'

import { APPEND_LIMIT, eventStoreDb } from '../src/index.js'
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

describe('what is not sent', () => {
  test('trap: a BigInt, a cycle, undefined, a function or NaN makes append hang, or is lost: InvalidEvent', async () => {
    const store = on.store()
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    for (const value of [1n, cycle, undefined, () => 1, Number.NaN, { deep: [undefined] }]) {
      const stream = on.stream()
      expect(left(await append(store, stream, 'noStream', [newEvent({ value })]))._tag).toBe(
        'InvalidEvent',
      )
      expect(await allOf(store, { stream })).toEqual([])
    }
  })

  test('trap: an empty append on a new stream "succeeds" with 0n: refused before the call', async () => {
    const stream = on.stream()
    const none = newEvents(1).slice(1) as unknown as Parameters<
      ReturnType<typeof on.store>['append']
    >[2]
    expect(left(await on.store().append(stream, 'noStream', none)())._tag).toBe('InvalidEvent')
  })

  test('ids that are no UUIDs, system types and streams, and keys of the envelope are refused', async () => {
    const store = on.store()
    const event = newEvent()
    const refused = [
      [{ ...event, eventId: 'not-a-uuid' }, '/eventId'],
      [{ ...event, eventId: event.eventId.toUpperCase() }, '/eventId'],
      [newEvent({}, '$streamDeleted'), '/event/type'],
      [newEvent({}, ''), '/event/type'],
      [{ ...event, metadata: { ...event.metadata, $own: 1 } }, '/metadata/$own'],
      [{ ...event, metadata: { ...event.metadata, recordedAt: 1 } }, '/metadata/recordedAt'],
    ] as const
    for (const [bad, pointer] of refused) {
      const error = left(await append(store, on.stream(), 'noStream', [newEvent(), bad]))
      expect(error).toMatchObject({ _tag: 'InvalidEvent', index: 1, pointer })
    }
    for (const stream of ['', '$ce-case', '$$case-1']) {
      expect(left(await append(store, stream, 'noStream', [event]))._tag).toBe('InvalidEvent')
    }
    for (const expected of [-1, 0.5, Number.NaN, 2 ** 60]) {
      expect(left(await append(store, on.stream(), expected, [event]))._tag).toBe('InvalidEvent')
    }
  })

  test('trap: the limit counts the whole append, and on newer servers metadata and type too: TooLarge, measured before the call', async () => {
    const store = on.store()
    const sizeOf = (text: string): number => {
      const { event, metadata, recordedAt } = newEvent({ text })
      const { type, ...data } = event
      const { correlationId, causationId, ...rest } = metadata
      const named = {
        ...rest,
        $correlationId: correlationId,
        $causationId: causationId,
        recordedAt,
      }
      return type.length + JSON.stringify(data).length + JSON.stringify(named).length
    }
    const room = APPEND_LIMIT - sizeOf('')
    const stream = on.stream()
    expect(
      left(await append(store, stream, 'noStream', [newEvent({ text: 'x'.repeat(room + 1) })])),
    ).toEqual({
      _tag: 'TooLarge',
      bytes: APPEND_LIMIT + 1,
      limit: APPEND_LIMIT,
    })
    const halves = [
      newEvent({ text: 'é'.repeat(room / 4) }),
      newEvent({ text: 'x'.repeat(room / 2) }),
    ]
    expect(left(await append(store, stream, 'noStream', halves))._tag).toBe('TooLarge')
    expect(await allOf(store, { stream })).toEqual([])
    expect(
      right(await append(store, stream, 'noStream', [newEvent({ text: 'x'.repeat(room) })])),
    ).toMatchObject({ revision: 0 })
  })
})

describe('what is certain', () => {
  test('trap: WrongExpectedVersionError has no message, and no_stream for a missing stream: Conflict', async () => {
    const store = on.store()
    const stream = on.stream()
    expect(left(await append(store, stream, 3, newEvents(1)))).toEqual({
      _tag: 'Conflict',
      stream,
      expected: 3,
      actual: 'noStream',
    })
    right(await append(store, stream, 'noStream', newEvents(2)))
    expect(left(await append(store, stream, 'noStream', newEvents(1)))).toEqual({
      _tag: 'Conflict',
      stream,
      expected: 'noStream',
      actual: 1,
    })
  })

  test('trap: throwOnAppendFailure: false of a given client would make a conflict a success', async () => {
    const client = on.client(`${on.url()}&throwOnAppendFailure=false`)
    const store = right(eventStoreDb(client))
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(1)))
    expect(left(await append(store, stream, 5, newEvents(1)))).toEqual({
      _tag: 'Conflict',
      stream,
      expected: 5,
      actual: 0,
    })
    await store.close()
  })

  test('trap: known ids at their revision after a soft delete "succeed" without a position: StreamDeleted', async () => {
    const store = on.store()
    const stream = on.stream()
    const events = newEvents(2)
    right(await append(store, stream, 'noStream', events))
    await on.client().deleteStream(stream)
    expect(left(await append(store, stream, 'noStream', events))).toEqual({
      _tag: 'StreamDeleted',
      stream,
    })
    expect(await errorOf(store, { stream })).toEqual({ _tag: 'StreamDeleted', stream })
  })

  test('a tombstoned stream takes nothing: StreamDeleted', async () => {
    const store = on.store()
    const stream = on.stream()
    right(await append(store, stream, 'noStream', newEvents(1)))
    await on.client().tombstoneStream(stream)
    for (const expected of ['noStream', 0] as const) {
      expect(left(await append(store, stream, expected, newEvents(1)))).toEqual({
        _tag: 'StreamDeleted',
        stream,
      })
    }
  })

  scripted.each([
    ['accessDenied', 'accessDenied'],
    ['notAuthenticated', 'notAuthenticated'],
  ] as const)('%s is told as the fault it is, and is no unknown outcome', async (refuse, fault) => {
    on.server().faults.next('append', { refuse })
    expect(left(await append(on.store(), on.stream(), 'noStream', newEvents(1)))).toMatchObject({
      _tag: 'Unavailable',
      fault,
    })
  })
})

describe('what is unknown', () => {
  scripted(
    'trap: every append error but a conflict leaves the outcome unknown, raw ones too',
    async () => {
      const store = on.store({}, `${on.url()}&defaultDeadline=500`)
      const { faults } = on.server()
      for (const fault of [
        { cut: 'beforeCommit', by: 'call' },
        { cut: 'afterCommit', by: 'call' },
        { cut: 'beforeCommit', by: 'connection' },
        { cut: 'afterCommit', by: 'connection' },
        { silent: 'beforeCommit' },
        { silent: 'afterCommit' },
        { refuse: 'notReady' },
        { refuse: { notLeader: { host: '127.0.0.1', port: on.server().port } } },
      ] as const) {
        const stream = on.stream()
        const events = newEvents(2)
        faults.next('append', fault)
        expect(
          left(await append(store, stream, 'noStream', events))._tag,
          JSON.stringify(fault),
        ).toBe('OutcomeUnknown')
        await vi.waitFor(
          async () =>
            expect(right(await append(store, stream, 'noStream', events)).revision).toBe(1),
          5_000,
        )
        expect((await allOf(store, { stream })).map(({ eventId }) => eventId)).toEqual(
          events.map(({ eventId }) => eventId),
        )
      }
    },
  )

  scripted(
    'what the server itself gives up is sent again at its revision, some times',
    async () => {
      const { faults } = on.server()
      const store = on.store()
      const stream = on.stream()
      faults.next('append', { refuse: 'timeout' }, 3)
      expect(right(await append(store, stream, 'noStream', newEvents(1))).revision).toBe(0)
      faults.next('append', { refuse: 'timeout' }, 4)
      expect(left(await append(store, stream, 0, newEvents(1)))._tag).toBe('OutcomeUnknown')
      faults.clear()
    },
  )

  scripted(
    'trap: on the batch path one failure rejects the appends of others: the classic path keeps them apart',
    async () => {
      const store = on.store()
      right(await append(store, on.stream(), 'noStream', newEvents(1)))
      on.server().faults.next('append', { cut: 'beforeCommit', by: 'call' })
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => append(store, on.stream(), 'noStream', newEvents(1))),
      )
      expect(answers.filter(({ _tag }) => _tag === 'Right')).toHaveLength(19)
    },
  )

  scripted(
    'trap: a batch append outlives its deadline by ten times and its late answer ends the process: a classic one keeps to it',
    async () => {
      const store = on.store({}, `${on.url()}&defaultDeadline=300`)
      const events = newEvents(1)
      const stream = on.stream()
      on.server().faults.next('append', { delay: 800 })
      const began = Date.now()
      expect(left(await append(store, stream, 'noStream', events))._tag).toBe('OutcomeUnknown')
      expect(Date.now() - began).toBeLessThan(700)
      await new Promise((resolve) => setTimeout(resolve, 800))
      expect(right(await append(store, stream, 'noStream', events)).revision).toBe(0)
      expect(await allOf(store, { stream })).toHaveLength(1)
    },
  )

  scripted(
    'trap: an append past its deadline on a frozen server: unknown; the same list at its revision leaves one copy',
    async () => {
      const store = on.store({}, `${on.url()}&defaultDeadline=400&keepAliveInterval=10001`)
      const stream = on.stream()
      right(await append(store, stream, 'noStream', newEvents(1)))
      const events = newEvents(3)
      on.server().freeze()
      expect(left(await append(store, stream, 0, events))._tag).toBe('OutcomeUnknown')
      on.server().thaw()
      await vi.waitFor(
        async () => expect(right(await append(store, stream, 0, events)).revision).toBe(3),
        5_000,
      )
      expect(await allOf(store, { stream })).toHaveLength(4)
    },
  )

  test('a server that is not there: unknown for appends, unreachable for reads', async () => {
    const store = on.store({}, 'esdb://127.0.0.1:1?tls=false')
    expect(left(await append(store, on.stream(), 'noStream', newEvents(1)))._tag).toBe(
      'OutcomeUnknown',
    )
    expect(await errorOf(store, { stream: on.stream() })).toMatchObject({
      _tag: 'Unavailable',
      fault: 'unreachable',
    })
  })

  test('trap: all clients of a process share one connection: what resets it harms each, and each recovers', async () => {
    const proxy = await on.proxy()
    const stores = [1, 2, 3].map(() => on.store({}, proxy.through(on.url())))
    for (const store of stores) right(await append(store, on.stream(), 'noStream', newEvents(1)))
    expect(proxy.taken()).toBe(1)
    proxy.cut()
    for (const store of stores) {
      const stream = on.stream()
      const events = newEvents(1)
      await vi.waitFor(async () => right(await append(store, stream, 'noStream', events)), 5_000)
      expect(await allOf(store, { stream })).toHaveLength(1)
    }
    const apart = on.store({}, proxy.through(`${on.url()}&keepAliveInterval=10007`))
    const before = proxy.taken()
    right(await append(apart, on.stream(), 'noStream', newEvents(1)))
    expect(proxy.taken()).toBe(before + 1)
    await Promise.all([...stores, apart].map((store) => store.close()))
    await proxy.close()
  })
})

describe('closing', () => {
  scripted('trap: dispose rejects appends in flight: close waits for them', async () => {
    const store = on.store()
    right(await append(store, on.stream(), 'noStream', newEvents(1)))
    on.server().faults.next('append', { delay: 300 })
    const stream = on.stream()
    const sent = append(store, stream, 'noStream', newEvents(1))
    expect(store.health()).toMatchObject({ appending: 1, closed: false })
    await store.close()
    expect((await sent)._tag).toBe('Right')
    expect(store.health()).toMatchObject({ ok: false, appending: 0, closed: true })
    expect(left(await append(store, stream, 0, newEvents(1)))).toMatchObject({
      _tag: 'Unavailable',
      fault: 'closed',
    })
    expect(await errorOf(store, { stream })).toMatchObject({ _tag: 'Unavailable', fault: 'closed' })
  })
})

describe('metadata', () => {
  test('trap: setStreamMetadata replaces, never merges: read, merged, written at its revision', async () => {
    const store = on.store()
    const stream = on.stream()
    const client = on.client()
    const acl = { readRoles: ['$all', 'desk'], writeRoles: ['desk', '$all'] }
    await client.setStreamMetadata(stream, { maxCount: 7, own: { a: 1 }, acl })
    right(await store.setMetadata(stream, { acl: { deleteRoles: ['$admins'] } })())
    right(await store.setMetadata(stream, { maxAgeSeconds: 60 })())
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({
      maxCount: 7,
      maxAge: 60,
      own: { a: 1 },
      acl: { ...acl, deleteRoles: ['$admins'] },
    })
    const changes = await Promise.all(
      [1, 2, 3, 4].map((n) => store.setMetadata(stream, { maxCount: n })()),
    )
    expect(changes.every(({ _tag }) => _tag === 'Right')).toBe(true)
  })
})

test('what is stored is what the server and others look for', async () => {
  const store = on.store()
  const stream = on.stream()
  const event = newEvent({ list: [1, { a: null }] })
  right(await append(store, stream, 'noStream', [event]))
  const stored: unknown[] = []
  for await (const { event: one } of on.client().readStream(stream)) stored.push(one)
  expect(stored).toMatchObject([
    {
      id: event.eventId,
      type: 'Noted',
      isJson: true,
      data: { at: event.event.at, list: [1, { a: null }] },
      metadata: {
        $correlationId: 'story',
        $causationId: event.metadata.causationId,
        commandId: event.metadata.commandId,
        recordedAt: event.recordedAt,
      },
    },
  ])
  await on.client().appendToStream(stream, foreign('Foreign', { at: event.event.at, type: 'x' }))
  const [ours, theirs] = await allOf(store, { stream })
  expect(Object.keys(ours?.event ?? {})).toEqual(Object.keys(event.event))
  expect(Object.keys(ours?.metadata ?? {})).toEqual(Object.keys(event.metadata))
  expect(theirs?.event.type).toBe('Foreign')
})
