/** What is wrong with a connection: each mistake with its place, never with a secret. */
import { nearest, show, type Problem } from '@casetrail/core'

/** One mistake; `pointer` is its place, such as `/hosts/0/port` or `/options/tls`. */
export interface ConnectionMistake extends Problem {
  /** What was probably meant. */
  readonly nearest?: string
}

/** A connection that can't be made as it was given; nothing was connected to. */
export interface ConnectionProblem {
  readonly _tag: 'ConnectionProblem'
  readonly mistakes: ReadonlyArray<ConnectionMistake>
}

export const mistake = (pointer: string, found: unknown, expected: string): ConnectionMistake => ({
  pointer,
  found: show(found),
  expected,
})

/** A mistake whose value is secret, or may be: `found` describes it. */
export const secretMistake = (
  pointer: string,
  found: string,
  expected: string,
): ConnectionMistake => ({ pointer, found, expected })

/** A name that is none of the known. */
export const unknownName = (
  pointer: string,
  found: string,
  known: ReadonlyArray<string>,
): ConnectionMistake => {
  const near = nearest(found, known)
  const wrong = mistake(pointer, found, known.join(' | '))
  return near === undefined ? wrong : { ...wrong, nearest: near }
}

export const problemOf = (mistakes: ReadonlyArray<ConnectionMistake>): ConnectionProblem => ({
  _tag: 'ConnectionProblem',
  mistakes,
})

/** A mistake as one line of text. */
export const mistakeText = ({
  pointer,
  found,
  expected,
  nearest: near,
}: ConnectionMistake): string =>
  `${pointer === '' ? 'the connection' : pointer}: found ${found}, expected ${expected}` +
  (near === undefined ? '' : `; did you mean ${near}?`)
