/** Exact comparison with a readable answer; of our own, since the kit runs under any test runner and in browsers. */

const isObject = (u: unknown): u is object => typeof u === 'object' && u !== null

const plain = (u: object): unknown => {
  const prototype: unknown = Object.getPrototypeOf(u)
  return prototype === null ? Object.prototype : prototype
}

/** A value as indented text, also where JSON has no word for it. */
export const pretty = (value: unknown): string => {
  const seen: unknown[] = []
  const text: unknown = JSON.stringify(
    value,
    (_, v: unknown) => {
      if (isObject(v)) {
        if (seen.length > 10_000) return '…'
        seen.push(v)
        if (v instanceof Map || v instanceof Set) return Array.from<unknown>(v)
        return v
      }
      if (typeof v === 'bigint') return `${v.toString()}n`
      if (typeof v === 'number' && !Number.isFinite(v)) return String(v)
      return v === undefined || typeof v === 'function' || typeof v === 'symbol' ? String(v) : v
    },
    2,
  )
  return String(text)
}

const at = (pointer: string, found: unknown, expected: unknown): string =>
  `${pointer === '' ? 'the value' : pointer}: found ${pretty(found)}, expected ${pretty(expected)}`

const inLists = (
  found: ReadonlyArray<unknown>,
  expected: ReadonlyArray<unknown>,
  pointer: string,
): string | undefined => {
  const shared = Math.min(found.length, expected.length)
  for (let i = 0; i < shared; i++) {
    const difference = differenceOf(found[i], expected[i], `${pointer}/${String(i)}`)
    if (difference !== undefined) return difference
  }
  if (found.length === expected.length) return undefined
  const more = found.length > expected.length
  const item = more ? found[shared] : expected[shared]
  return `${pointer}/${String(shared)}: ${more ? 'not expected' : 'missing'} ${pretty(item)} (found ${found.length} items, expected ${expected.length})`
}

const inObjects = (found: object, expected: object, pointer: string): string | undefined => {
  const have = new Map<string, unknown>(Object.entries(found))
  const want = new Map<string, unknown>(Object.entries(expected))
  for (const [key, value] of want) {
    const place = `${pointer}/${key}`
    if (!have.has(key)) return `${place}: missing, expected ${pretty(value)}`
    const difference = differenceOf(have.get(key), value, place)
    if (difference !== undefined) return difference
  }
  for (const [key, value] of have) {
    if (!want.has(key)) return `${pointer}/${key}: not expected, found ${pretty(value)}`
  }
  return undefined
}

/**
 * The first difference between two values, with its JSON pointer; `undefined` when they are the
 * same: order, extra fields, duplicates and fields that hold `undefined` all matter.
 */
export const differenceOf = (
  found: unknown,
  expected: unknown,
  pointer = '',
): string | undefined => {
  if (found === expected || (Number.isNaN(found) && Number.isNaN(expected))) return undefined
  if (!isObject(found) || !isObject(expected)) return at(pointer, found, expected)
  if (Array.isArray(found) && Array.isArray(expected)) return inLists(found, expected, pointer)
  if (plain(found) !== plain(expected)) return at(pointer, found, expected)
  if (found instanceof Map && expected instanceof Map) {
    return inLists([...found], [...expected], pointer)
  }
  if (found instanceof Set && expected instanceof Set) {
    return inLists([...found], [...expected], pointer)
  }
  if (found instanceof Date && expected instanceof Date) {
    return differenceOf(found.getTime(), expected.getTime(), pointer)
  }
  return inObjects(found, expected, pointer)
}

/** Throws where two values differ, naming the first difference and showing both. */
export const expectSame = (what: string, found: unknown, expected: unknown): void => {
  const difference = differenceOf(found, expected)
  if (difference === undefined) return
  throw new Error(
    `${what}: ${difference}\n\nfound:\n${pretty(found)}\n\nexpected:\n${pretty(expected)}`,
  )
}

/** Throws unless a condition holds. */
export const expectThat = (what: string, holds: boolean, found?: unknown): void => {
  if (!holds) throw new Error(found === undefined ? what : `${what}; found ${pretty(found)}`)
}
