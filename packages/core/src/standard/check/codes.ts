/** Codes of lists: each once, and those that are referred to exist. */
import { nearest } from '../../codec/nearest.js'
import { show, type Problem } from '../../codec/problem.js'

/** A problem whose text is made only if it is told: of a long list of problems the first are. */
interface Finding extends Omit<Problem, 'expected'> {
  readonly expected: string | (() => string)
}
export type Problems = ReadonlyArray<Finding>

/** Names that may be referred to, to be asked for at once. */
export interface Known {
  readonly names: ReadonlyArray<string>
  readonly has: (name: string) => boolean
}

export const known = (names: ReadonlyArray<string>): Known => {
  const set = new Set(names)
  return { names, has: (name) => set.has(name) }
}

export const codesOf = (terms: ReadonlyArray<{ readonly code: string }>): ReadonlyArray<string> =>
  terms.map((term) => term.code)

const MOST_LISTED = 50
const LONGEST_LISTED = 2_000
/** To compare a name with more would take long. */
export const MOST_COMPARED = 500

export const hintOf = (name: string, names: ReadonlyArray<string>): string => {
  const near = names.length > MOST_COMPARED ? undefined : nearest(name, names)
  return near === undefined ? '' : ` (nearest: ${near})`
}

/** Listed, unless they are too many or too long to be read. */
const listed = (names: ReadonlyArray<string>): string => {
  const all = names.length > MOST_LISTED ? '' : names.join(', ')
  return names.length > MOST_LISTED || all.length > LONGEST_LISTED
    ? `${String(names.length)} names`
    : all
}

export const oneOf = (names: ReadonlyArray<string>, name: string): string =>
  `one of ${listed(names)}${hintOf(name, names)}`

/** Every place of a list that says again what an earlier one said. */
export const repeated = (
  pointer: string,
  codes: ReadonlyArray<string>,
  expected = 'each code once',
): Problems => {
  const seen = new Set<string>()
  return codes.flatMap((code, i) => {
    if (!seen.has(code)) {
      seen.add(code)
      return []
    }
    return [{ pointer: `${pointer}/${String(i)}`, found: show(code), expected }]
  })
}

export const unknown = (pointer: string, code: string, { names, has }: Known): Problems =>
  has(code) ? [] : [{ pointer, found: show(code), expected: () => oneOf(names, code) }]

/** A condition on a word: none, or one that can come true. */
export const condition = (pointer: string, word: string | undefined, words: Known): Problems =>
  word === undefined ? [] : unknown(pointer, word, words)

/** A list that must hold something, and nothing twice. */
export const someOnce = (pointer: string, words: ReadonlyArray<string>): Problems =>
  words.length === 0
    ? [{ pointer, found: show(words), expected: 'at least one' }]
    : repeated(pointer, words)
