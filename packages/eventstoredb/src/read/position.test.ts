import { START } from '@casetrail/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { pairOf, textOf } from './position.js'

const GREATEST = 2n ** 63n - 1n
const pair = fc
  .tuple(fc.bigInt(0n, GREATEST), fc.bigInt(0n, GREATEST))
  .map(([a, b]) => (a < b ? { commit: b, prepare: a } : { commit: a, prepare: b }))

test('a position is read back as it was given, commit and prepare', () => {
  fc.assert(
    fc.property(pair, (p) => {
      expect(pairOf(textOf(p))).toEqual(p)
    }),
    { numRuns: 500 },
  )
})

test('the order of texts is the order of positions', () => {
  fc.assert(
    fc.property(pair, pair, (a, b) => {
      const before = a.commit < b.commit || (a.commit === b.commit && a.prepare < b.prepare)
      expect(textOf(a) < textOf(b)).toBe(before)
    }),
    { numRuns: 500 },
  )
})

test('a checkpoint stands before the event at its commit position, START before all', () => {
  const checkpoint = textOf({ commit: 5n, prepare: 0n })
  expect(checkpoint < textOf({ commit: 5n, prepare: 5n })).toBe(true)
  expect(START < textOf({ commit: 0n, prepare: 0n })).toBe(true)
})

test('a server before 22.6 tells no positions of a stream: START, and nothing is missed', () => {
  expect(textOf({ commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n })).toBe(START)
})
