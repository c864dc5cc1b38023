/** The runner: rows and checkpoint together, whatever goes wrong on the way. */
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import {
  Instant,
  eventCatalogue,
  eventType,
  inMemoryEventStore,
  positionOf,
  record,
  unreadable,
  type EventStore,
  type NewEvent,
  type RecordedEvent,
  type Unavailable,
} from '@casetrail/core'
import { caseEvents, type CaseEvent } from '@casetrail/core/case'
import {
  inMemoryRowStore,
  type Facts,
  type Grouped,
  type RowStore,
} from '@casetrail/core/read-model'
import { testBoundary } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  caseFacts,
  deskModels,
  evaluate,
  factsModel,
  flowFacts,
  forget,
  groupModel,
  parked,
  project,
  sameCustomer,
  type CaseRow,
  type ReadModels,
} from '../src/index.js'

import { appendAll, desks, recordedIn, storeWith } from './arbitrary-desk.js'
import {
  call,
  figureOf,
  later,
  newStore,
  opened,
  resolved,
  right,
  sealed,
  storeOf,
} from './desk.js'
import { dump, dumpWithCheckpoints, failing, minute, projected } from './rows.js'

const runs = { numRuns: 200 }

/** Runs until it is done, however often it is refused. */
const untilDone = async (
  store: Pick<EventStore, 'read'>,
  rows: RowStore,
  models: ReadModels = deskModels,
  commitEvery = 2,
): Promise<number> => {
  for (let failures = 0; failures < 100; failures++) {
    const done = await project(store, rows, models, { commitEvery })()
    if (E.isRight(done)) return failures
  }
  throw new Error('it never came to an end')
}

/** The store, read in batches of a few events. */
const inBatchesOf = (store: EventStore, size: number): EventStore => ({
  ...store,
  read: async function* (query, signal) {
    for await (const batch of store.read(query, signal)) {
      if (E.isLeft(batch)) {
        yield batch
        return
      }
      const { events, last, caughtUp } = batch.right
      for (let from = 0; from + size < events.length; from += size) {
        const part = events.slice(from, from + size)
        yield E.right({ events: part, last: part.at(-1)?.position ?? last, caughtUp: false })
      }
      const rest = events.slice(Math.max(0, Math.ceil(events.length / size) - 1) * size)
      yield E.right({ events: rest, last, caughtUp })
    }
  },
})

/** How many events a case has: wrong as soon as one is seen twice or not at all. */
const counting = (version: number): Facts<number, CaseEvent> => ({
  name: 'counting',
  version,
  from: [{ category: 'case', events: caseEvents }],
  keyOf: (seen) => seen.metadata.correlationId,
  evolve: (n = 0) => n + 1,
})

const countsOf = async (rows: RowStore, version: number): Promise<unknown> => {
  const counts: Record<string, unknown> = {}
  await right(
    rows.scan(counting(version), (page) => {
      for (const [key, n] of page) counts[key] = n
    }),
  )
  return counts
}

describe('a run that follows the store', () => {
  test('when it is ended, says how far it has committed, and no farther', () =>
    fc.assert(
      fc.asyncProperty(
        desks.filter(({ order }) => order.length > 4),
        fc.integer({ min: 1, max: 8 }),
        async (desk, at) => {
          const store = inBatchesOf(await storeWith(recordedIn(desk)), 2)
          const stop = new AbortController()
          let batches = 0
          const stopping: Pick<EventStore, 'read'> = {
            read: async function* (query, signal) {
              for await (const batch of store.read(query, signal)) {
                yield batch
                if (++batches === at) stop.abort()
                if (stop.signal.aborted) return
              }
            },
          }
          const options = { live: true, signal: stop.signal, commitEvery: 5 }
          const rows = inMemoryRowStore()
          const enough = setTimeout(() => {
            stop.abort()
          }, 5)
          const { position } = await right(project(stopping, rows, deskModels, options))
          clearTimeout(enough)
          expect(await right(rows.checkpoint(caseFacts))).toBe(position)
        },
      ),
      runs,
    ))
})

describe('a commit that fails', () => {
  test('leaves rows and checkpoint as they were; tried again, all is as if it had not', () =>
    fc.assert(
      fc.asyncProperty(
        desks,
        fc.array(fc.boolean(), { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (desk, fails, size) => {
          const events = recordedIn(desk)
          const rows = inMemoryRowStore()
          const refused = failing(rows, (n) => fails[n] ?? false)
          const store = inBatchesOf(await storeWith(events), size)
          const failures = await untilDone(store, refused, deskModels, 1)
          expect(failures).toBeLessThanOrEqual(fails.filter(Boolean).length)
          expect(await dumpWithCheckpoints(rows)).toEqual(
            await dumpWithCheckpoints(await projected(events)),
          )
        },
      ),
      runs,
    ))

  test('is told as it is', async () => {
    const store = await storeOf({ a: [opened(0)] })
    const answer = await project(
      store,
      failing(inMemoryRowStore(), () => true),
      deskModels,
    )()
    const lost: Unavailable = { _tag: 'Unavailable', reason: 'the disk was away' }
    expect(answer).toEqual(E.left(lost))
  })
})

/** Events of a category that facts read, that no codec or no facts can take in. */
const strange = {
  'an unknown type': {
    event: { type: 'CaseTeleported', at: opened(1).at },
    reason: { _tag: 'UnknownType', type: 'CaseTeleported', nearest: 'CaseAccepted' },
  },
  'a newer version': {
    version: 9,
    event: opened(1),
    reason: { _tag: 'UnknownVersion', type: 'CaseOpened', version: 9, newest: 1 },
  },
  malformed: {
    event: { ...opened(1), customer: 7, channel: 'Lin Wei' },
    reason: {
      _tag: 'Malformed',
      type: 'CaseOpened',
      problems: [
        { pointer: '/customer', found: 'a number', expected: 'Text' },
        { pointer: '/channel', found: 'text', expected: 'Channel' },
      ],
    },
  },
  'no event': {
    event: unreadable('CaseOpened', opened(1).at, { pointer: '', found: '"{b"', expected: 'JSON' }),
    reason: {
      _tag: 'Malformed',
      type: 'CaseOpened',
      problems: [{ pointer: '', found: 'text', expected: 'JSON' }],
    },
  },
} as const
type Strange = keyof typeof strange

const strangeEvent = (id: string, revision: number, how: Strange): NewEvent => {
  const { event, ...more } = strange[how]
  const one = sealed(id, revision, opened(1))
  const schemaVersion = 'version' in more ? more.version : one.metadata.schemaVersion
  return { ...one, event, metadata: { ...one.metadata, schemaVersion } }
}

const withoutParked = (rows: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(Object.entries(rows).filter(([name]) => !name.startsWith('parked:')))

/** A history, some of whose events are made strange. */
const twisted = (
  events: ReadonlyArray<RecordedEvent>,
  at: ReadonlyArray<number>,
): ReadonlyArray<RecordedEvent> =>
  events.map((one, i) =>
    at.includes(i) ? { ...one, event: { ...one.event, type: `${one.event.type}OfTomorrow` } } : one,
  )

describe('an event that can not be read', () => {
  test.each(Object.keys(strange) as Strange[])(
    '(%s) is parked with the reason, and the line goes on',
    async (how) => {
      const store = await storeOf({ a: [opened(0), call(0)] })
      const one = strangeEvent('b', 0, how)
      await right(store.append('case-b', 'noStream', [one]))
      await right(store.append('case-a', 1, [sealed('a', 2, resolved(2))]))
      const rows = inMemoryRowStore()
      const done = await right(project(store, rows, deskModels))
      expect(done).toEqual({ events: 4, parked: 1, position: positionOf(3) })

      const { eventId } = one
      const { type } = one.event
      const place = { position: positionOf(2), stream: 'case-b', revision: 0, story: 'b' }
      const { reason } = strange[how]
      expect(await right(parked(rows, deskModels))).toEqual({
        count: 1,
        events: [{ ...place, eventId, type, reason, facts: expect.any(Array) as unknown }],
      })

      const without = inMemoryRowStore()
      await right(
        project(await storeOf({ a: [opened(0), call(0), resolved(2)] }), without, deskModels),
      )
      expect(withoutParked(await dump(rows))).toEqual(withoutParked(await dump(without)))

      expect(await right(project(store, rows, deskModels))).toEqual({
        events: 0,
        parked: 0,
        position: positionOf(3),
      })
      expect((await right(parked(rows, deskModels))).count).toBe(1)
    },
  )

  test('of a type that some facts know is parked for those, of an unknown one for all', async () => {
    const store = newStore()
    await right(store.append('case-a', 'noStream', [strangeEvent('a', 0, 'malformed')]))
    await right(store.append('case-a', 0, [strangeEvent('a', 1, 'an unknown type')]))
    const rows = inMemoryRowStore()
    await right(project(store, rows, deskModels))
    const { events } = await right(parked(rows, deskModels))
    const known = deskModels.facts.filter(({ from }) =>
      from.some(
        ({ category, events: { types } }) => category === 'case' && types.includes('CaseOpened'),
      ),
    )
    const all = deskModels.facts.filter(({ from }) =>
      from.some(({ category }) => category === 'case'),
    )
    expect(events.map(({ facts }) => facts)).toEqual([
      known.map(({ name }) => name),
      all.map(({ name }) => name),
    ])
  })

  test('in a stream of a category that nobody reads is not read at all', async () => {
    const store = await storeOf({ a: [opened(0)] })
    await right(store.append('invoice-1', 'noStream', [strangeEvent('1', 0, 'an unknown type')]))
    const rows = inMemoryRowStore()
    expect(await right(project(store, rows, deskModels))).toMatchObject({ events: 1, parked: 0 })
  })

  test('of no story at all is parked too', async () => {
    const store = newStore()
    const one = sealed('a', 0, opened(0))
    await right(store.append('case-a', 'noStream', [one]))
    const foreign: Pick<EventStore, 'read'> = {
      read: async function* (query, signal) {
        for await (const batch of store.read(query, signal)) {
          if (E.isLeft(batch)) continue
          const events = batch.right.events.map((seen) => {
            const { correlationId: _, ...rest } = seen.metadata
            return { ...seen, metadata: rest as RecordedEvent['metadata'] }
          })
          yield E.right({ ...batch.right, events })
        }
      },
    }
    const rows = inMemoryRowStore()
    await right(project(foreign, rows, deskModels))
    const { events } = await right(parked(rows, deskModels))
    expect(events.map(({ story, reason }) => [story, reason._tag])).toEqual([
      [undefined, 'Malformed'],
    ])
  })

  test('the first of many are listed, all are counted', async () => {
    const store = newStore()
    for (const id of ['a', 'b', 'c']) {
      await right(store.append(`case-${id}`, 'noStream', [strangeEvent(id, 0, 'an unknown type')]))
    }
    const rows = inMemoryRowStore()
    await right(project(store, rows, deskModels))
    const { count, events } = await right(parked(rows, deskModels, 2))
    expect([count, events.map(({ story }) => story)]).toEqual([3, ['a', 'b']])
  })

  test('as of an earlier time only what was known then is parked', async () => {
    const store = newStore()
    const known = async (id: string, at: Instant): Promise<void> => {
      const one = strangeEvent(id, 0, 'an unknown type')
      const metadata = { ...one.metadata, knownAt: at }
      await right(store.append(`case-${id}`, 'noStream', [{ ...one, metadata }]))
    }
    await known('a', minute(1))
    await known('b', minute(3))
    const rows = inMemoryRowStore()
    await right(project(store, rows, deskModels, { knownAt: minute(2) }))
    expect((await right(parked(rows, deskModels))).events.map(({ story }) => story)).toEqual(['a'])
  })

  test('by the same program, the rows are the same in any steps, through failures and redelivery', () =>
    fc.assert(
      fc.asyncProperty(
        desks,
        fc.array(fc.nat({ max: 40 }), { maxLength: 4 }),
        fc.array(fc.boolean(), { maxLength: 12 }),
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        async (desk, at, fails, cut, size) => {
          const events = twisted(recordedIn(desk), at)
          const store = await storeWith(events.slice(0, cut))
          const rows = inMemoryRowStore()
          const refused = failing(rows, (n) => fails[n] ?? false)
          await untilDone(inBatchesOf(store, size), refused, deskModels, 1)
          await appendAll(store, events.slice(cut))
          await untilDone(inBatchesOf(store, size), refused, deskModels, 1)
          const expected = await dumpWithCheckpoints(await projected(events))
          expect(await dumpWithCheckpoints(rows)).toEqual(expected)
          await right(forget(rows, deskModels))
          await right(project(store, rows, deskModels))
          expect(await dumpWithCheckpoints(rows)).toEqual(expected)
        },
      ),
      runs,
    ))

  test('a program that can read it takes it in when the rows are made anew', async () => {
    type Teleported = { readonly type: 'CaseTeleported'; readonly at: Instant }
    const Teleported = record('CaseTeleported', { type: t.literal('CaseTeleported'), at: Instant })
    const newFacts: Facts<number, Teleported> = {
      name: 'teleports',
      version: 1,
      from: [
        {
          category: 'case',
          events: eventCatalogue<Teleported>({ CaseTeleported: eventType(Teleported) }),
        },
      ],
      keyOf: (seen) => seen.metadata.correlationId,
      evolve: (n = 0) => n + 1,
    }
    const store = newStore()
    await right(store.append('case-a', 'noStream', [strangeEvent('a', 0, 'an unknown type')]))
    const rows = inMemoryRowStore()
    await right(project(store, rows, deskModels))
    expect((await right(parked(rows, deskModels))).count).toBe(1)
    const newer: ReadModels = { ...deskModels, facts: [...deskModels.facts, factsModel(newFacts)] }
    // the new facts begin at the start and read it; the others have passed it
    await right(project(store, rows, newer))
    expect(await right(rows.load(newFacts, ['a']))).toEqual(new Map([['a', 1]]))
    expect((await right(parked(rows, newer))).count).toBe(1)
    await right(forget(rows, newer))
    expect((await right(parked(rows, newer))).count).toBe(0)
    await right(project(store, rows, newer))
    expect((await right(parked(rows, newer))).count).toBe(0)
  })
})

describe('facts that throw at an event', () => {
  const poisoned = (how: 'keyOf' | 'evolve'): Facts<number, CaseEvent> => {
    const facts = counting(1)
    const { keyOf, evolve } = facts
    const thrown = (type: string): void => {
      if (type === 'ContactRecorded') throw new TypeError('no such channel')
    }
    return {
      ...facts,
      keyOf: (seen) => {
        if (how === 'keyOf') thrown(seen.event.type)
        return keyOf(seen)
      },
      evolve: (n, seen) => {
        if (how === 'evolve') thrown(seen.event.type)
        return evolve(n, seen)
      },
    }
  }

  test.each(['keyOf', 'evolve'] as const)('(%s) are without it, others are not', async (how) => {
    const facts = poisoned(how)
    const models = { ...deskModels, facts: [factsModel(facts), ...deskModels.facts] }
    const store = await storeOf({ a: [opened(0), call(1), resolved(2)] })
    const rows = inMemoryRowStore()
    const done = await right(project(store, rows, models))
    expect([done.events, done.parked]).toEqual([3, 1])
    expect(await right(rows.load(facts, ['a']))).toEqual(new Map([['a', 2]]))
    const { events } = await right(parked(rows, models))
    expect(events).toMatchObject([
      {
        revision: 1,
        facts: ['counting'],
        reason: { _tag: 'FactsThrew', facts: 'counting', reason: 'TypeError: no such channel' },
      },
    ])
    const alone = inMemoryRowStore()
    await right(project(store, alone, deskModels))
    expect(await dump(rows)).toEqual(await dump(alone))
  })
})

describe('a read that breaks off', () => {
  test('is told, and what was committed stands; again, and it is whole', () =>
    fc.assert(
      fc.asyncProperty(
        desks,
        fc.nat({ max: 20 }),
        fc.constantFrom('left' as const, 'end' as const, 'throw' as const),
        async (desk, at, how) => {
          const events = recordedIn(desk)
          const store = inBatchesOf(await storeWith(events), 2)
          const rows = inMemoryRowStore()
          const broken: Pick<EventStore, 'read'> = {
            read: async function* (query) {
              let n = 0
              for await (const batch of store.read(query)) {
                if (n++ >= at) {
                  if (how === 'throw') throw new Error('the cable was cut')
                  if (how === 'left') {
                    yield E.left<Unavailable>({ _tag: 'Unavailable', reason: 'away' })
                  }
                  return
                }
                yield batch
              }
            },
          }
          const first = await project(broken, rows, deskModels, { commitEvery: 3 })()
          const batches = Math.max(1, Math.ceil(events.length / 2))
          expect(E.isRight(first)).toBe(at >= batches)
          await right(project(store, rows, deskModels))
          expect(await dumpWithCheckpoints(rows)).toEqual(
            await dumpWithCheckpoints(await projected(events)),
          )
        },
      ),
      runs,
    ))

  test('an aborted run is not whole and says so; again, and it is', () =>
    fc.assert(
      fc.asyncProperty(desks, fc.integer({ min: 1, max: 12 }), async (desk, at) => {
        const events = recordedIn(desk)
        const store = inBatchesOf(await storeWith(events), 2)
        const rows = inMemoryRowStore()
        const stop = new AbortController()
        let commits = 0
        const aborted = await project(store, rows, deskModels, {
          commitEvery: 1,
          signal: stop.signal,
          onProgress: () => {
            commits++
            if (commits === at) stop.abort()
          },
        })()
        if (stop.signal.aborted) {
          expect(aborted).toEqual(E.left({ _tag: 'Incomplete', reason: 'aborted' }))
        }
        await right(project(store, rows, deskModels))
        expect(await dumpWithCheckpoints(rows)).toEqual(
          await dumpWithCheckpoints(await projected(events)),
        )
      }),
      runs,
    ))
})

describe('facts that each know a part of the events of a category', () => {
  type Mark = { readonly type: 'Marked'; readonly at: Instant }
  const Marked = record('Marked', { type: t.literal('Marked'), at: Instant })
  const marks: Facts<number, Mark> = {
    name: 'marks',
    version: 1,
    from: [{ category: 'case', events: eventCatalogue<Mark>({ Marked: eventType(Marked) }) }],
    keyOf: (seen) => seen.stream,
    evolve: (n = 0) => n + 1,
  }
  const marked = (revision: number): NewEvent => ({
    ...sealed('a', revision, opened(0)),
    event: { type: 'Marked', at: opened(0).at },
  })

  test.each([
    { order: 'before', facts: [factsModel(marks), ...deskModels.facts] },
    { order: 'after', facts: [...deskModels.facts, factsModel(marks)] },
  ])('see theirs and no others, $order the others', async ({ facts }) => {
    const store = newStore()
    const told = [sealed('a', 0, opened(0)), marked(1), sealed('a', 2, call(0)), marked(3)]
    for (const [revision, one] of told.entries()) {
      await right(store.append('case-a', revision === 0 ? 'noStream' : revision - 1, [one]))
    }
    const rows = inMemoryRowStore()
    await right(project(store, rows, { ...deskModels, facts }))
    expect(await right(rows.load(marks, ['case-a']))).toEqual(new Map([['case-a', 2]]))
    const unmarked = await storeOf({ a: [opened(0), call(0)] })
    const expected = inMemoryRowStore()
    await right(project(unmarked, expected, deskModels))
    const row = async (from: RowStore): Promise<unknown> => {
      const { contacts, active } = (await right(from.load(caseFacts, ['a']))).get('a') as CaseRow
      return [contacts.inbound, active.length]
    }
    expect(await row(rows)).toEqual(await row(expected))
  })
})

describe('several read models', () => {
  const withCounting = (version: number): ReadModels => ({
    facts: [...deskModels.facts, factsModel(counting(version))],
    groups: deskModels.groups,
  })

  /** Each case's number of events of its own. */
  const expectedCounts = (events: ReadonlyArray<RecordedEvent>): unknown => {
    const counts: Record<string, number> = {}
    for (const { metadata, stream, event } of events) {
      if (!stream.startsWith('case-') || event.type.startsWith('Clock')) continue
      counts[metadata.correlationId] = (counts[metadata.correlationId] ?? 0) + 1
    }
    return counts
  }

  test('one that is new catches up beside those that are there, through failures too', () =>
    fc.assert(
      fc.asyncProperty(
        desks,
        fc.nat({ max: 40 }),
        fc.array(fc.boolean(), { maxLength: 10 }),
        async (desk, at, fails) => {
          const events = recordedIn(desk)
          const store = newStore()
          const rows = inMemoryRowStore()
          await appendAll(store, events.slice(0, at))
          await untilDone(store, rows, withCounting(1))
          await appendAll(store, events.slice(at))
          const refused = failing(rows, (n) => fails[n] ?? false)
          await untilDone(inBatchesOf(store, 1), refused, withCounting(2), 1)
          expect(await countsOf(rows, 2)).toEqual(expectedCounts(events))
          expect(await dumpWithCheckpoints(rows)).toEqual(
            await dumpWithCheckpoints(await projected(events)),
          )
        },
      ),
      runs,
    ))

  test('one that was ahead never goes back, though the new one is not done', async () => {
    const store = await storeOf({ a: [opened(0), call(0), call(1), resolved(2)] })
    const rows = inMemoryRowStore()
    await right(project(store, rows, withCounting(1)))
    const head = await right(rows.checkpoint(caseFacts))
    const onlyOne = failing(rows, (n) => n > 0)
    const models = withCounting(2)
    expect(
      E.isLeft(await project(inBatchesOf(store, 1), onlyOne, models, { commitEvery: 1 })()),
    ).toBe(true)
    expect(await right(rows.checkpoint(caseFacts))).toBe(head)
    expect(await right(rows.checkpoint(sameCustomer))).toBe(head)
    expect(await right(rows.checkpoint(counting(2)))).toBe(positionOf(0))
    await right(project(store, rows, models))
    expect(await countsOf(rows, 2)).toEqual({ a: 4 })
    expect(await countsOf(rows, 1)).toEqual({ a: 4 })
  })

  test('a new version of a group is built from the rows', async () => {
    const stories = {
      a: [opened(0), call(0), resolved(1)],
      b: [opened(30), call(30), resolved(31)],
    }
    const store = await storeOf(stories)
    const rows = inMemoryRowStore()
    await right(project(store, rows, deskModels))
    const byOwner: Grouped<CaseRow, string> = {
      name: sameCustomer.name,
      version: sameCustomer.version + 1,
      from: caseFacts,
      contributions: (row, key) =>
        row.opening === undefined
          ? []
          : [{ key: row.opening.customer, order: row.opening.at, item: key }],
    }
    const models = { facts: deskModels.facts, groups: [groupModel(byOwner)] }
    let reads = 0
    const watched: EventStore = {
      ...store,
      read: async function* (query, signal) {
        for await (const batch of store.read(query, signal)) {
          if (E.isRight(batch)) reads += batch.right.events.length
          yield batch
        }
      },
    }
    await right(project(watched, rows, models))
    expect(reads).toBe(0)
    const found: unknown[] = []
    await right(
      rows.scanGroups(byOwner, (key, items) => found.push([key, items.map((i) => i.item)])),
    )
    expect(found).toEqual([['customer-1', ['a', 'b']]])
  })

  test('a new version of facts is built anew, and its group with it', async () => {
    const store = await storeOf({ a: [opened(0), call(0), resolved(1)] })
    const rows = inMemoryRowStore()
    await right(project(store, rows, deskModels))
    const next = { ...caseFacts, version: caseFacts.version + 1 }
    const nextGroup = { ...sameCustomer, from: next }
    const models = {
      facts: [factsModel(next), factsModel(flowFacts)],
      groups: [groupModel(nextGroup)],
    }
    const { events } = await right(project(store, rows, models))
    expect(events).toBe(3)
    const seen: string[] = []
    await right(rows.scanGroups(nextGroup, (key) => seen.push(key)))
    expect(seen).toHaveLength(1)
    expect(await right(rows.checkpoint(nextGroup))).toBe(await right(rows.checkpoint(next)))
  })

  test('forgotten, they are built from the start', async () => {
    const store = await storeOf({ a: [opened(0), call(0), resolved(1)] })
    const rows = inMemoryRowStore()
    await right(project(store, rows, deskModels))
    const before = await dumpWithCheckpoints(rows)
    await right(forget(rows, deskModels))
    expect(Object.values(await dump(rows)).flat()).toEqual([])
    const { events } = await right(project(store, rows, deskModels))
    expect(events).toBe(3)
    expect(await dumpWithCheckpoints(rows)).toEqual(before)
  })
})

test('more rows than are kept between commits: they are written, let go and loaded again', async () => {
  const cases = 20_500
  const boundary = testBoundary()
  const store = inMemoryEventStore(boundary)
  const id = (n: number): string => `c${String(n).padStart(5, '0')}`
  const each = async (from: number, event: (n: number) => CaseEvent): Promise<void> => {
    for (let n = 0; n < cases; n++) {
      const expected = from === 0 ? 'noStream' : from - 1
      await right(store.append(`case-${id(n)}`, expected, [sealed(id(n), from, event(n))]))
    }
  }
  await each(0, (n) => opened(0, { customer: id(n % 10_000) }))
  await each(1, () => call(0))
  await each(2, (n) => resolved(1 + (n % 7)))
  const rows = inMemoryRowStore()
  let loaded = 0
  const watched: RowStore = {
    ...rows,
    load: (facts, keys) => {
      loaded += keys.length
      return rows.load(facts, keys)
    },
  }
  const { events } = await right(project(store, watched, deskModels))
  expect(events).toBe(3 * cases)
  expect(loaded).toBeGreaterThan(cases)
  const { figures } = await right(
    evaluate(
      rows,
      [figureOf('cases.opened'), figureOf('fcr.gross'), figureOf('resolution.first')],
      later,
    ),
  )
  expect(figures.map(({ value, count, denominator }) => [value, count ?? denominator])).toEqual([
    [cases, cases],
    [1, cases],
    [4 * 3600, cases],
  ])
})
