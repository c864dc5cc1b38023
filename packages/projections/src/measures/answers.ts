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
import type { CaseRow, Resolutions } from '../facts/case-row.js'

import { present, reading } from './reading.js'

const from = { facts: caseFacts } as const
const parts = ['opening', 'dimensions', 'resolutions', 'followUps'] as const

export interface Answered extends FollowUp {
  readonly answer: Answer
}

const isAnswered = (one: FollowUp): one is Answered => one.answer !== undefined

/** Follow-ups by what they ask about: a cycle of the case or of a complaint, else themselves. */
const byCycle = ({ followUps }: CaseRow): ReadonlyArray<ReadonlyArray<FollowUp>> => {
  const groups = new Map<string, FollowUp[]>()
  for (const one of followUps) {
    const { cycle, complaint = 'case', stream } = one
    const key = cycle === undefined ? stream : `${complaint} ${String(cycle)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return [...groups.values()]
}

/** The last of them; of two at once that of the follow-up scheduled last. */
const lastOf = (answered: ReadonlyArray<Answered>): Answered | undefined =>
  answered.reduce<Answered | undefined>(
    (last, one) => (last === undefined || one.answer.at >= last.answer.at ? one : last),
    undefined,
  )

/** The answers that count: the last one of each cycle, whole. */
export const answersOf = (row: CaseRow): ReadonlyArray<Answered> =>
  row.followUps.length === 0
    ? []
    : byCycle(row).flatMap((group) => present(lastOf(group.filter(isAnswered))))

/** The case's dimensions, and the follow-up's own. */
export const dimensionsOf = (row: CaseRow, one: FollowUp): Dimensions =>
  row.opening === undefined ? one.dimensions : { ...row.dimensions, ...one.dimensions }

const resolverIn = ({ first, later }: Resolutions, cycle: number): string | undefined =>
  later.find((one) => one.cycle === cycle)?.resolver ??
  (first?.cycle === cycle ? first.resolver : undefined)

/** Whose credit it is: who handled what the answer is about, else who resolved that cycle of the case. */
const creditOf = ({ resolutions }: CaseRow, one: FollowUp): string | undefined =>
  one.handler ??
  (one.cycle === undefined || one.complaint !== undefined
    ? undefined
    : resolverIn(resolutions, one.cycle))

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
    answersOf(row).flatMap((one) => {
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

/** A cycle whose customer was asked and gave no score, by the date of the last request. */
const unanswered = (
  row: CaseRow,
  group: ReadonlyArray<FollowUp>,
  key: Key,
): ReadonlyArray<Reading> => {
  if (lastOf(group.filter(isAnswered))?.answer.csat !== undefined) return []
  const asked = group.flatMap((one) => one.surveys.map((survey) => ({ one, survey })))
  const last = asked.sort((a, b) => a.survey.at - b.survey.at).at(-1)
  if (last === undefined) return []
  const { one, survey } = last
  const where = { dimensions: dimensionsOf(row, one) }
  return [
    reading(where, key, survey.at, excluded('noAnswer'), [survey.requested], creditOf(row, one)),
  ]
}

const csat = scored('answer.csat', 'score', (answer) => answer.csat)

/** CSAT, 1–5; who was asked and gave none is excluded. */
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
    answersOf(row).flatMap((one) =>
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

/** Whether the last CSAT that counts was 4 or 5; `undefined` where there is none. */
export const satisfiedIn = (row: CaseRow): boolean | undefined => {
  const score = lastOf(answersOf(row).filter(({ answer }) => answer.csat !== undefined))?.answer
    .csat
  return score === undefined ? undefined : score >= SATISFIED
}
