/** The clocks of some standards, made ready once for deciding. */
import { caseAttributes } from '../case/attributes.js'
import { businessCalendar, type BusinessCalendar, type Calendar } from '../calendar/index.js'
import type { StandardRef } from '../codec/primitives.js'
import type { Attributes } from '../decider/aggregate.js'
import type { Clock, ClockRule, ClockedCategory, Target } from '../standard/clocks.js'
import type { ServiceStandard } from '../standard/document.js'
import { durationMs } from '../time/index.js'

import { testOf, type Test } from './conditions.js'
import type { Asked } from './moment.js'

/** A rule of a clock for one type of event. */
export interface ReadyRule {
  readonly do: ClockRule['do']
  readonly holds: Test
  /** Asked of the attributes; `undefined`: nothing is. */
  readonly holdsWhile: Test | undefined
  readonly from: string | undefined
  readonly after: string | undefined
}

/** A clock, its conditions made ready. */
export interface ReadyClock {
  readonly id: string
  readonly recurs: boolean
  /** The event's field that tells runs apart. */
  readonly instance: string | undefined
  readonly calendar: string
  readonly rules: ReadonlyMap<string, ReadonlyArray<ReadyRule>>
  /** The target for a stream, by its attributes. */
  readonly targetFor: (stream: Asked) => Target | undefined
  /** The attributes by which its target may become another. */
  readonly variesBy: ReadonlyArray<string>
}

/** The clocks of one category under one standard. */
export interface CategoryLevels {
  /** What events of a type may do to the clocks; `undefined`: nothing. */
  readonly concern: (type: string) => Concern | undefined
  readonly clocks: ReadonlyMap<string, ReadyClock>
  /** The attributes by which targets vary. */
  readonly variesBy: ReadonlyArray<string>
}

/** What events of a type may do to the clocks. */
export interface Concern {
  /** In the standard's order. */
  readonly touched: ReadonlyArray<Touched>
  /** Whether targets may be others after it. */
  readonly mayVary: boolean
}

/** A clock, with its rules for one type of event in their order. */
interface Touched {
  readonly clock: ReadyClock
  readonly rules: ReadonlyArray<ReadyRule>
}

/** What `withServiceLevels` judges by. */
export interface ServiceLevels {
  /** `undefined` where the standard is not loaded, or has no clocks for the category. */
  readonly find: (category: string, ref: StandardRef) => CategoryLevels | undefined
  /** How long ago something may have happened that is recorded now. */
  readonly backdatingMs: (ref: StandardRef) => number | undefined
  /** The newest version that was given. */
  readonly calendar: (id: string) => BusinessCalendar | undefined
  readonly calendars: ReadonlyArray<string>
  /** The newest version of the one that is named as `id@version`. */
  readonly calendarOf: (ref: string) => BusinessCalendar | undefined
}

const readyRule = (rule: ClockRule): ReadyRule => ({
  do: rule.do,
  holds: testOf(rule.if),
  holdsWhile: rule.while === undefined ? undefined : testOf(rule.while),
  from: rule.from,
  after: rule.after,
})

const byType = (rules: ReadonlyArray<ClockRule>): ReadonlyMap<string, ReadonlyArray<ReadyRule>> => {
  const groups = new Map<string, ReadyRule[]>()
  for (const rule of rules) groups.set(rule.on, [...(groups.get(rule.on) ?? []), readyRule(rule)])
  return groups
}

const readyClock = (clock: Clock, standard: ServiceStandard): ReadyClock => {
  const targets = clock.targets.map(({ target, if: conditions }) => ({
    target,
    holds: conditions === undefined ? undefined : testOf(conditions),
  }))
  return {
    id: clock.id,
    recurs: clock.recurs === true,
    instance: clock.instance,
    calendar: clock.calendar ?? standard.calendar,
    rules: byType(clock.rules),
    targetFor: (stream) => {
      for (const { target, holds } of targets) {
        if (holds === undefined || holds(stream.fields())) return target
      }
      return undefined
    },
    variesBy: clock.targets.flatMap((one) => Object.keys(one.if ?? {})),
  }
}

/** What the attributes of a category are moved by; of one that is not here, by any event. */
const movedBy: Readonly<Partial<Record<ClockedCategory, Attributes<never>['movedBy']>>> = {
  case: caseAttributes.movedBy,
}

/** By which types of events any of these attributes may be another; `undefined`: by any. */
const movers = (
  category: ClockedCategory,
  variesBy: ReadonlyArray<string>,
): ReadonlySet<string> | undefined => {
  const types = new Set<string>()
  for (const name of variesBy) {
    const known = movedBy[category]?.[name]
    if (known === undefined) return undefined
    for (const type of known) types.add(type)
  }
  return types
}

const categoryLevels = (
  category: ClockedCategory,
  clocks: ReadonlyArray<ReadyClock>,
): CategoryLevels => {
  const variesBy = [...new Set(clocks.flatMap((clock) => clock.variesBy))]
  const moving = movers(category, variesBy)
  const byEvent = new Map<string, Concern>()
  const types = [...clocks.flatMap(({ rules }) => [...rules.keys()]), ...(moving ?? [])]
  for (const type of types) {
    const touched = clocks.flatMap((clock) => {
      const rules = clock.rules.get(type)
      return rules === undefined ? [] : [{ clock, rules }]
    })
    byEvent.set(type, { touched, mayVary: moving?.has(type) ?? true })
  }
  const ofOthers = moving === undefined ? { touched: [], mayVary: true } : undefined
  return {
    concern: (type) => byEvent.get(type) ?? ofOthers,
    clocks: new Map(clocks.map((clock) => [clock.id, clock])),
    variesBy,
  }
}

interface Prepared {
  readonly backdatingMs: number
  readonly categories: ReadonlyMap<string, CategoryLevels>
}

const prepared = (standard: ServiceStandard): Prepared => {
  const on = standard.clocks.filter((clock) => clock.off !== true)
  const categories = new Set<ClockedCategory>(on.map((clock) => clock.of))
  return {
    backdatingMs: durationMs(standard.backdating.longest),
    categories: new Map(
      [...categories].map((category) => [
        category,
        categoryLevels(
          category,
          on.filter((clock) => clock.of === category).map((clock) => readyClock(clock, standard)),
        ),
      ]),
    ),
  }
}

/**
 * The clocks of these standards and the calendars that they run by. Of a calendar's versions the newest
 * is taken, and running clocks are brought to it by an explicit event.
 *
 * Of each id and version give one document: of several the last standard and the first calendar are taken,
 * in silence. `decodeStandards` refuses a version with other content; of calendars whoever reads them must.
 *
 * @example
 * import { readyCalendars } from '@casetrail/core/calendar'
 * import { serviceLevels } from '@casetrail/core/clock'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * serviceLevels([retail2025], readyCalendars).calendars // ['china-office@1']
 */
export const serviceLevels = (
  standards: ReadonlyArray<ServiceStandard>,
  calendars: ReadonlyArray<Calendar>,
): ServiceLevels => {
  const byId = new Map<string, Map<number, Prepared>>()
  for (const standard of standards) {
    const versions = byId.get(standard.id) ?? new Map<number, Prepared>()
    byId.set(standard.id, versions.set(standard.version, prepared(standard)))
  }
  const newest = new Map<string, Calendar>()
  for (const calendar of calendars) {
    if (calendar.version > (newest.get(calendar.id)?.version ?? 0))
      newest.set(calendar.id, calendar)
  }
  const compiled = new Map(
    [...newest].map(([id, calendar]) => [id, businessCalendar(calendar)] as const),
  )
  const byRef = new Map([...compiled.values()].map((calendar) => [calendar.ref, calendar]))
  const standardOf = (ref: StandardRef) => byId.get(ref.id)?.get(ref.version)
  return {
    find: (category, ref) => standardOf(ref)?.categories.get(category),
    backdatingMs: (ref) => standardOf(ref)?.backdatingMs,
    calendar: (id) => compiled.get(id),
    calendars: [...byRef.keys()],
    calendarOf: (ref) => byRef.get(ref) ?? compiled.get(ref.slice(0, ref.lastIndexOf('@'))),
  }
}
