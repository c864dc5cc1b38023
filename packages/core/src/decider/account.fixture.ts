/** A small aggregate for the tests of the mechanisms: an account that may not be overdrawn. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { Actor, Count, Instant, Ordinal, Text, record } from '../codec/primitives.js'
import { personal } from '../personal/personal.js'

import type { Aggregate } from './aggregate.js'
import { commandCatalogue, eventCatalogue, eventType } from './catalogue.js'

const Owner = personal(Text, { subject: 'owner', category: 'name', purpose: 'service' })

/** Every event says which of its command's events it is, so that a test sees halves and doubles. */
const part = { at: Instant, part: Ordinal, parts: Ordinal } as const

const Opened = record('Opened', { type: t.literal('Opened'), owner: Owner, ...part })
const Deposited = record(
  'Deposited',
  { type: t.literal('Deposited'), amount: Count, ...part },
  { note: Text },
)
const Withdrawn = record('Withdrawn', { type: t.literal('Withdrawn'), amount: Count, ...part })
const FeeCharged = record('FeeCharged', { type: t.literal('FeeCharged'), amount: Count, ...part })
const Closed = record('Closed', { type: t.literal('Closed'), ...part })

export type AccountEvent =
  | t.TypeOf<typeof Opened>
  | t.TypeOf<typeof Deposited>
  | t.TypeOf<typeof Withdrawn>
  | t.TypeOf<typeof FeeCharged>
  | t.TypeOf<typeof Closed>

const given = { at: Instant, actor: Actor } as const
const Open = record('Open', { type: t.literal('Open'), owner: Owner, ...given })
const Deposit = record('Deposit', { type: t.literal('Deposit'), amount: Count, ...given })
const Withdraw = record('Withdraw', { type: t.literal('Withdraw'), amount: Count, ...given })
const Close = record('Close', { type: t.literal('Close'), ...given })

export type AccountCommand =
  | t.TypeOf<typeof Open>
  | t.TypeOf<typeof Deposit>
  | t.TypeOf<typeof Withdraw>
  | t.TypeOf<typeof Close>

export interface AccountState {
  readonly stage: 'none' | 'open' | 'closed'
  readonly balance: number
}

export type AccountRejection =
  | { readonly _tag: 'NotOpen'; readonly stage: AccountState['stage'] }
  | { readonly _tag: 'AlreadyOpen' }
  | { readonly _tag: 'Overdrawn'; readonly balance: number }

export type Account = Aggregate<AccountCommand, AccountState, AccountEvent, AccountRejection>

type Unnumbered = AccountEvent extends infer Ev
  ? Ev extends AccountEvent
    ? Omit<Ev, 'at' | 'part' | 'parts'>
    : never
  : never

/** 1: as it was first. 2: a withdrawal costs a fee. 3: the fee comes first, deposits are split. */
export type AccountVersion = 1 | 2 | 3

const withdrawal = (version: AccountVersion, amount: number): ReadonlyArray<Unnumbered> => {
  const withdrawn = { type: 'Withdrawn', amount } as const
  const fee = { type: 'FeeCharged', amount: 1 } as const
  return version === 1 ? [withdrawn] : version === 2 ? [withdrawn, fee] : [fee, withdrawn]
}

const deposit = (version: AccountVersion, amount: number): ReadonlyArray<Unnumbered> =>
  version === 3
    ? [1, 2, 3].map(() => ({ type: 'Deposited', amount: amount / 3 }))
    : [{ type: 'Deposited', amount }]

const decide =
  (version: AccountVersion) =>
  (
    command: AccountCommand,
    { stage, balance }: AccountState,
  ): E.Either<AccountRejection, ReadonlyArray<Unnumbered>> => {
    if (command.type === 'Open') {
      return stage === 'none'
        ? E.right([{ type: 'Opened', owner: command.owner }])
        : E.left({ _tag: 'AlreadyOpen' })
    }
    if (stage !== 'open') return E.left({ _tag: 'NotOpen', stage })
    switch (command.type) {
      case 'Deposit':
        return E.right(command.amount === 0 ? [] : deposit(version, command.amount))
      case 'Withdraw':
        return balance < command.amount + (version === 1 ? 0 : 1)
          ? E.left({ _tag: 'Overdrawn', balance })
          : E.right(withdrawal(version, command.amount))
      case 'Close':
        return E.right([{ type: 'Closed' }])
    }
  }

const evolve = (state: AccountState, event: AccountEvent): AccountState => {
  switch (event.type) {
    case 'Opened':
      return { ...state, stage: 'open' }
    case 'Deposited':
      return { ...state, balance: state.balance + event.amount }
    case 'Withdrawn':
    case 'FeeCharged':
      return { ...state, balance: state.balance - event.amount }
    case 'Closed':
      return { ...state, stage: 'closed' }
  }
}

const commandOf = (event: AccountEvent, actor: Actor): AccountCommand => {
  const { at } = event
  switch (event.type) {
    case 'Opened':
      return { type: 'Open', at, actor, owner: event.owner }
    case 'Deposited':
      return { type: 'Deposit', at, actor, amount: event.amount }
    case 'Withdrawn':
    case 'FeeCharged':
      return { type: 'Withdraw', at, actor, amount: event.amount }
    case 'Closed':
      return { type: 'Close', at, actor }
  }
}

export const account = (
  version: AccountVersion = 1,
  correlation: Account['correlation'] = 'own',
): Account => ({
  category: 'account',
  initialState: { stage: 'none', balance: 0 },
  decide: (command, state) => {
    const decided = decide(version)(command, state)
    if (E.isLeft(decided)) return decided
    const parts = decided.right.length
    return E.right(decided.right.map((ev, i) => ({ ...ev, at: command.at, part: i + 1, parts })))
  },
  evolve,
  isTerminal: (state) => state.stage === 'closed',
  events: eventCatalogue<AccountEvent>({
    Opened: eventType(Opened),
    Deposited: eventType(Deposited),
    Withdrawn: eventType(Withdrawn),
    FeeCharged: eventType(FeeCharged),
    Closed: eventType(Closed),
  }),
  commands: commandCatalogue<AccountCommand>({
    Open,
    Deposit,
    Withdraw,
    Close,
  }),
  correlation,
  standardOf: () => undefined,
  commandOf,
})
