/** Process managers, made ready to follow the store: who reads which events, and with which rows. */
import * as E from 'fp-ts/lib/Either.js'

import type { DecodeError, EventCatalogue } from '../decider/catalogue.js'
import type { DomainEvent } from '../decider/message.js'
import type { RowStore } from '../read-model/rows.js'
import { START, categoryOf, type Position, type RecordedEvent } from '../store/port.js'

import { memory, noMemory, type Memory } from './memory.js'
import type { AnyManager, AnyPolicy } from './policy.js'

/** One manager with its rows, and how far those that are written have come. */
export interface Lane {
  readonly manager: AnyManager
  readonly memory: Memory
  checkpoint: Position
}

/** A lane that reads a type of event, and those of its policies that react to it. */
export interface Reader {
  readonly lane: Lane
  readonly policies: ReadonlyArray<AnyPolicy>
}

export interface Readers {
  readonly catalogue: EventCatalogue<DomainEvent>
  readonly readers: ReadonlyArray<Reader>
}

/** Who reads an event: by category and type. */
export type Reading = ReadonlyMap<string, ReadonlyMap<string, Readers>>

export const lanesOf = (managers: ReadonlyArray<AnyManager>, rows: RowStore): ReadonlyArray<Lane> =>
  managers.map((manager) => ({
    manager,
    memory: manager.isForgetful === true ? noMemory : memory(rows, manager.facts),
    checkpoint: START,
  }))

/** Whether an event changes a row, or is reacted to. */
const isRead = (
  { moves, isForgetful, policies }: AnyManager,
  category: string,
  type: string,
): boolean => {
  const changesRows = moves === undefined ? isForgetful !== true : moves[category]?.includes(type)
  return changesRows === true || policies.some(({ on }) => on[category]?.includes(type) === true)
}

export const readingOf = (lanes: ReadonlyArray<Lane>): Reading => {
  const found = new Map<string, Map<string, Readers>>()
  for (const lane of lanes) {
    for (const { category, events } of lane.manager.facts.from) {
      const byType = found.get(category) ?? new Map<string, Readers>()
      found.set(category, byType)
      for (const type of events.types) {
        if (!isRead(lane.manager, category, type)) continue
        const others = byType.get(type)?.readers ?? []
        const policies = lane.manager.policies.filter(({ on }) => on[category]?.includes(type))
        byType.set(type, { catalogue: events, readers: [...others, { lane, policies }] })
      }
    }
  }
  return found
}

export const readersOf = (
  reading: Reading,
  { stream, event }: RecordedEvent,
): Readers | undefined => reading.get(categoryOf(stream))?.get(event.type)

/** An event as those who read it see it. */
export const decoded = (
  { catalogue }: Readers,
  recorded: RecordedEvent,
): E.Either<DecodeError, RecordedEvent> => {
  const { event, metadata } = recorded
  const read = catalogue.decode(event, metadata.schemaVersion, 'shape')
  if (E.isLeft(read)) return read
  return E.right(read.right === event ? recorded : { ...recorded, event: read.right })
}

/** What is read of the store: the categories, and the types in any of them. */
export interface ReadIn {
  readonly categories: ReadonlyArray<string>
  readonly types: ReadonlyArray<string>
}

export const readIn = (reading: Reading): ReadIn => ({
  categories: [...reading.keys()],
  types: [...new Set([...reading.values()].flatMap((byType) => [...byType.keys()]))],
})
