/** One story: its rows in order, made into the events of its streams by the plan. Pure. */
import * as E from 'fp-ts/lib/Either.js'

import type { PlannedEmission, Plan, PlannedStream } from './mapping/plan.js'
import { prepareEvent, timeIn, type Context, type Timed, type Turn } from './prepare-event.js'
import type { SourceRow } from './read/row.js'
import { storyStreams, type GrowingStream, type Prepared, type RowWork } from './story-streams.js'

/** A row, and why it must be left out where another story has a key of it. */
export interface StoryRow extends SourceRow {
  readonly refused?: string
}

/** What became of a row. */
export type RowFate =
  | { readonly _tag: 'Mapped'; readonly rules: ReadonlyArray<string> }
  | { readonly _tag: 'Noted' | 'Ignored'; readonly activity: string }
  | { readonly _tag: 'Refused'; readonly row: SourceRow; readonly reason: string }

/** The events of one stream of a story. */
export interface MappedStream {
  readonly category: string
  readonly key: string
  readonly stream: string
  readonly events: ReadonlyArray<Prepared>
  /** The rule that each offending event broke. */
  readonly breaches: ReadonlyArray<string>
}

export interface MappedStory {
  readonly key: string
  /** In the order of their opening, the story's own first. */
  readonly streams: ReadonlyArray<MappedStream>
  readonly fates: ReadonlyArray<RowFate>
}

/** The first and the last row of a stream. */
interface Ends {
  readonly first: SourceRow
  readonly last: SourceRow
}

/** The ends of the stream planned at a place with a key. */
type EndsOf = (place: number, key: string) => Ends | undefined

/** Turns a story's rows into events for a plan; `files` are the names that the events cite. */
export const storyMapper =
  (
    plan: Plan,
    files: ReadonlyArray<string>,
  ): ((key: string, rows: ReadonlyArray<StoryRow>) => MappedStory) =>
  (key, rows) => {
    const streams = storyStreams(plan, key)
    const { subject, story } = streams
    const context: Context = { plan, subject, files, story }
    const fates: RowFate[] = []
    const timed = timedRows(plan, rows, fates)
    const ends = endsIn(plan, timed)
    let previous: SourceRow | undefined
    timed.forEach(({ row, at }, i) => {
      const turn = { row, at, previous, isLast: i === timed.length - 1, ordinal: i + 1 }
      const work = streams.row()
      const fate = workRow(context, turn, work, ends)
      if (E.isLeft(fate)) {
        work.takeBack()
        fates.push({ _tag: 'Refused', row, reason: fate.left })
        return
      }
      fates.push(fate.right)
      previous = row
    })
    return { key, streams: streams.all().map(mappedStream), fates }
  }

const mappedStream = ({ planned, ...growing }: GrowingStream): MappedStream => ({
  category: planned.lifecycle.category,
  key: growing.key,
  stream: growing.stream,
  events: growing.events,
  breaches: growing.breaches,
})

/** The rows that can be placed in time, in the order of the plan; the others' fates are added. */
const timedRows = (
  plan: Plan,
  rows: ReadonlyArray<StoryRow>,
  fates: RowFate[],
): ReadonlyArray<Timed> => {
  const timed: Timed[] = []
  for (const row of rows) {
    const at = row.refused === undefined ? timeIn(row, plan.time) : E.left(row.refused)
    if (E.isRight(at)) timed.push({ row, at: at.right })
    else fates.push({ _tag: 'Refused', row, reason: at.left })
  }
  if (plan.order === 'time') timed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return timed
}

const endsIn = (plan: Plan, timed: ReadonlyArray<Timed>): EndsOf => {
  const ends = plan.streams.map(() => new Map<string, Ends>())
  if (plan.attributes.length > 0) {
    plan.streams.forEach(({ key: place }, i) => {
      for (const { row } of timed) {
        const key = row.values[place]
        if (key !== undefined)
          ends[i]?.set(key, { first: ends[i].get(key)?.first ?? row, last: row })
      }
    })
  }
  return (place, key) => ends[place]?.get(key)
}

/** What an opening event carries of its stream, as far as it knows the fields. */
const carriedBy = (
  plan: Plan,
  { carries }: PlannedStream,
  key: string,
  ends: Ends | undefined,
): Readonly<Record<string, unknown>> => {
  const attributes: Record<string, string> = {}
  for (const { dimension, place, take } of plan.attributes) {
    const value = ends?.[take].values[place]
    if (value !== undefined) attributes[dimension] = value
  }
  const all = { standard: plan.standard, externalRef: key, attributes }
  return Object.fromEntries(carries.map((name) => [name, all[name]]))
}

/** The events of a row, those that open streams first; or why the row can't be mapped. */
const workRow = (
  context: Context,
  turn: Turn,
  work: RowWork,
  endsOf: EndsOf,
): E.Either<string, RowFate> => {
  const { plan } = context
  const { values } = turn.row
  const activity = values[plan.activity] ?? '?'
  const rules = plan.rules.filter((rule) => rule.test(turn))
  let count = 0
  const add = (
    to: GrowingStream,
    emission: PlannedEmission,
    more: Readonly<Record<string, unknown>> = {},
  ): string | undefined => {
    const made = prepareEvent(context, turn, to, emission, more, count + 1)
    if (E.isLeft(made)) return made.left
    count += 1
    to.events.push(made.right.event)
    if (made.right.breach !== undefined) to.breaches.push(made.right.breach)
    return undefined
  }
  for (const [place, planned] of plan.streams.entries()) {
    const key = values[planned.key]
    if (key === undefined || work.isOpen(place, key) || !planned.when(turn)) continue
    const opened = work.open(place, planned, key)
    const carried = carriedBy(plan, planned, key, endsOf(place, key))
    const refused = add(opened, planned.opening, carried)
    if (refused !== undefined) return E.left(refused)
  }
  const emit = (emission: PlannedEmission): string | undefined => {
    const to = addressee(plan, turn.row, work, emission)
    return E.isLeft(to) ? to.left : add(to.right, emission)
  }
  for (const rule of rules) {
    for (const emission of rule.emit) {
      const refused = emit(emission)
      if (refused !== undefined) return E.left(`${rule.name}: ${refused}`)
    }
  }
  if (rules.length > 0) {
    return E.right({ _tag: 'Mapped', rules: rules.map((rule) => rule.name) })
  }
  if (plan.unmapped === 'error') {
    return E.left(`no rule of the mapping is for activity ${JSON.stringify(activity)}`)
  }
  const note = plan.unmapped === 'note' ? noteOf(plan, activity) : undefined
  if (note === undefined) return E.right({ _tag: 'Ignored', activity })
  const refused = emit(note)
  return refused === undefined ? E.right({ _tag: 'Noted', activity }) : E.left(refused)
}

/** The stream that a row's event is for; or why there is none. */
const addressee = (
  plan: Plan,
  row: SourceRow,
  work: RowWork,
  { stream: place, type }: PlannedEmission,
): E.Either<string, GrowingStream> => {
  const planned = plan.streams[place]
  const { category = '' } = planned?.lifecycle ?? {}
  const column = plan.columns[planned?.key ?? -1] ?? ''
  const key = row.values[planned?.key ?? -1]
  if (key === undefined) {
    return E.left(`${type} is for a ${category}, and column ${column}, its key, is unknown`)
  }
  const found = work.find(place, key)
  return found === undefined
    ? E.left(`${type} is for ${category} ${JSON.stringify(key)}, which no row has opened yet`)
    : E.right(found)
}

const noteOf = (
  { streams: [story], actor }: Plan,
  activity: string,
): PlannedEmission | undefined => {
  const { lifecycle } = story
  if (lifecycle.note === undefined) return undefined
  const { type, ...fields } = lifecycle.note(activity)
  return {
    stream: 0,
    type,
    at: undefined,
    actor,
    fields: Object.entries(fields).map(([name, value]) => [name, () => E.right(value)] as const),
    filled: lifecycle.filled(type),
  }
}
