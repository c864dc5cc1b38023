/** Figures from rows: one scan of the rows for all the figures asked for. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '@casetrail/core'
import type {
  Figure,
  FigureInput,
  Key,
  Label,
  Measure,
  Reading,
  RowStore,
  Tally,
  Unit,
  Value,
} from '@casetrail/core/read-model'

import { originOf } from '../figures/origin.js'

import { breakdownKey, hasDimensions, taking, type Query, type Take } from './select.js'
import { add, empty, exactly, type Sum } from './tally.js'

/** A figure's answer, with what was left out and what may still change. */
export interface FigureResult extends Partial<Omit<Value, 'value'>> {
  readonly metric: string
  readonly label: Label
  readonly unit: Unit
  /** `null` where there is nothing to say, for `reason`. */
  readonly value: number | null
  readonly reason?: string
  readonly excluded: Readonly<Record<string, number>>
  /** Counted verdicts that time alone may still change. */
  readonly provisional: number
}

export interface BreakdownRow {
  readonly key: string
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
      plan.slots.push({ figure: index, name, take: taking(input, query) })
      plans.set(input.measure, plan)
    }
  })
  return [...plans.values()]
}

const emptySums = (figures: ReadonlyArray<Figure>): ReadonlyArray<Sums> =>
  figures.map((figure) =>
    Object.fromEntries(Object.keys(figure.inputs).map((name) => [name, empty()])),
  )

/** What is being added up: in all, and for each key of a breakdown. */
interface Board {
  readonly all: ReadonlyArray<Sums>
  readonly rows: Map<string, ReadonlyArray<Sums>>
}

const tallyInto = (
  sums: ReadonlyArray<Sums>,
  slot: Slot,
  reading: Reading,
  value: number,
): void => {
  const tally = sums[slot.figure]?.[slot.name]
  if (tally !== undefined) add(tally, reading, value, 1, exactly)
}

const collect = (
  plan: Plan,
  readings: ReadonlyArray<Reading>,
  query: Query,
  board: Board,
  keyOf: ((reading: Reading) => string) | undefined,
  figures: ReadonlyArray<Figure>,
): void => {
  for (const reading of readings) {
    if (!hasDimensions(reading, query.where)) continue
    for (const slot of plan.slots) {
      const value = slot.take(reading)
      if (value === undefined) continue
      tallyInto(board.all, slot, reading, value)
      if (keyOf === undefined) continue
      const key = keyOf(reading)
      const sums = board.rows.get(key) ?? emptySums(figures)
      board.rows.set(key, sums)
      tallyInto(sums, slot, reading, value)
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
    const keyOf = by.length === 0 ? undefined : breakdownKey(by, query.zone)
    const scanned = await scanReadings(rows, plans, (plan, readings) => {
      collect(plan, readings, query, board, keyOf, figures)
    })
    if (E.isLeft(scanned)) return scanned
    const results = (sums: ReadonlyArray<Sums>): ReadonlyArray<FigureResult> =>
      figures.map((figure, i) => resultOf(figure, sums[i] ?? {}, query))
    if (keyOf === undefined) return E.right({ figures: results(board.all) })
    const byKey = [...board.rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return E.right({
      figures: results(board.all),
      breakdown: {
        by: by.join(','),
        rows: byKey.map(([key, sums]) => ({ key, figures: results(sums) })),
      },
    })
  }

/** Hands over the readings of measures, row by row, reading each kind of rows once. */
export const scanReadings = async <P extends { readonly measure: Measure<never> }>(
  rows: RowStore,
  plans: ReadonlyArray<P>,
  give: (plan: P, readings: ReadonlyArray<Reading>) => void,
): Promise<E.Either<Unavailable, void>> => {
  const origins = new Map(
    plans.map((plan) => [originOf(plan.measure).id.name, originOf(plan.measure)]),
  )
  for (const origin of origins.values()) {
    const own = plans.filter((plan) => originOf(plan.measure).id.name === origin.id.name)
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

/** What a figure makes of its tallies, as of the query. */
export const resultOf = (
  figure: Figure,
  tallies: Readonly<Record<string, Tally>>,
  query: Pick<Query, 'asOf'>,
): FigureResult => {
  const main = Object.values(tallies)[0]
  const excluded = Object.fromEntries(
    [...(main?.excluded ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  let provisional = 0
  for (const [finalFrom, n] of main?.ripening ?? []) if (finalFrom > query.asOf) provisional += n
  const base = { metric: figure.id, label: figure.label, unit: figure.unit, excluded, provisional }
  const value = figure.value(tallies)
  return E.isLeft(value)
    ? { ...base, value: null, reason: value.left.reason }
    : { ...base, ...value.right }
}
