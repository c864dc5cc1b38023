/** Valid histories: random commands that the rules let through. */
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'

import { fold, type Decider } from '../decider/decider.js'

/** One command and what it came to. */
export interface HistoryStep<C, S, Ev> {
  readonly before: S
  readonly command: C
  /** Empty where the command was rejected or changed nothing. */
  readonly events: ReadonlyArray<Ev>
  readonly rejected: boolean
}

export interface ValidHistory<C, S, Ev> {
  readonly steps: ReadonlyArray<HistoryStep<C, S, Ev>>
  readonly events: ReadonlyArray<Ev>
  readonly state: S
}

export interface HistoryOptions {
  /** How many commands at most, rejected ones too; default 20. */
  readonly maxCommands?: number
}

/**
 * Histories that the rules allow: commands drawn for the state that each meets, decided, and kept where
 * they are accepted. The better `commandsFor` fits the state, the deeper the histories go.
 *
 * @example
 * import * as E from 'fp-ts/lib/Either.js'
 * import * as fc from 'fast-check'
 * import { histories } from '@casetrail/core/testing'
 *
 * const counter = {
 *   initialState: 0,
 *   decide: (by: number) => E.right<never, ReadonlyArray<number>>([by]),
 *   evolve: (sum: number, by: number) => sum + by,
 *   isTerminal: (sum: number) => sum > 9,
 * }
 * const counts = histories(counter, (sum) => fc.nat({ max: 10 - sum }))
 */
export const histories = <C, S, Ev, R>(
  decider: Decider<C, S, Ev, R>,
  commandsFor: (state: S) => fc.Arbitrary<C>,
  { maxCommands = 20 }: HistoryOptions = {},
): fc.Arbitrary<ValidHistory<C, S, Ev>> => {
  type Grown = ValidHistory<C, S, Ev>
  const taken = (history: Grown, command: C): Grown => {
    const decided = decider.decide(command, history.state)
    const events = E.isRight(decided) ? decided.right : []
    const before = history.state
    return {
      steps: [...history.steps, { before, command, events, rejected: E.isLeft(decided) }],
      events: [...history.events, ...events],
      state: fold(decider, before, events),
    }
  }
  const grow = (history: Grown, left: number): fc.Arbitrary<Grown> =>
    left === 0 || decider.isTerminal(history.state)
      ? fc.constant(history)
      : commandsFor(history.state).chain((command) => grow(taken(history, command), left - 1))
  const empty: Grown = { steps: [], events: [], state: decider.initialState }
  return fc.integer({ min: 1, max: maxCommands }).chain((n) => grow(empty, n))
}
