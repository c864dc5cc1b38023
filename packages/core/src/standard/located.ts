/** Where in a document that extends another a problem of what came of both is to be mended. */
import { fieldOf } from '../codec/fields.js'
import { pointerTo, segmentsOf } from '../codec/pointer.js'

import { commonKey, isDropped, keyIn, type ItemKey } from './extend.js'

/** How the items of a merged list are found in the extending document's. */
interface Matching {
  readonly key: ItemKey | undefined
  readonly indexOf: ReadonlyMap<string, number>
}

type List = ReadonlyArray<unknown>

const listIn = (value: unknown): List | undefined => (Array.isArray(value) ? value : undefined)

const matching = (merged: List, own: List | undefined): Matching => {
  const key = own === undefined ? commonKey(merged) : commonKey(merged, own)
  const indexOf = new Map<string, number>()
  if (key === undefined) return { key, indexOf }
  own?.forEach((item, i) => {
    if (!isDropped(item)) indexOf.set(keyIn(item, key) ?? '', i)
  })
  return { key, indexOf }
}

/**
 * Writes pointers into the merged document as pointers into the extending one. What stands only in the
 * one extended has the items of lists by name: their index says nothing to who reads the other.
 */
export const locator = (merged: unknown, document: unknown): ((pointer: string) => string) => {
  const known = new WeakMap<List, Matching>()
  const matched = (list: List, own: List | undefined): Matching => {
    const found = known.get(list) ?? matching(list, own)
    known.set(list, found)
    return found
  }
  return (pointer) => {
    let [whole, own]: readonly [unknown, unknown] = [merged, document]
    const keys: string[] = []
    for (const segment of segmentsOf(pointer)) {
      const list = listIn(whole)
      if (list === undefined) {
        keys.push(segment)
        whole = fieldOf(whole, segment)
        own = fieldOf(own, segment)
        continue
      }
      const ownList = listIn(own)
      const { key, indexOf } = matched(list, ownList)
      whole = list[Number(segment)]
      const name = key === undefined ? undefined : keyIn(whole, key)
      const at = name === undefined ? Number(segment) : indexOf.get(name)
      keys.push(at === undefined ? (name ?? segment) : String(at))
      own = at === undefined ? undefined : ownList?.[at]
    }
    return pointerTo(keys)
  }
}
