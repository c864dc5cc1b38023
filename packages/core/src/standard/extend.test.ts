/** Documents that say only what differs from another: what comes of them, and what is wrong with them. */
import {
  baseStandards,
  decodeStandard,
  decodeStandards,
  extendStandard,
  readyStandards,
  retail2025,
  type ServiceStandard,
} from '@casetrail/core/standards'
import type { Problem } from '@casetrail/core'
import { differenceOf } from '../testing/equal.js'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const label = { en: 'X', zh: '甲' } as const
const ours = { id: 'ours', version: 1, extends: 'retail-2025@1' } as const

const decoded = (document: unknown, bases?: ReadonlyArray<ServiceStandard>): ServiceStandard => {
  const one = decodeStandard(document, bases)
  if (E.isLeft(one)) throw new Error(JSON.stringify(one.left.problems))
  return one.right
}
const problemsOf = (document: unknown): ReadonlyArray<Problem> => {
  const one = decodeStandard(document)
  return E.isLeft(one) ? one.left.problems : []
}
const invalidOf = (...documents: ReadonlyArray<unknown>) => {
  const all = decodeStandards(documents)
  return E.isLeft(all) ? all.left.map(({ id, problems }) => ({ id, problems })) : []
}

describe('merging', () => {
  const base = {
    a: { b: 1, c: [1, 2] },
    ids: [{ id: 'x', n: { p: 1, q: 2 } }, { id: 'y' }, { id: 'z' }],
    codes: [{ code: 'x', children: [{ code: 'y' }] }],
    places: [{ at: '/a', gist: 1 }],
  }
  const merged = (document: unknown) => extendStandard(base, document).document

  test.each([
    [{ a: { b: 2 } }, { ...base, a: { b: 2, c: [1, 2] } }],
    [{ a: { c: [3] } }, { ...base, a: { b: 1, c: [3] } }],
    [{ a: 7 }, { ...base, a: 7 }],
    [{ more: [] }, { ...base, more: [] }],
    [{ ids: [] }, { ...base, ids: [] }],
    [
      { ids: [{ id: 'new' }, { id: 'x', n: { q: 3 } }, { id: 'y', drop: true }] },
      { ...base, ids: [{ id: 'x', n: { p: 1, q: 3 } }, { id: 'z' }, { id: 'new' }] },
    ],
    [
      {
        ids: [
          { id: 'x', drop: true },
          { id: 'x', n: 0 },
        ],
      },
      { ...base, ids: [{ id: 'y' }, { id: 'z' }, { id: 'x', n: 0 }] },
    ],
    [{ ids: [{ id: 'x' }, 3] }, { ...base, ids: [{ id: 'x' }, 3] }],
    [
      { codes: [{ code: 'x', children: [{ code: 'z' }] }] },
      { ...base, codes: [{ code: 'x', children: [{ code: 'y' }, { code: 'z' }] }] },
    ],
    [{ places: [{ at: '/a', drop: true }, { at: '/b' }] }, { ...base, places: [{ at: '/b' }] }],
    [{ a: undefined }, base],
  ])('%j', (document, expected) => {
    expect(merged(document)).toEqual(expected)
  })

  test('tells items twice, and items to drop that are not there', () => {
    const ids = [{ id: 'x' }, { id: 'x' }, { id: 'w', drop: true }]
    expect(extendStandard(base, { ids }).problems).toEqual([
      { pointer: '/ids/1', found: '"x"', expected: 'each id once' },
      { pointer: '/ids/2', found: '"w"', expected: 'one to drop that is there' },
    ])
  })

  test('takes names of objects for names like others', () => {
    const text =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}'
    const document: unknown = JSON.parse(text)
    const { document: both } = extendStandard(base, document)
    expect(Object.keys(both as object)).toEqual([
      ...Object.keys(base),
      '__proto__',
      'constructor',
      'toString',
    ])
    expect(Object.getPrototypeOf(both)).toBe(Object.prototype)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(
      problemsOf({
        ...ours,
        ...(JSON.parse('{"reopen":{"__proto__":{"window":"P1D"}}}') as object),
      }),
    ).toEqual([{ pointer: '/reopen/__proto__', found: '"__proto__"', expected: 'a known field' }])
    expect(problemsOf(JSON.parse(text)).slice(0, 3)).toMatchObject([
      { pointer: '/__proto__', expected: 'a known field' },
      { pointer: '/constructor', expected: 'a known field' },
      { pointer: '/toString' },
    ])
  })

  test('changes neither', () => {
    const [before, change] = [
      structuredClone(base),
      { ids: [{ id: 'x', n: { q: 3 } }], a: { b: 5 } },
    ]
    const after = structuredClone(change)
    extendStandard(base, change)
    expect([base, change]).toEqual([before, after])
  })
})

describe('a standard that extends another', () => {
  const kept = fc.constantFrom(...readyStandards).chain((base) =>
    fc.record({
      base: fc.constant(base),
      said: fc.subarray(
        Object.keys(base).filter((key) => !['id', 'version', 'basedOn'].includes(key)),
      ),
    }),
  )

  test('without saying anything else is the same, save for what it is called', () => {
    fc.assert(
      fc.property(kept, ({ base, said }) => {
        const from = { extends: `${base.id}@${String(base.version)}` }
        const name = { ...from, id: 'ours', version: 3 }
        const whole = { ...base, id: 'ours', version: 3, basedOn: from.extends }
        expect(decoded(name)).toEqual(whole)
        // nor does it matter what of the other it says again
        const again = Object.fromEntries(Object.entries(base).filter(([key]) => said.includes(key)))
        expect(decoded({ ...again, ...name })).toEqual(whole)
      }),
      { numRuns: 200 },
    )
  })

  test('differs in what it says, and keeps whom it extends', () => {
    const mine = decoded({
      ...ours,
      clocks: [{ id: 'inquiryResponse', drop: true }],
      taxonomies: { causes: [{ code: 'weather', label }] },
      reopen: { window: 'P14D' },
      kpis: [],
    })
    expect(mine.basedOn).toBe('retail-2025@1')
    // whole as it is: what was dropped does not come back
    expect(decoded({ ...mine, id: 'mine' })).toEqual({ ...mine, id: 'mine' })
    expect(mine.clocks).toEqual(retail2025.clocks.filter(({ id }) => id !== 'inquiryResponse'))
    expect(mine.taxonomies.causes).toEqual([
      ...retail2025.taxonomies.causes,
      { code: 'weather', label },
    ])
    expect(differenceOf(mine.procedures, retail2025.procedures)).toBeUndefined()
    expect([mine.reopen.window, mine.kpis]).toEqual(['P14D', []])
  })

  test('must be called by its own name', () => {
    expect(problemsOf({ extends: 'retail-2025@1' })).toEqual([
      { pointer: '/id', found: 'nothing', expected: 'Text' },
      { pointer: '/version', found: 'nothing', expected: 'Ordinal' },
    ])
  })

  test('is told where it is wrong in its own places, and by name in those of the other', () => {
    const problems = problemsOf({
      ...ours,
      clocks: [
        { id: 'complaintHandled', targets: [{ target: { kind: 'workingDays', days: -2 } }] },
        { id: 'firstResponse', calender: 'x' },
      ],
      taxonomies: { causes: [{ code: 'other', labl: label }] },
    })
    expect(problems).toEqual([
      {
        pointer: '/taxonomies/causes/0/labl',
        found: '"labl"',
        expected: 'a known field (nearest: label)',
      },
      {
        pointer: '/clocks/1/calender',
        found: '"calender"',
        expected: 'a known field (nearest: calendar)',
      },
      { pointer: '/taxonomies/causes/0/label', found: 'nothing', expected: 'Label' },
      { pointer: '/clocks/0/targets/0/target/days', found: '-2', expected: 'Ordinal' },
    ])
    const [first] = retail2025.followUps.plans
    expect(
      problemsOf({ ...ours, taxonomies: { tiers: [{ code: first?.tier ?? '', drop: true }] } }),
    ).toContainEqual({
      pointer: `/followUps/plans/${first?.id ?? ''}/tier`,
      found: '"vip"',
      expected: 'one of member, standard, unknown',
    })
  })

  test('with an item whose name is mistyped is told the name that was meant, once', () => {
    const one = (name: string, more: string) => `one that is there (nearest: ${name}), or ${more}`
    expect(
      problemsOf({
        ...ours,
        clocks: [{ id: 'inquiryRespons', off: true }],
        roles: [{ code: 'agnt', may: [] }],
        taxonomies: { categories: [{ code: 'goods', children: [{ code: 'qualty' }] }] },
      }),
    ).toEqual([
      {
        pointer: '/taxonomies/categories/0/children/0/code',
        found: '"qualty"',
        expected: one('quality', 'a new one with label'),
      },
      {
        pointer: '/clocks/0/id',
        found: '"inquiryRespons"',
        expected: one('inquiryResponse', 'a new one with label, source, of, rules, targets'),
      },
      { pointer: '/roles/0/code', found: '"agnt"', expected: one('agent', 'a new one with label') },
    ])
    // what is near none, or there, lacks what it lacks
    const lacking = problemsOf({ ...ours, clocks: [{ id: 'zzz' }] })
    expect(lacking.map(({ pointer }) => pointer)).toContain('/clocks/0/label')
  })

  test('drops by true alone', () => {
    for (const [drop, found] of [
      ['yes', '"yes"'],
      [false, 'false'],
      [1, '1'],
    ]) {
      expect(problemsOf({ ...ours, clocks: [{ id: 'inquiryResponse', drop }] })).toEqual([
        { pointer: '/clocks/0/drop', found, expected: 'true' },
      ])
    }
  })

  test('that is not there is named, with the nearest, and what it says is still looked at', () => {
    expect(
      problemsOf({ ...ours, extends: 'retail-2052@1', reopen: { window: 7 }, clock: [] }),
    ).toEqual([
      {
        pointer: '/extends',
        found: '"retail-2052@1"',
        expected: 'a standard that is there, as id@version (nearest: retail-2025@1)',
      },
      { pointer: '/clock', found: '"clock"', expected: 'a known field (nearest: clocks)' },
      { pointer: '/reopen/window', found: '7', expected: 'Duration' },
    ])
    expect(problemsOf({ ...ours, extends: ['retail-2025@1'] })).toEqual([
      { pointer: '/extends', found: 'a list of 1', expected: 'a standard as id@version' },
    ])
  })
})

describe('several documents', () => {
  const b = { id: 'b', version: 1, extends: 'ours@1', reopen: { window: 'P3D' } }

  test('may extend each other, in whatever order they come', () => {
    for (const documents of [
      [ours, b],
      [b, ours],
    ]) {
      const all = decodeStandards(documents)
      expect(E.isRight(all) && all.right.map(({ id }) => id)).toEqual(documents.map(({ id }) => id))
    }
    expect(E.isRight(decodeStandards([]))).toBe(true)
  })

  test('in a cycle are each told it', () => {
    const a = { ...ours, extends: 'b@1' }
    const c = { id: 'c', version: 1, extends: 'b@1' }
    const cycle = (from: string, way: string) => ({
      pointer: '/extends',
      found: `"${from}"`,
      expected: `no cycle: ${way}`,
    })
    expect(invalidOf(a, b, c)).toEqual([
      { id: 'ours', problems: [cycle('b@1', 'ours@1 → b@1 → ours@1')] },
      { id: 'b', problems: [cycle('ours@1', 'b@1 → ours@1 → b@1')] },
      {
        id: 'c',
        problems: [
          {
            pointer: '/extends',
            found: '"b@1"',
            expected: 'a standard that can be resolved itself',
          },
        ],
      },
    ])
    expect(invalidOf({ ...ours, extends: 'ours@1' })).toMatchObject([
      { problems: [{ expected: 'no cycle: ours@1 → ours@1' }] },
    ])
  })

  test('of which one is wrong are none of them taken; the others are not told its problems', () => {
    const wrong = { ...ours, reopen: { window: 'P1M' }, zone: 'Asia/Shangai' }
    const { reopen: _, ...unchanged } = b
    expect(invalidOf(unchanged, wrong, { ...retail2025 })).toEqual([
      {
        id: 'ours',
        problems: [
          { pointer: '/reopen/window', found: '"P1M"', expected: 'Duration' },
          {
            pointer: '/zone',
            found: '"Asia/Shangai"',
            expected: 'an IANA time zone (nearest: Asia/Shanghai)',
          },
        ],
      },
    ])
    expect(invalidOf({ ...unchanged, followUps: { attempts: 0 } }, wrong)).toMatchObject([
      { id: 'b', problems: [{ pointer: '/followUps/attempts', found: '0' }] },
      { id: 'ours' },
    ])
  })

  test('are told all that is wrong at once, of the shape and of what it says', () => {
    const [clock, ...others] = retail2025.clocks
    const [rule, ...rules] = clock?.rules ?? []
    const wrong = {
      ...retail2025,
      id: 'wrong',
      zone: 'Mars/Base',
      pause: { longest: '-P1D' },
      clocks: [
        { ...clock, rules: [{ ...rule, on: 'CaseOpen' }, ...rules] },
        { ...others[0], targets: [{ target: { kind: 'elapsed', time: 5 } }] },
        ...others.slice(1),
      ],
      kpis: [{ ...retail2025.kpis[0], metric: 'sla.firstRespons' }],
    }
    const told = invalidOf(wrong)[0]?.problems.map(({ pointer }) => pointer)
    expect(told).toEqual([
      '/pause/longest',
      '/clocks/1/targets/0/target/time',
      '/zone',
      '/clocks/0/rules/0/on',
      '/kpis/0/metric',
    ])
  })

  test('of one version say the same, among themselves and as what ships', () => {
    expect(invalidOf(ours, { ...ours })).toEqual([])
    const other = (name: string, place: string) => ({
      pointer: '/version',
      found: '1',
      expected: `another version: there is a ${name} with other content at ${place}`,
    })
    expect(invalidOf(ours, { ...ours, reopen: { window: 'P9D' } })).toEqual([
      { id: 'ours', problems: [other('ours@1', '/reopen/window')] },
    ])
    expect(
      invalidOf({ ...retail2025, firstContact: { ...retail2025.firstContact, window: 'P8D' } }),
    ).toEqual([{ id: 'retail-2025', problems: [other('retail-2025@1', '/firstContact/window')] }])
    // in another order of its fields it is the same
    const turned = Object.fromEntries(Object.entries(retail2025).reverse())
    expect(invalidOf(turned, ...baseStandards)).toEqual([])
  })

  test('are held against the bases that are given', () => {
    const mine = decoded({ ...ours, reopen: { window: 'P9D' } })
    expect(decoded({ id: 'b', version: 1, extends: 'ours@1' }, [mine]).reopen.window).toBe('P9D')
    expect(E.isLeft(decodeStandard(ours, [mine]))).toBe(true)
  })
})
