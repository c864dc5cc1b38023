import { at, differenceOf } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import type { NewEvent } from './port.js'
import { storable } from './storable.js'

const sealed = (value: unknown): NewEvent => {
  const event = { type: 'Noted', at: at('2025-01-01T00:00:00.000Z'), value }
  return {
    eventId: 'e',
    recordedAt: event.at,
    event,
    metadata: {
      actor: { id: 'ana', role: 'agent' },
      commandId: 'c',
      correlationId: 's',
      causationId: 'c',
      schemaVersion: 1,
    },
  }
}

describe('storable', () => {
  test('takes nothing that JSON does not give back', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
      stringUnit: 'binary',
      withBoxedValues: true,
    })
    let taken = 0
    fc.assert(
      fc.property(anything, (value) => {
        if (E.isLeft(storable([sealed(value)]))) return
        taken += 1
        expect(differenceOf(JSON.parse(JSON.stringify(value)), value)).toBeUndefined()
      }),
      { numRuns: 5_000 },
    )
    expect(taken).toBeGreaterThan(200)
  })

  test('takes whatever JSON gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        fc.pre(!/"(__proto__|constructor|prototype)":/.test(text))
        expect(storable([sealed(JSON.parse(text))])).toEqual(E.right(undefined))
      }),
      { numRuns: 1_000 },
    )
  })

  test('a long list is no deep one', () => {
    const wide = Array.from({ length: 100_000 }, (_, i) => [i])
    expect(E.isRight(storable([sealed(wide)]))).toBe(true)
  })

  test('the place is a pointer, also through keys that need escaping', () => {
    expect(storable([sealed(1), sealed({ 'a/b': [Number.NaN] })])).toMatchObject({
      left: { index: 1, pointer: '/event/value/a~1b/0', found: 'NaN' },
    })
  })

  test.each([[null], [undefined], ['x'], [7], [[]]])(
    '%j is neither an event nor what stands beside one',
    (part: unknown) => {
      const expected = 'a plain object'
      expect(storable([{ ...sealed(1), event: part as NewEvent['event'] }])).toMatchObject({
        left: { _tag: 'InvalidEvent', pointer: '/event', expected },
      })
      expect(storable([{ ...sealed(1), metadata: part as NewEvent['metadata'] }])).toMatchObject({
        left: { _tag: 'InvalidEvent', pointer: '/metadata', expected },
      })
    },
  )
})
