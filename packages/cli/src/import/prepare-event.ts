/** One event of a row: read by the plan, checked in full, with its ids and its envelope. Pure. */
import { Metadata, decoder, problemText, storable, type Instant } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { eventIdOf, rowId } from './ids.js'
import type { Candidate, Filling } from './lifecycle.js'
import type { Place } from './mapping/condition.js'
import type { Plan, PlannedEmission, TimeAt } from './mapping/plan.js'
import { readFields } from './mapping/value.js'
import type { SourceRow } from './read/row.js'
import type { GrowingStream, Prepared } from './story-streams.js'

export interface Timed {
  readonly row: SourceRow
  readonly at: Instant
}

/** A row's own part in a story. */
export interface Turn extends Timed, Place {
  /** Its number among the story's rows, from 1. */
  readonly ordinal: number
}

export interface Context {
  readonly plan: Plan
  /** The id of the story, whose rows name the commands and events. */
  readonly subject: string
  /** The names of the files that the events cite. */
  readonly files: ReadonlyArray<string>
  /** What the story's own stream has come to. */
  readonly story: () => Filling['story']
}

interface PreparedOne {
  readonly event: Prepared
  readonly breach: string | undefined
}

const checkMetadata = decoder(Metadata, 'full')

export const timeIn = (
  row: SourceRow,
  { place, column, read }: TimeAt,
): E.Either<string, Instant> => {
  const text = row.values[place]
  if (text === undefined) return E.left(`column ${column} holds no time`)
  const at = read(text)
  return E.isLeft(at) ? E.left(`column ${column}: ${at.left}`) : at
}

/** The row's event number `ordinal`, taken into the stream's history; or why there can't be one. */
export const prepareEvent = (
  { plan, subject, files, story }: Context,
  turn: Turn,
  { history, correlationId }: GrowingStream,
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
  const filling = history.fill(emission.type, { actor, story: story() })
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
    correlationId,
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
