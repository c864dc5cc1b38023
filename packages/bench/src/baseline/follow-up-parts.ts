/** The parts of a follow-up by hand, which knows no plans of periodic ones: its state, its checks, its two longest steps. */
import { durationMs, epochMs, fromEpochMs, type Instant } from '@casetrail/core'
import type {
  FollowUpCompleted,
  FollowUpEvent,
  FollowUpMissed,
  FollowUpScheduled,
  FollowUpUnreachable,
  RecordSatisfaction,
  SatisfactionRecorded,
  ScheduleFollowUp,
} from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'

import { STANDARD, checkStandard, need, refuse, type Draft } from './lifecycle.js'

export interface State {
  stage: 'none' | 'scheduled' | 'completed' | 'unreachable' | 'missed' | 'declined' | 'cancelled'
  openedAt: Instant | undefined
  customer: string
  purpose: ScheduleFollowUp['purpose']
  method: FollowUpScheduled['method']
  cycle: number | undefined
  case: string | undefined
  complaint: string | undefined
  due: Instant | undefined
  firstDue: Instant | undefined
  handler: string | undefined
  serious: boolean
  assignee: string | undefined
  attempts: number
  reachedAt: Instant | undefined
  readonly surveys: Map<string, 'requested' | 'delivered' | 'bounced'>
  firstAnsweredAt: Instant | undefined
  answer: SatisfactionRecorded | undefined
}

const { followUps, taxonomies } = retail2025
const dueMs = durationMs(followUps.due)
export const graceMs = durationMs(followUps.grace)
const editMs = durationMs(followUps.editWindow)
const capMs = durationMs(followUps.cap.interval)
const consentFor = new Set(followUps.consentFor)
const exempt = new Set(followUps.cap.exempt)
const known = new Set(taxonomies.serviceDimensions.map(({ code }) => code))

export const later = (at: Instant, ms: number): Instant => fromEpochMs(epochMs(at) + ms)

/** Whoever handled a serious complaint neither calls nor ends the follow-up. */
export const checkCaller = ({ serious, handler }: State, person: string): void => {
  if (serious && handler !== undefined && person === handler) refuse('DutiesNotSeparated')
}

/** Not again so soon, but for some purposes. */
export const checkFrequency = (
  purpose: State['purpose'],
  lastOutreachAt: Instant | undefined,
  due: Instant,
): void => {
  if (lastOutreachAt !== undefined && !exempt.has(purpose) && due < later(lastOutreachAt, capMs)) {
    refuse('ContactTooFrequent')
  }
}

export const inCycle = ({ cycle }: State, event: Draft<FollowUpEvent>): FollowUpEvent => {
  if (cycle !== undefined) event.cycle = cycle
  return event
}

type Linked = Draft<
  | FollowUpScheduled
  | FollowUpCompleted
  | FollowUpUnreachable
  | FollowUpMissed
  | SatisfactionRecorded
>

export const about = (state: State, event: Linked): FollowUpEvent => {
  if (state.case !== undefined) event.case = state.case
  if (state.complaint !== undefined) event.complaint = state.complaint
  return inCycle(state, event)
}

export const schedule = (state: State, command: ScheduleFollowUp): FollowUpEvent => {
  const { at, actor, customer, purpose, consent, preference, lastOutreachAt } = command
  const { subjectStage, handler, serious, assignee } = command
  if (state.stage !== 'none') refuse(state.stage)
  checkStandard(command.standard)
  need(actor, 'followUp.plan')
  if (serious === true && handler !== undefined && assignee === handler) {
    refuse('DutiesNotSeparated')
  }
  if (subjectStage === 'cancelled' || subjectStage === 'merged' || subjectStage === 'withdrawn') {
    refuse('SubjectEnded')
  }
  if (serious === true && handler === undefined) refuse('HandlerUnknown')
  if (lastOutreachAt !== undefined && lastOutreachAt > at) refuse('OutreachAfterwards')
  if (consent === 'withdrawn') refuse('ConsentMissing')
  if (consent === undefined && consentFor.has(purpose)) refuse('ConsentMissing')
  const preferred = preference === 'unknown' ? undefined : preference
  if (preferred !== undefined && command.method !== undefined && command.method !== preferred) {
    refuse('PreferenceIgnored')
  }
  if (command.plan !== undefined) refuse('PlanNotFound')
  const due = command.due ?? later(at, dueMs)
  if (due < at) refuse('DueInThePast')
  checkFrequency(purpose, lastOutreachAt, due)
  const method = command.method ?? preferred ?? followUps.method
  state.stage = 'scheduled'
  state.openedAt = at
  state.customer = customer
  state.purpose = purpose
  state.method = method
  state.cycle = command.cycle
  state.case = command.case
  state.complaint = command.complaint
  state.due = due
  state.firstDue = due
  state.handler = handler
  state.serious = serious ?? false
  state.assignee = assignee
  const event: Draft<FollowUpScheduled> = {
    type: 'FollowUpScheduled',
    at,
    by: actor.id,
    customer,
    standard: STANDARD,
    purpose,
    method,
    due,
  }
  if (consent === 'given') event.consent = consent
  if (handler !== undefined) event.handler = handler
  if (serious !== undefined) event.serious = serious
  if (assignee !== undefined) event.assignee = assignee
  if (command.externalRef !== undefined) event.externalRef = command.externalRef
  if (command.attributes !== undefined) event.attributes = command.attributes
  return about(state, event)
}

const checkAnswer = (state: State, command: RecordSatisfaction): void => {
  const { at, csat, nps, ces, staff = [], dimensions = [], resolvedInOneContact, survey } = command
  const scored = csat !== undefined || nps !== undefined || ces !== undefined
  const listed = staff.length > 0 || dimensions.length > 0
  if (!scored && !listed && resolvedInOneContact === undefined) refuse('EmptyAnswer')
  if (survey !== undefined && !state.surveys.has(survey)) refuse('SurveyNotRequested')
  for (let i = 0; i < staff.length; i++) {
    for (let j = 0; j < i; j++) if (staff[i]?.staff === staff[j]?.staff) refuse('StaffRepeated')
  }
  for (let i = 0; i < dimensions.length; i++) {
    const name = dimensions[i]?.dimension ?? ''
    if (!known.has(name)) refuse('NotInTaxonomy')
    for (let j = 0; j < i; j++) if (name === dimensions[j]?.dimension) refuse('DimensionRepeated')
  }
  if (state.firstAnsweredAt === undefined || state.answer === undefined) return
  if (at > later(state.firstAnsweredAt, editMs)) refuse('EditWindowPassed')
  if (at < state.answer.at) refuse('LaterAnswerGiven')
}

const sameAnswer = (a: RecordSatisfaction, b: SatisfactionRecorded): boolean => {
  if (a.csat !== b.csat || a.nps !== b.nps || a.ces !== b.ces || a.survey !== b.survey) return false
  if (a.resolvedInOneContact !== b.resolvedInOneContact) return false
  if (a.verbatim !== undefined || b.verbatim !== undefined) return false
  const { staff = [], dimensions = [] } = a
  const { staff: otherStaff = [], dimensions: others = [] } = b
  return (
    staff.length === otherStaff.length &&
    dimensions.length === others.length &&
    staff.every((x) => otherStaff.some((y) => x.staff === y.staff && x.score === y.score)) &&
    dimensions.every((x) =>
      others.some(
        (y) =>
          x.dimension === y.dimension && x.expected === y.expected && x.perceived === y.perceived,
      ),
    )
  )
}

export const answer = (state: State, command: RecordSatisfaction): FollowUpEvent | undefined => {
  const { at, actor } = command
  checkAnswer(state, command)
  if (state.answer !== undefined && sameAnswer(command, state.answer)) return undefined
  const event: Draft<SatisfactionRecorded> = {
    type: 'SatisfactionRecorded',
    at,
    by: actor.id,
    customer: state.customer,
    answer: (state.answer?.answer ?? 0) + 1,
  }
  const { csat, nps, ces, staff, dimensions, resolvedInOneContact, verbatim, survey } = command
  if (csat !== undefined) event.csat = csat
  if (nps !== undefined) event.nps = nps
  if (ces !== undefined) event.ces = ces
  if (staff !== undefined) event.staff = staff
  if (dimensions !== undefined) event.dimensions = dimensions
  if (resolvedInOneContact !== undefined) event.resolvedInOneContact = resolvedInOneContact
  if (verbatim !== undefined) event.verbatim = verbatim
  if (survey !== undefined) event.survey = survey
  state.firstAnsweredAt ??= at
  state.answer = event
  reached(state, at)
  return about(state, event)
}

export const reached = (state: State, at: Instant): void => {
  if (state.reachedAt === undefined || at < state.reachedAt) state.reachedAt = at
}
