/** Policies on a store by a clock that the test moves: what comes of them, what is shown, how it ends. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  foldRead,
  fromEpochMs,
  handle,
  positionOf,
  type Instant,
  type RecordedEvent,
} from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import {
  caseEvents,
  openCase,
  resolveCase,
  type CaseCommand,
  type CaseEvent,
} from '@casetrail/core/case'
import { deskAggregates } from '@casetrail/core/desk'
import {
  deskPolicies,
  policyDispatches,
  processManager,
  type AnyManager,
  type Policy,
} from '@casetrail/core/policy'
import { readyStandards } from '@casetrail/core/standards'
import { sqliteStore, type SqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { casetrail, type Ran } from '../../test/memory-terminal.js'
import { tinyTerminal } from '../../test/tiny-terminal.js'
import { closing } from '../store/open-events.js'
import type { OpenedStore } from '../store/open-store.js'
import type { SqliteUrl } from '../store/url.js'
import { styleOf } from '../present/style.js'
import { widthOf } from '../present/width.js'
import type { Terminal } from '../terminal.js'

import { answerLines } from './answers-table.js'
import type { Fault } from './followed.js'
import type { Round } from './round.js'
import { runDesk } from './run.js'
import { liveShow, plainShow } from './show.js'
import { tally } from './tally.js'
import { OUTCOMES, waitText } from './words.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-run-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

/** A Monday, 10:00 in Shanghai. */
const TEN = Date.UTC(2025, 2, 3, 2)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const lin = { id: 'agent-lin', role: 'agent' }

/** A desk whose clock stands where the test puts it. */
interface Desk {
  readonly path: string
  readonly url: string
  readonly clock: { now: number }
  readonly opened: () => OpenedStore
  readonly give: (id: string, command: CaseCommand) => Promise<void>
  readonly open: (requestType?: 'inquiry' | 'complaint') => Promise<string>
  readonly resolve: (id: string) => Promise<void>
  readonly history: () => Promise<ReadonlyArray<RecordedEvent>>
}

const desk = (): Desk => {
  const path = join(folder, 'desk.db')
  const url = `sqlite:${path}`
  const clock = { now: TEN }
  const at = (): Instant => fromEpochMs(clock.now)
  const storeOf = (): SqliteStore => sqliteStore(path, { now: at })
  const give: Desk['give'] = async (id, command) => {
    const store = storeOf()
    const { case: cases } = deskAggregates(readyStandards.slice(2, 3), readyCalendars)
    right(await handle(store, cases)(id, command, { commandId: randomUUID() })())
    store.close()
  }
  return {
    path,
    url,
    clock,
    give,
    opened: () => {
      const file: SqliteUrl = { scheme: 'sqlite', path, shown: url }
      const { close, open, rows, ...store } = storeOf()
      right(open())
      return { url: file, file, store, rows, close: closing(close) }
    },
    open: async (requestType = 'inquiry') => {
      const id = randomUUID()
      const who = { customer: 'customer-1', tier: 'member', language: 'zh' } as const
      const what = { requestType, phase: 'afterSale', problemType: 'service' } as const
      await give(id, openCase({ at: at(), actor: lin, channel: 'email', ...who, ...what }))
      return id
    },
    resolve: (id) =>
      give(id, resolveCase({ at: at(), actor: lin, resolutionCode: 'answered', notes: 'x' })),
    history: async () => {
      const store = storeOf()
      const none: ReadonlyArray<RecordedEvent> = []
      const read = await foldRead(store, { all: true }, none, (all, e) => [...all, e])()
      store.close()
      return right(read)
    },
  }
}

const countOf = (history: ReadonlyArray<RecordedEvent>, type: string): number =>
  history.filter(({ event }) => event.type === type).length

interface Ended {
  readonly ended: E.Either<{ readonly code: number; readonly tag: string }, void>
  readonly rounds: ReadonlyArray<Round>
  readonly faults: ReadonlyArray<Fault>
  readonly jumps: ReadonlyArray<number>
}

interface Script {
  /** Before the nth pause, from 0; `end` ends the run. */
  readonly meanwhile?: (n: number, end: () => void) => Promise<void> | void
  readonly once?: boolean
  readonly isClockRight?: boolean
  readonly managers?: ReadonlyArray<AnyManager>
  readonly onRound?: (round: Round) => void
}

const ran = async ({ clock, opened }: Desk, script: Script = {}): Promise<Ended> => {
  const { meanwhile, once = meanwhile === undefined, managers, onRound } = script
  const { isClockRight = false } = script
  const store = opened()
  const stop = new AbortController()
  const rounds: Round[] = []
  const faults: Fault[] = []
  const jumps: number[] = []
  let slept = 0
  let elapsed = 0
  const ended = await runDesk({
    opened: store,
    standards: readyStandards,
    calendars: readyCalendars,
    every: MINUTE,
    once,
    isClockRight,
    zone: 'UTC',
    locale: 'en',
    signal: stop.signal,
    time: {
      now: () => clock.now,
      elapsed: () => elapsed,
      sleep: async (ms) => {
        elapsed += ms
        clock.now += ms
        await meanwhile?.(slept++, () => {
          stop.abort()
        })
      },
    },
    ...(managers === undefined ? {} : { managers }),
    onBegin: () => undefined,
    onRound: (round) => {
      rounds.push(round)
      onRound?.(round)
    },
    onFault: (fault) => faults.push(fault),
    onJump: (by) => jumps.push(by),
  })
  await store.close()
  return { ended, rounds, faults, jumps }
}

/** Runs for so many pauses. */
const pauses =
  (n: number, act: (n: number) => unknown = () => undefined) =>
  async (i: number, end: () => void): Promise<void> => {
    await act(i)
    if (i === n - 1) end()
  }

const givenIn = (rounds: ReadonlyArray<Round>): ReadonlyArray<string> =>
  rounds.flatMap(({ given }) =>
    given.map(({ policy, command, cause, outcome }) =>
      [policy, command, cause?.type, outcome].join(' '),
    ),
  )

describe('running policies', () => {
  it('acts on what happens, tells why, and ends with 130', async () => {
    const one = desk()
    const { ended, rounds } = await ran(one, {
      meanwhile: pauses(4, async (n) => {
        if (n === 0) await one.open('complaint')
        if (n === 1) await one.resolve(await one.open())
      }),
    })
    expect(ended).toMatchObject({ left: { code: 130, tag: 'Interrupted' } })
    expect(givenIn(rounds)).toEqual([
      'complaintOfCase ReceiveComplaint CaseOpened carriedOut',
      'afterResolution ScheduleFollowUp CaseResolved carriedOut',
    ])
    const history = await one.history()
    expect(countOf(history, 'FollowUpScheduled')).toBe(1)
    expect(countOf(history, 'ComplaintReceived')).toBe(1)
    expect(rounds.at(-1)).toMatchObject({ behind: 0, lagMs: 0, held: [] })
    expect(rounds.at(-1)?.events).toBe(
      history.filter(({ stream }) => !stream.startsWith('correctiveAction')).length,
    )
  })

  it('begins at the head the first time, and goes on from there the next', async () => {
    const one = desk()
    await one.resolve(await one.open())
    expect(givenIn((await ran(one)).rounds)).toEqual([])
    await one.resolve(await one.open())
    expect(givenIn((await ran(one)).rounds)).toEqual([
      'afterResolution ScheduleFollowUp CaseResolved carriedOut',
    ])
    expect(givenIn((await ran(one)).rounds)).toEqual([])
  })

  it('keeps an eye on clocks that began before it was first run', async () => {
    const one = desk()
    await one.open()
    await one.resolve(await one.open())
    one.clock.now += HOUR
    const { ended, rounds } = await ran(one)
    expect(ended).toEqual(E.right(undefined))
    expect(givenIn(rounds)).toEqual([
      'deadlines CheckDeadlines ClockStarted carriedOut',
      'dueSoon RemindOwner ClockWarned carriedOut',
      'deadlines CheckDeadlines ClockStarted carriedOut',
      'overdue EscalateCase ClockBreached carriedOut',
    ])
    const history = await one.history()
    const breached = history.find(({ event }) => event.type === 'ClockBreached')
    expect(breached?.event.at).toBe(fromEpochMs(TEN + 10 * MINUTE))
    // of the time before nothing else follows
    expect(countOf(history, 'FollowUpScheduled')).toBe(0)
    expect(givenIn((await ran(one)).rounds)).toEqual([])
  })

  it('looks at deadlines when they come, and wakes for them', async () => {
    const one = desk()
    await ran(one)
    await one.open()
    const { rounds } = await ran(one, { meanwhile: pauses(15) })
    expect(givenIn(rounds)).toEqual([
      'deadlines CheckDeadlines ClockStarted carriedOut',
      'dueSoon RemindOwner ClockWarned carriedOut',
      'deadlines CheckDeadlines ClockStarted carriedOut',
      'overdue EscalateCase ClockBreached carriedOut',
    ])
    const clocks = (await one.history()).filter(({ event }) => /Warned|Breached/.test(event.type))
    expect(clocks.map(({ event }) => [event.type, Date.parse(event.at) - TEN])).toEqual([
      ['ClockWarned', 7 * MINUTE],
      ['ClockBreached', 10 * MINUTE],
    ])
  })

  it('tells the cause of what waited since an earlier run', async () => {
    const one = desk()
    await ran(one)
    await one.open()
    await ran(one)
    one.clock.now += 8 * MINUTE
    expect(givenIn((await ran(one)).rounds)).toEqual([
      'deadlines CheckDeadlines ClockStarted carriedOut',
      'dueSoon RemindOwner ClockWarned carriedOut',
    ])
  })

  it('two at once do no harm', async () => {
    const one = desk()
    await ran(one)
    for (let i = 0; i < 20; i++) {
      await one.resolve(await one.open())
      await one.open('complaint')
    }
    const both = await Promise.all([ran(one), ran(one), ran(one)])
    for (const { ended, faults } of both) {
      expect(ended).toEqual(E.right(undefined))
      expect(faults).toEqual([])
    }
    const history = await one.history()
    expect(countOf(history, 'ComplaintReceived')).toBe(20)
    expect(countOf(history, 'FollowUpScheduled')).toBe(20)
    const answered = history.flatMap(({ stream, event }) =>
      event.type === 'DispatchAnswered' ? [stream] : [],
    )
    expect(new Set(answered).size).toBe(answered.length)
  })

  it('tells a policy that throws, and a command that is refused, and goes on', async () => {
    const label = { en: 'a policy', zh: '策略' }
    const source = { handbook: 'house', gist: label } as const
    const on = { case: ['CaseOpened'] }
    const policies: ReadonlyArray<Policy<undefined, CaseEvent>> = [
      {
        name: 'throws',
        label,
        source,
        on,
        gives: {},
        react: () => {
          throw new Error('no such shelf')
        },
      },
      {
        name: 'hasty',
        label,
        source,
        on,
        gives: { case: ['ResolveCase'] },
        react: ({ stream, event: { at } }) => [
          {
            to: { category: 'case', id: stream.slice('case-'.length) },
            command: resolveCase({ at, actor: lin, resolutionCode: 'nonsense', notes: 'x' }),
          },
        ],
      },
    ]
    const facts = {
      name: 'none',
      version: 1,
      from: [{ category: 'case', events: caseEvents }],
      keyOf: ({ stream }: RecordedEvent) => stream,
      evolve: () => undefined,
    }
    const managers = [processManager({ facts, policies }), ...deskPolicies(readyStandards)]
    const one = desk()
    await ran(one, { managers })
    await one.resolve(await one.open())
    const { ended, rounds, faults } = await ran(one, { managers })
    expect(ended).toEqual(E.right(undefined))
    expect(faults).toEqual([
      expect.objectContaining({ policy: 'throws', event: 'CaseOpened', rejection: 'PolicyThrew' }),
    ])
    expect(rounds.flatMap(({ given }) => given)).toContainEqual(
      expect.objectContaining({
        policy: 'hasty',
        outcome: 'rejected',
        rejection: 'CaseAlreadyResolved',
      }),
    )
    expect(givenIn(rounds)).toContain('afterResolution ScheduleFollowUp CaseResolved carriedOut')

    const id = rounds.flatMap(({ given }) => given)[0]?.correlationId ?? ''
    const traced = await casetrail(['trace', id, '--store', one.url, '--quiet'])
    expect(traced.out).toContain(' · under retail-2025@1\n')
    // under its cause; what was carried out stands as an event of its own, and is not told twice
    expect(traced.out).toMatch(/^2025-03-03 02:00:00 {2}Case opened [^]*?^ {2}› Policy "hasty"/m)
    expect(traced.out.replaceAll(/\n +/g, ' ')).toContain(
      'ResolveCase for the case refused: the case is resolved',
    )
    expect(traced.out).toMatch(/Policy "throws" failed: PolicyThrew/)
    expect(traced.out).toMatch(/^\S+ \S+ +Follow-up scheduled +policy:afterResolution/m)
    expect(traced.out).not.toContain('Policy answered')
    expect(traced.out).not.toContain('Policy "Follow-up after resolution"')
    const zh = await casetrail(['trace', id, '--store', one.url, '--quiet', '--locale', 'zh'])
    expect(zh.out).toMatch(/策略「hasty」：ResolveCase（工單）被拒絕：/)
  })

  it.each([
    ['back an hour', -HOUR],
    ['ahead a week', 7 * DAY],
  ])('a clock that jumps %s is told, and nothing is done twice', async (_, by) => {
    const one = desk()
    await ran(one)
    await one.open()
    const { jumps, rounds } = await ran(one, {
      meanwhile: pauses(4, (n) => {
        if (n === 1) one.clock.now += by
      }),
    })
    expect(jumps).toEqual([by])
    if (by < 0) expect(givenIn(rounds)).toEqual([])
    one.clock.now = TEN + 2 * DAY
    await ran(one)
    const history = await one.history()
    expect(countOf(history, 'ClockWarned')).toBe(1)
    expect(countOf(history, 'ClockBreached')).toBe(1)
    const breached = history.find(({ event }) => event.type === 'ClockBreached')
    expect(breached?.event.at).toBe(fromEpochMs(TEN + 10 * MINUTE))
  })

  describe('a clock that is far ahead', () => {
    const ahead = { left: { code: 4, tag: 'ClockAhead' } }

    it('ends a run that it jumps under, before anything comes of it', async () => {
      const one = desk()
      await ran(one)
      await one.open()
      const { ended, rounds } = await ran(one, {
        meanwhile: pauses(4, (n) => {
          if (n === 1) one.clock.now += 365 * DAY
        }),
      })
      expect(ended).toMatchObject(ahead)
      expect(givenIn(rounds)).toEqual([])
      expect(countOf(await one.history(), 'ClockBreached')).toBe(0)
    })

    it.each(['the first run', 'a later one'])('is asked about by %s', async (which) => {
      const one = desk()
      if (which === 'a later one') await ran(one)
      await one.open()
      if (which === 'a later one') await ran(one)
      const before = await one.history()
      one.clock.now += 31 * DAY
      const { ended, rounds } = await ran(one)
      expect(ended).toMatchObject(ahead)
      expect(rounds).toEqual([])
      expect(await one.history()).toEqual(before)
      // set right, all is as before; and who says that it is right is believed
      one.clock.now -= 31 * DAY
      expect((await ran(one)).ended).toEqual(E.right(undefined))
      one.clock.now += 31 * DAY
      expect((await ran(one, { isClockRight: true })).ended).toEqual(E.right(undefined))
      expect(countOf(await one.history(), 'ClockBreached')).toBe(1)
    })

    it('is none where something was recorded lately, or nothing is late', async () => {
      const one = desk()
      await one.open()
      one.clock.now += 31 * DAY
      await one.open()
      expect((await ran(one)).ended).toEqual(E.right(undefined))
      one.clock.now += 29 * DAY
      expect((await ran(one)).ended).toEqual(E.right(undefined))
    })
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
      'another one',
      'StoreReplaced',
      (path) => {
        renameSync(path, `${path}.old`)
        copyFileSync(`${path}.old`, path)
      },
    ],
  ])('ends with 4 when the file is %s: %s', async (_, tag, change) => {
    const one = desk()
    const { ended, rounds } = await ran(one, {
      meanwhile: (n) => {
        if (n === 1) change(one.path)
      },
    })
    expect(ended).toMatchObject({ left: { code: 4, tag } })
    expect(rounds).toHaveLength(2)
  })

  it('ends with 4 on rows that are ahead of their store', async () => {
    const one = desk()
    const { rows, close } = one.opened()
    const ahead = [[policyDispatches, positionOf(9_999)]] as const
    right(await rows.commit({ rows: [], groups: [], checkpoints: ahead, expected: [] })())
    await close()
    expect((await ran(one)).ended).toMatchObject({ left: { code: 4, tag: 'CheckpointAhead' } })
  })

  it('ends with 4 on a store that another program keeps locked', { timeout: 60_000 }, async () => {
    const one = desk()
    await one.open()
    const sqlite = createRequire(join(import.meta.dirname, '../../../sqlite/package.json'))
    const Database = sqlite('libsql') as new (path: string) => {
      exec: (sql: string) => void
      close: () => void
    }
    const other = new Database(one.path)
    other.exec('BEGIN IMMEDIATE')
    const { ended } = await ran(one)
    other.exec('ROLLBACK')
    other.close()
    expect(ended).toMatchObject({ left: { code: 4, tag: 'Unavailable' } })
    expect((await ran(one)).ended).toEqual(E.right(undefined))
  })
})

const ESC = '\u001b'
const UP = new RegExp(`^${ESC}\\[(\\d+)A\\r`)
const CONTROLS = new RegExp(`${ESC}\\[[?\\d]*[A-Za-z]|\\r`, 'g')

const written = (columns = 80) => {
  const texts: string[] = []
  const terminal: Terminal = {
    out: (text) => void texts.push(text),
    err: () => undefined,
    env: {},
    columns,
    colour: false,
    bar: undefined,
    signal: new AbortController().signal,
  }
  return { texts, terminal }
}

describe('what a run shows', () => {
  it('is a line for each answer where there is no terminal', async () => {
    const one = desk()
    const { texts, terminal } = written()
    const show = plainShow(terminal, { zone: 'Asia/Shanghai', locale: 'zh' })
    await ran(one, {
      meanwhile: pauses(2, () => one.open('complaint')),
      onRound: show.seen,
    })
    expect(texts.join('')).toMatch(
      /^2025-03-03 10:01:00 {2}\S+ {2}ReceiveComplaint → 投訴 \w{8} {2}起因: 受理 {2}已執行\n/,
    )
  })

  it('is drawn over in place: one write a frame, never wider or higher than the terminal', async () => {
    for (const [columns, rows] of [
      [100, 24],
      [46, 14],
      [80, 5],
    ] as const) {
      const one = desk()
      const { texts, terminal } = written(columns)
      const counts = tally()
      const telling = { zone: 'Asia/Shanghai', locale: 'en' } as const
      const about = { store: one.url, every: '1m', counts }
      const show = liveShow(terminal, () => rows, telling, about)
      await ran(one, {
        meanwhile: pauses(6, () => one.open('complaint')),
        onRound: (round) => {
          for (const given of round.given) counts.add(given)
          show.seen(round)
        },
      })
      show.end()
      const frames = texts.slice(0, -1)
      expect(frames.length).toBeGreaterThanOrEqual(6)
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
      rmSync(one.path)
    }
  })

  it.each([60, 80, 90, 120])(
    'has a line for each answer, the command whole, at %d columns',
    async (columns) => {
      const one = desk()
      await ran(one)
      await one.resolve(await one.open('complaint'))
      await one.open()
      one.clock.now += HOUR
      const { rounds } = await ran(one)
      const given = rounds.flatMap((round) => round.given)
      const refused = given.map((each) => ({
        ...each,
        outcome: 'rejected' as const,
        rejection: 'CaseAlreadyResolved',
      }))
      expect(given.length).toBeGreaterThan(3)
      for (const locale of ['en', 'zh'] as const) {
        const lines = answerLines(
          [...given, ...refused],
          { zone: 'UTC', locale },
          columns,
          styleOf(false),
        )
        expect(lines).toHaveLength(1 + 2 * given.length)
        for (const [i, line] of lines.slice(1).entries()) {
          expect(widthOf(line)).toBeLessThanOrEqual(columns)
          expect(line).toContain(given[i % given.length]?.command)
          expect(line).toContain(
            i < given.length ? OUTCOMES.carriedOut[locale] : OUTCOMES.rejected[locale],
          )
          if (columns === 120 && i >= given.length) expect(line).toContain('CaseAlreadyResolved')
        }
      }
    },
  )

  it('leaves remarks above it on the same terminal, and is whole below them', async () => {
    const one = desk()
    await ran(one)
    const tiny = tinyTerminal(60, 12)
    const terminal: Terminal = {
      ...written(60).terminal,
      out: tiny.write,
      err: tiny.write,
      bar: process.stderr,
    }
    const counts = tally()
    const telling = { zone: 'UTC', locale: 'en' } as const
    const show = liveShow(terminal, () => 12, telling, { store: one.url, every: '1m', counts })
    let n = 0
    await ran(one, {
      meanwhile: pauses(8, () => one.open('complaint')),
      onRound: (round) => {
        for (const given of round.given) counts.add(given)
        show.say(`remark ${String(++n)}: ${'so it is '.repeat(9)}`)
        show.seen(round)
      },
    })
    show.end()
    const lines = tiny.lines()
    const starts = lines.flatMap((line, i) => (line.startsWith('remark ') ? [i] : []))
    expect(starts).toHaveLength(n)
    const [last = 0] = starts.slice(-1)
    // no piece of an older screen is left between them
    for (const line of lines.slice(0, last)) expect(line).toMatch(/^remark \d+: |so it|^is |^it /)
    expect(lines.filter((line) => line.includes('Ctrl-C ends it'))).toHaveLength(1)
    expect(tiny.shown().join('\n')).toContain('Ctrl-C ends it')
  })

  it('tells what waits until when', () => {
    expect(waitText(0, undefined, TEN, 'UTC', 'en')).toBe('nothing waits')
    expect(waitText(2, TEN + HOUR, TEN, 'UTC', 'en')).toBe(
      '2 wait, the next until 2025-03-03 03:00:00 (1 h)',
    )
    expect(waitText(1, TEN, TEN, 'UTC', 'en')).toBe('1 waits, the next is due')
  })
})

const run = (url: string, ...args: ReadonlyArray<string>): Promise<Ran> =>
  casetrail(['run', '--store', url, ...args])

describe('casetrail run', () => {
  it('says once that it begins at the head, then what was answered', async () => {
    const one = desk()
    one.clock.now = Date.now()
    await one.open()
    const first = await run(one.url, '--once')
    expect(first.code).toBe(0)
    expect(first.err).toContain('of what happened before only the open clocks count')
    expect(first.out).toContain('2 wait, the next until ')
    await one.resolve(await one.open())
    const next = await run(one.url, '--once', '--json')
    expect([next.code, next.err]).toEqual([0, ''])
    expect(JSON.parse(next.out)).toMatchObject({
      store: one.url,
      beganAtHead: false,
      carriedOut: 1,
      rejected: 0,
      failed: 0,
      commands: [
        { policy: 'afterResolution', command: 'ScheduleFollowUp', outcome: 'carriedOut', count: 1 },
      ],
      held: 0,
    })
  })

  it.each([
    [['--json'], /it takes --once/],
    [['--once', '--interval', '5'], /Write 5s, 500ms or 2m/],
    [['--once', '--zone', 'Mars'], /no time zone "Mars"/],
    [['--once', '--set', 'house.x=1'], /no standard "house"/],
  ])('%j is wrong usage', async (args, message) => {
    const one = desk()
    await one.open()
    const told = await run(one.url, ...args)
    expect(told.code).toBe(2)
    expect(told.err).toMatch(message)
  })

  it('needs a store that is there, and is one', async () => {
    const url = join(folder, 'none.db')
    expect(await run(`sqlite:${url}`, '--once')).toMatchObject({ code: 4 })
    writeFileSync(url, 'no store, though it is a file that is long enough to be one'.repeat(99))
    expect(await run(`sqlite:${url}`, '--once')).toMatchObject({ code: 4 })
  })
})
