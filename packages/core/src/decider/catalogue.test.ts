import { arbitraryOf, at, codecLaws } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

import { Instant, Text, record } from '../codec/primitives.js'
import { personal } from '../personal/personal.js'

import { account } from './account.fixture.js'
import { earlierVersion, eventCatalogue, eventType } from './catalogue.js'
import { unreadable } from './unreadable.js'

const type = t.literal('Rated')
const Rated1 = record('Rated1', { type, at: Instant, stars: t.string })
const Rated2 = record('Rated2', { type, at: Instant, stars: t.number })
const Rated3 = record('Rated3', {
  type,
  at: Instant,
  score: t.number,
  by: personal(Text, { subject: 'by', category: 'name', purpose: 'service' }),
})
const Dropped = record('Dropped', { type: t.literal('Dropped'), at: Instant })
type Event = t.TypeOf<typeof Rated3> | t.TypeOf<typeof Dropped>

const events = eventCatalogue<Event>({
  Rated: eventType(Rated3, [
    earlierVersion(Rated1, ({ stars, ...rest }) => ({ ...rest, stars: stars.length })),
    earlierVersion(Rated2, ({ stars, ...rest }) => ({ ...rest, score: stars * 20, by: 'unknown' })),
  ]),
  Dropped: eventType(Dropped),
})

const time = at('2025-01-01T00:00:00.000Z')
const current = { type: 'Rated', at: time, score: 60, by: 'unknown' } as const

describe('a catalogue with older versions', () => {
  for (const law of codecLaws('three versions', events)) test(law.name, law.run)

  test('version 1 goes through version 2 to version 3', () => {
    expect(events.decode({ ...{ at: time, stars: '***' }, type: 'Rated' }, 1)).toEqual(
      E.right(current),
    )
    expect(events.decode({ ...{ at: time, stars: 3 }, type: 'Rated' }, 2)).toEqual(E.right(current))
    expect(events.decode(current, 3)).toEqual(E.right(current))
    expect(events.currentVersion('Rated')).toBe(3)
  })

  test('each version is read by its own codec', () => {
    expect(events.decode(current, 1)).toMatchObject({ left: { _tag: 'Malformed', type: 'Rated' } })
    const wrong = events.decode({ ...{ at: time, stars: 3 }, type: 'Rated' }, 1)
    expect(wrong).toMatchObject({ left: { problems: [{ pointer: '/stars', found: '3' }] } })
  })

  test('a current event is not even copied', () => {
    fc.assert(
      fc.property(arbitraryOf<Event>(t.union([Rated3, Dropped])), (event) => {
        const read = events.decode(event, events.currentVersion(event.type))
        expect(E.isRight(read) && read.right).toBe(event)
      }),
      { numRuns: 200 },
    )
  })

  test('versions and personal places are listed', () => {
    expect(events.versions.map(({ type: name, version }) => [name, version])).toEqual([
      ['Rated', 1],
      ['Rated', 2],
      ['Rated', 3],
      ['Dropped', 1],
    ])
    expect(events.versions.map(({ personal: places }) => places.map((p) => p.pointer))).toEqual([
      [],
      [],
      ['/by'],
      [],
    ])
  })

  test.each([0, 4, -1, 1.5, Number.NaN])('version %d is unknown', (version) => {
    expect(events.decode(current, version)).toMatchObject({
      left: { _tag: 'UnknownVersion', type: 'Rated', newest: 3 },
    })
  })

  test('an upcaster that gives no current event is found out', () => {
    const bad = eventCatalogue<t.TypeOf<typeof Rated3>>({
      Rated: eventType(Rated3, [earlierVersion(Rated2, () => ({ type: 'Rated' }))]),
    })
    const read = bad.decode({ ...{ at: time, stars: 3 }, type: 'Rated' }, 1)
    expect(read).toMatchObject({ left: { _tag: 'Malformed', type: 'Rated' } })
  })
})

describe('what is no event', () => {
  test.each([
    [undefined, '', 'nothing'],
    [null, '', 'null'],
    ['Rated', '', '"Rated"'],
    [7, '', '7'],
    [[], '', 'a list of 0'],
    [{}, '/type', 'nothing'],
    [{ type: null }, '/type', 'null'],
    [{ type: 7 }, '/type', '7'],
  ])('%j is Malformed', (data, pointer, found) => {
    expect(events.decode(data, 1)).toMatchObject({
      left: { _tag: 'Malformed', problems: [{ pointer, found }] },
    })
  })

  test('whatever it is, the answer is a value', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (data, version) => {
        expect(E.isLeft(events.decode(data, version as number))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('unknown types', () => {
  test('the nearest known one is named, where there is one', () => {
    expect(events.decode({ type: 'Ratd' }, 1)).toEqual(
      E.left({ _tag: 'UnknownType', type: 'Ratd', nearest: 'Rated' }),
    )
    expect(events.decode({ type: 'SomethingElse' }, 1)).toEqual(
      E.left({ _tag: 'UnknownType', type: 'SomethingElse' }),
    )
  })

  test.each(['__proto__', 'constructor', 'toString'])('%s is one', (name) => {
    expect(events.decode({ type: name }, 1)).toMatchObject({ left: { _tag: 'UnknownType' } })
  })

  test.each([[undefined], [null], [1], ['Open'], [[]], [{}], [{ type: 1 }], [{ type: null }]])(
    'the command %j has none',
    (command) => {
      expect(account().commands.decode(command)).toMatchObject({ left: { _tag: 'UnknownType' } })
    },
  )
})

test('an event that its store could not read is refused with the problem, whatever else it may look like', () => {
  const problem = { pointer: '', found: '"{bad"', expected: 'JSON' }
  expect(events.decode(unreadable('Dropped', time, problem), 1)).toEqual(
    E.left({ _tag: 'Malformed', type: 'Dropped', problems: [problem] }),
  )
  expect(events.decode(unreadable('Dropped', time, problem), 1, 'shape')._tag).toBe('Left')
})
