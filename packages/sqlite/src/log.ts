/**
 * Writing to the log inside a transaction. Names, lengths of streams and the next position are kept
 * from one transaction to the next, as long as no other process has written.
 */
import type { NewEvent } from '@casetrail/core'
import { categoryOf, knownAtOf } from '@casetrail/core'

import { column } from './column.js'
import type { Connection } from './connection.js'

/** A stream as the transaction sees it. */
interface Head {
  /** The number of its name; `undefined` while nothing has that name. */
  id: number | undefined
  length: number
}

export interface Log {
  /** To be called in every transaction before anything else. */
  readonly begun: (connection: Connection) => void
  /** To be called when a transaction was undone, or may have been. */
  readonly undone: () => void
  readonly headOf: (connection: Connection, name: string) => Head
  /** Writes the events at the stream's end; `bodies` is what follows position and revision in `data`. */
  readonly write: (
    connection: Connection,
    name: string,
    events: ReadonlyArray<NewEvent>,
    bodies: ReadonlyArray<string>,
  ) => { readonly revision: number; readonly position: number }
}

/** How many streams, and how many other names, are kept. */
const KEPT = 20_000

export const makeLog = (): Log => {
  const heads = latest<Head>()
  const ids = latest<number>()
  let next: number | undefined
  let version: unknown

  const forget = (): void => {
    heads.clear()
    ids.clear()
    next = undefined
  }

  const headOf: Log['headOf'] = (connection, name) => {
    const kept = heads.get(name)
    if (kept !== undefined) return kept
    const row = connection.get(HEAD, name)
    const head = {
      id: row === undefined ? undefined : Number(row[0]),
      length: Number(row?.[1] ?? -1) + 1,
    }
    heads.set(name, head)
    return head
  }

  const idOf = (connection: Connection, name: string): number => {
    const kept = ids.get(name) ?? heads.get(name)?.id
    if (kept !== undefined) return kept
    const row = connection.get(FIND, name) ?? connection.get(ADD, name)
    const id = Number(row?.[0])
    ids.set(name, id)
    return id
  }

  return {
    headOf,
    begun: (connection) => {
      const now = connection.get('PRAGMA data_version')?.[0]
      if (now !== version) forget()
      version = now
    },
    undone: forget,
    write: (connection, name, events, bodies) => {
      const head = headOf(connection, name)
      const stream = head.id ?? idOf(connection, name)
      let position = next ?? Number(connection.get(LAST)?.[0] ?? -1) + 1
      for (let i = 0; i < events.length; i++) {
        const e = events[i]
        const body = bodies[i]
        if (e === undefined || body === undefined) continue
        connection.run(
          INSERT,
          position,
          stream,
          head.length,
          categoryOf(name),
          column(e.event.type),
          idOf(connection, column(e.metadata.correlationId)),
          column(knownAtOf(e)),
          `[${String(position)},${String(head.length)},${body}`,
        )
        position += 1
        head.length += 1
      }
      head.id = stream
      next = position
      return { revision: head.length - 1, position: position - 1 }
    },
  }
}

/** What was kept last, by name. */
interface Latest<A> {
  readonly get: (name: string) => A | undefined
  readonly set: (name: string, value: A) => void
  readonly clear: () => void
}

const latest = <A>(): Latest<A> => {
  const kept = new Map<string, A>()
  // one walk along the map for ever: each walk anew would pass all that was deleted before
  const oldestFirst = kept.keys()
  return {
    get: (name) => kept.get(name),
    set: (name, value) => {
      kept.set(name, value)
      if (kept.size <= KEPT) return
      const oldest = oldestFirst.next()
      if (oldest.done !== true) kept.delete(oldest.value)
    },
    clear: () => {
      kept.clear()
    },
  }
}

const HEAD =
  'SELECT id, (SELECT max(revision) FROM events WHERE stream = names.id) FROM names WHERE name = ?'
const FIND = 'SELECT id FROM names WHERE name = ?'
const ADD = 'INSERT INTO names (name) VALUES (?) RETURNING id'
const LAST = 'SELECT max(position) FROM events'
const INSERT =
  'INSERT INTO events (position, stream, revision, category, type, correlation, known_at, data) ' +
  'VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
