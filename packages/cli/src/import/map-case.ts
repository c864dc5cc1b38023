/** One case: its rows in order, made into sealed events by the plan. Pure. */
import {
  Metadata,
  decoder,
  problemText,
  storable,
  type Instant,
  type NewEvent,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { eventIdOf, rowId, subjectId } from './ids.js'
import type { Candidate, History } from './lifecycle.js'
import type { Place } from './mapping/condition.js'
import type { Plan, PlannedEmission, TimeAt } from './mapping/plan.js'
import { readFields } from './mapping/value.js'
import type { SourceRow } from './read/row.js'

/** An event that lacks only the time of its recording. */
export type Prepared = Omit<NewEvent, 'recordedAt'>

/** What became of a row. */
export type RowFate =
  | { readonly _tag: 'Mapped'; readonly rules: ReadonlyArray<string> }
  | { readonly _tag: 'Noted' | 'Ignored'; readonly activity: string }
  | { readonly _tag: 'Refused'; readonly row: SourceRow; readonly reason: string }

export interface MappedCase {
  readonly key: string
  readonly stream: string
  readonly events: ReadonlyArray<Prepared>
  readonly fates: ReadonlyArray<RowFate>
  /** The rule that each offending event broke. */
  readonly breaches: ReadonlyArray<string>
}

interface Timed {
  readonly row: SourceRow
  readonly at: Instant
}

/** A row's own part in a case. */
interface Turn extends Timed, Place {
  /** Its number among the case's rows, from 1. */
  readonly ordinal: number
  /** What the opening event carries of the whole case. */
  readonly opening: Readonly<Record<string, unknown>>
}

interface Context {
  readonly plan: Plan
  readonly subject: string
  readonly history: History
  readonly files: ReadonlyArray<string>
}

interface RowEvents {
  readonly events: ReadonlyArray<Prepared>
  readonly breaches: ReadonlyArray<string>
  readonly fate: RowFate
}

const checkMetadata = decoder(Metadata, 'full')

const timeIn = (row: SourceRow, { place, column, read }: TimeAt): E.Either<string, Instant> => {
  const text = row.values[place]
  if (text === undefined) return E.left(`column ${column} holds no time`)
  const at = read(text)
  return E.isLeft(at) ? E.left(`column ${column}: ${at.left}`) : at
}

/** Turns rows into events for a plan; `files` are the names that the events cite. */
export const caseMapper = (
  plan: Plan,
  files: ReadonlyArray<string>,
): ((key: string, rows: ReadonlyArray<SourceRow>) => MappedCase) => {
  return (key, rows) => {
    const subject = subjectId(plan.source, key)
    const context: Context = { plan, subject, files, history: plan.lifecycle.begin() }
    const fates: RowFate[] = []
    const timed: Timed[] = []
    for (const row of rows) {
      const at = timeIn(row, plan.time)
      if (E.isRight(at)) timed.push({ row, at: at.right })
      else fates.push({ _tag: 'Refused', row, reason: at.left })
    }
    if (plan.order === 'time') timed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    const opening = openingOf(plan, key, timed)
    const events: Prepared[] = []
    const breaches: string[] = []
    let previous: SourceRow | undefined
    timed.forEach(({ row, at }, i) => {
      const isLast = i === timed.length - 1
      const takeBack = context.history.mark()
      const turn = { row, at, previous, isLast, ordinal: i + 1, opening }
      const made = rowEvents(context, turn, events.length === 0)
      if (E.isLeft(made)) {
        takeBack()
        fates.push({ _tag: 'Refused', row, reason: made.left })
        return
      }
      events.push(...made.right.events)
      breaches.push(...made.right.breaches)
      fates.push(made.right.fate)
      previous = row
    })
    return { key, stream: `${plan.lifecycle.category}-${subject}`, events, fates, breaches }
  }
}

const openingOf = (
  plan: Plan,
  key: string,
  timed: ReadonlyArray<Timed>,
): Readonly<Record<string, unknown>> => {
  const attributes: Record<string, string> = {}
  for (const { dimension, place, take } of plan.attributes) {
    const value = (take === 'first' ? timed[0] : timed.at(-1))?.row.values[place]
    if (value !== undefined) attributes[dimension] = value
  }
  return { standard: plan.standard, externalRef: key, attributes }
}

/** The events of a row, the opening one before a case's first; or why the row can't be mapped. */
const rowEvents = (context: Context, turn: Turn, isFirst: boolean): E.Either<string, RowEvents> => {
  const { plan } = context
  const activity = turn.row.values[plan.activity] ?? '?'
  const rules = plan.rules.filter((rule) => rule.test(turn))
  const events: Prepared[] = []
  const breaches: string[] = []
  const emit = (
    emission: PlannedEmission,
    more: Readonly<Record<string, unknown>>,
  ): string | undefined => {
    const made = prepare(context, turn, emission, more, events.length + 1)
    if (E.isLeft(made)) return made.left
    events.push(made.right.event)
    if (made.right.breach !== undefined) breaches.push(made.right.breach)
    return undefined
  }
  if (isFirst) {
    const refused = emit(plan.opening, turn.opening)
    if (refused !== undefined) return E.left(refused)
  }
  for (const rule of rules) {
    for (const emission of rule.emit) {
      const refused = emit(emission, {})
      if (refused !== undefined) return E.left(`${rule.name}: ${refused}`)
    }
  }
  if (rules.length > 0) {
    return E.right({
      events,
      breaches,
      fate: { _tag: 'Mapped', rules: rules.map((rule) => rule.name) },
    })
  }
  if (plan.unmapped === 'error') {
    return E.left(`no rule of the mapping is for activity ${JSON.stringify(activity)}`)
  }
  if (plan.unmapped !== 'note')
    return E.right({ events, breaches, fate: { _tag: 'Ignored', activity } })
  const refused = emit(noteOf(plan, activity), {})
  return refused === undefined
    ? E.right({ events, breaches, fate: { _tag: 'Noted', activity } })
    : E.left(refused)
}

const noteOf = ({ lifecycle, actor }: Plan, activity: string): PlannedEmission => {
  const { type, ...fields } = lifecycle.note(activity)
  return {
    type,
    at: undefined,
    actor,
    fields: Object.entries(fields).map(([name, value]) => [name, () => E.right(value)] as const),
    filled: lifecycle.filled,
  }
}

interface PreparedOne {
  readonly event: Prepared
  readonly breach: string | undefined
}

const prepare = (
  { plan, subject, history, files }: Context,
  turn: Turn,
  emission: PlannedEmission,
  more: Readonly<Record<string, unknown>>,
  ordinal: number,
): E.Either<string, PreparedOne> => {
  const { row } = turn
  const known = emission.at === undefined || row.values[emission.at.place] !== undefined
  const at = emission.at !== undefined && known ? timeIn(row, emission.at) : E.right(turn.at)
  if (E.isLeft(at)) return at
  const draft: Record<string, unknown> = { at: at.right, ...more }
  const actor = emission.actor(row)
  const filling = history.fill(emission.type, actor)
  for (const name of emission.filled) {
    if (filling[name] !== undefined) draft[name] = filling[name]
  }
  const fields = readFields(emission.fields, row, draft)
  if (E.isLeft(fields)) return fields
  const candidate: Candidate = { ...fields.right, type: emission.type }
  const added = history.add(candidate, actor)
  if (E.isLeft(added)) return added
  const commandId = rowId(subject, turn.ordinal)
  const activity = row.values[plan.activity]
  const metadata = checkMetadata({
    actor,
    commandId,
    correlationId: subject,
    causationId: commandId,
    schemaVersion: added.right.schemaVersion,
    standard: plan.standard,
    knownAt: turn.at,
    ...(known ? {} : { timeUnknown: true }),
    source: sourceOf(files[row.file], row.row, activity),
  })
  if (E.isLeft(metadata)) return E.left(metadata.left.map(problemText).join('; '))
  const event: Prepared = {
    eventId: eventIdOf(subject, turn.ordinal, ordinal),
    event: added.right.event,
    metadata: metadata.right,
  }
  const fit = storable([{ ...event, recordedAt: turn.at }])
  return E.isLeft(fit)
    ? E.left(`${fit.left.pointer}: found ${fit.left.found}, expected ${fit.left.expected}`)
    : E.right({ event, breach: added.right.breach })
}

const sourceOf = (
  file: string | undefined,
  row: number,
  activity: string | undefined,
): Readonly<Record<string, unknown>> => ({
  row,
  ...(file === undefined ? {} : { file }),
  ...(activity === undefined ? {} : { activity }),
})
