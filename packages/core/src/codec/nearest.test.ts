import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { nearest } from './nearest.js'

const known = ['CaseOpened', 'CaseResolved', 'CaseReopened', 'CaseClosed']

test.each([
  ['CaseOpend', 'CaseOpened'],
  ['caseresolved', 'CaseResolved'],
  ['CaseReOpen', 'CaseReopened'],
  ['Closed', 'CaseClosed'],
  ['CaesResolved', 'CaseResolved'],
  ['', undefined],
  ['zzzzzzzzzz', undefined],
])('%s is nearest to %s', (name, wanted) => {
  expect(nearest(name, known)).toBe(wanted)
})

test('a known name is nearest to itself, and one typing mistake does not hide it', () => {
  const mistake = fc.tuple(fc.constantFrom(...known), fc.nat({ max: 8 }), fc.constantFrom('', 'x'))
  fc.assert(
    fc.property(mistake, ([name, at, typed]) => {
      expect(nearest(name, known)).toBe(name)
      const mistyped = name.slice(0, at) + typed + name.slice(at + 1)
      const found = nearest(mistyped, known)
      expect(found).toBeDefined()
      if (found !== name) expect(known).toContain(found)
    }),
    { numRuns: 300 },
  )
})

test('swapped neighbours are one mistake', () => {
  expect(nearest('teir', ['team', 'tier'])).toBe('tier')
})

test('a name of any length is answered at once', () => {
  expect(nearest('x'.repeat(5_000_000), ['CaseOpened', 'CaseClosed'])).toBeUndefined()
})

test('nothing is near where nothing is known', () => {
  expect(nearest('CaseOpened', [])).toBeUndefined()
})
