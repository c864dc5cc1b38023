/** The frame of lifecycles: what is asked before an aggregate's own rules, in which order, by which standard. */
import { fold, type Actor, type Instant, type StandardRef } from '@casetrail/core'
import type { CaseCommand } from '@casetrail/core/case'
import { caseAggregate } from '@casetrail/core/case'
import {
  emit,
  governed,
  nothing,
  reject,
  stageGuard,
  standardRules,
} from '@casetrail/core/lifecycle'
import {
  duty,
  type Lifecycle,
  type StandardRules,
  type WrongStage,
} from '@casetrail/core/lifecycle'
import { retail2025, type ServiceStandard } from '@casetrail/core/standards'
import { at, histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { caseCommandsFor } from '../../test/case-commands.js'
import { agent, cases, inStage, open, t0 } from '../../test/case-kit.js'

// ---- a voucher that one asks for and another grants

interface AskVoucher {
  readonly type: 'AskVoucher'
  readonly at: Instant
  readonly actor: Actor
  readonly standard?: StandardRef
}
interface GrantVoucher {
  readonly type: 'GrantVoucher'
  readonly at: Instant
  readonly actor: Actor
  readonly amount: number
}
type VoucherCommand = AskVoucher | GrantVoucher

type VoucherEvent =
  | {
      readonly type: 'VoucherAsked'
      readonly at: Instant
      readonly by: string
      readonly standard: StandardRef
    }
  | { readonly type: 'VoucherGranted'; readonly at: Instant; readonly by: string }

interface Voucher {
  readonly stage: 'none' | 'asked' | 'granted'
  readonly standard: StandardRef | undefined
  readonly openedAt: Instant | undefined
  readonly askedBy: string | undefined
}

type VoucherRejection =
  | WrongStage<
      'VoucherNotAsked' | 'VoucherAlreadyAsked' | 'VoucherAlreadyGranted',
      Voucher['stage']
    >
  | { readonly _tag: 'AmountMissing' }

const none: Voucher = {
  stage: 'none',
  standard: undefined,
  openedAt: undefined,
  askedBy: undefined,
}

const guard = stageGuard<
  VoucherCommand['type'],
  Voucher['stage'],
  'VoucherNotAsked' | 'VoucherAlreadyAsked' | 'VoucherAlreadyGranted'
>({ AskVoucher: ['none'], GrantVoucher: ['asked'] }, (stage) => {
  switch (stage) {
    case 'none':
      return 'VoucherNotAsked'
    case 'asked':
      return 'VoucherAlreadyAsked'
    case 'granted':
      return 'VoucherAlreadyGranted'
  }
})

const lifecycle: Lifecycle<
  AskVoucher,
  GrantVoucher,
  Voucher,
  VoucherEvent,
  VoucherRejection,
  StandardRules
> = {
  rulesOf: standardRules,
  authority: {
    permissions: { AskVoucher: 'complaint.propose', GrantVoucher: 'complaint.approve' },
    duties: [
      duty<VoucherCommand, Voucher, StandardRules, 'GrantVoucher'>(
        'GrantVoucher',
        'granterIsNotAsker',
        { en: 'Who asks for a voucher does not grant it', zh: '申請人不得批准' },
        ({ id }, _command, { askedBy }) => id === askedBy,
      ),
    ],
  },
  isOpening: (command): command is AskVoucher => command.type === 'AskVoucher',
  wrongStage: (type, { stage }) => guard(type, stage),
  open: ({ at: when, actor }, { ref }) =>
    emit({ type: 'VoucherAsked', at: when, by: actor.id, standard: ref }),
  decide: ({ at: when, actor, amount }, { state }) => {
    if (amount === 0) return reject({ _tag: 'AmountMissing' })
    return state.stage === 'asked'
      ? emit({ type: 'VoucherGranted', at: when, by: actor.id })
      : nothing
  },
}

const evolve = (state: Voucher, event: VoucherEvent): Voucher =>
  event.type === 'VoucherAsked'
    ? { stage: 'asked', standard: event.standard, openedAt: event.at, askedBy: event.by }
    : { ...state, stage: 'granted' }

const vouchersUnder = (...standards: ReadonlyArray<ServiceStandard>) => ({
  ...governed(lifecycle, standards),
  initialState: none,
  evolve,
  isTerminal: ({ stage }: Voucher) => stage === 'granted',
})

const vouchers = vouchersUnder(retail2025)
const retail: StandardRef = { id: 'retail-2025', version: 1 }
const unknown: StandardRef = { id: 'retail-2024', version: 3 }

const monday = at('2025-03-03T01:00:00.000Z')
const tuesday = at('2025-03-04T01:00:00.000Z')
const asked = (standard = retail): Voucher => ({
  stage: 'asked',
  standard,
  openedAt: tuesday,
  askedBy: 'manager-zhao',
})
const ask = (change: Partial<AskVoucher> = {}): AskVoucher => ({
  type: 'AskVoucher',
  at: monday,
  actor: { id: 'agent-lin', role: 'agent' },
  ...change,
})
const grant = (change: Partial<GrantVoucher> = {}): GrantVoucher => ({
  type: 'GrantVoucher',
  at: tuesday,
  actor: { id: 'manager-qian', role: 'manager' },
  amount: 500,
  ...change,
})

/** With everything wrong at once, one thing after the other is put right. */
describe('what is asked, in this order', () => {
  const trainer = { id: 'trainer-sun', role: 'trainer' }
  const itself = { id: 'manager-zhao', role: 'manager' }
  const wrong = { at: monday, actor: trainer, amount: 0 } as const
  const notLoaded = { _tag: 'StandardNotLoaded', standard: unknown, loaded: [retail] }

  test('of a command on an opened stream: stage, standard, time, role, duty, its own rules', () => {
    const done: Voucher = { ...asked(unknown), stage: 'granted' }
    const rejections = [
      [grant(wrong), done],
      [grant(wrong), asked(unknown)],
      [grant(wrong), asked()],
      [grant({ ...wrong, at: tuesday }), asked()],
      [grant({ actor: itself, amount: 0 }), asked()],
      [grant({ amount: 0 }), asked()],
    ] as const
    expect(
      rejections.map(([command, state]) => {
        const decided = vouchers.decide(command, state)
        return E.isLeft(decided) ? decided.left : decided.right
      }),
    ).toEqual([
      {
        _tag: 'VoucherAlreadyGranted',
        command: 'GrantVoucher',
        stage: 'granted',
        allowed: ['asked'],
      },
      notLoaded,
      { _tag: 'HappenedBeforeOpening', at: monday, openedAt: tuesday },
      {
        _tag: 'NotPermitted',
        command: 'GrantVoucher',
        role: 'trainer',
        permission: 'complaint.approve',
        permitted: ['agent', 'seniorSpecialist', 'supervisor', 'manager', 'customerManager'],
        nearest: undefined,
      },
      {
        _tag: 'DutiesNotSeparated',
        command: 'GrantVoucher',
        rule: 'granterIsNotAsker',
        actor: 'manager-zhao',
      },
      { _tag: 'AmountMissing' },
    ])
    expect(vouchers.decide(grant(), asked())).toEqual(
      E.right([{ type: 'VoucherGranted', at: tuesday, by: 'manager-qian' }]),
    )
  })

  test('of a command that opens: stage, standard, role; no time lies before the opening', () => {
    const named = { standard: unknown, actor: trainer }
    expect([
      vouchers.decide(ask(named), asked()),
      vouchers.decide(ask(named), none),
      vouchers.decide(ask({ actor: trainer }), none),
      vouchers.decide(ask(), none),
    ]).toMatchObject([
      { left: { _tag: 'VoucherAlreadyAsked' } },
      { left: notLoaded },
      { left: { _tag: 'NotPermitted', role: 'trainer', permission: 'complaint.propose' } },
      { right: [{ type: 'VoucherAsked', standard: retail }] },
    ])
  })

  test('the very time of the opening is not before it', () => {
    expect(vouchers.decide(grant({ at: tuesday }), asked())._tag).toBe('Right')
  })

  test('without any standard nothing is opened, and nothing is permitted', () => {
    const bare = vouchersUnder()
    const left = { _tag: 'StandardNotLoaded', standard: { id: 'none', version: 1 }, loaded: [] }
    expect(bare.decide(ask(), none)).toEqual(E.left(left))
    expect(bare.authorize(agent, ask(), none)).toEqual(left)
    expect(bare.decide(grant(), asked())).toEqual(E.left({ ...left, standard: retail }))
  })
})

describe('roles', () => {
  test.each([
    ['superviser', 'supervisor'],
    ['Manager', 'manager'],
    ['custmerManager', 'customerManager'],
    ['wizard', undefined],
    // roles that exist are meant as they are
    ['trainer', undefined],
    ['auditor', undefined],
  ])('%s is told the nearest: %s', (role, nearest) => {
    const refused = vouchers.decide(grant({ actor: { id: 'x', role } }), asked())
    expect(refused).toMatchObject({ left: { _tag: 'NotPermitted', role, nearest } })
  })

  test.each(['__proto__', 'constructor', 'toString', ''])('%j is no role', (role) => {
    expect(vouchers.authorize({ id: 'x', role }, grant(), asked())).toMatchObject({
      _tag: 'NotPermitted',
    })
  })
})

describe('two standards', () => {
  const strict: ServiceStandard = {
    ...retail2025,
    id: 'strict',
    version: 2,
    roles: [
      { code: 'clerk', label: { en: 'Clerk', zh: '店員' }, may: ['complaint.propose'] },
      { code: 'director', label: { en: 'Director', zh: '總監' }, may: ['complaint.approve'] },
      { code: 'manager', label: { en: 'Manager', zh: '經理' }, may: ['complaint.propose'] },
    ],
  }
  const older: ServiceStandard = { ...strict, version: 1, roles: retail2025.roles }
  const both = vouchersUnder(retail2025, strict, older)
  const strictly: StandardRef = { id: 'strict', version: 2 }
  const director = { id: 'director-wu', role: 'director' }

  test('judge each stream by the one that it was opened under', () => {
    expect(both.decide(grant(), asked())._tag).toBe('Right')
    expect(both.decide(grant(), asked(strictly))).toMatchObject({
      left: { _tag: 'NotPermitted', role: 'manager', permitted: ['director'], nearest: undefined },
    })
    expect(both.decide(grant({ actor: director }), asked(strictly))._tag).toBe('Right')
    expect(both.decide(grant({ actor: director }), asked())).toMatchObject({
      left: { _tag: 'NotPermitted', role: 'director' },
    })
  })

  test('what opens a stream again is judged by the stream, not by the standard that it names', () => {
    const clerk = { id: 'clerk-li', role: 'clerk' }
    const reopenable = governed({ ...lifecycle, wrongStage: () => undefined }, [retail2025, strict])
    const named = ask({ actor: clerk, standard: strictly })
    expect(reopenable.decide(named, asked())).toMatchObject({
      left: { _tag: 'NotPermitted', role: 'clerk' },
    })
    expect(reopenable.authorize(clerk, named, asked())).toMatchObject({ _tag: 'NotPermitted' })
    const other = ask({ actor: clerk, standard: retail })
    expect(reopenable.decide(other, asked(strictly))).toMatchObject({
      right: [{ standard: strictly }],
    })
    expect(reopenable.decide(ask(), asked(unknown))).toMatchObject({
      left: { _tag: 'StandardNotLoaded', standard: unknown },
    })
  })

  test('versions of one are two', () => {
    expect(both.decide(grant(), asked({ id: 'strict', version: 1 }))._tag).toBe('Right')
    expect(both.decide(grant(), asked({ id: 'strict', version: 3 }))).toMatchObject({
      left: { _tag: 'StandardNotLoaded', loaded: [retail, strictly, { id: 'strict', version: 1 }] },
    })
  })

  test('who opens is judged by the standard that the command names, else by the first', () => {
    const clerk = { id: 'clerk-li', role: 'clerk' }
    expect(both.decide(ask({ actor: clerk, standard: strictly }), none)).toMatchObject({
      right: [{ standard: strictly }],
    })
    expect(both.decide(ask({ actor: clerk }), none)).toMatchObject({
      left: { _tag: 'NotPermitted', role: 'clerk' },
    })
    expect(both.decide(ask(), none)).toMatchObject({ right: [{ standard: retail }] })
    expect(both.authorize(clerk, ask({ standard: strictly }), none)).toBeUndefined()
    expect(both.authorize(clerk, ask(), none)).toMatchObject({ _tag: 'NotPermitted' })
  })
})

describe('authorize', () => {
  const isOfAuthority = (tag: string): boolean =>
    tag === 'NotPermitted' || tag === 'DutiesNotSeparated' || tag === 'StandardNotLoaded'

  const roleOf = fc.constantFrom(...retail2025.roles.map((role) => role.code), 'agnet', 'nobody')

  test('of a case says what its decision says, in any state, of any role', () => {
    // now and then under a standard that is not loaded
    const others = caseAggregate([{ ...retail2025, version: 2 }])
    const reached = { emitted: 0, refused: 0, notLoaded: 0 }
    fc.assert(
      fc.property(
        histories(cases, caseCommandsFor, { maxCommands: 12 }).chain(({ state }) =>
          fc.tuple(fc.constant(state), caseCommandsFor(state), roleOf, fc.nat({ max: 9 })),
        ),
        ([state, drawn, role, n]) => {
          const command: CaseCommand = { ...drawn, actor: { ...drawn.actor, role } }
          const { decide, authorize } = n === 0 && state.stage !== 'none' ? others : cases
          const refused = authorize(command.actor, command, state)
          const decided = decide(command, state)
          if (refused !== undefined) expect(decided._tag).toBe('Left')
          if (E.isRight(decided)) {
            expect(refused).toBeUndefined()
            reached.emitted += 1
          } else if (isOfAuthority(decided.left._tag)) {
            expect(decided.left).toEqual(refused)
            reached[decided.left._tag === 'StandardNotLoaded' ? 'notLoaded' : 'refused'] += 1
          }
        },
      ),
      { numRuns: 1_000, seed: 11 },
    )
    expect(Object.values(reached).every((n) => n >= 20)).toBe(true)
  })

  test('holds duties too: it refuses exactly where the decision does, or the decision never came to it', () => {
    const people = fc.constantFrom('agent-lin', 'manager-zhao', 'manager-qian')
    const actors = fc.record({ id: people, role: roleOf })
    const commands = fc.oneof(
      actors.map((actor) => ask({ actor })),
      fc
        .tuple(actors, fc.constantFrom(monday, tuesday), fc.constantFrom(0, 500))
        .map(([actor, when, amount]) => grant({ actor, at: when, amount })),
    )
    const broken = new Set<string>()
    fc.assert(
      fc.property(
        histories(vouchers, () => commands, { maxCommands: 6 }),
        commands,
        (h, command) => {
          const refused = vouchers.authorize(command.actor, command, h.state)
          const decided = vouchers.decide(command, h.state)
          if (refused !== undefined) broken.add(refused._tag)
          if (E.isRight(decided)) expect(refused).toBeUndefined()
          else if (isOfAuthority(decided.left._tag)) expect(decided.left).toEqual(refused)
          else if (decided.left._tag === 'AmountMissing') expect(refused).toBeUndefined()
        },
      ),
      { numRuns: 1_000, seed: 5 },
    )
    expect([...broken].sort()).toEqual(['DutiesNotSeparated', 'NotPermitted', 'StandardNotLoaded'])
  })

  test('asks of the actor who is named, who need not be the one of the command', () => {
    const state = fold(cases, cases.initialState, inStage('new'))
    const cancel: CaseCommand = { type: 'CancelCase', at: t0, actor: agent, reason: '誤撥' }
    expect(cases.authorize(agent, cancel, state)).toBeUndefined()
    expect(cases.authorize({ id: 'a', role: 'auditor' }, cancel, state)).toMatchObject({
      _tag: 'NotPermitted',
      role: 'auditor',
    })
    expect(cases.authorize(agent, open, cases.initialState)).toBeUndefined()
  })
})
