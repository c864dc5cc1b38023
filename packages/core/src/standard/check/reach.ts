/** Lists of which the first whose conditions hold is taken: none may stand behind one that takes all of its. */
import type { Problems } from './codes.js'

/** What each one of a list asks for, by name; a name that is absent asks nothing. Few names. */
export type Asked = Readonly<Record<string, string | undefined>>

type Given = ReadonlyArray<readonly [name: string, word: string]>

const givenOf = (asked: Asked): Given =>
  Object.entries(asked).flatMap(([name, word]) => (word === undefined ? [] : [[name, word]]))

/** All that take everything that these take: those that ask for a part of the same. */
const partsOf = ([first, ...rest]: Given): ReadonlyArray<Given> => {
  if (first === undefined) return [[]]
  const parts = partsOf(rest)
  return [...parts, ...parts.map((part) => [first, ...part])]
}

const shown = (given: Given): string =>
  given.length === 0
    ? 'no condition'
    : given.map(([name, word]) => `${name} ${JSON.stringify(word)}`).join(', ')

/** Each one that can never be the first to hold, and the earlier one that takes all of its. */
export const unreachable = (pointer: string, list: ReadonlyArray<Asked>): Problems => {
  const firstAt = new Map<string, number>()
  return list.flatMap((asked, i) => {
    const given = givenOf(asked)
    const takers = partsOf(given).map((part) => firstAt.get(JSON.stringify(part)) ?? Infinity)
    const by = Math.min(...takers)
    const key = JSON.stringify(given)
    if (!firstAt.has(key)) firstAt.set(key, i)
    return by === Infinity
      ? []
      : [
          {
            pointer: `${pointer}/${String(i)}`,
            found: shown(given),
            expected: `to stand before ${pointer}/${String(by)}, which takes all of it`,
          },
        ]
  })
}
