import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { cleaned } from './cleaned.js'
import { duration, number, percent, time } from './format.js'
import { table, type Column, type Row } from './table.js'
import { padEnd, widthOf, wrapped } from './width.js'

const plain = { head: (text: string) => text, note: (text: string) => text }

const words = fc
  .array(
    fc.constantFrom(
      'case',
      '受理工單',
      '確認、駁回、重開；',
      'Value 12',
      '—',
      'extraordinarilylongword',
      'a',
      '91.3 %',
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(' '))

describe('width', () => {
  it('counts a Chinese character as two columns', () => {
    expect(widthOf('重開率 9')).toBe(8)
    expect(padEnd('重開', 6)).toBe('重開  ')
  })

  it('wraps between words, and within those that are too long; nothing is lost', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrapped(text, width)
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
      { numRuns: 300 },
    )
  })
})

describe('closing marks', () => {
  it('begin no line where there is room for the character before them', () => {
    expect(wrapped('確認、駁回、重開', 4)).toEqual(['確', '認、', '駁', '回、', '重開'])
    expect(wrapped('確認、駁回、重開', 10)).toEqual(['確認、駁', '回、重開'])
    expect(wrapped('認、', 3)).toEqual(['認', '、'])
  })
})

describe('a table', () => {
  const columns: ReadonlyArray<Column> = [
    { head: 'name', narrowest: 4 },
    { head: 'n', align: 'right', narrowest: 4 },
    { head: 'more', narrowest: 6, dispensable: 1 },
    { head: 'last', narrowest: 6, dispensable: 2 },
  ]
  const rows = fc.array(
    fc.record({
      cells: fc.tuple(words, words, words, words),
      notes: fc.array(words, { maxLength: 2 }),
    }),
    { maxLength: 8 },
  )

  it('is never wider than its terminal', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 12, max: 140 }), (some, width) => {
        for (const line of table(columns, some, width, plain).lines) {
          expect(widthOf(line)).toBeLessThanOrEqual(width)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('takes a case of any length', () => {
    const row: Row = { cells: ['Value 1', '118', 'merged 17', '2025-03-01'], notes: ['a note'] }
    const rows = Array.from({ length: 150_000 }, () => row)
    expect(table(columns, rows, 80, plain).lines).toHaveLength(300_001)
  })

  it('wraps before it drops, and drops what matters least', () => {
    const row: Row = { cells: ['Value 1', '118', 'merged 17', '2025-03-01'] }
    expect(table(columns, [row], 40, plain).lines).toEqual([
      'name       n  more       last',
      'Value 1  118  merged 17  2025-03-01',
    ])
    expect(table(columns, [row], 24, plain)).toEqual({
      lines: ['name       n  more', 'Value 1  118  merged 17'],
      dropped: ['last'],
    })
    expect(table(columns, [row], 21, plain).dropped).toEqual(['last'])
    expect(table(columns, [row], 12, plain).dropped).toEqual(['more', 'last'])
  })
})

describe('formats', () => {
  it('durations: the greatest unit and the two after it', () => {
    expect(duration(516_936, 'en')).toBe('5 d 23 h 35 m')
    expect(duration(516_936, 'zh', 2)).toBe('5天23小時')
    expect(duration(59, 'en')).toBe('59 s')
    expect(duration(86_400, 'en')).toBe('1 d')
    expect(duration(86_461, 'en')).toBe('1 d 1 m')
    expect(duration(0.4, 'en')).toBe('0 s')
    expect(duration(-90, 'en')).toBe('−1 m 30 s')
  })

  it('shares, numbers, times in a zone', () => {
    expect(percent(4180 / 4580)).toBe('91.3 %')
    expect(number(21_348)).toBe('21,348')
    expect(time(Date.UTC(2025, 1, 28, 16), 'Asia/Shanghai')).toBe('2025-03-01 00:00:00')
  })
})

describe('text of others', () => {
  it('can neither move the cursor nor turn the text around', () => {
    expect(cleaned('a\u001b[2Jb\u202Ec\u0007\r\nd\u2028e')).toBe('a [2Jb c d e')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleaned(text)).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      }),
      { numRuns: 300 },
    )
  })
})
