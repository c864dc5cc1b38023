import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

import { personal } from '../personal/personal.js'
import { Duration } from '../time/index.js'

import { Actor, Count, Instant, Text, oneOf, record } from './primitives.js'
import { problemText, problemsOf, show, type Problem } from './problem.js'

const problems = (codec: t.Mixed, value: unknown): ReadonlyArray<Problem> => {
  const decoded = codec.decode(value)
  return E.isLeft(decoded) ? problemsOf(decoded.left) : []
}

const pointers = (codec: t.Mixed, value: unknown): ReadonlyArray<string> =>
  problems(codec, value).map((problem) => problem.pointer)

const mark = { subject: 'customer', category: 'freeText', purpose: 'service' } as const

describe('problems', () => {
  test('the whole value is the empty pointer', () => {
    expect(problems(Count, 'x')).toEqual([{ pointer: '', found: '"x"', expected: 'Count' }])
    expect(pointers(Actor, null)).toEqual([''])
  })

  test('members of intersections are no place', () => {
    const Event = record(
      'Event',
      { at: Instant, actor: Actor },
      { steps: t.array(record('S', { n: Count })) },
    )
    const value = {
      at: '2025-02-30T00:00:00.000Z',
      actor: { id: '' },
      steps: [{ n: 1 }, { n: -1 }],
    }
    expect(problems(Event, value)).toEqual([
      { pointer: '/at', found: '"2025-02-30T00:00:00.000Z"', expected: 'Instant' },
      { pointer: '/actor/id', found: '""', expected: 'Text' },
      { pointer: '/actor/role', found: 'nothing', expected: 'Text' },
      { pointer: '/steps/1/n', found: '-1', expected: 'Count' },
    ])
  })

  test('a record that is none is told by its name, not by its halves', () => {
    const Part = record('Part', { n: Count }, { label: Text })
    const Whole = record('Whole', { part: Part })
    expect(problems(Whole, {})).toEqual([{ pointer: '/part', found: 'nothing', expected: 'Part' }])
    expect(problems(Part, 7)).toEqual([{ pointer: '', found: '7', expected: 'Part' }])
  })

  test('members of unions are no place, and each place is told once with all that it may be', () => {
    const Either = t.type({ value: t.union([Count, Text]) })
    expect(problems(Either, { value: true })).toEqual([
      { pointer: '/value', found: 'true', expected: 'Count | Text' },
    ])
    const Nested = t.type({ v: t.union([t.type({ a: Count }), t.type({ b: t.array(Count) })]) })
    expect(pointers(Nested, { v: { b: ['x'] } })).toEqual(['/v/a', '/v/b/0'])
  })

  test('fields named like members keep their place', () => {
    const Named = t.type({ '0': t.type({ '1': Count }) })
    expect(pointers(Named, { '0': { '1': 'x' } })).toEqual(['/0/1'])
    const InUnion = t.union([t.type({ '0': Count }), t.null])
    expect(pointers(InUnion, { '0': 'x' })).toContain('/0')
  })

  test('lists, dictionaries, refinements, personal fields and escaped keys', () => {
    const Long = t.refinement(t.array(record('R', { a: Text })), (list) => list.length > 0, 'Long')
    expect(pointers(Long, [{ a: 'x' }, {}])).toEqual(['/1/a'])
    expect(pointers(t.record(t.string, Duration), { 'a/b~c': 'P1M' })).toEqual(['/a~1b~0c'])
    const Note = t.type({ note: t.array(personal(record('N', { text: Text }), mark)) })
    expect(pointers(Note, { note: [{ text: '' }] })).toEqual(['/note/0/text'])
    expect(problems(oneOf('Degree', 'low', 'high'), 'lo')[0]?.expected).toBe('Degree')
  })
})

describe('show', () => {
  test.each([
    [undefined, 'nothing'],
    [() => 1, 'function'],
    [10n, '10n'],
    [Number.NaN, 'NaN'],
    [[1, 2], 'a list of 2'],
    [{ a: 1, b: 2 }, 'an object with a, b'],
    ['line\nbreak', '"line\\nbreak"'],
    [null, 'null'],
  ])('%s', (value, text) => {
    expect(show(value)).toBe(text)
  })

  test('is short and one line for whatever there is', () => {
    const long = show('x'.repeat(10_000))
    expect(long.length).toBeLessThan(90)
    expect(show({ ['k'.repeat(10_000)]: 1 }).length).toBeLessThan(90)
    expect(show({ 'a\nb': 1 })).not.toContain('\n')
  })

  test('as a sentence', () => {
    expect(problemText({ pointer: '/a', found: '1', expected: 'Text' })).toBe(
      '/a: found 1, expected Text',
    )
    expect(problemText({ pointer: '', found: '1', expected: 'Text' })).toBe(
      'the value: found 1, expected Text',
    )
  })
})
