/** Who may do what: permissions of roles by the standard, and duties that one person can't hold at once. */
import { nearest } from '../codec/nearest.js'
import type { Actor } from '../codec/primitives.js'
import type { Command } from '../decider/message.js'
import type { Label } from '../standard/label.js'
import type { Permission } from '../words/permissions.js'

import type { DutiesNotSeparated, NotPermitted } from './rejection.js'
import type { StandardRules } from './rules.js'

/** A separation of duties (職責分離): a rule with a name, on one type of command. */
export interface Duty<C extends Command, S, Rules> {
  readonly rule: string
  readonly label: Label
  readonly on: C['type']
  /** Whether this actor, by this command in this state, would hold both duties. */
  readonly isBroken: (actor: Actor, command: C, state: S, rules: Rules) => boolean
  /** Who it is that would hold both, where that is another than the actor. */
  readonly whose?: (command: C) => string | undefined
}

/** An aggregate's authority: what each command takes, and which duties are kept apart. */
export interface Authority<C extends Command, S, Rules> {
  readonly permissions: Readonly<Record<C['type'], Permission>>
  readonly duties: ReadonlyArray<Duty<C, S, Rules>>
}

/**
 * A separation of duties on one type of command, whose fields the condition may look at.
 *
 * `C` is the union of the aggregate's commands, `T` the type that the rule is on. `whose` names the
 * person whose duties clash, where the command gives work to another than who gives it.
 *
 * @see authorizer for an example
 */
export const duty = <C extends Command, S, Rules, T extends C['type']>(
  on: T,
  rule: string,
  label: Label,
  isBroken: (
    actor: Actor,
    command: Extract<C, { readonly type: T }>,
    state: S,
    rules: Rules,
  ) => boolean,
  whose?: (command: Extract<C, { readonly type: T }>) => string | undefined,
): Duty<C, S, Rules> => ({
  rule,
  label,
  on,
  isBroken: (actor, command, state, rules) =>
    command.type === on &&
    isBroken(actor, command as Extract<C, { readonly type: T }>, state, rules),
  ...(whose && { whose: (command) => whose(command as Extract<C, { readonly type: T }>) }),
})

/** What a type of command takes, found by one look-up for each command. */
interface Gate<C extends Command, S, Rules> {
  readonly permission: Permission
  /** `undefined` where none is kept apart: an empty list would be gone through each time. */
  readonly duties: ReadonlyArray<Duty<C, S, Rules>> | undefined
}

/** Why an actor may not give a command in a state; `undefined` where they may. */
export type Authorize<C extends Command, S, Rules> = (
  actor: Actor,
  command: C,
  state: S,
  rules: Rules,
) => NotPermitted | DutiesNotSeparated | undefined

/**
 * Asks the permission first, then the duties on the command in their order.
 *
 * Rejects: `NotPermitted` with the roles that may and the nearest to an unknown one,
 * `DutiesNotSeparated` with the name of the rule.
 *
 * @example
 * import type { Actor } from '@casetrail/core'
 * import { authorizer, duty, standardRules } from '@casetrail/core/lifecycle'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at } from '@casetrail/core/testing'
 *
 * const grant = { type: 'Grant', at: at('2025-03-03T01:00:00.000Z') } as const
 * const label = { en: 'Who asks does not grant', zh: '申請人不得批准' }
 * const authorize = authorizer({
 *   permissions: { Grant: 'complaint.approve' },
 *   duties: [duty('Grant', 'granterIsNotAsker', label, ({ id }, _, askedBy: string) => id === askedBy)],
 * })
 * const rules = standardRules(retail2025)
 * const ofManager = (id: string) => {
 *   const actor: Actor = { id, role: 'manager' }
 *   return authorize(actor, { ...grant, actor }, 'zhao', rules)
 * }
 * ofManager('qian') // undefined
 * ofManager('zhao') // { _tag: 'DutiesNotSeparated', command: 'Grant', rule: 'granterIsNotAsker', actor: 'zhao' }
 */
export const authorizer = <C extends Command, S, Rules extends StandardRules>({
  permissions,
  duties,
}: Authority<C, S, Rules>): Authorize<C, S, Rules> => {
  const gates = new Map<string, Gate<C, S, Rules>>()
  for (const type of Object.keys(permissions) as ReadonlyArray<C['type']>) {
    const own = duties.filter(({ on }) => on === type)
    gates.set(type, {
      permission: permissions[type],
      duties: own.length === 0 ? undefined : own,
    })
  }
  return (actor, command, state, rules) => {
    const gate = gates.get(command.type)
    if (gate === undefined) return undefined
    if (rules.roles.get(actor.role)?.has(gate.permission) !== true) {
      return notPermitted(actor, command.type, gate.permission, rules)
    }
    return gate.duties && brokenOf(gate.duties, actor, command, state, rules)
  }
}

// apart, so that what every command goes through stays small enough to be compiled into its caller
const brokenOf = <C extends Command, S, Rules>(
  duties: ReadonlyArray<Duty<C, S, Rules>>,
  actor: Actor,
  command: C,
  state: S,
  rules: Rules,
): DutiesNotSeparated | undefined => {
  const broken = duties.find((one) => one.isBroken(actor, command, state, rules))
  return (
    broken && {
      _tag: 'DutiesNotSeparated',
      command: command.type,
      rule: broken.rule,
      actor: broken.whose?.(command) ?? actor.id,
    }
  )
}

const notPermitted = (
  { role }: Actor,
  command: string,
  permission: Permission,
  { roles }: StandardRules,
): NotPermitted => ({
  _tag: 'NotPermitted',
  command,
  role,
  permission,
  permitted: [...roles].filter(([, may]) => may.has(permission)).map(([code]) => code),
  nearest: roles.has(role) ? undefined : nearest(role, [...roles.keys()]),
})
