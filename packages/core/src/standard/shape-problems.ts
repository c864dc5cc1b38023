/**
 * All that is wrong with the shape of a document, and the fields that its codec doesn't know. io-ts says
 * nothing of those, nor which member of a union was meant, and tells of a long list every item's problem;
 * here only so many are told.
 */
import * as t from 'io-ts'

import { nearest } from '../codec/nearest.js'
import { pointerKey } from '../codec/pointer.js'
import { show, type Problem } from '../codec/problem.js'

import { shapeOf, type RecordShape, type Shape } from './shape.js'

export interface ShapeProblems {
  /** The codec refuses the document just where there is one of these. */
  readonly refused: ReadonlyArray<Problem>
  /** Fields that it passes over: a mistyped condition would hold always. */
  readonly unknown: ReadonlyArray<Problem>
}

/** More are no help. */
export const MOST_PROBLEMS = 1_000

/** A place, written as a pointer only where something is wrong there. */
interface Place {
  readonly within: Place | undefined
  readonly key: string | number
}

interface Found {
  readonly refused: Problem[]
  readonly unknown: Problem[]
}

type Of<Kind extends Shape['kind']> = Extract<Shape, { readonly kind: Kind }>
type Walk<S extends Shape> = (
  shape: S,
  value: unknown,
  place: Place | undefined,
  found: Found,
) => void

const pointerOf = (place: Place | undefined): string => {
  const keys: string[] = []
  for (let at = place; at !== undefined; at = at.within) keys.push(pointerKey(String(at.key)))
  return keys
    .reverse()
    .map((key) => `/${key}`)
    .join('')
}

const isFull = ({ refused, unknown }: Found): boolean =>
  refused.length + unknown.length >= MOST_PROBLEMS

const refuse = (
  { refused }: Found,
  place: Place | undefined,
  value: unknown,
  expected: string,
): void => {
  refused.push({ pointer: pointerOf(place), found: show(value), expected })
}

const hintOf = (value: unknown, words: ReadonlyArray<string>): string => {
  const near = typeof value === 'string' ? nearest(value, words) : undefined
  return near === undefined ? '' : ` (nearest: ${near})`
}

const MANY_WORDS = 16

const oneOf = (name: string, words: ReadonlyArray<string>, value: unknown): string =>
  `${words.length > MANY_WORDS ? name : `one of ${words.join(', ')}`}${hintOf(value, words)}`

/** What io-ts takes for a record, its usual case first. */
const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> => {
  if (typeof u !== 'object' || u === null) return false
  return Object.getPrototypeOf(u) === Object.prototype || t.UnknownRecord.is(u)
}

const inRecord: Walk<RecordShape> = ({ name, fields }, value, place, found) => {
  if (!isRecord(value)) {
    refuse(found, place, value, name)
    return
  }
  for (const [key, { shape, isRequired }] of fields) {
    const field = value[key]
    if (field !== undefined || isRequired) walk(shape, field, { within: place, key }, found)
  }
  for (const key of Object.keys(value)) {
    if (fields.has(key)) continue
    if (isFull(found)) return
    found.unknown.push({
      pointer: pointerOf({ within: place, key }),
      found: show(key),
      expected: `a known field${hintOf(key, [...fields.keys()])}`,
    })
  }
}

const inTagged: Walk<Of<'tagged'>> = ({ name, tag, members }, value, place, found) => {
  if (!isRecord(value)) {
    refuse(found, place, value, name)
    return
  }
  const word = value[tag]
  const member = typeof word === 'string' ? members.get(word) : undefined
  if (member !== undefined) inRecord(member, value, place, found)
  else refuse(found, { within: place, key: tag }, word, oneOf(name, [...members.keys()], word))
}

/** Its unknown fields are those of the first member that accepts it. */
const inUnion: Walk<Of<'union'>> = ({ name, members, accepts }, value, place, found) => {
  if (!accepts(value)) {
    refuse(found, place, value, name)
    return
  }
  for (const member of members) {
    const inMember: Found = { refused: [], unknown: [] }
    walk(member, value, place, inMember)
    if (inMember.refused.length > 0) continue
    found.unknown.push(...inMember.unknown)
    return
  }
}

/** What is refused is told once, of the whole and by its name. */
const inRefined: Walk<Of<'refined'>> = ({ name, of, accepts }, value, place, found) => {
  const inBase: Found = { refused: [], unknown: [] }
  walk(of, value, place, inBase)
  if (inBase.refused.length > 0 || !accepts(value)) refuse(found, place, value, name)
  else found.unknown.push(...inBase.unknown)
}

const inList: Walk<Of<'list'>> = ({ item }, value, place, found) => {
  if (!Array.isArray(value)) {
    refuse(found, place, value, 'a list')
    return
  }
  for (let i = 0; i < value.length && !isFull(found); i++) {
    walk(item, value[i], { within: place, key: i }, found)
  }
}

const inMap: Walk<Of<'map'>> = (shape, value, place, found) => {
  if (!isRecord(value)) {
    refuse(found, place, value, shape.name)
    return
  }
  for (const key of Object.keys(value)) {
    if (isFull(found)) return
    walk(shape.value, value[key], { within: place, key }, found)
  }
}

const walk: Walk<Shape> = (shape, value, place, found) => {
  switch (shape.kind) {
    case 'text':
      if (typeof value !== 'string') refuse(found, place, value, shape.name)
      return
    case 'number':
      if (typeof value !== 'number') refuse(found, place, value, shape.name)
      return
    case 'boolean':
      if (typeof value !== 'boolean') refuse(found, place, value, shape.name)
      return
    case 'literal':
      if (value !== shape.value) refuse(found, place, value, show(shape.value))
      return
    case 'words':
      if (typeof value !== 'string' || !shape.words.includes(value)) {
        refuse(found, place, value, oneOf(shape.name, shape.words, value))
      }
      return
    case 'other':
      if (!shape.accepts(value)) refuse(found, place, value, shape.name)
      return
    case 'refined': {
      inRefined(shape, value, place, found)
      return
    }
    case 'list': {
      inList(shape, value, place, found)
      return
    }
    case 'map': {
      inMap(shape, value, place, found)
      return
    }
    case 'record': {
      inRecord(shape, value, place, found)
      return
    }
    case 'tagged': {
      inTagged(shape, value, place, found)
      return
    }
    case 'union': {
      inUnion(shape, value, place, found)
      return
    }
    case 'recursive': {
      walk(shape.inner(), value, place, found)
      return
    }
  }
}

/** What is wrong with a document's shape, the first `MOST_PROBLEMS` of it. */
export const shapeProblems = (codec: t.Mixed, document: unknown): ShapeProblems => {
  const found: Found = { refused: [], unknown: [] }
  walk(shapeOf(codec), document, undefined, found)
  return found
}
