/** The fields of an event type, read off its codec. */
import * as t from 'io-ts'

export interface EventFields {
  readonly codecs: ReadonlyMap<string, t.Mixed>
  readonly required: ReadonlySet<string>
}

interface Node {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, t.Mixed>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
}

const NONE: EventFields = { codecs: new Map(), required: new Set() }

const together = (a: EventFields, b: EventFields): EventFields => ({
  codecs: new Map([...a.codecs, ...b.codecs]),
  required: new Set([...a.required, ...b.required]),
})

/** A field that both have may be what either says. */
const either = (a: EventFields, b: EventFields): EventFields => ({
  codecs: new Map([
    ...a.codecs,
    ...[...b.codecs].map(([name, codec]): readonly [string, t.Mixed] => {
      const other = a.codecs.get(name)
      return [name, other === undefined || other === codec ? codec : t.union([other, codec])]
    }),
  ]),
  required: new Set([...a.required].filter((name) => b.required.has(name))),
})

const walk = (node: Node): EventFields => {
  switch (node._tag) {
    case 'InterfaceType':
    case 'PartialType': {
      const entries = Object.entries(node.props ?? {})
      const required = node._tag === 'InterfaceType' ? entries.map(([name]) => name) : []
      return { codecs: new Map(entries), required: new Set(required) }
    }
    case 'IntersectionType':
      return (node.types ?? []).map(walk).reduce(together, NONE)
    case 'UnionType': {
      const [first, ...rest] = (node.types ?? []).map(walk)
      return first === undefined ? NONE : rest.reduce(either, first)
    }
    case 'ReadonlyType':
    case 'ExactType':
    case 'RefinementType':
    case 'PersonalType':
      return node.type === undefined ? NONE : walk(node.type)
    case undefined:
    default:
      return NONE
  }
}

/** The fields that a codec of a record knows, and those that it needs. */
export const fieldsOf = (codec: t.Mixed): EventFields => walk(codec as Node)

/** The codec of a list's items, where the codec is one of a list. */
export const itemOf = (codec: t.Mixed): t.Mixed | undefined => {
  const { _tag, type } = codec as { readonly _tag?: string; readonly type?: t.Mixed }
  switch (_tag) {
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return type
    case 'ReadonlyType':
    case 'RefinementType':
    case 'PersonalType':
      return type === undefined ? undefined : itemOf(type)
    case undefined:
    default:
      return undefined
  }
}

/** The words that a codec of one of several words accepts. */
export const wordsOf = (codec: t.Mixed): ReadonlyArray<string> => {
  const node: object = codec
  return '_tag' in node && node._tag === 'KeyofType' && 'keys' in node && isRecord(node.keys)
    ? Object.keys(node.keys)
    : []
}

const isRecord = (u: unknown): u is object => typeof u === 'object' && u !== null
