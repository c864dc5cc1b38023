/** What holds of promises: each run is met, breached or cancelled, or still running; a breach comes after it is due. */
import { categoryOf, type Instant, type RecordedEvent } from '@casetrail/core'
import type { ClockEvent } from '@casetrail/core/clock'

import { eventOf, type Object, type Watcher } from './watch.js'

interface Run {
  last: RecordedEvent
  readonly kind: string
  dueAt: Instant | undefined
  isPaused: boolean
  isBreached: boolean
  hasEnded: boolean
}

interface Streams {
  readonly runs: Map<string, Run>
  readonly times: Map<string, number>
  endedAs: string | undefined
}

/** With these nothing is promised any more. */
const endings = new Set([
  'CaseArchived',
  'CaseCancelled',
  'CaseMerged',
  'ComplaintArchived',
  'ComplaintWithdrawn',
  'ComplaintMerged',
])

const isClock = (type: string): boolean => type.startsWith('Clock')

const start = (of: Streams, recorded: RecordedEvent, object: Object): void => {
  const event = eventOf<ClockEvent>(recorded)
  if (event.type !== 'ClockStarted') return
  const { clock, run, target, dueAt } = event
  const times = of.times.get(clock) ?? 0
  if (run !== times + 1) object('runsCountUp', recorded, `${clock}: run ${run} follows ${times}`)
  of.times.set(clock, run)
  of.runs.set(`${clock} ${run}`, {
    last: recorded,
    kind: target.kind,
    dueAt,
    isPaused: false,
    isBreached: false,
    hasEnded: false,
  })
}

const breach = (run: Run, recorded: RecordedEvent, object: Object): void => {
  const { at } = recorded.event
  if (run.isBreached) object('breachedOnce', recorded, 'is broken a second time')
  if (run.dueAt !== undefined && (at < run.dueAt || recorded.recordedAt <= run.dueAt)) {
    object('breachedAfterDue', recorded, `broken at ${at}, due at ${run.dueAt}`)
  }
  run.isBreached = true
  if (run.kind === 'count') run.hasEnded = true
}

const move = (run: Run, recorded: RecordedEvent, object: Object): void => {
  const event = eventOf<ClockEvent>(recorded)
  const says = `${event.clock} ${event.run}`
  if (run.hasEnded && (event.type === 'ClockPaused' || event.type === 'ClockResumed')) {
    object('endedRunsRest', recorded, `${says}: ${event.type} after the end`)
  }
  switch (event.type) {
    case 'ClockStarted':
      return
    case 'ClockPaused':
      run.isPaused = true
      return
    case 'ClockResumed':
      run.isPaused = false
      run.dueAt = event.dueAt ?? run.dueAt
      return
    case 'ClockRetargeted':
      run.dueAt = event.dueAt ?? run.dueAt
      return
    case 'ClockWarned':
      if (run.hasEnded) object('endedRunsRest', recorded, `${says}: warned after the end`)
      return
    case 'ClockBreached':
      breach(run, recorded, object)
      return
    case 'ClockBreachWithdrawn':
      if (!run.isBreached) object('breachedOnce', recorded, `${says}: no breach to withdraw`)
      run.isBreached = false
      return
    case 'ClockMet':
      if (event.inTime && run.isBreached) {
        object('breachStays', recorded, `${says}: kept in time, and broken`)
      }
      if (!event.inTime && !run.isBreached && run.kind !== 'mean') {
        object('breachStays', recorded, `${says}: kept late, and never broken`)
      }
      run.hasEnded = true
      return
    case 'ClockCancelled':
      run.hasEnded = true
  }
}

const atTheEnd = (of: Streams, endsAt: Instant | undefined, object: Object): void => {
  for (const [name, run] of of.runs) {
    if (run.hasEnded || run.isBreached) continue
    if (of.endedAs !== undefined) {
      object('promisesEnd', run.last, `${name} runs on after ${of.endedAs}`)
    } else if (
      endsAt !== undefined &&
      !run.isPaused &&
      run.dueAt !== undefined &&
      run.dueAt < endsAt
    ) {
      object('promisesEnd', run.last, `${name} was due at ${run.dueAt}, and nobody says so`)
    }
  }
}

export const clocksWatcher: Watcher = (object) => {
  const streams = new Map<string, Streams>()
  return {
    see: (recorded) => {
      const { stream, event } = recorded
      const known = streams.get(stream)
      const of: Streams = known ?? { runs: new Map(), times: new Map(), endedAs: undefined }
      if (!isClock(event.type)) {
        if (endings.has(event.type)) of.endedAs = event.type
        else if (event.type === 'CaseUnmerged') of.endedAs = undefined
        else return
        streams.set(stream, of)
        return
      }
      if (known === undefined) streams.set(stream, of)
      if (event.type === 'ClockStarted') {
        start(of, recorded, object)
        return
      }
      const { clock, run } = eventOf<ClockEvent>(recorded)
      const found = of.runs.get(`${clock} ${run}`)
      if (found === undefined) {
        object('runsCountUp', recorded, `${clock} ${run} was never started`)
        return
      }
      move(found, recorded, object)
      found.last = recorded
    },
    end: (endsAt) => {
      for (const [stream, of] of streams) {
        if (categoryOf(stream) !== 'dispatch') atTheEnd(of, endsAt, object)
      }
    },
  }
}
