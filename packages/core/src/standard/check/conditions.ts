/** Conditions that can come true, and lists of them of which each can be the first that holds. */
import { pointerKey } from '../../codec/pointer.js'
import { show } from '../../codec/problem.js'
import type { Conditions } from '../clocks.js'

import { oneOf, type Problems } from './codes.js'
import { impossible, type Fields, type OwnWords } from './fields.js'

type Value = Conditions[string][number]

const inValues = (
  pointer: string,
  values: ReadonlyArray<Value>,
  expectedOf: (value: Value) => string | undefined,
): Problems => {
  if (values.length === 0) return [{ pointer, found: show(values), expected: 'at least one value' }]
  const seen = new Set<Value>()
  return values.flatMap((value, i) => {
    const isAgain = seen.has(value)
    seen.add(value)
    const expected = isAgain ? 'each value once' : expectedOf(value)
    return expected === undefined
      ? []
      : [{ pointer: `${pointer}/${String(i)}`, found: show(value), expected }]
  })
}

/** Names that there are, with values that they may have: a mistyped one never holds. */
export const inConditions = (
  pointer: string,
  conditions: Conditions | undefined,
  fields: Fields,
  own: OwnWords,
): Problems =>
  Object.entries(conditions ?? {}).flatMap(([name, values]) => {
    const place = `${pointer}/${pointerKey(name)}`
    const shape = fields.get(name)
    if (shape === undefined) {
      const expected = () => oneOf([...fields.keys()], name)
      return [{ pointer: place, found: show(name), expected }]
    }
    return inValues(place, values, (value) => impossible(name, shape, value, own))
  })

/** What is asked, each name with the set of its values. */
export type Asked = ReadonlyMap<string, ReadonlySet<Value>>

export const askedBy = (conditions: Conditions | undefined): Asked =>
  new Map(Object.entries(conditions ?? {}).map(([name, values]) => [name, new Set(values)]))

const takesAllOf = (earlier: Asked, later: Asked): boolean => {
  for (const [name, values] of earlier) {
    const narrower = later.get(name)
    if (narrower === undefined || narrower.size > values.size) return false
    for (const value of narrower) if (!values.has(value)) return false
  }
  return true
}

const MOST = 200

interface Listed {
  readonly pointer: string
  /** All of these are asked at once. */
  readonly asked: ReadonlyArray<Asked>
}

/**
 * Each of a list that can never be the first to hold, and the earlier one that takes all of its. Each is
 * held against each, so that of more than two hundred it is said that they are too many.
 */
export const behindOthers = (list: ReadonlyArray<Listed>): Problems => {
  const extra = list[MOST]
  if (extra !== undefined) {
    const found = `${String(list.length)} to choose from`
    return [{ pointer: extra.pointer, found, expected: `at most ${String(MOST)}` }]
  }
  return list.flatMap(({ pointer, asked }, i) => {
    const by = list
      .slice(0, i)
      .find((earlier) => earlier.asked.every((one, j) => takesAllOf(one, asked[j] ?? new Map())))
    return by === undefined
      ? []
      : [
          {
            pointer,
            found: 'what is never reached',
            expected: `to stand before ${by.pointer}, which takes all of it`,
          },
        ]
  })
}
