import { arbitraryOf } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

import { Text, record } from '../codec/primitives.js'

import { personal, personalPaths } from './personal.js'

const mark = { subject: 'customer', category: 'contact', purpose: 'service' } as const
const Phone = personal(Text, mark)

describe('personal fields', () => {
  test('are found wherever a codec can hold one, in the order of fields', () => {
    const Event = record(
      'Event',
      { customer: Text, phone: Phone, list: t.readonlyArray(Phone) },
      {
        nested: record('N', { inner: t.type({ deep: Phone }) }),
        byKind: t.record(t.string, Phone),
        either: t.union([t.null, t.type({ phone: Phone })]),
        refined: t.refinement(t.array(Phone), (list) => list.length > 0),
        exact: t.exact(t.type({ phone: Phone })),
        tuple: t.tuple([Text, Phone]),
      },
    )
    expect(personalPaths(Event).map((path) => path.pointer)).toEqual([
      '/phone',
      '/list/*',
      '/nested/inner/deep',
      '/byKind/*',
      '/either/phone',
      '/refined/*',
      '/exact/phone',
      '/tuple/1',
    ])
    expect(personalPaths(Event)[0]).toEqual({ pointer: '/phone', ...mark })
  })

  test('are found in a recursive codec, once', () => {
    interface Tree {
      readonly name: string
      readonly children: ReadonlyArray<Tree>
    }
    const Tree: t.Type<Tree> = t.recursion('Tree', () =>
      t.type({ name: Phone, children: t.readonlyArray(Tree) }),
    )
    expect(personalPaths(Tree).map((path) => path.pointer)).toContain('/name')
  })

  test('keys are escaped as in any pointer', () => {
    expect(personalPaths(t.type({ 'a/b~c': Phone }))[0]?.pointer).toBe('/a~1b~0c')
  })

  test('decode, encode and name as before', () => {
    expect(Phone.name).toBe(Text.name)
    fc.assert(
      fc.property(fc.oneof(arbitraryOf(Text), fc.anything()), (value) => {
        expect(Phone.is(value)).toBe(Text.is(value))
        expect(E.isRight(Phone.decode(value))).toBe(E.isRight(Text.decode(value)))
      }),
      { numRuns: 300 },
    )
    expect(Phone.encode('x')).toBe('x')
  })
})
