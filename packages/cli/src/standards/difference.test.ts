import { ServiceStandard, readyStandards, retail2025 } from '@casetrail/core/standards'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { fieldText } from '../present/place-text.js'

import { differences } from './difference.js'
import { minorUnits } from './minor-units.js'

describe('differences', () => {
  it('are none between a document and itself, whatever the order of its fields', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned)
      if (typeof value !== 'object' || value === null) return value
      const fields = Object.entries(value).map(([key, inner]) => [key, turned(inner)] as const)
      return Object.fromEntries(fields.reverse())
    }
    for (const standard of readyStandards) {
      expect(differences(standard, turned(standard))).toEqual([])
    }
  })

  it('are told between any two JSON values that differ, and only there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const found = differences({ a }, { a: b })
        expect(differences({ a: b }, { a }).length > 0).toBe(found.length > 0)
        expect(found.length > 0).toBe(JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b)))
      }),
      { numRuns: 500 },
    )
  })

  it('name items by what names them, and tell another order', () => {
    const list = [{ id: 'a', n: 1 }, { id: 'b' }, { id: 'c/d', n: 1 }]
    const other = [{ id: 'c/d', n: 2 }, { id: 'a', n: 1 }, { id: 'e' }]
    expect(differences({ list }, { list: other })).toEqual([
      { kind: 'removed', at: '/list/b', before: { id: 'b' } },
      { kind: 'changed', at: '/list/c~1d/n', before: 1, after: 2 },
      { kind: 'added', at: '/list/e', after: { id: 'e' } },
      { kind: 'reordered', at: '/list', before: ['a', 'c/d'], after: ['c/d', 'a'] },
    ])
  })

  it('of lists without names are what is gone and what is new', () => {
    const rules = [{ team: 'a' }, { team: 'b', tier: 'vip' }, { team: 'c' }]
    expect(differences({ rules }, { rules: rules.slice(1) })).toEqual([
      { kind: 'removed', at: '/rules/0', before: { team: 'a' } },
    ])
    expect(differences({ rules }, { rules: [...rules, { team: 'd' }] })).toEqual([
      { kind: 'added', at: '/rules/3', after: { team: 'd' } },
    ])
    // twice the same says more than once
    expect(differences({ rules }, { rules: [...rules, { team: 'a' }] })).toMatchObject([
      { kind: 'changed', at: '/rules' },
    ])
    expect(differences({ rules }, { rules: rules.map((r) => ({ ...r, team: 'x' })) })).toHaveLength(
      3,
    )
  })

  it('take names that objects have of themselves for names', () => {
    const a: unknown = JSON.parse('{ "__proto__": 1, "toString": 2 }')
    expect(differences(a, {})).toEqual([
      { kind: 'removed', at: '/__proto__', before: 1 },
      { kind: 'removed', at: '/toString', before: 2 },
    ])
  })

  it('take promises whole', () => {
    const [first] = retail2025.clocks
    const targets = [{ target: { kind: 'elapsed', time: 'PT1H' } }]
    const after = { ...retail2025, clocks: [{ ...first, targets }, ...retail2025.clocks.slice(1)] }
    expect(differences(retail2025, after)).toMatchObject([
      {
        kind: 'changed',
        at: `/clocks/${first?.id ?? ''}/targets/0/target`,
        after: { kind: 'elapsed' },
      },
    ])
  })
})

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  // a minus of nought says nothing
  if (typeof value !== 'object' || value === null) return value === 0 ? 0 : value
  const fields = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)])
  return { fields }
}

interface Node {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
  readonly codomain?: Node
}

describe('places', () => {
  it('have Chinese names for every field of the document', () => {
    const fields = new Set<string>()
    const seen = new Set<Node>()
    const walk = (node: Node): void => {
      if (seen.has(node)) return
      seen.add(node)
      for (const [name, inner] of Object.entries(node.props ?? {})) {
        fields.add(name)
        walk(inner)
      }
      for (const inner of [node.type, node.codomain, ...(node.types ?? [])]) {
        if (inner !== undefined) walk(inner)
      }
    }
    walk(ServiceStandard as Node)
    expect(fields.size).toBeGreaterThan(100)
    const unnamed = [...fields].filter((field) => !/\p{Script=Han}/u.test(fieldText(field, 'zh')))
    expect(unnamed).toEqual([])
  })
})

describe('amounts', () => {
  it.each([
    ['300.00', 'CNY', 30_000],
    ['0.05', 'CNY', 5],
    ['300', 'JPY', 300],
    ['1.250', 'KWD', 1_250],
    ['300', 'CNY', undefined],
    ['300.0', 'CNY', undefined],
    ['300.00', 'JPY', undefined],
    ['-1.00', 'CNY', undefined],
    ['1e3', 'JPY', undefined],
    ['1,000.00', 'CNY', undefined],
  ])('%s of %s', (text, currency, amount) => {
    expect(minorUnits(text, currency).amount).toBe(amount)
  })
})
