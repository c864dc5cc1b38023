/** An event of a story, as it is told. */
import type { TraceEntry } from '@casetrail/core'
import type { ParkedReason } from '@casetrail/projections'

export interface StoryEntry extends TraceEntry {
  /** Why it can't be read, or is not in the rows: nothing is made of its fields. */
  readonly unread?: ParkedReason
}
