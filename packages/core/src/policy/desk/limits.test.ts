/** What the policies do at the edge: how often, how long, and until what. */
import { afterEach, describe, expect, test } from 'vitest'

import {
  frontDesk,
  premium2025,
  readyStandards,
  retail2025,
  supportSop,
} from '../../standard/ready.js'

import { desk, hours, outsideGives, uuid, type Desk } from '../../../test/desk-policies.js'
import {
  CASE,
  COMPLAINT,
  FOLLOW_UP,
  decide,
  investigate,
  merge,
  open,
  receive,
  resolve,
  schedule,
  wang,
} from '../../../test/desk-stories.js'

const DAYS = 24
const desks: Desk[] = []

const started = async (standards = [retail2025]): Promise<Desk> => {
  const d = desk(standards)
  desks.push(d)
  await d.settle(0)
  return d
}

const heard = (d: Desk, what: RegExp) => d.answers.filter((one) => what.test(one))

afterEach(async () => {
  for (const d of desks.splice(0)) expect(await outsideGives(d)).toEqual([])
})

describe('the same root cause', () => {
  test.each([
    ['just within the window', [0, 15, 30], [30]],
    ['just outside of it', [0, 15, 30.01], []],
    ['again while the last one is new', [0, 1, 2, 20, 31], [2]],
    ['as often again when it is not', [0, 1, 2, 33, 34, 35], [2, 35]],
  ] as const)('%s', async (_, days, opened) => {
    const d = await started()
    for (const [n, day] of days.entries()) {
      await open(d, day * DAYS, { channel: 'web' }, uuid(n + 10))
      await resolve(d, day * DAYS, { rootCause: 'carrier' }, uuid(n + 10))
      await d.settle(day * DAYS)
    }
    const at = opened.map((day) => ({ at: hours(day * DAYS) }))
    expect(await d.told('CorrectiveActionOpened')).toMatchObject(at)
    expect(await d.told('CorrectiveActionOpened')).toHaveLength(at.length)
  })
})

describe('a call about a complaint', () => {
  test.each([
    [
      'withdrawn',
      COMPLAINT,
      { type: 'WithdrawComplaint', reason: '誤會' },
      { reason: 'other', note: '投訴已撤回 The complaint was withdrawn' },
    ],
    [
      'merged',
      uuid(60),
      {
        type: 'AbsorbComplaint',
        survivor: uuid(60),
        duplicate: COMPLAINT,
        duplicateCustomer: 'customer-1',
      },
      { reason: 'merged' },
    ],
  ] as const)('is called off where that is %s', async (_, id, command, cancelled) => {
    const d = await started()
    await receive(d, 0)
    await receive(d, 0, {}, uuid(60))
    await investigate(d, 0)
    await decide(d, 1)
    await d.settle(1)
    expect(heard(d, /FollowUp/)).toEqual(['afterComplaint ScheduleFollowUp carriedOut'])
    await d.give('complaint', id, 2, command)
    await d.settle(2)
    expect(heard(d, /FollowUp/).slice(1)).toEqual(['staleFollowUps CancelFollowUp carriedOut'])
    expect(await d.told('FollowUpCancelled')).toMatchObject([cancelled])
  })
})

test('a follow-up that is put off is missed by its new date, once', async () => {
  const d = await started()
  await schedule(d, 0)
  await d.give('followUp', FOLLOW_UP, 1, { type: 'RescheduleFollowUp', due: hours(100) })
  await d.until(140)
  expect(heard(d, /missedFollowUp/)).toEqual([])
  await d.until(200)
  expect(heard(d, /missedFollowUp/)).toEqual([
    'missedFollowUp MissFollowUp carriedOut',
    'missedFollowUp RemindOwner carriedOut',
  ])
  expect(await d.told('FollowUpMissed')).toMatchObject([{ at: hours(148) }])
})

test('a promise that is broken, forgiven and broken again is escalated once', async () => {
  const d = await started([{ ...supportSop, hostMustSet: [] }])
  await open(d, 0)
  const reply = { direction: 'outbound', channel: 'email', by: 'human', public: true } as const
  await d.give('case', CASE, 1, { type: 'RecordContact', ...reply }, wang)
  await d.until(82)
  // it had been waiting, as is only now told
  const late = { at: 60, recorded: 83 }
  await d.tell('case', CASE, late, { type: 'RequestCustomerInput', question: '訂單號？' }, wang)
  expect(await d.told('ClockBreachWithdrawn')).toHaveLength(1)
  await d.give('case', CASE, 84, { type: 'ResumeCase', basis: 'byHand' }, wang)
  await d.until(10 * DAYS)
  expect(await d.told('ClockBreached')).toMatchObject([
    { clock: 'resolution', run: 1 },
    { clock: 'resolution', run: 1 },
  ])
  expect(heard(d, /overdue/)).toEqual(['overdue EscalateCase carriedOut'])
})

test.each([
  ['a case', 'case', CASE, (d: Desk) => open(d, 0, { channel: 'phone', requestType: 'inquiry' })],
  ['a complaint', 'complaint', COMPLAINT, (d: Desk) => receive(d, 0)],
] as const)(
  '%s goes up the line no further than there is anyone',
  async (_, category, id, begin) => {
    const d = await started([{ ...retail2025, supervisorRoles: ['supervisor'] }])
    await begin(d)
    const type = category === 'case' ? 'EscalateCase' : 'EscalateComplaint'
    const byHand = { type, kind: 'hierarchical', level: 1, reason: '緊急' } as const
    await d.give(category, id, 0, byHand)
    await d.until(5 * DAYS)
    const escalated = await d.told(category === 'case' ? 'CaseEscalated' : 'ComplaintEscalated')
    expect(escalated.length).toBeGreaterThan(1)
    for (const one of escalated) expect(one).toMatchObject({ level: 1 })
  },
)

test('what is closed and reopened is not archived', async () => {
  const d = await started()
  await open(d, 0)
  await resolve(d, 1)
  await d.give('case', CASE, 2, { type: 'ConfirmResolution' })
  await d.settle(2)
  await d.give('case', CASE, 3, { type: 'ReopenCase', reason: '又壞了' })
  await d.until(20 * DAYS)
  expect(heard(d, /archive/)).toEqual([])
})

test('a complaint that is closed and reopened is not archived', async () => {
  const d = await started()
  await receive(d, 0)
  await investigate(d, 0)
  await decide(d, 1)
  await d.give('complaint', COMPLAINT, 2, { type: 'CloseComplaint' })
  await d.settle(2)
  await d.give('complaint', COMPLAINT, 3, { type: 'ReopenComplaint', reason: '不服' })
  await d.until(40 * DAYS)
  expect(heard(d, /archive/)).toEqual([])
})

test('who withdraws consent is called by no plan, until consent is given again', async () => {
  const d = await started()
  await schedule(d, 0, { purpose: 'vipCare', consent: 'given' })
  await open(d, 0, { tier: 'vip' })
  await resolve(d, 1)
  await d.give('case', CASE, 2, { type: 'ConfirmResolution' })
  await d.settle(2)
  await d.give('followUp', FOLLOW_UP, 3, { type: 'CancelFollowUp', reason: 'consentWithdrawn' })
  await d.until(70 * DAYS)
  expect(heard(d, /periodic/)).toEqual([])
  await schedule(d, 70 * DAYS, { purpose: 'vipCare', consent: 'given' }, uuid(61))
  await d.until(71 * DAYS)
  expect(heard(d, /periodic/)).toEqual(['periodicFollowUp ScheduleFollowUp carriedOut'])
})

test('a pause goes on where a merger is undone, and ends as it would have', async () => {
  const d = await started()
  await open(d, 0)
  await open(d, 0, {}, uuid(50))
  await d.give('case', CASE, 1, { type: 'RequestCustomerInput', question: '訂單號？' }, wang)
  await merge(d, 2, uuid(50))
  await d.until(8 * DAYS)
  expect(heard(d, /pausedTooLong|longestPause/)).toEqual([])
  const pair = { survivor: uuid(50), duplicate: CASE }
  await d.give('case', CASE, 8 * DAYS, { type: 'UnmergeCase', ...pair })
  await d.until(16 * DAYS)
  expect(heard(d, /pausedTooLong|longestPause/)).toEqual([
    'pausedTooLong EscalateCase carriedOut',
    'longestPause ResumeCase carriedOut',
    'longestPause RemindOwner carriedOut',
  ])
  // too long already when it came back; the longest pause is over when it would have been
  expect(await d.told('CaseResumed')).toMatchObject([{ at: hours(14 * DAYS + 1) }])
})

test.each([
  ['urgent', true, 5, 25],
  ['not urgent', false, 4, 20],
] as const)(
  'a serious complaint, %s, is a risk so likely',
  async (_, urgent, likelihood, score) => {
    const d = await started()
    await receive(d, 0)
    await d.give('complaint', COMPLAINT, 1, { type: 'AssessSeverity', severity: 'serious', urgent })
    await d.settle(1)
    expect(await d.told('RiskEntered')).toMatchObject([{ likelihood, impact: 5, score }])
  },
)

describe('an emergency that a policy declares', () => {
  const start = { type: 'StartInterruption', interruption: 'i1', kind: 'network' } as const

  // the 15 minutes are a number of H3; the other handbooks name none, and none is invented
  test.each(readyStandards.map((one) => [one.id, one] as const))(
    'promises a plan within 15 minutes only where the handbook does: %s',
    async (_, one) => {
      const d = await started([{ ...one, hostMustSet: [] }])
      const standard = { id: one.id, version: one.version }
      await d.give('operations', uuid(7), 1, { ...start, standard })
      await d.until(2)
      expect(await d.told('EmergencyDeclared')).toMatchObject([{ standard }])
      const promised = one.id === premium2025.id ? [{ dueAt: hours(1.25) }] : []
      expect(await d.told('ClockStarted')).toMatchObject(promised)
      expect(heard(d, /overdue/)).toHaveLength(promised.length)
    },
  )

  test('can be promised a plan by any house: the clock is a rule of its standard', async () => {
    const planStart = premium2025.clocks.filter(({ id }) => id === 'planStart')
    const d = await started([{ ...frontDesk, clocks: [...frontDesk.clocks, ...planStart] }])
    const standard = { id: frontDesk.id, version: frontDesk.version }
    await d.give('operations', uuid(7), 1, { ...start, standard })
    await d.settle(1)
    expect(await d.told('ClockStarted')).toMatchObject([{ clock: 'planStart', dueAt: hours(1.25) }])
  })
})
