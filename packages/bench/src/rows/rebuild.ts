/** Rebuilding rows and all figures from the events of a history, in a file and in memory. */
import * as E from 'fp-ts/lib/Either.js'
import { foldBatches, type EventStore, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { caseFigures, caseModels, evaluate, project } from '@casetrail/projections'
import { sqliteStore } from '@casetrail/sqlite'

import type { HandFigure } from '../baseline/counts.js'
import { figuresByHand } from '../baseline/figures.js'
import { rowsIn } from '../baseline/replay.js'
import { change, newRows, type HandRows } from '../baseline/rows.js'
import { atLeast, type Benchmark, type Line } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { inFolder } from '../harness/folder.js'
import { scriptedCases } from '../history/cases.js'
import { interleaved } from '../history/script.js'
import { eventsOf, storeOf } from '../history/recorded.js'
import { storeAt } from '../history/stored.js'

/** Some weeks after the first event: cases are open, and windows not closed yet. */
const AS_OF = Date.UTC(2025, 2, 12)
const ZONE = 'Asia/Shanghai'
const figures = caseFigures([retail2025])

interface Run extends Subject {
  readonly figures: () => ReadonlyArray<HandFigure>
}

/** Rows with their checkpoints and groups, and every figure with its windows, evidence and tallies. */
const ours = (store: EventStore): Run => {
  let found: ReadonlyArray<HandFigure> = []
  return {
    name: 'project and evaluate',
    figures: () => found,
    prepare: () => async () => {
      const rows = inMemoryRowStore()
      const projected = await project(store, rows, caseModels)()
      must('the history could not be projected', E.isRight(projected))
      const evaluated = await evaluate(rows, figures, { zone: ZONE, asOf: AS_OF })()
      must('the figures could not be evaluated', E.isRight(evaluated))
      found = evaluated.right.figures.map(({ label: _, unit: __, inputs: ___, ...rest }) => rest)
    },
  }
}

/** Folds into rows in place, computes the figures in one pass over them. */
const byHand = (rowsByHand: () => Promise<HandRows>): Run => {
  let found: ReadonlyArray<HandFigure> = []
  return {
    name: 'one hand-written fold',
    figures: () => found,
    prepare: () => async () => {
      found = figuresByHand((await rowsByHand()).cases, AS_OF)
    },
  }
}

const rowsFrom = async (store: EventStore): Promise<HandRows> => {
  const rows = newRows()
  const read = await foldBatches<undefined, never>(store, { all: true }, undefined, (_, batch) => {
    for (const event of batch.events) change(rows, event as RecordedEvent<CaseEvent>)
    return E.right(undefined)
  })()
  must('the history could not be read', E.isRight(read))
  return rows
}

export const rebuilding: Benchmark = {
  name: 'rebuild',
  run: ({ quick }) =>
    inFolder(async (file) => {
      const memory = await storeOf(interleaved(scriptedCases(quick ? 1_000 : 5_000)))
      const events = await eventsOf(memory)
      const path = file()
      await storeAt(path, events)
      const stored = sqliteStore(path)
      const rounds = quick ? { warmUps: 1, rounds: 3 } : { warmUps: 3, rounds: 11 }
      const compared = async (from: string, mine: Run, hand: Run): Promise<Line> => {
        const times = await takeTurns([mine, hand], rounds)
        mustEqual('figures', mine.figures(), hand.figures())
        return {
          what: `rebuild of rows and all figures, ${String(events.length)} events from ${from}`,
          against: hand.name,
          ours: rate(events.length, times[0]),
          theirs: rate(events.length, times[1]),
          ratio: ratioOf(times[0], times[1]),
          ...atLeast(0.5),
        }
      }
      const lines = [
        await compared(
          'SQLite',
          ours(stored),
          byHand(() => Promise.resolve(rowsIn(path))),
        ),
        await compared(
          'memory',
          ours(memory),
          byHand(() => rowsFrom(memory)),
        ),
      ]
      stored.close()
      return lines
    }),
}
