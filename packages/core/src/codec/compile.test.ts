import { arbitraryOf, corrupted } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

import { personal } from '../personal/personal.js'
import { Duration } from '../time/index.js'

import { compile, decoder } from './compile.js'
import { Actor, Count, Instant, Ordinal, Text, Uuid, oneOf, record } from './primitives.js'

const mark = { subject: 'customer', category: 'freeText', purpose: 'service' } as const

const Tagged = t.union([
  t.type({ kind: t.literal('a'), n: Count }),
  t.type({ kind: t.literal('b'), text: Text }),
])

const codecs: ReadonlyArray<readonly [string, t.Mixed]> = [
  ['text', Text],
  ['uuid', Uuid],
  ['instant', Instant],
  ['duration', Duration],
  ['ordinal', Ordinal],
  ['a record', Actor],
  ['only optional fields', t.partial({ a: t.string, b: Count })],
  ['required and optional', record('R', { a: Text, b: t.unknown }, { c: t.boolean, d: Actor })],
  ['words', oneOf('Word', 'one', 'two', 'toString')],
  ['a literal', t.literal(0)],
  ['a tagged union', Tagged],
  ['an untagged union', t.union([t.string, t.readonlyArray(Count), t.null, Actor])],
  ['lists of lists', t.readonlyArray(t.array(Instant))],
  ['three in one', t.intersection([Actor, t.type({ x: t.number }), t.partial({ y: t.string })])],
  ['a dictionary', t.record(t.string, Count)],
  ['personal', t.type({ customer: Text, text: personal(Text, mark) })],
  ['personal lists', t.partial({ notes: t.array(personal(Text, mark)) })],
  ['exact', t.exact(t.type({ a: t.string }))],
  ['a tuple', t.tuple([t.string, Count])],
  ['a field that may hold undefined', t.type({ a: t.union([t.undefined, t.string]) })],
]

describe.each(codecs)('a compiled check of %s', (_, codec) => {
  const [full, shape, decode] = [
    compile(codec, 'full'),
    compile(codec, 'shape'),
    decoder(codec, 'full'),
  ]
  const agree = (value: unknown): void => {
    expect(full(value)).toBe(codec.is(value))
    if (codec.is(value)) expect(shape(value)).toBe(true)
    expect(E.isRight(decode(value))).toBe(E.isRight(codec.decode(value)))
  }
  const values = arbitraryOf<unknown>(codec)

  test('accepts what the codec accepts', () => {
    fc.assert(
      fc.property(values, (value) => {
        agree(value)
        expect(full(value)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('agrees on corrupted values', () => {
    fc.assert(fc.property(corrupted(values), agree), { numRuns: 2_000 })
  })

  test('agrees on anything', () => {
    const anything = fc.anything({ withDate: true, withMap: true, withNullPrototype: true })
    fc.assert(fc.property(anything, agree), { numRuns: 500 })
    for (const odd of [new Date(0), new Map(), [], () => 1, Object.create(Actor)]) agree(odd)
  })
})

test('shape leaves formats unchecked, full does not', () => {
  const codec = t.type({ at: Instant })
  expect(compile(codec, 'shape')({ at: 'yesterday' })).toBe(true)
  expect(compile(codec, 'full')({ at: 'yesterday' })).toBe(false)
  expect(compile(codec, 'shape')({ at: 1 })).toBe(false)
})
