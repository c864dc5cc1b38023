/** What policies keep of a complaint: one part of its story's row, folded from the complaint's own stream. */
import type { ClockEvent } from '../../clock/events.js'
import type { StandardRef } from '../../codec/primitives.js'
import type { ComplaintEvent } from '../../complaint/events/index.js'
import type { ComplaintReceived } from '../../complaint/events/intake.js'
import { given } from '../../lifecycle/decision.js'
import type { RecordedEvent } from '../../store/port.js'
import type { Instant } from '../../time/index.js'

import { noBreaches, withBreach, type Breaches } from './breaches.js'
import { policyActor, streamId } from './desk-policy.js'
import { UNSATISFIED } from './names.js'

export interface ComplaintPart {
  readonly id: string
  /** When it was received. */
  readonly at: Instant
  readonly standard: StandardRef
  readonly about: Pick<
    ComplaintReceived,
    'customer' | 'channel' | 'case' | 'tier' | 'language' | 'category'
  >
  /** Over: withdrawn or merged. Archived it stays closed. */
  readonly stage: 'open' | 'closed' | 'over'
  readonly cycle: number
  /** The cycle's event by which it is to be followed up, once one says so. */
  readonly followedUpBy?: string
  readonly rounds: number
  readonly level: number
  readonly breaches: Breaches
}

type Seen = RecordedEvent<ComplaintEvent | ClockEvent>

const received = (event: ComplaintReceived, stream: string): ComplaintPart => ({
  id: streamId(stream),
  at: event.at,
  standard: event.standard,
  about: given(event, 'customer', 'channel', 'case', 'tier', 'language', 'category'),
  stage: 'open',
  cycle: event.cycle,
  rounds: 0,
  level: 0,
  breaches: noBreaches,
})

/** The first event of a cycle after which nothing more comes to the customer. */
const followed = (part: ComplaintPart, { eventId }: Seen): ComplaintPart =>
  part.followedUpBy === undefined ? { ...part, followedUpBy: eventId } : part

const reopened = (part: ComplaintPart, cycle: number, by: string): ComplaintPart => {
  const { followedUpBy: _, ...same } = part
  const rounds = by === policyActor(UNSATISFIED).id ? part.rounds + 1 : part.rounds
  return { ...same, stage: 'open', cycle, rounds }
}

/** The types of events that change the part. */
export const complaintMoves: ReadonlyArray<Seen['event']['type']> = [
  'ComplaintReceived',
  'RemedyFulfilled',
  'DecisionCommunicated',
  'ComplaintClosed',
  'ReviewCompleted',
  'ComplaintReopened',
  'ComplaintEscalated',
  'ComplaintWithdrawn',
  'ComplaintMerged',
  'ClockBreached',
]

/** The part after an event of its stream; nothing is known before the receipt. */
export const evolveComplaint = (
  part: ComplaintPart | undefined,
  seen: Seen,
): ComplaintPart | undefined => {
  const { event, stream, metadata } = seen
  if (event.type === 'ComplaintReceived') return received(event, stream)
  if (part === undefined) return undefined
  switch (event.type) {
    case 'RemedyFulfilled':
      return followed(part, seen)
    case 'DecisionCommunicated':
      return event.withRemedy ? part : followed(part, seen)
    case 'ComplaintClosed':
      return { ...followed(part, seen), stage: 'closed' }
    case 'ReviewCompleted':
      return { ...part, stage: 'open' }
    case 'ComplaintReopened':
      return reopened(part, event.cycle, metadata.actor.id)
    case 'ComplaintEscalated':
      return event.kind === 'hierarchical' && event.level > part.level
        ? { ...part, level: event.level }
        : part
    case 'ComplaintWithdrawn':
    case 'ComplaintMerged':
      return { ...part, stage: 'over' }
    case 'ClockBreached':
      return { ...part, breaches: withBreach(part.breaches, event) }
    default:
      return part
  }
}
