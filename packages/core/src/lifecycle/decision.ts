/** What deciders of lifecycles share: the situation of a decision, and ways to say what came of it. */
import * as E from 'fp-ts/lib/Either.js'

import type { Instant } from '../time/index.js'

/** An opened stream whose stage allows the command, under its own standard. */
export interface Situation<S, Rules> {
  readonly state: S
  readonly rules: Rules
  readonly openedAt: Instant
}

/** What came of a command: the events to append, in their order, or the reason why none are. */
export type Decision<Ev, R> = E.Either<R, ReadonlyArray<Ev>>

/**
 * These events, in this order.
 *
 * @example
 * import { emit } from '@casetrail/core/lifecycle'
 *
 * emit({ type: 'Granted' }) // { _tag: 'Right', right: [{ type: 'Granted' }] }
 */
export const emit = <Ev>(...events: ReadonlyArray<Ev>): Decision<Ev, never> => E.right(events)

/** Nothing changes: nothing is emitted. */
export const nothing: Decision<never, never> = E.right([])

/**
 * Refused: nothing is appended.
 *
 * @example
 * import { reject } from '@casetrail/core/lifecycle'
 *
 * reject({ _tag: 'AmountMissing' }) // { _tag: 'Left', left: { _tag: 'AmountMissing' } }
 */
export const reject = <R>(rejection: R): Decision<never, R> => E.left(rejection)

/**
 * Those of a command's optional fields that were given, to be spread into an event; `undefined` counts
 * as not given.
 *
 * @example
 * import { given } from '@casetrail/core/lifecycle'
 *
 * const command: { reason?: string; to?: string } = { reason: 'late' }
 * given(command, 'reason', 'to') // { reason: 'late' }
 */
export const given = <C extends object, K extends keyof C>(
  command: C,
  ...fields: ReadonlyArray<K>
): Pick<C, K> => {
  const found: Partial<Pick<C, K>> = {}
  for (const field of fields) if (command[field] !== undefined) found[field] = command[field]
  return found as Pick<C, K>
}
