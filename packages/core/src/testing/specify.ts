/** given / when / then, exact: order, extra fields and duplicates all matter. */
import * as E from 'fp-ts/lib/Either.js'

import { fold, type Decider } from '../decider/decider.js'

import { differenceOf, pretty } from './equal.js'

/** What a command came to, to be compared with what is expected of it. */
export interface Decided<E, R> {
  /** Throws unless exactly these events came, in this order, and nothing else is in them. */
  readonly then: (events: ReadonlyArray<E>) => void
  /** Throws unless the command changed nothing. */
  readonly thenNothing: () => void
  /** Throws unless the command was rejected with exactly this. */
  readonly thenRejects: (rejection: R) => void
}

export interface Given<C, S, E, R> {
  readonly when: (command: C) => Decided<E, R>
  /** Throws unless the events lead to exactly this state. */
  readonly thenState: (state: S) => void
}

export interface Specification<C, S, E, R> {
  /** The history so far; none for a stream that does not exist yet. */
  readonly given: (events: ReadonlyArray<E>) => Given<C, S, E, R>
}

const compare = (found: unknown, expected: unknown, text: () => string): void => {
  const difference = differenceOf(found, expected)
  if (difference !== undefined) throw new Error(`${text()}\n\nfirst difference: ${difference}`)
}

/**
 * A specification of a decider or an aggregate. Failures throw an Error that shows the command, what
 * came, what was expected, and the first difference.
 *
 * @example
 * import * as E from 'fp-ts/lib/Either.js'
 * import { specify } from '@casetrail/core/testing'
 *
 * const counter = {
 *   initialState: 0,
 *   decide: (by: number) => E.right<never, ReadonlyArray<number>>([by]),
 *   evolve: (sum: number, by: number) => sum + by,
 *   isTerminal: () => false,
 * }
 * specify(counter).given([1, 2]).when(3).then([3])
 */
export const specify = <C, S, Ev, R>(
  decider: Decider<C, S, Ev, R>,
): Specification<C, S, Ev, R> => ({
  given: (events) => {
    const state = fold(decider, decider.initialState, events)
    return {
      thenState: (expected) =>
        compare(
          state,
          expected,
          () => `expected the state\n${pretty(expected)}\n\nbut it was\n${pretty(state)}`,
        ),
      when: (command) => {
        const decided = decider.decide(command, state)
        const came = E.isRight(decided)
          ? `events\n${pretty(decided.right)}`
          : `the rejection\n${pretty(decided.left)}`
        const text = (expected: string) => (): string =>
          `when\n${pretty(command)}\n\nexpected ${expected}\n\nbut there came ${came}`
        return {
          then: (expected) =>
            compare(decided, E.right(expected), text(`events\n${pretty(expected)}`)),
          thenNothing: () => compare(decided, E.right([]), text('nothing')),
          thenRejects: (rejection) =>
            compare(decided, E.left(rejection), text(`the rejection\n${pretty(rejection)}`)),
        }
      },
    }
  },
})
