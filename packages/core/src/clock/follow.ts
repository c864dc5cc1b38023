/** What an event of a stream does to its clocks, by the standard's rules. */
import type { DomainEvent } from '../decider/message.js'
import { Instant } from '../time/index.js'

import { fieldsOf, type Fields } from './conditions.js'
import type { Journal } from './journal.js'
import { beginNext, keepLate } from './late.js'
import type { CategoryLevels, ReadyClock, ReadyRule } from './levels.js'
import type { Unreckonable } from './rejection.js'
import { mayVary, retarget } from './retarget.js'
import type { ClockRun } from './state.js'
import { begin, cancel, judge, meet, pause, restart, resume } from './steps.js'

/** An event, as the rules of one clock see it. */
interface Seen {
  readonly clock: ReadyClock
  readonly event: DomainEvent
  readonly at: Instant
  readonly fields: Fields
  /** Which run it speaks of; `undefined`: of all. */
  readonly instance: string | undefined
  readonly attributes: () => Fields
}

const textIn = (fields: Fields, name: string | undefined): string | undefined => {
  const value = name === undefined ? undefined : fields[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** The codecs of events hold it: a rule's field is an instant, or the standard is refused. */
const instantIn = (fields: Fields, name: string | undefined): Instant | undefined => {
  const value = name === undefined ? undefined : fields[name]
  return Instant.is(value) ? value : undefined
}

const cycleIn = ({ cycle }: Fields): number | undefined =>
  typeof cycle === 'number' ? cycle : undefined

const isOf = ({ clock, instance }: Seen, run: ClockRun): boolean =>
  run.clock === clock.id && (instance === undefined || run.instance === instance)

/** Each run under way that the event speaks of, until one can't be reckoned. */
const each = (
  journal: Journal,
  seen: Seen,
  step: (run: ClockRun) => Unreckonable | undefined,
): Unreckonable | undefined => {
  for (const run of journal.clocks.live) {
    const refused = isOf(seen, run) ? step(run) : undefined
    if (refused !== undefined) return refused
  }
  return undefined
}

const isUnderWay = (journal: Journal, clock: ReadyClock, instance: string | undefined): boolean =>
  journal.clocks.live.some((run) => run.clock === clock.id && run.instance === instance)

const start = (journal: Journal, seen: Seen, rule: ReadyRule): Unreckonable | undefined => {
  const { clock, at, fields, instance, attributes } = seen
  if (clock.instance !== undefined && instance === undefined) return undefined
  if (isUnderWay(journal, clock, instance)) return undefined
  const target = clock.targetFor(attributes)
  if (target === undefined) return undefined
  const from = instantIn(fields, rule.from) ?? at
  const beginning = { at, from, cycle: cycleIn(fields), instance }
  if (target.kind !== 'count') return begin(journal, clock, target, beginning)
  const count = fields[target.of]
  if (typeof count === 'number') judge(journal, clock, target, beginning, count)
  return undefined
}

/** Met, and begun anew where the clock recurs. */
const keep = (journal: Journal, seen: Seen, run: ClockRun): Unreckonable | undefined => {
  const { clock, at, attributes } = seen
  const refused = meet(journal, run, at)
  if (refused !== undefined || !clock.recurs) return refused
  return beginNext(journal, clock, clock.targetFor(attributes) ?? run.target, run, at)
}

const met = (journal: Journal, seen: Seen): Unreckonable | undefined => {
  const { clock, at } = seen
  for (const run of journal.clocks.ended) {
    const refused = isOf(seen, run) ? keepLate(journal, clock, run, at) : undefined
    if (refused !== undefined) return refused
  }
  return each(journal, seen, (run) => (at < run.from ? undefined : keep(journal, seen, run)))
}

/** What was cancelled is taken up again; of what was broken before, a recurring clock begins anew. */
const again = (journal: Journal, seen: Seen, { after }: ReadyRule): Unreckonable | undefined => {
  const { clock, at, attributes } = seen
  for (const run of journal.clocks.ended) {
    const isCancelled = run.as === 'cancelled' && run.because === after
    if (!isCancelled || !isOf(seen, run)) continue
    if (isUnderWay(journal, clock, run.instance)) continue
    if (run.breached && !clock.recurs) continue
    const refused = run.breached
      ? beginNext(journal, clock, clock.targetFor(attributes) ?? run.target, run, at)
      : restart(journal, clock, run, at)
    if (refused !== undefined) return refused
  }
  return undefined
}

const carryOut = (journal: Journal, seen: Seen, rule: ReadyRule): Unreckonable | undefined => {
  const { at } = seen
  switch (rule.do) {
    case 'start':
      return start(journal, seen, rule)
    case 'pause':
      return each(journal, seen, (run) => pause(journal, run, at))
    case 'resume':
      return each(journal, seen, (run) => resume(journal, run, at))
    case 'meet':
      return met(journal, seen)
    case 'cancel':
      return each(journal, seen, (run) => cancel(journal, run, seen.event, 'cancelled'))
    case 'exempt':
      return each(journal, seen, (run) => cancel(journal, run, seen.event, 'exempt'))
    case 'restart':
      return again(journal, seen, rule)
  }
}

/** The first that matches. */
const ruleFor = (
  rules: ReadonlyArray<ReadyRule>,
  fields: Fields,
  attributes: () => Fields,
): ReadyRule | undefined => {
  for (const rule of rules) {
    if (rule.holds(fields) && (rule.holdsWhile?.(attributes()) ?? true)) return rule
  }
  return undefined
}

/**
 * Records what an event does to the clocks. `attributes` are the stream's after it, `before` those that it
 * had.
 *
 * Rejects what can't be reckoned; what was recorded until then is to be thrown away.
 */
export const follow = (
  journal: Journal,
  levels: CategoryLevels,
  event: DomainEvent,
  before: () => Fields,
  attributes: () => Fields,
): Unreckonable | undefined => {
  const fields = fieldsOf(event)
  for (const { clock, rules } of levels.byEvent.get(event.type) ?? []) {
    const rule = ruleFor(rules, fields, attributes)
    if (rule === undefined) continue
    const instance = textIn(fields, clock.instance)
    const seen = { clock, event, at: event.at, fields, instance, attributes }
    const refused = carryOut(journal, seen, rule)
    if (refused !== undefined) return refused
  }
  const change = { before, after: attributes }
  return mayVary(levels, event.type, change, journal)
    ? retarget(journal, levels, event.at, change)
    : undefined
}
