/** Values that were right and no longer are, perhaps: one thing in them changed. */
import * as fc from 'fast-check'

type Path = ReadonlyArray<string>

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null

const paths = (value: unknown, here: Path = []): ReadonlyArray<Path> => [
  here,
  ...(isObject(value)
    ? Object.keys(value).flatMap((key) => paths(value[key], [...here, key]))
    : []),
]

class Foreign {
  readonly foreign = true
}

const withPrototype = (prototype: object | null, fields: object): object => {
  const made: object = {}
  Object.setPrototypeOf(made, prototype)
  return Object.assign(made, fields)
}

/** io-ts copies a record that holds NaN, which is not itself; the copy lacks what was inherited. */
const holdsNaN = (value: unknown): boolean =>
  Number.isNaN(value) || (isObject(value) && Object.values(value).some(holdsNaN))

/** Stands for: take the key away. */
const GONE = Symbol('gone')

const changes: ReadonlyArray<(value: unknown) => unknown> = [
  () => GONE,
  () => undefined,
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => Number.NaN,
  () => '',
  () => ' ',
  () => 'x'.repeat(70_000),
  () => '2025-02-30T00:00:00.000Z',
  () => [],
  () => ({}),
  () => new Date(0),
  () => new Map(),
  () => 1n,
  () => new Foreign(),
  (value) => [value],
  (value) => ({ value }),
  (value) =>
    typeof value === 'string' ? `${value} ` : typeof value === 'number' ? String(value) : value,
  (value) => (typeof value === 'string' ? value.toUpperCase() : value),
  (value) => (isObject(value) ? { ...value, extra: { deep: [1] } } : value),
  (value) => (isObject(value) ? { ...value, type: 'Another' } : value),
  (value) => (isObject(value) ? withPrototype(null, value) : value),
  (value) => (isObject(value) ? Object.assign(new Foreign(), value) : value),
  (value) => (isObject(value) && !holdsNaN(value) ? withPrototype(value, {}) : value),
  (value) => (isObject(value) ? Object.values(value) : value),
  (value) => (Array.isArray(value) ? Object.assign({}, value) : value),
  (value) => (Array.isArray(value) ? Array.from<unknown>(value).concat([undefined]) : value),
  (value) => (Array.isArray(value) ? Array.from({ length: 3 }) : value),
]

const replaced = (value: unknown, path: Path, change: (value: unknown) => unknown): unknown => {
  const [key, ...rest] = path
  if (key === undefined) {
    const changed = change(value)
    return changed === GONE ? undefined : changed
  }
  if (!isObject(value)) return value
  const inner = rest.length === 0 ? change(value[key]) : replaced(value[key], rest, change)
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) =>
      String(i) !== key ? [item] : inner === GONE ? [] : [inner],
    )
  }
  const { [key]: _, ...others } = value
  return inner === GONE ? others : { ...others, [key]: inner }
}

/**
 * Values with one to three places changed: keys taken away, wrong types, other nesting, nulls, lists for
 * records, other prototypes, extra keys. Some are still right.
 */
export const corrupted = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(values, fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 3 }))
    .map(([value, picks]) =>
      picks.reduce((now: unknown, [place, change]) => {
        const all = paths(now)
        const path = all[place % all.length] ?? []
        return replaced(now, path, changes[change % changes.length] ?? ((v) => v))
      }, value),
    )
