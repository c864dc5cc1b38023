/** The runs of a case's clocks by hand, changed in place. */
import { epochMs, type Instant, type RecordedEvent } from '@casetrail/core'
import type { ClockEvent, ClockStarted } from '@casetrail/core/clock'

import type { HandClocks } from './clock-rows.js'

type Run = HandClocks['runs']['kept'][number]
type Terms = Run['terms'][number]
type Fact = Run['started']

const RUNS = 256
const TERMS = 32

const ms = (at: Instant | undefined): number | undefined =>
  at === undefined ? undefined : epochMs(at)

const start = (event: ClockStarted, started: Fact): Run => ({
  clock: event.clock,
  run: event.run,
  cycle: event.cycle,
  instance: event.instance,
  calendar: event.calendar,
  from: epochMs(event.from),
  started,
  terms: [
    {
      from: started.at,
      id: started.id,
      target: event.target,
      paused: false,
      dueAt: ms(event.dueAt),
      warnAt: ms(event.warnAt),
      elapsedMs: event.elapsedMs,
      daysLeft: undefined,
    },
  ],
  warned: undefined,
  breached: undefined,
  withdrawn: undefined,
  ended: undefined,
})

const isOver = ({ ended, breached, terms }: Run): boolean =>
  ended !== undefined ||
  (breached !== undefined && terms[terms.length - 1]?.target.kind === 'count')

const bind = ({ terms }: Run, { at, id }: Fact, changes: Partial<Terms>): void => {
  const last = terms[terms.length - 1]
  if (last === undefined) return
  if (terms.length === TERMS) terms.splice(1, 1)
  terms.push({ ...last, from: at, id, ...changes })
}

/** Lets the first run go of too many that are over, or that are not. */
const shorten = ({ kept, older }: HandClocks['runs'], over: boolean): void => {
  if (kept.length <= RUNS || kept.filter((run) => isOver(run) === over).length <= RUNS) return
  const first = kept.findIndex((run) => isOver(run) === over)
  const run = kept[first]
  if (run === undefined) return
  kept.splice(first, 1)
  const { at, id } = run.ended ?? run.breached ?? run.started
  const known = older.find(({ clock }) => clock === run.clock)
  if (known === undefined) {
    older.push({ clock: run.clock, count: 1, at, id })
    return
  }
  known.count += 1
  if (known.at > at) return
  known.at = at
  known.id = id
}

const move = (run: Run, event: Exclude<ClockEvent, ClockStarted>, fact: Fact): void => {
  const last = run.terms[run.terms.length - 1]
  switch (event.type) {
    case 'ClockPaused':
      bind(run, fact, { paused: true, elapsedMs: event.elapsedMs, daysLeft: event.daysLeft })
      return
    case 'ClockResumed':
      bind(run, fact, {
        paused: false,
        dueAt: ms(event.dueAt) ?? last?.dueAt,
        warnAt: ms(event.warnAt) ?? last?.warnAt,
      })
      return
    case 'ClockRetargeted':
      bind(run, fact, {
        target: event.target,
        dueAt: ms(event.dueAt) ?? last?.dueAt,
        warnAt: event.dueAt === undefined ? last?.warnAt : ms(event.warnAt),
        daysLeft: event.daysLeft ?? last?.daysLeft,
      })
      if (event.calendar !== undefined) run.calendar = event.calendar
      return
    case 'ClockWarned':
      run.warned = fact
      return
    case 'ClockBreached':
      run.breached = { ...fact, count: event.count }
      return
    case 'ClockBreachWithdrawn':
      run.breached = undefined
      run.withdrawn = fact.id
      return
    case 'ClockMet': {
      const { inTime, elapsedMs, count } = event
      run.ended = { ...fact, as: 'met', inTime, elapsedMs, count }
      return
    }
    case 'ClockCancelled': {
      const { as, elapsedMs } = event
      run.ended = { ...fact, as, inTime: false, elapsedMs, count: undefined }
      return
    }
  }
}

/** Takes an event of a clock into account. */
export const changeRun = ({ runs }: HandClocks, seen: RecordedEvent<ClockEvent>): void => {
  const { event, eventId: id, metadata } = seen
  const fact = { at: epochMs(event.at), id, timeUnknown: metadata.timeUnknown === true }
  const { kept } = runs
  let index = kept.length - 1
  while (index >= 0 && (kept[index]?.run !== event.run || kept[index]?.clock !== event.clock)) {
    index -= 1
  }
  const run = kept[index]
  if (event.type === 'ClockStarted') {
    if (run !== undefined) return
    kept.push(start(event, fact))
    shorten(runs, false)
    return
  }
  if (run === undefined) return
  const wasOver = isOver(run)
  move(run, event, fact)
  if (!wasOver && isOver(run)) shorten(runs, true)
}
