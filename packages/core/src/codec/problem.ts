/** What is wrong with a value, where, and what would be right: `t.Errors` in our own words. */
import * as t from 'io-ts'

import { PersonalType } from '../personal/personal.js'

import { pointerKey } from './pointer.js'

/** One thing wrong with a decoded value. */
export interface Problem {
  /** RFC 6901 JSON pointer to the place; '' is the whole value. */
  readonly pointer: string
  /** The value found there, as short JSON. */
  readonly found: string
  /** The name of the codec that refused it. */
  readonly expected: string
}

const SHOWN = 80

/** A value as short, single-line JSON for an error text; never fails. */
export const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (typeof value === 'function' || typeof value === 'symbol') return typeof value
  if (typeof value === 'bigint') return `${value.toString()}n`
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (Array.isArray(value)) return `a list of ${String(value.length)}`
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value)
      .slice(0, 5)
      .map((key) => JSON.stringify(key).slice(1, -1))
    return `an object with ${keys.join(', ')}`.slice(0, SHOWN)
  }
  const text = JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

const isTransparent = (type: t.Decoder<unknown, unknown> | undefined): boolean =>
  type instanceof t.IntersectionType || type instanceof t.UnionType

/** An intersection's or union's members stand in io-ts's context like keys; they are no place. */
const pointerOf = (context: t.Context): string =>
  context
    .slice(1)
    .filter((_, i) => !isTransparent(unwrap(context[i]?.type)))
    .map((entry) => `/${pointerKey(entry.key)}`)
    .join('')

/** What wrappers hand their context on to. */
const unwrap = (
  type: t.Decoder<unknown, unknown> | undefined,
): t.Decoder<unknown, unknown> | undefined =>
  type instanceof t.ReadonlyType ||
  type instanceof t.RefinementType ||
  type instanceof t.ExactType ||
  type instanceof t.RecursiveType ||
  type instanceof PersonalType
    ? unwrap(type.type as t.Decoder<unknown, unknown>)
    : type

/** Of the codec that refused; a record's two halves answer by the record's own name. */
const nameOf = (context: t.Context): string => {
  const whole = unwrap(context.at(-2)?.type)
  const refused = whole instanceof t.IntersectionType ? whole : context.at(-1)?.type
  return refused?.name ?? 'something else'
}

/** io-ts errors as problems, each place once. */
export const problemsOf = (errors: t.Errors): ReadonlyArray<Problem> => {
  const seen = new Map<string, Problem>()
  for (const error of errors) {
    const pointer = pointerOf(error.context)
    const expected = nameOf(error.context)
    const known = seen.get(pointer)
    seen.set(pointer, {
      pointer,
      found: show(error.value),
      expected:
        known === undefined || known.expected === expected
          ? expected
          : `${known.expected} | ${expected}`,
    })
  }
  return [...seen.values()]
}

/** How those are written whose names don't say it. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['Duration', 'PT10M or P2D'],
  ['Instant', '2025-03-01T08:00:00.000Z'],
  ['LocalDate', '2025-10-01'],
  ['LocalTime', '09:00'],
  ['Uuid', '6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001'],
])

/** A problem as one line of text. */
export const problemText = ({ pointer, found, expected }: Problem): string => {
  const written = WRITTEN.get(expected)
  const place = pointer === '' ? 'the value' : pointer
  const such = written === undefined ? '' : `, such as ${written}`
  return `${place}: found ${found}, expected ${expected}${such}`
}
