/** Clock events of a desk, told by hand. */
import type { Instant } from '@casetrail/core'
import type { ClockEvent, ClockStarted } from '@casetrail/core/clock'
import type { Target } from '@casetrail/core/standards'

import { hour, type Told } from './desk.js'
import { elapsed } from './promises.js'

type Over<T extends ClockEvent['type']> = Partial<Extract<ClockEvent, { readonly type: T }>>

/** A run of a clock of the case, or of another stream of its story, told by hand. */
export const clockRun = (name: string, run = 1, stream?: string) => {
  const told = (event: ClockEvent): Told =>
    stream === undefined ? [event, {}] : [event, { stream }]
  const own = { clock: name, run }
  return {
    /** Due after so many hours. */
    started: (hours: number, due?: number, over: Partial<ClockStarted> = {}): Told =>
      told({
        type: 'ClockStarted',
        at: hour(hours),
        ...own,
        target: elapsed((due ?? hours) - hours),
        from: hour(hours),
        elapsedMs: 0,
        ...dueAt(due),
        ...over,
      }),
    paused: (hours: number, ran: number, over: Over<'ClockPaused'> = {}): Told =>
      told({ type: 'ClockPaused', at: hour(hours), ...own, elapsedMs: ran * 3_600_000, ...over }),
    resumed: (hours: number, due?: number): Told =>
      told({ type: 'ClockResumed', at: hour(hours), ...own, ...dueAt(due) }),
    retargeted: (hours: number, target: Target, due?: number, warn?: number): Told =>
      told({
        type: 'ClockRetargeted',
        at: hour(hours),
        ...own,
        target,
        ...dueAt(due),
        ...(warn === undefined ? {} : { warnAt: hour(warn) }),
      }),
    warned: (hours: number, due: number): Told =>
      told({ type: 'ClockWarned', at: hour(hours), ...own, dueAt: hour(due) }),
    met: (hours: number, ran: number, inTime = true, over: Over<'ClockMet'> = {}): Told =>
      told({
        type: 'ClockMet',
        at: hour(hours),
        ...own,
        inTime,
        elapsedMs: ran * 3_600_000,
        ...over,
      }),
    breached: (hours: number, over: Over<'ClockBreached'> = {}): Told =>
      told({ type: 'ClockBreached', at: hour(hours), ...own, ...over }),
    withdrawn: (hours: number): Told =>
      told({ type: 'ClockBreachWithdrawn', at: hour(hours), ...own, reason: 'met' }),
    cancelled: (hours: number, as: 'cancelled' | 'exempt' = 'cancelled'): Told =>
      told({
        type: 'ClockCancelled',
        at: hour(hours),
        ...own,
        as,
        because: 'CaseCancelled',
        elapsedMs: 0,
      }),
  }
}

const dueAt = (due: number | undefined): { readonly dueAt?: Instant } =>
  due === undefined ? {} : { dueAt: hour(due) }
