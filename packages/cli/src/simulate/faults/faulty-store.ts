/** A store on which everything goes wrong that the port allows, and into which another program writes. */
import {
  categoryOf,
  derivedId,
  handle,
  inMemoryEventStore,
  type Boundary,
  type EventStore,
} from '@casetrail/core'
import { addNote } from '@casetrail/core/case'
import { deskAggregates } from '@casetrail/core/desk'
import * as E from 'fp-ts/lib/Either.js'

import { chanceOf } from '../draw.js'
import { namespaceOf, type Setting } from '../setting.js'

import { losing } from './losing.js'

/** What went wrong, and how often. */
export interface Faults {
  /** Appends whose outcome was not told: lost, carried out, or carried out later. */
  outcomesUnknown: number
  /** Appends and reads that were refused, or broke. */
  unavailable: number
  /** Appends that came after what another program had appended, or what was late. */
  conflicts: number
  /** Notes of the other program. */
  notes: number
  /** Programs that were ended and begun anew, and how many of them in the middle of something. */
  restarts: number
  endedAmidst: number
}

export const noFaults = (): Faults => ({
  outcomesUnknown: 0,
  unavailable: 0,
  conflicts: 0,
  notes: 0,
  restarts: 0,
  endedAmidst: 0,
})

/** In percent of the appends to cases. */
const NOTED = 4

/** Another program writes a note into a case, between the look at it and the append. */
const withNotes = (inner: EventStore, setting: Setting, faults: Faults): EventStore => {
  const { standard, calendars, desk, seed } = setting
  const cases = handle(inner, deskAggregates([standard], calendars).case)
  const chance = chanceOf(seed, 'notes')
  const namespace = derivedId(namespaceOf(setting), 'notes')
  const actor = { id: 'another-program', role: desk.agents[0].role }
  let n = 0
  return {
    ...inner,
    append: (stream, expected, events) => async () => {
      if (expected !== 'noStream' && categoryOf(stream) === 'case' && chance.happens(NOTED)) {
        const note = addNote({ at: inner.boundary.now(), actor, text: 'seen' })
        const context = { commandId: derivedId(namespace, String(++n)) }
        // where the case takes no note any more, there is none
        const noted = await cases(stream.slice('case-'.length), note, context)()
        if (E.isRight(noted)) faults.notes += 1
      }
      return inner.append(stream, expected, events)()
    },
  }
}

/** Counts what a program sees go wrong. */
const counting = (store: EventStore, faults: Faults): EventStore => {
  const broke = (thrown: unknown): never => {
    faults.unavailable += 1
    throw thrown
  }
  return {
    ...store,
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)().catch(broke)
      if (E.isRight(answer)) return answer
      if (answer.left._tag === 'OutcomeUnknown') faults.outcomesUnknown += 1
      if (answer.left._tag === 'Unavailable') faults.unavailable += 1
      if (answer.left._tag === 'Conflict') faults.conflicts += 1
      return answer
    },
    read: async function* (query, signal) {
      try {
        for await (const batch of store.read(query, signal)) {
          if (E.isLeft(batch)) faults.unavailable += 1
          yield batch
        }
      } catch (thrown) {
        broke(thrown)
      }
    },
  }
}

export interface FaultyStore {
  /** What the program sees. */
  readonly store: EventStore
  /** What is there, once all that is late has come. */
  readonly settled: () => Promise<EventStore>
}

export const faultyStore = (boundary: Boundary, setting: Setting, faults: Faults): FaultyStore => {
  const inner = inMemoryEventStore(boundary)
  const network = losing(withNotes(inner, setting, faults), chanceOf(setting.seed, 'network'))
  return {
    store: counting(network.store, faults),
    settled: async () => {
      await network.settle()
      return inner
    },
  }
}
