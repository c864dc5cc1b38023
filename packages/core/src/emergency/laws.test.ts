/** Laws of the emergency aggregate, its events and its commands, on random values and histories. */
import * as codecs from '@casetrail/core/emergency'
import {
  emergencyCommands,
  emergencyEvents,
  emergencyLabels,
  emergencyStages,
  type EmergencyEvent,
} from '@casetrail/core/emergency'
import { codecLaws, deciderLaws, histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { emergencyCommandsFor } from '../../test/emergency-commands.js'
import { declare, emergencies, hold, manager } from '../../test/emergency-kit.js'
import { decodeExactly, labelled, leadsBack } from '../../test/laws.js'

const RUNS = 200
const valid = histories(emergencies, emergencyCommandsFor, { maxCommands: 30 })

describe('the decider', () => {
  const options = { commandsFor: emergencyCommandsFor, runs: RUNS }
  for (const law of deciderLaws('emergency', emergencies, options)) test(law.name, law.run, 120_000)

  test('histories are deep enough to mean something', () => {
    const seen = new Set<EmergencyEvent['type']>()
    const stages = new Set<string>()
    for (const { events, steps, state } of fc.sample(valid, { numRuns: 600, seed: 7 })) {
      for (const event of events) seen.add(event.type)
      for (const { before } of steps) stages.add(before.stage)
      stages.add(state.stage)
    }
    expect(emergencyEvents.types.filter((type) => !seen.has(type))).toEqual([])
    expect([...stages].sort()).toEqual([
      'declared',
      'drilled',
      'none',
      'planStarted',
      'recovered',
      'reviewed',
      'stoodDown',
    ])
  })

  leadsBack(emergencies, valid)

  test('what a command that is taken emits is one event, of its time and its actor, or none', () => {
    fc.assert(
      fc.property(valid, ({ steps }) => {
        for (const { before, command, events, rejected } of steps) {
          for (const event of events)
            expect(event).toMatchObject({ at: command.at, by: command.actor.id })
          if (rejected) continue
          expect(emergencyStages[command.type]).toContain(before.stage)
          expect(events.length).toBe(
            command.type === 'ActivateFallback' && before.fallbacks.has(command.fallback) ? 0 : 1,
          )
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('the parts come in their order: declared ≤ plan started ≤ recovered ≤ reviewed', () => {
    fc.assert(
      fc.property(valid, ({ events }) => {
        const order = ['EmergencyDeclared', 'PlanStarted', 'Recovered', 'Reviewed']
        const parts = events.filter(({ type }) => order.includes(type))
        expect(parts.map(({ type }) => type)).toEqual(order.slice(0, parts.length))
        const times = parts.map(({ at }) => at)
        expect(times).toEqual([...times].sort())
      }),
      { numRuns: 600 },
    )
  })

  test('start and recovery carry the declaration that a duration is counted from', () => {
    fc.assert(
      fc.property(valid, ({ events }) => {
        const [first] = events
        for (const event of events) {
          if (event.type !== 'PlanStarted' && event.type !== 'Recovered') continue
          expect(first).toMatchObject({ at: event.declaredAt, kind: event.kind })
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('a supervisor never decides more than the band', () => {
    fc.assert(
      fc.property(valid, ({ steps }) => {
        for (const { command, events } of steps) {
          for (const event of events) {
            if (event.type !== 'CompensationDecided' || event.amount === undefined) continue
            expect(event.amount.currency).toBe('CNY')
            if (command.actor.role === 'manager') continue
            expect(command.actor.role).toBe('supervisor')
            expect(event.amount.amount * (event.customers ?? NaN)).toBeLessThanOrEqual(200_000)
          }
        }
      }),
      { numRuns: 600 },
    )
  })
})

describe('the events', () => {
  const laws = codecLaws('emergency events', emergencyEvents, { runs: RUNS })
  for (const law of laws) test(law.name, law.run)

  test('hold no personal data: there is no customer whose it could be', () => {
    expect(emergencyEvents.versions.filter(({ personal }) => personal.length > 0)).toEqual([])
  })

  labelled(emergencyEvents, emergencyLabels)
})

describe('the commands', () => {
  decodeExactly(emergencyCommands, codecs)

  test('a mistyped command is told the nearest', () => {
    expect(emergencyCommands.decode({ type: 'StartPlann', actor: manager })).toEqual(
      E.left({ _tag: 'UnknownType', type: 'StartPlann', nearest: 'StartPlan' }),
    )
  })

  const now = { at: '2025-06-18T03:00:00.000Z', actor: manager } as const
  const pay = {
    type: 'DecideCompensation',
    ...now,
    kind: 'compensation',
    amount: { amount: 100, currency: 'CNY' },
    customers: 3,
  }
  const review = {
    type: 'ReviewEmergency',
    ...now,
    cause: '證書過期',
    lessons: '提醒',
    correctiveActions: [],
  }
  const inform = {
    type: 'InformCustomers',
    ...now,
    channel: 'sms',
    audience: '會員',
    message: '支付暫停',
  }

  test.each([
    ['a kind that is none', declare, { kind: 'fire' }, ['/kind']],
    ['no description', declare, { description: ' ' }, ['/description']],
    ['a time without a zone', declare, { at: '2025-06-18T02:00:00.000' }, ['/at']],
    ['nobody', declare, { actor: { id: '', role: 'agent' } }, ['/actor/id']],
    ['a standard without a version', declare, { standard: { id: 'mine' } }, ['/standard/version']],
    ['attributes that are no text', declare, { attributes: { n: 1 } }, ['/attributes/n']],
    ['money without a currency', pay, { amount: { amount: 100 } }, ['/amount/currency']],
    ['half a cent', pay, { amount: { amount: 0.5, currency: 'CNY' } }, ['/amount/amount']],
    ['a debt', pay, { amount: { amount: -1, currency: 'CNY' } }, ['/amount/amount']],
    [
      'a currency in small letters',
      pay,
      { amount: { amount: 1, currency: 'cny' } },
      ['/amount/currency'],
    ],
    ['no customers at all', pay, { customers: 0 }, ['/customers']],
    ['a remedy that is none', pay, { kind: 'gift' }, ['/kind']],
    [
      'an action without an id',
      review,
      { correctiveActions: ['action-1'] },
      ['/correctiveActions/0'],
    ],
    ['lessons of a number', review, { lessons: 3 }, ['/lessons']],
    ['a channel that is none', inform, { channel: 'fax' }, ['/channel']],
    ['fewer than nobody informed', inform, { count: -1 }, ['/count']],
    ['a start before the alarm', hold, { startedAfterMs: -60_000 }, ['/startedAfterMs']],
  ] as const)('%s is malformed, at its place', (_name, command, wrong, pointers) => {
    expect(emergencyCommands.decode(command)).toEqual(E.right(command))
    expect(emergencyCommands.decode({ ...command, ...wrong })).toMatchObject({
      left: {
        _tag: 'Malformed',
        type: command.type,
        problems: pointers.map((pointer) => ({ pointer })),
      },
    })
  })

  test('what was found and what was expected are told', () => {
    expect(emergencyCommands.decode({ ...pay, amount: { amount: 100, currency: 'RMB ' } })).toEqual(
      E.left({
        _tag: 'Malformed',
        type: 'DecideCompensation',
        problems: [{ pointer: '/amount/currency', found: '"RMB "', expected: 'Currency' }],
      }),
    )
  })
})
