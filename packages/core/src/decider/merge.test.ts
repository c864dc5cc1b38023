import { caseCommands, caseEvents } from '@casetrail/core/case'
import { clockCommands, clockEvents } from '@casetrail/core/clock'
import { arbitraryOf, codecLaws, corrupted } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { mergeCommands, mergeEvents } from './merge.js'

const events = mergeEvents(caseEvents, clockEvents)
const commands = mergeCommands(caseCommands, clockCommands)

describe('two catalogues of events as one', () => {
  for (const law of codecLaws('both', events, { runs: 200 })) test(law.name, law.run)

  test('know the types and versions of both, the first ones first', () => {
    expect(events.types).toEqual([...caseEvents.types, ...clockEvents.types])
    expect(events.versions).toEqual([...caseEvents.versions, ...clockEvents.versions])
    expect(new Set(events.types).size).toBe(events.types.length)
    for (const { type, version } of events.versions) {
      const current = events.currentVersion(type)
      expect(current).toBeGreaterThanOrEqual(version)
    }
  })

  test('read what is wrong as the one that knows its type does', () => {
    const any = fc.constantFrom(...events.versions)
    const value = any.chain(({ codec, version, type }) =>
      fc.tuple(corrupted(arbitraryOf<unknown>(codec)), fc.constant(version), fc.constant(type)),
    )
    fc.assert(
      fc.property(
        value,
        fc.constantFrom('full' as const, 'shape' as const),
        ([data, version], depth) => {
          const read = events.decode(data, version, depth)
          const [first, second] = [caseEvents, clockEvents].map((one) =>
            one.decode(data, version, depth),
          )
          if (E.isRight(read)) expect([first, second]).toContainEqual(read)
          else if (read.left._tag !== 'UnknownType') expect([first, second]).toContainEqual(read)
          else expect([first, second].every((one) => one !== undefined && E.isLeft(one))).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  test.each([
    ['ClockMett', 'ClockMet'],
    ['CaseResolvd', 'CaseResolved'],
  ])('tell who writes %s the nearest of all', (type, nearest) => {
    expect(events.decode({ type }, 1)).toEqual(E.left({ _tag: 'UnknownType', type, nearest }))
  })

  test.each([
    [null],
    ['ClockMet'],
    [{}],
    [{ type: 7 }],
    [[]],
    [undefined],
    [{ type: '__proto__' }],
  ])('take %j for no event', (value) => {
    expect(E.isLeft(events.decode(value, 1))).toBe(true)
    expect(E.isLeft(commands.decode(value))).toBe(true)
  })

  test('refuse a version that nobody wrote, by the name of its type', () => {
    expect(events.decode({ type: 'ClockMet' }, 2)).toEqual(
      E.left({ _tag: 'UnknownVersion', type: 'ClockMet', version: 2, newest: 1 }),
    )
  })
})

describe('two catalogues of commands as one', () => {
  const now = { at: '2025-03-03T01:00:00.000Z', actor: { id: 'ticker', role: 'system' } }

  test('decode the commands of both', () => {
    const tick = { type: 'CheckDeadlines', ...now }
    const accept = { type: 'AcceptCase', ...now }
    expect(commands.types).toEqual([...caseCommands.types, 'CheckDeadlines'])
    expect(commands.decode(tick)).toEqual(E.right(tick))
    expect(commands.decode(accept)).toEqual(E.right(accept))
  })

  test('tell what is wrong with them', () => {
    expect(commands.decode({ type: 'CheckDeadlines', at: 'now' })).toMatchObject({
      left: { _tag: 'Malformed', type: 'CheckDeadlines' },
    })
    expect(commands.decode({ type: 'CheckDeadline', ...now })).toEqual(
      E.left({ _tag: 'UnknownType', type: 'CheckDeadline', nearest: 'CheckDeadlines' }),
    )
    expect(commands.decode({ type: 'AcceptCse', ...now })).toEqual(
      E.left({ _tag: 'UnknownType', type: 'AcceptCse', nearest: 'AcceptCase' }),
    )
  })
})
