/** What the parts of the case's decision share. */
import * as E from 'fp-ts/lib/Either.js'

import type { Instant } from '../../time/index.js'
import type { CaseEvent } from '../events/index.js'
import type { CaseRejection } from '../rejection.js'
import type { CaseRules } from '../rules.js'
import type { CaseState } from '../state.js'

export type CaseDecision = E.Either<CaseRejection, ReadonlyArray<CaseEvent>>

/** An opened case whose stage allows the command, under its own standard. */
export interface Situation {
  readonly state: CaseState
  readonly rules: CaseRules
  readonly openedAt: Instant
}

export const emit = (...events: ReadonlyArray<CaseEvent>): CaseDecision => E.right(events)

/** Nothing changes: nothing is emitted. */
export const nothing: CaseDecision = E.right([])

export const reject = (rejection: CaseRejection): CaseDecision => E.left(rejection)

/** Those of a command's optional fields that were given. */
export const given = <C extends object, K extends keyof C>(
  command: C,
  ...fields: ReadonlyArray<K>
): Pick<C, K> => {
  const found: Partial<Pick<C, K>> = {}
  for (const field of fields) if (command[field] !== undefined) found[field] = command[field]
  return found as Pick<C, K>
}
