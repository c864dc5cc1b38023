/** The work on a case: contacts, progress, waiting, plans, appointments, notes. */
import {
  addNote,
  bookAppointment,
  cancelAppointment,
  completeStep,
  confirmAppointment,
  correctNote,
  dropStep,
  holdForThirdParty,
  keepAppointment,
  missAppointment,
  notifyDelay,
  planStep,
  proposeSolution,
  recordContact,
  recordStep,
  refuseAppointment,
  remindAppointment,
  remindOwner,
  requestCustomerInput,
  rescheduleAppointment,
  resolveCase,
  resumeCase,
  startStep,
  updateProgress,
  type CaseEvent,
  type CaseStage,
} from '@casetrail/core/case'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  HOUR,
  after,
  agent,
  cases,
  customer,
  inStage,
  opened,
  system,
  theCase,
} from '../../test/case-kit.js'

const now = { at: after(2 * DAY), actor: agent } as const
const fact = { at: after(60_000), cycle: 1 } as const
const recorded = { at: now.at, cycle: 1 } as const

const stageAfter = (events: ReadonlyArray<CaseEvent>): CaseStage =>
  events.reduce(cases.evolve, cases.initialState).stage

describe('contacts', () => {
  const answer = {
    direction: 'inbound',
    channel: 'phone',
    by: 'human',
    public: true,
    durationS: 120,
    answeredAfterRings: 2,
    answeredAfterMs: 7_800,
    summary: '補充訂單號',
  } as const

  test('are recorded as told, in any stage that is neither terminal nor merged', () => {
    for (const stage of ['new', 'pendingCustomer', 'resolved', 'closed'] as const) {
      theCase
        .given(inStage(stage))
        .when(recordContact({ ...now, ...answer }))
        .then([{ type: 'ContactRecorded', ...recorded, customer, ...answer }])
    }
  })

  test.each([
    ['new', 'outbound', 'human', 'open'],
    ['new', 'outbound', 'bot', 'new'],
    ['new', 'outbound', 'system', 'new'],
    ['new', 'inbound', 'human', 'new'],
    ['pendingCustomer', 'inbound', 'human', 'open'],
    ['pendingCustomer', 'inbound', 'bot', 'open'],
    ['pendingCustomer', 'outbound', 'human', 'pendingCustomer'],
    ['onHold', 'inbound', 'human', 'onHold'],
    ['resolved', 'inbound', 'human', 'resolved'],
    ['closed', 'inbound', 'human', 'closed'],
  ] as const)('in %s, %s by %s leads to %s', (stage, direction, by, next) => {
    const contact: CaseEvent = {
      type: 'ContactRecorded',
      ...recorded,
      customer,
      direction,
      channel: 'chat',
      by,
      public: true,
    }
    expect(stageAfter([...inStage(stage), contact])).toBe(next)
  })

  test('are counted and frozen in the resolution, whoever spoke', () => {
    const contact = (by: 'human' | 'bot'): CaseEvent => ({
      type: 'ContactRecorded',
      ...fact,
      customer,
      direction: 'inbound',
      channel: 'chat',
      by,
      public: true,
    })
    theCase
      .given(inStage('open', contact('human'), contact('bot'), contact('human')))
      .when(resolveCase({ ...now, resolutionCode: 'answered', notes: '已解答' }))
      .then([
        {
          type: 'CaseResolved',
          ...recorded,
          customer,
          resolutionCode: 'answered',
          notes: '已解答',
          resolver: agent.id,
          contacts: 3,
        },
      ])
  })
})

describe('progress', () => {
  test('is told with what is done, what remains, and perhaps when', () => {
    const progress = { done: '已查庫存', remaining: '調貨', eta: after(3 * DAY) } as const
    theCase
      .given(inStage('new'))
      .when(updateProgress({ ...now, ...progress }))
      .then([{ type: 'ProgressUpdated', ...recorded, customer, ...progress }])
  })

  test('a delay is told with its reason and the new time', () => {
    const delay = { reason: '在途延誤', eta: after(4 * DAY), customerTold: false } as const
    theCase
      .given(inStage('onHold'))
      .when(notifyDelay({ ...now, ...delay }))
      .then([{ type: 'DelayNotified', ...recorded, customer, ...delay }])
  })

  test('a required step that leaves no other trace', () => {
    theCase
      .given(inStage('open'))
      .when(recordStep({ ...now, step: 'restate' }))
      .then([{ type: 'StepRecorded', ...recorded, step: 'restate' }])
  })

  test('a solution is proposed', () => {
    const proposal = {
      diagnosis: '密封圈老化',
      solution: '更換',
      responsible: 'thirdParty',
      alternatives: ['退款'],
      article: 'kb-0412',
    } as const
    theCase
      .given(inStage('open'))
      .when(proposeSolution({ ...now, ...proposal }))
      .then([{ type: 'SolutionProposed', ...recorded, customer, ...proposal }])
  })

  test('the owner or the supervisor is reminded, as often as that is done', () => {
    const reminder = { to: 'supervisor', reason: '將逾時' } as const
    const reminded: CaseEvent = { type: 'OwnerReminded', ...recorded, customer, ...reminder }
    theCase
      .given(inStage('open', reminded))
      .when(remindOwner({ ...now, actor: system, ...reminder }))
      .then([reminded])
  })
})

describe('waiting', () => {
  test('for the customer, from new too', () => {
    theCase
      .given(inStage('new'))
      .when(requestCustomerInput({ ...now, question: '訂單號？' }))
      .then([{ type: 'CustomerInputRequested', ...recorded, customer, question: '訂單號？' }])
  })

  test('for a third party, a defect elsewhere or a product request', () => {
    const hold = { waitingFor: 'externalDefect', reference: 'SUP-1', reason: '批次缺陷' } as const
    theCase
      .given(inStage('open'))
      .when(holdForThirdParty({ ...now, ...hold }))
      .then([{ type: 'CaseHeld', ...recorded, customer, ...hold }])
  })

  test.each(['answered', 'thirdPartyDone', 'byHand'] as const)('ends when %s', (basis) => {
    theCase
      .given(inStage('pendingCustomer'))
      .when(resumeCase({ ...now, basis }))
      .then([{ type: 'CaseResumed', ...recorded, basis }])
  })

  test("ends at the standard's longest pause, 14 days after it began, and no millisecond before", () => {
    const over = after(HOUR + 14 * DAY)
    const resume = (at: typeof over) => resumeCase({ at, actor: system, basis: 'longestPause' })
    theCase
      .given(inStage('onHold'))
      .when(resume(over))
      .then([{ type: 'CaseResumed', at: over, cycle: 1, basis: 'longestPause' }])
    theCase
      .given(inStage('onHold'))
      .when(resume(after(HOUR + 14 * DAY - 1)))
      .thenRejects({ _tag: 'LongestPauseNotOver', until: over })
  })

  test('counts from the pause that is running, not from an earlier one', () => {
    const again: CaseEvent = { type: 'CaseHeld', ...recorded, customer, waitingFor: 'thirdParty' }
    theCase
      .given([
        ...inStage('pendingCustomer'),
        { type: 'CaseResumed', at: after(DAY), cycle: 1, basis: 'answered' },
        again,
      ])
      .when(resumeCase({ at: after(15 * DAY), actor: system, basis: 'longestPause' }))
      .thenRejects({ _tag: 'LongestPauseNotOver', until: after(16 * DAY) })
  })
})

describe('a plan of steps', () => {
  const step = { step: 's1', owner: 'agent-wu', responsible: 'customer' } as const
  const planned: CaseEvent = { type: 'StepPlanned', ...fact, customer, ...step }
  const started: CaseEvent = { type: 'StepStarted', ...fact, step: 's1' }
  const completed: CaseEvent = { type: 'StepCompleted', ...recorded, step: 's1' }
  const dropped: CaseEvent = {
    type: 'StepDropped',
    ...recorded,
    customer,
    step: 's1',
    reason: '不需要',
  }

  test('is planned with owner, responsible and due', () => {
    const whole = { ...step, title: '填表', due: after(5 * DAY) } as const
    theCase
      .given(inStage('open'))
      .when(planStep({ ...now, ...whole }))
      .then([{ type: 'StepPlanned', ...recorded, customer, ...whole }])
  })

  test('starts once, saying whose turn it is', () => {
    theCase
      .given(inStage('open', planned))
      .when(startStep({ ...now, step: 's1' }))
      .then([{ type: 'StepStarted', ...recorded, step: 's1', responsible: planned.responsible }])
    theCase
      .given(inStage('open', planned, started))
      .when(startStep({ ...now, step: 's1' }))
      .thenNothing()
  })

  test('is completed or dropped, started or not, and then is over', () => {
    const complete = completeStep({ ...now, step: 's1' })
    const drop = dropStep({ ...now, step: 's1', reason: '不需要' })
    for (const given of [[planned], [planned, started]]) {
      theCase
        .given(inStage('open', ...given))
        .when(complete)
        .then([completed])
      theCase
        .given(inStage('open', ...given))
        .when(drop)
        .then([dropped])
    }
    for (const over of [completed, dropped]) {
      theCase
        .given(inStage('open', planned, over))
        .when(drop)
        .thenRejects({ _tag: 'StepNotOpen', step: 's1' })
      theCase
        .given(inStage('open', planned, over))
        .when(startStep({ ...now, step: 's1' }))
        .thenRejects({ _tag: 'StepNotOpen', step: 's1' })
      theCase
        .given(inStage('open', planned, over))
        .when(planStep({ ...now, ...step }))
        .then([{ type: 'StepPlanned', ...recorded, customer, ...step }])
    }
  })

  test('open steps block resolution until the last is completed or dropped', () => {
    const second: CaseEvent = { ...planned, step: 's2' }
    const resolve = resolveCase({ ...now, resolutionCode: 'answered', notes: '已解答' })
    theCase
      .given(inStage('open', planned, second, started))
      .when(resolve)
      .thenRejects({ _tag: 'StepsStillOpen', steps: ['s1', 's2'] })
    theCase
      .given(inStage('open', planned, second, completed))
      .when(resolve)
      .thenRejects({ _tag: 'StepsStillOpen', steps: ['s2'] })
    theCase
      .given(inStage('open', planned, second, completed, { ...dropped, step: 's2' }))
      .when(resolve)
      .then([
        {
          type: 'CaseResolved',
          ...recorded,
          customer,
          resolutionCode: 'answered',
          notes: '已解答',
          resolver: agent.id,
          contacts: 0,
        },
      ])
  })
})

describe('appointments', () => {
  const visit = { ...now, appointment: 'v1' } as const
  const kept = { ...recorded, appointment: 'v1' } as const
  const time = after(5 * DAY)
  const booked: CaseEvent = {
    type: 'AppointmentBooked',
    ...fact,
    customer,
    appointment: 'v1',
    for: time,
  }
  const confirmed: CaseEvent = { type: 'AppointmentConfirmed', ...fact, appointment: 'v1' }
  const instead = { reason: '約滿', alternative: '次日同一時間' } as const

  test('are booked for a time', () => {
    const whole = { for: time, place: '服務台', purpose: '換貨' } as const
    theCase
      .given(inStage('open'))
      .when(bookAppointment({ ...visit, ...whole }))
      .then([{ type: 'AppointmentBooked', ...kept, customer, ...whole }])
  })

  test('are confirmed once, and anew after a new time', () => {
    const confirm = confirmAppointment(visit)
    const moved: CaseEvent = {
      type: 'AppointmentRescheduled',
      ...fact,
      customer,
      appointment: 'v1',
      for: after(6 * DAY),
    }
    theCase
      .given(inStage('open', booked))
      .when(confirm)
      .then([{ type: 'AppointmentConfirmed', ...kept }])
    theCase
      .given(inStage('open', booked, confirmed))
      .when(confirm)
      .thenNothing()
    theCase
      .given(inStage('open', booked, confirmed, moved))
      .when(confirm)
      .then([{ type: 'AppointmentConfirmed', ...kept }])
  })

  test('move to another time; to the same is nothing', () => {
    theCase
      .given(inStage('open', booked, confirmed))
      .when(rescheduleAppointment({ ...visit, for: after(6 * DAY), reason: '客戶改期' }))
      .then([
        {
          type: 'AppointmentRescheduled',
          ...kept,
          customer,
          for: after(6 * DAY),
          reason: '客戶改期',
        },
      ])
    theCase
      .given(inStage('open', booked, confirmed))
      .when(rescheduleAppointment({ ...visit, for: time }))
      .thenNothing()
  })

  test('are reminded of as often as that is done', () => {
    const reminded: CaseEvent = { type: 'AppointmentReminded', ...kept }
    theCase
      .given(inStage('open', booked, reminded))
      .when(remindAppointment(visit))
      .then([reminded])
  })

  test('refused or missed: with the reason and an alternative', () => {
    theCase
      .given(inStage('open', booked))
      .when(refuseAppointment({ ...visit, ...instead }))
      .then([{ type: 'AppointmentRefused', ...kept, customer, ...instead }])
    theCase
      .given(inStage('open', booked))
      .when(missAppointment({ ...visit, ...instead }))
      .then([{ type: 'AppointmentMissed', ...kept, customer, ...instead }])
  })

  test.each<CaseEvent>([
    { type: 'AppointmentRefused', ...kept, customer, ...instead },
    { type: 'AppointmentMissed', ...kept, customer, ...instead },
    { type: 'AppointmentCancelled', ...kept, customer, reason: '不需要' },
    { type: 'AppointmentKept', ...kept },
  ])('after $type it is over, and may be booked anew', (over) => {
    const given = inStage('open', booked, over)
    for (const command of [
      keepAppointment(visit),
      cancelAppointment({ ...visit, reason: '不需要' }),
      remindAppointment(visit),
      rescheduleAppointment({ ...visit, for: after(6 * DAY) }),
    ]) {
      theCase
        .given(given)
        .when(command)
        .thenRejects({ _tag: 'AppointmentNotOpen', appointment: 'v1' })
    }
    theCase
      .given(given)
      .when(bookAppointment({ ...visit, for: time }))
      .then([{ type: 'AppointmentBooked', ...kept, customer, for: time }])
  })

  test('do not block resolution', () => {
    theCase
      .given(inStage('open', booked))
      .when(resolveCase({ ...now, resolutionCode: 'answered', notes: '已解答' }))
      .then([
        {
          type: 'CaseResolved',
          ...recorded,
          customer,
          resolutionCode: 'answered',
          notes: '已解答',
          resolver: agent.id,
          contacts: 0,
        },
      ])
  })
})

describe('notes', () => {
  const note = (n: number): CaseEvent => ({
    type: 'NoteAdded',
    ...fact,
    customer,
    note: n,
    text: '備註',
  })

  test('are numbered from 1', () => {
    theCase
      .given([opened])
      .when(addNote({ ...now, text: '備註' }))
      .then([{ type: 'NoteAdded', ...recorded, customer, note: 1, text: '備註' }])
    theCase
      .given(inStage('merged', note(1), note(2)))
      .when(addNote({ ...now, text: '備註' }))
      .then([{ type: 'NoteAdded', ...recorded, customer, note: 3, text: '備註' }])
  })

  test('a correction is an event of its own, and takes no number', () => {
    const corrected: CaseEvent = {
      type: 'NoteCorrected',
      ...recorded,
      customer,
      note: 1,
      text: '更正',
      reason: '筆誤',
    }
    theCase
      .given(inStage('closed', note(1), note(2)))
      .when(correctNote({ ...now, note: 1, text: '更正', reason: '筆誤' }))
      .then([corrected])
    theCase
      .given(inStage('closed', note(1), corrected))
      .when(addNote({ ...now, text: '備註' }))
      .then([{ type: 'NoteAdded', ...recorded, customer, note: 2, text: '備註' }])
  })
})
