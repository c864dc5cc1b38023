/** What rows are made of: something that happened. */
import { epochMs, type EpochMs, type EventId, type RecordedEvent } from '@casetrail/core'

/** Something that happened, when, and the event that says so. */
export interface Fact {
  readonly at: EpochMs
  readonly id: EventId
  /** `at` is a stand-in: nobody knows when it happened. */
  readonly timeUnknown: boolean
}

export const factOf = (seen: RecordedEvent): Fact => ({
  at: epochMs(seen.event.at),
  id: seen.eventId,
  timeUnknown: seen.metadata.timeUnknown === true,
})

/** The earlier of two facts; of two at once the one that was known. */
export const earlier = (known: Fact | undefined, fact: Fact): Fact =>
  known === undefined || fact.at < known.at ? fact : known

/** The later of two facts; of two at once the one that was known. */
export const later = (known: Fact | undefined, fact: Fact): Fact =>
  known === undefined || fact.at > known.at ? fact : known

/** The later of two facts of several streams, which are met in any order; of two at once one and the same. */
export const latest = (known: Fact | undefined, fact: Fact): Fact => {
  if (known === undefined || fact.at > known.at) return fact
  return fact.at === known.at && fact.id > known.id ? fact : known
}

/** A copy of one's own, private until it is given away. */
export type Draft<A> = { -readonly [K in keyof A]: A[K] }
