/**
 * The scenarios of `examples/scenarios` prove the five standards: each handbook's case is taken step by
 * step, its clocks do what is written here, and no verdict depends on when time was made to tell.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import { epochMs, foldRead, fromEpochMs, inMemoryEventStore } from '@casetrail/core'
import type { DomainEvent, EventStore, Instant, RecordedEvent } from '@casetrail/core'
import { clockEvents, clockRejections, type ClockEvent } from '@casetrail/core/clock'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import { readyStandards, unsetOf, type ServiceStandard } from '@casetrail/core/standards'
import { testBoundary } from '@casetrail/core/testing'
import { deskFigures, deskModels, evaluate, explain, project } from '@casetrail/projections'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { play, standardOf, words, type Told } from '../../../examples/scenarios/desk.js'
import { scenarios } from '../../../examples/scenarios/index.js'
import { stepsOf, tick, type Timed } from '../../../examples/scenarios/story.js'

import { root } from './docs/blocks.js'

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

interface Played {
  readonly store: EventStore
  readonly told: ReadonlyArray<Told>
  readonly history: ReadonlyArray<RecordedEvent>
}

const played = async (steps: ReadonlyArray<Timed>, standard: ServiceStandard): Promise<Played> => {
  const boundary = testBoundary({ stepMs: 0 })
  const store = inMemoryEventStore(boundary)
  const told = await play(store, boundary.setNow, standard, steps)
  const none: RecordedEvent[] = []
  const read = foldRead(store, { all: true }, none, (all, one) => {
    all.push(one)
    return all
  })
  return { store, told, history: right(await read()) }
}

const clockTypes = new Set<string>(clockEvents.types)
const isOfClock = (event: DomainEvent): event is ClockEvent => clockTypes.has(event.type)

/** The reference under which each stream was opened. */
const referencesIn = (history: ReadonlyArray<RecordedEvent>): ReadonlyMap<string, string> =>
  new Map(
    history.flatMap(({ stream, event }) =>
      'externalRef' in event ? [[stream, String(event.externalRef)] as const] : [],
    ),
  )

/** In Asia/Shanghai: the time, and the day where it is not `today`. */
const shown = (at: Instant, today: Instant): string => {
  const [day, time] = fromEpochMs(epochMs(at) + 8 * 3_600_000).split('T')
  const [first] = fromEpochMs(epochMs(today) + 8 * 3_600_000).split('T')
  return `${day === first ? '' : `${day?.slice(5) ?? ''} `}${time?.slice(0, 8) ?? ''}`
}

interface Line {
  readonly name: string
  readonly began: Instant
  readonly parts: ReadonlyArray<string>
}

const partsOf = (event: ClockEvent, began: Instant): ReadonlyArray<string> => {
  const time = (at: Instant): string => shown(at, began)
  switch (event.type) {
    case 'ClockStarted':
      return event.dueAt === undefined ? [] : [`due ${time(event.dueAt)}`]
    case 'ClockWarned':
      return [`warned ${time(event.at)}`]
    case 'ClockPaused':
      return [`paused ${time(event.at)}`]
    case 'ClockResumed':
      return [`resumed ${time(event.at)}`, ...(event.dueAt ? [`due ${time(event.dueAt)}`] : [])]
    case 'ClockRetargeted':
      return event.dueAt ? [`retargeted, due ${time(event.dueAt)}`] : ['retargeted']
    case 'ClockMet': {
      const met = event.inTime ? 'met' : 'met late'
      return [event.count === undefined ? `${met} ${time(event.at)}` : `${met} (${event.count})`]
    }
    case 'ClockBreached':
      return [event.count === undefined ? 'breached' : `breached (${event.count})`]
    case 'ClockBreachWithdrawn':
      return ['withdrawn']
    case 'ClockCancelled':
      return [`${event.as} ${time(event.at)}`]
  }
}

/** What became of each run of a clock, in the order in which they began: one line each. */
const clockLines = (history: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> => {
  const references = referencesIn(history)
  const lines = new Map<string, Line>()
  for (const { stream, event } of history) {
    if (!isOfClock(event)) continue
    const name = `${references.get(stream) ?? stream} ${event.clock} #${String(event.run)}`
    const began = event.type === 'ClockStarted' ? event.from : event.at
    const line = lines.get(name) ?? { name, began, parts: [] }
    lines.set(name, { ...line, parts: [...line.parts, ...partsOf(event, line.began)] })
  }
  return [...lines.values()]
    .sort((a, b) => epochMs(a.began) - epochMs(b.began))
    .map(({ name, parts }) => `${name} ${parts.join(' ')}`)
}

/** The verdicts alone: how each run stands and when it was due, however it was recorded. */
const verdicts = (history: ReadonlyArray<RecordedEvent>): Readonly<Record<string, string>> => {
  const runs: Record<string, string> = {}
  for (const { stream, event } of history) {
    if (!isOfClock(event)) continue
    const { clock, run, type } = event
    if (type === 'ClockWarned' || type === 'ClockPaused') continue
    const key = `${stream} ${clock} #${String(run)}`
    const due = 'dueAt' in event ? String(event.dueAt) : ''
    const inTime = 'inTime' in event ? String(event.inTime) : ''
    runs[key] = [type, event.at, due, inTime].join(' ')
  }
  return runs
}

/** The steps carried out in order, of those required, and which were not. */
const executionIn = async (
  { store, history }: Played,
  standard: ServiceStandard,
  steps: ReadonlyArray<Timed>,
): Promise<{ readonly figure: string; readonly missed: ReadonlyArray<string> }> => {
  const rows = inMemoryRowStore()
  right(await project(store, rows, deskModels)())
  const execution = deskFigures([standard]).filter(({ id }) => id === 'standard.execution')
  const asOf = Math.max(...steps.map(({ now }) => epochMs(now)))
  const query = { zone: standard.zone, asOf }
  const [figure] = right(await evaluate(rows, execution, query)()).figures
  const references = referencesIn(history)
  const missed = await Promise.all(
    execution.map(async (one) => {
      const { readings } = right(await explain(rows, one, { ...query, side: 'missed' })())
      return readings.map(
        ({ subject, dimensions }) =>
          `${references.get(subject) ?? subject} ${dimensions['step'] ?? ''}`,
      )
    }),
  )
  return {
    figure: `${String(figure?.numerator)} of ${String(figure?.denominator)}`,
    missed: missed.flat(),
  }
}

/** What each scenario is to show: its clocks, steps carried out of those required, and which are not. */
const expected: Readonly<Record<string, Expected>> = {
  'front-desk': {
    clocks: `
      Q-1001 progressUpdate #1 due 09:17:10 cancelled 09:08:20
      Q-1002 progressUpdate #1 due 09:25:00 met 09:18:45
      Q-1002 progressUpdate #2 due 09:33:45 cancelled 09:20:30
      S-2001 progressUpdate #1 due 09:45:00 warned 09:40:00 cancelled 09:41:00
      S-2001 guide #1 due 09:32:30 met 09:32:10
      S-2001 fillIn #1 due 09:37:10 met 09:37:10
      S-2001 checkForm #1 due 09:39:10 breached met late 09:39:25
      S-2001 confirm #1 due 09:40:40 met 09:40:20
      S-2002 progressUpdate #1 due 10:15:00 paused 10:01:20 resumed 10:25:00 due 10:38:40 cancelled 10:28:00
      S-2003 progressUpdate #1 due 10:55:00 warned 10:50:00 met 10:52:30
      S-2003 progressUpdate #2 due 11:07:30 paused 11:00:00 resumed 11:30:00 due 11:37:30 warned 11:32:30 breached met late 11:41:20
      S-2003 progressUpdate #3 due 11:56:20 paused 11:50:00 resumed 14:30:00 due 14:36:20 warned 14:31:20 cancelled 14:33:00
      S-2003 progressUpdate #4 due 15:17:00 warned 15:12:00 met 15:12:00
      S-2003 progressUpdate #5 due 15:27:00 cancelled 15:20:00`,
    steps: '52 of 52',
    missing: [],
  },
  'support-sop': {
    clocks: `
      P-1001 firstResponse #1 due 13:30:00 met 09:52:30
      P-1001 resolution #1 due 03-13 18:00:00 paused 03-12 10:00:00 resumed 03-14 15:00:00 due 03-17 18:00:00 met 03-17 11:00:00
      P-1001 phoneAnswer #1 met (2)
      P-1002 firstResponse #1 due 03-11 11:30:00 met 03-11 10:12:00
      P-1002 resolution #1 due 03-13 18:00:00 met 03-13 10:00:00
      P-1002 phoneAnswer #1 breached (5)
      C-2001 complaintResponse #1 due 03-12 10:20:00 met 16:40:15
      C-2002 complaintResponse #1 due 03-12 11:00:00 warned 03-12 07:00:00 breached met late 03-12 11:05:00
      P-1001 phoneAnswer #2 met (1)`,
    steps: '15 of 15',
    missing: [],
  },
  'retail-2025': {
    clocks: `
      R-1005 firstResponse #1 due 09-30 16:40:00 warned 09-30 12:40:00 met 09-30 15:58:31
      R-1001 inquiryResponse #1 due 09:10:12 met 09:00:38
      R-1001 frontLineResponse #1 met 09:00:38
      R-1002 inquiryResponse #1 due 10:12:00 warned 10:09:00 breached met late 10:14:05
      R-1002 frontLineResponse #1 cancelled 10:16:00
      R-1003 inquiryResponse #1 due 10:13:00 warned 10:10:00 breached withdrawn met 10:11:30
      R-1003 frontLineResponse #1 met late 10:11:30
      R-1006 frontLineResponse #1 met 15:20:31
      R-1006 firstResponse #1 due 10-01 15:20:08 met 15:20:31
      C-2001 complaintResponse #1 due 10-01 15:24:30 met 15:26:02
      C-2001 complaintHandled #1 due 10-10 18:00:00 warned 10-10 14:00:00 met 10-10 16:30:00
      R-1004 inquiryResponse #1 due 10-09 09:05:00 warned 10-09 09:02:00 met 10-09 09:03:10
      C-2002 complaintResponse #1 due 10-11 14:05:00 met 10-11 09:30:00
      C-2002 complaintHandled #1 due 10-13 18:00:00 warned 10-13 14:00:00 breached met late 10-14 09:30:00
      F-3001 firstFollowUp #1 due 10-12 10:05:00 met 11:02:00
      F-3002 firstFollowUp #1 due 10-15 09:30:00 met 17:20:00`,
    steps: '19 of 20',
    missing: ['C-2002 rootCause'],
  },
  'premium-2025': {
    clocks: `
      E-3001 planStart #1 due 10:15:00 warned 10:10:00 met 10:14:59
      E-3002 planStart #1 due 20:15:00 warned 20:10:00 breached met late 20:17:30
      E-3003 planStart #1 due 22:55:00 cancelled 22:46:00`,
    steps: '21 of 21',
    missing: [],
  },
  'standard-process': {
    clocks: `
      N-1001 phoneAnswer #1 met (2)
      N-1002 phoneAnswer #1 breached (5)
      N-1003 emailAnswer #1 due 04-15 15:00:00 warned 04-15 11:00:00 met 04-15 14:20:00
      N-1004 chatAnswer #1 due 16:00:30 met 16:00:22
      N-1004 chatAnswer #2 due 16:01:30 breached met late 16:01:41
      N-1003 emailAnswer #2 due 04-16 16:00:00 warned 04-16 12:00:00 breached met late 04-16 17:00:00`,
    steps: '30 of 30',
    missing: [],
  },
}

interface Expected {
  readonly clocks: string
  readonly steps: string
  readonly missing: ReadonlyArray<string>
}

const runTsx = (
  ...args: ReadonlyArray<string>
): { status: number | null; out: string; err: string } => {
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx/package.json')
  const program = join(root, 'examples/scenarios/run.ts')
  const shell = [join(tsx, '../dist/cli.mjs'), '--tsconfig', join(root, 'tsconfig.json'), program]
  const ran = spawnSync(process.execPath, [...shell, ...args], { encoding: 'utf8' })
  return { status: ran.status, out: ran.stdout, err: ran.stderr }
}

test('there is a scenario for each standard that ships', () => {
  expect(scenarios.map(({ standard }) => standard)).toEqual(readyStandards)
  expect(Object.keys(expected)).toEqual(scenarios.map(({ id }) => id))
})

test('what clocks refuse is told in words', () => {
  expect(words).toMatchObject(clockRejections)
})

describe.each(scenarios)('$id', (scenario) => {
  const standard = standardOf(scenario)
  const steps = stepsOf(scenario)
  const whole = played(steps, standard)
  const { clocks = '', steps: carriedOut, missing } = expected[scenario.id] ?? {}

  test('refused is who should be, and nobody else', async () => {
    const { told } = await whole
    const went = told.map(({ step, refusal }) => [step.time, step.what, refusal?._tag])
    expect(went).toEqual(told.map(({ step }) => [step.time, step.what, step.refused]))
  })

  test('its clocks', async () => {
    const { history } = await whole
    expect(clockLines(history)).toEqual(
      clocks
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
  })

  test('its required steps', async () => {
    const { figure, missed } = await executionIn(await whole, standard, steps)
    expect(figure).toBe(carriedOut)
    expect(missed).toEqual(missing)
  })

  test('what the handbook leaves to the house is set, by values called examples, or nothing runs', async () => {
    const { told } = await played(steps.slice(0, 1), scenario.standard)
    const unset = unsetOf(scenario.standard)
    expect(Object.keys(scenario.settings ?? {})).toEqual(unset)
    const { id, version } = standard
    expect(told[0]?.refusal).toEqual(
      unset.length === 0 ? undefined : { _tag: 'StandardNotSet', standard: { id, version }, unset },
    )
  })

  test('no verdict depends on when time was made to tell', async () => {
    const [first = 0, last = 0] = [steps[0], steps.at(-1)].map((one) => one && epochMs(one.now))
    const ticking = (ms: number): Timed => {
      const at = fromEpochMs(ms)
      return { step: tick(''), at, now: at }
    }
    const end = ticking(last + 1)
    const silent = steps.filter(({ step }) => step.isTick !== true)
    const never = verdicts((await played([...silent, end], standard)).history)
    expect(Object.keys(never).length).toBeGreaterThan(2)
    const anywhere = fc.integer({ min: first, max: last })
    const nearby = fc.integer({ min: -1_200_000, max: 1_200_000 })
    const nearAStep = fc
      .tuple(fc.constantFrom(...silent), nearby)
      .map(([{ now }, ms]) => Math.min(Math.max(epochMs(now) + ms, first), last))
    const instants = fc.array(fc.oneof(anywhere, nearAStep), { maxLength: 24 })
    await fc.assert(
      fc.asyncProperty(instants, async (at) => {
        const mixed = [...silent, ...at.map(ticking)].sort(
          (a, b) => epochMs(a.now) - epochMs(b.now),
        )
        const { history } = await played([...mixed, end], standard)
        expect(verdicts(history)).toEqual(never)
      }),
      // of each of the five
      { numRuns: 60 },
    )
  })
})

test('the command prints refusals, timelines, clocks and the scorecard, in either language', () => {
  const { status, out } = runTsx('retail-2025', '--locale', 'zh')
  expect(status).toBe(0)
  for (const text of ['零售：國慶前送到的碎燈', 'DutiesNotSeparated', '投訴處理', '記分卡']) {
    expect(out).toContain(text)
  }
  expect(out).not.toContain('與所述不符')
  // the file that it is played in is no one's affair
  expect(out).not.toContain('sqlite:')
  expect(out).toContain('問題平均處理時長 · 82:05:59 · ≤ 24:00:00')
  expect(runTsx('support-sop').out).toMatch(/EXAMPLE VALUES.*discretion = 10000 \(in cents\)/)
  expect(runTsx('premium-2025').out).toContain('Satisfaction, 1 to 5 · 4 ·')
})

test('a mistyped name gets the nearest', () => {
  const { status, out, err } = runTsx('retial-2025')
  expect([status, out]).toEqual([2, ''])
  expect(err).toContain('did you mean retail-2025?')
})
