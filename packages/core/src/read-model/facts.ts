/** Facts: one small row for each subject, folded from events. */
import type { DomainEvent } from '../decider/message.js'
import type { EventCatalogue } from '../decider/catalogue.js'
import type { RecordedEvent } from '../store/port.js'

/** What a row is kept under: a correlation id, a stream, or a group's key. */
export type Key = string

/** The streams of one category and the codecs of their events; an aggregate is one. */
export interface EventSource<Ev extends DomainEvent> {
  readonly category: string
  readonly events: EventCatalogue<Ev>
}

/** What a row is found by, beside its key, and what can be asked of it. */
export interface Finding {
  /** The story that it belongs to: its own correlation, or the one that it came of. */
  readonly correlation: Key
  /** The source's own key; several sources may use one. */
  readonly externalRef?: string
  readonly customer?: string
  /** What its readings can be broken down by. */
  readonly dimensions: Readonly<Record<string, string>>
}

/**
 * How events become rows. A key never changes: it is the correlation or the stream. What can change
 * (customer, category) is a contribution to a group.
 *
 * Laws: any interleaving of the streams of one correlation gives the same row; events are seen once
 * each, in the store's order (the runner sees to both).
 */
export interface Facts<Row, Ev extends DomainEvent = DomainEvent> {
  readonly name: string
  /** Another version makes the rows be built anew. */
  readonly version: number
  /** Whose events it reads; the runner decodes them before `keyOf` and `evolve` see them. */
  readonly from: ReadonlyArray<EventSource<Ev>>
  /** The row that an event belongs to; `undefined`: none. */
  readonly keyOf: (event: RecordedEvent<Ev>) => Key | undefined
  /** Must copy what it changes: parts of a row that stay the same stay the same value. */
  readonly evolve: (row: Row | undefined, event: RecordedEvent<Ev>) => Row | undefined
  /** What a row is found by; absent where rows are not looked for, as those of another facts' subjects. */
  readonly finding?: (row: Row, key: Key) => Finding
}
