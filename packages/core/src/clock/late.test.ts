/** What is recorded late: it withdraws a breach where it happened in time, and nothing else does. */
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import { casesWith, cmd, on, timeline, told, type AnyCommand } from '../../test/clock-kit.js'

const clock = (id: string, run = 1, cycle = 1) => ({ clock: id, run, cycle }) as const
const HOUR = 3_600_000

const story = (ids: ReadonlyArray<string>, ...commands: ReadonlyArray<AnyCommand>) =>
  timeline(told(casesWith(...ids), ...commands))

const eventOf = (...commands: ReadonlyArray<AnyCommand>) => {
  const event = told(casesWith(), ...commands).at(-1)
  if (event === undefined) throw new Error('nothing came of it')
  return event
}

describe('a tick', () => {
  const given = told(casesWith('firstResponse'), cmd.open('2025-09-22 09:00'))
  const cases = specify(casesWith('firstResponse'))
  const warned = {
    type: 'ClockWarned',
    at: on('2025-09-22 12:00'),
    ...clock('firstResponse'),
    dueAt: on('2025-09-22 13:00'),
  } as const
  const breached = {
    type: 'ClockBreached',
    at: on('2025-09-22 13:00'),
    ...clock('firstResponse'),
  } as const

  test('before the warning records nothing, nor one of a time gone by', () => {
    cases.given(given).when(cmd.tick('2025-09-22 11:59:59.999')).thenNothing()
    cases.given(given).when(cmd.tick('1999-01-01 00:00')).thenNothing()
    cases.given([]).when(cmd.tick('2025-09-22 13:01')).thenNothing()
  })

  test('at the warning warns; at the deadline does not break', () => {
    cases.given(given).when(cmd.tick('2025-09-22 12:00')).then([warned])
    cases
      .given([...given, warned])
      .when(cmd.tick('2025-09-22 13:00'))
      .thenNothing()
    cases.given(given).when(cmd.tick('2025-09-22 13:00')).then([warned])
  })

  test('after the deadline breaks, at the deadline, and only once', () => {
    cases
      .given([...given, warned])
      .when(cmd.tick('2025-09-22 13:00:00.001'))
      .then([breached])
    cases.given(given).when(cmd.tick('2035-01-01 00:00')).then([warned, breached])
    cases
      .given([...given, warned, breached])
      .when(cmd.tick('2035-01-01 00:00'))
      .thenNothing()
  })

  test('records what is due of all clocks, the earliest first', () => {
    const events = told(
      casesWith('resolution', 'firstResponse', 'days'),
      cmd.open('2025-09-22 09:00'),
      cmd.tick('2025-12-01 00:00'),
    )
    expect(timeline(events).slice(3)).toEqual([
      '09-22 12:00 firstResponse#1 Warned',
      '09-22 13:00 firstResponse#1 Breached',
      '09-23 14:00 resolution#1 Warned',
      '09-23 16:00 resolution#1 Breached',
      '09-24 15:00 days#1 Warned',
      '09-24 18:00 days#1 Breached',
    ])
  })

  test('a command that is refused, or changes nothing, records no breach either', () => {
    cases
      .given(given)
      .when(cmd.goOn('2025-09-23 09:00'))
      .thenRejects({
        _tag: 'CaseNotPaused',
        command: 'ResumeCase',
        stage: 'new',
        allowed: ['pendingCustomer', 'onHold'],
      })
    const classified = told(
      casesWith('firstResponse'),
      cmd.open('2025-09-22 09:00', { category: ['goods', 'damaged'] }),
    )
    cases
      .given(classified)
      .when(cmd.classify('2025-09-23 09:00', 'goods', 'damaged'))
      .thenNothing()
  })
})

describe('what happened in time and is recorded after the breach', () => {
  const opening = [cmd.open('2025-09-22 09:00'), cmd.accept('2025-09-22 09:00')]

  test('a reply at three hours, entered after four: the breach is withdrawn, the promise kept', () => {
    const before = [...opening, cmd.note('2025-09-22 13:12')]
    const reply = cmd.reply('2025-09-22 12:00')
    specify(casesWith('firstResponse'))
      .given(told(casesWith('firstResponse'), ...before))
      .when(reply)
      .then([
        eventOf(...before, reply),
        { type: 'ClockBreachWithdrawn', at: reply.at, ...clock('firstResponse'), reason: 'met' },
        {
          type: 'ClockMet',
          at: reply.at,
          ...clock('firstResponse'),
          inTime: true,
          elapsedMs: 3 * HOUR,
        },
      ])
  })

  test.each([
    ['at the deadline itself', '2025-09-22 13:00', ['Withdrawn met', 'Met in time']],
    ['a millisecond after it', '2025-09-22 13:00:00.001', ['Met late']],
  ])('%s', (_name, text, expected) => {
    const lines = story(
      ['firstResponse'],
      ...opening,
      cmd.tick('2025-09-23 09:00'),
      cmd.reply(text),
    )
    expect(lines.slice(3).map((line) => line.replace(/.*#1 (Breach)?/, ''))).toEqual(expected)
  })

  test('a pause: withdrawn, and it goes on with what was left', () => {
    expect(
      story(
        ['resolution', 'days'],
        cmd.open('2025-09-30 10:00'),
        cmd.accept('2025-09-30 10:05'),
        cmd.tick('2025-10-11 18:00'),
        cmd.ask('2025-09-30 16:00'),
        cmd.goOn('2025-10-13 10:00'),
        cmd.tick('2025-10-13 12:00'),
      ).slice(6),
    ).toEqual([
      '09-30 16:00 resolution#1 BreachWithdrawn paused',
      '09-30 16:00 resolution#1 Paused',
      '09-30 16:00 days#1 BreachWithdrawn paused',
      '09-30 16:00 days#1 Paused',
      '10-13 10:00 resolution#1 Resumed due 10-14 11:00',
      '10-13 10:00 days#1 Resumed due 10-15 18:00',
    ])
  })

  test('a cancelling', () => {
    expect(
      story(['firstResponse'], ...opening, cmd.tick('2025-09-23 09:00'), {
        ...cmd.cancel('2025-09-22 10:00'),
      }).slice(3),
    ).toEqual([
      '09-22 10:00 firstResponse#1 BreachWithdrawn cancelled',
      '09-22 10:00 firstResponse#1 Cancelled cancelled by CaseCancelled',
    ])
  })

  test('another target: withdrawn, and due by the new one', () => {
    expect(
      story(
        ['resolution'],
        cmd.open('2025-09-22 09:00'),
        cmd.prioritise('2025-09-22 09:30', 'critical'),
        cmd.tick('2025-09-22 16:00'),
        cmd.prioritise('2025-09-22 12:00', 'moderate'),
        cmd.tick('2025-09-24 12:00'),
      ).slice(1),
    ).toEqual([
      '09-22 09:30 resolution#1 Retargeted due 09-22 13:00',
      '09-22 13:00 resolution#1 Breached',
      '09-22 12:00 resolution#1 BreachWithdrawn retargeted',
      '09-22 12:00 resolution#1 Retargeted due 09-23 16:00',
      '09-23 14:00 resolution#1 Warned',
      '09-23 16:00 resolution#1 Breached',
    ])
  })

  test('something else that has nothing to do with the clock: the breach stands', () => {
    const broken = [
      cmd.open('2025-09-22 09:00'),
      cmd.prioritise('2025-09-22 09:30', 'critical'),
      cmd.tick('2025-09-22 16:00'),
      // too late for the promise, which stays as it was broken
      cmd.prioritise('2025-09-22 16:00', 'moderate'),
    ]
    for (const late of [
      cmd.note('2025-09-22 12:00'),
      cmd.classify('2025-09-22 12:00', 'goods', 'damaged'),
      cmd.reply('2025-09-22 12:00'),
    ]) {
      expect(story(['resolution'], ...broken, late)).toHaveLength(3)
    }
  })

  test('what happened before the clock began does not meet it', () => {
    expect(
      story(
        ['progress'],
        cmd.open('2025-09-22 09:00'),
        cmd.accept('2025-09-22 10:00'),
        cmd.progress('2025-09-22 09:30'),
      ),
    ).toEqual(['09-22 10:00 progress#1 Started due 09-22 10:15'])
  })
})

describe('of a run that has ended since', () => {
  const opening = [cmd.open('2025-09-22 09:00'), cmd.accept('2025-09-22 09:00')]

  test('met late: an earlier reply meets it in time', () => {
    expect(
      story(
        ['firstResponse'],
        ...opening,
        cmd.reply('2025-09-22 15:00'),
        cmd.reply('2025-09-22 11:00'),
        cmd.reply('2025-09-22 10:00'),
      ).slice(2),
    ).toEqual([
      '09-22 13:00 firstResponse#1 Breached',
      '09-22 15:00 firstResponse#1 Met late',
      '09-22 11:00 firstResponse#1 BreachWithdrawn met',
      '09-22 11:00 firstResponse#1 Met in time',
    ])
  })

  test('met late, and reopened since', () => {
    expect(
      story(
        ['firstResponse'],
        ...opening,
        cmd.reply('2025-09-22 15:00'),
        cmd.resolve('2025-09-22 15:30'),
        cmd.reopen('2025-09-22 16:00'),
        cmd.reply('2025-09-22 11:00'),
      ).slice(4),
    ).toEqual([
      '09-22 11:00 firstResponse#1 BreachWithdrawn met',
      '09-22 11:00 firstResponse#1 Met in time',
    ])
  })

  test('broken, and cancelled with its case', () => {
    const commands = [
      ...opening,
      cmd.merge('2025-09-22 15:00'),
      cmd.unmerge('2025-09-22 16:00'),
      cmd.reply('2025-09-22 11:00'),
    ]
    expect(story(['firstResponse'], ...commands).slice(2)).toEqual([
      '09-22 13:00 firstResponse#1 Breached',
      '09-22 15:00 firstResponse#1 Cancelled cancelled by CaseMerged',
      '09-22 11:00 firstResponse#1 BreachWithdrawn met',
      '09-22 11:00 firstResponse#1 Met in time',
    ])
  })

  test('met in time, or judged by a number: nothing', () => {
    expect(
      story(
        ['firstResponse', 'rings'],
        ...opening,
        cmd.reply('2025-09-22 12:00'),
        cmd.call('2025-09-22 12:30', 5),
        cmd.reply('2025-09-22 10:00'),
      ).filter((line) => line.includes('Withdrawn')),
    ).toEqual([])
  })
})

describe('a recurring clock', () => {
  const opening = [cmd.open('2025-09-22 09:00'), cmd.accept('2025-09-22 09:00')]

  test('is told of progress between: the runs are what they would have been', () => {
    expect(
      story(
        ['progress'],
        ...opening,
        cmd.progress('2025-09-22 09:40'),
        cmd.progress('2025-09-22 09:12'),
        cmd.progress('2025-09-22 09:13'),
        cmd.tick('2025-09-22 09:50'),
      ),
    ).toEqual([
      '09-22 09:00 progress#1 Started due 09-22 09:15',
      '09-22 09:15 progress#1 Breached',
      '09-22 09:40 progress#1 Met late',
      '09-22 09:40 progress#2 Started due 09-22 09:55',
      '09-22 09:12 progress#1 BreachWithdrawn met',
      '09-22 09:12 progress#1 Met in time',
      '09-22 09:12 progress#3 Started due 09-22 09:27',
      '09-22 09:27 progress#3 Breached',
      '09-22 09:40 progress#3 Met late',
      '09-22 09:13 progress#3 BreachWithdrawn met',
      '09-22 09:13 progress#3 Met in time',
      '09-22 09:13 progress#4 Started due 09-22 09:28',
      '09-22 09:28 progress#4 Breached',
      '09-22 09:40 progress#4 Met late',
    ])
  })

  test('whose run was cancelled: the one between is cancelled as that one was', () => {
    expect(
      story(
        ['progress'],
        ...opening,
        cmd.resolve('2025-09-22 09:20'),
        cmd.reopen('2025-09-22 09:30'),
        cmd.progress('2025-09-22 09:10'),
      ).slice(1),
    ).toEqual([
      '09-22 09:15 progress#1 Breached',
      '09-22 09:20 progress#1 Cancelled cancelled by CaseResolved',
      '09-22 09:10 progress#1 BreachWithdrawn met',
      '09-22 09:10 progress#1 Met in time',
      '09-22 09:10 progress#2 Started due 09-22 09:25',
      '09-22 09:20 progress#2 Cancelled cancelled by CaseResolved',
    ])
  })

  test('that stands still since: the next one runs until then', () => {
    const paused = (ask: string) =>
      story(['progress'], ...opening, cmd.ask(ask), cmd.progress('2025-09-22 09:05'), {
        ...cmd.goOn('2025-09-22 11:00'),
      }).slice(-4)
    expect(paused('2025-09-22 09:12')).toEqual([
      '09-22 09:05 progress#1 Met in time',
      '09-22 09:05 progress#2 Started due 09-22 09:20',
      '09-22 09:12 progress#2 Paused',
      '09-22 11:00 progress#2 Resumed due 09-22 11:08',
    ])
    expect(paused('2025-09-22 09:30')).toEqual([
      '09-22 09:05 progress#2 Started due 09-22 09:20',
      '09-22 09:20 progress#2 Breached',
      '09-22 09:30 progress#2 Paused',
      '09-22 11:00 progress#2 Resumed',
    ])
  })
})

describe('what is told of a time gone by', () => {
  test('begins a clock that is broken already', () => {
    expect(
      story(
        ['step'],
        cmd.open('2025-09-22 09:00'),
        cmd.plan('2025-09-22 09:00', 'guide'),
        cmd.startStep('2025-09-22 09:01', 'guide'),
        cmd.note('2025-09-22 09:10'),
      ).slice(1),
    ).toEqual(['09-22 09:06 step[guide]#1 Breached'])
  })

  test('turns a clock no earlier than it turned last', () => {
    expect(
      story(
        ['resolution'],
        cmd.open('2025-09-22 09:00'),
        cmd.accept('2025-09-22 09:00'),
        cmd.ask('2025-09-22 10:00'),
        cmd.goOn('2025-09-22 12:00'),
        cmd.ask('2025-09-22 11:00'),
        cmd.goOn('2025-09-22 11:30'),
      ).slice(3),
    ).toEqual([
      '09-22 12:00 resolution#1 Paused',
      '09-22 12:00 resolution#1 Resumed due 09-23 18:00',
    ])
  })

  test('before the clock began ends it with nothing run', () => {
    const events = told(
      casesWith('progress'),
      cmd.open('2025-09-22 09:00'),
      cmd.accept('2025-09-22 10:00'),
      cmd.cancel('2025-09-22 09:30'),
    )
    expect(events.at(-1)).toMatchObject({ type: 'ClockCancelled', elapsedMs: 0 })
  })
})
