/** Codes of lists: each once, and those that are referred to exist. */
import { nearest } from '../../codec/nearest.js'
import { show, type Problem } from '../../codec/problem.js'

export type Problems = ReadonlyArray<Problem>

export const codesOf = (terms: ReadonlyArray<{ readonly code: string }>): ReadonlyArray<string> =>
  terms.map((term) => term.code)

export const hintOf = (name: string, known: ReadonlyArray<string>): string => {
  const near = nearest(name, known)
  return near === undefined ? '' : ` (nearest: ${near})`
}

/** Every place of a list that says again what an earlier one said. */
export const repeated = (
  pointer: string,
  codes: ReadonlyArray<string>,
  expected = 'each code once',
): Problems => {
  const firstAt = new Map(codes.map((code, i) => [code, i] as const).reverse())
  return codes.flatMap((code, i) =>
    firstAt.get(code) === i
      ? []
      : [{ pointer: `${pointer}/${String(i)}`, found: show(code), expected }],
  )
}

export const unknown = (pointer: string, code: string, known: ReadonlyArray<string>): Problems => {
  if (known.includes(code)) return []
  const expected = `one of ${known.join(', ')}${hintOf(code, known)}`
  return [{ pointer, found: show(code), expected }]
}

/** A condition on a word: none, or one that can come true. */
export const condition = (
  pointer: string,
  word: string | undefined,
  known: ReadonlyArray<string>,
): Problems => (word === undefined ? [] : unknown(pointer, word, known))

/** A list that must hold something, and nothing twice. */
export const someOnce = (pointer: string, words: ReadonlyArray<string>): Problems =>
  words.length === 0
    ? [{ pointer, found: show(words), expected: 'at least one' }]
    : repeated(pointer, words)
