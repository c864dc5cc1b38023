/** What an event of a stream does to its clocks, by the standard's rules. */
import type { DomainEvent } from '../decider/message.js'
import { Instant } from '../time/index.js'

import { fieldsOf, type Fields } from './conditions.js'
import type { Journal } from './journal.js'
import { beginNext, keepLate } from './late.js'
import type { CategoryLevels, Concern, ReadyClock, ReadyRule } from './levels.js'
import type { Asked } from './moment.js'
import type { Unreckonable } from './rejection.js'
import { areOthers, retarget } from './retarget.js'
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
  /** The stream after it. */
  readonly stream: Asked
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

/** What an event does to a run. */
type Step = (journal: Journal, run: ClockRun, seen: Seen) => Unreckonable | undefined

/** Each run under way that the event speaks of, until one can't be reckoned. */
const each = (journal: Journal, seen: Seen, step: Step): Unreckonable | undefined => {
  for (const run of journal.clocks.live) {
    const refused = isOf(seen, run) ? step(journal, run, seen) : undefined
    if (refused !== undefined) return refused
  }
  return undefined
}

const isUnderWay = (journal: Journal, clock: ReadyClock, instance: string | undefined): boolean =>
  journal.clocks.live.some((run) => run.clock === clock.id && run.instance === instance)

const start = (journal: Journal, seen: Seen, rule: ReadyRule): Unreckonable | undefined => {
  const { clock, at, fields, instance, stream } = seen
  if (clock.instance !== undefined && instance === undefined) return undefined
  if (isUnderWay(journal, clock, instance)) return undefined
  const target = clock.targetFor(stream)
  if (target === undefined) return undefined
  const from = instantIn(fields, rule.from) ?? at
  const beginning = { at, from, cycle: cycleIn(fields), instance }
  if (target.kind !== 'count') return begin(journal, clock, target, beginning)
  const count = fields[target.of]
  if (typeof count === 'number') judge(journal, clock, target, beginning, count)
  return undefined
}

/** Met, and begun anew where the clock recurs. */
const keep: Step = (journal, run, { clock, at, stream }) => {
  if (at < run.from) return undefined
  const refused = meet(journal, run, at)
  if (refused !== undefined || !clock.recurs) return refused
  return beginNext(journal, clock, clock.targetFor(stream) ?? run.target, run, at)
}

const met = (journal: Journal, seen: Seen): Unreckonable | undefined => {
  const { clock, at } = seen
  for (const run of journal.clocks.ended) {
    const refused = isOf(seen, run) ? keepLate(journal, clock, run, at) : undefined
    if (refused !== undefined) return refused
  }
  return each(journal, seen, keep)
}

/** What was cancelled is taken up again; of what was broken before, a recurring clock begins anew. */
const again = (journal: Journal, seen: Seen, { after }: ReadyRule): Unreckonable | undefined => {
  const { clock, at, stream } = seen
  for (const run of journal.clocks.ended) {
    const isCancelled = run.as === 'cancelled' && run.because === after
    if (!isCancelled || !isOf(seen, run)) continue
    if (isUnderWay(journal, clock, run.instance)) continue
    if (run.breached && !clock.recurs) continue
    const refused = run.breached
      ? beginNext(journal, clock, clock.targetFor(stream) ?? run.target, run, at)
      : restart(journal, clock, run, at)
    if (refused !== undefined) return refused
  }
  return undefined
}

const stop: Step = (journal, run, { at }) => pause(journal, run, at)
const goOn: Step = (journal, run, { at }) => resume(journal, run, at)
const drop: Step = (journal, run, { event }) => cancel(journal, run, event, 'cancelled')
const excuse: Step = (journal, run, { event }) => cancel(journal, run, event, 'exempt')

const carryOut = (journal: Journal, seen: Seen, rule: ReadyRule): Unreckonable | undefined => {
  switch (rule.do) {
    case 'start':
      return start(journal, seen, rule)
    case 'pause':
      return each(journal, seen, stop)
    case 'resume':
      return each(journal, seen, goOn)
    case 'meet':
      return met(journal, seen)
    case 'cancel':
      return each(journal, seen, drop)
    case 'exempt':
      return each(journal, seen, excuse)
    case 'restart':
      return again(journal, seen, rule)
  }
}

/** The first that matches. */
const ruleFor = (
  rules: ReadonlyArray<ReadyRule>,
  fields: Fields,
  stream: Asked,
): ReadyRule | undefined => {
  for (const rule of rules) {
    if (rule.holds(fields) && (rule.holdsWhile?.(stream.fields()) ?? true)) return rule
  }
  return undefined
}

/**
 * Records what an event does to the clocks, by what those of its type may do; `before` and `after` are
 * the stream's moments around it.
 *
 * Rejects what can't be reckoned; what was recorded until then is to be thrown away.
 */
export const follow = (
  journal: Journal,
  levels: CategoryLevels,
  { touched, mayVary }: Concern,
  event: DomainEvent,
  before: Asked,
  after: Asked,
): Unreckonable | undefined => {
  const fields = fieldsOf(event)
  for (const { clock, rules } of touched) {
    const rule = ruleFor(rules, fields, after)
    if (rule === undefined) continue
    const instance = textIn(fields, clock.instance)
    const seen = { clock, event, at: event.at, fields, instance, stream: after }
    const refused = carryOut(journal, seen, rule)
    if (refused !== undefined) return refused
  }
  if (!mayVary && !journal.isBack) return undefined
  const change = { before, after }
  return areOthers(levels, change, journal)
    ? retarget(journal, levels, event.at, change)
    : undefined
}
