import { describe, expect, test } from 'vitest'

import { Count, Ordinal, Text, Uuid, oneOf, record } from './primitives.js'

describe('primitives', () => {
  test.each([
    [Text, ['a', ' a ', '件', 'x'.repeat(65_536)], ['', ' \n\t', 'x'.repeat(65_537), 1, null]],
    [
      Uuid,
      ['0a8f5c1e-7b1d-4c58-9b8e-5d2f10c3a001', '018f5c1e-7b1d-7c58-ab8e-5d2f10c3a001'],
      [
        '0A8F5C1E-7B1D-4C58-9B8E-5D2F10C3A001',
        '0a8f5c1e7b1d4c589b8e5d2f10c3a001',
        '0a8f5c1e-7b1d-0c58-9b8e-5d2f10c3a001',
        '0a8f5c1e-7b1d-4c58-7b8e-5d2f10c3a001',
        '0a8f5c1e-7b1d-4c58-9b8e-5d2f10c3a001\n',
        '',
      ],
    ],
    [Count, [0, 1, Number.MAX_SAFE_INTEGER], [-1, 0.5, 2 ** 53, Number.NaN, Infinity, '1']],
    [Ordinal, [1, 2], [0, -1, 1.5, '1']],
    [oneOf('Word', 'one', 'two'), ['one', 'two'], ['', 'three', 'toString', 'constructor', 1]],
  ])('%s', (codec, good, bad) => {
    for (const value of good) expect(codec.is(value), String(value)).toBe(true)
    for (const value of bad) expect(codec.is(value), String(value)).toBe(false)
  })

  test('a record needs its required fields and may have its optional ones', () => {
    const Point = record('Point', { x: Count }, { label: Text })
    expect(Point.is({ x: 1 })).toBe(true)
    expect(Point.is({ x: 1, label: 'a' })).toBe(true)
    expect(Point.is({ x: 1, label: '' })).toBe(false)
    expect(Point.is({ label: 'a' })).toBe(false)
  })
})
