/** Whether a mapping's fields are those of the event, and its constants what they may hold. */
import { nearest, pointerKey, problemsOf, show, type Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

import { unknownName } from './name.js'
import type { Value } from './document.js'
import { fieldsOf, itemOf, wordsOf, type EventFields } from './fields.js'

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
  return [
    ...Object.entries(mapped).flatMap(([name, value]) => {
      const place = `${pointer}/${pointerKey(name)}`
      const codec = open.includes(name) ? event.codecs.get(name) : undefined
      return codec === undefined
        ? [unknownName(place, name, `a field of ${type} that a mapping sets`, open)]
        : misfits(value, codec, place)
    }),
    ...missing(pointer, type, event, (name) => {
      return name in mapped || importer.includes(name) || OWN.includes(name)
    }),
  ]
}

const missing = (
  pointer: string,
  type: string,
  { required, codecs }: EventFields,
  isGiven: (name: string) => boolean,
): ReadonlyArray<Problem> =>
  [...required]
    .filter((name) => !isGiven(name))
    .map((name) => ({
      pointer: `${pointer}/${pointerKey(name)}`,
      found: 'nothing',
      expected: `${codecs.get(name)?.name ?? 'a value'}, which ${type} needs`,
    }))

/** What of a value can't be what its codec is for: constants, and the fields of records within. */
const misfits = (value: Value, codec: t.Mixed, pointer: string): ReadonlyArray<Problem> => {
  if (typeof value !== 'object') return misfit(value, codec, pointer)
  if ('list' in value) {
    const item = itemOf(codec)
    if (item === undefined) return []
    return value.list.flatMap((one, i) => misfits(one, item, `${pointer}/list/${i}`))
  }
  if ('fields' in value) return inRecord(value.fields, codec, `${pointer}/fields`)
  if ('text' in value) return []
  const table = Object.entries(value.table ?? {}).flatMap(([from, to]) =>
    misfit(to, codec, `${pointer}/table/${pointerKey(from)}`),
  )
  return value.otherwise === undefined
    ? table
    : [...table, ...misfit(value.otherwise, codec, `${pointer}/otherwise`)]
}

const inRecord = (
  mapped: Readonly<Record<string, Value>>,
  codec: t.Mixed,
  pointer: string,
): ReadonlyArray<Problem> => {
  const fields = fieldsOf(codec)
  if (fields.codecs.size === 0) return []
  const problems = Object.entries(mapped).flatMap(([name, value]) => {
    const inner = fields.codecs.get(name)
    const place = `${pointer}/${pointerKey(name)}`
    return inner === undefined
      ? [unknownName(place, name, `a field of ${codec.name}`, [...fields.codecs.keys()])]
      : misfits(value, inner, place)
  })
  return [...problems, ...missing(pointer, codec.name, fields, (name) => name in mapped)]
}

const misfit = (value: unknown, codec: t.Mixed, pointer: string): ReadonlyArray<Problem> => {
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
