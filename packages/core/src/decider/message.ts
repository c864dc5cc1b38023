/** What all commands and events have in common, and what travels beside them. */
import * as t from 'io-ts'

import { Actor, Count, Instant, Ordinal, StandardRef, Text, record } from '../codec/primitives.js'

/** A domain event: flat, discriminated by `type`, with its effective time. */
export interface DomainEvent {
  readonly type: string
  /** When it happened, as far as is known; when it was recorded stands in the envelope. */
  readonly at: Instant
}

/** A command: flat, with who gives it and when it happened. */
export interface Command {
  readonly type: string
  readonly at: Instant
  readonly actor: Actor
}

/** Where an imported event came from. */
export const Source = record('Source', { row: Count }, { file: Text, activity: Text })
export interface Source extends t.TypeOf<typeof Source> {}

/** The envelope's part that travels with the event. */
export const Metadata = record(
  'Metadata',
  {
    actor: Actor,
    commandId: Text,
    correlationId: Text,
    causationId: Text,
    /** The version of the event type's codec that the data is written in. */
    schemaVersion: Ordinal,
  },
  {
    /** The standard whose rules the decision applied. */
    standard: StandardRef,
    /** When an imported fact became known to its source; `recordedAt` says when it reached this store. */
    knownAt: Instant,
    /** The event happened at a time that nobody knows: `at` is a stand-in, durations exclude it. */
    timeUnknown: t.literal(true),
    source: Source,
  },
)
export interface Metadata extends t.TypeOf<typeof Metadata> {}
