import { at, testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { describe, expect, test } from 'vitest'

import { foldRead, inMemoryEventStore } from '../store/index.js'
import type {
  AppendError,
  Boundary,
  EventBatch,
  EventStore,
  NewEvent,
  RecordedEvent,
  StoreFault,
} from '../store/port.js'

import { account, type AccountCommand, type AccountVersion } from './account.fixture.js'
import { handle, type HandleOptions } from './handle.js'
import type { CommandContext } from './outcome.js'

const ID = '0a8f5c1e-7b1d-4c58-9b8e-5d2f10c3a001'
const OTHER = '0a8f5c1e-7b1d-4c58-9b8e-5d2f10c3a002'
const STREAM = `account-${ID}`
const given = { at: at('2025-01-01T08:00:00.000Z'), actor: { id: 'ana', role: 'agent' } }
const open: AccountCommand = { type: 'Open', owner: 'Bo', ...given }
const close: AccountCommand = { type: 'Close', ...given }
const deposit = (amount: number): AccountCommand => ({ type: 'Deposit', amount, ...given })
const withdraw = (amount: number): AccountCommand => ({ type: 'Withdraw', amount, ...given })

let asked = 0
/** A command id that was not used before. */
const anew = () => ({ commandId: `command ${String(++asked)}` })

const stored = async (
  store: EventStore,
  stream = STREAM,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: RecordedEvent[] = []
  await foldRead(store, { stream }, 0, (n, event) => n + events.push(event))()
  return events
}

const typesOf = (events: ReadonlyArray<NewEvent>): ReadonlyArray<string> =>
  events.map(({ event }) => event.type)

/** A store in memory and handlers on it, each with a cache of its own as another process has. */
const desk = (boundary: Boundary = testBoundary()) => {
  const store = inMemoryEventStore(boundary)
  const process = (options?: HandleOptions, version: AccountVersion = 1) =>
    handle(store, account(version), options)
  return { store, process, accounts: process() }
}

/** A store whose next appends answer as told; what it is not told goes to the inner one. */
const answering = (
  inner: EventStore,
  ...answers: ReadonlyArray<AppendError | 'throws' | 'throws after'>
): EventStore & { readonly attempts: () => number } => {
  let n = 0
  return {
    ...inner,
    attempts: () => n,
    append: (stream, expected, events) => async () => {
      const told = answers[n++]
      if (told === undefined) return inner.append(stream, expected, events)()
      if (told === 'throws after') await inner.append(stream, expected, events)()
      if (told === 'throws' || told === 'throws after') throw new Error('socket hang up')
      return E.left(told)
    },
  }
}

describe('a command', () => {
  test('appends its events in an envelope that tells all about them', async () => {
    const { store, accounts } = desk()
    const outcome = await accounts(ID, open, { commandId: 'c-1' })()
    expect(outcome).toMatchObject({
      right: { state: { stage: 'open', balance: 0 }, revision: 0, repeated: false },
    })
    const [first, ...more] = await stored(store)
    expect(more).toEqual([])
    expect(first).toMatchObject({
      stream: STREAM,
      revision: 0,
      recordedAt: '2025-01-01T00:00:00.000Z',
      event: { type: 'Opened', owner: 'Bo', at: given.at },
    })
    expect(first?.metadata).toEqual({
      actor: given.actor,
      commandId: 'c-1',
      correlationId: ID,
      causationId: 'c-1',
      schemaVersion: 1,
    })
  })

  test('that is rejected, or changes nothing, leaves no trace', async () => {
    const { store, accounts } = desk()
    const rejected = await accounts(ID, deposit(1), anew())()
    expect(rejected).toEqual(
      E.left({ _tag: 'Rejected', rejection: { _tag: 'NotOpen', stage: 'none' } }),
    )
    expect(await stored(store)).toEqual([])
    await accounts(ID, open, anew())()
    const nothing = await accounts(ID, deposit(0), anew())()
    expect(nothing).toMatchObject({ right: { events: [], revision: 0, repeated: false } })
    expect(await stored(store)).toHaveLength(1)
  })

  test('in a terminal state is rejected', async () => {
    const { store, accounts } = desk()
    for (const command of [open, close]) await accounts(ID, command, anew())()
    for (const command of [open, deposit(1), withdraw(1), close]) {
      expect(await accounts(ID, command, anew())()).toMatchObject({ left: { _tag: 'Rejected' } })
    }
    expect(await stored(store)).toHaveLength(2)
  })
})

describe('another process', () => {
  test('that wrote meanwhile makes the command be decided again', async () => {
    const { store, accounts, process } = desk()
    const other = process()
    await accounts(ID, open, anew())()
    await accounts(ID, deposit(5), anew())()
    await other(ID, withdraw(4), anew())()
    const outcome = await accounts(ID, deposit(2), anew())()
    expect(outcome).toMatchObject({ right: { state: { balance: 3 }, revision: 3 } })
    expect(await other(ID, withdraw(4), anew())()).toMatchObject({
      left: { rejection: { _tag: 'Overdrawn', balance: 3 } },
    })
    expect(typesOf(await stored(store))).toEqual(['Opened', 'Deposited', 'Withdrawn', 'Deposited'])
  })

  test('that made a command possible is seen before it is rejected', async () => {
    const { accounts, process } = desk()
    const other = process()
    await accounts(ID, open, anew())()
    await other(ID, deposit(9), anew())()
    expect(await accounts(ID, withdraw(9), anew())()).toMatchObject({
      right: { state: { balance: 0 } },
    })
  })

  test('that made a command impossible is seen before it is carried out', async () => {
    const { accounts, process } = desk()
    const other = process()
    await accounts(ID, open, anew())()
    await accounts(ID, deposit(5), anew())()
    await other(ID, withdraw(5), anew())()
    expect(await accounts(ID, withdraw(5), anew())()).toMatchObject({
      left: { _tag: 'Rejected', rejection: { _tag: 'Overdrawn', balance: 0 } },
    })
  })
})

describe('a command sent again', () => {
  test('answers the events of the first time and changes nothing, in any process and any code', async () => {
    const { store, accounts, process } = desk()
    await accounts(ID, open, anew())()
    await accounts(ID, deposit(9), anew())()
    const context = anew()
    const first = await process({}, 2)(ID, withdraw(3), context)()
    const before = await stored(store)
    expect(E.isRight(first) && typesOf(first.right.events)).toEqual(['Withdrawn', 'FeeCharged'])
    await accounts(ID, deposit(1), anew())()
    for (const again of [accounts, process(), process({}, 3), process({ cached: 0 })]) {
      const answer = await again(ID, withdraw(3), context)()
      expect(answer).toMatchObject({
        right: { repeated: true, revision: 4, state: { balance: 6 } },
      })
      expect(E.isRight(answer) && answer.right.events).toEqual(
        E.isRight(first) && first.right.events,
      )
    }
    expect((await stored(store)).slice(0, 4)).toEqual(before)
    expect(await stored(store)).toHaveLength(5)
  })

  test('is known after its state has left the cache', async () => {
    const { store, process } = desk()
    const small = process({ cached: 1 })
    const context = anew()
    await small(ID, open, context)()
    await small(OTHER, open, anew())()
    expect(await small(ID, open, context)()).toMatchObject({ right: { repeated: true } })
    expect(await stored(store)).toHaveLength(1)
  })

  test('a hundred times at once is carried out once', async () => {
    const { store, accounts, process } = desk()
    await accounts(ID, open, anew())()
    const context = anew()
    const handlers = [accounts, process(), process({}, 3)]
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        (handlers[i % 3] ?? accounts)(ID, deposit(3), context)(),
      ),
    )
    const fresh = answers.filter((answer) => E.isRight(answer) && !answer.right.repeated)
    expect(answers.every(E.isRight)).toBe(true)
    expect(fresh).toHaveLength(1)
    const ids = new Set((await stored(store)).slice(1).map((e) => e.metadata.commandId))
    expect([...ids]).toEqual([context.commandId])
  })

  test('with another content is still the first one', async () => {
    const { accounts } = desk()
    await accounts(ID, open, anew())()
    const context = anew()
    await accounts(ID, deposit(3), context)()
    expect(await accounts(ID, withdraw(3), context)()).toMatchObject({
      right: { repeated: true, events: [{ event: { type: 'Deposited' } }] },
    })
  })

  test('is another command on another stream', async () => {
    const { accounts } = desk()
    const context = anew()
    await accounts(ID, open, context)()
    expect(await accounts(OTHER, open, context)()).toMatchObject({ right: { repeated: false } })
  })
})

describe('a clock that goes back', () => {
  test('never makes recordedAt decrease, in any process', async () => {
    const boundary = testBoundary({ start: at('2025-06-01T00:00:00.000Z'), stepMs: 0 })
    const { store, accounts, process } = desk(boundary)
    await accounts(ID, open, anew())()
    boundary.setNow(at('2025-05-01T00:00:00.000Z'))
    await accounts(ID, deposit(1), anew())()
    await process()(ID, deposit(2), anew())()
    boundary.setNow(at('2025-07-01T00:00:00.000Z'))
    await accounts(ID, deposit(3), anew())()
    expect((await stored(store)).map((event) => event.recordedAt)).toEqual([
      '2025-06-01T00:00:00.000Z',
      '2025-06-01T00:00:00.000Z',
      '2025-06-01T00:00:00.000Z',
      '2025-07-01T00:00:00.000Z',
    ])
  })
})

describe('10,000 commands at once on one stream', () => {
  test('finish, each once, without a lost attempt within one process', async () => {
    const { store } = desk()
    const counting = answering(store)
    const accounts = handle(counting, account())
    await accounts(ID, open, anew())()
    const answers = await Promise.all(
      Array.from({ length: 10_000 }, () => accounts(ID, deposit(1), anew())()),
    )
    expect(answers.every(E.isRight)).toBe(true)
    expect(counting.attempts()).toBe(10_001)
    const events = await stored(store)
    expect(events).toHaveLength(10_001)
    expect(new Set(events.map((event) => event.metadata.commandId)).size).toBe(10_001)
    expect(await accounts(ID, withdraw(10_000), anew())()).toMatchObject({
      right: { state: { balance: 0 } },
    })
  }, 20_000)

  test('finish, each once, over several processes', async () => {
    const { wait: _, ...waiting } = testBoundary()
    const { store, accounts, process } = desk(waiting)
    await accounts(ID, open, anew())()
    const processes = Array.from({ length: 4 }, () => process())
    const answers = await Promise.all(
      Array.from({ length: 2_000 }, (_, i) =>
        (processes[i % 4] ?? accounts)(ID, deposit(1), anew())(),
      ),
    )
    expect(answers.filter(E.isLeft)).toEqual([])
    const ids = (await stored(store)).map((event) => event.metadata.commandId)
    expect(ids).toHaveLength(2_001)
    expect(new Set(ids).size).toBe(2_001)
  }, 20_000)
})

describe('what is no id', () => {
  test.each([
    '',
    'case-1',
    ID.toUpperCase(),
    `${ID}\n`,
    `${ID}/../x`,
    `{${ID}}`,
    '00000000-0000-0000-0000-000000000000',
  ])('%j as a stream id', async (id) => {
    const { store, accounts } = desk()
    expect(await accounts(id, open, anew())()).toMatchObject({
      left: { _tag: 'InvalidId', field: 'id', found: id },
    })
    expect(await stored(store, `account-${id}`)).toEqual([])
  })

  test.each(['commandId', 'correlationId', 'causationId'] as const)(
    'an empty %s',
    async (field) => {
      const { accounts } = desk()
      expect(await accounts(ID, open, { ...anew(), [field]: '' })()).toMatchObject({
        left: { _tag: 'InvalidId', field },
      })
    },
  )

  test.each([
    ['no context', undefined, 'commandId', 'nothing'],
    ['null for a context', null, 'commandId', 'null'],
    ['text for a context', 'command-1', 'commandId', 'command-1'],
    ['a context without a command id', {}, 'commandId', 'nothing'],
    ['a number for a command id', { commandId: 7 }, 'commandId', '7'],
    ['a list for a story', { commandId: 'c', correlationId: [] }, 'correlationId', 'a list of 0'],
    ['null for a cause', { commandId: 'c', causationId: null }, 'causationId', 'null'],
  ])('%s, from a caller without types', async (_, context, field, found) => {
    const { store, accounts } = desk()
    expect(await accounts(ID, open, context as CommandContext)()).toEqual(
      E.left({ _tag: 'InvalidId', field, found, expected: 'text' }),
    )
    expect(await stored(store)).toEqual([])
  })

  test.each([[undefined], [null], [7], [{}]])('%j as an id, from the same', async (id: unknown) => {
    const { accounts } = desk()
    expect(await accounts(id as string, open, anew())()).toMatchObject({
      left: { _tag: 'InvalidId', field: 'id' },
    })
  })

  test.each([
    ['with a lone surrogate', 'a\ud800'],
    ['that is blank', ' '],
    ['longer than a text', 'x'.repeat(100_000)],
  ])('a command id %s', async (_, commandId) => {
    const { store, accounts } = desk()
    expect(await accounts(ID, open, { commandId })()).toMatchObject({ left: { _tag: 'InvalidId' } })
    expect(await stored(store)).toEqual([])
  })
})

describe('what is no command', () => {
  const sent = async (fields: Readonly<Record<string, unknown>>) => {
    const { store, accounts } = desk()
    const command = { ...open, ...fields }
    const answer = await accounts(ID, command, anew())()
    expect(await stored(store)).toEqual([])
    return answer
  }

  test('a date that does not exist is Malformed, with its place', async () => {
    const answer = await sent({ at: '2025-02-30T00:00:00.000Z' })
    expect(answer).toMatchObject({
      left: {
        _tag: 'Malformed',
        type: 'Open',
        problems: [{ pointer: '/at', found: '"2025-02-30T00:00:00.000Z"', expected: 'Instant' }],
      },
    })
  })

  test('a missing actor is Malformed', async () => {
    expect(await sent({ actor: undefined })).toMatchObject({
      left: { _tag: 'Malformed', problems: [{ pointer: '/actor' }] },
    })
  })

  test('an unknown type names the nearest', async () => {
    expect(await sent({ type: 'Deposti' })).toEqual(
      E.left({ _tag: 'UnknownType', type: 'Deposti', nearest: 'Deposit' }),
    )
    expect(await sent({ type: '__proto__' })).toMatchObject({ left: { _tag: 'UnknownType' } })
  })
})

describe('correlation', () => {
  test('an aggregate that is its own ignores what the caller says', async () => {
    const { store, accounts } = desk()
    await accounts(ID, open, { ...anew(), correlationId: 'a story', causationId: 'an event' })()
    const [first] = await stored(store)
    expect(first?.metadata).toMatchObject({ correlationId: ID, causationId: 'an event' })
  })

  test('one that inherits keeps the story it was opened in', async () => {
    const { store } = desk()
    const inheriting = () => handle(store, account(1, 'inherited'))
    const accounts = inheriting()
    await accounts(ID, open, { ...anew(), correlationId: 'a story' })()
    await accounts(ID, deposit(1), { ...anew(), correlationId: 'another' })()
    await inheriting()(ID, deposit(1), anew())()
    await accounts(OTHER, open, anew())()
    const stories = (await stored(store)).map((event) => event.metadata.correlationId)
    expect(stories).toEqual(['a story', 'a story', 'a story'])
    const [other] = await stored(store, `account-${OTHER}`)
    expect(other?.metadata.correlationId).toBe(OTHER)
  })
})

describe('a store that fails', () => {
  const tooLarge: AppendError = { _tag: 'TooLarge', bytes: 9, limit: 1 }
  const deleted: AppendError = { _tag: 'StreamDeleted', stream: STREAM }
  const invalid: AppendError = {
    _tag: 'InvalidEvent',
    index: 0,
    pointer: '',
    found: '',
    expected: '',
  }
  const full = (fault: StoreFault): AppendError => ({ _tag: 'Unavailable', reason: 'x', fault })
  const lost: AppendError = { _tag: 'OutcomeUnknown', reason: 'lost' }
  const away: AppendError = { _tag: 'Unavailable', reason: 'away' }

  test.each([[tooLarge], [deleted], [invalid], [full('diskFull')], [full('readOnly')]])(
    'for good is answered at once: %j',
    async (error) => {
      const store = answering(desk().store, error)
      expect(await handle(store, account())(ID, open, anew())()).toEqual(E.left(error))
      expect(store.attempts()).toBe(1)
    },
  )

  test.each([[lost], [away], [full('busy')], ['throws' as const], ['throws after' as const]])(
    'for a while is tried again: %j',
    async (error) => {
      const store = answering(desk().store, error, error, error)
      const answer = await handle(store, account())(ID, open, anew())()
      expect(answer).toMatchObject({ right: { state: { stage: 'open' }, revision: 0 } })
      expect(await stored(store)).toHaveLength(1)
    },
  )

  test('too long gives up, with what is known', async () => {
    const give = async (...errors: ReadonlyArray<AppendError | 'throws'>) => {
      const store = answering(desk().store, ...errors)
      const answer = await handle(store, account(), { attempts: 3 })(ID, open, anew())()
      expect(store.attempts()).toBe(3)
      return E.isLeft(answer) ? answer.left._tag : undefined
    }
    expect(await give(away, away, away)).toBe('Unavailable')
    expect(await give(lost, lost, lost)).toBe('OutcomeUnknown')
    expect(await give('throws', 'throws', 'throws')).toBe('OutcomeUnknown')
    expect(await give(away, lost, away)).toBe('OutcomeUnknown')
    expect(await give(lost, away, away)).toBe('OutcomeUnknown')
  })

  test('a lasting fault after a lost answer leaves the outcome unknown', async () => {
    const store = answering(desk().store, lost, full('diskFull'))
    const answer = await handle(store, account())(ID, open, anew())()
    expect(answer).toMatchObject({ left: { _tag: 'OutcomeUnknown' } })
  })

  test('that always says Conflict where there is none does not keep a command for ever', async () => {
    const { store } = desk()
    const lying: AppendError = { _tag: 'Conflict', stream: STREAM, expected: 'noStream', actual: 7 }
    const always = answering(store, ...Array.from({ length: 50 }, () => lying))
    const answer = await handle(always, account(), { attempts: 5 })(ID, open, anew())()
    expect(answer).toEqual(E.left(lying))
    expect(always.attempts()).toBe(5)
    expect(await stored(store)).toEqual([])
  })

  test('in reading is answered as such, and nothing is written', async () => {
    const { store } = desk()
    const reads: ReadonlyArray<readonly [EventStore['read'], string]> = [
      [
        async function* () {
          await Promise.resolve()
          yield E.left({ _tag: 'Unavailable' as const, reason: 'away' })
        },
        'Unavailable',
      ],
      [
        async function* () {
          await Promise.resolve()
          yield E.right({ events: [], last: '', caughtUp: false })
        },
        'Incomplete',
      ],
      [
        async function* () {
          await Promise.resolve()
          yield E.left({ _tag: 'StreamDeleted' as const, stream: STREAM })
        },
        'StreamDeleted',
      ],
    ]
    for (const [read, tag] of reads) {
      const answer = await handle({ ...store, read }, account())(ID, open, anew())()
      expect(answer).toMatchObject({ left: { _tag: tag } })
    }
    expect(await stored(store)).toEqual([])
  })
})

describe('a history that this program can not read', () => {
  const foreign = (event: NewEvent['event'], schemaVersion: number): NewEvent => ({
    eventId: `foreign ${event.type}`,
    recordedAt: given.at,
    event,
    metadata: {
      actor: given.actor,
      commandId: 'foreign',
      correlationId: ID,
      causationId: 'foreign',
      schemaVersion,
    },
  })
  const malformed = { type: 'Opened', at: given.at, owner: 7, part: 1, parts: 1 }

  test.each([
    ['of an unknown type', foreign({ type: 'Openedd', at: given.at }, 1), 'UnknownType'],
    ['of a newer version', foreign({ type: 'Opened', at: given.at }, 2), 'UnknownVersion'],
    ['that is malformed', foreign(malformed, 1), 'Malformed'],
  ])('an event %s is Undecodable, before and between', async (_, event, tag) => {
    const before = desk()
    await before.store.append(STREAM, 'noStream', [event])()
    const undecodable = { left: { _tag: 'Undecodable', stream: STREAM, error: { _tag: tag } } }
    expect(await before.accounts(ID, open, anew())()).toMatchObject(undecodable)

    const between = desk()
    await between.accounts(ID, open, anew())()
    await between.store.append(STREAM, 0, [event])()
    const answer = await between.accounts(ID, deposit(1), anew())()
    expect(answer).toMatchObject({ left: { ...undecodable.left, revision: 1 } })
    expect(await stored(between.store)).toHaveLength(2)
  })

  /** What the inner store gives, each event changed beforehand, as a damaged file gives it. */
  const damaged = (inner: EventStore, change: (event: RecordedEvent) => object): EventStore => ({
    ...inner,
    read: async function* (query, signal) {
      for await (const batch of inner.read(query, signal)) {
        if (E.isLeft(batch)) yield batch
        else {
          const events = batch.right.events.map((event) => change(event) as RecordedEvent)
          yield E.right({ ...batch.right, events })
        }
      }
    },
  })

  test.each<[string, object, string]>([
    ['null for an event', { event: null }, ''],
    ['text for an event', { event: 'x' }, ''],
    ['a list for an event', { event: [] }, ''],
    ['an event without a type', { event: {} }, '/type'],
    ['null beside an event', { metadata: null }, '/metadata'],
    ['nothing beside an event', { metadata: undefined }, '/metadata'],
    ['text beside an event', { metadata: 'x' }, '/metadata'],
    ['metadata without its ids', { metadata: { schemaVersion: 1 } }, '/metadata'],
    ['null for both', { event: null, metadata: null }, '/metadata'],
  ])('%s is Undecodable, and nothing throws', async (_, change, pointer) => {
    const { store, accounts } = desk()
    await accounts(ID, open, anew())()
    const broken = damaged(store, (event) => ({ ...event, ...change }))
    const answer = await handle(broken, account())(ID, deposit(1), anew())()
    expect(answer).toMatchObject({
      left: {
        _tag: 'Undecodable',
        stream: STREAM,
        revision: 0,
        error: { _tag: 'Malformed', problems: [{ pointer }] },
      },
    })
    expect(await stored(store)).toHaveLength(1)
  })
})

describe('a read that breaks off', () => {
  test('in the middle of a command never gives half of it', async () => {
    const { store, process } = desk()
    const writer = process({}, 3)
    const context = anew()
    await writer(ID, open, anew())()
    let broken = 0
    const breaking: EventStore = {
      ...store,
      read: async function* (query, signal) {
        for await (const batch of store.read(query, signal)) {
          if (broken > 0 && E.isRight(batch) && batch.right.events.length > 1) {
            broken -= 1
            yield E.right({
              ...batch.right,
              events: batch.right.events.slice(0, 1),
              caughtUp: false,
            })
            yield E.left({ _tag: 'Unavailable', reason: 'away' })
            return
          }
          yield batch
        }
      },
    }
    const reader = handle(breaking, account(1))
    await reader(ID, deposit(0), anew())()
    await writer(ID, deposit(3), context)()
    broken = 1
    const answer = await reader(ID, deposit(3), context)()
    expect(answer).toMatchObject({ right: { repeated: true, state: { balance: 3 }, revision: 3 } })
    expect(E.isRight(answer) && answer.right.events).toHaveLength(3)

    broken = 1
    await writer(ID, deposit(6), anew())()
    await reader(ID, deposit(0), anew())()
    expect(await reader(ID, deposit(1), anew())()).toMatchObject({
      right: { state: { balance: 10 }, revision: 7 },
    })
  })
})

describe('an expected revision that lies', () => {
  test('is a Conflict that tells the true one, and writes nothing', async () => {
    const { store, accounts } = desk()
    const opened = await accounts(ID, open, anew())()
    const [event] = E.isRight(opened) ? opened.right.events : []
    if (event === undefined) throw new Error('opened')
    const events: ReadonlyNonEmptyArray<NewEvent> = [{ ...event, eventId: 'another' }]
    for (const expected of [-1, 1, 7, 0.5, Number.NaN] as const) {
      expect(await store.append(STREAM, expected, events)()).toMatchObject({
        left: { _tag: 'Conflict', actual: 0 },
      })
    }
    expect(await stored(store)).toHaveLength(1)
  })
})

describe('a stream whose events are missing', () => {
  /** A store that gives the stream without the events of some revisions. */
  const without = (inner: EventStore, ...missing: ReadonlyArray<number>): EventStore => ({
    ...inner,
    read: async function* (query, signal) {
      for await (const read of inner.read(query, signal)) {
        yield E.map((batch: EventBatch) => ({
          ...batch,
          events: batch.events.filter(({ revision }) => !missing.includes(revision)),
        }))(read)
      }
    },
  })

  test.each([
    ['at its beginning', [0], `${STREAM}: revision 1 follows nothing; events are missing`],
    ['in its middle', [1], `${STREAM}: revision 2 follows 0; events are missing`],
  ])('%s is not decided on', async (_, missing, reason) => {
    const { store, accounts } = desk()
    for (const command of [open, deposit(5), deposit(6)]) await accounts(ID, command, anew())()
    const cut = handle(without(store, ...missing), account(1))
    expect(await cut(ID, deposit(7), anew())()).toEqual(E.left({ _tag: 'Incomplete', reason }))
    expect(await stored(store)).toHaveLength(3)
  })
})
