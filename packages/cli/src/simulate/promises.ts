/** What became of promises: each run of a clock ends as one thing, so that they add up to those given. */
import type { RecordedEvent } from '@casetrail/core'
import type { ClockEvent } from '@casetrail/core/clock'

/** Each promise that was given is one of these. */
export interface Promises {
  readonly inTime: number
  /** Broken, and met later. */
  readonly late: number
  /** Broken, and not met. */
  readonly broken: number
  readonly cancelled: number
  readonly running: number
}

/** Times of which only the mean is promised: none of them can be broken by itself. */
export interface Means {
  readonly counted: number
  /** Longer than the mean should be. */
  readonly longer: number
}

type Became = keyof Promises

interface Run {
  readonly isMean: boolean
  isBreached: boolean
  became: Became
}

const move = (run: Run, event: ClockEvent): void => {
  switch (event.type) {
    case 'ClockBreached':
      run.isBreached = true
      run.became = 'broken'
      return
    case 'ClockBreachWithdrawn':
      run.isBreached = false
      if (run.became === 'broken') run.became = 'running'
      return
    case 'ClockMet':
      run.became = event.inTime ? 'inTime' : 'late'
      return
    case 'ClockCancelled':
      run.became = run.isBreached ? 'broken' : 'cancelled'
      return
    default:
      return
  }
}

export interface PromiseTally {
  readonly see: (recorded: RecordedEvent<ClockEvent>) => void
  readonly promises: () => Promises
  readonly means: () => Means
}

export const promiseTally = (): PromiseTally => {
  const runs = new Map<string, Run>()
  return {
    see: ({ stream, event }) => {
      const key = `${stream} ${event.clock} ${String(event.run)}`
      if (event.type === 'ClockStarted') {
        const isMean = event.target.kind === 'mean'
        runs.set(key, { isMean, isBreached: false, became: 'running' })
        return
      }
      const run = runs.get(key)
      if (run !== undefined) move(run, event)
    },
    promises: () => {
      const counts: Record<Became, number> = {
        inTime: 0,
        late: 0,
        broken: 0,
        cancelled: 0,
        running: 0,
      }
      for (const { isMean, became } of runs.values()) if (!isMean) counts[became] += 1
      return counts
    },
    means: () => {
      const all = [...runs.values()].filter(
        ({ isMean, became }) => isMean && (became === 'inTime' || became === 'late'),
      )
      return { counted: all.length, longer: all.filter(({ became }) => became === 'late').length }
    },
  }
}
