/** Arbitraries of what codecs accept, made from the codecs' own structure. */
import * as fc from 'fast-check'
import type * as t from 'io-ts'

import { fromEpochMs } from '../time/index.js'

/** Arbitraries by codec name, for what is better generated than filtered, or should be narrower. */
export type Named = Readonly<Record<string, fc.Arbitrary<unknown>>>

interface Node {
  readonly _tag?: string
  readonly name: string
  readonly is: (u: unknown) => boolean
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
  readonly value?: unknown
  readonly keys?: Readonly<Record<string, unknown>>
  readonly domain?: Node
  readonly codomain?: Node
}

const visible = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.trim().length > 0)

const text = fc.oneof(visible, fc.constantFrom('售後', 'a', "O'Neil", '"', '\\', '~/0'))

const whole = (min: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min, max: 100 }),
    fc.maxSafeInteger().map((n) => Math.max(min, Math.abs(n))),
  )

const LAST_MS = 4_102_444_800_000

const duration = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 47 }), fc.nat({ max: 90 }))
  .map(([days, hours, minutes]) => `P${String(days)}DT${String(hours)}H${String(minutes)}M`)

const known: Named = {
  Text: text,
  Uuid: fc.uuid(),
  Currency: fc.constantFrom('CNY', 'EUR', 'JPY'),
  Instant: fc.integer({ min: 0, max: LAST_MS }).map(fromEpochMs),
  Duration: duration,
  Count: whole(0),
  Ordinal: whole(1),
}

const anyString = fc.string({ unit: 'grapheme', maxLength: 12 })
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n))

const notOfObjects = new Set(['__proto__', 'constructor', 'prototype'])

const REFUSALS = 10_000
const DEEPEST = 4

/** Filters, and says which codec can't be generated like that instead of trying for ever. */
const accepted = (node: Node, base: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => {
  let refused = 0
  return base.filter((value) => {
    const fits = node.is(value)
    refused = fits ? 0 : refused + 1
    if (refused > REFUSALS) {
      throw new Error(`'${node.name}' accepts hardly any value: give an arbitrary by its name`)
    }
    return fits
  })
}

const record = (
  props: Readonly<Record<string, Node>>,
  required: boolean,
  build: (node: Node) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> => {
  const model = Object.fromEntries(Object.entries(props).map(([key, field]) => [key, build(field)]))
  return fc.record(model, {
    requiredKeys: required ? Object.keys(model) : [],
    noNullPrototype: true,
  })
}

const merged = (values: ReadonlyArray<unknown>): unknown =>
  values.every((value) => typeof value === 'object' && value !== null)
    ? Object.assign({}, ...values)
    : values[0]

type Make = (node: Node, named: Named, depth: number) => fc.Arbitrary<unknown>

const make: Make = (node, named, depth) => {
  const build = (inner: Node): fc.Arbitrary<unknown> => make(inner, named, depth)
  const given = named[node.name] ?? (node._tag === 'RefinementType' ? known[node.name] : undefined)
  if (given !== undefined) return given
  const { props, type, types, domain, codomain } = node
  switch (node._tag) {
    case 'StringType':
      return anyString
    case 'NumberType':
      return anyNumber
    case 'BooleanType':
      return fc.boolean()
    case 'NullType':
      return fc.constant(null)
    case 'UndefinedType':
    case 'VoidType':
      return fc.constant(undefined)
    case 'UnknownType':
    case 'AnyType':
      return fc.jsonValue({ maxDepth: 2 })
    case 'LiteralType':
      return fc.constant(node.value)
    case 'KeyofType':
      return fc.constantFrom(...Object.keys(node.keys ?? {}))
    case 'InterfaceType':
    case 'PartialType':
      return record(props ?? {}, node._tag === 'InterfaceType', build)
    case 'IntersectionType':
      return accepted(node, fc.tuple(...(types ?? []).map(build)).map(merged))
    case 'UnionType':
      return fc.oneof(...(types ?? []).map(build))
    case 'TupleType':
      return fc.tuple(...(types ?? []).map(build))
    case 'ArrayType':
    case 'ReadonlyArrayType':
      if (type === undefined) break
      return fc.array(build(type), { maxLength: depth > DEEPEST ? 0 : 4 })
    case 'DictionaryType': {
      if (domain === undefined || codomain === undefined) break
      const key = build(domain).filter(
        (name): name is string => typeof name === 'string' && !notOfObjects.has(name),
      )
      const maxKeys = depth > DEEPEST ? 0 : 3
      return fc.dictionary(key, build(codomain), { maxKeys, noNullPrototype: true })
    }
    case 'ReadonlyType':
    case 'ExactType':
    case 'PersonalType':
      if (type === undefined) break
      return build(type)
    case 'RefinementType':
      if (type === undefined) break
      return accepted(node, build(type))
    case 'RecursiveType':
      return fc.constant(undefined).chain(() => {
        const inner = node.type
        if (inner === undefined) throw new Error(`'${node.name}' has no definition`)
        return make(inner, named, depth + 1)
      })
    case undefined:
    default:
      break
  }
  throw new Error(`no arbitrary for '${node.name}': give one by its name`)
}

/**
 * Values that a codec accepts, made from its structure: records, partials, unions, intersections,
 * arrays, dictionaries, literals, personal fields, and the refinements Text, Uuid, Instant, Duration,
 * Count and Ordinal by their names; other refinements by filtering.
 *
 * `named` gives arbitraries by codec name, before all else. Throws, when it is built or at the first
 * values, for a codec that it can't generate.
 *
 * @example
 * import { Actor } from '@casetrail/core'
 * import { arbitraryOf } from '@casetrail/core/testing'
 * import * as fc from 'fast-check'
 *
 * fc.sample(arbitraryOf(Actor), 3)
 */
export const arbitraryOf = <A>(codec: t.Type<A, unknown>, named: Named = {}): fc.Arbitrary<A> =>
  make(codec, named, 0) as fc.Arbitrary<A>
