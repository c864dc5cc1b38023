import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { column, fromColumn } from './column.js'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('\0', '\u0001', '1', '2', '3', 'd800', '\ud800', '\udc00', 'a'))
    .map((parts) => parts.join('')),
)

test('any text comes back, and stands in a column without NUL or lone surrogates', () => {
  fc.assert(
    fc.property(text, (given) => {
      const stored = column(given)
      expect(stored.includes('\0')).toBe(false)
      expect(stored.isWellFormed()).toBe(true)
      expect(fromColumn(stored)).toBe(given)
    }),
    { numRuns: 1_000 },
  )
})

test('the order of well-formed text is kept, by code point as SQLite compares', () => {
  const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
  fc.assert(
    fc.property(text, text, (a, b) => {
      fc.pre(a.isWellFormed() && b.isWellFormed())
      expect(compare(column(a), column(b))).toBe(compare(a, b))
    }),
    { numRuns: 1_000 },
  )
})
