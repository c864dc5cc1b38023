/** What can't be done without a row, and why an event did not lead to what it should have led to. */
import type { RecordedEvent } from '../store/port.js'
import type { Instant } from '../time/index.js'

import type { NotSent } from './answer.js'
import { isWithdrawal, type Action, type AnyManager } from './policy.js'
import type { Fault } from './react.js'

/** A manager that can't be run without rows: it has one, or its policies let commands wait. */
export interface NeedsRow {
  readonly _tag: 'NeedsRow'
  /** The name of its facts. */
  readonly manager: string
  /** The policy that withdraws what waits; without: the facts have rows. */
  readonly policy?: string
}

/** A command that waits, or the withdrawal of one: nothing waits without a row. */
export interface MustWait {
  readonly _tag: 'MustWait'
  readonly command?: string
  readonly notBefore?: Instant
  readonly key?: string
}

/** The answer to a command can't be stored as it is. */
export interface NotAnswered {
  readonly _tag: 'NotAnswered'
  readonly error: NotSent
}

/** Why an event did not lead to what it should have led to, by the policy or the facts. */
export interface OnceFault {
  readonly name: string
  readonly fault: Fault | MustWait | NotAnswered
}

/** What became of an event. */
export type Once =
  /** All that follows from it is given and answered, by this runner or before. */
  | { readonly _tag: 'Handled'; readonly answered: number }
  /** The store could not be asked: the same event again, later. */
  | { readonly _tag: 'Retry'; readonly error: NotSent }
  /** Again would fare no better; what could be given is given. */
  | { readonly _tag: 'Park'; readonly faults: ReadonlyArray<OnceFault> }

/** Why a manager can't be run without rows, if it can't. */
export const needsRow = ({ isForgetful, facts, policies }: AnyManager): NeedsRow | undefined => {
  if (isForgetful !== true) return { _tag: 'NeedsRow', manager: facts.name }
  const withdraws = policies.find(({ withdrawsOn = {} }) =>
    Object.values(withdrawsOn).some((types) => types.length > 0),
  )
  return withdraws && { _tag: 'NeedsRow', manager: facts.name, policy: withdraws.name }
}

/** Why an action can't be carried out at once, if it can't. */
export const mustWait = (action: Action, { event }: RecordedEvent): MustWait | undefined => {
  if (isWithdrawal(action)) return { _tag: 'MustWait', key: action.withdraw }
  const { command, notBefore, key } = action
  if (key === undefined && (notBefore === undefined || notBefore <= event.at)) return undefined
  return {
    _tag: 'MustWait',
    command: command.type,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(key === undefined ? {} : { key }),
  }
}
