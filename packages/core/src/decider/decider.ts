/**
 * A decider (Jérémie Chassaing's term): a lifecycle as three values and a test, all pure.
 *
 * @see https://thinkbeforecoding.com/post/2021/12/17/functional-event-sourcing-decider
 */
import type { Either } from 'fp-ts/lib/Either.js'

export interface Decider<C, S, E, R> {
  readonly initialState: S
  /** The events that a command leads to in a state, or why not. An empty list: nothing changes. */
  readonly decide: (command: C, state: S) => Either<R, ReadonlyArray<E>>
  /** The state after an event. Total: imported and old histories don't obey today's rules. */
  readonly evolve: (state: S, event: E) => S
  /** Whether no command gives an event any more. */
  readonly isTerminal: (state: S) => boolean
}

/**
 * The state that a history leads to.
 *
 * @example
 * import { fold } from '@casetrail/core'
 *
 * fold({ evolve: (sum: number, by: number) => sum + by }, 0, [1, 2, 3]) // 6
 */
export const fold = <S, E>(
  decider: Pick<Decider<never, S, E, unknown>, 'evolve'>,
  from: S,
  events: ReadonlyArray<E>,
): S => {
  let state = from
  for (const event of events) state = decider.evolve(state, event)
  return state
}
