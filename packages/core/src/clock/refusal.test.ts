/** Where clocks refuse, who is asked nothing, and which clocks of other calendars and hosts do. */
import { readyCalendars, type Calendar } from '@casetrail/core/calendar'
import { caseAggregate } from '@casetrail/core/case'
import { serviceLevels, withServiceLevels } from '@casetrail/core/clock'
import { at, specify, testBoundary } from '@casetrail/core/testing'
import { fold, foldRead, handle, inMemoryEventStore, type RecordedEvent } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { A, inStage } from '../../test/case-kit.js'
import {
  casesWith,
  clocked,
  clockedCases,
  cmd,
  isClockEvent,
  on,
  timeline,
  told,
} from '../../test/clock-kit.js'

const casesUnder = (calendars: ReadonlyArray<Calendar>, ...ids: ReadonlyArray<string>) => {
  const standard = { ...clocked, clocks: clocked.clocks.filter(({ id }) => ids.includes(id)) }
  return withServiceLevels(caseAggregate([standard]), serviceLevels([standard], calendars))
}

const [office] = readyCalendars
if (office === undefined) throw new Error('a calendar ships')

const covers = { from: on('2025-01-01 00:00'), to: on('2027-01-01 00:00') }

describe('outside the calendar', () => {
  const cases = specify(casesWith('resolution', 'firstResponse'))

  test('a command whose promise would be due there is refused', () => {
    cases
      .given([])
      .when(cmd.open('2026-12-31 10:00'))
      .thenRejects({
        _tag: 'OutsideCalendar',
        calendar: 'china-office@1',
        at: at('2026-12-31T16:00:00.001Z'),
        covers,
      })
    cases
      .given([])
      .when(cmd.open('2024-12-31 10:00'))
      .thenRejects({
        _tag: 'OutsideCalendar',
        calendar: 'china-office@1',
        at: on('2024-12-31 10:00'),
        covers,
      })
  })

  test('a promise of elapsed time asks no calendar', () => {
    const decided = casesWith('firstResponse').decide(
      cmd.open('2031-12-31 10:00'),
      clockedCases.initialState,
    )
    expect(decided).toMatchObject({ _tag: 'Right' })
  })

  test('a command that ends a promise there is refused, and nothing of it recorded', () => {
    const given = told(
      casesWith('resolution'),
      cmd.open('2026-12-22 10:00'),
      cmd.ask('2026-12-23 09:00'),
    )
    specify(casesWith('resolution'))
      .given(given)
      .when(cmd.goOn('2027-01-05 10:00'))
      .thenRejects({
        _tag: 'OutsideCalendar',
        calendar: 'china-office@1',
        at: on('2027-01-05 10:00'),
        covers,
      })
  })

  test('a tick is never refused: what is due is due', () => {
    const events = told(
      casesWith('resolution'),
      cmd.open('2026-12-22 10:00'),
      cmd.tick('2035-01-01 00:00'),
    )
    expect(timeline(events).slice(1)).toEqual([
      '12-23 15:00 resolution#1 Warned',
      '12-23 17:00 resolution#1 Breached',
    ])
  })
})

describe('a calendar that is not there', () => {
  const without = casesUnder([], 'resolution', 'firstResponse')

  test('refuses what would run by it, by name', () => {
    specify(without).given([]).when(cmd.open('2025-09-22 09:00')).thenRejects({
      _tag: 'CalendarNotLoaded',
      calendar: 'china-office',
      loaded: [],
    })
  })

  test('is not missed by a tick, nor by what touches none of its clocks', () => {
    const given = told(
      casesWith('resolution', 'firstResponse'),
      cmd.open('2025-09-22 09:00'),
      cmd.accept('2025-09-22 09:00'),
    )
    const next = (command: Parameters<typeof without.decide>[0]) =>
      without.decide(command, fold(without, without.initialState, given))
    expect(next(cmd.note('2025-09-22 10:00'))).toMatchObject({ right: [{ type: 'NoteAdded' }] })
    expect(next(cmd.tick('2025-10-22 10:00'))).toMatchObject({ _tag: 'Right' })
    expect(next(cmd.resolve('2025-09-22 10:00'))).toMatchObject({
      left: { _tag: 'CalendarNotLoaded', calendar: 'china-office' },
    })
  })
})

describe('a newer version of the calendar', () => {
  // the Tuesday has become free
  const label = { en: 'Storm', zh: '颱風' }
  const holidays = [{ date: '2025-09-23' as Calendar['covers']['from'], label }, ...office.holidays]
  const newer: Calendar = { ...office, version: 2, holidays }
  const old = casesUnder([office], 'resolution', 'days', 'firstResponse')
  const both = casesUnder([newer, office], 'resolution', 'days', 'firstResponse')

  test('retargets what runs, by an event of its own, before the rest', () => {
    const given = told(old, cmd.open('2025-09-22 09:00'))
    const next = fold(both, both.initialState, given)
    for (const command of [cmd.note('2025-09-22 12:00'), cmd.tick('2025-09-22 12:00')]) {
      const decided = both.decide(command, next)
      const events = E.isRight(decided) ? decided.right : []
      expect(events.filter(isClockEvent).slice(0, 2)).toMatchObject([
        { type: 'ClockWarned', clock: 'firstResponse' },
        {
          type: 'ClockRetargeted',
          at: on('2025-09-22 12:00'),
          clock: 'resolution',
          calendar: 'china-office@2',
          dueAt: on('2025-09-24 16:00'),
        },
      ])
      expect(timeline(events).slice(1)).toEqual([
        '09-22 12:00 resolution#1 Retargeted due 09-24 16:00',
        '09-22 12:00 days#1 Retargeted due 09-25 18:00',
      ])
      const after = fold(both, next, events)
      expect(both.decide(cmd.tick('2025-09-22 12:30'), after)).toEqual(E.right([]))
    }
  })

  test('does not unsay a breach, whatever comes late', () => {
    const given = told(old, cmd.open('2025-09-22 09:00'), cmd.tick('2025-09-30 09:00'))
    const next = fold(both, both.initialState, given)
    for (const time of ['2025-09-30 10:00', '2025-09-22 10:00']) {
      const decided = both.decide(cmd.note(time), next)
      expect(E.isRight(decided) && timeline(decided.right)).toEqual([])
      expect(both.decide(cmd.tick(time), next)).toEqual(E.right([]))
    }
  })

  test('an older one brings nothing back', () => {
    const given = told(both, cmd.open('2025-09-22 09:00'))
    const next = fold(old, old.initialState, given)
    for (const command of [
      cmd.note('2025-09-22 11:00'),
      cmd.prioritise('2025-09-22 11:00', 'low'),
    ]) {
      const decided = old.decide(command, next)
      expect(E.isRight(decided) && timeline(decided.right)).toEqual([])
    }
  })

  test('that does not reach so far leaves what it can not reckon', () => {
    const to = '2025-09-22' as Calendar['covers']['to']
    const short: Calendar = {
      ...newer,
      covers: { ...newer.covers, to },
      holidays: newer.holidays.filter(({ date }) => date <= to),
      workingDays: newer.workingDays.filter(({ date }) => date <= to),
    }
    const cases = casesUnder([short], 'resolution')
    const given = told(casesWith('resolution'), cmd.open('2025-09-22 09:00'))
    const next = fold(cases, cases.initialState, given)
    expect(cases.decide(cmd.tick('2025-09-22 10:00'), next)).toEqual(E.right([]))
    expect(cases.decide(cmd.note('2025-09-22 10:00'), next)).toMatchObject({ _tag: 'Right' })
  })

  test('is no matter to a case that is over', () => {
    const given = told(old, cmd.open('2025-09-22 09:00'), cmd.ask('2025-09-22 10:00'))
    // an older host knew of no clocks that are to be cancelled
    const over = [...given, ...inStage('cancelled').slice(-1)]
    const next = fold(both, both.initialState, over)
    expect(next.clocks.live.map(({ clock }) => clock)).toEqual([
      'firstResponse',
      'resolution',
      'days',
    ])
    const ticked = both.decide(cmd.tick('2025-10-22 10:00'), next)
    expect(E.isRight(ticked) && timeline(ticked.right)).toEqual([
      '09-22 12:00 firstResponse#1 Warned',
      '09-22 13:00 firstResponse#1 Breached',
    ])
    expect(both.isTerminal(next)).toBe(false)
    expect(both.isTerminal(fold(both, next, E.isRight(ticked) ? ticked.right : []))).toBe(true)
  })
})

describe('a case that is over', () => {
  test('is terminal with its clocks', () => {
    const cases = casesWith('firstResponse', 'resolution', 'frontLine')
    const given = told(cases, cmd.open('2025-09-22 09:00'), cmd.cancel('2025-09-22 10:00'))
    const state = fold(cases, cases.initialState, given)
    expect(cases.isTerminal(state)).toBe(true)
    expect(cases.decide(cmd.tick('2031-01-01 00:00'), state)).toEqual(E.right([]))
  })
})

describe('a stream of other hosts', () => {
  test('without clock events: none is invented, and new promises begin with what comes', () => {
    const cases = casesWith('firstResponse', 'resolution', 'days')
    const imported = told(
      casesWith(),
      cmd.open('2025-09-22 09:00'),
      cmd.resolve('2025-09-22 10:00'),
    )
    const state = fold(cases, cases.initialState, imported)
    expect(state.clocks.live).toEqual([])
    expect(cases.decide(cmd.tick('2025-10-22 09:00'), state)).toEqual(E.right([]))
    const reopened = cases.decide(cmd.reopen('2025-09-23 09:00'), state)
    expect(E.isRight(reopened) && timeline(reopened.right)).toEqual([
      '09-23 09:00 resolution#1 Started due 09-24 16:00',
    ])
  })

  test('with clocks that nobody knows here: they are told, and left alone', () => {
    const cases = casesWith('firstResponse')
    const given = told(casesWith('resolution', 'days'), cmd.open('2025-09-22 09:00'))
    const next = fold(cases, cases.initialState, given)
    const decided = cases.decide(cmd.resolve('2025-09-22 10:00'), next)
    expect(E.isRight(decided) && timeline(decided.right)).toEqual([])
  })

  test('with clock events of runs that were never begun: nothing comes of them', () => {
    const events = told(
      casesWith('firstResponse', 'progress'),
      cmd.open('2025-09-22 09:00'),
      cmd.reply('2025-09-22 15:00'),
    )
    const headless = events.filter(({ type }) => type !== 'ClockStarted' && type !== 'CaseOpened')
    const state = fold(clockedCases, clockedCases.initialState, headless)
    expect(state.clocks).toEqual(clockedCases.initialState.clocks)
  })

  test('with names that objects have of their own', () => {
    const [first] = clocked.clocks
    const hostile = ['__proto__', 'constructor', 'toString', 'a', 'a\u001fb', '1:a']
    const standard = {
      ...clocked,
      clocks: hostile.flatMap((id) => (first === undefined ? [] : [{ ...first, id }])),
    }
    const cases = withServiceLevels(caseAggregate([standard]), serviceLevels([standard], []))
    const events = told(cases, cmd.open('2025-09-22 09:00'), cmd.merge('2025-09-22 10:00'))
    const state = fold(cases, cases.initialState, events)
    expect(state.clocks.ended.map(({ clock }) => clock)).toEqual(hostile)
    const again = cases.decide(cmd.unmerge('2025-09-22 11:00'), state)
    const clocksOf = E.isRight(again) ? again.right.filter(isClockEvent) : []
    expect(clocksOf.map(({ clock, run }) => [clock, run])).toEqual(hostile.map((id) => [id, 2]))
  })
})

describe('recorded too late', () => {
  const desk = (now: string) => {
    const boundary = testBoundary({ start: on(now), stepMs: 0 })
    const store = inMemoryEventStore(boundary)
    let n = 0
    const cases = handle(store, clockedCases)
    const send = (command: Parameters<typeof clockedCases.decide>[0]) =>
      cases(A, command, { commandId: `command ${String(++n)}` })()
    const stored = async () => {
      const events: RecordedEvent[] = []
      await foldRead(store, { all: true }, 0, (i, event) => i + events.push(event))()
      return events
    }
    return { boundary, send, stored }
  }
  const refused = (dated: string, earliest: string) =>
    E.left({
      _tag: 'Rejected',
      rejection: { _tag: 'DatedTooFarBack', at: on(dated), earliest: on(earliest) },
    })

  test('by more than the standard allows: refused, and nothing recorded', async () => {
    const { boundary, send, stored } = desk('2025-09-22 09:00')
    await send(cmd.open('2025-09-22 09:00'))
    const { length } = await stored()
    boundary.setNow(on('2025-09-25 09:00'))
    expect(await send(cmd.note('2025-09-23 08:59:59.999'))).toEqual(
      refused('2025-09-23 08:59:59.999', '2025-09-23 09:00'),
    )
    expect(await stored()).toHaveLength(length)
    expect(await send(cmd.note('2025-09-23 09:00'))).toMatchObject({ _tag: 'Right' })
  })

  test('an opening too, whether it names its standard or takes the first', async () => {
    for (const fields of [{}, { standard: { id: 'clocked', version: 1 } }]) {
      const { send, stored } = desk('2025-09-25 09:00')
      expect(await send(cmd.open('2025-09-22 09:00', fields))).toEqual(
        refused('2025-09-22 09:00', '2025-09-23 09:00'),
      )
      expect(await stored()).toEqual([])
    }
  })

  test('a tick of a time gone by is none: it says nothing new', async () => {
    const { boundary, send } = desk('2025-09-22 09:00')
    await send(cmd.open('2025-09-22 09:00'))
    boundary.setNow(on('2025-09-29 09:00'))
    expect(await send(cmd.tick('2025-09-22 13:30'))).toMatchObject({
      right: { events: [{ event: { type: 'ClockWarned' } }, { event: { type: 'ClockBreached' } }] },
    })
    expect(await send(cmd.tick('2025-09-22 13:30'))).toMatchObject({ right: { events: [] } })
  })

  test('a policy may tell however late of what was due then', async () => {
    const { boundary, send, stored } = desk('2025-09-22 09:00')
    await send(cmd.open('2025-09-22 09:00'))
    boundary.setNow(on('2025-09-29 09:00'))
    const late = cmd.note('2025-09-22 10:00')
    expect(await send(late)).toEqual(refused('2025-09-22 10:00', '2025-09-27 09:00'))
    const told = await send({ ...late, actor: { id: 'policy:note', role: 'system' } })
    expect(told).toMatchObject({ right: { events: [{ event: { at: on('2025-09-22 10:00') } }] } })
    expect((await stored()).at(-1)).toMatchObject({ event: { type: 'NoteAdded' } })
  })

  test('a command sent again is answered as before, however late', async () => {
    const { boundary, send } = desk('2025-09-22 09:00')
    await send(cmd.open('2025-09-22 09:00'))
    boundary.setNow(on('2025-09-29 09:00'))
    const store = inMemoryEventStore(boundary)
    const cases = handle(store, clockedCases)
    const late = cmd.open('2025-09-28 09:00')
    const first = await cases(A, late, { commandId: 'once' })()
    boundary.setNow(on('2025-10-29 09:00'))
    const second = await cases(A, late, { commandId: 'once' })()
    expect(first).toMatchObject({ right: { repeated: false } })
    expect(second).toMatchObject({ right: { repeated: true } })
  })
})
