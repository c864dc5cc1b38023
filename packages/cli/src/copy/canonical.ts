/** Events as bytes that are the same wherever they are stored, and the hash of a stream of them. */
import { createHash, type Hash } from 'node:crypto'

import type { RecordedEvent } from '@casetrail/core'

/** JSON with the fields of every object in the order of their names. */
const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`)
  return `{${fields.join(',')}}`
}

/** An event as it is sealed, with its place in its stream; not where it lies among all. */
export const canonicalEvent = ({
  eventId,
  event,
  metadata,
  recordedAt,
  revision,
  stream,
}: RecordedEvent): string =>
  canonicalJson({ eventId, event, metadata, recordedAt, revision, stream })

/** The SHA-256 of a stream: of its events, a line each. */
export interface StreamHash {
  readonly add: (event: RecordedEvent) => void
  readonly count: () => number
  readonly hex: () => string
}

export const streamHash = (): StreamHash => {
  const hash: Hash = createHash('sha256')
  let count = 0
  return {
    add: (event) => {
      hash.update(`${canonicalEvent(event)}\n`)
      count += 1
    },
    count: () => count,
    hex: () => hash.digest('hex'),
  }
}

const BITS = 256n

/** One number for many streams, in whatever order they come: the sum of their hashes, modulo 2^256. */
export const sumOf = (sum: bigint, hex: string): bigint =>
  BigInt.asUintN(Number(BITS), sum + BigInt(`0x${hex}`))

export const sumText = (sum: bigint): string => sum.toString(16).padStart(64, '0')
