/**
 * A board of tallies kept live: by day in one zone and one dimension. Anything else scans the rows.
 *
 * When a row changes, the readings it gave are taken away and the ones it gives are added, only for
 * the measures whose part of the row changed. Interval readings (what is open at an instant) have no
 * day; they are asked of the rows.
 */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EpochMs, Unavailable } from '@casetrail/core'
import type {
  Figure,
  FigureInput,
  Key,
  Measure,
  Reading,
  RowStore,
  Tally,
} from '@casetrail/core/read-model'

import { idText, originOf } from '../figures/origin.js'

import { calendarKey } from './calendar-key.js'
import { scanReadings } from './evaluate.js'
import { resultOf, type FigureResult } from './result.js'
import type { RowMove } from './run.js'
import { NONE, dimensionOf } from './select.js'
import { absorb, add, empty, toBucket, type Sum } from './tally.js'

export interface BoardOptions {
  readonly zone: string
  readonly dimension: string
}

export interface LiveBoard {
  /** Takes in the rows that are there already: to be called once, before the run whose moves it takes. */
  readonly fill: (rows: RowStore) => TaskEither<Unavailable, void>
  /** Takes in rows that changed; the runner's `onMoves` calls it. */
  readonly move: (moves: ReadonlyArray<RowMove>) => void
  /**
   * A figure over days from (inclusive) to (exclusive), as `2025-03-01`, and one value of the dimension.
   * No day after the as-of's counts; that day counts whole, also what is dated ahead on it.
   */
  readonly figure: (
    id: string,
    query: {
      readonly asOf: EpochMs
      readonly fromDay?: string
      readonly toDay?: string
      readonly value?: string
    },
  ) => FigureResult | undefined
}

interface Kept {
  readonly figure: Figure
  readonly name: string
  readonly where: FigureInput['where']
  readonly words: FigureInput['words']
  readonly isWhole: boolean
  /** By day, then by the dimension's value. */
  readonly cells: Map<string, Map<string, Sum>>
}

interface Watch {
  readonly measure: Measure<never>
  readonly inputs: ReadonlyArray<Kept>
}

const watchesOf = (figures: ReadonlyArray<Figure>): ReadonlyArray<Watch> => {
  const watches = new Map<Measure<never>, { measure: Measure<never>; inputs: Kept[] }>()
  for (const figure of figures) {
    for (const [name, input] of Object.entries(figure.inputs)) {
      const { measure, where, words, whole } = input
      if (input.over !== 'window' || originOf(measure).kind !== 'facts') continue
      const watch = watches.get(measure) ?? { measure, inputs: [] }
      const isWhole = whole === true
      watch.inputs.push({ figure, name, where, words, isWhole, cells: new Map() })
      watches.set(measure, watch)
    }
  }
  return [...watches.values()]
}

const changed = (measure: Measure<never>, before: object, after: object): boolean =>
  (measure.parts as ReadonlyArray<string>).some(
    (part) => Reflect.get(before, part) !== Reflect.get(after, part),
  )

const isObject = (row: unknown): row is object => typeof row === 'object' && row !== null

/**
 * A board of figures whose inputs are all windows over facts; others answer `undefined`.
 *
 * @example
 * import { inMemoryEventStore } from '@casetrail/core'
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { testBoundary } from '@casetrail/core/testing'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { caseFigures, caseModels, liveBoard, project } from '@casetrail/projections'
 *
 * const figures = caseFigures([retail2025])
 * const board = liveBoard(figures, { zone: 'Asia/Shanghai', dimension: 'channel' })
 * const store = inMemoryEventStore(testBoundary())
 * const rows = inMemoryRowStore()
 * await board.fill(rows)()
 * await project(store, rows, caseModels, { onMoves: board.move })()
 * board.figure('cases.opened', { asOf: 0, fromDay: '2025-03-01', value: 'phone' })?.value // 0
 */
export const liveBoard = (figures: ReadonlyArray<Figure>, options: BoardOptions): LiveBoard => {
  const watches = watchesOf(figures)
  const dayOf = calendarKey('day', options.zone)

  const put = (kept: Kept, reading: Reading, sign: 1 | -1): void => {
    if (kept.where !== undefined && !kept.where(reading)) return
    const day = dayOf(reading.at)
    const value = dimensionOf(reading, options.dimension)
    const row = kept.cells.get(day) ?? new Map<string, Sum>()
    const cell = row.get(value) ?? empty()
    kept.cells.set(day, row.set(value, cell))
    const counted = reading.verdict._tag === 'Counted' ? reading.verdict.value : 0
    const word = kept.words === undefined ? undefined : dimensionOf(reading, kept.words)
    add(cell, reading, counted, sign, toBucket, word)
  }

  const count = (watch: Watch, readings: ReadonlyArray<Reading>, sign: 1 | -1): void => {
    for (const reading of readings) for (const kept of watch.inputs) put(kept, reading, sign)
  }

  const shift = (watch: Watch, row: object, key: Key, sign: 1 | -1): void => {
    count(watch, watch.measure.readings(row as never, key), sign)
  }

  return {
    fill: (rows) => () =>
      scanReadings(rows, watches, (watch, readings) => {
        count(watch, readings, 1)
      }),
    move: (moves) => {
      for (const { facts, key, before, after } of moves) {
        for (const watch of watches) {
          if (idText(originOf(watch.measure).id) !== idText(facts)) continue
          if (isObject(before) && isObject(after) && !changed(watch.measure, before, after))
            continue
          if (isObject(before)) shift(watch, before, key, -1)
          if (isObject(after)) shift(watch, after, key, 1)
        }
      }
    },
    figure: (id, query) => {
      const figure = figures.find((one) => one.id === id)
      const inputs = watches.flatMap((watch) => watch.inputs).filter((one) => one.figure.id === id)
      if (figure === undefined || inputs.length < Object.keys(figure.inputs).length)
        return undefined
      const tallies: Record<string, Tally> = {}
      for (const name of Object.keys(figure.inputs)) {
        const kept = inputs.find((one) => one.name === name)
        if (kept !== undefined) tallies[name] = total(kept, query, dayOf(query.asOf))
      }
      return approximate(resultOf(figure, tallies, query))
    },
  }
}

/** Durations, also those beside a share, are known by their buckets only. */
const approximate = (result: FigureResult): FigureResult =>
  [result, ...Object.values(result.parts ?? {})].some(({ unit }) => unit === 's')
    ? { ...result, exact: false, error: 0.01 }
    : result

/** Of a whole input none of whose readings has the dimension, all are of all its values. */
const hasNoValue = (row: ReadonlyMap<string, Sum>): boolean =>
  [...row].every(([value, { count }]) => value === NONE || count === 0)

const total = (
  kept: Kept,
  query: { readonly fromDay?: string; readonly toDay?: string; readonly value?: string },
  lastDay: string,
): Tally => {
  const sum = empty()
  const isOfAll = kept.isWhole && [...kept.cells.values()].every(hasNoValue)
  for (const [day, row] of kept.cells) {
    if (day < (query.fromDay ?? '') || day > lastDay) continue
    if (query.toDay !== undefined && day >= query.toDay) continue
    for (const [value, cell] of row) {
      if (isOfAll || query.value === undefined || query.value === value) absorb(sum, cell)
    }
  }
  return sum
}
