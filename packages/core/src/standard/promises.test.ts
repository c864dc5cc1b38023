/** What the clocks of the five standards do: short stories, and what became of each promise. */
import {
  epochMs,
  fromEpochMs,
  type Actor,
  type Decider,
  type DomainEvent,
  type Instant,
} from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import {
  acceptCase,
  caseAggregate,
  completeStep,
  holdForThirdParty,
  mergeCase,
  openCase,
  planStep,
  proposeSolution,
  recordContact,
  rejectResolution,
  requestCustomerInput,
  resolveCase,
  resumeCase,
  startStep,
  unmergeCase,
  updateProgress,
} from '@casetrail/core/case'
import { checkDeadlines, serviceLevels, withServiceLevels } from '@casetrail/core/clock'
import {
  acknowledgeComplaint,
  assignInvestigator,
  communicateDecision,
  complaintAggregate,
  decideComplaint,
  receiveComplaint,
} from '@casetrail/core/complaint'
import {
  declareEmergency,
  emergencyAggregate,
  standDownEmergency,
  startPlan,
} from '@casetrail/core/emergency'
import { cancelFollowUp, followUpAggregate, recordAttempt } from '@casetrail/core/follow-up'
import {
  frontDesk,
  premium2025,
  retail2025,
  standardProcess,
  supportSop,
  withSettings,
  type ServiceStandard,
} from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

/** Monday, 3 March 2025, 09:00 in Shanghai: the office opens. */
const opening = at('2025-03-03T01:00:00.000Z')
const HOUR = 60
const DAY = 24 * HOUR

/** Minutes after the opening. */
const after = (minutes: number): Instant => fromEpochMs(epochMs(opening) + minutes * 60_000)
const minutesOf = (instant: Instant): number => (epochMs(instant) - epochMs(opening)) / 60_000

const agent = { id: 'agent-lin', role: 'agent' } as const
const supervisor = { id: 'supervisor-huang', role: 'supervisor' } as const
const customer = 'customer-1'
const duplicate = '7d4f2a10-9c3e-4b52-8f61-2ab0c5d7e901'
const survivor = 'c2b81e64-0f5d-4a77-9e3c-51d6f0a8b742'

const right = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isRight(answer)) return answer.right
  throw new Error(JSON.stringify(answer.left))
}

const sop = right(withSettings(supportSop, { firstResponse: '2h', resolution: 3, discretion: 50 }))
const process = right(withSettings(standardProcess, { chatAnswer: '45s' }))

interface By {
  readonly at: Instant
  readonly actor: Actor
}
type Story<C> = ReadonlyArray<readonly [minutes: number, command: (by: By) => C]>

const lineOf = (event: DomainEvent): string | undefined => {
  if (!('clock' in event && 'run' in event)) return undefined
  const what = event.type.slice('Clock'.length).toLowerCase()
  const late = 'inTime' in event && event.inTime === false ? ' late' : ''
  return `${String(event.clock)} ${String(event.run)} ${what}${late} ${String(minutesOf(event.at))}`
}

/** What became of one clock in a story: run, what happened to it, minutes; warnings aside. */
const told = <C, S, Ev extends DomainEvent, R>(
  aggregate: Decider<C, S, Ev, R>,
  clock: string,
  story: Story<C>,
): ReadonlyArray<string> => {
  let state = aggregate.initialState
  const lines: string[] = []
  for (const [minutes, command] of story) {
    for (const event of right(
      aggregate.decide(command({ at: after(minutes), actor: agent }), state),
    )) {
      state = aggregate.evolve(state, event)
      const line = lineOf(event)
      if (line?.startsWith(`${clock} `) === true && !line.includes('warned')) {
        lines.push(line.slice(clock.length + 1))
      }
    }
  }
  return lines
}

const casesUnder = (standard: ServiceStandard) =>
  withServiceLevels(caseAggregate([standard]), serviceLevels([standard], readyCalendars))

const open =
  (fields: Partial<Parameters<typeof openCase>[0]> = {}) =>
  (by: By) =>
    openCase({
      customer,
      channel: 'store',
      requestType: 'inquiry',
      phase: 'inSale',
      problemType: 'service',
      tier: 'standard',
      language: 'zh',
      ...fields,
      ...by,
    })
const contact = (fields: Partial<Parameters<typeof recordContact>[0]>) => (by: By) =>
  recordContact({
    direction: 'outbound',
    channel: 'phone',
    by: 'human',
    public: true,
    ...fields,
    ...by,
  })
const reply = contact({})
const writes = contact({ direction: 'inbound', channel: 'email' })
const progress = (by: By) => updateProgress({ ...by, done: '已提交', remaining: '待審核' })
const solve = (by: By) => resolveCase({ ...by, resolutionCode: 'answered', notes: '已辦妥' })
const ask = (by: By) => requestCustomerInput({ ...by, question: '請補充資料' })
const tick = (by: By) => checkDeadlines(by)

describe('H0, the front desk', () => {
  const desk = casesUnder(frontDesk)

  test('progress is told every 15 minutes; one silence is one breach', () => {
    const story = [
      [0, open()],
      [10, progress],
      [20, reply],
      [55, progress],
      [60, solve],
    ] as const
    expect(told(desk, 'progressUpdate', story)).toEqual([
      '1 started 0',
      '1 met 10',
      '2 started 10',
      '2 met 20',
      '3 started 20',
      '3 breached 35',
      '3 met late 55',
      '4 started 55',
      '4 cancelled 60',
    ])
  })

  test('what a machine sends tells nothing; waiting for others does not count', () => {
    const story = [
      [0, open({ channel: 'web' })],
      [30, (by: By) => acceptCase(by)],
      [40, contact({ by: 'system' })],
      [40, ask],
      [100, contact({ direction: 'inbound' })],
      [102, (by: By) => holdForThirdParty({ ...by, waitingFor: 'thirdParty' })],
      [200, (by: By) => resumeCase({ ...by, basis: 'thirdPartyDone' })],
      [204, tick],
    ] as const
    expect(told(desk, 'progressUpdate', story)).toEqual([
      '1 started 30',
      '1 paused 40',
      '1 resumed 100',
      '1 paused 102',
      '1 resumed 200',
      '1 breached 203',
    ])
  })

  const plan = (step: string, responsible: 'agent' | 'customer') => (by: By) =>
    planStep({ ...by, step, owner: 'desk-1', responsible })
  const start = (step: string) => (by: By) => startStep({ ...by, step })
  const complete = (step: string) => (by: By) => completeStep({ ...by, step })

  test.each([
    ['guide', 2],
    ['fillIn', 5],
    ['checkForm', 2],
    ['confirm', 1],
  ])('%s may take %i minutes', (step, minutes) => {
    const inTime = [
      [0, open({ requestType: 'application' })],
      [1, plan(step, 'agent')],
      [1, start(step)],
      [1 + minutes, complete(step)],
    ] as const
    expect(told(desk, step, inTime)).toEqual(['1 started 1', `1 met ${String(1 + minutes)}`])
    expect(told(desk, step, [...inTime.slice(0, 3), [30, complete(step)]])).toEqual([
      '1 started 1',
      `1 breached ${String(1 + minutes)}`,
      '1 met late 30',
    ])
  })

  test("a step of the customer's is not judged", () => {
    const story = [
      [0, open({ requestType: 'application' })],
      [1, plan('fillIn', 'customer')],
      [1, start('fillIn')],
      [30, complete('fillIn')],
    ] as const
    expect(told(desk, 'fillIn', story)).toEqual([])
  })
})

describe('H1, support', () => {
  const desk = casesUnder(sop)

  test('the phone is answered by the third ring; each call is judged alone', () => {
    const rings = (answeredAfterRings: number) =>
      contact({ direction: 'inbound', answeredAfterRings })
    const story = [
      [0, open()],
      [1, rings(3)],
      [5, rings(4)],
      [9, contact({ direction: 'inbound' })],
    ] as const
    expect(told(desk, 'phoneAnswer', story)).toEqual([
      '1 started 1',
      '1 met 1',
      '2 started 5',
      '2 breached 5',
    ])
  })

  test('the resolution waits for the customer and for nobody else; a reopening begins anew', () => {
    const story = [
      [0, open()],
      [HOUR, ask],
      [DAY + HOUR, (by: By) => resumeCase({ ...by, basis: 'answered' })],
      [DAY + 2 * HOUR, (by: By) => holdForThirdParty({ ...by, waitingFor: 'externalDefect' })],
      [3 * DAY, solve],
      [4 * DAY, (by: By) => rejectResolution({ ...by, reason: '仍未解決' })],
    ] as const
    expect(told(desk, 'resolution', story)).toEqual([
      '1 started 0',
      `1 paused ${String(HOUR)}`,
      `1 resumed ${String(DAY + HOUR)}`,
      `1 met ${String(3 * DAY)}`,
      `2 started ${String(4 * DAY)}`,
    ])
    expect(told(desk, 'firstResponse', story)).toEqual([
      '1 started 0',
      `1 breached ${String(2 * HOUR)}`,
      `1 met late ${String(3 * DAY)}`,
    ])
  })
})

describe('H2, retail', () => {
  const desk = casesUnder(retail2025)

  test('an inquiry has ten minutes, anything else a day', () => {
    const inquiry = [
      [0, open()],
      [
        9,
        (by: By) =>
          proposeSolution({ ...by, diagnosis: '缺貨', solution: '調貨', responsible: 'agent' }),
      ],
    ] as const
    expect(told(desk, 'inquiryResponse', inquiry)).toEqual(['1 started 0', '1 met 9'])
    expect(told(desk, 'firstResponse', inquiry)).toEqual([])
    const repair = [
      [0, open({ requestType: 'repair' })],
      [25 * HOUR, reply],
    ] as const
    expect(told(desk, 'inquiryResponse', repair)).toEqual([])
    expect(told(desk, 'firstResponse', repair)).toEqual([
      '1 started 0',
      `1 breached ${String(DAY)}`,
      `1 met late ${String(25 * HOUR)}`,
    ])
  })

  test('a merger ends the promise, and its undoing takes it up again', () => {
    const story = [
      [0, open({ requestType: 'repair' })],
      [HOUR, (by: By) => mergeCase({ ...by, survivor, duplicate })],
      [2 * HOUR, (by: By) => unmergeCase({ ...by, survivor, duplicate })],
      [25 * HOUR, tick],
    ] as const
    expect(told(desk, 'firstResponse', story)).toEqual([
      '1 started 0',
      `1 cancelled ${String(HOUR)}`,
      `2 started ${String(2 * HOUR)}`,
      `2 breached ${String(DAY)}`,
    ])
  })

  test('a complaint is answered within a day and handled by the end of the second working day', () => {
    const complaints = withServiceLevels(
      complaintAggregate([retail2025]),
      serviceLevels([retail2025], readyCalendars),
    )
    const story = [
      [
        0,
        (by: By) =>
          receiveComplaint({
            ...by,
            customer,
            complaintType: 'goods',
            source: 'external',
            channel: 'phone',
          }),
      ],
      [HOUR, (by: By) => acknowledgeComplaint({ ...by, channel: 'phone', nextStep: '兩日內答覆' })],
      [DAY, (by: By) => assignInvestigator({ ...by, investigator: 'investigator-wu' })],
      [
        3 * DAY,
        (by: By) => decideComplaint({ ...by, outcome: 'notUpheld', reasons: '無質量問題' }),
      ],
      [3 * DAY + 1, (by: By) => communicateDecision({ ...by, channel: 'phone' })],
    ] as const
    const handled = retail2025.clocks.find(({ id }) => id === 'complaintHandled')
    expect(handled?.rules.filter((rule) => rule.do === 'meet')).toEqual([
      { on: 'DecisionCommunicated', do: 'meet' },
    ])
    expect(told(complaints, 'complaintResponse', story)).toEqual(['1 started 0', '1 met 60'])
    expect(told(complaints, 'complaintHandled', story)).toEqual([
      '1 started 0',
      // Wednesday, 18:00
      `1 breached ${String(2 * DAY + 9 * HOUR)}`,
      `1 met late ${String(3 * DAY + 1)}`,
    ])
  })

  test('the first follow-up counts from the completion, not from its scheduling', () => {
    const followUps = withServiceLevels(
      followUpAggregate([retail2025]),
      serviceLevels([retail2025], readyCalendars),
    )
    const schedule = (by: By) =>
      ({
        type: 'ScheduleFollowUp',
        ...by,
        customer,
        purpose: 'afterResolution',
        since: after(-2 * HOUR),
      }) as const
    const called = (by: By) => recordAttempt({ ...by, result: 'noAnswer', channel: 'phone' })
    expect(
      told(followUps, 'firstFollowUp', [
        [0, schedule],
        [23 * HOUR, called],
      ]),
    ).toEqual(['1 started 0', `1 breached ${String(22 * HOUR)}`, `1 met late ${String(23 * HOUR)}`])
    const cancelled = (by: By) => cancelFollowUp({ ...by, reason: 'caseReopened' })
    expect(
      told(followUps, 'firstFollowUp', [
        [0, schedule],
        [HOUR, cancelled],
      ]),
    ).toEqual(['1 started 0', '1 cancelled 60'])
  })
})

describe('H3, premium service', () => {
  const emergencies = withServiceLevels(
    emergencyAggregate([premium2025]),
    serviceLevels([premium2025], readyCalendars),
  )
  const declare = (by: By) =>
    declareEmergency({ ...by, kind: 'systemFailure', description: '會員系統停擺' })

  test('the plan is started within 15 minutes; a false alarm is not judged', () => {
    const start = (by: By) => startPlan({ ...by, actor: supervisor, plan: 'backup', team: 'it' })
    expect(
      told(emergencies, 'planStart', [
        [0, declare],
        [15, start],
      ]),
    ).toEqual(['1 started 0', '1 met 15'])
    const calledOff = (by: By) => standDownEmergency({ ...by, actor: supervisor, reason: '誤報' })
    expect(
      told(emergencies, 'planStart', [
        [0, declare],
        [5, calledOff],
      ]),
    ).toEqual(['1 started 0', '1 cancelled 5'])
    expect(
      told(emergencies, 'emergencyHandled', [
        [0, declare],
        [15, start],
      ]),
    ).toEqual([])
  })
})

describe('H4, the standard process', () => {
  const desk = casesUnder(process)

  test('an e-mail is answered within 24 hours, turn by turn from the oldest one', () => {
    const story = [
      [0, open({ channel: 'email' })],
      [0, writes],
      [HOUR, writes],
      [2 * HOUR, reply],
      [3 * HOUR, writes],
      [28 * HOUR, reply],
      [29 * HOUR, solve],
      [30 * HOUR, writes],
    ] as const
    expect(told(desk, 'emailAnswer', story)).toEqual([
      '1 started 0',
      `1 met ${String(2 * HOUR)}`,
      `2 started ${String(3 * HOUR)}`,
      `2 breached ${String(27 * HOUR)}`,
      `2 met late ${String(28 * HOUR)}`,
    ])
  })

  test('a chat within the seconds that the house sets, by a person', () => {
    const story = [
      [0, open({ channel: 'chat' })],
      [0.25, contact({ channel: 'chat', by: 'bot' })],
      [1, reply],
    ] as const
    expect(told(desk, 'chatAnswer', story)).toEqual([
      '1 started 0',
      '1 breached 0.75',
      '1 met late 1',
    ])
  })
})
