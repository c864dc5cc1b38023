/** Whether a mapping's fields are those of the event, and its constants what they may hold. */
import { nearest, problemsOf, show, type Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

import { part, unknownName } from './name.js'
import type { Value } from './document.js'
import { wordsOf, type EventFields } from './fields.js'

/** Set by the importer for every event, whatever the mapping says. */
const OWN = ['type', 'at', 'cycle']

export const checkFields = (
  pointer: string,
  type: string,
  event: EventFields,
  mapped: Readonly<Record<string, Value>>,
  importer: ReadonlyArray<string>,
): ReadonlyArray<Problem> => {
  if (event.codecs.size === 0) return []
  const open = [...event.codecs.keys()].filter((name) => !OWN.includes(name))
  const problems = Object.entries(mapped).flatMap(([name, value]) => {
    const place = `${pointer}/${part(name)}`
    const codec = open.includes(name) ? event.codecs.get(name) : undefined
    return codec === undefined
      ? [unknownName(place, name, `a field of ${type} that a mapping sets`, open)]
      : constantsOf(value, place).flatMap((constant) => misfits(constant, codec))
  })
  const missing = [...event.required].filter(
    (name) => !(name in mapped) && !importer.includes(name) && !OWN.includes(name),
  )
  return [
    ...problems,
    ...missing.map((name) => ({
      pointer: `${pointer}/${part(name)}`,
      found: 'nothing',
      expected: `${event.codecs.get(name)?.name ?? 'a value'}, which ${type} needs`,
    })),
  ]
}

interface Constant {
  readonly pointer: string
  readonly value: unknown
}

const constantsOf = (value: Value, pointer: string): ReadonlyArray<Constant> => {
  if (typeof value !== 'object') return [{ pointer, value }]
  if (!('column' in value)) return []
  const table = Object.entries(value.table ?? {}).map(([from, to]) => ({
    pointer: `${pointer}/table/${part(from)}`,
    value: to,
  }))
  return value.otherwise === undefined
    ? table
    : [...table, { pointer: `${pointer}/otherwise`, value: value.otherwise }]
}

const misfits = ({ pointer, value }: Constant, codec: t.Mixed): ReadonlyArray<Problem> => {
  const decoded = codec.decode(value)
  if (E.isRight(decoded)) return []
  const words = wordsOf(codec)
  const near = typeof value === 'string' ? nearest(value, words) : undefined
  const hint = near === undefined ? words.join(', ') : `did you mean "${near}"?`
  const expected = problemsOf(decoded.left)[0]?.expected ?? codec.name
  return [
    { pointer, found: show(value), expected: hint === '' ? expected : `${expected} (${hint})` },
  ]
}
