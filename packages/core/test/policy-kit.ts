/** Policies on accounts, for the tests of the mechanism. */
import * as E from 'fp-ts/lib/Either.js'

import { account, type AccountCommand, type AccountEvent } from '../src/decider/account.fixture.js'
import { handle } from '../src/decider/handle.js'
import type { Command } from '../src/decider/message.js'
import type { Facts } from '../src/read-model/facts.js'
import { inMemoryRowStore } from '../src/read-model/in-memory-rows.js'
import type { RowStore } from '../src/read-model/rows.js'
import { foldRead } from '../src/store/fold-read.js'
import { inMemoryEventStore } from '../src/store/in-memory.js'
import type { EventStore, RecordedEvent } from '../src/store/port.js'
import { at, testBoundary } from '../src/testing/index.js'
import { epochMs, fromEpochMs, type Instant } from '../src/time/index.js'

import { openedId } from '../src/policy/ids.js'
import { policyRunner } from '../src/policy/runner.js'
import type { CarryOut } from '../src/policy/send.js'
import { processManager, type AnyManager, type Policy } from '../src/policy/policy.js'

const kind = account()

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const BANK = uuid(999)

export const minute = (n: number): Instant =>
  fromEpochMs(epochMs(at('2025-03-03T08:00:00.000Z')) + n * 60_000)

const robot = { id: 'policy:accounts', role: 'system' } as const
const teller = { id: 'teller-1', role: 'agent' } as const

const label = { en: 'a policy', zh: '策略' }
const source = { handbook: 'house', gist: label } as const

/** How often money came in, and went out. */
export interface Counts {
  readonly in: number
  readonly out: number
}

export const countFacts: Facts<Counts, AccountEvent> = {
  name: 'counts',
  version: 1,
  from: [{ category: 'account', events: kind.events }],
  keyOf: ({ stream }) => stream,
  evolve: (row = { in: 0, out: 0 }, { event }) =>
    event.type === 'Deposited'
      ? { ...row, in: row.in + 1 }
      : event.type === 'Withdrawn'
        ? { ...row, out: row.out + 1 }
        : row,
}

export type AccountPolicy = Policy<Counts, AccountEvent>

export const idOf = ({ stream }: RecordedEvent): string => stream.slice('account-'.length)

export const policy = (
  name: string,
  types: ReadonlyArray<AccountEvent['type']>,
  react: AccountPolicy['react'],
  otherwise?: AccountPolicy['otherwise'],
): AccountPolicy => ({
  name,
  label,
  source,
  on: { account: types },
  gives: {},
  react,
  ...(otherwise === undefined ? {} : { otherwise }),
})

export const manager = (...policies: ReadonlyArray<AccountPolicy>): AnyManager =>
  processManager({ facts: countFacts, policies })

export const to = (id: string) => ({ category: 'account', id })

/** A command of a policy. */
export const asks = (
  command: Partial<AccountCommand> & { type: string; at: Instant },
): Command => ({
  ...command,
  actor: robot,
})

/** Each second deposit of an account earns a bonus from the bank, which need not be able to pay. */
const bonus = policy('bonus', ['Deposited'], (seen, row) =>
  row.in % 2 === 0 && idOf(seen) !== BANK
    ? [{ to: to(BANK), command: asks({ type: 'Withdraw', at: seen.event.at, amount: 10 }) }]
    : [],
)

/** A withdrawal costs five; who can't pay is closed. */
export const fee = policy(
  'fee',
  ['Withdrawn'],
  (seen) =>
    seen.metadata.actor.role === 'system'
      ? []
      : [{ to: to(idOf(seen)), command: asks({ type: 'Withdraw', at: seen.event.at, amount: 5 }) }],
  (refused, refusal) =>
    refusal._tag === 'Overdrawn'
      ? { to: refused.to, command: asks({ type: 'Close', at: refused.command.at }) }
      : undefined,
)

/** An hour after the last deposit an account is closed. */
export const idle = policy('idle', ['Deposited', 'Closed'], (seen) => {
  if (seen.event.type === 'Closed') return [{ withdraw: 'idle' }]
  if (idOf(seen) === BANK) return []
  const notBefore = fromEpochMs(epochMs(seen.event.at) + 60 * 60_000)
  const command = asks({ type: 'Close', at: notBefore })
  return [{ to: to(idOf(seen)), command, notBefore, key: 'idle' }]
})

/** Who is closed by a policy gets an account anew. */
const anew = policy('anew', ['Closed'], (seen) =>
  seen.metadata.actor.role === 'system'
    ? [
        {
          to: to(openedId('anew', seen.eventId, 'Open')),
          command: asks({ type: 'Open', at: seen.event.at, owner: 'anew' }),
        },
      ]
    : [],
)

export const accountManagers = [manager(bonus, fee, idle, anew)]

export const carryOutOn = (store: EventStore): CarryOut => {
  const accounts = handle(store, kind)
  return ({ id }, command, context) =>
    // decoded by handle
    accounts(id, command as AccountCommand, context)
}

export const newStore = (seed = 1): EventStore =>
  inMemoryEventStore(testBoundary({ seed, stepMs: 1 }))

export interface DeskOptions {
  readonly store?: EventStore
  /** The store that the policies see. */
  readonly seen?: EventStore
  readonly rows?: RowStore
  readonly managers?: ReadonlyArray<AnyManager>
}

type Unsigned = AccountCommand extends infer C
  ? C extends AccountCommand
    ? Omit<C, 'actor'>
    : never
  : never

/** A store with accounts, a runner, and hands that give commands. */
export const accounts = (options: DeskOptions = {}) => {
  const store = options.store ?? newStore()
  const seen = options.seen ?? store
  const rows = options.rows ?? inMemoryRowStore()
  const answers: string[] = []
  const runner = policyRunner({
    store: seen,
    rows,
    managers: options.managers ?? accountManagers,
    carryOut: carryOutOn(seen),
    onAnswer: ({ policy: name, command }, { outcome, refusal }) =>
      answers.push(`${name} ${command.type} ${outcome}${refusal ? ` ${refusal._tag}` : ''}`),
  })
  const given = handle(store, kind)
  let n = 0
  const give = async (id: string, command: Unsigned): Promise<void> => {
    const context = { commandId: `teller ${String(n++)} ${id}` }
    const done = await given(id, { ...command, actor: teller }, context)()
    if (E.isLeft(done)) throw new Error(JSON.stringify(done.left))
  }
  return { store, rows, runner, answers, give }
}

export const allOf = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const none: RecordedEvent[] = []
  const read = await foldRead(store, { all: true }, none, (acc, event) => {
    acc.push(event)
    return acc
  })()
  if (E.isLeft(read)) throw new Error(read.left._tag)
  return read.right
}

/**
 * What happened, by stream, told without the ids that differ from run to run: what a policy opened, and its
 * answers, are named by what caused them.
 */
export const historyOf = async (
  store: EventStore,
): Promise<Readonly<Record<string, ReadonlyArray<string>>>> => {
  const names = new Map<string, string>()
  const byStream: Record<string, string[]> = {}
  for (const { stream, event, metadata, eventId, revision } of await allOf(store)) {
    const cause = names.get(metadata.causationId)
    const told = JSON.stringify({ ...event, because: cause, to: undefined })
    if (!names.has(stream)) {
      const [category = ''] = stream.split('-', 1)
      const to = 'to' in event ? (names.get(String(event.to)) ?? String(event.to)) : ''
      names.set(stream, cause === undefined ? stream : `${category} of ${cause}: ${told} ${to}`)
    }
    const name = names.get(stream) ?? ''
    names.set(eventId, `${name}@${String(revision)}`)
    ;(byStream[name] ??= []).push(told)
  }
  return byStream
}
