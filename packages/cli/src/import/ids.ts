/** Deterministic ids (UUIDv5): the same source, key and place give the same id at every import. */
import { createHash } from 'node:crypto'

/** The namespace of all sources. */
const SOURCES = '6c1f3f0e-6f0b-5a53-9c0e-1d6a1a1f0c55'

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

/** RFC 9562 version 5: SHA-1 of the namespace and the name. */
export const uuidv5 = (namespace: string, name: string): string => {
  const digest = createHash('sha1').update(bytesOf(namespace)).update(name).digest()
  digest.writeUInt8(((digest[6] ?? 0) & 0x0f) | 0x50, 6)
  digest.writeUInt8(((digest[8] ?? 0) & 0x3f) | 0x80, 8)
  const hex = digest.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The namespace of a source, by the name that its mapping gives it. */
export const sourceNamespace = (source: string): string => uuidv5(SOURCES, source)

/** A stream's id, by the source's namespace and the source's own key. */
export const subjectId = (namespace: string, key: string): string => uuidv5(namespace, key)

/** What stands for the command of a row, by its place among the rows of its case, from 1. */
export const rowId = (subject: string, row: number): string => uuidv5(subject, `${row}`)

/** An event's id, by its row's place and its own among the row's events, from 1. */
export const eventIdOf = (subject: string, row: number, event: number): string =>
  uuidv5(subject, `${row}.${event}`)
