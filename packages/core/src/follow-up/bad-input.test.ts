/** Commands and stored events as nobody should send them: what is wrong, where, and what would be right. */
import { followUpCommands, followUpEvents } from '@casetrail/core/follow-up'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { agent, customer, due, scheduled, t0, theCase } from '../../test/follow-up-kit.js'

const base = { at: t0, actor: agent } as const
const schedule = {
  type: 'ScheduleFollowUp',
  ...base,
  customer,
  purpose: 'periodic',
  due,
  case: theCase,
} as const
const answer = { type: 'RecordSatisfaction', ...base, csat: 5 } as const
const attempt = { type: 'RecordAttempt', ...base, result: 'reached' } as const
const cancel = { type: 'CancelFollowUp', ...base, reason: 'replaced' } as const
const survey = { type: 'RequestSurvey', ...base, survey: 's1', channel: 'sms' } as const

const from1to5 = '1 | 2 | 3 | 4 | 5'
const from0to10 = '0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10'

type Bad = readonly [
  name: string,
  command: { readonly type: string } & Readonly<Record<string, unknown>>,
  pointer: string,
  found: string,
  expected: string,
]

const bad: ReadonlyArray<Bad> = [
  ['a satisfaction of 0', { ...answer, csat: 0 }, '/csat', '0', from1to5],
  ['a satisfaction of 6', { ...answer, csat: 6 }, '/csat', '6', from1to5],
  ['a satisfaction of 4.5', { ...answer, csat: 4.5 }, '/csat', '4.5', from1to5],
  ['a satisfaction as text', { ...answer, csat: '5' }, '/csat', '"5"', from1to5],
  ['a satisfaction that is no number', { ...answer, csat: NaN }, '/csat', 'NaN', from1to5],
  ['a satisfaction of null', { ...answer, csat: null }, '/csat', 'null', from1to5],
  ['a recommendation of 11', { ...answer, nps: 11 }, '/nps', '11', from0to10],
  ['a recommendation of -1', { ...answer, nps: -1 }, '/nps', '-1', from0to10],
  ['an effort of 0', { ...answer, ces: 0 }, '/ces', '0', '1 | 2 | 3 | 4 | 5 | 6 | 7'],
  ['an effort of 8', { ...answer, ces: 8 }, '/ces', '8', '1 | 2 | 3 | 4 | 5 | 6 | 7'],
  [
    'a person without a name',
    { ...answer, staff: [{ staff: ' ', score: 5 }] },
    '/staff/0/staff',
    '" "',
    'Text',
  ],
  [
    'a person with a score out of range',
    {
      ...answer,
      staff: [
        { staff: 'a', score: 5 },
        { staff: 'b', score: 10 },
      ],
    },
    '/staff/1/score',
    '10',
    from1to5,
  ],
  [
    'people by name instead of a list',
    { ...answer, staff: { 'agent-lin': 5 } },
    '/staff',
    'an object with agent-lin',
    'ReadonlyArray<StaffScore>',
  ],
  [
    'a dimension without what was expected',
    { ...answer, dimensions: [{ dimension: 'empathy', perceived: 3 }] },
    '/dimensions/0/expected',
    'nothing',
    from1to5,
  ],
  [
    'a word for yes',
    { ...answer, resolvedInOneContact: 'yes' },
    '/resolvedInOneContact',
    '"yes"',
    'boolean',
  ],
  ['an empty verbatim', { ...answer, verbatim: '' }, '/verbatim', '""', 'Text'],
  ['an unknown purpose', { ...schedule, purpose: 'sales' }, '/purpose', '"sales"', 'Purpose'],
  ['no customer', { ...schedule, customer: undefined }, '/customer', 'nothing', 'Text'],
  ['a date for a due time', { ...schedule, due: '2025-03-04' }, '/due', '"2025-03-04"', 'Instant'],
  [
    'a day that does not exist',
    { ...schedule, due: '2025-02-30T00:00:00.000Z' },
    '/due',
    '"2025-02-30T00:00:00.000Z"',
    'Instant',
  ],
  [
    'a last outreach in local time',
    { ...schedule, lastOutreachAt: '2025-03-04T08:00:00.000+08:00' },
    '/lastOutreachAt',
    '"2025-03-04T08:00:00.000+08:00"',
    'Instant',
  ],
  [
    'a mistyped stage of what it is about',
    { ...schedule, subjectStage: 'canceled' },
    '/subjectStage',
    '"canceled"',
    'SubjectStage',
  ],
  ['a consent of true', { ...schedule, consent: true }, '/consent', 'true', 'Consent'],
  [
    'a preference of no channel',
    { ...schedule, preference: 'fax' },
    '/preference',
    '"fax"',
    'Channel',
  ],
  ['cycle 0', { ...schedule, cycle: 0 }, '/cycle', '0', 'Ordinal'],
  [
    'a case by its number',
    { ...schedule, case: 'TK-2025-000317' },
    '/case',
    '"TK-2025-000317"',
    'Uuid',
  ],
  [
    'an attribute that is a number',
    { ...schedule, attributes: { visits: 3 } },
    '/attributes/visits',
    '3',
    'string',
  ],
  ['an unknown result', { ...attempt, result: 'busy' }, '/result', '"busy"', 'AttemptResult'],
  ['nobody', { ...attempt, actor: { id: '', role: 'agent' } }, '/actor/id', '""', 'Text'],
  [
    'a reason in free words',
    { ...cancel, reason: '客戶不要' },
    '/reason',
    '"客戶不要"',
    'CancelReason',
  ],
  ['a survey without an id', { ...survey, survey: '' }, '/survey', '""', 'Text'],
  [
    'an outcome that is none',
    { type: 'CompleteFollowUp', ...base, outcome: 'ok' },
    '/outcome',
    '"ok"',
    'FollowUpOutcome',
  ],
  [
    'an assignee who is a list',
    { type: 'AssignFollowUp', ...base, assignee: ['a', 'b'] },
    '/assignee',
    'a list of 2',
    'Text',
  ],
]

describe('a malformed command is refused at its place', () => {
  test.each([schedule, answer, attempt, cancel, survey])('unless it is right: $type', (command) => {
    expect(followUpCommands.decode(command)).toEqual(E.right(command))
  })

  test.each(bad)('%s', (_name, command, pointer, found, expected) => {
    expect(followUpCommands.decode(command)).toEqual(
      E.left({ _tag: 'Malformed', type: command.type, problems: [{ pointer, found, expected }] }),
    )
  })

  test('all that is wrong is said at once', () => {
    expect(
      followUpCommands.decode({ ...answer, csat: 6, nps: 11, actor: { id: 'a' } }),
    ).toMatchObject({
      left: {
        problems: [{ pointer: '/actor/role' }, { pointer: '/csat' }, { pointer: '/nps' }],
      },
    })
  })

  test.each([
    ['RecordSatisfacton', 'RecordSatisfaction'],
    ['RecordAtempt', 'RecordAttempt'],
  ])('a mistyped %s is told %s', (type, nearest) => {
    expect(followUpCommands.decode({ ...answer, type })).toEqual(
      E.left({ _tag: 'UnknownType', type, nearest }),
    )
  })

  test.each([undefined, null, 'RecordSatisfaction', 7, []])('%j is no command', (value) => {
    expect(followUpCommands.decode(value)).toMatchObject({ left: { _tag: 'UnknownType' } })
  })
})

describe('a malformed event is refused when it is read', () => {
  const recorded = { type: 'SatisfactionRecorded', at: t0, by: agent.id, customer, answer: 1 }

  test.each([
    ['a score out of range', { ...recorded, csat: 7 }, '/csat'],
    ['an answer without a number', { ...recorded, answer: 0 }, '/answer'],
    ['nobody who did it', { ...recorded, by: undefined }, '/by'],
    ['a consent that was not given', { ...scheduled, consent: 'withdrawn' }, '/consent'],
    ['no standard', { ...scheduled, standard: undefined }, '/standard'],
    ['a cycle of 0', { ...scheduled, cycle: 0 }, '/cycle'],
  ])('%s', (_name, event, pointer) => {
    expect(followUpEvents.decode(event, 1, 'full')).toMatchObject({
      left: { _tag: 'Malformed', type: event.type, problems: [{ pointer }] },
    })
  })
})
