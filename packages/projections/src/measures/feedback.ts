/** Whether feedback that asks for something was answered by something. */
import {
  counted,
  type Dimensions,
  type Key,
  type Measure,
  type Reading,
} from '@casetrail/core/read-model'

import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow } from '../facts/case-row.js'
import type { Fact } from '../facts/fact.js'

import { answersOf, dimensionsOf } from './answers.js'
import { isOpened, notHandled, reading } from './reading.js'

const LOW = 2

/** The last time of each way to take care: only whether one comes after the feedback is asked. */
const caresOf = ({
  contacts,
  resolutions,
  followUps,
  complaintContact,
}: CaseRow): ReadonlyArray<Fact | undefined> => [
  contacts.lastOutbound,
  resolutions.last,
  resolutions.lastReopening,
  complaintContact,
  ...followUps.map(({ reached }) => reached),
]

const handledReading = (
  row: CaseRow,
  key: Key,
  feedback: Pick<Fact, 'at' | 'id'>,
  dimensions: Dimensions,
  isCare: (at: number) => boolean,
): Reading => {
  const care = caresOf(row).find((one) => one !== undefined && isCare(one.at))
  return care === undefined
    ? reading({ dimensions }, key, feedback.at, counted(0), [feedback.id])
    : reading({ dimensions }, key, feedback.at, counted(1), [feedback.id, care.id])
}

/** A suggestion, which its own case handles, if only at the same instant. */
const suggestion = (row: CaseRow, key: Key): ReadonlyArray<Reading> => {
  if (!isOpened(row) || !row.opening.isSuggestion) return []
  const { opening, dimensions } = row
  const isCare = (at: number): boolean => at >= opening.at
  return notHandled(row, key) ?? [handledReading(row, key, opening, dimensions, isCare)]
}

/** Low answers. The call in which one was given does not handle it: what does comes after. */
const lowAnswers = (row: CaseRow, key: Key): ReadonlyArray<Reading> =>
  answersOf(row)
    .filter(({ answer: { csat } }) => csat !== undefined && csat <= LOW)
    .map((one) => {
      const isCare = (at: number): boolean => at > one.answer.at
      return handledReading(row, key, one.answer, dimensionsOf(row, one), isCare)
    })

/**
 * Suggestions, and CSATs of 1 or 2. Handled when an outbound contact by a human, a reopening or a
 * resolution in the same story came after it (H2 客戶反饋處理率).
 */
export const feedbackHandled: Measure<CaseRow> = {
  id: 'feedback.handled',
  version: 1,
  unit: 'share',
  from: { facts: caseFacts },
  parts: [
    'opening',
    'dimensions',
    'ended',
    'contacts',
    'resolutions',
    'followUps',
    'complaintContact',
  ],
  readings: (row, key) => [...suggestion(row, key), ...lowAnswers(row, key)],
}
