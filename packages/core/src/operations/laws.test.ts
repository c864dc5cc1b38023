/** Laws of operations, their events and commands, on random values and histories. */
import { fold } from '@casetrail/core'
import * as codecs from '@casetrail/core/operations'
import {
  operationsCommands,
  operationsEvents,
  operationsLabels,
  type ExposureReported,
  type OperationsEvent,
} from '@casetrail/core/operations'
import { codecLaws, deciderLaws, histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { operationsCommandsFor } from '../../test/operations-commands.js'
import { HOUR, after, end, enter, operations, report, start } from '../../test/operations-kit.js'
import { decodeExactly, labelled, leadsBack } from '../../test/laws.js'

const RUNS = 200
const valid = histories(operations, operationsCommandsFor, { maxCommands: 30 })
type History = typeof valid extends fc.Arbitrary<infer H> ? H : never

const always = (check: (history: History) => void): void =>
  fc.assert(fc.property(valid, check), { numRuns: 600 })

/** A report's attributes in one order. */
const shopOf = ({ attributes = {} }: ExposureReported): string =>
  Object.keys(attributes)
    .sort()
    .map((key) => `${key}=${attributes[key] ?? ''}`)
    .join()

/** The reports that hold after a history, found without the aggregate: the last of each interval. */
const held = (events: ReadonlyArray<OperationsEvent>): ReadonlyArray<ExposureReported> => {
  const last = new Map<string, ExposureReported>()
  for (const event of events) {
    if (event.type !== 'ExposureReported') continue
    last.set(`${shopOf(event)} ${event.from} ${event.to}`, event)
  }
  return [...last.values()]
}

describe('the decider', () => {
  const options = { commandsFor: operationsCommandsFor, runs: RUNS, neverTerminal: true } as const
  for (const law of deciderLaws('operations', operations, options)) {
    test(law.name, law.run, 120_000)
  }

  test('histories are deep enough to mean something', () => {
    const seen = new Set<string>()
    let corrections = 0
    let unchanged = 0
    for (const { events, steps } of fc.sample(valid, { numRuns: 600, seed: 7 })) {
      for (const event of events) seen.add(event.type)
      const reports = events.filter(({ type }) => type === 'ExposureReported')
      corrections += reports.length - held(events).length
      for (const { before, command } of steps) {
        const decided = operations.decide(command, before)
        if (E.isLeft(decided)) seen.add(decided.left._tag)
        else if (decided.right.length === 0) unchanged += 1
      }
    }
    expect([...seen].sort()).toEqual([
      'EndsBeforeItsStart',
      'ExposureOverlaps',
      'ExposureReported',
      'InterruptionAlreadyStarted',
      'InterruptionEnded',
      'InterruptionNotRunning',
      'InterruptionStarted',
      'NotPermitted',
      'NothingReported',
      'PeriodEmpty',
      'RiskEntered',
    ])
    expect(corrections).toBeGreaterThan(100)
    expect(unchanged).toBeGreaterThan(20)
  })

  leadsBack(operations, valid)

  test('a command that is taken emits one event, of its time and actor and the first standard, or changes nothing', () => {
    always(({ steps, events: all }) => {
      for (const { before, command, events, rejected } of steps) {
        if (rejected) continue
        expect(events.length).toBeLessThanOrEqual(1)
        for (const event of events) {
          expect(event).toMatchObject({ at: command.at, by: command.actor.id })
          expect(event.standard).toEqual(all[0]?.standard)
        }
        expect(operations.decide(command, fold(operations, before, events))).toEqual(
          command.type === 'StartInterruption' || command.type === 'EndInterruption'
            ? expect.objectContaining({ _tag: 'Left' })
            : E.right([]),
        )
      }
    })
  })

  test('no instant of one shop is reported twice: the reports that hold never overlap', () => {
    always(({ events, state }) => {
      const reports = held(events)
      for (const a of reports) {
        expect(a.from < a.to).toBe(true)
        for (const b of reports) {
          if (a === b || shopOf(a) !== shopOf(b)) continue
          expect(a.to <= b.from || b.to <= a.from).toBe(true)
        }
      }
      expect(new Set([...state.exposures.values()].flat())).toEqual(new Set(reports))
    })
  })

  test('an interruption starts once and ends at most once, not before its start', () => {
    always(({ events }) => {
      const begun = new Map<string, OperationsEvent>()
      const over = new Set<string>()
      for (const event of events) {
        if (event.type === 'InterruptionStarted') {
          expect(begun.has(event.interruption)).toBe(false)
          begun.set(event.interruption, event)
        }
        if (event.type !== 'InterruptionEnded') continue
        const { interruption, kind, startedAt } = event
        expect(begun.get(interruption)).toMatchObject({ at: startedAt, kind })
        expect(over.has(interruption)).toBe(false)
        expect(event.at >= startedAt).toBe(true)
        over.add(interruption)
      }
    })
  })

  test('a score is likelihood × impact, from 1 to 25', () => {
    always(({ events }) => {
      for (const event of events) {
        if (event.type !== 'RiskEntered') continue
        expect(event.score).toBe(event.likelihood * event.impact)
        expect(event.score).toBeLessThanOrEqual(25)
      }
    })
  })

  test('the order of reports makes no difference where none corrects another', () => {
    const hours = fc.uniqueArray(fc.nat({ max: 40 }), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(hours, fc.boolean(), (list, odd) => {
        const sorted = [...list].sort((a, b) => a - b)
        const reports = sorted.slice(1).map((to, i) => ({
          ...report,
          from: after((sorted[i] ?? 0) * HOUR),
          to: after(to * HOUR),
        }))
        const turned = odd ? [...reports].reverse() : reports
        let state = operations.initialState
        for (const command of turned) {
          const decided = operations.decide(command, state)
          expect(decided).toMatchObject({ _tag: 'Right', right: [{ type: 'ExposureReported' }] })
          state = fold(operations, state, E.isRight(decided) ? decided.right : [])
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('the events', () => {
  const laws = codecLaws('operations events', operationsEvents, { runs: RUNS })
  for (const law of laws) test(law.name, law.run)

  test('hold no personal data: there is no customer whose it could be', () => {
    expect(operationsEvents.versions.filter(({ personal }) => personal.length > 0)).toEqual([])
  })

  labelled(operationsEvents, operationsLabels)
})

describe('the commands', () => {
  const { decode } = operationsCommands
  decodeExactly(operationsCommands, codecs)

  test('a mistyped command is told the nearest', () => {
    expect(decode({ type: 'ReportExposur' })).toEqual(
      E.left({ _tag: 'UnknownType', type: 'ReportExposur', nearest: 'ReportExposure' }),
    )
  })

  test.each([
    ['a day that does not exist', report, { from: '2025-02-30T00:00:00.000Z' }, '/from'],
    ['an end that is a date only', report, { to: '2025-04-01' }, '/to'],
    ['fewer than no orders', report, { orders: -1 }, '/orders'],
    ['half a customer', report, { customers: 0.5 }, '/customers'],
    ['contacts that are NaN', report, { contacts: NaN }, '/contacts'],
    ['services without end', report, { services: Infinity }, '/services'],
    ['more than can be counted', report, { orders: 2 ** 53 }, '/orders'],
    ['service time in words', report, { serviceMs: 'PT12H' }, '/serviceMs'],
    ['attributes that are no text', report, { attributes: { shop: 7 } }, '/attributes/shop'],
    ['a standard without a version', report, { standard: { id: 'mine' } }, '/standard/version'],
    ['nobody', report, { actor: { id: '', role: 'agent' } }, '/actor/id'],
    ['an interruption of no kind', start, { kind: 'weather' }, '/kind'],
    ['an interruption without an id', start, { interruption: '' }, '/interruption'],
    ['an end without a time', end, { at: undefined }, '/at'],
    ['a likelihood of 0', enter, { likelihood: 0 }, '/likelihood'],
    ['an impact of 6', enter, { impact: 6 }, '/impact'],
    ['an impact of 2.5', enter, { impact: 2.5 }, '/impact'],
    ['a risk without an owner', enter, { owner: ' ' }, '/owner'],
    ['a risk without an indicator', enter, { indicator: undefined }, '/indicator'],
    ['a plan that is there and empty', enter, { plan: '' }, '/plan'],
  ] as const)('%s is malformed, at its place', (_name, command, wrong, pointer) => {
    expect(decode(command)).toEqual(E.right(command))
    expect(decode({ ...command, ...wrong })).toMatchObject({
      left: { _tag: 'Malformed', type: command.type, problems: [{ pointer }] },
    })
  })

  test('what was found and what was expected are told', () => {
    expect(decode({ ...enter, likelihood: 7 })).toEqual(
      E.left({
        _tag: 'Malformed',
        type: 'EnterRisk',
        problems: [{ pointer: '/likelihood', found: '7', expected: '1 | 2 | 3 | 4 | 5' }],
      }),
    )
  })
})
