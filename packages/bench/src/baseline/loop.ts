/**
 * What one writes by hand around a decision who trusts the caller: states cached with their revision,
 * envelope, append to the same store. Unlike `handle` it does not check the command, does not know a
 * repeated command, has no queue for a stream, and gives up on the first conflict or lost answer.
 */
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import {
  laterOf,
  type Aggregate,
  type Command,
  type DomainEvent,
  type EventCatalogue,
  type EventStore,
  type Instant,
  type NewEvent,
  type Revision,
  type StandardRef,
} from '@casetrail/core'

import { must } from '../harness/check.js'
import type { Desk } from '../history/desk.js'
import type { Scripted } from '../history/script.js'

/** A state that a step replaces, or changes in place. */
interface Held<S> {
  state: S
}

export interface Steps<C extends Command, S, Ev extends DomainEvent> {
  readonly category: string
  readonly events: EventCatalogue<Ev>
  readonly begin: () => S
  readonly standardOf: (state: S) => StandardRef | undefined
  /** Decides and evolves; throws where the command is refused. */
  readonly step: (held: Held<S>, command: C) => ReadonlyArray<Ev>
}

/** An aggregate's own decision and evolution. */
export const stepsOf = <C extends Command, S, Ev extends DomainEvent, R>(
  aggregate: Aggregate<C, S, Ev, R>,
): Steps<C, S, Ev> => ({
  category: aggregate.category,
  events: aggregate.events,
  begin: () => aggregate.initialState,
  standardOf: (state) => aggregate.standardOf(state),
  step: (held, command) => {
    const decided = aggregate.decide(command, held.state)
    must('a command was rejected', E.isRight(decided))
    for (const event of decided.right) held.state = aggregate.evolve(held.state, event)
    return decided.right
  },
})

interface Cached<S> extends Held<S> {
  revision: Revision
  recordedAt: Instant | undefined
}

export const loopByHand = <C extends Command, S, Ev extends DomainEvent>(
  { category, events, begin, standardOf, step }: Steps<C, S, Ev>,
  store: EventStore,
): Desk<C, S> => {
  const cache = new Map<string, Cached<S>>()

  const carryOut = async ({ id, command, commandId }: Scripted<C>): Promise<S> => {
    let loaded = cache.get(id)
    if (loaded === undefined) {
      cache.set(id, (loaded = { state: begin(), revision: -1, recordedAt: undefined }))
    }
    const decided = step(loaded, command)
    const { state } = loaded
    const now = store.boundary.now()
    const recordedAt = loaded.recordedAt === undefined ? now : laterOf(loaded.recordedAt, now)
    const standard = standardOf(state)
    must('the stream is under no standard', standard !== undefined)
    const sealed = decided.map((event): NewEvent<Ev> => ({
      eventId: store.boundary.newId(),
      recordedAt,
      event,
      metadata: {
        actor: command.actor,
        commandId,
        correlationId: id,
        causationId: commandId,
        schemaVersion: events.currentVersion(event.type),
        standard,
      },
    }))
    if (!isNonEmpty(sealed)) return state
    const expected = loaded.revision < 0 ? 'noStream' : loaded.revision
    const appended = await store.append(`${category}-${id}`, expected, sealed)()
    must('an append failed', E.isRight(appended))
    loaded.revision = appended.right.revision
    loaded.recordedAt = recordedAt
    return state
  }

  return async (commands, states) => {
    for (const command of commands) states.set(command.id, await carryOut(command))
  }
}
