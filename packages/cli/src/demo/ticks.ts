/** When the desk's ticker has something to record, minute by minute. */
import { epochMs, type EpochMs } from '@casetrail/core'
import type { Clocks } from '@casetrail/core/clock'

import { MINUTE } from './clock.js'

interface Alarm {
  readonly id: string
  readonly at: EpochMs
}

export interface Alarms {
  /** How a stream's clocks stand now. */
  readonly set: (id: string, clocks: Clocks) => void
  /** The first stream that is to be ticked before an instant, and when. */
  readonly next: (before: EpochMs) => Alarm | undefined
}

/** A warning is due at its instant, a breach just after the deadline; the ticker comes on the minute. */
const alarmOf = ({ live }: Clocks): EpochMs | undefined => {
  const times = live.flatMap(({ since, breached, warned, warnAt, dueAt }) => {
    if (since === undefined || breached || dueAt === undefined) return []
    return [warned || warnAt === undefined ? epochMs(dueAt) + 1 : epochMs(warnAt)]
  })
  if (times.length === 0) return undefined
  return Math.ceil(Math.min(...times) / MINUTE) * MINUTE
}

export const alarms = (): Alarms => {
  const due = new Map<string, EpochMs>()
  return {
    set: (id, clocks) => {
      const at = alarmOf(clocks)
      if (at === undefined) due.delete(id)
      else due.set(id, at)
    },
    next: (before) => {
      let first: Alarm | undefined
      for (const [id, at] of due) {
        if (at < before && (first === undefined || at < first.at)) first = { id, at }
      }
      return first
    },
  }
}
