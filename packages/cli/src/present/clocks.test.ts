/** Clock events in a story: under what they came of, in words, and in a table of what became of each. */
import { Instant, trace, type DomainEvent, type RecordedEvent } from '@casetrail/core'
import { deskVocabulary } from '@casetrail/core/desk'
import { retail2025, type ServiceStandard } from '@casetrail/core/standards'
import { describe, expect, it } from 'vitest'

import { tracePage } from './html/trace-page.js'
import { styleOf } from './style.js'
import { stopwatch, targetText, warningText } from './target-text.js'
import { timelineJson, timelineText, type Story } from './timeline.js'
import { widthOf } from './width.js'

const CASE = '6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001'

const on = (text: string): Instant => {
  if (Instant.is(text)) return text
  throw new Error(text)
}

const minute = (m: number, s = 0): Instant =>
  on(new Date(Date.UTC(2025, 2, 3, 1, m, s)).toISOString())

/** The house's own standard: its clocks have names, one of a case has none there. */
const house: ServiceStandard = {
  ...retail2025,
  id: 'house',
  clocks: [
    {
      id: 'inquiryResponse',
      label: { en: 'Inquiry response', zh: '諮詢回應' },
      source: { handbook: 'house', gist: { en: 'ten minutes', zh: '十分鐘' } },
      of: 'case',
      rules: [],
      targets: [],
    },
  ],
}

/** What each command led to, as it stands in the store. */
const story = (...commands: ReadonlyArray<ReadonlyArray<DomainEvent & object>>): Story => {
  let revision = 0
  const events = commands.flatMap((events, command) =>
    events.map((event): RecordedEvent => {
      const position = String(revision).padStart(20, '0')
      return {
        eventId: `event-${String(revision)}`,
        recordedAt: events.at(-1)?.at ?? event.at,
        event,
        metadata: {
          actor: { id: 'agent-lin', role: 'agent' },
          commandId: `c${String(command)}`,
          correlationId: CASE,
          causationId: `c${String(command)}`,
          schemaVersion: 1,
          standard: { id: 'house', version: 1 },
        },
        stream: `case-${CASE}`,
        revision: revision++,
        position,
      }
    }),
  )
  return {
    store: 'sqlite:desk.db',
    found: { id: CASE, externalRef: 'D-1' },
    entries: trace(deskVocabulary)(events),
    zone: 'UTC',
    asOf: Date.UTC(2025, 2, 3, 6),
    standards: [house],
  }
}

const event = (type: string, at: Instant, fields: object = {}): DomainEvent & object => ({
  type,
  at,
  ...fields,
})

const inquiry = { clock: 'inquiryResponse', run: 1 }
const tenMinutes = { kind: 'business', time: 'PT10M', warnBefore: 'PT2M' }
const begun = event('ClockStarted', minute(0), {
  ...inquiry,
  target: tenMinutes,
  from: minute(0),
  elapsedMs: 0,
  dueAt: minute(10),
  warnAt: minute(8),
  calendar: 'china-office@1',
})
const opened = event('CaseOpened', minute(0), { channel: 'chat' })
const met = (m: number, s: number, inTime: boolean) =>
  event('ClockMet', minute(m, s), { ...inquiry, inTime, elapsedMs: (m * 60 + s) * 1_000 })

const textOf = (told: Story, locale: 'en' | 'zh' = 'en', width = 90): string =>
  timelineText(told, locale, width, styleOf(false))

/** The lines after the heading. */
const linesOf = (told: Story, locale: 'en' | 'zh' = 'en', width = 90): ReadonlyArray<string> =>
  textOf(told, locale, width).split('\n').slice(4, -1)

describe('clocks in a story', () => {
  it('stand below what they came of, and in a table', () => {
    const told = story([opened, begun], [event('CaseResolved', minute(4, 12)), met(4, 12, true)])
    expect(linesOf(told)).toEqual([
      '2025-03-03 01:00:00  Case opened  agent-lin (agent)',
      '  channel chat',
      '  › Clock started: inquiry response, due 2025-03-03 01:10:00 (10 min of business time)',
      '2025-03-03 01:04:12  Resolved     agent-lin (agent)',
      '  › Clock met: inquiry response, in 00:04:12, in time',
      '',
      'Clocks',
      'clock             target                   due                  state',
      'inquiry response  10 min of business time  2025-03-03 01:10:00  met in 00:04:12',
    ])
    const chinese = linesOf(told, 'zh')
    expect(chinese).toContain(
      '  › 時限開始：諮詢回應，2025-03-03 01:10:00 到期（營業時間 10 分鐘）',
    )
    expect(chinese).toContain('  › 時限達成：諮詢回應，用時 00:04:12，按時')
    expect(chinese.join('\n')).not.toMatch(/inquiryResponse|business|Clock/)
  })

  it('that time alone moved stand by themselves, with nobody beside them', () => {
    const warned = event('ClockWarned', minute(8), { ...inquiry, dueAt: minute(10) })
    const told = story(
      [opened, begun],
      [warned, event('ClockBreached', minute(10), inquiry), event('Noted', minute(30))],
      [event('CaseResolved', minute(45)), met(45, 0, false)],
    )
    const lines = linesOf(told)
    expect(lines).toContain('2025-03-03 01:08:00  › Clock due soon')
    expect(lines).toContain('2025-03-03 01:10:00  › Clock breached')
    expect(lines).toContain('  inquiry response, 10 min of business time')
    expect(lines).toContain('  recorded 2025-03-03 01:30:00')
    expect(lines).toContain('  › Clock met: inquiry response, in 00:45:00, late')
    expect(linesOf(told, 'en', 120).at(-1)).toMatch(/breached, met late in 00:45:00$/)
  })

  it('that were taken back say so where they stood', () => {
    const told = story(
      [opened, begun],
      [event('ClockBreached', minute(10), inquiry)],
      [
        event('Contact', minute(9)),
        event('ClockBreachWithdrawn', minute(9), { ...inquiry, reason: 'met' }),
        met(9, 0, true),
      ],
    )
    const lines = linesOf(told)
    expect(lines).toContain('  › Breach withdrawn: inquiry response, it was met in time')
    expect(lines).toContain('  inquiry response, 10 min of business time, withdrawn later')
    expect(lines.at(-1)).toMatch(/met in 00:09:00$/)
    expect(JSON.parse(timelineJson(told))).toMatchObject({
      clocks: [{ clock: 'inquiryResponse', state: 'met', breached: false, withdrawn: true }],
    })
  })

  it('pause, go on with another target, and end unjudged', () => {
    const slow = { clock: 'other', run: 2, instance: 'step-1' }
    const told = story(
      [
        opened,
        event('ClockStarted', minute(0), {
          ...slow,
          target: { kind: 'workingDays', days: 2 },
          from: minute(0),
          elapsedMs: 0,
          dueAt: on('2025-03-05T10:00:00.000Z'),
        }),
      ],
      [
        event('Asked', minute(5)),
        event('ClockPaused', minute(5), { ...slow, elapsedMs: 300_000, daysLeft: 2 }),
      ],
      [
        event('Answered', minute(6)),
        event('ClockResumed', minute(6), { ...slow, dueAt: on('2025-03-05T10:00:00.000Z') }),
      ],
      [
        event('Raised', minute(7)),
        event('ClockRetargeted', minute(7), {
          ...slow,
          target: { kind: 'elapsed', time: 'PT24H' },
          dueAt: on('2025-03-04T01:01:00.000Z'),
        }),
      ],
      [
        event('Merged', minute(9)),
        event('ClockCancelled', minute(9), { ...slow, as: 'exempt', elapsedMs: 480_000 }),
      ],
    )
    const lines = linesOf(told, 'en', 120)
    for (const line of [
      '  › Clock started: other (step-1, run 2), due 2025-03-05 10:00:00 (2 working days)',
      '  › Clock paused: other (step-1, run 2), after 00:05:00, 2 working days left',
      '  › Clock resumed: other (step-1, run 2), due 2025-03-05 10:00:00',
      '  › Clock retargeted: other (step-1, run 2), now 24 h, due 2025-03-04 01:01:00',
      '  › Clock exempt: other (step-1, run 2), after 00:08:00',
    ]) {
      expect(lines).toContain(line)
    }
    expect(lines.at(-1)).toMatch(/^other \(step-1, run 2\) +24 h +2025-03-04 01:01:00 +exempt$/)
  })

  it('that count are told by their verdict alone; those overdue though nobody noticed, too', () => {
    const rings = { clock: 'phoneAnswer', run: 1 }
    const target = { kind: 'count', atMost: 3, of: 'answeredAfterRings' }
    const told = story(
      [opened, begun],
      [
        event('ContactRecorded', minute(1)),
        event('ClockStarted', minute(1), { ...rings, target, from: minute(1), elapsedMs: 0 }),
        event('ClockBreached', minute(1), { ...rings, count: 5 }),
      ],
    )
    const lines = linesOf(told, 'en', 120)
    expect(lines.join('\n')).not.toContain('Clock started: phoneAnswer')
    expect(lines).toContain('  › Clock breached: phoneAnswer, 5 (answered after rings: at most 3)')
    expect(lines.at(-2)).toMatch(/^inquiry response .* overdue$/)
    expect(lines.at(-1)).toMatch(/breached \(5\)$/)
  })

  it('that recur have their kept runs in one row', () => {
    const progress = (run: number) => ({ clock: 'progressUpdate', run })
    const quarter = { kind: 'elapsed', time: 'PT15M' }
    const told = story(
      ...Array.from({ length: 12 }, (_, i) => [
        event('ProgressUpdated', minute(i * 15)),
        event('ClockStarted', minute(i * 15), {
          ...progress(i + 1),
          target: quarter,
          from: minute(i * 15),
          elapsedMs: 0,
          dueAt: minute(i * 15 + 15),
        }),
        event('ClockMet', minute(i * 15), { ...progress(i + 1), inTime: i !== 5, elapsedMs: 0 }),
      ]),
    )
    const rows = linesOf(told).slice(-2)
    expect(rows[0]).toMatch(/^progressUpdate \(11 runs\) +15 min +met$/)
    expect(rows[1]).toMatch(/^progressUpdate \(run 6\) .* breached, met late in 00:00:00$/)
  })

  it('stand on the page too, and no line spills over a narrow terminal', () => {
    const told = story([opened, begun], [event('CaseResolved', minute(4, 12)), met(4, 12, true)])
    const page = tracePage(told, 'zh')
    expect(page).toContain('<li class="good">時限達成：諮詢回應，用時 00:04:12，按時</li>')
    expect(page).toContain('<span class="good">達成，用時 00:04:12</span>')
    for (const locale of ['en', 'zh'] as const) {
      for (const width of [60, 70, 80]) {
        const lines = textOf(told, locale, width).split('\n')
        expect(lines.filter((line) => widthOf(line) > width)).toEqual([])
      }
    }
  })
})

describe('targets', () => {
  it.each([
    [{ kind: 'elapsed', time: 'PT24H', warnBefore: 'PT1H' }, '24 h', '24 小時', '1 h before'],
    [
      { kind: 'business', time: 'PT1H30M', warnBefore: 'PT5M' },
      '1 h 30 min of business time',
      '營業時間 1 小時 30 分鐘',
      '5 min of business time before',
    ],
    [{ kind: 'workingDays', days: 1 }, '1 working day', '1 個工作日', ''],
    [
      { kind: 'count', atMost: 3, of: 'answeredAfterRings' },
      'answered after rings: at most 3',
      '響鈴次數至多 3',
      '',
    ],
    [{ kind: 'mean', time: 'PT30S' }, '30 s on average', '平均 30 秒', ''],
  ] as const)('%o', (target, en, zh, warning) => {
    const one = target as Parameters<typeof targetText>[0]
    expect([targetText(one, 'en'), targetText(one, 'zh')]).toEqual([en, zh])
    expect(warningText(one, 'en')).toBe(warning)
  })

  it('hours go on past a day', () => {
    expect(stopwatch(100 * 3_600_000 + 61_999)).toBe('100:01:01')
  })
})
