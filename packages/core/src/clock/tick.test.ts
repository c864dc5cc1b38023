/** No verdict depends on when a tick came, how often, or whether any did. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { clockedCases, isClockEvent, type AnyEvent } from '../../test/clock-kit.js'
import {
  afterwards,
  commandsOf,
  run,
  scripts,
  tickAt,
  verdictsOf,
  type Script,
} from '../../test/clock-scripts.js'

const RUNS = 1_000

const ticked = (script: Script) => {
  const timed = commandsOf(script)
  return [
    ...timed.flatMap(({ command, ticks }) => [
      ...ticks.flatMap((ms) => [tickAt(ms), tickAt(ms)]),
      command,
    ]),
    afterwards(timed),
    afterwards(timed),
  ]
}

const unticked = (script: Script) => {
  const timed = commandsOf(script)
  return [...timed.map(({ command }) => command), afterwards(timed)]
}

const own = (events: ReadonlyArray<AnyEvent>) => events.filter((event) => !isClockEvent(event))

const clockTexts = (events: ReadonlyArray<AnyEvent>) =>
  events
    .filter(isClockEvent)
    .map((event) => JSON.stringify(event))
    .sort()

describe('ticks anywhere, twice, of times gone by, or none at all', () => {
  test('give the same clock events, where all is recorded as it happens', () => {
    fc.assert(
      fc.property(scripts({ grain: 2 }), (script) => {
        const [a, b] = [run(clockedCases, ticked(script)), run(clockedCases, unticked(script))]
        expect(own(a.events)).toEqual(own(b.events))
        expect(clockTexts(a.events)).toEqual(clockTexts(b.events))
        expect(a.state).toEqual(b.state)
      }),
      { numRuns: RUNS },
    )
  })

  test('give the same verdict of every run, where some is recorded late', () => {
    fc.assert(
      fc.property(scripts({ late: true, grain: 2 }), (script) => {
        const [a, b] = [run(clockedCases, ticked(script)), run(clockedCases, unticked(script))]
        expect(own(a.events)).toEqual(own(b.events))
        expect(verdictsOf(a.events)).toEqual(verdictsOf(b.events))
      }),
      { numRuns: RUNS * 3 },
    )
  })

  test('a tick records warnings and breaches, and nothing else', () => {
    fc.assert(
      fc.property(scripts({ late: true }), (script) => {
        const timed = commandsOf(script).map(({ command }) => command)
        const before = run(clockedCases, timed).events
        const all = run(clockedCases, [...timed, afterwards(commandsOf(script))]).events
        for (const { type } of all.slice(before.length)) {
          expect(['ClockWarned', 'ClockBreached']).toContain(type)
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('the scripts', () => {
  test('go deep enough to mean something', () => {
    const seen = new Map<string, number>()
    for (const script of fc.sample(scripts({ late: true }), { numRuns: 600, seed: 7 })) {
      for (const event of run(clockedCases, ticked(script)).events) {
        const text = event.type === 'ClockBreachWithdrawn' ? event.reason : event.type
        seen.set(text, (seen.get(text) ?? 0) + 1)
      }
    }
    for (const type of [
      'ClockStarted',
      'ClockPaused',
      'ClockResumed',
      'ClockRetargeted',
      'ClockWarned',
      'ClockMet',
      'ClockBreached',
      'ClockCancelled',
      'met',
      'paused',
      'cancelled',
      'retargeted',
      'CaseReopened',
      'CaseUnmerged',
    ]) {
      expect([type, (seen.get(type) ?? 0) > 5]).toEqual([type, true])
    }
  })
})
