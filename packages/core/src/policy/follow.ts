/** Following the store: events become rows, and lead to what waits. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { foldBatches } from '../store/fold-read.js'
import type { EventBatch, Position, RecordedEvent } from '../store/port.js'

import { writeAnswer, type NotSent } from './answer.js'
import { commit } from './commit.js'
import { commandIdOf } from './ids.js'
import { decoded, readersOf, type Lane, type Reader, type Readers } from './lanes.js'
import type { Slot } from './memory.js'
import { ask, type Broken, type Fault } from './react.js'
import type { Run, RunError } from './run.js'

/** Events between commits while much is read at once. */
const COMMIT_EVERY = 5_000

/** An event that somebody reads, decoded. */
interface Fresh {
  readonly event: RecordedEvent
  /** Whether it leads to commands. */
  readonly leads: boolean
  /** It was not imported: those that look back are asked about it, though it leads to nothing else. */
  readonly isOwn: boolean
  readonly readers: ReadonlyArray<Reader>
  /** For each reader the row; `undefined`: it has none. */
  readonly slots: ReadonlyArray<Slot | undefined>
}

/** Up to here events lead to no commands: what came before the first run, and what has led to them. */
const ledTo = ({ sent, begun }: Run): Position => (sent > begun ? sent : begun)

const unreadable = (readers: Readers, seen: RecordedEvent, fault: Fault): ReadonlyArray<Broken> =>
  readers.readers.map(({ lane }) => ({ name: lane.manager.facts.name, seen, fault }))

/** The row of an event in a lane. */
const slotOf = (
  { manager: { facts }, memory }: Lane,
  seen: RecordedEvent,
  leads: boolean,
  broken: Broken[],
): Slot | undefined => {
  try {
    const key = facts.keyOf(seen)
    return key === undefined ? undefined : memory.slot(key)
  } catch (thrown) {
    const fault = { _tag: 'FactsThrew', reason: String(thrown) } as const
    if (leads) broken.push({ name: facts.name, seen, fault })
    return undefined
  }
}

const freshOf = (run: Run, batch: EventBatch, broken: Broken[]): ReadonlyArray<Fresh> => {
  const led = ledTo(run)
  const fresh: Fresh[] = []
  for (const recorded of batch.events) {
    const { position, metadata } = recorded
    if (position <= run.position) continue
    const found = readersOf(run.reading, recorded)
    if (found === undefined) continue
    // imported events lead to nothing
    const isOwn = metadata.source === undefined
    const leads = isOwn && position > led
    const seen = decoded(found, recorded)
    if (E.isLeft(seen)) {
      const fault = { _tag: 'UnreadableEvent', error: seen.left } as const
      if (leads) broken.push(...unreadable(found, recorded, fault))
      continue
    }
    const event = seen.right
    const { readers } = found
    const slots = readers.map(({ lane }) => slotOf(lane, event, leads, broken))
    fresh.push({ event, leads, isOwn, readers, slots })
  }
  return fresh
}

/** One event in one lane: its row moves on, and its policies are asked. */
const take = (
  run: Run,
  { lane: { manager, memory, checkpoint }, policies }: Reader,
  slot: Slot,
  { event, leads, isOwn }: Fresh,
  nth: { count: number },
  broken: Broken[],
): void => {
  const { facts } = manager
  const { key, row: before } = slot
  let row = before
  try {
    if (event.position > checkpoint) row = facts.evolve(before, event)
    if (row !== before) memory.put(slot, row)
  } catch (thrown) {
    const fault = { _tag: 'FactsThrew', reason: String(thrown) } as const
    if (leads) broken.push({ name: facts.name, seen: event, fault })
    return
  }
  // what waits is written with the lane's checkpoint: up to there it has looked back already
  const looksBack = isOwn && event.position > checkpoint
  if (!leads && !looksBack) return
  const seen = { event, row, manager: facts.name, key, nth }
  for (const policy of policies) {
    if (!leads && policy.looksBack !== true) continue
    const fault = ask(run, policy, seen)
    if (fault !== undefined) broken.push({ name: policy.name, seen: event, fault })
  }
}

/** Writes down that an event did not lead to what it should have led to; the line goes on. */
const tell = async (
  { setting: { store } }: Run,
  { name, seen, fault }: Broken,
): Promise<E.Either<NotSent, unknown>> => {
  const { eventId, stream, event, metadata } = seen
  const { actor, correlationId } = metadata
  const commandId = commandIdOf(name, eventId, stream, fault._tag, 0)
  const { at, type: command } = event
  const answered = { commandId, policy: name, cause: eventId, correlationId, actor, at }
  return writeAnswer(
    store,
    { ...answered, to: stream, command },
    { outcome: 'failed', refusal: fault },
  )
}

const takeBatch = async (run: Run, batch: EventBatch): Promise<E.Either<RunError, void>> => {
  const broken: Broken[] = []
  run.isAmidst = true
  const fresh = freshOf(run, batch, broken)
  for (const { memory } of run.lanes) {
    const brought = await memory.bring()
    if (brought !== undefined && E.isLeft(brought)) return brought
  }
  for (const one of fresh) {
    const { event, leads, readers, slots } = one
    if (leads) run.waiting.keep(event.metadata.commandId)
    const nth = { count: 0 }
    for (let i = 0; i < readers.length; i++) {
      const [reader, slot] = [readers[i], slots[i]]
      if (reader !== undefined && slot !== undefined) take(run, reader, slot, one, nth, broken)
    }
  }
  for (const one of broken) {
    const told = await tell(run, one)
    if (E.isLeft(told)) return told
  }
  if (batch.last > run.position) run.position = batch.last
  run.unwritten += fresh.length
  run.isAmidst = false
  return run.unwritten < COMMIT_EVERY || run.held.length > 0 ? E.right(undefined) : commit(run)
}

/** Reads on to the head; answers how many events there were. */
export const follow = (run: Run, signal: AbortSignal | undefined): TaskEither<RunError, number> =>
  foldBatches<number, RunError>(
    run.setting.store,
    { all: true, ...run.readIn, after: run.position },
    0,
    async (count, batch) => {
      const taken = await takeBatch(run, batch)
      return E.isLeft(taken) ? taken : E.right(count + batch.events.length)
    },
    signal,
  )
