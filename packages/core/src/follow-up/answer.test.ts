/** Surveys, and the one answer that counts. */
import { fold } from '@casetrail/core'
import {
  markSurveyBounced,
  markSurveyDelivered,
  recordSatisfaction,
  requestSurvey,
  type FollowUpEvent,
  type RecordSatisfaction,
  type SatisfactionRecorded,
} from '@casetrail/core/follow-up'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  HOUR,
  about,
  after,
  agent,
  client,
  customer,
  followUps,
  inStage,
  kept,
  scheduled,
  system,
  theComplaint,
  theFollowUp,
  told,
} from '../../test/follow-up-kit.js'

const now = { at: after(6 * HOUR), actor: client } as const
const sent = { at: after(HOUR), actor: system } as const
const bySystem = { ...told, by: system.id } as const
const byClient = { ...about, by: client.id } as const

const requested: FollowUpEvent = {
  type: 'SurveyRequested',
  at: sent.at,
  ...bySystem,
  customer,
  survey: 's1',
  channel: 'sms',
}
const delivered: FollowUpEvent = {
  type: 'SurveyDelivered',
  at: sent.at,
  ...bySystem,
  survey: 's1',
}
const bounced: FollowUpEvent = {
  type: 'SurveyBounced',
  at: sent.at,
  ...bySystem,
  customer,
  survey: 's1',
}

describe('a survey', () => {
  test('is sent by a channel, and then marked', () => {
    theFollowUp
      .given(inStage('scheduled'))
      .when(requestSurvey({ ...sent, survey: 's1', channel: 'sms' }))
      .then([requested])
    theFollowUp
      .given(inStage('scheduled', requested))
      .when(markSurveyDelivered({ ...sent, survey: 's1' }))
      .then([delivered])
    theFollowUp
      .given(inStage('scheduled', requested))
      .when(markSurveyBounced({ ...sent, survey: 's1', reason: '空號' }))
      .then([{ ...bounced, reason: '空號' }])
  })

  test('marked the same again changes nothing; otherwise the last mark stands', () => {
    theFollowUp
      .given(inStage('scheduled', requested, delivered))
      .when(markSurveyDelivered({ ...sent, survey: 's1' }))
      .thenNothing()
    theFollowUp
      .given(inStage('scheduled', requested, bounced))
      .when(markSurveyBounced({ ...sent, survey: 's1', reason: '空號' }))
      .thenNothing()
    theFollowUp
      .given(inStage('scheduled', requested, delivered))
      .when(markSurveyBounced({ ...sent, survey: 's1' }))
      .then([bounced])
    theFollowUp
      .given(inStage('scheduled', requested, bounced))
      .when(markSurveyDelivered({ ...sent, survey: 's1' }))
      .then([delivered])
  })

  test('may be sent again under another id, as by another channel after it bounced', () => {
    theFollowUp
      .given(inStage('scheduled', requested, bounced))
      .when(requestSurvey({ ...sent, survey: 's2', channel: 'email' }))
      .then([{ ...requested, survey: 's2', channel: 'email' }])
  })

  test('is not sent once consent is withdrawn', () => {
    theFollowUp
      .given(inStage('scheduled'))
      .when(requestSurvey({ ...sent, survey: 's1', channel: 'sms', consent: 'withdrawn' }))
      .thenRejects({
        _tag: 'ConsentMissing',
        purpose: 'afterResolution',
        consent: 'withdrawn',
      })
    theFollowUp
      .given(inStage('scheduled'))
      .when(requestSurvey({ ...sent, survey: 's1', channel: 'sms', consent: 'given' }))
      .then([requested])
  })

  test.each(['completed', 'unreachable', 'missed'] as const)(
    'is marked, but no longer sent, when the call is %s',
    (stage) => {
      theFollowUp
        .given(inStage(stage, requested))
        .when(markSurveyDelivered({ ...sent, survey: 's1' }))
        .then([delivered])
      theFollowUp
        .given(inStage(stage))
        .when(requestSurvey({ ...sent, survey: 's1', channel: 'sms' }))
        .thenRejects({
          _tag:
            stage === 'completed'
              ? 'FollowUpAlreadyCompleted'
              : stage === 'missed'
                ? 'FollowUpAlreadyMissed'
                : 'FollowUpAlreadyGivenUp',
          command: 'RequestSurvey',
          stage,
          allowed: ['scheduled'],
        })
    },
  )
})

const full: RecordSatisfaction = recordSatisfaction({
  ...now,
  csat: 4,
  nps: 0,
  ces: 7,
  staff: [
    { staff: 'agent-lin', score: 5 },
    { staff: 'agent-wu', score: 2 },
  ],
  dimensions: [
    { dimension: 'empathy', expected: 4, perceived: 5 },
    { dimension: 'reliability', expected: 5, perceived: 2 },
  ],
  resolvedInOneContact: false,
  verbatim: '林小姐很客氣',
  survey: 's1',
})
const recorded: SatisfactionRecorded = {
  type: 'SatisfactionRecorded',
  at: now.at,
  ...byClient,
  customer,
  answer: 1,
  csat: 4,
  nps: 0,
  ces: 7,
  staff: [
    { staff: 'agent-lin', score: 5 },
    { staff: 'agent-wu', score: 2 },
  ],
  dimensions: [
    { dimension: 'empathy', expected: 4, perceived: 5 },
    { dimension: 'reliability', expected: 5, perceived: 2 },
  ],
  resolvedInOneContact: false,
  verbatim: '林小姐很客氣',
  survey: 's1',
}
const second = { ...recorded, answer: 2, at: after(7 * HOUR) } as const

describe('an answer', () => {
  test('is taken whole', () => {
    theFollowUp.given(inStage('completed', requested)).when(full).then([recorded])
  })

  test('tells which case and complaint it is about', () => {
    theFollowUp
      .given([{ ...scheduled, complaint: theComplaint }])
      .when(recordSatisfaction({ ...now, csat: 1 }))
      .then([
        {
          type: 'SatisfactionRecorded',
          at: now.at,
          ...byClient,
          complaint: theComplaint,
          customer,
          answer: 1,
          csat: 1,
        },
      ])
  })

  test.each(['scheduled', 'completed', 'unreachable', 'missed'] as const)(
    'counts when the call is %s, whoever records it',
    (stage) => {
      theFollowUp
        .given(inStage(stage))
        .when(recordSatisfaction({ at: now.at, actor: agent, csat: 5 }))
        .then([
          {
            type: 'SatisfactionRecorded',
            at: now.at,
            ...about,
            customer,
            answer: 1,
            csat: 5,
          },
        ])
    },
  )

  test.each([
    { nps: 0 },
    { ces: 1 },
    { resolvedInOneContact: false },
    { staff: [{ staff: 'agent-lin', score: 1 }] },
    { dimensions: [{ dimension: 'empathy', expected: 1, perceived: 1 }] },
  ])('may be no more than %j', (scores) => {
    theFollowUp
      .given(inStage('completed'))
      .when(recordSatisfaction({ ...now, ...scores }))
      .then([
        {
          type: 'SatisfactionRecorded',
          at: now.at,
          ...byClient,
          customer,
          answer: 1,
          ...scores,
        },
      ])
  })

  test.each([
    {},
    { verbatim: '還好' },
    { staff: [] },
    { dimensions: [], verbatim: '還好' },
    { survey: 's1' },
  ])('is none with no more than %j', (words) => {
    theFollowUp
      .given(inStage('completed', requested))
      .when(recordSatisfaction({ ...now, ...words }))
      .thenRejects({ _tag: 'EmptyAnswer' })
  })

  test('to a survey that was never sent is refused', () => {
    theFollowUp
      .given(inStage('completed'))
      .when(full)
      .thenRejects({ _tag: 'SurveyNotRequested', survey: 's1', requested: [] })
  })
})

describe('another answer', () => {
  const history = inStage('completed', requested, recorded)

  const { verbatim: _words, ...unspoken } = full
  const { verbatim: __words, ...scoredOnly } = recorded
  const wordless = inStage('completed', requested, scoredOnly)

  test('that says the same changes nothing, in whatever order and whoever records it', () => {
    theFollowUp
      .given(wordless)
      .when({
        ...unspoken,
        actor: agent,
        at: after(7 * HOUR),
        staff: [...(full.staff ?? [])].reverse(),
        dimensions: [...(full.dimensions ?? [])].reverse(),
      })
      .thenNothing()
  })

  test('with words is always another: the words of the last are kept in its event alone', () => {
    const again = { ...full, at: second.at }
    theFollowUp.given(history).when(again).then([second])
    theFollowUp.given(wordless).when(again).then([second])
    const { verbatim: _, ...secondWordless } = second
    theFollowUp
      .given(history)
      .when({ ...unspoken, at: second.at })
      .then([secondWordless])
    const state = fold(followUps, followUps.initialState, history)
    expect(JSON.stringify(state)).not.toContain('林小姐')
    expect(state.answer).toEqual(kept(recorded))
  })

  test('with an empty list is one without the list', () => {
    const { staff: _, ...unscored } = unspoken
    theFollowUp
      .given(inStage('completed', requested, { ...scoredOnly, staff: [] }))
      .when({ ...unscored, at: second.at })
      .thenNothing()
  })

  const other = { dimension: 'empathy', expected: 4, perceived: 4 } as const
  const reliability = { dimension: 'reliability', expected: 5, perceived: 2 } as const
  const lin = { staff: 'agent-lin', score: 5 } as const
  test.each([
    { csat: 5 },
    { nps: 10 },
    { ces: 1 },
    { resolvedInOneContact: true },
    { verbatim: '林小姐很客氣，也很快' },
    { staff: [lin] },
    { staff: [lin, { staff: 'agent-wu', score: 3 }] },
    { staff: [lin, { staff: 'agent-hu', score: 2 }] },
    { dimensions: [reliability, other] },
    { dimensions: [reliability, { ...other, expected: 5, perceived: 5 }] },
    { dimensions: [reliability, { dimension: 'assurance', expected: 4, perceived: 5 }] },
  ])('that differs by %j takes the place of the first', (changed) => {
    theFollowUp
      .given(wordless)
      .when({ ...unspoken, at: second.at, ...changed })
      .then([{ ...scoredOnly, answer: 2, at: second.at, ...changed }])
  })

  test('counts whole: what it leaves out is gone', () => {
    theFollowUp
      .given(history)
      .when(recordSatisfaction({ ...now, at: second.at, csat: 5 }))
      .then([
        {
          type: 'SatisfactionRecorded',
          at: second.at,
          ...byClient,
          customer,
          answer: 2,
          csat: 5,
        },
      ])
    const onlyCsat: FollowUpEvent = {
      type: 'SatisfactionRecorded',
      at: second.at,
      ...byClient,
      customer,
      answer: 2,
      csat: 5,
    }
    theFollowUp
      .given([...history, onlyCsat])
      .when({ ...full, at: second.at })
      .then([{ ...second, answer: 3 }])
  })

  test('to another survey is another answer', () => {
    const again = { ...requested, survey: 's2' } as FollowUpEvent
    theFollowUp
      .given([...inStage('scheduled', requested, again), recorded])
      .when({ ...full, at: second.at, survey: 's2' })
      .then([{ ...second, survey: 's2' }])
  })

  test('is taken to the last millisecond of the window, which begins with the first answer', () => {
    const until = after(6 * HOUR + 7 * DAY)
    const late = { ...full, csat: 1, at: until }
    theFollowUp
      .given([...history, { ...second, csat: 5, at: after(6 * DAY) }])
      .when(late)
      .then([{ ...second, answer: 3, csat: 1, at: until }])
    theFollowUp
      .given([...history, { ...second, csat: 5, at: after(6 * DAY) }])
      .when({ ...late, at: after(6 * HOUR + 7 * DAY + 1) })
      .thenRejects({ _tag: 'EditWindowPassed', until })
  })

  test('that says the same comes too late all the same', () => {
    theFollowUp
      .given(history)
      .when({ ...full, at: after(30 * DAY) })
      .thenRejects({ _tag: 'EditWindowPassed', until: after(6 * HOUR + 7 * DAY) })
  })

  test('recorded late does not take the place of one given after it; at the same time it does', () => {
    theFollowUp
      .given([...history, { ...second, csat: 5 }])
      .when({ ...full, csat: 1, at: after(7 * HOUR - 1) })
      .thenRejects({ _tag: 'LaterAnswerGiven', answeredAt: second.at })
    theFollowUp
      .given([...history, { ...second, csat: 5 }])
      .when({ ...full, csat: 1, at: second.at })
      .then([{ ...second, answer: 3, csat: 1 }])
  })
})
