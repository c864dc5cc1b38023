/** Marks fields of event codecs that hold personal data, so that they can be listed and, later, sealed. */
import * as t from 'io-ts'

import { pointerKey } from '../codec/pointer.js'

/** Whose data it is, of which kind, and what it is kept for. */
export interface PersonalMark {
  /** The field of the same event that holds the data subject's id. */
  readonly subject: string
  readonly category: 'name' | 'contact' | 'freeText'
  readonly purpose: 'service'
}

/** A codec that decodes like the one it wraps and knows that its value is personal. */
export class PersonalType<A, O = A, I = unknown> extends t.Type<A, O, I> {
  readonly _tag = 'PersonalType' as const
  constructor(
    readonly type: t.Type<A, O, I>,
    readonly mark: PersonalMark,
  ) {
    super(
      type.name,
      (u): u is A => type.is(u),
      (i, c) => type.validate(i, c),
      (a) => type.encode(a),
    )
  }
}

/**
 * Marks a field as personal. It decodes and encodes as before.
 *
 * @example
 * import * as t from 'io-ts'
 * import { personal } from '@casetrail/core'
 *
 * const Note = t.type({
 *   customer: t.string,
 *   text: personal(t.string, { subject: 'customer', category: 'freeText', purpose: 'service' }),
 * })
 */
export const personal = <A, O, I>(
  codec: t.Type<A, O, I>,
  mark: PersonalMark,
): PersonalType<A, O, I> => new PersonalType(codec, mark)

/** A personal place in an event: an RFC 6901 pointer (`*` stands for every index or key) and its mark. */
export interface PersonalPath extends PersonalMark {
  readonly pointer: string
}

interface Node {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
  readonly codomain?: Node
  readonly mark?: PersonalMark
}

/**
 * Every personal place within a codec, in the order of its fields; of a recursive codec those before it
 * comes back to itself.
 *
 * @example
 * import { personalPaths } from '@casetrail/core'
 * import { NoteAdded } from '@casetrail/core/case'
 *
 * personalPaths(NoteAdded).map(({ pointer }) => pointer) // ['/text']
 */
export const personalPaths = (codec: t.Mixed): ReadonlyArray<PersonalPath> =>
  walk(codec as Node, '', [])

const walk = (
  node: Node,
  pointer: string,
  within: ReadonlyArray<Node>,
): ReadonlyArray<PersonalPath> => {
  const inner = (next: Node | undefined, key?: string): ReadonlyArray<PersonalPath> =>
    next === undefined ? [] : walk(next, key === undefined ? pointer : `${pointer}/${key}`, within)
  switch (node._tag) {
    case 'PersonalType':
      return node.mark === undefined ? [] : [{ pointer, ...node.mark }]
    case 'InterfaceType':
    case 'PartialType':
    case 'StrictType':
      return Object.entries(node.props ?? {}).flatMap(([key, field]) =>
        inner(field, pointerKey(key)),
      )
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return inner(node.type, '*')
    case 'DictionaryType':
      return inner(node.codomain, '*')
    case 'TupleType':
      return (node.types ?? []).flatMap((member, i) => inner(member, String(i)))
    case 'IntersectionType':
    case 'UnionType':
      return (node.types ?? []).flatMap((member) => inner(member))
    case 'ReadonlyType':
    case 'ExactType':
    case 'RefinementType':
      return inner(node.type)
    case 'RecursiveType':
      return node.type === undefined || within.includes(node)
        ? []
        : walk(node.type, pointer, [...within, node])
    case undefined:
    default:
      return []
  }
}
