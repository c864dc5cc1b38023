/** The trace of a correlation: who did what and when, over all its streams, as one story. */
import type { Actor, StandardRef } from '../codec/primitives.js'
import type { EventVersion } from '../decider/catalogue.js'
import type { Source } from '../decider/message.js'
import type { Label } from '../standard/label.js'
import type { EventId, RecordedEvent, Revision, StreamName } from '../store/port.js'
import type { Instant } from '../time/index.js'

import { detailsOf, personalFields, type Detail } from './details.js'

/** The words for event types, and the types' codecs, which say what is personal. Merge them freely. */
export interface Vocabulary {
  readonly labels: Readonly<Record<string, Label>>
  readonly versions: ReadonlyArray<Pick<EventVersion, 'type' | 'personal'>>
}

/** One event of the story. */
export interface TraceEntry {
  /** When it happened. With `timeUnknown` a stand-in. */
  readonly at: Instant
  /** When this store recorded it; after `at`, it was entered late. */
  readonly recordedAt: Instant
  /** When its source knew of it, for what was imported. */
  readonly knownAt?: Instant
  readonly timeUnknown: boolean
  readonly who: Actor
  readonly stream: StreamName
  readonly revision: Revision
  readonly type: string
  readonly label: Label
  readonly cycle?: number
  /** The standard whose rules were applied. */
  readonly standard?: StandardRef
  readonly eventId: EventId
  /** The command or event that caused it. */
  readonly causationId: string
  /** The row that it was imported from. */
  readonly source?: Source
  /** The event's own fields, flat, in the order in which they are stored. */
  readonly details: ReadonlyArray<Detail>
}

export interface TraceOptions {
  /** Whether details show personal fields; default false. */
  readonly personal?: boolean
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By the time that things happened; at one time, in the order in which they were stored. */
const inStoryOrder = (a: RecordedEvent, b: RecordedEvent): number =>
  compare(a.event.at, b.event.at) || compare(a.position, b.position)

const cycleOf = (event: object): number | undefined =>
  'cycle' in event && typeof event.cycle === 'number' ? event.cycle : undefined

/**
 * A story teller: from the recorded events of one correlation, of any streams and in any order, to
 * entries in the order in which things happened.
 *
 * An event whose type is not in the vocabulary is named by its type; which of its fields are personal
 * is not known, so it shows none of them unless all are asked for.
 *
 * @example
 * import { foldRead, inMemoryEventStore, trace, type RecordedEvent } from '@casetrail/core'
 * import { caseEvents, caseLabels } from '@casetrail/core/case'
 * import { testBoundary } from '@casetrail/core/testing'
 *
 * const storyOf = trace({ labels: caseLabels, versions: caseEvents.versions })
 * const store = inMemoryEventStore(testBoundary())
 * const correlationId = '00000000-0000-4000-8000-000000000001'
 * const none: ReadonlyArray<RecordedEvent> = []
 * const read = await foldRead(store, { all: true, correlationId }, none, (all, e) => [...all, e])()
 * const story = read._tag === 'Right' ? storyOf(read.right) : []
 */
export const trace = (
  vocabulary: Vocabulary,
): ((
  events: ReadonlyArray<RecordedEvent>,
  options?: TraceOptions,
) => ReadonlyArray<TraceEntry>) => {
  const labels = new Map(Object.entries(vocabulary.labels))
  const hidden = personalFields(vocabulary.versions)

  const entryOf = (recorded: RecordedEvent, personal: boolean): TraceEntry => {
    const { event, metadata, recordedAt, stream, revision, eventId } = recorded
    const cycle = cycleOf(event)
    return {
      at: event.at,
      recordedAt,
      ...(metadata.knownAt === undefined ? {} : { knownAt: metadata.knownAt }),
      timeUnknown: metadata.timeUnknown === true,
      who: metadata.actor,
      stream,
      revision,
      type: event.type,
      label: labels.get(event.type) ?? { en: event.type, zh: event.type },
      ...(cycle === undefined ? {} : { cycle }),
      ...(metadata.standard === undefined ? {} : { standard: metadata.standard }),
      eventId,
      causationId: metadata.causationId,
      ...(metadata.source === undefined ? {} : { source: metadata.source }),
      details: detailsOf(event, personal ? [] : hidden(event.type)),
    }
  }

  return (events, { personal = false } = {}) =>
    [...events].sort(inStoryOrder).map((recorded) => entryOf(recorded, personal))
}
