/** How many commands of policies were answered how. */
import type { Fault } from './followed.js'
import type { Given } from './given.js'

export type Outcome = Given['outcome']

/** Of one policy and command, answered alike. */
interface Counted {
  readonly policy: string
  readonly command: string
  readonly outcome: Outcome
  readonly rejection?: string
  readonly count: number
}

export interface Tally {
  readonly add: (given: Given) => void
  readonly fault: (fault: Fault) => void
  readonly total: (outcome: Outcome) => number
  readonly faults: () => number
  readonly all: () => ReadonlyArray<Counted>
}

export const tally = (): Tally => {
  const counts = new Map<string, Counted>()
  const totals = new Map<Outcome, number>()
  let faults = 0
  return {
    add: ({ policy, command, outcome, rejection }) => {
      const key = JSON.stringify([policy, command, outcome, rejection])
      const refused = rejection === undefined ? {} : { rejection }
      const count = (counts.get(key)?.count ?? 0) + 1
      counts.set(key, { policy, command, outcome, ...refused, count })
      totals.set(outcome, (totals.get(outcome) ?? 0) + 1)
    },
    fault: () => (faults += 1),
    total: (outcome) => totals.get(outcome) ?? 0,
    faults: () => faults,
    all: () => [...counts.values()],
  }
}
