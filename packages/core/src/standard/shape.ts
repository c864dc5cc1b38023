/** What a codec accepts, as data of our own: read once from io-ts, then walked by checks and by the schema. */
import type * as t from 'io-ts'

export interface FieldShape {
  readonly shape: Shape
  readonly isRequired: boolean
}

export interface RecordShape {
  readonly kind: 'record'
  readonly name: string
  readonly fields: ReadonlyMap<string, FieldShape>
}

export type Shape =
  | RecordShape
  | { readonly kind: 'text' | 'number' | 'boolean'; readonly name: string }
  | { readonly kind: 'literal'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'words'; readonly name: string; readonly words: ReadonlyArray<string> }
  /** A shape of which not every value will do. */
  | {
      readonly kind: 'refined'
      readonly name: string
      readonly of: Shape
      readonly accepts: Accepts
    }
  | { readonly kind: 'list'; readonly name: string; readonly item: Shape }
  /** Any names, each with a value of one shape. */
  | { readonly kind: 'map'; readonly name: string; readonly value: Shape }
  /** Records that one field tells apart by its word. */
  | {
      readonly kind: 'tagged'
      readonly name: string
      readonly tag: string
      readonly members: ReadonlyMap<string, RecordShape>
    }
  | {
      readonly kind: 'union'
      readonly name: string
      readonly members: ReadonlyArray<Shape>
      readonly accepts: Accepts
    }
  | { readonly kind: 'recursive'; readonly name: string; readonly inner: () => Shape }
  /** A codec of which no more is known than what it accepts. */
  | { readonly kind: 'other'; readonly name: string; readonly accepts: Accepts }

type Accepts = (u: unknown) => boolean

/** What io-ts codecs hold, by their `_tag`. */
interface Node {
  readonly _tag?: string
  readonly name: string
  readonly is: Accepts
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
  readonly value?: unknown
  readonly keys?: Readonly<Record<string, unknown>>
  readonly domain?: Node
  readonly codomain?: Node
  readonly predicate?: Accepts
}

const read = new WeakMap<object, Shape>()

const shapeOfNode = (node: Node, name: string): Shape => {
  const known = node.name === name ? read.get(node) : undefined
  if (known !== undefined) return known
  const shape = built(node, name)
  if (node.name === name) read.set(node, shape)
  return shape
}

const built = (node: Node, name: string): Shape => {
  const { type } = node
  const other: Shape = { kind: 'other', name, accepts: (u) => node.is(u) }
  switch (node._tag) {
    case 'StringType':
      return { kind: 'text', name }
    case 'NumberType':
      return { kind: 'number', name }
    case 'BooleanType':
      return { kind: 'boolean', name }
    case 'LiteralType':
      return { kind: 'literal', name, value: node.value }
    case 'KeyofType':
      return { kind: 'words', name, words: Object.keys(node.keys ?? {}) }
    case 'InterfaceType':
    case 'PartialType':
    case 'IntersectionType': {
      const fields = fieldsOf(node)
      return fields === undefined ? other : { kind: 'record', name, fields: new Map(fields) }
    }
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return type === undefined ? other : { kind: 'list', name, item: shapeOfNode(type, type.name) }
    case 'DictionaryType': {
      const { codomain, domain } = node
      return codomain === undefined || domain?._tag !== 'StringType'
        ? other
        : { kind: 'map', name, value: shapeOfNode(codomain, codomain.name) }
    }
    case 'UnionType':
      return unionOf(node, name)
    // of a wrapper, its own name is the one that was given
    case 'ReadonlyType':
    case 'ExactType':
    case 'PersonalType':
      return type === undefined ? other : shapeOfNode(type, name)
    case 'RefinementType': {
      const { predicate } = node
      if (type === undefined || predicate === undefined) return other
      return { kind: 'refined', name, of: shapeOfNode(type, type.name), accepts: predicate }
    }
    case 'RecursiveType':
      // asking for `type` now would ask for it within its own definition
      return {
        kind: 'recursive',
        name,
        inner: () => (node.type === undefined ? other : shapeOfNode(node.type, node.type.name)),
      }
    case undefined:
    default:
      return other
  }
}

/** The fields of a record, or of records that must all hold; `undefined` for anything else. */
const fieldsOf = (node: Node): ReadonlyArray<readonly [string, FieldShape]> | undefined => {
  switch (node._tag) {
    case 'InterfaceType':
    case 'PartialType': {
      const isRequired = node._tag === 'InterfaceType'
      return Object.entries(node.props ?? {}).map(([key, field]) => [
        key,
        { shape: shapeOfNode(field, field.name), isRequired },
      ])
    }
    case 'ReadonlyType':
      return node.type && fieldsOf(node.type)
    case 'IntersectionType': {
      const all = (node.types ?? []).map(fieldsOf)
      return all.some((fields) => fields === undefined)
        ? undefined
        : all.flatMap((fields) => fields ?? [])
    }
    case undefined:
    default:
      return undefined
  }
}

const isRecord = (shape: Shape): shape is RecordShape => shape.kind === 'record'

/** The word by which a field tells a record from others. */
const wordIn = (record: RecordShape, tag: string): string | undefined => {
  const field = record.fields.get(tag)
  if (field?.shape.kind !== 'literal' || !field.isRequired) return undefined
  const { value } = field.shape
  return typeof value === 'string' ? value : undefined
}

const unionOf = (node: Node, name: string): Shape => {
  const members = (node.types ?? []).map((member) => shapeOfNode(member, member.name))
  const records = members.filter(isRecord)
  const [first] = records
  if (first !== undefined && records.length === members.length) {
    for (const tag of first.fields.keys()) {
      const words = records.map((record) => wordIn(record, tag))
      if (!words.includes(undefined) && new Set(words).size === words.length) {
        const byWord = new Map(records.map((record, i) => [words[i] ?? '', record] as const))
        return { kind: 'tagged', name, tag, members: byWord }
      }
    }
  }
  return { kind: 'union', name, members, accepts: (u) => node.is(u) }
}

/** What a codec accepts. */
export const shapeOf = (codec: t.Mixed): Shape => {
  const node: Node = codec
  return shapeOfNode(node, node.name)
}
