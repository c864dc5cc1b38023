/** Deciding surveys and the customer's answer. */
import { notInTaxonomy } from '../../lifecycle/rules.js'
import { epochMs, fromEpochMs } from '../../time/index.js'
import type {
  MarkSurveyBounced,
  MarkSurveyDelivered,
  RecordSatisfaction,
  RequestSurvey,
} from '../commands.js'
import type { FollowUpRejection, SurveyNotRequested } from '../rejection.js'
import type { DimensionScore, StaffScore } from '../scores.js'
import type { FollowUpState, GivenAnswer } from '../state.js'

import { consentMissing } from './consent.js'
import {
  emit,
  given,
  nothing,
  own,
  reject,
  type FollowUpDecision,
  type Situation,
} from './decision.js'

export const request = (command: RequestSurvey, { state }: Situation): FollowUpDecision => {
  const { survey, channel, consent } = command
  const { purpose, customer, surveys } = state
  const refused = consentMissing(purpose, consent)
  if (refused !== undefined) return reject(refused)
  if (surveys.has(survey)) return reject({ _tag: 'SurveyAlreadyRequested', survey })
  return emit({ type: 'SurveyRequested', ...own(command, state), customer, survey, channel })
}

const notRequested = (
  survey: string | undefined,
  { surveys }: FollowUpState,
): SurveyNotRequested | undefined =>
  survey === undefined || surveys.has(survey)
    ? undefined
    : { _tag: 'SurveyNotRequested', survey, requested: [...surveys.keys()] }

export const mark = (
  command: MarkSurveyDelivered | MarkSurveyBounced,
  { state }: Situation,
): FollowUpDecision => {
  const { survey } = command
  const unknown = notRequested(survey, state)
  if (unknown !== undefined) return reject(unknown)
  const standing = state.surveys.get(survey)
  if (command.type === 'MarkSurveyDelivered') {
    return standing === 'delivered'
      ? nothing
      : emit({ type: 'SurveyDelivered', ...own(command, state), survey })
  }
  if (standing === 'bounced') return nothing
  return emit({
    type: 'SurveyBounced',
    ...own(command, state),
    customer: state.customer,
    survey,
    ...given(command, 'reason'),
  })
}

const isEmpty = (command: RecordSatisfaction): boolean =>
  command.csat === undefined &&
  command.nps === undefined &&
  command.ces === undefined &&
  command.resolvedInOneContact === undefined &&
  (command.staff ?? []).length === 0 &&
  (command.dimensions ?? []).length === 0

/** The first that stands there a second time. */
const repeated = (names: ReadonlyArray<string>): string | undefined => {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}

const malformed = (
  { staff, dimensions }: RecordSatisfaction,
  { rules }: Situation,
): FollowUpRejection | undefined => {
  const person = staff && repeated(staff.map((one) => one.staff))
  if (person !== undefined) return { _tag: 'StaffRepeated', staff: person }
  if (dimensions === undefined) return undefined
  for (const { dimension } of dimensions) {
    const unknown = notInTaxonomy(rules, 'serviceDimensions', dimension)
    if (unknown !== undefined) return unknown
  }
  const dimension = repeated(dimensions.map((one) => one.dimension))
  return dimension === undefined ? undefined : { _tag: 'DimensionRepeated', dimension }
}

/** The latest counts, within the window that begins with the first. */
const tooLate = (
  { at }: RecordSatisfaction,
  { state, rules }: Situation,
): FollowUpRejection | undefined => {
  const { firstAnsweredAt, answer } = state
  if (firstAnsweredAt === undefined || answer === undefined) return undefined
  const until = fromEpochMs(epochMs(firstAnsweredAt) + rules.editMs)
  if (at > until) return { _tag: 'EditWindowPassed', until }
  return at < answer.at ? { _tag: 'LaterAnswerGiven', answeredAt: answer.at } : undefined
}

/** What was written is not kept to compare by: an answer with words, or in place of words, is another. */
const sameAnswer = (a: RecordSatisfaction, b: GivenAnswer): boolean =>
  a.verbatim === undefined &&
  !b.hasVerbatim &&
  a.csat === b.csat &&
  a.nps === b.nps &&
  a.ces === b.ces &&
  a.resolvedInOneContact === b.resolvedInOneContact &&
  a.survey === b.survey &&
  sameOf(a.staff, b.staff, sameStaff) &&
  sameOf(a.dimensions, b.dimensions, sameDimension)

/** In whatever order; each stands in its list once. */
const sameOf = <A>(
  a: ReadonlyArray<A> = [],
  b: ReadonlyArray<A>,
  same: (x: A, y: A) => boolean,
): boolean => a.length === b.length && a.every((x) => b.some((y) => same(x, y)))

const sameStaff = (a: StaffScore, b: StaffScore): boolean =>
  a.staff === b.staff && a.score === b.score

const sameDimension = (a: DimensionScore, b: DimensionScore): boolean =>
  a.dimension === b.dimension && a.expected === b.expected && a.perceived === b.perceived

/** One answer a follow-up: a changed one takes the place of the last, whole. */
export const answer = (command: RecordSatisfaction, situation: Situation): FollowUpDecision => {
  const { state } = situation
  if (isEmpty(command)) return reject({ _tag: 'EmptyAnswer' })
  const refused =
    notRequested(command.survey, state) ??
    malformed(command, situation) ??
    tooLate(command, situation)
  if (refused !== undefined) return reject(refused)
  if (state.answer !== undefined && sameAnswer(command, state.answer)) return nothing
  return emit({
    type: 'SatisfactionRecorded',
    ...own(command, state),
    ...state.subject,
    customer: state.customer,
    answer: (state.answer?.answer ?? 0) + 1,
    ...given(
      command,
      'csat',
      'nps',
      'ces',
      'staff',
      'dimensions',
      'resolvedInOneContact',
      'verbatim',
      'survey',
    ),
  })
}
