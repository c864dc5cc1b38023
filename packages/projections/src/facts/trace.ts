/** What was done in a stream, event by event: a part of its row, by which required steps are judged. */
import {
  epochMs,
  type DomainEvent,
  type EpochMs,
  type EventId,
  type RecordedEvent,
} from '@casetrail/core'

/** An event of a stream. */
export interface Deed {
  /** Its type; of a recorded step `step:<id>`, of one of the plan that was completed `done:<id>`. */
  readonly word: string
  readonly at: EpochMs
  readonly id: EventId
}

/**
 * What was done in a stream, in the order in which it was recorded. What follows another of its type
 * says nothing more.
 */
export interface Trace {
  readonly deeds: ReadonlyArray<Deed>
  /** There were more, which are not kept. */
  readonly cut: boolean
}

export const emptyTrace: Trace = { deeds: [], cut: false }

const KEPT = 256

const wordOf = (event: DomainEvent): string => {
  const { type } = event
  if (type !== 'StepRecorded' && type !== 'StepCompleted') return type
  return 'step' in event
    ? `${type === 'StepRecorded' ? 'step' : 'done'}:${String(event.step)}`
    : type
}

/** The trace after an event; the same value where it says nothing more. */
export const traceAfter = (trace: Trace, { event, eventId: id }: RecordedEvent): Trace => {
  const { deeds, cut } = trace
  if (cut) return trace
  const word = wordOf(event)
  const at = epochMs(event.at)
  const { length } = deeds
  const last = deeds[length - 1]
  if (last !== undefined && last.word === word && at >= last.at) return trace
  return length === KEPT
    ? { deeds, cut: true }
    : { deeds: deeds.toSpliced(length, 0, { word, at, id }), cut: false }
}
