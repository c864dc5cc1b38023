/** What the house must set: which values fit, and what becomes of the standard. */
import {
  decodeStandard,
  readyStandards,
  retail2025,
  supportSop,
  standardProcess,
  unsetOf,
  withSettings,
  type ServiceStandard,
  type Settings,
} from '@casetrail/core/standards'
import type { Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

const label = { en: 'X', zh: '甲' } as const
const { basedOn: _, ...whole } = retail2025
const unset: ServiceStandard = {
  ...whole,
  id: 'unset',
  hostMustSet: [
    {
      name: 'response',
      label,
      at: '/clocks/firstResponse/targets/0/target/time',
      unit: 'duration',
    },
    { name: 'attempts', label, at: '/followUps/attempts', unit: 'count' },
    { name: 'giving', label, at: '/approval/discretion/0/upTo', unit: 'amount' },
  ],
}
const set = (values: Settings): ServiceStandard => {
  const one = withSettings(unset, values)
  if (E.isLeft(one)) throw new Error(JSON.stringify(one.left))
  return one.right
}
const problemsOf = (values: Settings): ReadonlyArray<Problem> => {
  const one = withSettings(unset, values)
  return E.isLeft(one) ? one.left.problems : []
}
const responseIn = ({ clocks }: ServiceStandard): unknown =>
  clocks.find(({ id }) => id === 'firstResponse')?.targets[0]?.target

describe('settings', () => {
  test.each([
    ['8h', 'PT8H'],
    ['PT8H', 'PT8H'],
    ['2d', 'P2D'],
    ['1w2d', 'P1W2D'],
    ['1d12h', 'P1DT12H'],
    ['6h30m15s', 'PT6H30M15S'],
  ])('%s is the duration %s', (value, time) => {
    const standard = set({ response: value })
    expect(responseIn(standard)).toMatchObject({ time })
    expect(unsetOf(standard)).toEqual(['attempts', 'giving'])
  })

  test('set all, and change nothing else', () => {
    const standard = set({ response: '20h', attempts: '5', giving: 12_300 })
    expect(unsetOf(standard)).toEqual([])
    expect(standard.followUps.attempts).toBe(5)
    expect(standard.approval.discretion[0]?.upTo).toBe(12_300)
    const { clocks, followUps, approval, hostMustSet: _set, ...same } = standard
    const { clocks: _c, followUps: plans, approval: bands, hostMustSet: _unset, ...before } = unset
    expect(same).toEqual(before)
    expect({ ...followUps, attempts: 0 }).toEqual({ ...plans, attempts: 0 })
    expect(approval.bands).toEqual(bands.bands)
    expect(clocks.filter(({ id }) => id !== 'firstResponse')).toEqual(
      retail2025.clocks.filter(({ id }) => id !== 'firstResponse'),
    )
  })

  test.each<[Settings, Problem]>([
    [
      { respons: '4h' },
      {
        pointer: '/respons',
        found: '"respons"',
        expected: 'one of response, attempts, giving (nearest: response)',
      },
    ],
    [
      { response: 4 },
      { pointer: '/response', found: '4', expected: 'a duration such as 4h, 2d, 30s or PT4H' },
    ],
    [
      { response: '4 hours' },
      {
        pointer: '/response',
        found: '"4 hours"',
        expected: 'a duration such as 4h, 2d, 30s or PT4H',
      },
    ],
    [{ attempts: '3h' }, { pointer: '/attempts', found: '"3h"', expected: 'a whole number' }],
    [{ attempts: 1.5 }, { pointer: '/attempts', found: '1.5', expected: 'a whole number' }],
    [{ attempts: 0 }, { pointer: '/followUps/attempts', found: '0', expected: 'Ordinal' }],
    [
      { giving: -5 },
      { pointer: '/giving', found: '-5', expected: 'a whole number of minor units (cents, 分)' },
    ],
  ])('%j is refused', (values, problem) => {
    expect(problemsOf(values)).toEqual([problem])
  })

  test('are refused for what they make of the standard, and all at once', () => {
    expect(problemsOf({ response: '0h', attempt: 3, giving: 'x' })).toMatchObject([
      { pointer: '/attempt' },
      { pointer: '/giving' },
      {
        pointer: expect.stringMatching(/^\/clocks\/\d+\/targets\/0\/target\/time$/) as string,
        expected: 'a duration above zero',
      },
    ])
  })

  test('of a standard that leaves nothing to the house are refused', () => {
    expect(withSettings(retail2025, { x: 1 })).toEqual(
      E.left({
        _tag: 'InvalidSettings',
        standard: 'retail-2025@1',
        problems: [
          {
            pointer: '/x',
            found: '"x"',
            expected: 'nothing: the house has nothing to set in retail-2025@1',
          },
        ],
      }),
    )
  })
})

test.each<[string, unknown, string]>([
  ['null', null, 'null'],
  ['nothing', undefined, 'nothing'],
  ['a text', 'PT4H', '"PT4H"'],
  ['a list', ['PT4H'], 'a list of 1'],
])('%s are no values', (_, values, found) => {
  expect(withSettings(supportSop, values as Settings)).toEqual(
    E.left({
      _tag: 'InvalidSettings',
      standard: 'support-sop@1',
      problems: [{ pointer: '', found, expected: 'values by the names of what they set' }],
    }),
  )
})

describe('the standards that ship', () => {
  test('leave to the house what their handbooks do', () => {
    expect(readyStandards.filter((one) => unsetOf(one).length > 0)).toEqual([
      supportSop,
      standardProcess,
    ])
    expect(unsetOf(supportSop)).toEqual(['firstResponse', 'resolution', 'discretion'])
    expect(unsetOf(standardProcess)).toEqual(['chatAnswer'])
    const ready = withSettings(supportSop, {
      firstResponse: '4h',
      resolution: 3,
      discretion: 10_000,
    })
    expect(E.isRight(ready) && unsetOf(ready.right)).toEqual([])
    expect(E.isRight(withSettings(standardProcess, { chatAnswer: '45s' }))).toBe(true)
  })

  test('are set by a document that extends them too', () => {
    const ours = decodeStandard({
      id: 'ours',
      version: 1,
      extends: 'standard-process@1',
      clocks: [{ id: 'chatAnswer', targets: [{ target: { kind: 'elapsed', time: 'PT45S' } }] }],
      hostMustSet: [],
    })
    expect(E.isRight(ours) && unsetOf(ours.right)).toEqual([])
  })
})
