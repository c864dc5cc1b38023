/** What watches over a history: it sees each event once, in the store's order, and may object. */
import type { DomainEvent, Instant, RecordedEvent } from '@casetrail/core'

/** Something that must not be. */
export interface Violation {
  /** The invariant's name. */
  readonly invariant: string
  readonly stream: string
  /** The event at which it was seen; of what is missing at the end, the last that speaks of it. */
  readonly eventId: string
  readonly at: Instant
  /** What is wrong, for a person. */
  readonly says: string
}

/** Says what is wrong, and where. */
export type Object = (invariant: string, where: RecordedEvent, says: string) => void

export interface Watch {
  readonly see: (recorded: RecordedEvent) => void
  /** After the last event; `endsAt`: until when policies and clocks were looked after. */
  readonly end: (endsAt: Instant | undefined) => void
}

/** A watch that objects through what it is given. */
export type Watcher = (object: Object) => Watch

/** The events of a category, as a lifecycle's own. */
export const eventOf = <E extends DomainEvent>({ event }: RecordedEvent): E => event as E

/** A field of an event whose type one need not know. */
export const fieldOf = ({ event }: RecordedEvent, name: string): unknown => {
  const fields: object = event
  return (fields as Readonly<Record<string, unknown>>)[name]
}
