/**
 * Compiled checks: a codec's own structure turned into nested closures once, so that a valid value
 * costs a fraction of `codec.decode`. Only for identity codecs, which return what they were given.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

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

const required = (props: Readonly<Record<string, Node>>, depth: CheckDepth): Check => {
  const keys = Object.keys(props)
  const checks = Object.values(props).map((field) => build(field, depth))
  return (u) => {
    if (!isRecord(u)) return false
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]
      const check = checks[i]
      if (key === undefined || check === undefined) return false
      const value = u[key]
      if ((value === undefined && !hasOwn(u, key)) || !check(value)) return false
    }
    return true
  }
}

const optional = (props: Readonly<Record<string, Node>>, depth: CheckDepth): Check => {
  const keys = Object.keys(props)
  const checks = Object.values(props).map((field) => build(field, depth))
  return (u) => {
    if (!isRecord(u)) return false
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]
      const check = checks[i]
      if (key === undefined || check === undefined) return false
      const value = u[key]
      if (value !== undefined && !check(value)) return false
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
    case 'InterfaceType':
      return node.props === undefined ? node.is : required(node.props, depth)
    case 'PartialType':
      return node.props === undefined ? node.is : optional(node.props, depth)
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
