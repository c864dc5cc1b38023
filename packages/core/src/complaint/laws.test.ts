/** Laws of the complaint aggregate, its events and its commands, on random values and histories. */
import { complaintCommands, complaintEvents, type ComplaintEvent } from '@casetrail/core/complaint'
import * as codecs from '@casetrail/core/complaint'
import { codecLaws, deciderLaws, histories } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { complaintCommandsFor } from '../../test/complaint-commands.js'
import { complaints } from '../../test/complaint-kit.js'
import { decodeExactly, leadsBack } from '../../test/laws.js'

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

  leadsBack(complaints, valid)

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
  decodeExactly(complaintCommands, codecs)
})
