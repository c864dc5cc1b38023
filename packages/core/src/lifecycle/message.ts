/** How the events and commands of an aggregate are declared, and commands made. */
import * as t from 'io-ts'

import { Actor, Ordinal, record } from '../codec/primitives.js'
import { Instant } from '../time/instant.js'

type Fields<T extends string, R extends t.Props> = {
  readonly type: t.LiteralC<T>
  readonly at: typeof Instant
} & R

type Codec<R extends t.Props, O extends t.Props> = t.ReadonlyC<
  t.IntersectionC<[t.TypeC<R>, t.PartialC<O>]>
>

/**
 * An event's codec: its type, its effective time (UTC ISO-8601, ms), and its own fields.
 *
 * @example
 * import { Text } from '@casetrail/core'
 * import { eventRecord } from '@casetrail/core/lifecycle'
 *
 * const VoucherGranted = eventRecord('VoucherGranted', { by: Text }, { reason: Text })
 * VoucherGranted.is({ type: 'VoucherGranted', at: '2025-03-03T01:00:00.000Z', by: 'manager-1' }) // true
 */
export const eventRecord = <T extends string, R extends t.Props, O extends t.Props = {}>(
  type: T,
  required: R,
  optional?: O,
): Codec<Fields<T, R>, O> =>
  record<Fields<T, R>, O>(type, { type: t.literal(type), at: Instant, ...required }, optional)

type OfCycle<R extends t.Props> = { readonly cycle: typeof Ordinal } & R

/**
 * The same of an event that belongs to a cycle, numbered from 1: it ends by a resolution or a decision,
 * and a reopening begins the next.
 *
 * @example
 * import { cycleEventRecord } from '@casetrail/core/lifecycle'
 *
 * const Resolved = cycleEventRecord('Resolved', {})
 * Resolved.is({ type: 'Resolved', at: '2025-03-03T01:00:00.000Z' }) // false
 */
export const cycleEventRecord = <T extends string, R extends t.Props, O extends t.Props = {}>(
  type: T,
  required: R,
  optional?: O,
): Codec<Fields<T, OfCycle<R>>, O> =>
  eventRecord<T, OfCycle<R>, O>(type, { cycle: Ordinal, ...required }, optional)

type Given<T extends string, R extends t.Props> = Fields<T, { readonly actor: typeof Actor } & R>

/**
 * A command's codec: its type, when it happened (UTC ISO-8601, ms), who gives it in which role, and its
 * own fields.
 *
 * @example
 * import { Count } from '@casetrail/core'
 * import { commandRecord } from '@casetrail/core/lifecycle'
 *
 * const GrantVoucher = commandRecord('GrantVoucher', { amount: Count })
 * const at = '2025-03-03T01:00:00.000Z'
 * GrantVoucher.is({ type: 'GrantVoucher', at, actor: { id: 'm-1', role: 'manager' }, amount: 500 }) // true
 */
export const commandRecord = <T extends string, R extends t.Props, O extends t.Props = {}>(
  type: T,
  required: R,
  optional?: O,
): Codec<Given<T, R>, O> =>
  record<Given<T, R>, O>(
    type,
    { type: t.literal(type), at: Instant, actor: Actor, ...required },
    optional,
  )

/**
 * A constructor of a command: its fields without the type.
 *
 * @example
 * import { commandMaker } from '@casetrail/core/lifecycle'
 *
 * const grant = commandMaker<{ readonly type: 'Grant'; readonly amount: number }>('Grant')
 * grant({ amount: 500 }) // { type: 'Grant', amount: 500 }
 */
export const commandMaker =
  <C extends { readonly type: string }>(type: C['type']) =>
  (fields: Omit<C, 'type'>): C =>
    ({ type, ...fields }) as C
