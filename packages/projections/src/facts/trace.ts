/** What was done in a stream, event by event: a part of its row, by which required steps are judged. */
import type { DomainEvent, EpochMs, EventId } from '@casetrail/core'

import type { Fact } from './fact.js'

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

const STEPS: Readonly<Record<string, string>> = { StepRecorded: 'step', StepCompleted: 'done' }

const wordOf = (event: DomainEvent): string => {
  const step = STEPS[event.type]
  return step !== undefined && 'step' in event ? `${step}:${String(event.step)}` : event.type
}

/** The trace after an event; the same value where it says nothing more. */
export const traceAfter = (trace: Trace, event: DomainEvent, { at, id }: Fact): Trace => {
  const { deeds, cut } = trace
  if (cut) return trace
  const word = wordOf(event)
  const last = deeds.at(-1)
  if (last !== undefined && last.word === word && at >= last.at) return trace
  const { length } = deeds
  return length === KEPT
    ? { deeds, cut: true }
    : { deeds: deeds.toSpliced(length, 0, { word, at, id }), cut }
}
