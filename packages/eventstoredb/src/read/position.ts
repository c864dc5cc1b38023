/**
 * Positions: commit and prepare as they were given, each as 16 hex digits. Their string order is the
 * server's order, and a checkpoint {commit X, prepare 0} stands before the event {X, X}.
 */
import { START, type Position } from '@casetrail/core'
import type { Position as Pair } from '@eventstore/db-client'

const WIDTH = 16
const GREATEST = 0x7fff_ffff_ffff_ffffn

/** What a server before 22.6 says of the events of a stream: nothing. */
const UNKNOWN = 0xffff_ffff_ffff_ffffn

const hex = (n: bigint): string => n.toString(16).padStart(WIDTH, '0')

/** A position as text; where the server did not tell it, START: a reader that resumes there misses nothing. */
export const textOf = ({ commit, prepare }: Pair): Position => {
  if (commit === UNKNOWN) return START
  const first = hex(commit)
  return commit === prepare ? first + first : first + hex(prepare)
}

/** The position that a text is; undefined where it is none of this store. */
export const pairOf = (text: Position): Pair | undefined => {
  if (!/^[0-9a-f]{32}$/.test(text)) return undefined
  const commit = BigInt(`0x${text.slice(0, WIDTH)}`)
  const prepare = BigInt(`0x${text.slice(WIDTH)}`)
  // the server throws at any other
  return commit <= GREATEST && prepare <= commit ? { commit, prepare } : undefined
}

/** Whether it is what a subscription said while it caught up, and not the place of an event. */
export const isCheckpoint = ({ commit, prepare }: Pair): boolean => prepare === 0n && commit !== 0n
