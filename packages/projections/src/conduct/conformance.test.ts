import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { conformance } from './conformance.js'

const label = { en: 'a step', zh: '步驟' }

/** Steps `a: x|y` that are shown by x or y. */
const steps = (...texts: ReadonlyArray<string>) => ({
  steps: texts.map((text) => {
    const [id = '', shownBy = id] = text.split(': ', 2)
    return { id, label, shownBy: shownBy.split('|') }
  }),
})

const ids = (list: ReadonlyArray<{ readonly id: string }>) => list.map(({ id }) => id).join(' ')

const inShort = (procedure: ReturnType<typeof steps>, trace: string) => {
  const words = trace === '' ? [] : trace.split(' ')
  const { taken, missing, outOfOrder, conforming } = conformance(procedure, words)
  return {
    taken: taken.map(({ step, shownBy }) => `${step.id}${String(shownBy)}`).join(' '),
    missing: ids(missing),
    outOfOrder: ids(outOfOrder),
    conforming,
  }
}

const abcd = steps('a', 'b', 'c', 'd')

describe('a procedure', () => {
  const cases: ReadonlyArray<readonly [string, ReturnType<typeof steps>, string, object]> = [
    ['in order', abcd, 'a b c d', { taken: 'a0 b1 c2 d3', conforming: true }],
    ['with others between', abcd, 'a x b b c y d', { taken: 'a0 b2 c4 d6', conforming: true }],
    ['not begun', abcd, '', { missing: 'a b c d', conforming: false }],
    ['without a step', abcd, 'a b d', { taken: 'a0 b1 d2', missing: 'c', conforming: false }],
    ['with one too early', abcd, 'c a b d', { taken: 'a1 b2 d3', outOfOrder: 'c' }],
    ['with one too late', abcd, 'b c d a', { taken: 'b0 c1 d2', outOfOrder: 'a' }],
    ['taken again in order', abcd, 'd c b a b c d', { taken: 'a3 b4 c5 d6', conforming: true }],
    ['backwards', abcd, 'd c b a', { taken: 'd0', outOfOrder: 'a b c' }],
    ['by one event of several', steps('a: x|y', 'b: z'), 'y z', { taken: 'a0 b1' }],
    ['by one event, two steps', steps('a: x', 'b: x', 'c'), 'x c', { taken: 'a0 b0 c1' }],
    ['by a recorded step', steps('a: step:greet', 'b'), 'step:greet b', { conforming: true }],
    ['by any recorded step', steps('a: StepRecorded', 'b'), 'step:x b', { conforming: true }],
    ['without steps', steps(), 'a', { taken: '', conforming: true }],
  ]

  test.each(cases)('%s', (_, procedure, trace, expected) => {
    expect(inShort(procedure, trace)).toMatchObject({ missing: '', outOfOrder: '', ...expected })
  })
})

describe('laws', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'x'), { maxLength: 9 })
  const procedures = fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e: a|b', 'f: c|x'), { maxLength: 5 })
    .map((list) => steps(...list))

  /** The greatest number, by trying every choice of steps. */
  const greatest = (
    { steps: [first, ...rest] }: ReturnType<typeof steps>,
    trace: ReadonlyArray<string>,
  ): number => {
    if (first === undefined) return 0
    const without = greatest({ steps: rest }, trace)
    const index = trace.findIndex((word) => first.shownBy.includes(word))
    return index < 0
      ? without
      : Math.max(without, 1 + greatest({ steps: rest }, trace.slice(index)))
  }

  test('the chain is in order, and no longer one exists', () => {
    fc.assert(
      fc.property(procedures, words, (procedure, trace) => {
        const { taken } = conformance(procedure, trace)
        const places = taken.map(({ step }) => procedure.steps.indexOf(step as never))
        expect(places).toEqual([...places].sort((a, b) => a - b))
        const indexes = taken.map(({ shownBy }) => shownBy)
        expect(indexes).toEqual([...indexes].sort((a, b) => a - b))
        for (const { step, shownBy } of taken) expect(step.shownBy).toContain(trace[shownBy])
        expect(taken.length).toBe(greatest(procedure, trace))
      }),
      { numRuns: 1_000 },
    )
  })

  test('every step is taken, missing or out of order, and only one of them', () => {
    fc.assert(
      fc.property(procedures, words, (procedure, trace) => {
        const { taken, missing, outOfOrder, conforming } = conformance(procedure, trace)
        const all = [...taken.map(({ step }) => step), ...missing, ...outOfOrder]
        expect(ids(all).split(' ').sort()).toEqual(ids(procedure.steps).split(' ').sort())
        expect(conforming).toBe(missing.length + outOfOrder.length === 0)
        for (const step of missing) {
          expect(trace.some((word) => step.shownBy.includes(word))).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })
})
