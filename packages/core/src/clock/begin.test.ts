/** When clocks begin, and what each kind of target makes due when. */
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import { standard as retail } from '../../test/case-kit.js'
import { casesWith, cmd, lasting, on, timeline, told } from '../../test/clock-kit.js'

const HOUR = 3_600_000
const inCase = (...ids: ReadonlyArray<string>) => specify(casesWith(...ids))
const standard = { ...retail, id: 'clocked' }

const openedAt = (text: string) => {
  const [event] = told(casesWith(), cmd.open(text))
  if (event?.type !== 'CaseOpened') throw new Error('a case is opened by its opening')
  return event
}

describe('a clock begins', () => {
  const opened = openedAt('2025-09-26 10:00')

  test('beside the event, after it, and carries all that it needs to know', () => {
    inCase('resolution')
      .given([])
      .when(cmd.open('2025-09-26 10:00'))
      .then([
        opened,
        {
          type: 'ClockStarted',
          at: on('2025-09-26 10:00'),
          clock: 'resolution',
          run: 1,
          cycle: 1,
          target: { kind: 'business', time: lasting('PT16H'), warnBefore: lasting('PT2H') },
          from: on('2025-09-26 10:00'),
          elapsedMs: 0,
          // the Saturday is free, the Sunday is worked for the holidays to come
          dueAt: on('2025-09-28 17:00'),
          warnAt: on('2025-09-28 15:00'),
          calendar: 'china-office@1',
        },
      ])
    expect(opened.standard).toEqual(standard)
  })

  test.each([
    ['elapsed time, day and night', 'firstResponse', '2025-09-26 16:00', '2025-09-26 20:00'],
    ['open time', 'resolution', '2025-09-26 16:00', '2025-09-29 14:00'],
    ['open time across the holidays', 'resolution', '2025-09-30 10:00', '2025-10-09 17:00'],
    ['open time, from a closed hour', 'resolution', '2025-10-03 03:00', '2025-10-10 16:00'],
    ['working days', 'days', '2025-09-26 10:00', '2025-09-29 18:00'],
    ['working days, from an evening', 'days', '2025-09-26 23:00', '2025-09-29 18:00'],
    ['working days, from a make-up day', 'days', '2025-09-28 09:00', '2025-09-30 18:00'],
    ['working days across the holidays', 'days', '2025-09-30 16:00', '2025-10-10 18:00'],
    ['working days, from a holiday', 'days', '2025-10-04 12:00', '2025-10-10 18:00'],
    ['working days, to a make-up Saturday', 'days', '2025-10-09 12:00', '2025-10-11 18:00'],
  ])('%s', (_name, clock, opening, due) => {
    const [, started] = told(casesWith(clock), cmd.open(opening))
    expect(started).toMatchObject({ type: 'ClockStarted', clock, dueAt: on(due) })
  })

  test('and the warning comes so much of its own time before', () => {
    const warnings = (clock: string, opening: string) =>
      told(casesWith(clock), cmd.open(opening)).flatMap((event) =>
        event.type === 'ClockStarted' ? [event.warnAt] : [],
      )
    expect(warnings('firstResponse', '2025-09-26 16:00')).toEqual([on('2025-09-26 19:00')])
    expect(warnings('resolution', '2025-09-28 11:00')).toEqual([on('2025-09-29 16:00')])
    // due on Monday at ten: of the two open hours before, one is Sunday's
    expect(warnings('resolution', '2025-09-26 12:00')).toEqual([on('2025-09-28 17:00')])
    expect(warnings('days', '2025-09-30 16:00')).toEqual([on('2025-10-10 15:00')])
    expect(warnings('progress', '2025-09-30 16:00')).toEqual([])
  })

  test('several at once, in the order of the standard', () => {
    const events = told(
      casesWith('firstResponse', 'resolution', 'days', 'frontLine'),
      cmd.open('2025-09-30 16:00'),
    )
    expect(timeline(events)).toEqual([
      '09-30 16:00 firstResponse#1 Started due 09-30 20:00',
      '09-30 16:00 resolution#1 Started due 10-10 14:00',
      '09-30 16:00 days#1 Started due 10-10 18:00',
      '09-30 16:00 frontLine#1 Started',
    ])
  })

  test('with the first target whose condition holds, or not at all', () => {
    const first = (fields: Parameters<typeof cmd.open>[1]) =>
      timeline(
        told(
          casesWith('resolution', 'check'),
          cmd.open('2025-09-22 09:00', fields),
          cmd.accept('2025-09-22 09:30'),
        ),
      )
    expect(first({})).toEqual([
      '09-22 09:00 resolution#1 Started due 09-23 16:00',
      '09-22 09:30 check#1 Started due 09-25 18:00',
    ])
    expect(first({ tier: 'vip', category: ['goods', 'damaged'], channel: 'email' })).toEqual([
      '09-22 09:00 resolution#1 Started due 09-22 17:00',
      '09-22 09:30 check#1 Started due 09-23 18:00',
    ])
    expect(first({ channel: 'email' })).toEqual([
      '09-22 09:00 resolution#1 Started due 09-23 16:00',
    ])
  })

  test('and is not begun again while it runs', () => {
    const events = told(
      casesWith('check'),
      cmd.open('2025-09-22 09:00'),
      cmd.accept('2025-09-22 09:30'),
      { ...cmd.accept('2025-09-22 10:00'), actor: { id: 'agent-wu', role: 'agent' } },
    )
    expect(timeline(events)).toEqual(['09-22 09:30 check#1 Started due 09-25 18:00'])
  })
})

describe('a number', () => {
  const given = told(casesWith('rings'), cmd.open('2025-09-22 09:00'))
  const at = on('2025-09-22 09:01')
  const run = { at, clock: 'rings', run: 1, cycle: 1 } as const
  const begun = {
    ...run,
    type: 'ClockStarted',
    target: { kind: 'count', atMost: 3, of: 'answeredAfterRings' },
    from: at,
    elapsedMs: 0,
  } as const
  const called = (rings?: number) => {
    const [event] = told(
      casesWith(),
      cmd.open('2025-09-22 09:00'),
      cmd.call('2025-09-22 09:01', rings),
    ).slice(-1)
    if (event === undefined) throw new Error('a call is recorded')
    return event
  }

  test.each([0, 1, 3])('of %i rings is judged at once: kept', (rings) => {
    inCase('rings')
      .given(given)
      .when(cmd.call('2025-09-22 09:01', rings))
      .then([
        called(rings),
        begun,
        { ...run, type: 'ClockMet', inTime: true, elapsedMs: 0, count: rings },
      ])
  })

  test.each([4, 99])('of %i rings is judged at once: broken', (rings) => {
    inCase('rings')
      .given(given)
      .when(cmd.call('2025-09-22 09:01', rings))
      .then([called(rings), begun, { ...run, type: 'ClockBreached', count: rings }])
  })

  test('that nobody told is not judged', () => {
    inCase('rings').given(given).when(cmd.call('2025-09-22 09:01')).then([called()])
  })

  test('is a run of its own each time, and nothing is left of it', () => {
    const events = told(
      casesWith('rings'),
      cmd.open('2025-09-22 09:00'),
      cmd.call('2025-09-22 09:01', 4),
      cmd.call('2025-09-22 09:02', 2),
      cmd.call('2025-09-22 09:02', 5),
      cmd.tick('2025-10-22 09:02'),
    )
    expect(timeline(events)).toEqual([
      '09-22 09:01 rings#1 Started',
      '09-22 09:01 rings#1 Breached',
      '09-22 09:02 rings#2 Started',
      '09-22 09:02 rings#2 Met in time',
      '09-22 09:02 rings#3 Started',
      '09-22 09:02 rings#3 Breached',
    ])
  })
})

describe('a mean', () => {
  const met = (text: string) =>
    told(casesWith('frontLine'), cmd.open('2025-09-22 09:00'), cmd.reply(text)).at(-1)

  test.each([
    ['2025-09-22 09:00:30', 30_000, true],
    ['2025-09-22 09:00:31', 31_000, false],
    ['2025-09-29 09:00', 7 * 24 * HOUR, false],
  ])('is never due; at %s it is met after so long', (text, elapsedMs, inTime) => {
    expect(met(text)).toEqual({
      type: 'ClockMet',
      at: on(text),
      clock: 'frontLine',
      run: 1,
      cycle: 1,
      inTime,
      elapsedMs,
    })
  })

  test('and no tick says anything of it', () => {
    const given = told(casesWith('frontLine'), cmd.open('2025-09-22 09:00'))
    inCase('frontLine').given(given).when(cmd.tick('2026-09-22 09:00')).thenNothing()
  })
})

describe('steps', () => {
  const events = told(
    casesWith('step'),
    cmd.open('2025-09-22 09:00'),
    cmd.plan('2025-09-22 09:00', 'guide'),
    cmd.plan('2025-09-22 09:00', 'fillIn', 'customer'),
    cmd.plan('2025-09-22 09:00', '__proto__'),
    cmd.plan('2025-09-22 09:00', 'submit'),
    cmd.startStep('2025-09-22 09:01', 'guide'),
    cmd.startStep('2025-09-22 09:02', 'fillIn'),
    cmd.startStep('2025-09-22 09:03', '__proto__'),
    cmd.startStep('2025-09-22 09:04', 'submit'),
    cmd.endStep('2025-09-22 09:05', 'guide'),
    cmd.endStep('2025-09-22 09:30', 'fillIn'),
    cmd.dropStep('2025-09-22 09:31', 'submit'),
    cmd.endStep('2025-09-22 09:40', '__proto__'),
  )

  test('run at once, each by its own name; those of the customer do not', () => {
    expect(timeline(events)).toEqual([
      '09-22 09:01 step[guide]#1 Started due 09-22 09:06',
      '09-22 09:03 step[__proto__]#2 Started due 09-22 09:08',
      '09-22 09:04 step[submit]#3 Started due 09-22 09:09',
      '09-22 09:05 step[guide]#1 Met in time',
      '09-22 09:08 step[__proto__]#2 Breached',
      '09-22 09:09 step[submit]#3 Breached',
      '09-22 09:31 step[submit]#3 Cancelled exempt by StepDropped',
      '09-22 09:40 step[__proto__]#2 Met late',
    ])
  })
})
