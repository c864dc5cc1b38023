/** A story's row: the case, its complaints and follow-ups, each folded from its own stream. */
import { caseEvents, type CaseEvent } from '../../case/events/index.js'
import { clockEvents, type ClockEvent } from '../../clock/events.js'
import { complaintEvents, type ComplaintEvent } from '../../complaint/events/index.js'
import type { DomainEvent } from '../../decider/message.js'
import { followUpEvents, type FollowUpEvent } from '../../follow-up/events.js'
import type { Facts } from '../../read-model/facts.js'
import { categoryOf, type RecordedEvent } from '../../store/port.js'
import type { Instant } from '../../time/index.js'
import { dispatchEvents } from '../dispatch-events.js'

import { streamId } from './desk-policy.js'
import { UNSATISFIED } from './names.js'
import { caseMoves, evolveCase, type CasePart } from './story-case.js'
import { complaintMoves, evolveComplaint, type ComplaintPart } from './story-complaint.js'
import { evolveFollowUp, followUpMoves, type FollowUpPart } from './story-follow-up.js'

export interface StoryRow {
  readonly case?: CasePart
  /** The latest, the earliest first. */
  readonly complaints: ReadonlyArray<ComplaintPart>
  readonly followUps: ReadonlyArray<FollowUpPart>
}

const noStory: StoryRow = { complaints: [], followUps: [] }

/** Of a story with more complaints, or more follow-ups, the latest are kept. */
const KEPT = 24

interface Part {
  readonly id: string
  readonly at: Instant
}

const order = (a: Part, b: Part): number => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1)

/**
 * A list with one part after its event. What left it can't come back, since only an opening adds: so the
 * order in which streams are seen makes no difference.
 */
const withPart = <P extends Part>(
  parts: ReadonlyArray<P>,
  id: string,
  evolve: (part: P | undefined) => P | undefined,
): ReadonlyArray<P> => {
  const i = parts.findIndex((part) => part.id === id)
  const before = parts[i]
  const after = evolve(before)
  if (after === undefined || after === before) return parts
  return i < 0 ? [...parts, after].sort(order).slice(-KEPT) : parts.with(i, after)
}

/** The catalogues decoded it by its category: its type is one of them. */
const as = <Ev extends DomainEvent>(seen: RecordedEvent): RecordedEvent<Ev> =>
  seen as RecordedEvent<Ev>

const evolve = (row: StoryRow = noStory, seen: RecordedEvent): StoryRow => {
  const id = streamId(seen.stream)
  switch (categoryOf(seen.stream)) {
    case 'case': {
      const part = evolveCase(row.case, as<CaseEvent | ClockEvent>(seen))
      return part === undefined || part === row.case ? row : { ...row, case: part }
    }
    case 'complaint': {
      const complaints = withPart(row.complaints, id, (part) =>
        evolveComplaint(part, as<ComplaintEvent | ClockEvent>(seen)),
      )
      return complaints === row.complaints ? row : { ...row, complaints }
    }
    case 'followUp': {
      const followUps = withPart(row.followUps, id, (part) =>
        evolveFollowUp(part, as<FollowUpEvent | ClockEvent>(seen)),
      )
      return followUps === row.followUps ? row : { ...row, followUps }
    }
    default:
      return row
  }
}

/** Of the answers to dispatches only those that another policy goes on from. */
const isForAnother = ({ event, metadata }: RecordedEvent): boolean =>
  metadata.actor.id === `policy:${UNSATISFIED}` && 'rejection' in event

export const storyFacts: Facts<StoryRow> = {
  name: 'desk.story',
  version: 2,
  from: [
    { category: 'case', events: caseEvents },
    { category: 'case', events: clockEvents },
    { category: 'complaint', events: complaintEvents },
    { category: 'complaint', events: clockEvents },
    { category: 'followUp', events: followUpEvents },
    { category: 'followUp', events: clockEvents },
    { category: 'emergency', events: clockEvents },
    { category: 'dispatch', events: dispatchEvents },
  ],
  keyOf: (seen) =>
    categoryOf(seen.stream) === 'dispatch' && !isForAnother(seen)
      ? undefined
      : seen.metadata.correlationId,
  evolve,
}

/** The types of events that change a row. */
export const storyMoves = {
  case: caseMoves,
  complaint: complaintMoves,
  followUp: followUpMoves,
}

/** The complaint of that id, where it is among those kept. */
export const complaintOf = ({ complaints }: StoryRow, id: string): ComplaintPart | undefined =>
  complaints.find((part) => part.id === id)
