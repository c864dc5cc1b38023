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
import { dump, dumpWithCheckpoints, failing, projected } from './rows.js'

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

describe('an event that can not be read', () => {
  const undecodable = async (): Promise<EventStore> => {
    const store = await storeOf({ a: [opened(0), call(0)] })
    const strange = sealed('b', 0, opened(1))
    const event = { type: 'CaseTeleported', at: opened(1).at }
    await right(store.append('case-b', 'noStream', [{ ...strange, event }]))
    await right(store.append('case-a', 1, [sealed('a', 2, resolved(2))]))
    return store
  }

  test('stops the run, names itself, and everything before it is committed', async () => {
    const store = await undecodable()
    const rows = inMemoryRowStore()
    const stopped = {
      _tag: 'UndecodableEvent',
      position: positionOf(2),
      stream: 'case-b',
      revision: 0,
      error: { _tag: 'UnknownType', type: 'CaseTeleported' },
    }
    expect(await project(store, rows, deskModels)()).toMatchObject({ left: stopped })
    const before = await storeOf({ a: [opened(0), call(0)] })
    const expected = inMemoryRowStore()
    await right(project(before, expected, deskModels))
    expect(await dumpWithCheckpoints(rows)).toEqual(await dumpWithCheckpoints(expected))
    expect(await project(store, rows, deskModels)()).toMatchObject({ left: stopped })
    expect(await dumpWithCheckpoints(rows)).toEqual(await dumpWithCheckpoints(expected))
  })

  test('of a newer version says so', async () => {
    const store = newStore()
    const one = sealed('a', 0, opened(0))
    const metadata = { ...one.metadata, schemaVersion: 9 }
    await right(store.append('case-a', 'noStream', [{ ...one, metadata }]))
    expect(await project(store, inMemoryRowStore(), deskModels)()).toMatchObject({
      left: {
        _tag: 'UndecodableEvent',
        error: { _tag: 'UnknownVersion', type: 'CaseOpened', version: 9, newest: 1 },
      },
    })
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
