/** What customers said: one answer for each resolution cycle, or for each follow-up that belongs to none. */
import {
  counted,
  excluded,
  type Dimensions,
  type Key,
  type Measure,
  type Reading,
} from '@casetrail/core/read-model'

import type { Answer, FollowUp } from '../facts/care.js'
import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow } from '../facts/case-row.js'

import { reading } from './reading.js'

const from = { facts: caseFacts } as const
const parts = ['opening', 'dimensions', 'resolutions', 'followUps'] as const

interface Answered extends FollowUp {
  readonly answer: Answer
}

const isAnswered = (one: FollowUp): one is Answered => one.answer !== undefined

const byCycle = (row: CaseRow): ReadonlyArray<ReadonlyArray<FollowUp>> => {
  const groups = new Map<number | string, FollowUp[]>()
  for (const one of row.followUps) {
    const key = one.cycle ?? one.stream
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return [...groups.values()]
}

/** The last of them; of two at one instant that of the stream that is named last. */
const lastOf = (answered: ReadonlyArray<Answered>): Answered | undefined =>
  answered.reduce<Answered | undefined>(
    (last, one) => (last === undefined || one.answer.at >= last.answer.at ? one : last),
    undefined,
  )

/** The case's dimensions, and the follow-up's own. */
export const dimensionsOf = (row: CaseRow, one: FollowUp): Dimensions =>
  row.opening === undefined ? one.dimensions : { ...row.dimensions, ...one.dimensions }

/** Whose credit it is: who handled what the answer is about, as far as is known. */
export const creditOf = (row: CaseRow, one: FollowUp): string | undefined =>
  one.handler ?? row.resolutions.last?.resolver

type Ask = (one: Answered) => ReadonlyArray<Reading>

/** What a measure makes of the answers that count. */
const overAnswers = (row: CaseRow, ask: Ask): ReadonlyArray<Reading> =>
  row.followUps.length === 0
    ? []
    : byCycle(row).flatMap((group) => {
        const last = lastOf(group.filter(isAnswered))
        return last === undefined ? [] : ask(last)
      })

const scored = (
  id: string,
  unit: Measure<CaseRow>['unit'],
  valueOf: (answer: Answer) => number | undefined,
): Measure<CaseRow> => ({
  id,
  version: 1,
  unit,
  from,
  parts,
  readings: (row, key) =>
    overAnswers(row, (one) => {
      const value = valueOf(one.answer)
      return value === undefined ? [] : [answerReading(row, key, one, value)]
    }),
})

const answerReading = (row: CaseRow, key: Key, one: Answered, value: number): Reading =>
  reading(
    { dimensions: dimensionsOf(row, one) },
    key,
    one.answer.at,
    counted(value),
    [one.answer.id],
    creditOf(row, one),
  )

/** A survey that went out and has no answer, by the date of the last request. */
const unanswered = (
  row: CaseRow,
  group: ReadonlyArray<FollowUp>,
  key: Key,
): ReadonlyArray<Reading> => {
  if (group.some(isAnswered)) return []
  const asked = group.flatMap((one) =>
    Object.values(one.surveys).map((survey) => ({ one, survey })),
  )
  const last = asked.sort((a, b) => a.survey.at - b.survey.at).at(-1)
  if (last === undefined) return []
  const { one, survey } = last
  const where = { dimensions: dimensionsOf(row, one) }
  return [
    reading(where, key, survey.at, excluded('noAnswer'), [survey.requested], creditOf(row, one)),
  ]
}

const csat = scored('answer.csat', 'score', (answer) => answer.csat)

/** CSAT, 1–5; who was asked and did not answer is excluded. */
export const satisfaction: Measure<CaseRow> = {
  ...csat,
  excludes: ['noAnswer'],
  readings: (row, key) =>
    row.followUps.length === 0
      ? []
      : [
          ...csat.readings(row, key),
          ...byCycle(row).flatMap((group) => unanswered(row, group, key)),
        ],
}

/** NPS, 0–10. */
export const recommendation = scored('answer.nps', 'score', (answer) => answer.nps)

/** CES, 1–7. */
export const effort = scored('answer.ces', 'score', (answer) => answer.ces)

/** The customer's word: whether all was resolved in one contact. */
export const customersFirstContact = scored('answer.oneContact', 'share', ({ oneContact }) =>
  oneContact === undefined ? undefined : Number(oneContact),
)

/** The scores of the persons who served, 1–5; each is credited with theirs. */
export const staffSatisfaction: Measure<CaseRow> = {
  id: 'answer.staff',
  version: 1,
  unit: 'score',
  from,
  parts,
  readings: (row, key) =>
    overAnswers(row, (one) =>
      (one.answer.staff ?? []).map(({ staff, score }) =>
        reading(
          { dimensions: dimensionsOf(row, one) },
          key,
          one.answer.at,
          counted(score),
          [one.answer.id],
          staff,
        ),
      ),
    ),
}

/** What customers expected of a dimension of the service, or how they perceived it, 1–5. */
export const dimensionScore = (
  dimension: string,
  which: 'expected' | 'perceived',
): Measure<CaseRow> =>
  scored(
    `answer.${which}.${dimension}`,
    'score',
    ({ gaps }) => gaps?.find((gap) => gap.dimension === dimension)?.[which],
  )

const SATISFIED = 4

/** Whether the last answer with a CSAT was 4 or 5; `undefined` where there is none. */
export const satisfiedIn = ({ followUps }: CaseRow): boolean | undefined => {
  const last = lastOf(
    followUps.filter(isAnswered).filter(({ answer }) => answer.csat !== undefined),
  )
  const score = last?.answer.csat
  return score === undefined ? undefined : score >= SATISFIED
}

const LOW = 2

/**
 * Feedback that asks for something: a suggestion, or a CSAT of 1 or 2. Handled when an outbound
 * contact by a human, a reopening or a resolution in the same story came after it (H2 客戶反饋處理率).
 */
export const feedbackHandled: Measure<CaseRow> = {
  id: 'feedback.handled',
  version: 1,
  unit: 'share',
  from,
  parts: [...parts, 'contacts'],
  readings: (row, key) => {
    const { opening } = row
    const suggestion =
      opening?.isSuggestion === true ? [handledReading(row, key, opening, row.dimensions)] : []
    const low = overAnswers(row, (one) =>
      (one.answer.csat ?? LOW + 1) > LOW
        ? []
        : [handledReading(row, key, one.answer, dimensionsOf(row, one))],
    )
    return [...suggestion, ...low]
  },
}

/** The last time that somebody took care: only whether it lies after the feedback is asked. */
const handledReading = (
  row: CaseRow,
  key: Key,
  feedback: { readonly at: number; readonly id: string },
  dimensions: Dimensions,
): Reading => {
  const cares = [
    row.contacts.lastOutbound,
    row.resolutions.last,
    row.resolutions.lastReopening,
    ...row.followUps.map((one) => one.reached),
  ]
  const care = cares.find((one) => one !== undefined && one.at > feedback.at)
  return care === undefined
    ? reading({ dimensions }, key, feedback.at, counted(0), [feedback.id])
    : reading({ dimensions }, key, feedback.at, counted(1), [feedback.id, care.id])
}
