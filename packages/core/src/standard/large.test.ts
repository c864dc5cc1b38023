/** Ten megabytes of JSON: taken or refused in time, and of many problems the first are told. */
import { decodeStandard, decodeStandards, retail2025 } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

const label = { en: 'X', zh: '甲' } as const
const { basedOn: _, ...whole } = retail2025
const mine = { ...whole, id: 'mine' }
const { taxonomies, priorities, approval } = mine
const [clock] = mine.clocks

const many = <A>(n: number, make: (i: number) => A): ReadonlyArray<A> =>
  Array.from({ length: n }, (_, i) => make(i))
const name = (i: number): string => `n${String(i)}`
const term = (i: number) => ({ code: name(i), label })

/** Quadratic work on any of these takes minutes. */
const IN_TIME_MS = 20_000

const timed = (document: unknown) => {
  const from = performance.now()
  const decoded = decodeStandard(document)
  expect(performance.now() - from).toBeLessThan(IN_TIME_MS)
  return E.isLeft(decoded) ? decoded.left.problems : []
}

describe('a document of ten megabytes', () => {
  test.each([
    ['categories', { ...mine, taxonomies: { ...taxonomies, categories: many(150_000, term) } }],
    [
      'routes',
      {
        ...mine,
        routing: many(150_000, (i) => ({ team: 't', region: name(i), language: name(i % 7) })),
      },
    ],
    [
      'bands of approval',
      {
        ...mine,
        approval: {
          ...approval,
          bands: [
            ...many(80_000, (i) => ({
              severities: ['general', 'major', 'serious'],
              currency: 'CNY',
              upTo: i + 1,
              approvers: ['manager'],
            })),
            ...approval.bands.slice(-1),
          ],
        },
      },
    ],
    [
      'words upon another',
      {
        id: 'a',
        version: 1,
        extends: 'retail-2025@1',
        taxonomies: { categories: many(150_000, term) },
      },
    ],
  ])('of %s is taken', (_, document) => {
    expect(timed(document)).toEqual([])
  })

  test.each([
    ['numbers for clocks', { ...mine, clocks: many(5_000_000, () => 1) }, '/clocks/0'],
    [
      'fields that are unknown',
      { ...mine, ...Object.fromEntries(many(500_000, (i) => [name(i), 1])) },
      '/n0',
    ],
    [
      'one code',
      { ...mine, taxonomies: { ...taxonomies, categories: many(150_000, () => term(0)) } },
      '/taxonomies/categories/1',
    ],
    [
      'tiers that are not among very many',
      {
        ...mine,
        taxonomies: { ...taxonomies, tiers: many(80_000, term) },
        priorities: {
          ...priorities,
          raise: many(120_000, (i) => ({ by: 1, tier: `x${name(i)}` })),
        },
      },
      '/priorities/raise/0/tier',
    ],
    [
      'items to drop that are not there',
      {
        id: 'a',
        version: 1,
        extends: 'retail-2025@1',
        taxonomies: { causes: many(250_000, (i) => ({ code: name(i), drop: true })) },
      },
      '/taxonomies/causes/0',
    ],
    [
      'sources of nothing',
      {
        ...mine,
        sources: many(60_000, (i) => ({ at: `/clocks/${name(i)}`, handbook: 'H0', gist: label })),
      },
      '/sources/0/at',
    ],
  ])('of %s is refused, a thousand times', (_, document, pointer) => {
    const problems = timed(document)
    expect(problems).toHaveLength(1_000)
    expect(problems[0]).toMatchObject({ pointer })
  })

  test('of long names, a long key and a long text is refused shortly', () => {
    const long = 'x'.repeat(60_000)
    const named = timed({
      ...mine,
      taxonomies: { ...taxonomies, tiers: many(70, (i) => ({ code: `${name(i)}${long}`, label })) },
      routing: many(70, (i) => ({ team: 't', tier: `y${name(i)}${long}` })),
    })
    expect(named).toContainEqual({
      pointer: '/routing/69/tier',
      found: expect.stringMatching(/^"yn69x+…$/) as string,
      expected: 'one of 70 names',
    })
    expect(timed({ ...mine, ['k'.repeat(9_000_000)]: 1 })).toHaveLength(1)
    expect(timed({ ...mine, id: 'k'.repeat(9_000_000) })).toMatchObject([{ pointer: '/id' }])
  })

  test('of rules for one event is told that they are too many', () => {
    if (clock === undefined) throw new Error('retail-2025 has clocks')
    const rule = { on: 'CaseOpened', do: 'start', if: { channel: ['phone'] } }
    expect(
      timed({ ...mine, clocks: [{ ...clock, rules: many(150_000, () => rule) }] }),
    ).toContainEqual({
      pointer: '/clocks/0/rules/200',
      found: '150000 to choose from',
      expected: 'at most 200',
    })
  })

  test('of documents in one cycle names its beginning', () => {
    const last = 40_000
    const from = performance.now()
    const all = decodeStandards(
      many(last, (i) => ({ id: name(i), version: 1, extends: `${name((i + 1) % last)}@1` })),
    )
    expect(performance.now() - from).toBeLessThan(IN_TIME_MS)
    expect(E.isLeft(all) && all.left[0]?.problems).toEqual([
      {
        pointer: '/extends',
        found: '"n1@1"',
        expected: `no cycle: ${many(10, (i) => `${name(i)}@1`).join(' → ')} → … (40000 in all) → n0@1`,
      },
    ])
  })
})
