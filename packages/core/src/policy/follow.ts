/** Following the store: events become rows, and lead to what waits. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { foldBatches } from '../store/fold-read.js'
import type { EventBatch, RecordedEvent } from '../store/port.js'

import { writeAnswer, type NotSent } from './answer.js'
import { commit } from './commit.js'
import { commandIdOf } from './ids.js'
import { decoded, readIn, readersOf, type Lane, type Reader, type Readers } from './lanes.js'
import type { Slot } from './memory.js'
import { ask, type Broken, type Fault } from './react.js'
import type { Run, RunError } from './run.js'

/** Events between commits while much is read at once. */
const COMMIT_EVERY = 5_000

interface Fresh {
  readonly events: RecordedEvent[]
  readonly readers: ReadonlyArray<Reader>[]
  /** For each event and reader the row; `undefined`: it has none. */
  readonly slots: (Slot | undefined)[]
  readonly broken: Broken[]
}

/** Whether an event leads to commands: not before the first run, not twice, and not where it is imported. */
const leadsOn = ({ sent, begun }: Run, { position, metadata }: RecordedEvent): boolean =>
  position > sent && position > begun && metadata.source === undefined

const unreadable = (readers: Readers, seen: RecordedEvent, fault: Fault): ReadonlyArray<Broken> =>
  readers.readers.map(({ lane }) => ({ name: lane.manager.facts.name, seen, fault }))

/** The row of an event in a lane. */
const slotOf = (
  run: Run,
  { manager: { facts }, memory }: Lane,
  seen: RecordedEvent,
  broken: Broken[],
): Slot | undefined => {
  try {
    const key = facts.keyOf(seen)
    return key === undefined ? undefined : memory.slot(key)
  } catch (thrown) {
    const fault = { _tag: 'FactsThrew', reason: String(thrown) } as const
    if (leadsOn(run, seen)) broken.push({ name: facts.name, seen, fault })
    return undefined
  }
}

/** The events that somebody reads, decoded. */
const freshOf = (run: Run, batch: EventBatch): Fresh => {
  const fresh: Fresh = { events: [], readers: [], slots: [], broken: [] }
  for (const recorded of batch.events) {
    if (recorded.position <= run.position) continue
    const readers = readersOf(run.reading, recorded)
    if (readers === undefined) continue
    const seen = decoded(readers, recorded)
    if (E.isLeft(seen)) {
      const fault = { _tag: 'UnreadableEvent', error: seen.left } as const
      if (leadsOn(run, recorded)) fresh.broken.push(...unreadable(readers, recorded, fault))
      continue
    }
    for (const { lane } of readers.readers) {
      fresh.slots.push(slotOf(run, lane, seen.right, fresh.broken))
    }
    fresh.events.push(seen.right)
    fresh.readers.push(readers.readers)
  }
  return fresh
}

/** One event in one lane: its row moves on, and its policies are asked. */
const take = (
  run: Run,
  { lane: { manager, memory, checkpoint }, policies }: Reader,
  slot: Slot,
  event: RecordedEvent,
  leads: boolean,
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
  if (!leads || policies.length === 0) return
  const seen = { event, row, manager: facts.name, key, nth }
  for (const policy of policies) {
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
  const { events, readers, slots, broken } = freshOf(run, batch)
  for (const { memory } of run.lanes) {
    const brought = await memory.bring()
    if (brought !== undefined && E.isLeft(brought)) return brought
  }
  let i = 0
  for (const [n, event] of events.entries()) {
    const leads = leadsOn(run, event)
    if (leads) run.waiting.keep(event.metadata.commandId)
    const nth = { count: 0 }
    for (const reader of readers[n] ?? []) {
      const slot = slots[i++]
      if (slot !== undefined) take(run, reader, slot, event, leads, nth, broken)
    }
  }
  for (const one of broken) {
    const told = await tell(run, one)
    if (E.isLeft(told)) return told
  }
  if (batch.last > run.position) run.position = batch.last
  run.unwritten += events.length
  return run.unwritten < COMMIT_EVERY ? E.right(undefined) : commit(run)
}

/** Reads on to the head; answers how many events there were. */
export const follow = (run: Run, signal: AbortSignal | undefined): TaskEither<RunError, number> =>
  foldBatches<number, RunError>(
    run.setting.store,
    { all: true, ...readIn(run.reading), after: run.position },
    0,
    async (count, batch) => {
      const taken = await takeBatch(run, batch)
      return E.isLeft(taken) ? taken : E.right(count + batch.events.length)
    },
    signal,
  )
