/** A live batch of 500 events, on rows of 20,000 cases and a board of all figures by day and channel. */
import * as E from 'fp-ts/lib/Either.js'
import {
  positionNumber,
  type EventBatch,
  type EventStore,
  type ReadError,
  type RecordedEvent,
} from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { caseFigures, caseModels, liveBoard, project } from '@casetrail/projections'

import { fill, newBoard, takeBatch, totalOf } from '../baseline/live.js'
import { change, newRows } from '../baseline/rows.js'
import { atLeast, type Benchmark } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { scriptedCases } from '../history/cases.js'
import { interleaved } from '../history/script.js'
import { eventsOf, storeOf } from '../history/recorded.js'

const BATCH = 500
const ASKED = { asOf: Date.UTC(2026, 0, 1) }
const figures = caseFigures([retail2025])

type Events = ReadonlyArray<RecordedEvent<CaseEvent>>

/** A store whose live read gives the batches that it is handed. */
interface Feed extends Pick<EventStore, 'read'> {
  readonly give: (events: Events) => void
}

const makeFeed = (): Feed => {
  const waiting: Events[] = []
  let wake: (() => void) | undefined
  const batchOf = (events: Events): E.Either<ReadError, EventBatch> =>
    E.right({ events, last: events[events.length - 1]?.position ?? '', caughtUp: true })
  return {
    give: (events) => {
      waiting.push(events)
      wake?.()
    },
    read: async function* (_, signal) {
      signal?.addEventListener('abort', () => wake?.())
      while (signal?.aborted !== true) {
        const events = waiting.shift()
        if (events !== undefined) yield batchOf(events)
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

interface Live {
  readonly take: (events: Events) => unknown
  readonly stop: () => unknown
}

/** The runner follows the store; every batch is committed and moves the board. */
const ours = async (history: Events) => {
  const rows = inMemoryRowStore()
  const board = liveBoard(figures, { zone: 'Asia/Shanghai', dimension: 'channel' })
  const ended = new AbortController()
  const feed = makeFeed()
  let progressed: () => void = () => undefined
  const take = (events: Events): Promise<void> =>
    new Promise((resolve) => {
      progressed = resolve
      feed.give(events)
    })
  const before = makeFeed()
  before.give(history)
  const caughtUp = await project(
    { read: (query) => oneBatch(before.read(query)) },
    rows,
    caseModels,
  )()
  must('the history could not be projected', E.isRight(caughtUp))
  must('the board could not be filled', E.isRight(await board.fill(rows)()))
  const running = project(feed, rows, caseModels, {
    live: true,
    signal: ended.signal,
    onMoves: board.move,
    onProgress: () => progressed(),
  })()
  const stop = async (): Promise<void> => {
    ended.abort()
    must('the live run failed', E.isRight(await running))
  }
  return { take, stop, board }
}

async function* oneBatch<A>(batches: AsyncIterable<A>): AsyncGenerator<A> {
  for await (const batch of batches) {
    yield batch
    return
  }
}

const byHand = (history: Events) => {
  const rows = newRows()
  for (const event of history) change(rows, event)
  const board = newBoard()
  fill(board, rows)
  const live: Live = {
    take: (events) => takeBatch(board, rows, events),
    stop: () => undefined,
  }
  return { ...live, board }
}

/** The events of later steps, in batches; all cases were opened before. */
const split = (events: Events, batches: number): { history: Events; coming: Events[] } => {
  const from = events.length - batches * BATCH
  const coming = Array.from({ length: batches }, (_, i) =>
    events.slice(from + i * BATCH, from + (i + 1) * BATCH),
  )
  return { history: events.slice(0, from), coming }
}

const inTurn = (name: string, { take }: Live, coming: ReadonlyArray<Events>): Subject => {
  let next = 0
  return {
    name,
    prepare: () => {
      const events = coming[next++] ?? []
      must('there are too few events', events.length === BATCH)
      return () => take(events)
    },
  }
}

export const living: Benchmark = {
  name: 'live',
  run: async ({ quick }) => {
    const cases = quick ? 2_000 : 20_000
    const rounds = quick ? { warmUps: 5, rounds: 10 } : { warmUps: 20, rounds: 40 }
    const all = await eventsOf(await storeOf(interleaved(scriptedCases(cases))))
    must('positions do not count up', positionNumber(all[1]?.position ?? '') === 1)
    const { history, coming } = split(all, rounds.warmUps + rounds.rounds)
    const mine = await ours(history)
    const hand = byHand(history)
    const subjects = [
      inTurn('live runner and board', mine, coming),
      inTurn('hand-written incremental update', hand, coming),
    ] as const
    // without collecting garbage: 20,000 rows would be walked before every batch
    const times = await takeTurns(subjects, { ...rounds, collects: false })
    await mine.stop()
    for (const { id, inputs, unit } of figures) {
      const found = mine.board.figure(id, ASKED)
      if (found === undefined || Object.values(inputs).some(({ over }) => over !== 'window'))
        continue
      const total = totalOf(hand.board, id)
      mustEqual(`${id} left out`, found.excluded, total.excluded)
      mustEqual(`${id} counted`, found.denominator ?? found.count ?? 0, total.count)
      if (unit === 'share') mustEqual(`${id} met`, found.numerator ?? 0, total.met)
    }
    return [
      {
        what: `live batch of ${String(BATCH)} events, ${String(cases)} cases, all figures by day and channel`,
        against: subjects[1].name,
        ours: rate(BATCH, times[0]),
        theirs: rate(BATCH, times[1]),
        ratio: ratioOf(times[0], times[1]),
        ...atLeast(0.15),
      },
    ]
  },
}
