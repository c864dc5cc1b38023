/** What the metadata of a stream says, as far as the server heeds it. */
import { TOMBSTONE } from '../wire/protobuf.js'

export interface StreamMetadata {
  /** The first revision that is shown; from 2⁶³ on the stream is soft-deleted. */
  readonly truncateBefore?: number
  readonly maxCount?: number
  /** Seconds. */
  readonly maxAge?: number
  readonly acl?: Acl
}

/** Roles by right; a right that is not named has its default. */
export interface Acl {
  readonly read?: ReadonlyArray<string>
  readonly write?: ReadonlyArray<string>
  readonly delete?: ReadonlyArray<string>
  readonly metaRead?: ReadonlyArray<string>
  readonly metaWrite?: ReadonlyArray<string>
}

export const NO_METADATA: StreamMetadata = {}

/** The text that a soft delete writes: the number is 2⁶³ − 1, which no JSON writer here would keep. */
export const SOFT_DELETE = '{"$tb":9223372036854775807}'

export const isSoftDeleted = (metadata: StreamMetadata): boolean =>
  (metadata.truncateBefore ?? 0) >= TOMBSTONE

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A JSON object, or nothing where the bytes are none. */
export const parseObject = (bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString())
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const roles = (value: unknown): ReadonlyArray<string> | undefined => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((role) => typeof role === 'string') : undefined
}

export const parseAcl = (value: unknown): Acl | undefined => {
  if (!isObject(value)) return undefined
  const right = (key: string, name: keyof Acl): Acl => {
    const named = roles(value[key])
    return named === undefined ? {} : { [name]: named }
  }
  return {
    ...right('$r', 'read'),
    ...right('$w', 'write'),
    ...right('$d', 'delete'),
    ...right('$mr', 'metaRead'),
    ...right('$mw', 'metaWrite'),
  }
}

export const parseMetadata = (data: Uint8Array): StreamMetadata => {
  const found = parseObject(data)
  if (found === undefined) return NO_METADATA
  const number = (key: string, name: keyof StreamMetadata): StreamMetadata => {
    const value = found[key]
    return typeof value === 'number' ? { [name]: value } : {}
  }
  const acl = parseAcl(found['$acl'])
  return {
    ...number('$tb', 'truncateBefore'),
    ...number('$maxCount', 'maxCount'),
    ...number('$maxAge', 'maxAge'),
    ...(acl === undefined ? {} : { acl }),
  }
}

/** The metadata with another first revision, as an append to a soft-deleted stream writes it. */
export const undeleted = (data: Uint8Array, first: number): string =>
  JSON.stringify({ ...parseObject(data), $tb: first })
