/** What goes into handling a command beside it, and what comes out. */
import type { NewEvent, Revision } from '../store/port.js'

import type { DomainEvent } from './message.js'

/** What travels beside a command. */
export interface CommandContext {
  /** The caller's id for this command: the same id again gives the same answer and changes nothing. */
  readonly commandId: string
  /** The story it belongs to; default: the stream's own id. Ignored by aggregates that are their own. */
  readonly correlationId?: string
  /** The event or command that caused it; default: the command itself. */
  readonly causationId?: string
}

/** What a command led to. */
export interface Outcome<S, Ev extends DomainEvent> {
  readonly state: S
  /** The stream's revision as last seen; -1: no stream. */
  readonly revision: Revision
  /** The events of this command; empty when it changed nothing. */
  readonly events: ReadonlyArray<NewEvent<Ev>>
  /** The command had been carried out before: these are the events of then. */
  readonly repeated: boolean
}

/** The lifecycle's rules say no. Nothing was appended. */
export interface Rejected<R> {
  readonly _tag: 'Rejected'
  readonly rejection: R
}
