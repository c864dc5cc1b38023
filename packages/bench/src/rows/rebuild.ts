/** Rebuilding rows and all figures from the events of a history in memory. */
import * as E from 'fp-ts/lib/Either.js'
import { foldBatches, type EventStore, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { caseFigures, caseModels, evaluate, project } from '@casetrail/projections'

import type { HandFigure } from '../baseline/counts.js'
import { figuresByHand } from '../baseline/figures.js'
import { change, newRows } from '../baseline/rows.js'
import { atLeast, type Benchmark } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { interleaved, scriptedCases } from '../history/cases.js'
import { eventsOf, storeOf } from '../history/recorded.js'

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
      found = evaluated.right.figures.map(({ label: _, unit: __, ...rest }) => rest)
    },
  }
}

/** Reads from the same store, folds into rows in place, computes the figures in one pass over them. */
const byHand = (store: EventStore): Run => {
  let found: ReadonlyArray<HandFigure> = []
  return {
    name: 'one hand-written fold',
    figures: () => found,
    prepare: () => async () => {
      const rows = newRows()
      const read = await foldBatches<undefined, never>(
        store,
        { all: true },
        undefined,
        (_, { events }) => {
          for (const event of events) change(rows, event as RecordedEvent<CaseEvent>)
          return E.right(undefined)
        },
      )()
      must('the history could not be read', E.isRight(read))
      found = figuresByHand(rows.cases, AS_OF)
    },
  }
}

export const rebuilding: Benchmark = {
  name: 'rebuild',
  run: async ({ quick }) => {
    const count = quick ? 1_000 : 5_000
    const store = await storeOf(interleaved(scriptedCases(count)))
    const events = (await eventsOf(store)).length
    const subjects = [ours(store), byHand(store)] as const
    const times = await takeTurns(
      subjects,
      quick ? { warmUps: 1, rounds: 3 } : { warmUps: 3, rounds: 11 },
    )
    const [mine, hand] = subjects
    mustEqual('figures', mine.figures(), hand.figures())
    return [
      {
        what: `rebuild of rows and all figures, ${String(events)} events`,
        against: hand.name,
        ours: rate(events, times[0]),
        theirs: rate(events, times[1]),
        ratio: ratioOf(times[0], times[1]),
        ...atLeast(0.5),
      },
    ]
  },
}
