/** Laws of the case aggregate, its events and its commands, on random values and histories. */
import { caseCommands, caseEvents, type CaseEvent } from '@casetrail/core/case'
import * as codecs from '@casetrail/core/case'
import { codecLaws, deciderLaws, histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { caseCommandsFor } from '../../test/case-commands.js'
import { agent, cases } from '../../test/case-kit.js'
import { decodeExactly, leadsBack } from '../../test/laws.js'

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

  leadsBack(
    cases,
    valid,
    (event) =>
      // who is named by the event is assigned by hand
      event.type !== 'CaseAssigned' || event.basis === 'byHand',
  )

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
  decodeExactly(caseCommands, codecs)

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
