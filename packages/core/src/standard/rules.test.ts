/** What is wrong with who may do what, who approves, and what comes after a case. */
import { checkStandard, decodeStandard, retail2025 } from '@casetrail/core/standards'
import type { ServiceStandard } from '@casetrail/core/standards'
import type { Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { severities } from '../words/words.js'

const { roles, approval, complaints, followUps, satisfaction, taxonomies, routing } = retail2025
const label = { en: 'X', zh: '甲' } as const
// whole, and by a name that no other content has yet
const { basedOn: _from, ...whole } = retail2025
const mine: ServiceStandard = { ...whole, id: 'mine' }

const problemsOf = (document: unknown): ReadonlyArray<Problem> => {
  const decoded = decodeStandard(document)
  return E.isLeft(decoded) ? decoded.left.problems : []
}

const [small] = approval.discretion
const [band] = approval.bands
if (small === undefined || band === undefined) throw new Error('retail-2025 has both')

const withApproval = (change: Partial<ServiceStandard['approval']>): ServiceStandard => ({
  ...mine,
  approval: { ...approval, ...change },
})
const withComplaints = (change: Partial<ServiceStandard['complaints']>): ServiceStandard => ({
  ...mine,
  complaints: { ...complaints, ...change },
})
const withFollowUps = (change: Partial<ServiceStandard['followUps']>): ServiceStandard => ({
  ...mine,
  followUps: { ...followUps, ...change },
})
const plan = { id: 'a', label, purpose: 'periodic', every: 'year' } as const
const everyone = { severities, currency: 'CNY', approvers: ['manager'] } as const

interface Bad {
  readonly name: string
  readonly document: unknown
  readonly problems: ReadonlyArray<Problem>
}

const roleCodes = roles.map((role) => role.code).join(', ')

const bad: ReadonlyArray<Bad> = [
  {
    name: 'a role twice, and a permission twice in one',
    document: {
      ...mine,
      roles: [...roles, { code: 'auditor', label, may: ['case.open', 'case.work', 'case.open'] }],
    },
    problems: [
      { pointer: `/roles/${String(roles.length)}`, found: '"auditor"', expected: 'each code once' },
      {
        pointer: `/roles/${String(roles.length)}/may/2`,
        found: '"case.open"',
        expected: 'each code once',
      },
    ],
  },
  {
    name: 'a permission that there is not',
    document: { ...mine, roles: [...roles, { code: 'temp', label, may: ['case.opne'] }] },
    problems: [
      {
        pointer: `/roles/${String(roles.length)}/may/0`,
        found: '"case.opne"',
        expected: 'Permission (nearest: case.open)',
      },
    ],
  },
  {
    name: 'supervisors who do not exist, or may not approve',
    document: { ...mine, supervisorRoles: ['supervisor', 'manager', 'manger', 'trainer'] },
    problems: [
      {
        pointer: '/supervisorRoles/2',
        found: '"manger"',
        expected: `one of ${roleCodes} (nearest: manager)`,
      },
      {
        pointer: '/supervisorRoles/3',
        found: '"trainer"',
        expected: 'a role that may complaint.approve',
      },
    ],
  },
  {
    name: 'no supervisors: nobody may approve for a serious complaint',
    document: {
      ...withApproval({ bands: [everyone] }),
      supervisorRoles: [],
    },
    problems: [
      { pointer: '/supervisorRoles', found: 'a list of 0', expected: 'at least one' },
      {
        pointer: '/approval/bands/0/approvers/0',
        found: '"manager"',
        expected: 'a supervisor role for serious: ',
      },
    ],
  },
  {
    name: 'discretion of a role that there is not, and of one that may not approve',
    document: withApproval({
      discretion: [
        { ...small, role: 'agnet' },
        { ...small, role: 'system' },
      ],
    }),
    problems: [
      {
        pointer: '/approval/discretion/0/role',
        found: '"agnet"',
        expected: `one of ${roleCodes} (nearest: agent)`,
      },
      {
        pointer: '/approval/discretion/1/role',
        found: '"system"',
        expected: 'a role that may complaint.approve',
      },
    ],
  },
  {
    name: 'discretion for serious complaints, at no cost too',
    document: withApproval({
      discretion: [{ ...small, severities: ['general', 'serious'], upTo: 0 }],
    }),
    problems: [
      {
        pointer: '/approval/discretion/0/severities/1',
        found: '"serious"',
        expected: 'general or major: serious takes a supervisor, at no cost too',
      },
    ],
  },
  {
    name: 'discretion for nothing, and for one severity twice',
    document: withApproval({
      discretion: [
        { ...small, severities: [] },
        { ...small, severities: ['major', 'major'] },
      ],
    }),
    problems: [
      {
        pointer: '/approval/discretion/0/severities',
        found: 'a list of 0',
        expected: 'at least one',
      },
      {
        pointer: '/approval/discretion/1/severities/1',
        found: '"major"',
        expected: 'each code once',
      },
    ],
  },
  {
    name: 'two amounts for one role, severity and currency',
    document: withApproval({
      discretion: [
        { role: 'agent', severities: ['general'], currency: 'CNY', upTo: 10_000 },
        { role: 'supervisor', severities: ['general'], currency: 'CNY', upTo: 50_000 },
        { role: 'agent', severities: ['major', 'general'], currency: 'CNY', upTo: 20_000 },
      ],
    }),
    problems: [
      {
        pointer: '/approval/discretion/2',
        found: 'general in CNY again',
        expected:
          'one amount for a role, severity and currency: "agent" has one in /approval/discretion/0',
      },
    ],
  },
  {
    name: 'currencies that there are not',
    document: withApproval({
      discretion: [{ ...small, currency: 'RMB' }],
      bands: [everyone, { ...everyone, currency: 'RMB' }],
    }),
    problems: [
      { pointer: '/approval/discretion/0/currency' },
      { pointer: '/approval/bands/1/currency' },
    ].map(({ pointer }) => ({
      pointer,
      found: '"RMB"',
      expected: expect.stringMatching(/^an ISO 4217 currency \(nearest: [A-Z]{3}\)$/) as string,
    })),
  },
  {
    name: 'a currency in small letters',
    document: withApproval({ discretion: [{ ...small, currency: 'cny' }] }),
    problems: [
      { pointer: '/approval/discretion/0/currency', found: '"cny"', expected: 'Currency' },
    ],
  },
  {
    name: 'an amount with a fraction of the minor unit',
    document: withApproval({ discretion: [{ ...small, upTo: 99.5 }] }),
    problems: [{ pointer: '/approval/discretion/0/upTo', found: '99.5', expected: 'Count' }],
  },
  {
    name: 'bands without severity, without approver, with one who may not, with one twice',
    document: withApproval({
      bands: [
        { ...band, severities: [], approvers: [] },
        { ...band, severities: ['general'], approvers: ['auditor', 'manager', 'manager'] },
        everyone,
      ],
    }),
    problems: [
      { pointer: '/approval/bands/0/severities', found: 'a list of 0', expected: 'at least one' },
      { pointer: '/approval/bands/0/approvers', found: 'a list of 0', expected: 'at least one' },
      {
        pointer: '/approval/bands/1/approvers/2',
        found: '"manager"',
        expected: 'each code once',
      },
      {
        pointer: '/approval/bands/1/approvers/0',
        found: '"auditor"',
        expected: 'a role that may complaint.approve',
      },
    ],
  },
  {
    name: 'serious complaints approved by one who is no supervisor',
    document: withApproval({
      bands: [
        { ...everyone, severities: ['general', 'major'], approvers: ['agent'] },
        { ...everyone, severities: ['serious'], approvers: ['manager', 'seniorSpecialist'] },
      ],
    }),
    problems: [
      {
        pointer: '/approval/bands/1/approvers/1',
        found: '"seniorSpecialist"',
        expected: 'a supervisor role for serious: supervisor, manager',
      },
    ],
  },
  {
    name: 'a band behind one that takes as much, and one behind any amount',
    document: withApproval({
      bands: [
        { ...everyone, upTo: 50_000 },
        { ...everyone, upTo: 20_000 },
        { ...everyone, severities: ['serious'] },
        { ...everyone, severities: ['general', 'serious'], upTo: 900_000 },
        everyone,
        { ...everyone, currency: 'EUR' },
      ],
    }),
    problems: [
      ...severities.map((severity, i) => ({
        pointer: `/approval/bands/1/severities/${String(i)}`,
        found: `"${severity}", up to 20000 of CNY`,
        expected: 'more than /approval/bands/0 takes before it',
      })),
      {
        pointer: '/approval/bands/3/severities/1',
        found: '"serious", up to 900000 of CNY',
        expected: 'more than /approval/bands/2 takes before it',
      },
      {
        pointer: '/approval/bands/4/severities/2',
        found: '"serious", any amount of CNY',
        expected: 'more than /approval/bands/2 takes before it',
      },
    ],
  },
  {
    name: 'amounts that nobody could approve: bands that end, a currency without any',
    document: withApproval({
      discretion: [small, { ...small, currency: 'EUR' }],
      bands: [
        { ...everyone, upTo: 1_000_000 },
        { ...everyone, severities: ['general', 'serious'] },
      ],
    }),
    problems: [['major', 'CNY'], ...severities.map((severity) => [severity, 'EUR'] as const)].map(
      ([severity = '', currency = '']) => ({
        pointer: '/approval/bands',
        found: `no band without upTo for ${severity} in ${currency}`,
        expected: 'an approver for every amount',
      }),
    ),
  },
  {
    name: 'the priority of a type that there is not, and a remedy twice',
    document: withComplaints({
      byType: {
        ...complaints.byType,
        goods: { priority: 'hihg', remedies: ['refund', 'exchange', 'refund'] },
      },
    }),
    problems: [
      {
        pointer: '/complaints/byType/goods/priority',
        found: '"hihg"',
        expected: 'one of critical, high, moderate, low (nearest: high)',
      },
      {
        pointer: '/complaints/byType/goods/remedies/2',
        found: '"refund"',
        expected: 'each code once',
      },
    ],
  },
  {
    name: 'a type left out, and a remedy that there is not',
    document: {
      ...mine,
      complaints: {
        ...complaints,
        byType: {
          ...complaints.byType,
          logistics: undefined,
          goods: { priority: 'high', remedies: ['voucher'] },
        },
      },
    },
    problems: [
      {
        pointer: '/complaints/byType/goods/remedies/0',
        found: '"voucher"',
        expected:
          'one of exchange, refund, repair, compensation, freeService, coupon, apology, training, standardChange',
      },
      { pointer: '/complaints/byType/logistics', found: 'nothing', expected: 'Handling' },
    ],
  },
  {
    name: 'acknowledgement of a channel twice, by none, by one twice',
    document: withComplaints({
      acknowledgement: [
        { channel: 'phone', by: [] },
        { channel: 'email', by: ['email', 'phone', 'email'] },
        { channel: 'phone', by: ['sms'] },
      ],
    }),
    problems: [
      {
        pointer: '/complaints/acknowledgement/2',
        found: '"phone"',
        expected: 'each channel once',
      },
      {
        pointer: '/complaints/acknowledgement/0/by',
        found: 'a list of 0',
        expected: 'at least one',
      },
      {
        pointer: '/complaints/acknowledgement/1/by/2',
        found: '"email"',
        expected: 'each code once',
      },
    ],
  },
  {
    name: 'purposes twice',
    document: withFollowUps({
      consentFor: ['periodic', 'periodic'],
      cap: { ...followUps.cap, exempt: ['recovery', 'vipCare', 'recovery'] },
    }),
    problems: [
      { pointer: '/followUps/consentFor/1', found: '"periodic"', expected: 'each code once' },
      { pointer: '/followUps/cap/exempt/2', found: '"recovery"', expected: 'each code once' },
    ],
  },
  {
    name: 'plans with one id, and of a tier that there is not',
    document: withFollowUps({
      plans: [
        { ...plan, tier: 'vipp' },
        { ...plan, problemType: 'technical' },
      ],
    }),
    problems: [
      { pointer: '/followUps/plans/1', found: '"a"', expected: 'each id once' },
      {
        pointer: '/followUps/plans/0/tier',
        found: '"vipp"',
        expected: 'one of vip, member, standard, unknown (nearest: vip)',
      },
    ],
  },
  {
    name: 'plans that are never taken',
    document: withFollowUps({
      plans: [
        { ...plan, id: 'technical', problemType: 'technical' },
        { ...plan, id: 'vip-technical', problemType: 'technical', tier: 'vip' },
        { ...plan, id: 'vip', tier: 'vip' },
        { ...plan, id: 'all' },
        { ...plan, id: 'rest' },
      ],
    }),
    problems: [
      {
        pointer: '/followUps/plans/1',
        found: 'tier "vip", problemType "technical"',
        expected: 'to stand before /followUps/plans/0, which takes all of it',
      },
      {
        pointer: '/followUps/plans/4',
        found: 'no condition',
        expected: 'to stand before /followUps/plans/3, which takes all of it',
      },
    ],
  },
  {
    name: 'a route that is never taken',
    document: { ...mine, routing: [{ team: 'front-desk' }, ...routing.slice(0, 1)] },
    problems: [
      {
        pointer: '/routing/1',
        found: 'tier "vip"',
        expected: 'to stand before /routing/0, which takes all of it',
      },
    ],
  },
  {
    name: 'weights that add up to less, and a coverage of nothing',
    document: {
      ...mine,
      satisfaction: { weights: { ...satisfaction.weights, staff: 10 }, coverage: 0 },
    },
    problems: [
      {
        pointer: '/satisfaction/weights',
        found: 'a sum of 90',
        expected: 'weights that add up to 100',
      },
      {
        pointer: '/satisfaction/coverage',
        found: '0',
        expected: 'a percentage from 1 to 100',
      },
    ],
  },
  {
    name: 'a coverage above all there is',
    document: { ...mine, satisfaction: { ...satisfaction, coverage: 101 } },
    problems: [
      {
        pointer: '/satisfaction/coverage',
        found: '101',
        expected: 'a percentage from 1 to 100',
      },
    ],
  },
  {
    name: 'a dimension of service twice',
    document: {
      ...mine,
      taxonomies: {
        ...taxonomies,
        serviceDimensions: [...taxonomies.serviceDimensions, { code: 'empathy', label }],
      },
    },
    problems: [
      {
        pointer: `/taxonomies/serviceDimensions/${String(taxonomies.serviceDimensions.length)}`,
        found: '"empathy"',
        expected: 'each code once',
      },
    ],
  },
]

describe('what is wrong is named with its place', () => {
  test.each(bad)('$name', ({ document, problems }) => {
    expect(problemsOf(document)).toEqual(problems)
  })

  test('a standard without amounts of its own has nothing to approve, and is right', () => {
    expect(checkStandard(withApproval({ discretion: [], bands: [] }))).toEqual([])
    expect(checkStandard(withFollowUps({ plans: [] }))).toEqual([])
    expect(checkStandard(withComplaints({ acknowledgement: [] }))).toEqual([])
  })
})

describe('whom the first band that fits asks', () => {
  const limits = fc.option(fc.nat({ max: 5 }), { nil: undefined })
  const some = fc.subarray([...severities], { minLength: 1 })
  const bands = fc.array(
    fc
      .record({ severities: some, currency: fc.constantFrom('CNY', 'EUR'), upTo: limits })
      .map(({ upTo, ...rest }) => ({
        ...rest,
        approvers: ['manager'],
        ...(upTo === undefined ? {} : { upTo }),
      })),
    { maxLength: 5 },
  )
  const taker = (
    list: ServiceStandard['approval']['bands'],
    severity: string,
    currency: string,
    amount: number,
  ): number =>
    list.findIndex(
      (one) =>
        one.severities.some((of) => of === severity) &&
        one.currency === currency &&
        (one.upTo === undefined || amount <= one.upTo),
    )

  test('is told to be complete, and without bands in vain, exactly where it is', () => {
    const amounts = [0, 1, 2, 3, 4, 5, 6]
    fc.assert(
      fc.property(bands, (list) => {
        const problems = checkStandard(withApproval({ discretion: [], bands: list }))
        const taken = new Set<string>()
        const open = new Set<string>()
        for (const currency of new Set(list.map((one) => one.currency))) {
          for (const severity of severities) {
            for (const amount of amounts) {
              const by = taker(list, severity, currency, amount)
              if (by < 0) open.add(`no band without upTo for ${severity} in ${currency}`)
              else taken.add(`${String(by)} ${severity}`)
            }
          }
        }
        const inVain = list.flatMap((one, i) =>
          one.severities.flatMap((severity, j) =>
            taken.has(`${String(i)} ${severity}`)
              ? []
              : [`/approval/bands/${String(i)}/severities/${String(j)}`],
          ),
        )
        const places = problems.map(({ pointer, found }) =>
          pointer === '/approval/bands' ? found : pointer,
        )
        expect(new Set(places)).toEqual(new Set([...inVain, ...open]))
      }),
      { numRuns: 500 },
    )
  })
})

describe('the roles of retail-2025', () => {
  const may = (code: string): ReadonlyArray<string> =>
    roles.find((role) => role.code === code)?.may ?? []

  test('an auditor does nothing; a machine and a customer approve and decide nothing', () => {
    expect(may('auditor')).toEqual([])
    for (const code of ['system', 'customer']) {
      for (const never of [
        'complaint.approve',
        'complaint.decide',
        'complaint.review',
        'correctiveAction.verify',
        'emergency.compensate',
        'emergency.review',
      ]) {
        expect(may(code)).not.toContain(never)
      }
    }
  })

  test('a customer asks, settles, cancels, complains and appeals, and answers nothing for the desk', () => {
    expect(may('customer')).toEqual([
      'case.open',
      'case.contact',
      'case.appoint',
      'case.settle',
      'case.cancel',
      'complaint.receive',
      'complaint.appeal',
      'followUp.answer',
    ])
  })

  test('whoever works here may declare an emergency; supervisors may do all', () => {
    const staff = roles.filter(({ code }) => !['auditor', 'customer'].includes(code))
    expect(staff.filter((role) => !role.may.includes('emergency.declare'))).toEqual([])
    const all = new Set(roles.flatMap((role) => role.may))
    for (const code of retail2025.supervisorRoles) expect(new Set(may(code))).toEqual(all)
  })
})
