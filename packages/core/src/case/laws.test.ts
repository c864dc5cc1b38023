/** Laws of the case aggregate, its events and its commands, on random values and histories. */
import { fold } from '@casetrail/core'
import { caseCommands, caseEvents, type CaseEvent } from '@casetrail/core/case'
import * as codecs from '@casetrail/core/case'
import { arbitraryOf, codecLaws, corrupted, deciderLaws, histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

import { caseCommandsFor } from '../../test/case-commands.js'
import { agent, cases } from '../../test/case-kit.js'

const RUNS = 200
const valid = histories(cases, caseCommandsFor, { maxCommands: 30 })

describe('the decider', () => {
  const laws = deciderLaws('case', cases, { commandsFor: caseCommandsFor, runs: RUNS })
  for (const law of laws) test(law.name, law.run, 120_000)

  test('histories are deep enough to mean something', () => {
    const seen = new Set<CaseEvent['type']>()
    const stages = new Set<string>()
    for (const { events, state } of fc.sample(valid, { numRuns: 600, seed: 7 })) {
      for (const event of events) seen.add(event.type)
      stages.add(state.stage)
    }
    expect(caseEvents.types.filter((type) => !seen.has(type))).toEqual([])
    expect(stages.size).toBeGreaterThanOrEqual(9)
  })

  test("an event's command leads to that event again, in the state before it", () => {
    fc.assert(
      fc.property(valid, ({ steps }) => {
        for (const { before, command, events } of steps) {
          events.forEach((event, i) => {
            // who is named by the event is assigned by hand
            if (event.type === 'CaseAssigned' && event.basis === 'routing') return
            const state = fold(cases, before, events.slice(0, i))
            const decided = cases.decide(cases.commandOf(event, command.actor), state)
            expect(E.isRight(decided) ? decided.right : decided.left).toContainEqual(event)
          })
        }
      }),
      { numRuns: 600 },
    )
  })

  test('every event carries the cycle that it belongs to, and cycles count up by reopening alone', () => {
    fc.assert(
      fc.property(valid, ({ events }) => {
        let cycle = 1
        for (const event of events) {
          if (event.type === 'CaseReopened') cycle += 1
          expect(event.cycle).toBe(cycle)
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('what is emitted happens at the time of the command, never before the opening', () => {
    fc.assert(
      fc.property(valid, ({ steps }) => {
        for (const { before, command, events } of steps) {
          for (const event of events) {
            expect(event.at).toBe(command.at)
            expect(event.at >= (before.openedAt ?? event.at)).toBe(true)
          }
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('the events', () => {
  for (const law of codecLaws('case events', caseEvents, { runs: RUNS })) test(law.name, law.run)
})

describe('the commands', () => {
  const commandCodecs: Readonly<Record<string, unknown>> = codecs
  const codecOf = (type: string): t.Mixed => commandCodecs[type] as t.Mixed

  test.each(caseCommands.types.map((type) => ({ type })))(
    '$type is decoded exactly where its codec accepts it, also after JSON',
    ({ type }) => {
      const codec = codecOf(type)
      const values: fc.Arbitrary<unknown> = arbitraryOf(codec)
      fc.assert(
        fc.property(values, (value) => {
          expect(caseCommands.decode(value)).toEqual(E.right(value))
          expect(caseCommands.decode(JSON.parse(JSON.stringify(value)))).toEqual(E.right(value))
        }),
        { numRuns: RUNS },
      )
      fc.assert(
        fc.property(corrupted(values), (value) => {
          const decoded = caseCommands.decode(value)
          const isOfType =
            typeof value === 'object' && value !== null && 'type' in value && value.type === type
          if (isOfType) expect(E.isRight(decoded)).toBe(codec.is(value))
          else expect(decoded).toMatchObject({ _tag: 'Left' })
        }),
        { numRuns: RUNS },
      )
    },
  )

  test('a mistyped command is told the nearest', () => {
    expect(caseCommands.decode({ type: 'ResolveCaes', actor: agent })).toEqual(
      E.left({ _tag: 'UnknownType', type: 'ResolveCaes', nearest: 'ResolveCase' }),
    )
  })

  test.each([
    ['a date that does not exist', { at: '2025-02-30T08:00:00.000Z' }, '/at'],
    ['a time without a zone', { at: '2025-03-03T08:00:00.000' }, '/at'],
    ['an empty reason', { reason: ' ' }, '/reason'],
    ['nobody', { actor: { id: '', role: 'agent' } }, '/actor/id'],
    ['a number for a text', { reason: 7 }, '/reason'],
  ])('%s is malformed, at its place', (_name, wrong, pointer) => {
    const cancel = {
      type: 'CancelCase',
      at: '2025-03-03T08:00:00.000Z',
      actor: agent,
      reason: '誤撥',
    }
    expect(caseCommands.decode(cancel)).toEqual(E.right(cancel))
    expect(caseCommands.decode({ ...cancel, ...wrong })).toMatchObject({
      left: { _tag: 'Malformed', type: 'CancelCase', problems: [{ pointer }] },
    })
  })

  test('a malformed id of another case', () => {
    const merge = {
      type: 'MergeCase',
      at: '2025-03-03T08:00:00.000Z',
      actor: agent,
      survivor: '7D4F2A10-9C3E-4B52-8F61-2AB0C5D7E901',
      duplicate: 'case-2',
    }
    expect(caseCommands.decode(merge)).toEqual(
      E.left({
        _tag: 'Malformed',
        type: 'MergeCase',
        problems: [
          {
            pointer: '/survivor',
            found: '"7D4F2A10-9C3E-4B52-8F61-2AB0C5D7E901"',
            expected: 'Uuid',
          },
          { pointer: '/duplicate', found: '"case-2"', expected: 'Uuid' },
        ],
      }),
    )
  })
})
