/** A story's clock events, each with the event that it came of. */
import type { TraceEntry } from '@casetrail/core'

import { fieldsOf, isClockEntry, keyOf } from './clock-runs.js'

/** An event and what it did to clocks; a clock event stands by itself where time alone brought it. */
export interface Woven {
  readonly entry: TraceEntry
  readonly caused: ReadonlyArray<TraceEntry>
}

const isCausedBy = (clock: TraceEntry, { stream, at, causationId }: TraceEntry): boolean =>
  clock.stream === stream && clock.at === at && clock.causationId === causationId

/** What counts is judged as it begins, so that its beginning says nothing. */
const isIdle = (entry: TraceEntry, next: TraceEntry | undefined): boolean =>
  entry.type === 'ClockStarted' &&
  fieldsOf(entry)['target.kind'] === 'count' &&
  next !== undefined &&
  isClockEntry(next) &&
  keyOf(next, fieldsOf(next)) === keyOf(entry, fieldsOf(entry))

/** The story with clock events under those that they came of, in its order. */
export const woven = (entries: ReadonlyArray<TraceEntry>): ReadonlyArray<Woven> => {
  const story: { readonly entry: TraceEntry; readonly caused: TraceEntry[] }[] = []
  entries.forEach((entry, i) => {
    if (isIdle(entry, entries[i + 1])) return
    const last = story.at(-1)
    if (last !== undefined && isClockEntry(entry) && isCausedBy(entry, last.entry)) {
      last.caused.push(entry)
    } else {
      story.push({ entry, caused: [] })
    }
  })
  return story
}
