/** Which runs of a stream's clocks were broken, so that each is escalated once. */
import type { ClockBreached } from '../../clock/events.js'

const KEPT = 16

export interface Breaches {
  /** The last runs. */
  readonly runs: ReadonlyArray<string>
  /** The last breach was told of before, and withdrawn since. */
  readonly again: boolean
}

export const noBreaches: Breaches = { runs: [], again: false }

export const withBreach = ({ runs }: Breaches, { clock, run }: ClockBreached): Breaches => {
  const name = `${clock} ${run}`
  return runs.includes(name)
    ? { runs, again: true }
    : { runs: [...runs, name].slice(-KEPT), again: false }
}
