/** The follow-ups of a story and what customers said in them: a part of its row. */
import { epochMs, type EpochMs, type EventId, type RecordedEvent } from '@casetrail/core'
import type {
  FollowUpEvent,
  FollowUpScheduled,
  SatisfactionRecorded,
  SurveyRequested,
} from '@casetrail/core/follow-up'
import type { Dimensions } from '@casetrail/core/read-model'

import { followUpDimensions } from './dimensions.js'
import { type Draft, type Fact, earlier, factOf, later } from './fact.js'

/** What a customer said. The last one counts, whole. */
export interface Answer extends Fact {
  /** Its number among those of the follow-up, from 1. */
  readonly number: number
  readonly csat: number | undefined
  readonly nps: number | undefined
  readonly ces: number | undefined
  readonly staff: SatisfactionRecorded['staff']
  readonly gaps: SatisfactionRecorded['dimensions']
  readonly oneContact: boolean | undefined
}

export interface Survey {
  readonly survey: string
  readonly requested: EventId
  readonly at: EpochMs
  /** The last mark, if there is one. */
  readonly mark: { readonly as: 'delivered' | 'bounced'; readonly id: EventId } | undefined
  /** The last answer to it. */
  readonly answered: EventId | undefined
}

export interface FollowUp {
  readonly stream: string
  readonly scheduled: Fact
  /** The first due date: it survives rescheduling. */
  readonly due: EpochMs
  /** The complaint that it is about, and not the story's case. */
  readonly complaint: string | undefined
  /** The cycle of what it is about. */
  readonly cycle: number | undefined
  /** Who handled what it is about. */
  readonly handler: string | undefined
  /** Whose task it is, or was when it was completed. */
  readonly assignee: string | undefined
  readonly externalRef: string | undefined
  readonly dimensions: Dimensions
  /** The first attempt; an answer or the completion where none was recorded before. */
  readonly attempted: Fact | undefined
  /** The last time that the customer was spoken to. */
  readonly reached: Fact | undefined
  readonly completed: Fact | undefined
  /** How it ended otherwise; cancelled with its reason. */
  readonly ended: { readonly as: string; readonly by: EventId } | undefined
  /** In the order of their requests; at most the last 20. */
  readonly surveys: ReadonlyArray<Survey>
  readonly answer: Answer | undefined
}

const MOST = 100
const SURVEYS = 20

const scheduled = (seen: RecordedEvent<FollowUpEvent>, event: FollowUpScheduled): FollowUp => ({
  stream: seen.stream,
  scheduled: factOf(seen),
  due: epochMs(event.due),
  complaint: event.complaint,
  cycle: event.cycle,
  handler: event.handler,
  assignee: event.assignee,
  externalRef: event.externalRef,
  dimensions: followUpDimensions(event),
  attempted: undefined,
  reached: undefined,
  completed: undefined,
  ended: undefined,
  surveys: [],
  answer: undefined,
})

const copyOf = (one: FollowUp): Draft<FollowUp> => ({
  stream: one.stream,
  scheduled: one.scheduled,
  due: one.due,
  complaint: one.complaint,
  cycle: one.cycle,
  handler: one.handler,
  assignee: one.assignee,
  externalRef: one.externalRef,
  dimensions: one.dimensions,
  attempted: one.attempted,
  reached: one.reached,
  completed: one.completed,
  ended: one.ended,
  surveys: one.surveys,
  answer: one.answer,
})

const answerOf = (seen: RecordedEvent, event: SatisfactionRecorded): Answer => ({
  ...factOf(seen),
  number: event.answer,
  csat: event.csat,
  nps: event.nps,
  ces: event.ces,
  staff: event.staff,
  gaps: event.dimensions,
  oneContact: event.resolvedInOneContact,
})

const withSurvey = (
  { surveys }: FollowUp,
  { survey, at }: SurveyRequested,
  requested: EventId,
): ReadonlyArray<Survey> => [
  ...surveys.filter((known) => known.survey !== survey).slice(1 - SURVEYS),
  { survey, requested, at: epochMs(at), mark: undefined, answered: undefined },
]

const changed = (
  { surveys }: FollowUp,
  survey: string | undefined,
  change: Partial<Survey>,
): ReadonlyArray<Survey> =>
  surveys.map((known) => (known.survey === survey ? { ...known, ...change } : known))

/** An answer that names no survey answers the last one that was asked and did not bounce. */
const answering = (one: FollowUp, { survey }: SatisfactionRecorded): string | undefined =>
  survey ?? one.surveys.findLast(({ mark }) => mark?.as !== 'bounced')?.survey

/** A follow-up after an event of its own; the same value where the event says nothing to a figure. */
const after = (one: FollowUp, seen: RecordedEvent<FollowUpEvent>): FollowUp => {
  const { event, eventId: id } = seen
  const next = copyOf(one)
  switch (event.type) {
    case 'FollowUpAttempted':
      next.attempted = earlier(one.attempted, factOf(seen))
      if (event.result === 'reached') next.reached = later(one.reached, factOf(seen))
      return next
    case 'FollowUpAssigned':
      if (one.completed === undefined) next.assignee = event.assignee
      return next
    case 'FollowUpCompleted':
      next.attempted = earlier(one.attempted, factOf(seen))
      next.completed = earlier(one.completed, factOf(seen))
      return next
    case 'FollowUpUnreachable':
      next.ended = { as: 'unreachable', by: id }
      return next
    case 'FollowUpMissed':
      next.ended = { as: 'missed', by: id }
      return next
    case 'FollowUpDeclined':
      next.ended = { as: 'declined', by: id }
      return next
    case 'FollowUpCancelled':
      next.ended = { as: event.reason === 'other' ? 'cancelled' : event.reason, by: id }
      return next
    case 'SurveyRequested':
      next.surveys = withSurvey(one, event, id)
      return next
    case 'SurveyDelivered':
      next.surveys = changed(one, event.survey, { mark: { as: 'delivered', id } })
      return next
    case 'SurveyBounced':
      next.surveys = changed(one, event.survey, { mark: { as: 'bounced', id } })
      return next
    case 'SatisfactionRecorded':
      next.attempted = earlier(one.attempted, factOf(seen))
      next.surveys = changed(one, answering(one, event), { answered: id })
      if ((one.answer?.number ?? 0) <= event.answer) next.answer = answerOf(seen, event)
      return next
    default:
      return one
  }
}

/**
 * A story's follow-ups after an event, in the order of their scheduling; at most the last 100. The
 * order in which the events of several follow-ups are met makes no difference.
 */
export const careAfter = (
  followUps: ReadonlyArray<FollowUp>,
  seen: RecordedEvent<FollowUpEvent>,
): ReadonlyArray<FollowUp> => {
  const { event, stream } = seen
  if (event.type === 'FollowUpScheduled') {
    return [...followUps.filter((one) => one.stream !== stream), scheduled(seen, event)]
      .sort((a, b) => a.scheduled.at - b.scheduled.at || (a.stream < b.stream ? -1 : 1))
      .slice(-MOST)
  }
  const index = followUps.findIndex((one) => one.stream === stream)
  const one = followUps[index]
  if (one === undefined) return followUps
  const next = after(one, seen)
  return next === one ? followUps : followUps.toSpliced(index, 1, next)
}
