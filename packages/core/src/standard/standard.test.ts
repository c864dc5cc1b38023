/** The standards that ship are right; what is wrong in others is named with its place. */
import { readFileSync } from 'node:fs'

import {
  ServiceStandard,
  categoryPaths,
  checkStandard,
  decodeStandard,
  decodeStandards,
  extendStandard,
  readyStandards,
  retail2025,
} from '@casetrail/core/standards'
import { Duration, show, type Problem } from '@casetrail/core'
import { arbitraryOf } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const { taxonomies, priorities } = retail2025
const label = { en: 'X', zh: '甲' } as const
// whole, and by a name that no other content has yet
const { basedOn: _from, ...whole } = retail2025
const mine: ServiceStandard = { ...whole, id: 'mine' }

describe('what ships', () => {
  test.each(readyStandards.map((standard) => ({ standard })))(
    '$standard.id is decoded and has no problem',
    ({ standard }) => {
      expect(decodeStandard(standard)).toEqual(E.right(standard))
      expect(checkStandard(standard)).toEqual([])
    },
  )

  test('each has its own id, the same as its file, and is what that makes of common@1', () => {
    const read = (id: string): unknown =>
      JSON.parse(readFileSync(new URL(`./${id}.json`, import.meta.url), 'utf8'))
    expect(readyStandards.map(({ id, version }) => `${id} v${String(version)}`)).toEqual([
      'front-desk v1',
      'support-sop v1',
      'retail-2025 v1',
      'premium-2025 v1',
      'standard-process v1',
    ])
    for (const standard of readyStandards) {
      expect(standard.basedOn).toBe('common@1')
      expect(extendStandard(read('common'), read(standard.id)).document).toEqual(standard)
    }
  })

  test('can be changed by nobody', () => {
    for (const shipped of [readyStandards, retail2025.clocks, retail2025.followUps.cap]) {
      expect(Object.isFrozen(shipped)).toBe(true)
    }
  })

  test("retail-2025 says what the handbook's case rules need", () => {
    expect(retail2025.reopen.window).toBe('P7D')
    expect(retail2025.firstContact.window).toBe('P7D')
    expect(categoryPaths(taxonomies.categories)).toContainEqual(['goods', 'damaged'])
    for (const type of ['goods', 'serviceAttitude', 'logistics', 'systemTechnical']) {
      expect(categoryPaths(taxonomies.categories)).toContainEqual([type])
    }
    // an import may not know
    for (const terms of [taxonomies.resolutionCodes, taxonomies.causes, taxonomies.tiers]) {
      expect(terms.map((term) => term.code)).toContain('unknown')
    }
  })
})

const problemsOf = (document: unknown): ReadonlyArray<Problem> => {
  const decoded = decodeStandard(document)
  return E.isLeft(decoded) ? decoded.left.problems : []
}

interface Bad {
  readonly name: string
  readonly document: unknown
  readonly problems: ReadonlyArray<Partial<Problem>>
}

const { label: _label, ...unlabelled } = retail2025

const bad: ReadonlyArray<Bad> = [
  {
    name: 'a field is missing',
    document: unlabelled,
    problems: [{ pointer: '/label', found: 'nothing' }],
  },
  {
    name: 'an unknown field, with the nearest',
    document: { ...mine, prioritys: priorities },
    problems: [
      {
        pointer: '/prioritys',
        found: '"prioritys"',
        expected: 'a known field (nearest: priorities)',
      },
    ],
  },
  {
    name: 'a mistyped condition of a route, which would hold always',
    document: { ...mine, routing: [{ team: 'vip-desk', tire: 'vip' }] },
    problems: [
      { pointer: '/routing/0/tire', found: '"tire"', expected: 'a known field (nearest: tier)' },
    ],
  },
  {
    name: 'an unknown field deep within a taxonomy',
    document: {
      ...mine,
      taxonomies: {
        ...taxonomies,
        categories: [{ code: 'a', label, children: [{ code: 'b', label, lable: 'x' }] }],
      },
    },
    problems: [
      {
        pointer: '/taxonomies/categories/0/children/0/lable',
        found: '"lable"',
        expected: 'a known field (nearest: label)',
      },
    ],
  },
  {
    name: 'a duration in months, which have no fixed length',
    document: { ...mine, reopen: { window: 'P1M' } },
    problems: [{ pointer: '/reopen/window', found: '"P1M"', expected: 'Duration' }],
  },
  {
    name: 'a date that does not exist',
    document: { ...mine, validFrom: '2025-02-30T00:00:00.000Z' },
    problems: [{ pointer: '/validFrom', found: '"2025-02-30T00:00:00.000Z"', expected: 'Instant' }],
  },
  {
    name: 'a version from nought, and a text for a switch, both told',
    document: {
      ...mine,
      version: 0,
      firstContact: { ...mine.firstContact, warmTransferCounts: 'yes' },
    },
    problems: [
      { pointer: '/version', found: '0', expected: 'Ordinal' },
      { pointer: '/firstContact/warmTransferCounts', found: '"yes"', expected: 'boolean' },
    ],
  },
  {
    name: 'a zone that does not exist',
    document: { ...mine, zone: 'Asia/Shangai' },
    problems: [
      {
        pointer: '/zone',
        found: '"Asia/Shangai"',
        expected: 'an IANA time zone (nearest: Asia/Shanghai)',
      },
    ],
  },
  {
    name: 'an offset for a zone: it knows no summer time',
    document: { ...mine, zone: '+08:00' },
    problems: [{ pointer: '/zone', found: '"+08:00"' }],
  },
  {
    name: 'a priority of the matrix that there is not',
    document: {
      ...mine,
      priorities: {
        ...priorities,
        matrix: { ...priorities.matrix, high: { ...priorities.matrix.high, low: 'modrate' } },
      },
    },
    problems: [
      {
        pointer: '/priorities/matrix/high/low',
        found: '"modrate"',
        expected: 'one of critical, high, moderate, low (nearest: moderate)',
      },
    ],
  },
  {
    name: 'tiers and kinds in conditions that never come true',
    document: {
      ...mine,
      priorities: {
        ...priorities,
        raise: [
          { by: 1, tier: 'VIPP' },
          { by: 1, complaintType: 'good' },
        ],
      },
      routing: [
        { team: 'a', tier: 'gold' },
        { team: 'b', problemType: 'tecnical' },
      ],
    },
    problems: [
      {
        pointer: '/priorities/raise/0/tier',
        found: '"VIPP"',
        expected: 'one of vip, member, standard, unknown (nearest: vip)',
      },
      {
        pointer: '/priorities/raise/1/complaintType',
        found: '"good"',
        expected:
          'one of goods, serviceAttitude, logistics, systemTechnical, unclassified (nearest: goods)',
      },
      {
        pointer: '/routing/0/tier',
        found: '"gold"',
        expected: 'one of vip, member, standard, unknown',
      },
      {
        pointer: '/routing/1/problemType',
        found: '"tecnical"',
        expected: 'one of product, service, technical, policyProcess, unknown (nearest: technical)',
      },
    ],
  },
  {
    name: 'a code twice, in a list and among the children of one category',
    document: {
      ...mine,
      taxonomies: {
        ...taxonomies,
        causes: [...taxonomies.causes, { code: 'staff', label }],
        categories: [
          { code: 'a', label, children: [{ code: 'x', label }] },
          {
            code: 'b',
            label,
            children: [
              { code: 'x', label },
              { code: 'y', label },
              { code: 'x', label },
            ],
          },
        ],
      },
    },
    problems: [
      {
        pointer: '/taxonomies/categories/1/children/2',
        found: '"x"',
        expected: 'each code once',
      },
      {
        pointer: `/taxonomies/causes/${String(taxonomies.causes.length)}`,
        found: '"staff"',
        expected: 'each code once',
      },
    ],
  },
  {
    name: 'a slash in a category, which would be two of a path',
    document: {
      ...mine,
      taxonomies: { ...taxonomies, categories: [{ code: 'goods/quality', label }] },
    },
    problems: [
      {
        pointer: '/taxonomies/categories/0/code',
        found: '"goods/quality"',
        expected: 'a code without /',
      },
    ],
  },
  { name: 'a list', document: [retail2025], problems: [{ found: 'a list of 1' }] },
  { name: 'nothing', document: null, problems: [{ pointer: '', found: 'null' }] },
  { name: 'no value at all', document: undefined, problems: [{ pointer: '', found: 'nothing' }] },
]

describe('what is wrong is named with its place', () => {
  test.each(bad)('$name', ({ document, problems }) => {
    expect(problemsOf(document)).toMatchObject(problems)
    expect(problemsOf(document)).toHaveLength(problems.length)
  })

  test('levels without end, or a name that can not be written, are answered too', () => {
    const circle: { code: string; children: unknown[] } = { code: 'x', children: [] }
    circle.children.push(circle)
    let deep: unknown = { code: 'x', label }
    for (let i = 0; i < 20_000; i++) deep = { code: 'x', label, children: [deep] }
    for (const category of [circle, deep]) {
      const document = { ...mine, taxonomies: { ...taxonomies, categories: [category] } }
      expect(problemsOf(document)).toMatchObject([{ expected: 'at most 64 levels' }])
    }
    const id: unknown = Object.create(null)
    expect(decodeStandard({ id })).toMatchObject({ left: { id: '?' } })
  })

  test('the standard is named where it has a name', () => {
    expect(decodeStandard({ ...mine, zone: '' })).toMatchObject({
      left: { _tag: 'InvalidStandard', id: 'mine' },
    })
    expect(decodeStandard('x')).toMatchObject({ left: { id: '?' } })
  })

  test.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Calcutta'])('%s is a zone', (zone) => {
    expect(problemsOf({ ...mine, zone })).toEqual([])
  })
})

describe('any document', () => {
  const windows = { Duration: fc.constantFrom('P1D', 'PT12H').filter(Duration.is) }
  const shaped = arbitraryOf(ServiceStandard, windows)

  test('that is well shaped is taken whole or refused for what it refers to', () => {
    fc.assert(
      fc.property(shaped, fc.string({ minLength: 1 }), (standard, from) => {
        const problems = checkStandard(standard)
        const { id } = standard
        expect(decodeStandard(standard)).toEqual(
          problems.length === 0
            ? E.right(standard)
            : E.left({ _tag: 'InvalidStandard', id, index: 0, problems }),
        )
        expect(decodeStandard({ ...standard, extends: from })).toMatchObject({
          left: { id, problems: [{ pointer: '/extends', found: show(from) }, ...problems] },
        })
      }),
      { numRuns: 200 },
    )
  })

  test('at all is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.anything(), (document) => {
        expect(decodeStandard(document)).toMatchObject({ left: { _tag: 'InvalidStandard' } })
      }),
      { numRuns: 500 },
    )
  })
  test('whose list is wrong in items with names and without is answered', () => {
    const clocks = Array.from({ length: 40 }, (_, i) => ({ id: `c${String(i)}`, off: 'no' }))
    const nameless = [{ off: 'no' }, ...clocks]
    for (const list of [nameless, nameless.toReversed()]) {
      const decoded = decodeStandard({ ...mine, clocks: list })
      expect(decoded).toMatchObject({ left: { _tag: 'InvalidStandard' } })
    }
  })

  test.each([null, undefined, 'retail-2025', 5, {}])('%j is no list of them', (documents) => {
    expect(decodeStandards(documents as ReadonlyArray<unknown>)).toMatchObject({
      left: [{ id: '?', index: 0, problems: [{ pointer: '', expected: 'a list of documents' }] }],
    })
  })
})
