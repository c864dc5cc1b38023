/** Figures from rows: one scan of the rows for all the figures asked for. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '@casetrail/core'
import type { Figure, Key, Measure, Reading, RowStore } from '@casetrail/core/read-model'

import { idText, originOf, type OriginId } from '../figures/origin.js'

import { resultOf, type FigureResult } from './result.js'
import { breakdownKeys, type Query } from './select.js'
import { emptySheet, plansOf, sheetWriter, type Sums } from './sheet.js'

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
    const sheet = emptySheet(figures)
    const by = query.by ?? []
    const keys = by.length === 0 ? undefined : breakdownKeys(by, query.zone)
    const writer = sheetWriter(figures, query, sheet, keys)
    const scanned = await scanReadings(rows, plans, writer.write)
    if (E.isLeft(scanned)) return scanned
    writer.finish()
    const results = (sums: ReadonlyArray<Sums>): ReadonlyArray<FigureResult> =>
      figures.map((figure, i) => resultOf(figure, sums[i] ?? {}, query))
    if (keys === undefined) return E.right({ figures: results(sheet.all) })
    const inOrder = [...sheet.rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    return E.right({
      figures: results(sheet.all),
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
