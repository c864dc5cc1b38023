/** What a simulation is made of, and what everything in it is named after. */
import { derivedId, durationMs } from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import type { ServiceStandard } from '@casetrail/core/standards'

import type { Desk } from './desk-document.js'
import { DAY } from './draw.js'

export interface Setting {
  readonly desk: Desk
  readonly standard: ServiceStandard
  readonly calendars: ReadonlyArray<Calendar>
  readonly cases: number
  readonly seed: number
  /** On how many days customers come. */
  readonly days: number
  /** The first of them, as `2025-03-03`. */
  readonly from: string
}

/** How many days it takes, with those on which the desk only goes on. */
export const allDays = ({ desk, days }: Setting): number =>
  days + Math.ceil(durationMs(desk.windDown) / DAY)

/** What everything of a simulation is named after: another setting gives other ids. */
export const namespaceOf = ({ desk, standard, cases, seed, days, from }: Setting): string =>
  derivedId('casetrail simulate', JSON.stringify([desk, standard, cases, seed, days, from]))

/** Ids of a namespace, numbered: a UUID of version 8. */
export const numbered = (namespace: string): ((n: number) => string) => {
  const head = `${namespace.slice(0, 14)}8${namespace.slice(15, 24)}`
  return (n) => `${head}${n.toString(16).padStart(12, '0')}`
}

/** The id of a simulation's first event, by which its store is known. */
export const firstEventOf = (setting: Setting): string =>
  numbered(derivedId(namespaceOf(setting), 'events'))(1)
