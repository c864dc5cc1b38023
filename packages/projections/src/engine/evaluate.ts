/** Figures from rows: one scan of the rows for all the figures asked for. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '@casetrail/core'
import type {
  Figure,
  FigureInput,
  Key,
  Measure,
  Reading,
  RowStore,
} from '@casetrail/core/read-model'

import { idText, originOf, type OriginId } from '../figures/origin.js'

import { resultOf, type FigureResult } from './result.js'
import {
  breakdownKeys,
  dimensionOf,
  hasDimensions,
  taking,
  type BreakdownKeys,
  type Query,
  type Take,
} from './select.js'
import { add, empty, exactly, type Sum } from './tally.js'

export interface BreakdownRow {
  /** The keys as one text. */
  readonly key: string
  /** The value of each dimension asked by, in their order. */
  readonly keys: ReadonlyArray<string>
  readonly figures: ReadonlyArray<FigureResult>
}

export interface Evaluation {
  readonly figures: ReadonlyArray<FigureResult>
  readonly breakdown?: { readonly by: string; readonly rows: ReadonlyArray<BreakdownRow> }
}

/** The tallies of one figure's inputs. */
type Sums = Readonly<Record<string, Sum>>

interface Slot {
  readonly figure: number
  readonly name: string
  readonly take: Take
  /** The dimension whose words are tallied. */
  readonly words: string | undefined
}

/** A measure, and all the figures' inputs that take its readings. */
interface Plan {
  readonly measure: Measure<never>
  readonly slots: ReadonlyArray<Slot>
}

const plansOf = (figures: ReadonlyArray<Figure>, query: Query): ReadonlyArray<Plan> => {
  // by the measure itself: one id may stand for several, under different rules
  const plans = new Map<Measure<never>, { measure: Measure<never>; slots: Slot[] }>()
  figures.forEach((figure, index) => {
    for (const [name, input] of Object.entries<FigureInput>(figure.inputs)) {
      const plan = plans.get(input.measure) ?? { measure: input.measure, slots: [] }
      plan.slots.push({ figure: index, name, take: taking(input, query), words: input.words })
      plans.set(input.measure, plan)
    }
  })
  return [...plans.values()]
}

const emptySums = (figures: ReadonlyArray<Figure>): ReadonlyArray<Sums> =>
  figures.map((figure) =>
    Object.fromEntries(Object.keys(figure.inputs).map((name) => [name, empty()])),
  )

/** A row of a breakdown that is being added up. */
interface SumRow {
  readonly keys: ReadonlyArray<string>
  readonly sums: ReadonlyArray<Sums>
}

/** What is being added up: in all, and for each key of a breakdown. */
interface Board {
  readonly all: ReadonlyArray<Sums>
  readonly rows: Map<string, SumRow>
}

const tallyInto = (
  sums: ReadonlyArray<Sums>,
  slot: Slot,
  reading: Reading,
  value: number,
): void => {
  const tally = sums[slot.figure]?.[slot.name]
  if (tally === undefined) return
  const word = slot.words === undefined ? undefined : dimensionOf(reading, slot.words)
  add(tally, reading, value, 1, exactly, word)
}

const collect = (
  plan: Plan,
  readings: ReadonlyArray<Reading>,
  query: Query,
  board: Board,
  by: BreakdownKeys | undefined,
  figures: ReadonlyArray<Figure>,
): void => {
  for (const reading of readings) {
    if (!hasDimensions(reading, query.where)) continue
    for (const slot of plan.slots) {
      const value = slot.take(reading)
      if (value === undefined) continue
      tallyInto(board.all, slot, reading, value)
      if (by === undefined) continue
      const key = by.idOf(reading)
      const row = board.rows.get(key) ?? { keys: by.keysOf(reading), sums: emptySums(figures) }
      board.rows.set(key, row)
      tallyInto(row.sums, slot, reading, value)
    }
  }
}

/**
 * Evaluates figures over rows.
 *
 * Answers every figure, in the order asked, with `value: null` and a reason where it has none; and a
 * breakdown, its rows by key, where `query.by` asks for one.
 *
 * @example
 * import { epochMs } from '@casetrail/core'
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at } from '@casetrail/core/testing'
 * import { caseFigures, evaluate } from '@casetrail/projections'
 *
 * const figures = caseFigures([retail2025])
 * const query = { zone: 'Asia/Shanghai', asOf: epochMs(at('2025-03-01T08:00:00.000Z')) }
 * const evaluated = await evaluate(inMemoryRowStore(), figures, query)()
 * evaluated._tag === 'Right' && evaluated.right.figures[0]?.metric // 'cases.opened'
 */
export const evaluate =
  (
    rows: RowStore,
    figures: ReadonlyArray<Figure>,
    query: Query,
  ): TaskEither<Unavailable, Evaluation> =>
  async () => {
    const plans = plansOf(figures, query)
    const board: Board = { all: emptySums(figures), rows: new Map() }
    const by = query.by ?? []
    const keys = by.length === 0 ? undefined : breakdownKeys(by, query.zone)
    const scanned = await scanReadings(rows, plans, (plan, readings) => {
      collect(plan, readings, query, board, keys, figures)
    })
    if (E.isLeft(scanned)) return scanned
    const results = (sums: ReadonlyArray<Sums>): ReadonlyArray<FigureResult> =>
      figures.map((figure, i) => resultOf(figure, sums[i] ?? {}, query))
    if (keys === undefined) return E.right({ figures: results(board.all) })
    const inOrder = [...board.rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    return E.right({
      figures: results(board.all),
      breakdown: {
        by: by.join(','),
        rows: inOrder.map((row) => ({
          key: row.keys.join(' · '),
          keys: row.keys,
          figures: results(row.sums),
        })),
      },
    })
  }

/** Hands over the readings of measures, row by row, reading each kind of rows once. */
export const scanReadings = async <P extends { readonly measure: Measure<never> }>(
  rows: RowStore,
  plans: ReadonlyArray<P>,
  give: (plan: P, readings: ReadonlyArray<Reading>) => void,
): Promise<E.Either<Unavailable, void>> => {
  const origins = new Map<string, { readonly origin: OriginId; readonly own: P[] }>()
  for (const plan of plans) {
    const origin = originOf(plan.measure)
    const name = `${origin.kind} ${idText(origin.id)}`
    const known = origins.get(name) ?? { origin, own: [] }
    known.own.push(plan)
    origins.set(name, known)
  }
  for (const { origin, own } of origins.values()) {
    const read = (row: unknown, key: Key): void => {
      for (const plan of own) give(plan, plan.measure.readings(row as never, key))
    }
    const scanned =
      origin.kind === 'facts'
        ? await rows.scan(origin.id, (page) => {
            for (const [key, row] of page) read(row, key)
          })()
        : await rows.scanGroups(origin.id, (key, items) => {
            read(items, key)
          })()
    if (E.isLeft(scanned)) return scanned
  }
  return E.right(undefined)
}
