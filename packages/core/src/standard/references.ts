/**
 * JSON pointers into a standard, RFC 6901, of which a segment may also name an item of a list by what it
 * is known by (`id`, `code`), as an index would change with the list.
 */
import { isFields } from '../codec/fields.js'
import { isPointer, segmentsOf } from '../codec/pointer.js'

import { commonKey, keyIn } from './extend.js'

const INDEX = /^(?:0|[1-9]\d*)$/

/** Where the items of lists stand, by what they are known by; each list is gone through once. */
export interface Lists {
  readonly indexOf: (list: ReadonlyArray<unknown>, name: string) => number | undefined
}

const indexes = (list: ReadonlyArray<unknown>): ReadonlyMap<string, number> => {
  const key = commonKey(list)
  return new Map(key === undefined ? [] : list.map((item, i) => [keyIn(item, key) ?? '', i]))
}

export const listsByName = (): Lists => {
  const known = new WeakMap<object, ReadonlyMap<string, number>>()
  return {
    indexOf: (list, name) => {
      const names = known.get(list) ?? indexes(list)
      known.set(list, names)
      const at = names.get(name)
      if (at !== undefined) return at
      const index = INDEX.test(name) ? Number(name) : Infinity
      return index < list.length ? index : undefined
    },
  }
}

/** A place that a pointer leads to. */
export interface Found {
  /** By indexes. */
  readonly keys: ReadonlyArray<string | number>
  readonly value: unknown
}

/** Where a pointer leads in a document; `undefined` where it leads nowhere. */
export const find = (document: unknown, pointer: string, lists: Lists): Found | undefined => {
  if (!isPointer(pointer)) return undefined
  const keys: Array<string | number> = []
  let value = document
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(value)) {
      const index = lists.indexOf(value, segment)
      if (index === undefined) return undefined
      keys.push(index)
      value = value[index]
    } else if (isFields(value) && Object.hasOwn(value, segment)) {
      keys.push(segment)
      value = value[segment]
    } else {
      return undefined
    }
  }
  return { keys, value }
}

/** A document with another value at a place that is there; all else is the same. */
export const replaced = (
  document: unknown,
  [key, ...more]: ReadonlyArray<string | number>,
  value: unknown,
): unknown => {
  if (key === undefined) return value
  if (Array.isArray(document)) {
    return document.map((item: unknown, i) => (i === key ? replaced(item, more, value) : item))
  }
  if (!isFields(document)) return document
  return { ...document, [key]: replaced(document[key], more, value) }
}
