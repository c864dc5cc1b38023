/** What happens to clocks while they run: pauses, other targets, endings, and beginning anew. */
import type { Instant } from '@casetrail/core'
import type { ClockEvent } from '@casetrail/core/clock'
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  casesWith,
  cmd,
  lasting,
  on,
  timeline,
  told,
  type AnyCommand,
} from '../../test/clock-kit.js'

import { evolveClocks } from './evolve.js'
import { noClocks } from './state.js'

const clock = (id: string, run = 1, cycle = 1) => ({ clock: id, run, cycle }) as const
const HOUR = 3_600_000

/** The clocks' events after the opening, in short. */
const story = (ids: ReadonlyArray<string>, ...commands: ReadonlyArray<AnyCommand>) =>
  timeline(told(casesWith(...ids), ...commands))

/** The event of a command itself. */
const eventOf = (...commands: ReadonlyArray<AnyCommand>) => {
  const event = told(casesWith(), ...commands).at(-1)
  if (event === undefined) throw new Error('nothing came of it')
  return event
}

describe('a pause', () => {
  const before = [cmd.open('2025-09-30 10:00'), cmd.accept('2025-09-30 10:05')]

  test('stands between two events that carry what had run, and the new deadline', () => {
    const ask = cmd.ask('2025-09-30 16:00')
    const goOn = cmd.goOn('2025-10-10 10:00')
    const cases = specify(casesWith('resolution', 'days'))
    cases
      .given(told(casesWith('resolution', 'days'), ...before))
      .when(ask)
      .then([
        eventOf(...before, ask),
        { type: 'ClockPaused', at: ask.at, ...clock('resolution'), elapsedMs: 6 * HOUR },
        // the closings of September 30th, October 9th and 10th are to come
        { type: 'ClockPaused', at: ask.at, ...clock('days'), elapsedMs: 6 * HOUR, daysLeft: 3 },
      ])
    cases
      .given(told(casesWith('resolution', 'days'), ...before, ask))
      .when(goOn)
      .then([
        eventOf(...before, ask, goOn),
        {
          type: 'ClockResumed',
          at: goOn.at,
          ...clock('resolution'),
          dueAt: on('2025-10-11 11:00'),
          warnAt: on('2025-10-11 09:00'),
        },
        {
          type: 'ClockResumed',
          at: goOn.at,
          ...clock('days'),
          dueAt: on('2025-10-13 18:00'),
          warnAt: on('2025-10-13 15:00'),
        },
      ])
  })

  test('is credited only with the open time that it overlaps', () => {
    const paused = (from: string, to: string) =>
      story(['resolution', 'days'], ...before, cmd.ask(from), cmd.goOn(to)).slice(-2)
    const unchanged = ['resolution#1 Resumed due 10-09 17:00', 'days#1 Resumed due 10-10 18:00']
    expect(paused('2025-09-30 18:00', '2025-10-09 09:00')).toEqual(
      unchanged.map((line) => `10-09 09:00 ${line}`),
    )
    expect(paused('2025-10-02 12:00', '2025-10-07 23:00')).toEqual(
      unchanged.map((line) => `10-07 23:00 ${line}`),
    )
    // an hour of each day; the days' own closings are all still to come
    expect(paused('2025-09-30 17:00', '2025-10-09 10:00')).toEqual([
      '10-09 10:00 resolution#1 Resumed due 10-10 10:00',
      '10-09 10:00 days#1 Resumed due 10-11 18:00',
    ])
  })

  test('does not touch the clocks that never pause, nor those that stand still already', () => {
    expect(
      story(['firstResponse', 'resolution'], ...before, cmd.ask('2025-09-30 11:00'), {
        ...cmd.goOn('2025-09-30 12:00'),
      }),
    ).toEqual([
      '09-30 10:00 firstResponse#1 Started due 09-30 14:00',
      '09-30 10:00 resolution#1 Started due 10-09 17:00',
      '09-30 11:00 resolution#1 Paused',
      '09-30 12:00 resolution#1 Resumed due 10-09 18:00',
    ])
  })

  test('for ever: it is never due, and met in time', () => {
    expect(
      story(
        ['resolution'],
        ...before,
        cmd.ask('2025-10-09 16:59:59.999'),
        cmd.tick('2026-06-01 10:00'),
        cmd.resolve('2026-06-01 10:00'),
      ).slice(1),
    ).toEqual([
      '10-09 15:00 resolution#1 Warned',
      '10-09 16:59 resolution#1 Paused',
      '06-01 10:00 resolution#1 Met in time',
    ])
  })

  test('at the deadline itself is early enough; what is resumed then is due at once', () => {
    expect(
      story(
        ['resolution', 'days'],
        ...before,
        cmd.ask('2025-10-09 17:00'),
        cmd.goOn('2025-10-13 12:00'),
        cmd.tick('2025-10-13 12:01'),
      ).slice(2),
    ).toEqual([
      '10-09 15:00 resolution#1 Warned',
      '10-09 17:00 resolution#1 Paused',
      '10-09 17:00 days#1 Paused',
      '10-13 12:00 resolution#1 Resumed due 10-13 12:00',
      // two closings were left, the ninth's and the tenth's
      '10-13 12:00 days#1 Resumed due 10-14 18:00',
      '10-13 12:00 resolution#1 Breached',
    ])
  })

  test('after the breach changes nothing of it', () => {
    expect(
      story(
        ['resolution'],
        ...before,
        cmd.ask('2025-10-10 12:00'),
        cmd.goOn('2025-10-10 14:00'),
        cmd.resolve('2025-10-10 15:00'),
      ).slice(2),
    ).toEqual([
      '10-09 17:00 resolution#1 Breached',
      '10-10 12:00 resolution#1 Paused',
      '10-10 14:00 resolution#1 Resumed',
      '10-10 15:00 resolution#1 Met late',
    ])
  })

  test('of a clock that is given a target without a warning: none comes of the old one', () => {
    expect(
      story(
        ['resolution'],
        cmd.open('2025-09-22 09:00'),
        cmd.accept('2025-09-22 09:00'),
        cmd.ask('2025-09-22 10:00'),
        cmd.prioritise('2025-09-22 11:00', 'critical'),
        cmd.goOn('2025-09-29 09:00'),
        cmd.tick('2025-09-29 11:59'),
      ),
    ).toEqual([
      '09-22 09:00 resolution#1 Started due 09-23 16:00',
      '09-22 10:00 resolution#1 Paused',
      '09-22 11:00 resolution#1 Retargeted',
      '09-29 09:00 resolution#1 Resumed due 09-29 12:00',
    ])
  })
})

describe('another target', () => {
  test('is told with what is due now; what had run and was paused stays', () => {
    const before = [
      cmd.open('2025-09-22 09:00'),
      cmd.accept('2025-09-22 09:00'),
      cmd.ask('2025-09-22 10:00'),
      cmd.goOn('2025-09-22 12:00'),
    ]
    const prioritise = cmd.prioritise('2025-09-22 13:00', 'critical')
    specify(casesWith('resolution'))
      .given(told(casesWith('resolution'), ...before))
      .when(prioritise)
      .then([
        eventOf(...before, prioritise),
        {
          type: 'ClockRetargeted',
          at: prioritise.at,
          ...clock('resolution'),
          target: { kind: 'business', time: lasting('PT4H') },
          // one hour before the pause, three after it
          dueAt: on('2025-09-22 15:00'),
          calendar: 'china-office@1',
        },
      ])
  })

  test('is never due before its instant, and broken just after it', () => {
    expect(
      story(
        ['resolution'],
        cmd.open('2025-09-22 09:00'),
        cmd.prioritise('2025-09-22 16:00', 'critical'),
        cmd.note('2025-09-22 16:00'),
        cmd.note('2025-09-22 16:01'),
      ).slice(1),
    ).toEqual([
      '09-22 16:00 resolution#1 Retargeted due 09-22 16:00',
      '09-22 16:00 resolution#1 Breached',
    ])
  })

  test('and back again is the first one', () => {
    expect(
      story(
        ['resolution'],
        cmd.open('2025-09-22 09:00'),
        cmd.prioritise('2025-09-22 10:00', 'critical'),
        cmd.prioritise('2025-09-22 11:00', 'moderate'),
      ),
    ).toEqual([
      '09-22 09:00 resolution#1 Started due 09-23 16:00',
      '09-22 10:00 resolution#1 Retargeted due 09-22 13:00',
      '09-22 11:00 resolution#1 Retargeted due 09-23 16:00',
    ])
  })

  test('of working days, by classification: so many closings more or less', () => {
    const opening = [cmd.open('2025-09-22 09:00'), cmd.accept('2025-09-22 09:00')]
    const classify = cmd.classify('2025-09-23 12:00', 'goods', 'damaged')
    expect(story(['check'], ...opening, classify)).toEqual([
      '09-22 09:00 check#1 Started due 09-25 18:00',
      '09-23 12:00 check#1 Retargeted due 09-23 18:00',
    ])
  })

  test('that puts the warning off is warned of anew; one whose warning is due already is not', () => {
    const run = { clock: 'resolution', run: 1 } as const
    const target = (hours: string) => ({ kind: 'elapsed', time: lasting(hours) }) as const
    const [at, dueAt] = [on('2025-09-22 12:00'), on('2025-09-23 12:00')]
    const warned: ReadonlyArray<ClockEvent> = [
      {
        type: 'ClockStarted',
        at: on('2025-09-22 09:00'),
        ...run,
        target: target('PT4H'),
        from: on('2025-09-22 09:00'),
        elapsedMs: 0,
        dueAt: on('2025-09-22 13:00'),
        warnAt: on('2025-09-22 11:00'),
      },
      { type: 'ClockWarned', at: on('2025-09-22 11:00'), ...run, dueAt: on('2025-09-22 13:00') },
    ]
    const isWarned = (warnAt: Instant) =>
      [
        ...warned,
        { type: 'ClockRetargeted', at, ...run, target: target('P1D'), dueAt, warnAt } as const,
      ]
        .reduce(evolveClocks, noClocks)
        .live.map((one) => one.warned)
    expect(isWarned(on('2025-09-23 10:00'))).toEqual([false])
    expect(isWarned(at)).toEqual([true])
  })

  test('of what is broken already changes nothing, and neither does what comes later', () => {
    const broken = [
      cmd.open('2025-09-22 09:00'),
      cmd.prioritise('2025-09-22 10:00', 'critical'),
      cmd.prioritise('2025-09-22 14:00', 'moderate'),
    ]
    expect(story(['resolution'], ...broken).slice(2)).toEqual(['09-22 13:00 resolution#1 Breached'])
    // a note of an earlier time says nothing of the priority
    expect(story(['resolution'], ...broken, cmd.note('2025-09-22 12:00')).slice(3)).toEqual([])
  })

  test('of a clock with one target for all: nothing', () => {
    expect(
      story(
        ['firstResponse', 'days'],
        cmd.open('2025-09-22 09:00'),
        cmd.prioritise('2025-09-22 10:00', 'critical'),
      ),
    ).toHaveLength(2)
  })
})

describe('an ending', () => {
  const opening = [cmd.open('2025-09-22 09:00'), cmd.accept('2025-09-22 09:00')]

  test('at the deadline itself is in time', () => {
    const resolve = cmd.resolve('2025-09-23 16:00')
    specify(casesWith('resolution'))
      .given(told(casesWith('resolution'), ...opening, cmd.tick('2025-09-23 15:00')))
      .when(resolve)
      .then([
        eventOf(...opening, resolve),
        {
          type: 'ClockMet',
          at: resolve.at,
          ...clock('resolution'),
          inTime: true,
          elapsedMs: 16 * HOUR,
        },
      ])
  })

  test('a millisecond later is late: the breach comes first, at its own instant', () => {
    const resolve = cmd.resolve('2025-09-23 16:00:00.001')
    specify(casesWith('resolution'))
      .given(told(casesWith('resolution'), ...opening))
      .when(resolve)
      .then([
        {
          type: 'ClockWarned',
          at: on('2025-09-23 14:00'),
          ...clock('resolution'),
          dueAt: on('2025-09-23 16:00'),
        },
        { type: 'ClockBreached', at: on('2025-09-23 16:00'), ...clock('resolution') },
        eventOf(...opening, resolve),
        {
          type: 'ClockMet',
          at: resolve.at,
          ...clock('resolution'),
          inTime: false,
          elapsedMs: 16 * HOUR + 1,
        },
      ])
  })

  test('of the case is that of its clocks, by name; what is not asked of it still runs', () => {
    const cancel = cmd.cancel('2025-09-22 10:00')
    specify(casesWith('firstResponse', 'frontLine'))
      .given(told(casesWith('firstResponse', 'frontLine'), ...opening))
      .when(cancel)
      .then([
        eventOf(...opening, cancel),
        {
          type: 'ClockCancelled',
          at: cancel.at,
          ...clock('firstResponse'),
          as: 'cancelled',
          because: 'CaseCancelled',
          elapsedMs: HOUR,
        },
      ])
  })

  test('exempts by what the case is, and else cancels: the first rule wins', () => {
    const ended = (tier: string) =>
      story(['check'], cmd.open('2025-09-22 09:00', { tier }), ...opening.slice(1), {
        ...cmd.resolve('2025-09-22 10:00'),
      }).at(-1)
    expect(ended('vip')).toBe('09-22 10:00 check#1 Cancelled exempt by CaseResolved')
    expect(ended('standard')).toBe('09-22 10:00 check#1 Cancelled cancelled by CaseResolved')
  })

  test('needs the condition of its rule', () => {
    const answered = (channel: 'phone' | 'email') =>
      story(['check'], ...opening, cmd.reply('2025-09-22 10:00', channel)).slice(1)
    expect(answered('phone')).toEqual([])
    expect(answered('email')).toEqual(['09-22 10:00 check#1 Met in time'])
  })
})

describe('a recurring clock', () => {
  const opening = [cmd.open('2025-09-22 09:00'), cmd.accept('2025-09-22 09:00')]

  test('begins anew as soon as it is met; a silence is one breach however long it lasts', () => {
    expect(
      story(
        ['progress'],
        ...opening,
        cmd.progress('2025-09-22 09:10'),
        cmd.progress('2025-09-22 09:25'),
        cmd.tick('2025-09-22 12:00'),
        cmd.tick('2025-09-22 15:00'),
        cmd.progress('2025-09-22 16:00'),
        cmd.resolve('2025-09-22 16:10'),
      ),
    ).toEqual([
      '09-22 09:00 progress#1 Started due 09-22 09:15',
      '09-22 09:10 progress#1 Met in time',
      '09-22 09:10 progress#2 Started due 09-22 09:25',
      '09-22 09:25 progress#2 Met in time',
      '09-22 09:25 progress#3 Started due 09-22 09:40',
      '09-22 09:40 progress#3 Breached',
      '09-22 16:00 progress#3 Met late',
      '09-22 16:00 progress#4 Started due 09-22 16:15',
      '09-22 16:10 progress#4 Cancelled cancelled by CaseResolved',
    ])
  })

  test('stands still again where it did', () => {
    expect(
      story(
        ['progress'],
        ...opening,
        cmd.ask('2025-09-22 09:05'),
        cmd.progress('2025-09-22 09:30'),
        cmd.goOn('2025-09-22 10:00'),
      ).slice(2),
    ).toEqual([
      '09-22 09:30 progress#1 Met in time',
      '09-22 09:30 progress#2 Started due 09-22 09:45',
      '09-22 09:30 progress#2 Paused',
      '09-22 10:00 progress#2 Resumed due 09-22 10:15',
    ])
  })
})

describe('a reopened case', () => {
  test('is asked for another resolution in its next cycle, and for no first response again', () => {
    const commands = [
      cmd.open('2025-09-22 09:00'),
      cmd.reply('2025-09-22 09:30'),
      cmd.resolve('2025-09-22 10:00'),
    ]
    const reopen = cmd.reopen('2025-09-23 09:00')
    const cases = casesWith('firstResponse', 'resolution', 'days')
    specify(cases)
      .given(told(cases, ...commands))
      .when(reopen)
      .then([
        eventOf(...commands, reopen),
        {
          type: 'ClockStarted',
          at: reopen.at,
          ...clock('resolution', 2, 2),
          target: { kind: 'business', time: lasting('PT16H'), warnBefore: lasting('PT2H') },
          from: reopen.at,
          elapsedMs: 0,
          dueAt: on('2025-09-24 16:00'),
          warnAt: on('2025-09-24 14:00'),
          calendar: 'china-office@1',
        },
      ])
  })
})

describe('merging', () => {
  const ids = ['firstResponse', 'resolution', 'days']
  const opening = [cmd.open('2025-09-30 10:00'), cmd.reply('2025-09-30 10:30')]

  test('cancels what runs; unmerging takes it up again from its original start', () => {
    const commands = [...opening, cmd.merge('2025-09-30 12:00')]
    const unmerge = cmd.unmerge('2025-10-09 10:00')
    const target = {
      kind: 'business',
      time: lasting('PT16H'),
      warnBefore: lasting('PT2H'),
    } as const
    const cases = casesWith('resolution')
    specify(cases)
      .given(told(cases, ...commands))
      .when(unmerge)
      .then([
        eventOf(...commands, unmerge),
        {
          type: 'ClockStarted',
          at: unmerge.at,
          ...clock('resolution', 2),
          target,
          from: on('2025-09-30 10:00'),
          // eight hours of September 30th and one of October 9th
          elapsedMs: 9 * HOUR,
          dueAt: on('2025-10-09 17:00'),
          warnAt: on('2025-10-09 15:00'),
          calendar: 'china-office@1',
        },
      ])
    expect(story(ids, ...commands, unmerge, cmd.resolve('2025-10-09 11:00')).slice(4)).toEqual([
      '09-30 12:00 resolution#1 Cancelled cancelled by CaseMerged',
      '09-30 12:00 days#1 Cancelled cancelled by CaseMerged',
      '10-09 10:00 resolution#2 Started due 10-09 17:00',
      '10-09 10:00 days#2 Started due 10-10 18:00',
      '10-09 11:00 resolution#2 Met in time',
      '10-09 11:00 days#2 Met in time',
    ])
  })

  test('what stood still stands still again, with what had run', () => {
    const commands = [
      ...opening,
      cmd.ask('2025-09-30 16:00'),
      cmd.merge('2025-10-09 12:00'),
      cmd.unmerge('2025-10-09 15:00'),
    ]
    const events = told(casesWith(...ids), ...commands).slice(-4)
    expect(events).toMatchObject([
      { type: 'ClockStarted', clock: 'resolution', run: 2, elapsedMs: 6 * HOUR },
      { type: 'ClockPaused', clock: 'resolution', run: 2, elapsedMs: 6 * HOUR },
      { type: 'ClockStarted', clock: 'days', run: 2 },
      { type: 'ClockPaused', clock: 'days', run: 2, daysLeft: 3 },
    ])
    expect(events.filter((event) => 'dueAt' in event)).toEqual([])
    expect(story(ids, ...commands, cmd.goOn('2025-10-10 10:00')).slice(-2)).toEqual([
      '10-10 10:00 resolution#2 Resumed due 10-11 11:00',
      '10-10 10:00 days#2 Resumed due 10-13 18:00',
    ])
  })

  test('a deadline that passed meanwhile is broken at its instant', () => {
    expect(
      story(
        ['resolution'],
        ...opening,
        cmd.merge('2025-09-30 12:00'),
        cmd.unmerge('2025-10-20 12:00'),
      ).slice(2),
    ).toEqual([
      '10-20 12:00 resolution#2 Started due 10-09 17:00',
      '10-09 15:00 resolution#2 Warned',
      '10-09 17:00 resolution#2 Breached',
    ])
  })

  test('what was met, broken or taken up before is not taken up again, but what recurs begins anew', () => {
    const again = (...between: ReadonlyArray<AnyCommand>) =>
      story(
        ['resolution', 'progress'],
        cmd.open('2025-09-22 09:00'),
        cmd.accept('2025-09-22 09:00'),
        ...between,
      ).filter((line) => line.includes('Started'))
    expect(
      again(
        cmd.merge('2025-09-22 09:05'),
        cmd.unmerge('2025-09-22 09:06'),
        cmd.merge('2025-09-22 10:00'),
        cmd.unmerge('2025-09-22 11:00'),
      ),
    ).toEqual([
      '09-22 09:00 resolution#1 Started due 09-23 16:00',
      '09-22 09:00 progress#1 Started due 09-22 09:15',
      '09-22 09:06 resolution#2 Started due 09-23 16:00',
      '09-22 09:06 progress#2 Started due 09-22 09:15',
      '09-22 11:00 resolution#3 Started due 09-23 16:00',
      // its progress was broken at a quarter past nine, and begins anew
      '09-22 11:00 progress#3 Started due 09-22 11:15',
    ])
  })

  test('a recurring one that stood still when it was broken stands still again', () => {
    expect(
      story(
        ['progress'],
        cmd.open('2025-09-22 09:00'),
        cmd.accept('2025-09-22 09:00'),
        cmd.ask('2025-09-22 09:20'),
        cmd.merge('2025-09-22 10:00'),
        cmd.unmerge('2025-09-22 11:00'),
        cmd.goOn('2025-09-22 13:00'),
        cmd.progress('2025-09-22 13:10'),
      ).slice(2),
    ).toEqual([
      '09-22 09:20 progress#1 Paused',
      '09-22 10:00 progress#1 Cancelled cancelled by CaseMerged',
      '09-22 11:00 progress#2 Started due 09-22 11:15',
      '09-22 11:00 progress#2 Paused',
      '09-22 13:00 progress#2 Resumed due 09-22 13:15',
      '09-22 13:10 progress#2 Met in time',
      '09-22 13:10 progress#3 Started due 09-22 13:25',
    ])
  })
})
