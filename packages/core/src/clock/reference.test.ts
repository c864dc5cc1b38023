/**
 * Clocks reckoned once more, in steps of five minutes and without tables, deadlines or calendars' answers:
 * what was promised is counted down while it runs.
 */
import { readyCalendars } from '@casetrail/core/calendar'
import { epochMs, type EpochMs } from '@casetrail/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { DAY, HOUR } from '../../test/case-kit.js'
import { casesWith, isClockEvent, type AnyEvent } from '../../test/clock-kit.js'
import {
  MINUTE,
  afterwards,
  commandsOf,
  run,
  scripts,
  verdictsOf,
} from '../../test/clock-scripts.js'

const STEP = 5 * MINUTE
const [office] = readyCalendars

const free = new Set<string>(office?.holidays.map(({ date }) => date))
const madeUp = new Set<string>(office?.workingDays.map(({ date }) => date))

const wall = (at: EpochMs): string => new Date(at + 8 * HOUR).toISOString()

const known = new Map<number, boolean>()

const isWorked = (at: EpochMs): boolean => {
  const day = Math.floor((at + 8 * HOUR) / DAY)
  const found = known.get(day)
  if (found !== undefined) return found
  const date = wall(at).slice(0, 10)
  const weekday = new Date(at + 8 * HOUR).getUTCDay()
  const worked = madeUp.has(date) || (!free.has(date) && weekday > 0 && weekday < 6)
  known.set(day, worked)
  return worked
}

const hourOf = (at: EpochMs): number => ((at + 8 * HOUR) % DAY) / HOUR

/** Nine to six. */
const isOpen = (at: EpochMs): boolean => isWorked(at) && hourOf(at) >= 9 && hourOf(at) < 18

const isClosing = (at: EpochMs): boolean => isWorked(at) && hourOf(at) === 18

interface Watch {
  readonly clock: string
  /** What one step, up to an instant, takes of what is left. */
  readonly taken: (until: EpochMs) => number
  /** What is promised, from an instant on. */
  readonly promised: (priority: string | undefined, tier: string, from: EpochMs) => number
  readonly pauses: boolean
  readonly startsAgain: boolean
  readonly met: (event: AnyEvent) => boolean
}

const isReply = (event: AnyEvent): boolean =>
  event.type === 'ContactRecorded' && event.direction === 'outbound'

const isResolved = ({ type }: AnyEvent): boolean => type === 'CaseResolved'

const watches: ReadonlyArray<Watch> = [
  {
    clock: 'firstResponse',
    taken: () => STEP,
    promised: () => 4 * HOUR,
    pauses: false,
    startsAgain: false,
    met: isReply,
  },
  {
    clock: 'resolution',
    taken: (until) => (isOpen(until - STEP) ? STEP : 0),
    promised: (priority, tier) =>
      priority === 'critical' ? 4 * HOUR : tier === 'vip' ? 8 * HOUR : 16 * HOUR,
    pauses: true,
    startsAgain: true,
    met: isResolved,
  },
  {
    clock: 'days',
    taken: (until) => (isClosing(until) ? 1 : 0),
    // the closing of the day on which it began is not counted
    promised: (_priority, _tier, from) => (isWorked(from) && hourOf(from) < 18 ? 3 : 2),
    pauses: true,
    startsAgain: false,
    met: isResolved,
  },
]

/** What became of the runs: `broken` and when, and how it ended. */
const reckoned = (watch: Watch, events: ReadonlyArray<AnyEvent>, end: EpochMs) => {
  const { clock, taken, promised, pauses, startsAgain, met } = watch
  const verdicts: string[] = []
  let [left, taking] = [0, 0]
  let due: EpochMs | undefined
  let broken: EpochMs | undefined
  let standing = 'none' as 'none' | 'running' | 'paused' | 'over'
  let merged: 'running' | 'paused' | undefined
  let [priority, tier]: [string | undefined, string] = [undefined, '']
  let now = events[0] === undefined ? 0 : epochMs(events[0].at)
  const say = (how: string) => {
    verdicts.push(`${clock} ${broken === undefined ? '' : `broken ${wall(broken)} `}${how}`)
    standing = 'over'
  }
  const begin = () => {
    left = promised(priority, tier, now)
    taking = left
    due = undefined
    broken = undefined
    standing = 'running'
  }
  const check = () => {
    if (standing === 'running' && left <= 0) due ??= now
  }
  /** Promised now, of which so much has run. */
  const change = () => {
    if (standing === 'none' || broken !== undefined) return
    const again = promised(priority, tier, now)
    if (again === taking || clock === 'days') return
    left += again - taking
    taking = again
    due = undefined
    check()
  }
  const passTo = (at: EpochMs) => {
    while (now < at) {
      if (due !== undefined && broken === undefined && standing === 'running') broken = due
      now += STEP
      if (standing === 'running' || merged === 'running') left -= taken(now)
      if (merged === 'running' && left <= 0) due ??= now
      check()
    }
  }
  for (const event of events) {
    passTo(epochMs(event.at))
    const active = standing === 'running' || standing === 'paused'
    if (event.type === 'CaseOpened') {
      tier = event.tier
      begin()
    } else if (event.type === 'CasePrioritised') {
      priority = event.priority
      if (active) change()
    } else if (event.type === 'CaseReopened' && startsAgain && !active) begin()
    else if (active && met(event)) say(`met ${wall(now)}`)
    else if (event.type === 'CaseCancelled' && active) say(`cancelled ${wall(now)}`)
    else if (event.type === 'CaseMerged' && active) {
      merged = broken === undefined ? (standing === 'running' ? standing : 'paused') : undefined
      say(`cancelled ${wall(now)}`)
    } else if (event.type === 'CaseUnmerged' && merged !== undefined) {
      standing = merged
      merged = undefined
      check()
      if (standing === 'running' && due !== undefined && due < now) broken = due
    } else if (pauses && event.type === 'CustomerInputRequested' && standing === 'running') {
      standing = 'paused'
      due = undefined
    } else if (
      pauses &&
      standing === 'paused' &&
      (event.type === 'CaseResumed' ||
        (event.type === 'ContactRecorded' && event.direction === 'inbound'))
    ) {
      standing = 'running'
      check()
    }
  }
  passTo(end)
  if (standing !== 'over') say('')
  return verdicts
}

test.each(watches)('$clock is what five minutes after five minutes come to', (watch) => {
  const cases = casesWith('firstResponse', 'resolution', 'days')
  fc.assert(
    fc.property(scripts({ lines: 30 }), (script) => {
      const timed = commandsOf(script)
      const { events } = run(cases, [...timed.map(({ command }) => command), afterwards(timed)])
      const own = events.filter((event) => !isClockEvent(event))
      const told = verdictsOf(events)
        .filter(({ clock }) => clock === watch.clock)
        .map(({ clock, breachedAt, ended }) => {
          const broken = breachedAt === undefined ? '' : `broken ${wall(epochMs(breachedAt))} `
          const [, how, at] = /^(met|cancelled) at (\S+)/.exec(ended) ?? []
          return `${clock} ${broken}${at === undefined ? '' : `${how ?? ''} ${wall(Date.parse(at))}`}`
        })
      const end = (timed.at(-1)?.now ?? 0) + 60 * DAY
      expect(told).toEqual(reckoned(watch, own, end))
    }),
    { numRuns: 250 },
  )
})
