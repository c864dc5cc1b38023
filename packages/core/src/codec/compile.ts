/**
 * Compiled checks: a codec's own structure turned into nested closures once, so that a valid value
 * costs a fraction of `codec.decode`. Only for identity codecs, which return what they were given.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { isFields } from './fields.js'
import { problemsOf, type Problem } from './problem.js'

export type Check = (u: unknown) => boolean

/**
 * `full` holds refinements too (formats of ids and instants); `shape` only types, for events that
 * were checked in full when they were written.
 */
export type CheckDepth = 'full' | 'shape'

interface Node {
  readonly _tag?: string
  readonly is: Check
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
  readonly value?: unknown
  readonly keys?: Readonly<Record<string, unknown>>
  readonly codomain?: Node
  readonly predicate?: Check
}

const hasOwn = (u: object, key: string): boolean => Object.prototype.hasOwnProperty.call(u, key)

/** What io-ts takes for a record, its usual case first. */
const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> => {
  if (typeof u !== 'object' || u === null) return false
  return Object.getPrototypeOf(u) === Object.prototype || t.UnknownRecord.is(u)
}

/** What a field must be: of a primitive type, and then whatever `check` asks. */
interface Demand {
  readonly primitive: 'string' | 'number' | 'boolean' | undefined
  readonly check: Check | undefined
}

/** Written out: `typeof` beside a word is an instruction, beside a variable a call. */
const isPrimitive = (u: unknown, primitive: Demand['primitive']): boolean => {
  switch (primitive) {
    case 'string':
      return typeof u === 'string'
    case 'number':
      return typeof u === 'number'
    case 'boolean':
      return typeof u === 'boolean'
    case undefined:
      return true
  }
}

interface Field extends Demand {
  readonly key: string
  readonly isRequired: boolean
}

/** Most fields are primitives or refinements of them: asked without a call for each layer. */
const demandOf = (node: Node, depth: CheckDepth): Demand => {
  switch (node._tag) {
    case 'StringType':
      return { primitive: 'string', check: undefined }
    case 'NumberType':
      return { primitive: 'number', check: undefined }
    case 'BooleanType':
      return { primitive: 'boolean', check: undefined }
    case 'PersonalType':
    case 'RefinementType': {
      const { type, predicate } = node
      const base = type === undefined ? undefined : demandOf(type, depth)
      const isRefined = node._tag === 'RefinementType'
      if (base === undefined || (isRefined && predicate === undefined)) break
      if (!isRefined || depth === 'shape') return base
      if (base.primitive === undefined || base.check !== undefined) break
      return { primitive: base.primitive, check: predicate }
    }
    case undefined:
    default:
      break
  }
  return { primitive: undefined, check: build(node, depth) }
}

/** The fields of a record, or of records that must all hold; `undefined` for anything else. */
const fieldsOf = (node: Node, depth: CheckDepth): ReadonlyArray<Field> | undefined => {
  switch (node._tag) {
    case 'InterfaceType':
    case 'PartialType': {
      const isRequired = node._tag === 'InterfaceType'
      return (
        node.props &&
        Object.entries(node.props).map(([key, field]) => {
          const { primitive, check } = demandOf(field, depth)
          return { key, isRequired, primitive, check }
        })
      )
    }
    case 'ReadonlyType':
      return node.type && fieldsOf(node.type, depth)
    case 'IntersectionType': {
      const all = (node.types ?? []).map((member) => fieldsOf(member, depth))
      return all.some((fields) => fields === undefined)
        ? undefined
        : all.flatMap((fields) => fields ?? [])
    }
    case undefined:
    default:
      return undefined
  }
}

const record = (fields: ReadonlyArray<Field>, depth: CheckDepth): Check => {
  // in what was checked in full before, all that has fields is a record
  const isOne = depth === 'shape' ? isFields : isRecord
  return (u) => {
    if (!isOne(u)) return false
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]
      if (field === undefined) return false
      const value = u[field.key]
      if (value === undefined) {
        if (!field.isRequired) continue
        if (!hasOwn(u, field.key)) return false
      }
      if (!isPrimitive(value, field.primitive)) return false
      if (field.check !== undefined && !field.check(value)) return false
    }
    return true
  }
}

const every = (checks: ReadonlyArray<Check>): Check => {
  const [first, second] = checks
  if (checks.length === 2 && first !== undefined && second !== undefined) {
    return (u) => first(u) && second(u)
  }
  return (u) => checks.every((check) => check(u))
}

const build = (node: Node, depth: CheckDepth): Check => {
  const fields = fieldsOf(node, depth)
  if (fields !== undefined) return record(fields, depth)
  switch (node._tag) {
    case 'StringType':
      return (u) => typeof u === 'string'
    case 'NumberType':
      return (u) => typeof u === 'number'
    case 'BooleanType':
      return (u) => typeof u === 'boolean'
    case 'LiteralType': {
      const literal = node.value
      return (u) => u === literal
    }
    case 'KeyofType': {
      const words = new Set(Object.keys(node.keys ?? {}))
      return (u) => typeof u === 'string' && words.has(u)
    }
    case 'IntersectionType':
      return every((node.types ?? []).map((member) => build(member, depth)))
    case 'UnionType': {
      const members = (node.types ?? []).map((member) => build(member, depth))
      return (u) => members.some((member) => member(u))
    }
    case 'ArrayType':
    case 'ReadonlyArrayType': {
      if (node.type === undefined) return node.is
      const item = build(node.type, depth)
      return (u) => Array.isArray(u) && u.every(item)
    }
    case 'ReadonlyType':
    case 'PersonalType':
      return node.type === undefined ? node.is : build(node.type, depth)
    case 'RefinementType': {
      if (node.type === undefined || node.predicate === undefined) return node.is
      const base = build(node.type, depth)
      const predicate = node.predicate
      return depth === 'shape' ? base : (u) => base(u) && predicate(u)
    }
    case undefined:
    default:
      return node.is
  }
}

/** The check of a codec, equal to `codec.is` at depth `full`. */
export const compile = (codec: t.Mixed, depth: CheckDepth): Check => build(codec, depth)

/**
 * A fast decoder: the same value when the compiled check accepts it, else the codec's own problems.
 *
 * @example
 * import { Actor, decoder } from '@casetrail/core'
 *
 * const decode = decoder(Actor, 'full')
 * decode({ id: 'agent-1' }) // { _tag: 'Left', left: [{ pointer: '/role', found: 'nothing', expected: 'Text' }] }
 */
export const decoder = <A>(
  codec: t.Type<A, unknown>,
  depth: CheckDepth,
): ((u: unknown) => E.Either<ReadonlyArray<Problem>, A>) => {
  const check = compile(codec, depth)
  return (u) => {
    if (check(u)) return E.right(u as A)
    const decoded = codec.decode(u)
    return E.isRight(decoded) ? decoded : E.left(problemsOf(decoded.left))
  }
}
