/** How live reads fare, for a health check. */
import { START, type Instant, type Position, type ReadQuery } from '@casetrail/core'
import type { IO } from 'fp-ts/lib/IO.js'

export type LiveState =
  | { readonly _tag: 'Connecting' }
  | { readonly _tag: 'CatchingUp' }
  | { readonly _tag: 'Live' }
  /** The last attempt failed; the next one comes in `nextMs`. */
  | {
      readonly _tag: 'Retrying'
      readonly reason: string
      readonly attempt: number
      readonly nextMs: number
    }

/** A live read that has not ended. */
export interface LiveRead {
  /** What it reads: a stream's name, or `all` with its filters. */
  readonly of: string
  readonly state: LiveState
  /** When it came into this state. */
  readonly since: Instant
  /** How far it has come. */
  readonly last: Position
}

export interface Health {
  /** Whether no live read is retrying, and the store is not closed. */
  readonly ok: boolean
  readonly closed: boolean
  /** Appends without an answer yet. */
  readonly appending: number
  readonly reads: ReadonlyArray<LiveRead>
}

/** Told of each state that a live read comes into. */
export type OnState = (state: LiveState) => void

/** One read's entry. */
export interface Entry {
  readonly is: (state: LiveState) => void
  /** Something came from the server. */
  readonly alive: () => void
  /** All up to there was handed over. */
  readonly at: (last: Position) => void
  readonly end: () => void
}

export interface Watch {
  readonly reads: () => ReadonlyArray<LiveRead>
  readonly begin: (query: ReadQuery, onState?: OnState) => Entry
}

const described = (query: ReadQuery): string => {
  if (!('all' in query)) return query.stream
  const { all: _, live: __, after: ___, ...filter } = query
  return Object.keys(filter).length === 0 ? 'all' : `all ${JSON.stringify(filter)}`
}

/** Of a read that is not live nothing is told. */
export const unwatched: Entry = {
  is: () => undefined,
  alive: () => undefined,
  at: () => undefined,
  end: () => undefined,
}

interface Kept {
  readonly of: string
  state: LiveState
  since: Instant
  last: Position
  readonly onState: OnState | undefined
}

export const makeWatch = (now: IO<Instant>): Watch => {
  const reads = new Set<Kept>()
  const enter = (read: Kept, state: LiveState): void => {
    if (read.state._tag === state._tag && state._tag !== 'Retrying') return
    read.state = state
    read.since = now()
    read.onState?.(state)
  }
  return {
    reads: () => [...reads].map(({ of, state, since, last }) => ({ of, state, since, last })),
    begin: (query, onState) => {
      const last = 'all' in query ? (query.after ?? START) : START
      const state: LiveState = { _tag: 'Connecting' }
      const read: Kept = { of: described(query), state, since: now(), last, onState }
      reads.add(read)
      return {
        is: (state) => {
          enter(read, state)
        },
        alive: () => {
          if (read.state._tag !== 'Live') enter(read, { _tag: 'CatchingUp' })
        },
        at: (position) => {
          read.last = position
        },
        end: () => {
          reads.delete(read)
        },
      }
    },
  }
}
