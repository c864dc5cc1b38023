/** What must hold of a whole history, whoever made it. */
import type { Instant, RecordedEvent } from '@casetrail/core'

import { clocksWatcher } from './invariants/clocks.js'
import { complaintsWatcher } from './invariants/complaints.js'
import { dispatchesWatcher } from './invariants/dispatches.js'
import { followUpsWatcher, mergersWatcher } from './invariants/stories.js'
import { streamsWatcher } from './invariants/streams.js'
import { unhappyWatcher } from './invariants/unhappy.js'
import type { Violation, Watch, Watcher } from './invariants/watch.js'

export type { Violation } from './invariants/watch.js'

const watchers: ReadonlyArray<Watcher> = [
  streamsWatcher,
  clocksWatcher,
  complaintsWatcher,
  followUpsWatcher,
  mergersWatcher,
  dispatchesWatcher,
  unhappyWatcher,
]

/** Sees a history event by event, in the store's order. */
export interface Watching extends Pick<Watch, 'see'> {
  /** All that is wrong. `endsAt`: until when policies and clocks were looked after, where they were. */
  readonly violations: (endsAt?: Instant) => ReadonlyArray<Violation>
}

export const watchInvariants = (): Watching => {
  const found: Violation[] = []
  const all = watchers.map((watcher) =>
    watcher((invariant, { stream, eventId, event }, says) => {
      found.push({ invariant, stream, eventId, at: event.at, says })
    }),
  )
  return {
    see: (recorded) => {
      for (const watch of all) watch.see(recorded)
    },
    violations: (endsAt) => {
      for (const watch of all) watch.end(endsAt)
      return found
    },
  }
}

/**
 * What of a history must not be: streams that open, count and end wrongly, complaints closed without a
 * communicated decision, remedies offered without approval, calls of an old cycle, promises overlooked,
 * mergers in chains, commands of policies without an answer, unhappy customers whom nobody hears.
 */
export const violationsOf = (
  history: Iterable<RecordedEvent>,
  endsAt?: Instant,
): ReadonlyArray<Violation> => {
  const watching = watchInvariants()
  for (const recorded of history) watching.see(recorded)
  return watching.violations(endsAt)
}
