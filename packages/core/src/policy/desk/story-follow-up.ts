/** What policies keep of a follow-up: one part of its story's row, folded from the follow-up's own stream. */
import type { ClockEvent } from '../../clock/events.js'
import type { StandardRef } from '../../codec/primitives.js'
import type { FollowUpEvent } from '../../follow-up/events.js'
import { given } from '../../lifecycle/decision.js'
import type { RecordedEvent } from '../../store/port.js'
import type { Instant } from '../../time/index.js'
import type { Channel, Purpose } from '../../words/words.js'

import { streamId } from './desk-policy.js'

export interface FollowUpPart {
  readonly id: string
  /** When it was scheduled. */
  readonly at: Instant
  readonly standard: StandardRef
  readonly customer: string
  readonly purpose: Purpose
  readonly method: Channel
  readonly isPending: boolean
  readonly isCancelled?: true
  readonly cycle?: number
  readonly case?: string
  readonly complaint?: string
}

type Seen = RecordedEvent<FollowUpEvent | ClockEvent>

/** The types of events that change the part. */
export const followUpMoves: ReadonlyArray<Seen['event']['type']> = [
  'FollowUpScheduled',
  'FollowUpCompleted',
  'FollowUpUnreachable',
  'FollowUpMissed',
  'FollowUpDeclined',
  'FollowUpCancelled',
]

/** The part after an event of its stream; nothing is known before the scheduling. */
export const evolveFollowUp = (
  part: FollowUpPart | undefined,
  { event, stream }: Seen,
): FollowUpPart | undefined => {
  switch (event.type) {
    case 'FollowUpScheduled': {
      const about = given(event, 'standard', 'customer', 'purpose', 'method')
      const of = given(event, 'cycle', 'case', 'complaint')
      return { id: streamId(stream), at: event.at, ...about, isPending: true, ...of }
    }
    case 'FollowUpCompleted':
    case 'FollowUpUnreachable':
    case 'FollowUpMissed':
    case 'FollowUpDeclined':
      return part && { ...part, isPending: false }
    case 'FollowUpCancelled':
      return part && { ...part, isPending: false, isCancelled: true }
    default:
      return part
  }
}
