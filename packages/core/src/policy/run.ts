/** A run of the policies: what it works on, how it begins, and how it is written down. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { firstInFirstOut, type Kept } from '../decider/kept.js'
import type { Overtaken, ProjectionId, RowStore } from '../read-model/rows.js'
import { foldBatches } from '../store/fold-read.js'
import {
  END,
  START,
  type EventStore,
  type Position,
  type ReadError,
  type Unavailable,
} from '../store/port.js'
import type { Instant } from '../time/index.js'

import type { Answer, NotSent } from './answer.js'
import { lanesOf, readIn, readingOf, type Lane, type ReadIn, type Reading } from './lanes.js'
import type { AnyManager, AnyPolicy } from './policy.js'
import type { Held } from './send-due.js'
import type { CarryOut } from './send.js'
import { waitingList, type Waiting, type WaitingList } from './waiting.js'

/** How far events have led to commands, and what waits. It outlives the managers' rows. */
export const policyDispatches: ProjectionId = { name: 'policy-dispatches', version: 1 }
/** The row that says from where on events lead to commands. */
const BEGUN = '\u001fbegun'

/** How many commands' hops are remembered. */
const MOST_REMEMBERED = 50_000

export interface RunnerSetting {
  readonly store: EventStore
  readonly rows: RowStore
  readonly managers: ReadonlyArray<AnyManager>
  readonly carryOut: CarryOut
  /** Told of each command that this runner was the first to answer. */
  readonly onAnswer?: (waiting: Waiting, answer: Answer) => void
}

/**
 * The rows are of events that the store has not: it was put back to an earlier state, or is another one.
 * What waits would be sent to streams that never were. Rows of that state are needed, or none.
 */
export interface CheckpointAhead {
  readonly _tag: 'CheckpointAhead'
  readonly projection: ProjectionId
  readonly checkpoint: Position
}

export type RunError = NotSent | ReadError | Overtaken | Unavailable | CheckpointAhead

export interface Run {
  readonly setting: RunnerSetting
  readonly lanes: ReadonlyArray<Lane>
  readonly reading: Reading
  readonly readIn: ReadIn
  readonly policies: ReadonlyMap<string, AnyPolicy>
  readonly waiting: WaitingList
  /** How many commands of policies led to a command, with itself, by its id. */
  readonly hops: Kept<number>
  /** Up to here events lead to no commands. */
  readonly begun: Position
  /** Up to here events have led to commands, as it is written. */
  sent: Position
  /** Up to here all is read. */
  position: Position
  /** Events read since something was written. */
  unwritten: number
  /** A batch of events is taken half: what is in memory may not be written. */
  isAmidst: boolean
  /** What could not be sent for now, and does not wait meanwhile: without it nothing is written either. */
  held: Held[]
  /** As of which it is run. */
  now: Instant
}

/** The first run begins at the head: what happened before leads to nothing. */
const headOf = (store: EventStore): TaskEither<ReadError, Position> =>
  foldBatches<Position, ReadError>(store, { all: true, after: END }, START, (_, { last }) =>
    E.right(last),
  )

/** Whether the store has come as far as a position. */
const reaches = async (
  store: EventStore,
  position: Position,
): Promise<E.Either<ReadError, boolean>> => {
  if (position === START) return E.right(true)
  const head = await headOf(store)()
  return E.isLeft(head) ? head : E.right(position <= head.right)
}

const checkpointsOf = async (
  { store, rows }: RunnerSetting,
  lanes: ReadonlyArray<Lane>,
): Promise<E.Either<RunError, Position>> => {
  const sent = await rows.checkpoint(policyDispatches)()
  if (E.isLeft(sent)) return sent
  let furthest: readonly [ProjectionId, Position] = [policyDispatches, sent.right]
  for (const lane of lanes) {
    const { facts } = lane.manager
    const checkpoint = await rows.checkpoint(facts)()
    if (E.isLeft(checkpoint)) return checkpoint
    lane.checkpoint = checkpoint.right
    if (lane.checkpoint > furthest[1]) furthest = [facts, lane.checkpoint]
  }
  const [{ name, version }, checkpoint] = furthest
  const known = await reaches(store, checkpoint)
  if (E.isLeft(known)) return known
  if (known.right) return sent
  return E.left({ _tag: 'CheckpointAhead', projection: { name, version }, checkpoint })
}

interface Written {
  readonly begun: Position | undefined
  readonly waiting: ReadonlyArray<readonly [string, ReadonlyArray<Waiting>]>
}

const writtenIn = async (rows: RowStore): Promise<E.Either<Unavailable, Written>> => {
  const waiting: (readonly [string, ReadonlyArray<Waiting>])[] = []
  let begun: Position | undefined
  const scanned = await rows.scan(policyDispatches, (page) => {
    for (const [key, row] of page) {
      if (key === BEGUN) begun = typeof row === 'string' ? row : undefined
      else waiting.push([key, row as ReadonlyArray<Waiting>])
    }
  })()
  return E.isLeft(scanned) ? scanned : E.right({ begun, waiting })
}

/** From where on events lead to commands; `undefined`: policies were never run on these rows. */
export const policiesBegan =
  (rows: RowStore): TaskEither<Unavailable, Position | undefined> =>
  async () => {
    const found = await rows.load(policyDispatches, [BEGUN])()
    if (E.isLeft(found)) return found
    const begun = found.right.get(BEGUN)
    return E.right(typeof begun === 'string' ? begun : undefined)
  }

/** Writes down that events lead to commands from the head on. */
const beginAtHead = async (
  { store, rows }: RunnerSetting,
  sent: Position,
): Promise<E.Either<RunError, Position>> => {
  const head = await headOf(store)()
  if (E.isLeft(head)) return head
  const begun = await rows.commit({
    rows: [[policyDispatches, [{ key: BEGUN, row: head.right }]]],
    groups: [],
    checkpoints: [[policyDispatches, head.right]],
    expected: [[policyDispatches, sent]],
  })()
  return E.isLeft(begun) ? begun : head
}

/** Goes on where the last run was written down, or begins at the head. */
export const begin = async (
  setting: RunnerSetting,
  now: Instant,
): Promise<E.Either<RunError, Run>> => {
  const { rows, managers } = setting
  const lanes = lanesOf(managers, rows)
  const checkpoint = await checkpointsOf(setting, lanes)
  if (E.isLeft(checkpoint)) return checkpoint
  const written = await writtenIn(rows)
  if (E.isLeft(written)) return written
  const { begun, waiting } = written.right
  const first = begun === undefined ? await beginAtHead(setting, checkpoint.right) : undefined
  if (first !== undefined && E.isLeft(first)) return first
  const sent = first?.right ?? checkpoint.right
  const reading = readingOf(lanes)
  const hops = firstInFirstOut<number>(MOST_REMEMBERED)
  for (const [, list] of waiting) for (const one of list) hops.set(one.commandId, one.hops)
  return E.right({
    setting,
    lanes,
    reading,
    readIn: readIn(reading),
    policies: new Map(managers.flatMap((m) => m.policies.map((policy) => [policy.name, policy]))),
    waiting: waitingList(waiting),
    hops,
    begun: begun ?? sent,
    sent,
    position: lanes.reduce(
      (least, lane) => (lane.checkpoint < least ? lane.checkpoint : least),
      sent,
    ),
    unwritten: 0,
    isAmidst: false,
    held: [],
    now,
  })
}
