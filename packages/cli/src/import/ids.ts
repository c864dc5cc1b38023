/** Deterministic ids: the same source, key and place give the same id at every import. */
import { derivedId } from '@casetrail/core'

/** A stream's id, by the source's name and the source's own key. */
export const subjectId = (source: string, key: string): string => derivedId(source, key)

/** What stands for the command of a row, by its story's id and its place among the story's rows, from 1. */
export const rowId = (subject: string, row: number): string => derivedId(subject, `${row}`)

/** An event's id, by its row's place and its own among the row's events, of whatever stream, from 1. */
export const eventIdOf = (subject: string, row: number, event: number): string =>
  derivedId(subject, `${row}.${event}`)
