/** What items of an extending document were meant to be: one of the base's whose name is mistyped, one to drop. */
import { fieldOf } from '../codec/fields.js'
import { pointerKey, segmentsOf } from '../codec/pointer.js'
import { show, type Problem } from '../codec/problem.js'

import { hintOf } from './check/codes.js'
import { commonKey, keyIn, type ItemKey } from './extend.js'

type List = ReadonlyArray<unknown>

/** A list of the document and the one that it was merged upon, by what names the items of both. */
interface Lists {
  readonly key: ItemKey
  readonly own: List
  readonly names: ReadonlyArray<string>
  readonly byName: ReadonlyMap<string, unknown>
}

const isList = (value: unknown): value is List => Array.isArray(value)

const listsOf = (own: unknown, base: unknown): Lists | undefined => {
  if (!isList(own) || !isList(base)) return undefined
  const key = commonKey(base, own)
  if (key === undefined) return undefined
  const byName = new Map(base.map((item) => [keyIn(item, key) ?? '', item] as const))
  return { key, own, names: [...byName.keys()], byName }
}

/** Finds the lists that a pointer into the document leads to, each once. */
const finder = (document: unknown, base: unknown): ((pointer: string) => Lists | undefined) => {
  const known = new Map<string, Lists | undefined>()
  const at = (pointer: string): Lists | undefined => {
    if (known.has(pointer)) return known.get(pointer)
    let [own, upon, place] = [document, base, '']
    for (const segment of segmentsOf(pointer)) {
      if (isList(own)) {
        const lists = at(place)
        own = own[Number(segment)]
        upon = lists?.byName.get(keyIn(own, lists.key) ?? '')
      } else {
        own = fieldOf(own, segment)
        upon = fieldOf(upon, segment)
      }
      place += `/${pointerKey(segment)}`
    }
    const lists = listsOf(own, upon)
    known.set(pointer, lists)
    return lists
  }
  return at
}

/** `/clocks/3/label` as the list, the item and the field. */
const PLACE = /^(.*)\/(\d+)\/([^/]+)$/

/**
 * The problems of an extending document, with what was meant: for an item that is new to its list, lacks
 * what a new one takes and has nearly the name of one that is there, that name; for what says `drop`
 * otherwise than `true`, that.
 */
export const asMeant = (
  problems: ReadonlyArray<Problem>,
  document: unknown,
  base: unknown,
): ReadonlyArray<Problem> => {
  const listsAt = finder(document, base)
  const lacking = new Map<string, string[]>()
  const told: (Problem | (() => Problem))[] = []
  for (const problem of problems) {
    const [, list = '', index = '', field = ''] = PLACE.exec(problem.pointer) ?? []
    const lists = index === '' ? undefined : listsAt(list)
    const item = lists?.own[Number(index)]
    const name = lists === undefined ? undefined : keyIn(item, lists.key)
    if (lists === undefined || name === undefined) {
      told.push(problem)
      continue
    }
    const drop = fieldOf(item, 'drop')
    if (field === 'drop' && problem.found === '"drop"') {
      told.push({ ...problem, found: show(drop), expected: 'true' })
      continue
    }
    const hint = lists.byName.has(name) ? '' : hintOf(name, lists.names)
    if (problem.found !== 'nothing' || hint === '') {
      told.push(problem)
      continue
    }
    const place = `${list}/${index}`
    const fields = lacking.get(place)
    if (fields !== undefined) {
      fields.push(field)
      continue
    }
    const all = [field]
    lacking.set(place, all)
    told.push(() => ({
      pointer: `${place}/${lists.key}`,
      found: show(name),
      expected: `one that is there${hint}, or a new one with ${all.join(', ')}`,
    }))
  }
  return told.map((one) => (typeof one === 'function' ? one() : one))
}
