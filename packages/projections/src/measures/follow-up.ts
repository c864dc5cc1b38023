/** Follow-ups: whether they were made, in time, and whether those who were asked answered. */
import {
  counted,
  excluded,
  type Key,
  type Measure,
  type Reading,
  type Verdict,
} from '@casetrail/core/read-model'

import type { FollowUp, Survey } from '../facts/care.js'
import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow } from '../facts/case-row.js'

import { dimensionsOf } from './answers.js'
import { cited, reading } from './reading.js'

/** Cancelled for one of these, a follow-up was not due after all. */
export const validReasons: ReadonlySet<string> = new Set([
  'caseReopened',
  'replaced',
  'merged',
  'consentWithdrawn',
  'erased',
])

/** Each follow-up by its first due date; one cancelled for a valid reason is excluded by it. */
const whenDue = (id: string, verdict: (one: FollowUp) => Verdict): Measure<CaseRow> => ({
  id,
  version: 1,
  unit: 'share',
  from: { facts: caseFacts },
  parts: ['opening', 'dimensions', 'followUps'],
  readings: (row, key) => row.followUps.map((one) => dueReading(row, key, one, verdict)),
})

const dueReading = (
  row: CaseRow,
  key: Key,
  one: FollowUp,
  verdict: (one: FollowUp) => Verdict,
): Reading => {
  const { scheduled, attempted, completed, ended } = one
  const cancelled = completed === undefined && ended !== undefined && validReasons.has(ended.as)
  return reading(
    { dimensions: dimensionsOf(row, one) },
    key,
    one.due,
    cancelled ? excluded(ended.as) : verdict(one),
    cited(scheduled.id, attempted?.id, completed?.id, ended?.by),
    one.assignee ?? one.handler,
  )
}

/** Completed ÷ due; who could not be reached or would not stays. */
export const followUpCompletion = whenDue('followUp.completion', (one) =>
  counted(one.completed === undefined ? 0 : 1),
)

const byDue = (one: FollowUp, fact: FollowUp['attempted']): Verdict =>
  fact?.timeUnknown === true
    ? excluded('timeUnknown')
    : counted(fact !== undefined && fact.at <= one.due ? 1 : 0)

/** First attempt by the first due date. */
export const followUpAttemptedOnTime = whenDue('followUp.attemptedOnTime', (one) =>
  byDue(one, one.attempted),
)

/** Completed by the first due date. */
export const followUpCompletedOnTime = whenDue('followUp.completedOnTime', (one) =>
  byDue(one, one.completed),
)

/** Each survey by the date of its request. */
const perSurvey = (id: string, verdict: (survey: Survey) => Verdict): Measure<CaseRow> => ({
  id,
  version: 1,
  unit: 'share',
  from: { facts: caseFacts },
  parts: ['opening', 'dimensions', 'followUps'],
  readings: (row, key) =>
    row.followUps.flatMap((one) =>
      one.surveys.map((survey) =>
        reading(
          { dimensions: dimensionsOf(row, one) },
          key,
          survey.at,
          verdict(survey),
          cited(survey.requested, survey.mark?.id, survey.answered),
          one.handler,
        ),
      ),
    ),
})

const answered = (survey: Survey): Verdict => counted(survey.answered === undefined ? 0 : 1)

/** Answered ÷ delivered: an answer proves delivery, what bounced or was never marked is excluded. */
export const surveysDelivered: Measure<CaseRow> = {
  ...perSurvey('survey.delivered', (survey) => {
    const { answered: answer, mark } = survey
    if (answer !== undefined || mark?.as === 'delivered') return answered(survey)
    return mark === undefined ? excluded('notDelivered') : excluded('bounced')
  }),
  excludes: ['bounced', 'notDelivered'],
}

/** Answered ÷ selected, which are all that were to be asked (AAPOR). */
export const surveysSelected = perSurvey('survey.selected', answered)
