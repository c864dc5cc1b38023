/** What was done in a stream, event by event: a part of its row, by which required steps are judged. */
import type { DomainEvent, EpochMs, EventId } from '@casetrail/core'

import type { Fact } from './fact.js'

/**
 * The types of a stream's events in the order in which they were recorded; of a recorded step
 * `step:<id>`, of one of the plan that was completed `done:<id>`. One that follows another of its type
 * says nothing more.
 */
export interface Trace {
  readonly words: ReadonlyArray<string>
  readonly times: ReadonlyArray<EpochMs>
  readonly ids: ReadonlyArray<EventId>
  /** There were more, which are not kept. */
  readonly cut: boolean
}

export const emptyTrace: Trace = { words: [], times: [], ids: [], cut: false }

const KEPT = 256

const STEPS: Readonly<Record<string, string>> = { StepRecorded: 'step', StepCompleted: 'done' }

const wordOf = (event: DomainEvent): string => {
  const step = STEPS[event.type]
  return step !== undefined && 'step' in event ? `${step}:${String(event.step)}` : event.type
}

/** A list with one more: `toSpliced` copies it in one piece. */
const withLast = <A>(list: ReadonlyArray<A>, item: A): ReadonlyArray<A> =>
  list.toSpliced(list.length, 0, item)

/** The trace after an event; the same value where it says nothing more. */
export const traceAfter = (trace: Trace, event: DomainEvent, { at, id }: Fact): Trace => {
  const { words, times, ids, cut } = trace
  const word = wordOf(event)
  if (cut || (word === words.at(-1) && at >= (times.at(-1) ?? at))) return trace
  return words.length === KEPT
    ? { words, times, ids, cut: true }
    : { words: withLast(words, word), times: withLast(times, at), ids: withLast(ids, id), cut }
}
