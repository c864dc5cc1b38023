/**
 * What `handle` promises, on a store on which everything goes wrong: nothing lost, nothing doubled,
 * no false success, nothing left by a failure that says it left nothing.
 */
import { at, differenceOf, lossyStore, testBoundary } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { foldRead, inMemoryEventStore } from '../store/index.js'
import type { Boundary, EventStore, NewEvent, RecordedEvent } from '../store/port.js'

import {
  account,
  type AccountCommand,
  type AccountEvent,
  type AccountRejection,
  type AccountState,
  type AccountVersion,
} from './account.fixture.js'
import { fold } from './decider.js'
import { handle, type Handle, type HandleError } from './handle.js'
import type { Outcome } from './outcome.js'

interface Step {
  readonly command: number
  readonly process: number
  /** Sent together with the step before it. */
  readonly together: boolean
  /** The process is started anew before it, with the next version of the code. */
  readonly deploy: boolean
}

interface History {
  readonly seed: number
  readonly commands: ReadonlyArray<{
    readonly kind: AccountCommand['type']
    readonly amount: number
  }>
  readonly steps: ReadonlyArray<Step>
}

const histories: fc.Arbitrary<History> = fc.record({
  seed: fc.integer(),
  commands: fc.array(
    fc.record({
      kind: fc.constantFrom(
        'Deposit' as const,
        'Deposit' as const,
        'Withdraw' as const,
        'Withdraw' as const,
        'Close' as const,
      ),
      amount: fc.constantFrom(0, 3, 6, 9),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  steps: fc.array(
    fc.record({
      command: fc.nat({ max: 4 }),
      process: fc.nat({ max: 2 }),
      together: fc.boolean(),
      deploy: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    }),
    { minLength: 2, maxLength: 12 },
  ),
})

const ID = '0a8f5c1e-7b1d-4c58-9b8e-5d2f10c3a001'
const STREAM = `account-${ID}`
const actor = { id: 'ana', role: 'agent' }
const opening: AccountCommand = {
  type: 'Open',
  owner: 'Bo',
  at: at('2025-01-01T00:00:00.000Z'),
  actor,
}

type Answer = E.Either<HandleError<AccountRejection>, Outcome<AccountState, AccountEvent>>
type Handler = Handle<AccountCommand, AccountState, AccountEvent, AccountRejection>

interface Call {
  readonly commandId: string
  readonly causationId: string
  readonly answer: Answer
}

/** How a process gets the ids of its events; `about` is the command that it carries out. */
type Ids = (boundary: Boundary, about: () => string) => Boundary

const newIds: Ids = (boundary) => boundary

/** The flaw: ids follow from the command, the same in each decision about it. */
const idsOfTheCommand: Ids = (boundary, about) => {
  let n = 0
  return {
    ...boundary,
    now: () => {
      n = 0
      return boundary.now()
    },
    newId: () => {
      const hex = Buffer.from(`${about()}:${String(n++)}`)
        .toString('hex')
        .padEnd(12, '0')
      return `00000000-0000-4000-8000-${hex.slice(-12)}`
    },
  }
}

const commandsOf = ({ commands }: History): ReadonlyArray<AccountCommand> => [
  opening,
  ...commands.map(({ kind, amount }): AccountCommand => {
    const given = { at: at('2025-01-02T00:00:00.000Z'), actor }
    switch (kind) {
      case 'Open':
        return { type: kind, owner: 'Cy', ...given }
      case 'Deposit':
      case 'Withdraw':
        return { type: kind, amount, ...given }
      case 'Close':
        return { type: kind, ...given }
    }
  }),
]

const commandIdOf = (index: number): string => `command ${String(index)}`

interface Played {
  readonly calls: ReadonlyArray<Call>
  readonly stored: ReadonlyArray<RecordedEvent>
  readonly inner: EventStore
}

const play = async (history: History, ids: Ids): Promise<Played> => {
  const inner = inMemoryEventStore(testBoundary({ seed: 0 }))
  const lossy = lossyStore(inner, { seed: history.seed })
  const commands = commandsOf(history)
  const versions: AccountVersion[] = [1, 2, 3]
  const abouts = ['', '', '']
  let starts = 0
  const start = (process: number): Handler => {
    const boundary = testBoundary({ seed: history.seed + 1_000 * ++starts })
    const store = { ...lossy, boundary: ids(boundary, () => abouts[process] ?? '') }
    return handle(store, account(versions[process] ?? 1), { attempts: 2 })
  }
  const handlers = [0, 1, 2].map(start)
  const calls: Call[] = []

  const send = async (step: Step): Promise<void> => {
    const index = step.command % commands.length
    const command = commands[index] ?? opening
    const call = { commandId: commandIdOf(index), causationId: `call ${String(calls.length)}` }
    const slot = calls.push({ ...call, answer: E.left({ _tag: 'Unavailable', reason: '' }) }) - 1
    const handler = handlers[step.process]
    if (handler === undefined) return
    abouts[step.process] = call.commandId
    calls[slot] = { ...call, answer: await handler(ID, command, call)() }
  }

  await handle({ ...inner, boundary: testBoundary({ seed: -1 }) }, account())(ID, opening, {
    commandId: commandIdOf(0),
  })()
  let sent: Promise<void>[] = []
  for (const step of history.steps) {
    if (!step.together || step.deploy) {
      await Promise.all(sent)
      sent = []
    }
    if (step.deploy) {
      const version = versions[step.process]
      versions[step.process] = version === 1 ? 2 : version === 2 ? 3 : 1
      handlers[step.process] = start(step.process)
    }
    sent.push(send(step))
  }
  await Promise.all(sent)
  await lossy.settle()
  return { calls, stored: await storedIn(inner), inner }
}

const storedIn = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const stored = await foldRead(
    store,
    { stream: STREAM },
    [] as ReadonlyArray<RecordedEvent>,
    (events, event) => [...events, event],
  )()
  if (E.isLeft(stored)) throw new Error('the inner store is sound')
  return stored.right
}

const sealedPart = ({ eventId, recordedAt, event, metadata }: NewEvent): NewEvent => ({
  eventId,
  recordedAt,
  event,
  metadata,
})

const decode = (stored: RecordedEvent): AccountEvent => {
  const event = account().events.decode(stored.event, stored.metadata.schemaVersion)
  if (E.isLeft(event)) throw new Error(JSON.stringify(event.left))
  return event.right
}

const stateAt = (stored: ReadonlyArray<RecordedEvent>, revision: number): AccountState =>
  fold(account(), account().initialState, stored.slice(0, revision + 1).map(decode))

/** What is wrong with an answer, given what the store holds in the end. */
const wrongWith = (call: Call, stored: ReadonlyArray<RecordedEvent>): string | undefined => {
  const left = stored.filter((event) => event.metadata.causationId === call.causationId)
  if (E.isLeft(call.answer)) {
    const definite = call.answer.left._tag !== 'OutcomeUnknown'
    return definite && left.length > 0
      ? `${call.causationId} answered ${call.answer.left._tag}, but its events are there`
      : undefined
  }
  const { events, revision, state, repeated } = call.answer.right
  if (differenceOf(state, stateAt(stored, revision)) !== undefined) {
    return `${call.causationId}: its state is not the fold of what is stored`
  }
  if (events.length === 0) return left.length === 0 ? undefined : 'events of an empty decision'
  const there = stored.filter((event) => event.metadata.commandId === call.commandId)
  const difference = differenceOf(there.map(sealedPart), events.map(sealedPart))
  if (difference !== undefined) return `false success of ${call.causationId}: ${difference}`
  return repeated || left.length > 0 ? undefined : `${call.causationId} claims another's events`
}

/** Whether a command's events are those of one decision: whole, once, in one place. */
const doubled = (stored: ReadonlyArray<RecordedEvent>): string | undefined => {
  const ids = new Set(stored.map((event) => event.eventId))
  if (ids.size !== stored.length) return 'an event id is there twice'
  for (let i = 0; i < stored.length;) {
    const first = stored[i]
    if (first === undefined) break
    const { parts } = decode(first)
    const group = stored.slice(i, i + parts)
    const numbers = group.map((event) => decode(event).part)
    const one = group.every((event) => event.metadata.causationId === first.metadata.causationId)
    if (
      !one ||
      differenceOf(
        numbers,
        numbers.map((_, n) => n + 1),
      ) !== undefined
    ) {
      return `revision ${String(i)}: not a whole decision`
    }
    const again = stored.filter((e) => e.metadata.commandId === first.metadata.commandId)
    if (again.length !== parts) return `${first.metadata.commandId} was carried out twice`
    i += parts
  }
  return undefined
}

/** A sound program asks again at the end: what was once a success is still the same. */
const forgotten = async (
  { calls, stored, inner }: Played,
  history: History,
): Promise<string | undefined> => {
  const sound = handle({ ...inner, boundary: testBoundary({ seed: -2 }) }, account(2))
  for (const [index, command] of commandsOf(history).entries()) {
    const commandId = commandIdOf(index)
    const known = stored.filter((event) => event.metadata.commandId === commandId)
    const succeeded = calls.some(
      (call) =>
        call.commandId === commandId &&
        E.isRight(call.answer) &&
        call.answer.right.events.length > 0,
    )
    if (succeeded && known.length === 0) return `${commandId} was a success and is lost`
    if (known.length === 0) continue
    const answer = await sound(ID, command, { commandId })()
    if (E.isLeft(answer) || !answer.right.repeated) return `${commandId} was not known again`
    const difference = differenceOf(answer.right.events.map(sealedPart), known.map(sealedPart))
    if (difference !== undefined) return `${commandId}, asked again: ${difference}`
  }
  return undefined
}

const violation = async (history: History, ids: Ids, seen: Seen): Promise<string | undefined> => {
  const played = await play(history, ids)
  count(seen, played.calls)
  for (let revision = 0; revision < played.stored.length; revision++) {
    const parts = played.stored[revision]
    if (parts !== undefined && decode(parts).part === decode(parts).parts) {
      if (stateAt(played.stored, revision).balance < 0) return 'the rule was broken'
    }
  }
  return (
    played.calls.map((call) => wrongWith(call, played.stored)).find((w) => w !== undefined) ??
    doubled(played.stored) ??
    (await forgotten(played, history))
  )
}

interface Seen {
  histories: number
  violations: number
  readonly answers: Map<string, number>
}

const nothingSeen = (): Seen => ({ histories: 0, violations: 0, answers: new Map() })

const count = (seen: Seen, calls: ReadonlyArray<Call>): void => {
  seen.histories += 1
  for (const { answer } of calls) {
    const kind = E.isLeft(answer)
      ? answer.left._tag
      : answer.right.repeated
        ? 'repeated'
        : answer.right.events.length === 0
          ? 'nothing'
          : 'done'
    seen.answers.set(kind, (seen.answers.get(kind) ?? 0) + 1)
  }
}

describe('handle on a lossy store', () => {
  test('20,000 random histories lose nothing, double nothing and report no false success', async () => {
    const seen = nothingSeen()
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        expect(await violation(history, newIds, seen)).toBeUndefined()
      }),
      { numRuns: 20_000 },
    )
    expect(seen.histories).toBe(20_000)
    for (const kind of [
      'done',
      'repeated',
      'nothing',
      'Rejected',
      'OutcomeUnknown',
      'Unavailable',
    ]) {
      expect(seen.answers.get(kind), kind).toBeGreaterThan(1_000)
    }
    for (const kind of ['Conflict', 'Incomplete']) {
      expect(seen.answers.get(kind), kind).toBeGreaterThan(100)
    }
  }, 240_000)

  test('ids that follow from the command give false successes, and the same checks find them', async () => {
    const seen = nothingSeen()
    const found = new Set<string>()
    for (const history of fc.sample(histories, { numRuns: 2_000, seed: 7 })) {
      const wrong = await violation(history, idsOfTheCommand, seen)
      if (wrong !== undefined) found.add(wrong.replace(/ of .*/s, ''))
      if (wrong !== undefined) seen.violations += 1
    }
    expect([...found]).toContain('false success')
    expect(seen.violations).toBeGreaterThan(20)
  }, 60_000)
})
