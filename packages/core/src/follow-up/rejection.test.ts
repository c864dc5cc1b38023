/** Every rejection once, exactly; a new one without an example does not compile. */
import {
  followUpAggregate,
  followUpRejections,
  type FollowUpCommand,
  type FollowUpEvent,
  type FollowUpRejection,
  type FollowUpStage,
} from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  HOUR,
  after,
  agent,
  attempted,
  client,
  customer,
  handler,
  inStage,
  schedule,
  scheduled,
  standard,
  system,
  t0,
  theFollowUp,
  told,
} from '../../test/follow-up-kit.js'

interface Example {
  readonly given: ReadonlyArray<FollowUpEvent>
  readonly when: FollowUpCommand
  readonly rejection: Omit<FollowUpRejection, '_tag'> & Readonly<Record<string, unknown>>
}

const now = { at: after(6 * HOUR), actor: agent } as const
const complete: FollowUpCommand = { type: 'CompleteFollowUp', ...now, outcome: 'satisfied' }
const giveUp: FollowUpCommand = { type: 'GiveUpFollowUp', ...now }
const answer: FollowUpCommand = { type: 'RecordSatisfaction', ...now, actor: client, csat: 4 }
const answered: FollowUpEvent = {
  type: 'SatisfactionRecorded',
  at: after(5 * HOUR),
  ...told,
  customer,
  answer: 1,
  csat: 5,
}
const surveyed: FollowUpEvent = {
  type: 'SurveyRequested',
  at: after(HOUR),
  ...told,
  customer,
  survey: 's1',
  channel: 'sms',
}
const wrongStage = (
  when: FollowUpCommand,
  stage: FollowUpStage,
  allowed: ReadonlyArray<string> = ['scheduled'],
): Example => ({
  given: inStage(stage),
  when,
  rejection: { command: when.type, stage, allowed },
})
const ofSchedule = (
  fields: Partial<typeof schedule>,
  rejection: Example['rejection'],
): Example => ({ given: [], when: { ...schedule, ...fields }, rejection })

// of an opening under an unset standard: lifecycle/unset.test.ts asks every aggregate
type Tag = Exclude<FollowUpRejection['_tag'], 'StandardNotSet'>

const examples: Readonly<Record<Tag, Example>> = {
  FollowUpNotScheduled: wrongStage(complete, 'none'),
  FollowUpAlreadyScheduled: wrongStage(schedule, 'scheduled', ['none']),
  FollowUpAlreadyCompleted: wrongStage(complete, 'completed'),
  FollowUpAlreadyGivenUp: wrongStage(complete, 'unreachable'),
  FollowUpAlreadyMissed: wrongStage(complete, 'missed'),
  FollowUpAlreadyDeclined: wrongStage(answer, 'declined', [
    'scheduled',
    'completed',
    'unreachable',
    'missed',
  ]),
  FollowUpAlreadyCancelled: wrongStage(complete, 'cancelled'),
  StandardNotLoaded: {
    given: [{ ...scheduled, standard: { id: 'retail-2025', version: 9 } }],
    when: complete,
    rejection: { standard: { id: 'retail-2025', version: 9 }, loaded: [standard] },
  },
  HappenedBeforeOpening: {
    given: inStage('scheduled'),
    when: { ...complete, at: after(-1) },
    rejection: { at: after(-1), openedAt: t0 },
  },
  NotPermitted: {
    given: inStage('scheduled'),
    when: { ...complete, actor: { id: 'auditor-1', role: 'auditor' } },
    rejection: {
      command: 'CompleteFollowUp',
      role: 'auditor',
      permission: 'followUp.call',
      permitted: [
        'agent',
        'seniorSpecialist',
        'assistantTeam',
        'supervisor',
        'manager',
        'customerManager',
      ],
      nearest: undefined,
    },
  },
  DutiesNotSeparated: {
    given: [{ ...scheduled, purpose: 'afterComplaint', serious: true, handler: handler.id }],
    when: { type: 'RecordAttempt', ...now, actor: handler, result: 'reached' },
    rejection: { command: 'RecordAttempt', rule: 'callerIsNotHandler', actor: handler.id },
  },
  NotInTaxonomy: {
    given: inStage('completed'),
    when: {
      type: 'RecordSatisfaction',
      ...now,
      dimensions: [{ dimension: 'responsivness', expected: 5, perceived: 3 }],
    },
    rejection: {
      taxonomy: 'serviceDimensions',
      found: 'responsivness',
      nearest: 'responsiveness',
    },
  },
  ReasonRequired: {
    given: inStage('scheduled'),
    when: { type: 'CancelFollowUp', ...now, reason: 'other' },
    rejection: { command: 'CancelFollowUp' },
  },
  ConsentMissing: ofSchedule({ purpose: 'periodic' }, { purpose: 'periodic', consent: 'unknown' }),
  PreferenceIgnored: ofSchedule(
    { preference: 'email', method: 'phone' },
    { preference: 'email', found: 'phone' },
  ),
  ContactTooFrequent: ofSchedule(
    { purpose: 'periodic', consent: 'given', lastOutreachAt: after(-12 * DAY) },
    { until: after(2 * DAY) },
  ),
  SubjectEnded: ofSchedule({ subjectStage: 'cancelled' }, { stage: 'cancelled' }),
  HandlerUnknown: ofSchedule({ purpose: 'afterComplaint', serious: true }, {}),
  SubjectAfterwards: ofSchedule({ since: after(1) }, { since: after(1), at: t0 }),
  OutreachAfterwards: ofSchedule(
    { lastOutreachAt: after(1) },
    { lastOutreachAt: after(1), at: t0 },
  ),
  DueInThePast: ofSchedule({ due: after(-1) }, { due: after(-1) }),
  PlanNotFound: ofSchedule(
    { plan: 'yearli' },
    {
      plan: 'yearli',
      plans: ['vip-monthly', 'technical-quarterly', 'member-quarterly', 'yearly'],
      nearest: 'yearly',
    },
  ),
  PlanForOtherPurpose: ofSchedule(
    { plan: 'yearly', purpose: 'recovery' },
    { plan: 'yearly', purpose: 'periodic', found: 'recovery' },
  ),
  NoContactYet: {
    given: inStage('scheduled', attempted(1, 'noAnswer'), attempted(2, 'callBack')),
    when: complete,
    rejection: {},
  },
  CustomerReached: {
    given: inStage(
      'scheduled',
      attempted(1, 'noAnswer'),
      attempted(2, 'reached'),
      attempted(3, 'noAnswer'),
    ),
    when: giveUp,
    rejection: { reachedAt: after(2 * HOUR) },
  },
  AttemptsLeft: {
    given: inStage('scheduled', attempted(1, 'noAnswer'), attempted(2, 'wrongNumber')),
    when: giveUp,
    rejection: { attempts: 2, required: 3 },
  },
  NotOverdue: {
    given: inStage('scheduled'),
    when: { type: 'MissFollowUp', at: after(3 * DAY - 1), actor: system },
    rejection: { until: after(3 * DAY) },
  },
  SurveyAlreadyRequested: {
    given: inStage('scheduled', surveyed),
    when: { type: 'RequestSurvey', ...now, survey: 's1', channel: 'email' },
    rejection: { survey: 's1' },
  },
  SurveyNotRequested: {
    given: inStage('missed', surveyed),
    when: { type: 'MarkSurveyDelivered', ...now, survey: 's2' },
    rejection: { survey: 's2', requested: ['s1'] },
  },
  EmptyAnswer: {
    given: inStage('completed'),
    when: { type: 'RecordSatisfaction', ...now, staff: [], verbatim: '還好' },
    rejection: {},
  },
  EditWindowPassed: {
    given: inStage('completed', answered),
    when: { ...answer, at: after(5 * HOUR + 7 * DAY + 1) },
    rejection: { until: after(5 * HOUR + 7 * DAY) },
  },
  LaterAnswerGiven: {
    given: inStage('completed', answered),
    when: { ...answer, at: after(4 * HOUR) },
    rejection: { answeredAt: after(5 * HOUR) },
  },
  DimensionRepeated: {
    given: inStage('completed'),
    when: {
      type: 'RecordSatisfaction',
      ...now,
      dimensions: [
        { dimension: 'empathy', expected: 5, perceived: 3 },
        { dimension: 'reliability', expected: 5, perceived: 3 },
        { dimension: 'empathy', expected: 4, perceived: 4 },
      ],
    },
    rejection: { dimension: 'empathy' },
  },
  StaffRepeated: {
    given: inStage('completed'),
    when: {
      type: 'RecordSatisfaction',
      ...now,
      staff: [
        { staff: agent.id, score: 5 },
        { staff: agent.id, score: 1 },
      ],
    },
    rejection: { staff: agent.id },
  },
}

const isTag = (tag: string): tag is Tag => tag in examples

describe('every rejection states its fact', () => {
  for (const tag of Object.keys(examples).filter(isTag)) {
    const { given, when, rejection } = examples[tag]
    test(tag, () => {
      const expected = { _tag: tag, ...rejection } as FollowUpRejection
      theFollowUp.given(given).when(when).thenRejects(expected)
    })
  }

  test('and is said in both languages, each in its own words', () => {
    expect(Object.keys(followUpRejections).sort()).toEqual(
      [...Object.keys(examples), 'StandardNotSet'].sort(),
    )
    const labels = Object.values(followUpRejections)
    expect(new Set(labels.map(({ en }) => en)).size).toBe(labels.length)
    expect(new Set(labels.map(({ zh }) => zh)).size).toBe(labels.length)
  })
})

describe('a follow-up is judged by the standard that it was scheduled under', () => {
  const patient = {
    ...retail2025,
    version: 2,
    followUps: { ...retail2025.followUps, attempts: 5 },
  }
  const both = specify(followUpAggregate([patient, retail2025]))
  const tries = [1, 2, 3].map((n) => attempted(n, 'noAnswer'))
  const gaveUp: FollowUpEvent = {
    type: 'FollowUpUnreachable',
    at: now.at,
    ...told,
    ...(scheduled.case === undefined ? {} : { case: scheduled.case }),
    attempts: 3,
  }

  test('another version that stands first does not matter', () => {
    both
      .given(inStage('scheduled', ...tries))
      .when(giveUp)
      .then([gaveUp])
  })

  test('its own version does', () => {
    both
      .given([{ ...scheduled, standard: { id: patient.id, version: 2 } }, ...tries])
      .when(giveUp)
      .thenRejects({ _tag: 'AttemptsLeft', attempts: 3, required: 5 })
  })

  test('the first is for those that name none; a named one must be loaded', () => {
    both
      .given([])
      .when(schedule)
      .then([{ ...scheduled, standard: { id: patient.id, version: 2 } }])
    both
      .given([])
      .when({ ...schedule, standard })
      .then([scheduled])
    both
      .given([])
      .when({ ...schedule, standard: { id: 'mine', version: 1 } })
      .thenRejects({
        _tag: 'StandardNotLoaded',
        standard: { id: 'mine', version: 1 },
        loaded: [{ id: patient.id, version: 2 }, standard],
      })
  })
})
