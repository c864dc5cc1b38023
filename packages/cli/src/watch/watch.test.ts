/** Watching a store by a clock that the test moves: what it records, what it shows, how it ends. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Instant, foldRead, fromEpochMs, handle, type RecordedEvent } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { openCase, resolveCase } from '@casetrail/core/case'
import { deskAggregates } from '@casetrail/core/desk'
import { readyStandards } from '@casetrail/core/standards'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { casetrail, type Ran } from '../../test/memory-terminal.js'
import { openStore } from '../store/open-store.js'
import { clockNames } from '../present/clock-names.js'
import { widthOf } from '../present/width.js'
import type { Terminal } from '../terminal.js'

import { changesOf, shares } from './board.js'
import { liveShow, plainShow, type Show } from './show.js'
import { watchStore, type Seen } from './watch.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-watch-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

/** A Monday, an hour after the office of the calendar has opened: 10:00 in Shanghai. */
const TEN = Date.UTC(2025, 2, 3, 2)
const MINUTE = 60_000
const after = (minutes: number): Instant => fromEpochMs(TEN + minutes * MINUTE)

/** Cases that come in by the minute given, of inquiries unless another request is named. */
const store = async (
  opened: ReadonlyArray<readonly [ref: string, minute: number, requestType?: 'inquiry' | 'repair']>,
): Promise<string> => {
  const path = join(folder, 'desk.db')
  let now = after(0)
  const events = sqliteStore(path, { now: () => now })
  const cases = handle(events, deskAggregates(readyStandards.slice(2, 3), readyCalendars).case)
  for (const [externalRef, minute, requestType = 'inquiry'] of opened) {
    now = after(minute)
    const command = openCase({
      at: now,
      actor: { id: 'agent-lin', role: 'agent' },
      customer: 'customer-1',
      channel: 'email',
      requestType,
      phase: 'afterSale',
      problemType: 'service',
      tier: 'member',
      language: 'zh',
      externalRef,
    })
    right(await cases(randomUUID(), command, { commandId: randomUUID() })())
  }
  events.close()
  return `sqlite:${path}`
}

const historyOf = async (url: string): Promise<ReadonlyArray<RecordedEvent>> => {
  const events = sqliteStore(url.slice('sqlite:'.length))
  const none: ReadonlyArray<RecordedEvent> = []
  const read = await foldRead(events, { all: true }, none, (all, e) => [...all, e])()
  events.close()
  return right(read)
}

/** What clocks recorded: type, clock, when it happened. */
const told = (history: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> =>
  history
    .filter(({ event }) => /^Clock(?:Warned|Breached)$/.test(event.type))
    .map(({ event }) => `${event.type} ${event.at}`)

interface Watched {
  readonly ended: E.Either<{ readonly code: number; readonly tag: string }, void>
  readonly seen: ReadonlyArray<Seen>
}

/** So many rounds, a minute apart; `show` looks on. */
const watched = async (
  url: string,
  begin: number,
  rounds: number,
  terminal: Terminal,
  show?: Show,
): Promise<Watched> => {
  const opened = right(await openStore({ store: url }, terminal, true))
  const stop = new AbortController()
  let now = TEN + begin * MINUTE
  const seen: Seen[] = []
  const ended = await watchStore({
    opened,
    terminal: { ...terminal, signal: stop.signal },
    standards: readyStandards,
    calendars: readyCalendars,
    every: MINUTE,
    once: false,
    quiet: true,
    isClockRight: false,
    zone: 'UTC',
    locale: 'en',
    time: {
      now: () => now,
      sleep: (ms) => {
        now += ms
        show?.tick(now)
        return Promise.resolve()
      },
    },
    onSeen: (one) => {
      seen.push(one)
      show?.seen(one)
      if (seen.length === rounds) stop.abort()
    },
  })
  await opened.close()
  return { ended, seen }
}

const written = (more: Partial<Terminal> = {}) => {
  const texts: string[] = []
  const terminal: Terminal = {
    out: (text) => void texts.push(text),
    err: () => undefined,
    env: {},
    columns: 80,
    colour: false,
    bar: undefined,
    signal: new AbortController().signal,
    ...more,
  }
  return { texts, terminal }
}

const ESC = '\u001b'
const UP = new RegExp(`^${ESC}\\[(\\d+)A\\r`)
const CONTROLS = new RegExp(`${ESC}\\[[?\\d]*[A-Za-z]|\\r`, 'g')

const telling = { names: clockNames(), zone: 'Asia/Shanghai', locale: 'en' } as const

describe('watching', () => {
  it('records warnings and breaches as they fall due, each at its own instant, and ends with 130', async () => {
    const url = await store([
      ['T-1', 0],
      ['T-2', 2],
    ])
    const { ended, seen } = await watched(url, 3, 12, written().terminal)
    expect(ended).toMatchObject({ left: { code: 130, tag: 'Interrupted' } })
    expect(told(await historyOf(url))).toEqual([
      `ClockWarned ${after(7)}`,
      `ClockWarned ${after(9)}`,
      `ClockBreached ${after(10)}`,
      `ClockBreached ${after(12)}`,
    ])
    const statuses = seen.map(({ due }) =>
      due.flatMap(({ clock, status }) => (clock === 'inquiryResponse' ? [status] : [])),
    )
    expect(statuses[0]).toEqual(['running', 'running'])
    expect(statuses[4]).toEqual(['warned', 'running'])
    expect(statuses.at(-1)).toEqual(['breached', 'breached'])
    const ticks = (await historyOf(url)).filter(({ metadata }) => metadata.actor.id === 'casetrail')
    expect(ticks.map(({ metadata }) => metadata.actor.role)).toContain('system')
    expect(ticks).toHaveLength(4)
  })

  it('late gives the same history as in time, apart from when it was recorded', async () => {
    const url = await store([['T-1', 0]])
    await watched(url, 500, 1, written().terminal)
    expect(told(await historyOf(url))).toEqual([
      `ClockWarned ${after(7)}`,
      `ClockBreached ${after(10)}`,
    ])
  })

  it('two at once do no harm', async () => {
    const url = await store(Array.from({ length: 40 }, (_, i) => [`T-${String(i)}`, 0] as const))
    const both = await Promise.all([
      watched(url, 30, 2, written().terminal),
      watched(url, 30, 2, written().terminal),
      watched(url, 31, 2, written().terminal),
    ])
    for (const { ended, seen } of both) {
      expect(ended).toMatchObject({ left: { code: 130 } })
      expect(seen.flatMap(({ failed }) => failed)).toEqual([])
    }
    expect(told(await historyOf(url))).toHaveLength(80)
  })

  it.each<[string, string, (path: string) => void]>([
    [
      'removed',
      'StoreMissing',
      (path) => {
        rmSync(path)
      },
    ],
    [
      'moved away',
      'StoreMissing',
      (path) => {
        renameSync(path, `${path}.old`)
      },
    ],
    [
      'another one',
      'StoreReplaced',
      (path) => {
        renameSync(path, `${path}.old`)
        copyFileSync(`${path}.old`, path)
      },
    ],
  ])('ends with 4 when the file is %s: %s', async (_, tag, change) => {
    const url = await store([['T-1', 0]])
    let slept = 0
    const looking: Show = {
      seen: () => undefined,
      tick: () => {
        slept += 1
        if (slept === 2) change(url.slice('sqlite:'.length))
      },
      say: () => undefined,
      end: () => undefined,
    }
    const { ended, seen } = await watched(url, 1, 12, written().terminal, looking)
    expect(ended).toMatchObject({ left: { code: 4, tag } })
    expect(seen).toHaveLength(2)
  })

  it('prints a line for each change where there is no terminal', async () => {
    const url = await store([
      ['T-1', 0],
      ['T-2', 4],
    ])
    const { texts, terminal } = written()
    const { seen } = await watched(url, 5, 7, terminal, plainShow(terminal, telling))
    expect(seen).toHaveLength(7)
    expect(texts.join('').split('\n').slice(0, -1)).toEqual([
      '2025-03-03 10:07:00  due soon  T-1  inquiry answered, due 2025-03-03 10:10:00',
      '2025-03-03 10:11:00  breached  T-1  inquiry answered, due 2025-03-03 10:10:00',
      '2025-03-03 10:11:00  due soon  T-2  inquiry answered, due 2025-03-03 10:14:00',
    ])
  })

  it('draws over its table in place: one write a frame, never wider or higher than the terminal', async () => {
    const url = await store(Array.from({ length: 30 }, (_, i) => [`T-${String(i)}`, i] as const))
    for (const [columns, rows] of [
      [80, 24],
      [46, 12],
      [80, 5],
    ] as const) {
      const { texts, terminal } = written({ columns })
      const show = liveShow(terminal, () => rows, telling, { store: url, every: '5s' })
      await watched(url, 20, 3, terminal, show)
      show.end()
      const frames = texts.slice(0, -1)
      expect(frames.length).toBeGreaterThanOrEqual(3)
      let drawn = 0
      for (const frame of frames) {
        const [, up = '0'] = UP.exec(frame) ?? []
        expect(Number(up)).toBe(drawn)
        const lines = frame.replaceAll(CONTROLS, '').split('\n').slice(0, -1)
        drawn = lines.length
        expect(lines.length).toBeLessThan(rows)
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
      }
      // the cursor is given back
      expect(texts.at(-1)).toBe('\u001b[?25h')
    }
  })
})

const run = (url: string, ...args: ReadonlyArray<string>): Promise<Ran> =>
  casetrail(['watch', '--once', '--clock-ahead', '--store', url, ...args])

describe('a clock that is far ahead', () => {
  const about = { code: 4, tag: 'ClockAhead' }

  it('is asked about before anything is recorded', async () => {
    const url = await store([['T-1', 0]])
    const before = await historyOf(url)
    const { ended, seen } = await watched(url, 31 * 24 * 60, 1, written().terminal)
    expect(ended).toMatchObject({ left: about })
    expect(seen).toEqual([])
    expect(await historyOf(url)).toEqual(before)
    const told = await casetrail(['watch', '--once', '--store', url, '--locale', 'zh', '--quiet'])
    expect([told.code, told.out]).toEqual([4, ''])
    expect(told.err).toMatch(/時鐘為 .*2025-03-03 02:07 起即有到期事項[^]*--clock-ahead/)
  })

  it('is none where something was recorded lately, or nothing is due', async () => {
    const month = 31 * 24 * 60
    const lively = await store([
      ['T-1', 0],
      ['T-2', month],
    ])
    const { seen } = await watched(lively, month + 1, 1, written().terminal)
    expect(seen).toHaveLength(1)
    rmSync(lively.slice('sqlite:'.length))
    const cold = await store([['T-1', 0]])
    await watched(cold, 11, 1, written().terminal)
    // its breach is recorded: time has nothing more to tell of it
    expect((await watched(cold, month, 1, written().terminal)).seen).toHaveLength(1)
  })

  it('ends a watch when it jumps', async () => {
    const url = await store([['T-1', 0]])
    const opened = right(await openStore({ store: url }, written().terminal, true))
    let now = TEN
    const ended = await watchStore({
      opened,
      terminal: written().terminal,
      standards: readyStandards,
      calendars: readyCalendars,
      every: MINUTE,
      once: false,
      quiet: true,
      isClockRight: false,
      zone: 'UTC',
      locale: 'en',
      time: {
        now: () => now,
        sleep: () => {
          now += 365 * 24 * 60 * MINUTE
          return Promise.resolve()
        },
      },
      onSeen: () => undefined,
    })
    await opened.close()
    expect(ended).toMatchObject({ left: about })
    expect(told(await historyOf(url))).toEqual([])
  })
})

describe('casetrail watch --once', () => {
  it('tells all that is due, and what it recorded; again there is nothing to record', async () => {
    const url = await store([
      ['T-1', 0],
      ['T-2', 3, 'repair'],
    ])
    const ran = await run(url, '--zone', 'Asia/Shanghai', '--quiet')
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(ran.out).toContain('recorded 4 in 2')
    expect(ran.out).toMatch(/^2 breached$/m)
    expect(ran.out).toMatch(/^T-1 +inquiry answered +2025-03-03 10:10:00 +−.* breached$/m)
    expect(ran.out).toMatch(/^T-2 +service response +2025-03-04 10:03:00 +−.* breached$/m)
    const again = await run(url, '--locale', 'zh', '--quiet')
    expect(again.out.replaceAll('\n', '')).toContain('無需記錄')
    expect(again.out).toMatch(/諮詢響應.* 逾期$/m)
  })

  it('as one document', async () => {
    const url = await store([['T-1', 0]])
    const ran = await run(url, '--json')
    expect(JSON.parse(ran.out)).toMatchObject({
      store: url,
      ticked: [{ recorded: ['ClockWarned', 'ClockBreached'] }],
      failed: [],
      due: [{ externalRef: 'T-1', status: 'breached', dueAt: after(10) }],
    })
  })

  it('what is met is due no more', async () => {
    const url = await store([['T-1', 0]])
    const events = sqliteStore(url.slice('sqlite:'.length))
    const cases = handle(events, deskAggregates(readyStandards, readyCalendars).case)
    const [opened] = await historyOf(url)
    const solve = resolveCase({
      at: fromEpochMs(Date.now()),
      actor: { id: 'agent-lin', role: 'agent' },
      resolutionCode: 'answered',
      notes: 'x',
    })
    const id = opened?.stream.slice('case-'.length) ?? ''
    right(await cases(id, solve, { commandId: randomUUID() })())
    events.close()
    const ran = await run(url, '--quiet')
    expect(ran.out).toContain('nothing is due')
    expect(ran.out.replaceAll('\n', ' ')).toContain('nothing was to record')
  })

  it.each([
    [['--json'], /it takes --once/],
    [['--once', '--interval', '5'], /Write 5s, 500ms or 2m/],
    [['--once', '--interval', '1ms'], /at least 100ms/],
    [['--once', '--zone', 'Mars'], /no time zone "Mars"/],
    [['--once', '--set', 'house.x=1'], /no standard "house"/],
  ])('%j is wrong usage', async (args, message) => {
    const url = await store([])
    const ran = await casetrail(['watch', '--store', url, ...args])
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(message)
  })

  it('refuses a calendar that is none, with all that is wrong with it', async () => {
    const url = await store([])
    const file = join(folder, 'calendar.json')
    writeFileSync(file, '{ "id": "ours", "version": 1, "zone": "Asia/Shanghia" }')
    const ran = await run(url, '--calendar', file, '--json')
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('/week')
    expect(JSON.parse(ran.out)).toMatchObject({ error: { tag: 'InvalidCalendar' } })
  })
})

describe('the parts of a watch', () => {
  it('give each part of the board its half, and what the other leaves', () => {
    const board = (open: number, broken: number) => ({
      open: { length: open },
      broken: { length: broken },
    })
    expect(shares(board(20, 20), 10)).toEqual([5, 5])
    expect(shares(board(2, 20), 10)).toEqual([2, 8])
    expect(shares(board(20, 3), 10)).toEqual([7, 3])
    expect(shares(board(3, 3), Infinity)).toEqual([3, 3])
    expect(shares(board(0, 0), 10)).toEqual([0, 0])
  })

  it('tell no change where there is none', () => {
    expect(changesOf([], [])).toEqual([])
    expect(changesOf(undefined, [])).toEqual([])
  })
})
