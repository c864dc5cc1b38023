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

/** An event's codec: its type, its effective time, and its own fields. */
export const eventRecord = <T extends string, R extends t.Props, O extends t.Props = {}>(
  type: T,
  required: R,
  optional?: O,
): Codec<Fields<T, R>, O> =>
  record<Fields<T, R>, O>(type, { type: t.literal(type), at: Instant, ...required }, optional)

type OfCycle<R extends t.Props> = { readonly cycle: typeof Ordinal } & R

/** The same of an event that belongs to a cycle, from resolution to reopening. */
export const cycleEventRecord = <T extends string, R extends t.Props, O extends t.Props = {}>(
  type: T,
  required: R,
  optional?: O,
): Codec<Fields<T, OfCycle<R>>, O> =>
  eventRecord<T, OfCycle<R>, O>(type, { cycle: Ordinal, ...required }, optional)

type Given<T extends string, R extends t.Props> = Fields<T, { readonly actor: typeof Actor } & R>

/** A command's codec: its type, when it happened, who gives it, and its own fields. */
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

/** A constructor of a command: its fields without the type. */
export const commandMaker =
  <C extends { readonly type: string }>(type: C['type']) =>
  (fields: Omit<C, 'type'>): C =>
    ({ type, ...fields }) as C
