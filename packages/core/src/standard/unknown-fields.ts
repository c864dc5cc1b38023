/** Fields of a document that its codec does not know: a mistyped condition would hold always. */
import type * as t from 'io-ts'

import { nearest } from '../codec/nearest.js'
import { pointerKey } from '../codec/pointer.js'
import { show, type Problem } from '../codec/problem.js'

interface Node {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
}

type Fields = ReadonlyMap<string, Node>

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

const unwrap = (node: Node): Node => {
  switch (node._tag) {
    case 'ReadonlyType':
    case 'RecursiveType':
    case 'PersonalType':
    case 'RefinementType':
      return node.type === undefined ? node : unwrap(node.type)
    case undefined:
    default:
      return node
  }
}

/** The fields of a record; none for what is no record. */
const fieldsOf = (node: Node): Fields => {
  const inner = unwrap(node)
  return new Map([
    ...Object.entries(inner.props ?? {}),
    ...(inner.types ?? []).flatMap((member) => [...fieldsOf(member)]),
  ])
}

const problem = (pointer: string, key: string, known: ReadonlyArray<string>): Problem => {
  const near = nearest(key, known)
  return {
    pointer: `${pointer}/${pointerKey(key)}`,
    found: show(key),
    expected: `a known field${near === undefined ? '' : ` (nearest: ${near})`}`,
  }
}

const walk = (node: Node, value: unknown, pointer: string): ReadonlyArray<Problem> => {
  const inner = unwrap(node)
  if (Array.isArray(value)) {
    const item = inner.type
    return item === undefined
      ? []
      : value.flatMap((one: unknown, i) => walk(item, one, `${pointer}/${String(i)}`))
  }
  const fields = fieldsOf(inner)
  if (fields.size === 0 || !isObject(value)) return []
  return Object.entries(value).flatMap(([key, field]) => {
    const known = fields.get(key)
    return known === undefined
      ? [problem(pointer, key, [...fields.keys()])]
      : walk(known, field, `${pointer}/${pointerKey(key)}`)
  })
}

/** A document's fields that a codec of records and lists does not know, with the nearest it knows. */
export const unknownFields = (codec: t.Mixed, document: unknown): ReadonlyArray<Problem> =>
  walk(codec as Node, document, '')
