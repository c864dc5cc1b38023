/** Laws of the complaint aggregate, its events and its commands, on random values and histories. */
import { fold } from '@casetrail/core'
import { complaintCommands, complaintEvents, type ComplaintEvent } from '@casetrail/core/complaint'
import * as codecs from '@casetrail/core/complaint'
import { arbitraryOf, codecLaws, corrupted, deciderLaws, histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

import { complaintCommandsFor } from '../../test/complaint-commands.js'
import { complaints } from '../../test/complaint-kit.js'

const RUNS = 200
const valid = histories(complaints, complaintCommandsFor, { maxCommands: 60 })

describe('the decider', () => {
  const laws = deciderLaws('complaint', complaints, {
    commandsFor: complaintCommandsFor,
    runs: RUNS,
    maxCommands: 30,
  })
  for (const law of laws) test(law.name, law.run, 120_000)

  test('histories are deep enough to mean something', () => {
    const seen = new Set<ComplaintEvent['type']>()
    const stages = new Set<string>()
    const standings = new Set<string>()
    const cycles = new Set<number>()
    for (const { events, steps } of fc.sample(valid, { numRuns: 600, seed: 7 })) {
      for (const event of events) seen.add(event.type)
      for (const { before } of steps) {
        stages.add(before.stage)
        cycles.add(before.cycle)
        for (const { standing } of before.remedies.values()) standings.add(standing)
      }
      stages.add(events.reduce(complaints.evolve, complaints.initialState).stage)
    }
    expect(complaintEvents.types.filter((type) => !seen.has(type))).toEqual([])
    expect([...stages].sort()).toEqual(
      [
        'none',
        'received',
        'acknowledged',
        'investigating',
        'decided',
        'closed',
        'archived',
        'withdrawn',
        'merged',
      ].sort(),
    )
    expect(standings.size).toBe(8)
    expect(cycles.size).toBeGreaterThanOrEqual(2)
  })

  test("an event's command leads to that event again, in the state before it", () => {
    fc.assert(
      fc.property(valid, ({ steps }) => {
        for (const { before, command, events } of steps) {
          events.forEach((event, i) => {
            const state = fold(complaints, before, events.slice(0, i))
            const decided = complaints.decide(complaints.commandOf(event, command.actor), state)
            expect(E.isRight(decided) ? decided.right : decided.left).toContainEqual(event)
          })
        }
      }),
      { numRuns: 600 },
    )
  }, 120_000)

  test('a command emits one event at most: at its own time, by its own actor', () => {
    fc.assert(
      fc.property(valid, ({ steps }) => {
        for (const { before, command, events } of steps) {
          expect(events.length).toBeLessThanOrEqual(1)
          for (const event of events) {
            expect(event.at).toBe(command.at)
            expect(event.by).toBe(command.actor.id)
            expect(event.at >= (before.openedAt ?? event.at)).toBe(true)
          }
        }
      }),
      { numRuns: RUNS },
    )
  }, 120_000)
})

describe('the events', () => {
  for (const law of codecLaws('complaint events', complaintEvents, { runs: RUNS }))
    test(law.name, law.run)
})

describe('the commands', () => {
  const commandCodecs: Readonly<Record<string, unknown>> = codecs
  const codecOf = (type: string): t.Mixed => commandCodecs[type] as t.Mixed

  test.each(complaintCommands.types.map((type) => ({ type })))(
    '$type is decoded exactly where its codec accepts it, also after JSON',
    ({ type }) => {
      const codec = codecOf(type)
      const values: fc.Arbitrary<unknown> = arbitraryOf(codec)
      fc.assert(
        fc.property(values, (value) => {
          expect(complaintCommands.decode(value)).toEqual(E.right(value))
          expect(complaintCommands.decode(JSON.parse(JSON.stringify(value)))).toEqual(
            E.right(value),
          )
        }),
        { numRuns: RUNS },
      )
      fc.assert(
        fc.property(corrupted(values), (value) => {
          const decoded = complaintCommands.decode(value)
          const isOfType =
            typeof value === 'object' && value !== null && 'type' in value && value.type === type
          if (isOfType) expect(E.isRight(decoded)).toBe(codec.is(value))
          else expect(decoded).toMatchObject({ _tag: 'Left' })
        }),
        { numRuns: RUNS },
      )
    },
  )
})
