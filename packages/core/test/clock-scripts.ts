/** What might happen to a case, with times of its own or recorded late, and ticks anywhere between. */
import { epochMs, fold, type EpochMs, type Instant } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'

import { DAY, HOUR } from './case-kit.js'
import {
  cmd,
  isClockEvent,
  on,
  type AnyCommand,
  type AnyEvent,
  type ClockedCases,
} from './clock-kit.js'

export const MINUTE = 60_000

/** One thing that may happen: rejected ones are left out. */
type Making = (text: string) => AnyCommand

const step = fc.constantFrom('s1', '__proto__')

const often = <A>(weight: number, arbitrary: fc.Arbitrary<A>) => ({ weight, arbitrary })

const makings: fc.Arbitrary<Making> = fc.oneof(
  often(
    16,
    fc.constantFrom<Making>(
      cmd.ask,
      cmd.ask,
      cmd.goOn,
      cmd.goOn,
      cmd.progress,
      cmd.progress,
      cmd.note,
      cmd.reply,
      (text) => cmd.reply(text, 'email'),
      cmd.call,
      cmd.resolve,
      cmd.reopen,
      cmd.merge,
      cmd.unmerge,
      cmd.unmerge,
      (text) => ({ ...cmd.accept(text), actor: { id: 'agent-wu', role: 'agent' } }),
    ),
  ),
  often(
    3,
    fc.constantFrom('critical', 'high', 'low').map(
      (code): Making =>
        (text) =>
          cmd.prioritise(text, code),
    ),
  ),
  often(
    2,
    fc.constantFrom(['goods', 'damaged'], ['logistics', 'late']).map(
      (path): Making =>
        (text) =>
          cmd.classify(text, ...path),
    ),
  ),
  often(
    1,
    fc.nat({ max: 6 }).map(
      (rings): Making =>
        (text) =>
          cmd.call(text, rings),
    ),
  ),
  often(
    5,
    fc.tuple(step, fc.constantFrom(cmd.plan, cmd.startStep, cmd.endStep, cmd.dropStep)).map(
      ([id, make]): Making =>
        (text) =>
          make(text, id),
    ),
  ),
)

interface Line {
  readonly make: Making
  /** Since the line before, in milliseconds. */
  readonly gap: number
  /** How long before its recording it happened. */
  readonly late: number
  /** Ticks before it: how far between the line before and this one, and how often. */
  readonly ticks: ReadonlyArray<number>
}

export interface Script {
  readonly begin: EpochMs
  readonly tier: 'vip' | 'standard'
  readonly lines: ReadonlyArray<Line>
  /** Whether the case is cancelled in the end. */
  readonly cancelled: boolean
}

const gaps = [0, 5, 5, 15, 15, 30, 60, 60, 240, 240, 480, 960, 2_880, 14_400].map(
  (minutes) => minutes * MINUTE,
)

const delays = [5, 15, 60, 240, 480, 1_440, 2_880, 10_080].map((minutes) => minutes * MINUTE)

/** All gaps are multiples of five minutes, and `grain` milliseconds off them at most. */
export const scripts = ({
  late = false,
  grain = 0,
  lines = 40,
}: { late?: boolean; grain?: number; lines?: number } = {}): fc.Arbitrary<Script> =>
  fc.record({
    begin: fc
      .tuple(fc.nat({ max: 18 }), fc.nat({ max: 287 }))
      .map(([day, five]) => epochMs(on('2025-09-22 00:00')) + day * DAY + five * 5 * MINUTE),
    tier: fc.constantFrom('vip', 'standard'),
    cancelled: fc.boolean(),
    lines: fc.array(
      fc.record({
        make: makings,
        gap: fc
          .tuple(fc.constantFrom(...gaps), fc.nat({ max: grain }))
          .map(([gap, more]) => gap + more),
        late: late ? fc.oneof(fc.constant(0), fc.constantFrom(...delays)) : fc.constant(0),
        ticks: fc.array(fc.double({ min: -0.5, max: 1, noNaN: true }), { maxLength: 3 }),
      }),
      { minLength: 10, maxLength: lines, size: 'max' },
    ),
  })

const wall = (ms: EpochMs): string => new Date(ms + 8 * HOUR).toISOString().slice(0, -1)

export interface Timed {
  readonly command: AnyCommand
  /** When it is recorded. */
  readonly now: EpochMs
  readonly ticks: ReadonlyArray<EpochMs>
}

/** The commands of a script, each with when it is recorded and the ticks before. */
export const commandsOf = ({ begin, tier, lines, cancelled }: Script): ReadonlyArray<Timed> => {
  let now = begin
  const timed: Timed[] = [
    { command: cmd.open(wall(begin), { tier }), now, ticks: [] },
    { command: cmd.accept(wall(begin)), now, ticks: [] },
  ]
  for (const { make, gap, late, ticks } of lines) {
    const before = now
    now += gap
    timed.push({
      command: make(wall(Math.max(begin, now - late))),
      now,
      ticks: ticks.map((part) => Math.floor(before + part * gap)),
    })
  }
  if (cancelled) timed.push({ command: cmd.cancel(wall(now + HOUR)), now: now + HOUR, ticks: [] })
  return timed
}

export const tickAt = (ms: EpochMs): AnyCommand => cmd.tick(wall(ms))

export interface Ran {
  readonly state: ReturnType<ClockedCases['evolve']>
  readonly events: ReadonlyArray<AnyEvent>
  /** The commands that were accepted and changed something. */
  readonly carriedOut: ReadonlyArray<AnyCommand>
}

/** Carries out commands, leaving out what is rejected. */
export const run = (cases: ClockedCases, commands: ReadonlyArray<AnyCommand>): Ran => {
  let state = cases.initialState
  const events: AnyEvent[] = []
  const carriedOut: AnyCommand[] = []
  for (const command of commands) {
    const decided = cases.decide(command, state)
    if (E.isLeft(decided)) {
      if (command.type === 'CheckDeadlines') throw new Error('a tick was rejected')
      if (decided.left._tag === 'OutsideCalendar') throw new Error('the calendar is too short')
      continue
    }
    if (decided.right.length > 0) carriedOut.push(command)
    state = fold(cases, state, decided.right)
    events.push(...decided.right)
  }
  return { state, events, carriedOut }
}

/** Long after the last line, so that what is due by then is recorded. */
export const afterwards = (timed: ReadonlyArray<Timed>): AnyCommand =>
  tickAt((timed.at(-1)?.now ?? 0) + 90 * DAY)

/** What became of one run. */
export interface Verdict {
  readonly clock: string
  readonly run: number
  readonly instance: string | undefined
  readonly from: Instant
  readonly dueAt: Instant | undefined
  readonly breachedAt: Instant | undefined
  readonly ended: string
}

/** By their events alone; warnings say nothing of it. */
export const verdictsOf = (events: ReadonlyArray<AnyEvent>): ReadonlyArray<Verdict> => {
  const runs = new Map<string, Verdict>()
  for (const event of events.filter(isClockEvent)) {
    const key = `${event.clock}#${String(event.run)}`
    const known = runs.get(key)
    if (event.type === 'ClockStarted') {
      const { clock, instance, from, dueAt } = event
      if (known !== undefined) throw new Error(`${key} began twice`)
      runs.set(key, {
        clock,
        run: event.run,
        instance,
        from,
        dueAt,
        breachedAt: undefined,
        ended: '',
      })
      continue
    }
    if (known === undefined) throw new Error(`${key} was never begun`)
    runs.set(key, after(known, event))
  }
  return [...runs.values()]
}

const after = (known: Verdict, event: Exclude<AnyEvent, { type: 'ClockStarted' }>): Verdict => {
  switch (event.type) {
    case 'ClockResumed':
    case 'ClockRetargeted':
      return { ...known, dueAt: event.dueAt ?? known.dueAt }
    case 'ClockPaused':
      // what is not broken has no deadline meanwhile
      return known.breachedAt === undefined ? { ...known, dueAt: undefined } : known
    case 'ClockBreached':
      return { ...known, breachedAt: event.at }
    case 'ClockBreachWithdrawn':
      return { ...known, breachedAt: undefined }
    case 'ClockMet':
      return {
        ...known,
        ended: `met at ${event.at} ${event.inTime ? 'in time' : 'late'} after ${String(event.elapsedMs)}`,
      }
    case 'ClockCancelled':
      return { ...known, ended: `${event.as} at ${event.at} after ${String(event.elapsedMs)}` }
    default:
      return known
  }
}
