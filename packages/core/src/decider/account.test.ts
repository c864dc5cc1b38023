/** The laws and specifications of the testing kit, on the account that the other tests use. */
import {
  arbitraryOf,
  at,
  codecLaws,
  deciderLaws,
  histories,
  specify,
} from '@casetrail/core/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { Actor } from '../codec/primitives.js'
import { Instant } from '../time/instant.js'

import { account, type Account, type AccountCommand, type AccountState } from './account.fixture.js'

const commandsFor = ({ stage }: AccountState): fc.Arbitrary<AccountCommand> => {
  const given = { at: arbitraryOf(Instant), actor: arbitraryOf(Actor) }
  const amount = fc.nat({ max: 9 }).map((n) => n * 3)
  const open = fc.record({ type: fc.constant('Open' as const), owner: fc.constant('Bo'), ...given })
  const deposit = fc.record({ type: fc.constant('Deposit' as const), amount, ...given })
  const withdraw = fc.record({ type: fc.constant('Withdraw' as const), amount, ...given })
  const close = fc.record({ type: fc.constant('Close' as const), ...given })
  const all = fc.oneof<fc.Arbitrary<AccountCommand>[]>(open, deposit, withdraw, close)
  return stage === 'none' ? fc.oneof<fc.Arbitrary<AccountCommand>[]>(open, all) : all
}

const laws = (aggregate: Account) =>
  deciderLaws('account', aggregate, { commandsFor, maxCommands: 8 })

const broken = async (aggregate: Account): Promise<ReadonlyArray<string>> => {
  const names = await Promise.all(
    laws(aggregate).map(async ({ name, run }) => {
      try {
        await run()
        return []
      } catch {
        return [name.replace('account: ', '')]
      }
    }),
  )
  return names.flat()
}

describe('decider laws', () => {
  for (const law of laws(account(1))) test(law.name, law.run, 60_000)

  const sound = account(1)
  const flawed: ReadonlyArray<readonly [string, Account, string]> = [
    [
      'an evolve that alters its state',
      {
        ...sound,
        initialState: { ...sound.initialState },
        evolve: (state, event) => Object.assign(state, sound.evolve({ ...state }, event)),
      },
      'evolve takes any event in any state and alters neither',
    ],
    [
      'an evolve that throws',
      {
        ...sound,
        evolve: (state, event) => {
          if (event.type === 'Withdrawn' && state.balance < event.amount) throw new Error('no')
          return sound.evolve(state, event)
        },
      },
      'evolve takes any event in any state and alters neither',
    ],
    [
      'a terminal state that is none',
      { ...sound, isTerminal: (state) => state.stage === 'open' },
      'a terminal state emits nothing',
    ],
    [
      'a terminal state that is never met',
      { ...sound, isTerminal: () => false },
      'a terminal state emits nothing',
    ],
    [
      'an event that its codec refuses',
      {
        ...sound,
        decide: (command, state) => {
          const decided = sound.decide(command, state)
          if (E.isLeft(decided)) return decided
          return E.right(decided.right.map((event) => ({ ...event, part: 0 })))
        },
      },
      'every emitted event is one of its catalogue, also after JSON',
    ],
    [
      'an event with a field that JSON loses',
      {
        ...sound,
        decide: (command, state) => {
          const decided = sound.decide(command, state)
          if (E.isLeft(decided)) return decided
          return E.right(decided.right.map((event) => ({ ...event, extra: undefined })))
        },
      },
      'every emitted event is one of its catalogue, also after JSON',
    ],
    [
      'a commandOf that leads elsewhere',
      {
        ...sound,
        commandOf: ({ at: when }, actor) => ({ type: 'Open', at: when, actor, owner: 'x' }),
      },
      'commandOf leads from an event back to an accepted command',
    ],
    [
      'a decide that remembers',
      (() => {
        let calls = 0
        return {
          ...sound,
          decide: (command: AccountCommand, state: AccountState) =>
            calls++ % 2 === 0 ? sound.decide(command, state) : E.right([]),
        }
      })(),
      'decide answers the same for the same and alters nothing',
    ],
  ]
  test.each(flawed)('find %s', async (_, aggregate, law) => {
    expect(await broken(aggregate)).toContain(law)
  })
})

describe('codec laws', () => {
  for (const law of codecLaws('account', account().events)) test(law.name, law.run, 60_000)
})

describe('histories', () => {
  test('are what the rules allow, and reach deep', () => {
    const aggregate = account(2)
    const sample = fc.sample(histories(aggregate, commandsFor), { numRuns: 300, seed: 3 })
    for (const { steps, events, state } of sample) {
      expect(steps.flatMap((step) => step.events)).toEqual(events)
      expect(state.balance).toBeGreaterThanOrEqual(0)
    }
    expect(sample.some(({ state }) => state.stage === 'closed')).toBe(true)
    expect(Math.max(...sample.map(({ events }) => events.length))).toBeGreaterThan(8)
  })
})

describe('given, when, then', () => {
  const time = at('2025-01-01T00:00:00.000Z')
  const actor = { id: 'ana', role: 'agent' }
  const one = { at: time, part: 1, parts: 1 }
  const opened = { type: 'Opened', owner: 'Bo', ...one } as const
  const deposited = { type: 'Deposited', amount: 5, ...one } as const
  const withdraw = { type: 'Withdraw', amount: 3, at: time, actor } as const
  const withdrawn = { type: 'Withdrawn', amount: 3, ...one } as const
  const when = specify(account(1)).given([opened, deposited]).when(withdraw)

  test('exactly these events pass', () => {
    when.then([withdrawn])
    specify(account(1))
      .given([opened])
      .when({ ...withdraw, type: 'Deposit', amount: 0 })
      .thenNothing()
    specify(account(1))
      .given([opened])
      .when(withdraw)
      .thenRejects({ _tag: 'Overdrawn', balance: 0 })
    specify(account(1)).given([opened, deposited]).thenState({ stage: 'open', balance: 5 })
  })

  test.each([
    ['too few', []],
    ['too many', [withdrawn, withdrawn]],
    ['an extra field', [{ ...withdrawn, note: undefined }]],
    ['another value', [{ ...withdrawn, amount: 4 }]],
  ])('%s fails', (_, events) => {
    expect(() => when.then(events)).toThrow('expected events')
  })

  test('the other ends fail as they should', () => {
    expect(() => when.thenNothing()).toThrow('expected nothing')
    expect(() => when.thenRejects({ _tag: 'AlreadyOpen' })).toThrow('but there came events')
    expect(() => specify(account(1)).given([opened]).when(withdraw).then([withdrawn])).toThrow(
      'there came the rejection',
    )
    expect(() =>
      specify(account(1))
        .given([opened])
        .when(withdraw)
        .thenRejects({ _tag: 'Overdrawn', balance: 1 }),
    ).toThrow('/left/balance: found 0, expected 1')
    expect(() => specify(account(1)).given([]).thenState({ stage: 'open', balance: 0 })).toThrow(
      '/stage: found "none", expected "open"',
    )
  })

  test('the text names the first difference', () => {
    expect(() => when.then([{ ...withdrawn, amount: 4 }])).toThrow(
      'first difference: /right/0/amount: found 3, expected 4',
    )
  })
})
