/** Ids that follow from what they stand for: the same parts give the same id, everywhere and always. */
import { parse, v5 } from 'uuid'

import { Uuid } from './primitives.js'

/** The namespace of all namespaces that are no UUIDs themselves. */
const ROOT = '6c1f3f0e-6f0b-5a53-9c0e-1d6a1a1f0c55'

/**
 * A version 5 UUID of a name in a namespace, which is a UUID or any text.
 *
 * @see RFC 9562, 5.5
 *
 * @example
 * import { derivedId } from '@casetrail/core'
 *
 * derivedId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com') // '2ed6657d-e927-568b-95e1-2665a8aea6a2'
 * derivedId('our ticket system', 'T-1') === derivedId('our ticket system', 'T-1') // true
 */
export const derivedId = (namespace: string, name: string): string =>
  v5(utf8.encode(name), namespaceOf(namespace))

// what is no well-formed text becomes one, as by `toWellFormed`
const utf8 = new TextEncoder()

/** The bytes of namespaces that were used lately: there are few, used again and again. */
const known = new Map<string, Uint8Array>()
const MOST_KNOWN = 1_000

const namespaceOf = (text: string): Uint8Array => {
  const before = known.get(text)
  if (before !== undefined) return before
  const isUuid: boolean = Uuid.is(text)
  const namespace = parse(isUuid ? text : v5(utf8.encode(text), ROOT))
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, namespace)
  return namespace
}
