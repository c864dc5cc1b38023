/** A document that says only what differs from another: how the two become one. Of data alone, no rules. */
import { fieldOf, isFields, type Fields } from '../codec/fields.js'
import { pointerKey } from '../codec/pointer.js'
import { show, type Problem } from '../codec/problem.js'

import { hintOf } from './check/codes.js'
import { MOST_PROBLEMS } from './shape-problems.js'

/** What came of merging; the document has yet to be checked. */
export interface Extended {
  readonly document: unknown
  /** Items told twice, and items to be dropped that are not there; places in the extending document. */
  readonly problems: ReadonlyArray<Problem>
}

/** What items of lists are known by, where all have it. */
export const itemKeys = ['id', 'code', 'at'] as const
export type ItemKey = (typeof itemKeys)[number]

export const keyIn = (item: unknown, key: ItemKey): string | undefined => {
  const found = fieldOf(item, key)
  return typeof found === 'string' ? found : undefined
}

/** What all items of all lists are known by. */
export const commonKey = (...lists: ReadonlyArray<ReadonlyArray<unknown>>): ItemKey | undefined =>
  itemKeys.find((key) =>
    lists.every((list) => list.every((item) => keyIn(item, key) !== undefined)),
  )

export const isDropped = (item: unknown): boolean => fieldOf(item, 'drop') === true

/** Of very many problems the first are told: the others need no text. */
type Told = (problem: () => Problem) => void

const mergedFields = (base: Fields, over: Fields, pointer: string, tell: Told): Fields => {
  const fields = new Map(Object.entries(base))
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue
    const place = `${pointer}/${pointerKey(key)}`
    fields.set(key, fields.has(key) ? merged(fields.get(key), value, place, tell) : value)
  }
  // makes own fields of any name, `__proto__` too
  return Object.fromEntries(fields)
}

const notThere = (pointer: string, id: string, known: ReadonlyArray<string>): Problem => ({
  pointer,
  found: show(id),
  expected: `one to drop that is there${hintOf(id, known)}`,
})

const mergedItems = (
  base: ReadonlyArray<unknown>,
  over: ReadonlyArray<unknown>,
  key: ItemKey,
  pointer: string,
  tell: Told,
): ReadonlyArray<unknown> => {
  const items = new Map(base.map((item) => [keyIn(item, key) ?? '', item] as const))
  const told = new Set<string>()
  over.forEach((item, i) => {
    const id = keyIn(item, key) ?? ''
    const place = `${pointer}/${String(i)}`
    if (isDropped(item)) {
      if (!items.delete(id)) tell(() => notThere(place, id, [...items.keys()]))
      return
    }
    if (told.has(id))
      tell(() => ({ pointer: place, found: show(id), expected: `each ${key} once` }))
    told.add(id)
    items.set(id, items.has(id) ? merged(items.get(id), item, place, tell) : item)
  })
  return [...items.values()]
}

const merged = (base: unknown, over: unknown, pointer: string, tell: Told): unknown => {
  if (isFields(base) && isFields(over)) return mergedFields(base, over, pointer, tell)
  if (!Array.isArray(base) || !Array.isArray(over) || over.length === 0) return over
  const key = commonKey(base, over)
  return key === undefined ? over : mergedItems(base, over, key, pointer, tell)
}

/** Whole as it is: read again, it is not merged again. */
const standing = (document: unknown): unknown => {
  if (!isFields(document) || !Object.hasOwn(document, 'extends')) return document
  const { extends: basedOn, ...more } = document
  return { ...more, basedOn }
}

/**
 * A document upon the one that it extends. Objects merge; lists whose items all have an `id`, or all a
 * `code`, or all a place (`at`), merge by it, new items last, and `{ "id": "x", "drop": true }` takes one
 * out; other lists, an empty one, and values replace. What comes of it is whole: `extends` has become
 * `basedOn`. Neither may be nested deeper than `tooDeep` allows.
 *
 * @example
 * import { extendStandard } from '@casetrail/core/standards'
 *
 * const base = { version: 1, clocks: [{ id: 'a', off: true }, { id: 'b' }], channels: ['phone'] }
 * extendStandard(base, { version: 2, clocks: [{ id: 'a', drop: true }, { id: 'c' }] }).document // { version: 2, clocks: [{ id: 'b' }, { id: 'c' }], channels: ['phone'] }
 */
export const extendStandard = (base: unknown, document: unknown): Extended => {
  const problems: Problem[] = []
  const extended = merged(base, document, '', (problem) => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem())
  })
  return { document: standing(extended), problems }
}
