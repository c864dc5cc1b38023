/** The clocks of a stream, as their events tell of them. No calendar and no standard is needed. */
import type { Target } from '../standard/clocks.js'
import type { Instant } from '../time/index.js'

/** How a run ended: judged, or not to be judged. */
export type Ending = 'met' | 'cancelled' | 'exempt' | 'breached'

/** One run of a clock. */
export interface ClockRun {
  readonly clock: string
  readonly run: number
  readonly cycle: number | undefined
  readonly instance: string | undefined
  readonly target: Target
  /** As `id@version`. */
  readonly calendar: string | undefined
  /** When counting began. */
  readonly from: Instant
  /** What had run by `since`, or in all where it stands still. */
  readonly elapsedMs: number
  /** Since when it runs; `undefined`: it stands still. */
  readonly since: Instant | undefined
  /** Since when it stands still. */
  readonly pausedAt: Instant | undefined
  /** Of working days: how many closings were to come when it was paused last. */
  readonly daysLeft: number | undefined
  readonly dueAt: Instant | undefined
  readonly warnAt: Instant | undefined
  readonly warned: boolean
  readonly breached: boolean
  /** Before it, time alone has nothing to say of it; `undefined`: it never has. */
  readonly nextAt: Instant | undefined
  readonly endedAt: Instant | undefined
}

export interface Clocks {
  /** Those not met and not cancelled; a breached one is among them until it is. */
  readonly live: ReadonlyArray<ClockRun>
  /**
   * The last ended run of each clock and instance, where something may still be said of it: a breach may
   * be withdrawn, and what was cancelled be taken up again.
   */
  readonly ended: ReadonlyArray<EndedRun>
  /** How often each clock was started. */
  readonly runs: ReadonlyArray<Started>
  /** The first of those of the runs under way. */
  readonly nextAt: Instant | undefined
  /** What is run by, of what is not broken yet: as `id@version`, each once. */
  readonly calendars: ReadonlyArray<string>
}

interface Started {
  readonly clock: string
  readonly times: number
}

export interface EndedRun extends ClockRun {
  readonly as: Ending
  /** The type of the event that cancelled it. */
  readonly because: string | undefined
}

export const noClocks: Clocks = { live: [], ended: [], runs: [], nextAt: undefined, calendars: [] }

/** How often a clock was started. */
export const runsOf = ({ runs }: Clocks, clock: string): number => {
  for (const started of runs) if (started.clock === clock) return started.times
  return 0
}
