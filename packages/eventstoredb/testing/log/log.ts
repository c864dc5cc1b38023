/** The log of the test server: streams and $all, in memory. */
import { randomUUID } from 'node:crypto'

import { TOMBSTONE } from '../wire/protobuf.js'
import { writeRecorded } from '../wire/recorded.js'

import { NO_GENERATED, type GeneratedStream } from './generated.js'
import { NO_METADATA, parseMetadata, type StreamMetadata } from './metadata.js'
import {
  metastreamOf,
  originalOf,
  TOMBSTONE_TYPE,
  type NewRecord,
  type StoredRecord,
} from './record.js'

/** Where an event is. */
interface Spot {
  readonly stream: string
  readonly revision: number
}

/** What a server has stored; outlives the server, so that another can be started on it. */
export interface Log {
  /** How many records there are in $all. */
  readonly size: () => number
  /** The position after the last record. */
  readonly end: () => number
  readonly at: (index: number) => StoredRecord | undefined
  /** The index of the first record at or after a position. */
  readonly seek: (position: number) => number
  /** The revision of a stream's last event; −1 where there is none, 2⁶³ where it is tombstoned. */
  readonly last: (stream: string) => number
  /** An event by its place, also one that reads no longer show. */
  readonly event: (stream: string, revision: number) => StoredRecord | undefined
  readonly metadata: (stream: string) => StreamMetadata
  /** Where an event id was stored first. */
  readonly firstWith: (id: string) => Spot | undefined
  readonly commit: (
    stream: string,
    records: ReadonlyArray<NewRecord>,
  ) => ReadonlyArray<StoredRecord>
  readonly tombstone: (stream: string) => StoredRecord
  /** An empty append leaves no event, but takes a position, which is answered. */
  readonly commitNothing: () => number
  /** Calls back after every commit; answers how to stop that. */
  readonly watch: (committed: () => void) => () => void
}

export interface MemoryLogOptions {
  /** A stream of events that are made when they are read; comes before all others. */
  readonly generated?: GeneratedStream
  /** Sees every record as it is stored. */
  readonly onStored?: (record: StoredRecord) => void
  /** Milliseconds since 1970; the time of the machine unless given. */
  readonly now?: () => number
}

/** A log that can be filled again with what it held before. */
export interface MemoryLog extends Log {
  readonly restore: (record: NewRecord & Spot & Pick<StoredRecord, 'position' | 'created'>) => void
}

/** What a record takes beside its content: positions are offsets, not counts. */
const OVERHEAD = 64

/** A log in memory. It holds what it stores, but for the events of a generated stream. */
export const memoryLog = (options: MemoryLogOptions = {}): MemoryLog => {
  const { now = Date.now, onStored, generated = NO_GENERATED } = options
  const all: Array<StoredRecord> = []
  const streams = new Map<string, Array<StoredRecord>>()
  const tombstones = new Set<string>()
  const metadata = new Map<string, StreamMetadata>()
  const ids = new Map<string, Spot>()
  const watchers = new Set<() => void>()
  let end = generated.end

  const generatedIn = (stream: string): number =>
    stream === generated.stream ? generated.count : 0

  const put = (record: StoredRecord): void => {
    all.push(record)
    end = record.position + OVERHEAD + record.message.length
    if (!ids.has(record.id)) ids.set(record.id, record)
    if (record.revision >= TOMBSTONE) tombstones.add(record.stream)
    else {
      const events = streams.get(record.stream)
      if (events === undefined) streams.set(record.stream, [record])
      else events.push(record)
      const about = originalOf(record.stream)
      if (about !== undefined) metadata.set(about, parseMetadata(record.data))
    }
  }

  const written = (
    event: NewRecord,
    spot: Spot,
    position: number,
    created: number,
  ): StoredRecord => {
    const place = { ...spot, position, created }
    return { ...event, ...place, ...writeRecorded(event, place) }
  }

  const store = (event: NewRecord, spot: Spot): StoredRecord => {
    const record = written(event, spot, end, now())
    put(record)
    onStored?.(record)
    return record
  }

  const last = (stream: string): number => {
    const original = originalOf(stream)
    if (tombstones.has(stream) || (original !== undefined && tombstones.has(original)))
      return TOMBSTONE
    return generatedIn(stream) + (streams.get(stream)?.length ?? 0) - 1
  }

  const told = <A>(result: A): A => {
    for (const watcher of watchers) watcher()
    return result
  }

  const at = (index: number): StoredRecord | undefined =>
    index < generated.count ? generated.at(index) : all[index - generated.count]

  const size = (): number => generated.count + all.length

  return {
    size,
    end: () => end,
    at,
    seek: (position) => {
      let low = 0
      let high = size()
      while (low < high) {
        const middle = Math.floor((low + high) / 2)
        if ((at(middle)?.position ?? Infinity) < position) low = middle + 1
        else high = middle
      }
      return low
    },
    last,
    event: (stream, revision) => {
      const before = generatedIn(stream)
      return revision < before ? generated.at(revision) : streams.get(stream)?.[revision - before]
    },
    metadata: (stream) => {
      const own = metadata.get(stream)
      if (own !== undefined) return own
      // a metadata stream shows its last event only
      return originalOf(stream) === undefined ? NO_METADATA : { maxCount: 1 }
    },
    firstWith: (id) => ids.get(id),
    commit: (stream, records) => {
      const first = last(stream) + 1
      return told(records.map((event, i) => store(event, { stream, revision: first + i })))
    },
    tombstone: (stream) => {
      const id = randomUUID()
      const nothing = Buffer.alloc(0)
      const event = { id, type: TOMBSTONE_TYPE, isJson: true, data: nothing, metadata: nothing }
      metadata.delete(stream)
      streams.delete(metastreamOf(stream))
      return told(store(event, { stream, revision: TOMBSTONE }))
    },
    commitNothing: () => {
      const position = end
      end += OVERHEAD
      return position
    },
    watch: (committed) => {
      watchers.add(committed)
      return () => {
        watchers.delete(committed)
      }
    },
    restore: ({ stream, revision, position, created, ...event }) => {
      put(written(event, { stream, revision }, position, created))
    },
  }
}
