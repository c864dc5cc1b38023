/** A stream of events that are made when they are read, so that a million take no room. */
import { writeRecorded } from '../wire/recorded.js'

import type { StoredRecord } from './record.js'

/** The content of an event that is made on demand. */
export interface Made {
  readonly type: string
  readonly data: unknown
  readonly metadata?: unknown
}

export interface GeneratedStream {
  readonly stream: string
  readonly count: number
  /** The position after the last of them. */
  readonly end: number
  readonly at: (revision: number) => StoredRecord | undefined
}

/** The first position of a log, and the distance between generated events. */
const FIRST = 128
const STEP = 128

export const NO_GENERATED: GeneratedStream = {
  stream: '',
  count: 0,
  end: FIRST,
  at: () => undefined,
}

const json = (value: unknown): Buffer =>
  value === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(value))

const idOf = (revision: number): string =>
  `00000000-0000-4000-8000-${revision.toString(16).padStart(12, '0')}`

/** A stream of `count` events, each made by its revision whenever it is asked for. */
export const generatedStream = (
  stream: string,
  count: number,
  make: (revision: number) => Made,
): GeneratedStream => {
  const created = Date.now()
  return {
    stream,
    count,
    end: FIRST + count * STEP,
    at: (revision) => {
      if (revision < 0 || revision >= count) return undefined
      const { type, data, metadata } = make(revision)
      const event = {
        id: idOf(revision),
        type,
        isJson: true,
        data: json(data),
        metadata: json(metadata),
      }
      const place = { stream, revision, position: FIRST + revision * STEP, created }
      return { ...event, ...place, ...writeRecorded(event, place) }
    },
  }
}
