/** How case commands are declared and made. */
import * as t from 'io-ts'

import { Actor, record } from '../../codec/primitives.js'
import { Instant } from '../../time/instant.js'

type CommandProps<T extends string, R extends t.Props> = {
  readonly type: t.LiteralC<T>
  readonly at: typeof Instant
  readonly actor: typeof Actor
} & R

/** A case command's codec: its type, when it happened, who gives it, and its own fields. */
export const caseCommand = <T extends string, R extends t.Props, O extends t.Props = {}>(
  type: T,
  required: R,
  optional?: O,
): t.ReadonlyC<t.IntersectionC<[t.TypeC<CommandProps<T, R>>, t.PartialC<O>]>> =>
  record<CommandProps<T, R>, O>(
    type,
    { type: t.literal(type), at: Instant, actor: Actor, ...required },
    optional,
  )

/** A constructor of a command: its fields without the type. */
export const commandMaker =
  <C extends { readonly type: string }>(type: C['type']) =>
  (fields: Omit<C, 'type'>): C =>
    ({ type, ...fields }) as C
