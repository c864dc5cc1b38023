/** What differs between two standards, place by place. Items of lists are told apart by what names them. */
import { fieldOf, isFields, pointerKey, type Fields } from '@casetrail/core'

/** `at`: a JSON pointer whose segments name items of lists by `id`, `code` or `at`, else by their index. */
export type Difference =
  | { readonly kind: 'added'; readonly at: string; readonly after: unknown }
  | { readonly kind: 'removed'; readonly at: string; readonly before: unknown }
  | {
      readonly kind: 'changed'
      readonly at: string
      readonly before: unknown
      readonly after: unknown
    }
  /** The same items in another order: where the first that holds wins, that matters. */
  | {
      readonly kind: 'reordered'
      readonly at: string
      readonly before: ReadonlyArray<string>
      readonly after: ReadonlyArray<string>
    }

type List = ReadonlyArray<unknown>

const isList = (u: unknown): u is List => Array.isArray(u)

const KEYS = ['id', 'code', 'at'] as const

/** What names all items of both lists, each once. */
const keyOf = (a: List, b: List): ((item: unknown) => string) | undefined => {
  for (const key of KEYS) {
    const nameOf = (item: unknown): unknown => fieldOf(item, key)
    const isNamed = [a, b].every((list) => {
      const names = list.map(nameOf)
      return names.every((name) => typeof name === 'string') && new Set(names).size === names.length
    })
    if (isNamed) return (item) => String(nameOf(item))
  }
  return undefined
}

/** A name in two languages, and a promise, are told whole. */
const isWhole = (fields: Fields): boolean => {
  const keys = Object.keys(fields)
  return (keys.length === 2 && 'en' in fields && 'zh' in fields) || 'kind' in fields
}

const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]))
  if (!isFields(a) || !isFields(b)) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => same(fieldOf(a, key), fieldOf(b, key)))
}

const changed = (before: unknown, after: unknown, at: string): ReadonlyArray<Difference> => {
  if (same(before, after)) return []
  if (before === undefined) return [{ kind: 'added', at, after }]
  if (after === undefined) return [{ kind: 'removed', at, before }]
  if (isList(before) && isList(after)) return inLists(before, after, at)
  if (isFields(before) && isFields(after) && !isWhole(before) && !isWhole(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) =>
      changed(fieldOf(before, key), fieldOf(after, key), `${at}/${pointerKey(key)}`),
    )
  }
  return [{ kind: 'changed', at, before, after }]
}

const inNamed = (
  before: List,
  after: List,
  nameOf: (item: unknown) => string,
  at: string,
): ReadonlyArray<Difference> => {
  const old = new Map(before.map((item) => [nameOf(item), item]))
  const now = new Map(after.map((item) => [nameOf(item), item]))
  const kept = [...old.keys()].filter((name) => now.has(name))
  const order = [...now.keys()].filter((name) => old.has(name))
  return [
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((name) =>
      changed(old.get(name), now.get(name), `${at}/${pointerKey(name)}`),
    ),
    ...(same(kept, order)
      ? []
      : [{ kind: 'reordered', at, before: kept, after: order } satisfies Difference]),
  ]
}

const isPlain = (list: List): boolean => list.every((item) => !isList(item) && !isFields(item))

/** Without names: place by place where there are as many, else what is gone and what is new. */
const inLists = (before: List, after: List, at: string): ReadonlyArray<Difference> => {
  const nameOf = keyOf(before, after)
  if (nameOf !== undefined) return inNamed(before, after, nameOf, at)
  if (isPlain(before) && isPlain(after)) return [{ kind: 'changed', at, before, after }]
  if (before.length === after.length) {
    return before.flatMap((item, i) => changed(item, after[i], `${at}/${String(i)}`))
  }
  const gone = before.flatMap((item, i): ReadonlyArray<Difference> =>
    after.some((other) => same(item, other))
      ? []
      : [{ kind: 'removed', at: `${at}/${String(i)}`, before: item }],
  )
  const come = after.flatMap((item, i): ReadonlyArray<Difference> =>
    before.some((other) => same(item, other))
      ? []
      : [{ kind: 'added', at: `${at}/${String(i)}`, after: item }],
  )
  return gone.length + come.length === 0
    ? [{ kind: 'changed', at, before, after }]
    : [...gone, ...come]
}

/** All that differs, in the order of the documents; none where both say the same. */
export const differences = (before: unknown, after: unknown): ReadonlyArray<Difference> =>
  changed(before, after, '')
