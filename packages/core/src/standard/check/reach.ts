/** Lists of which the first whose conditions hold is taken: none may stand behind one that takes all of its. */
import type { Problems } from './codes.js'

/** What each one of a list asks for, by name; a name that is absent asks nothing. */
export type Conditions = Readonly<Record<string, string | undefined>>

const takesAllOf = (earlier: Conditions, later: Conditions): boolean =>
  Object.entries(earlier).every(([name, word]) => word === undefined || word === later[name])

const shown = (conditions: Conditions): string => {
  const asked = Object.entries(conditions).filter(([, word]) => word !== undefined)
  return asked.length === 0
    ? 'no condition'
    : asked.map(([name, word]) => `${name} ${JSON.stringify(word)}`).join(', ')
}

/** Each one that can never be the first to hold, and the earlier one that takes all of its. */
export const unreachable = (pointer: string, list: ReadonlyArray<Conditions>): Problems =>
  list.flatMap((later, i) => {
    const by = list.slice(0, i).findIndex((earlier) => takesAllOf(earlier, later))
    return by < 0
      ? []
      : [
          {
            pointer: `${pointer}/${String(i)}`,
            found: shown(later),
            expected: `to stand before ${pointer}/${String(by)}, which takes all of it`,
          },
        ]
  })
