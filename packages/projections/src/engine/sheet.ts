/** Adding up readings: for every figure's inputs, in all and for each row of a breakdown. */
import type { Figure, FigureInput, Measure, Reading } from '@casetrail/core/read-model'

import {
  dimensionOf,
  hasDimensions,
  ignoredBy,
  taking,
  type BreakdownKeys,
  type Query,
  type Take,
} from './select.js'
import { add, empty, exactly, type Sum } from './tally.js'

/** The tallies of one figure's inputs. */
export type Sums = Readonly<Record<string, Sum>>

interface Slot {
  readonly figure: number
  readonly name: string
  readonly take: Take
  /** The dimension whose words are tallied. */
  readonly words: string | undefined
  /** As in the figure's input. */
  readonly isWhole: boolean
}

/** A measure, and all the figures' inputs that take its readings. */
export interface Plan {
  readonly measure: Measure<never>
  readonly slots: ReadonlyArray<Slot>
}

export const plansOf = (figures: ReadonlyArray<Figure>, query: Query): ReadonlyArray<Plan> => {
  // by the measure itself: one id may stand for several, under different rules
  const plans = new Map<Measure<never>, { measure: Measure<never>; slots: Slot[] }>()
  figures.forEach((figure, index) => {
    for (const [name, input] of Object.entries<FigureInput>(figure.inputs)) {
      const plan = plans.get(input.measure) ?? { measure: input.measure, slots: [] }
      plan.slots.push({
        figure: index,
        name,
        take: taking(input, query),
        words: input.words,
        isWhole: input.whole === true,
      })
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

/** A reading of an input that may be of all values of a dimension: judged once all of them are known. */
interface Whole {
  readonly reading: Reading
  readonly value: number
}

/** What is being added up: in all, and for each key of a breakdown. */
export interface Sheet {
  readonly all: ReadonlyArray<Sums>
  readonly rows: Map<string, SumRow>
  readonly wholes: Map<Slot, Whole[]>
}

export const emptySheet = (figures: ReadonlyArray<Figure>): Sheet => ({
  all: emptySums(figures),
  rows: new Map(),
  wholes: new Map(),
})

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

/** Adds up readings in a sheet; `finish` comes when all were given. */
export const sheetWriter = (
  figures: ReadonlyArray<Figure>,
  query: Query,
  sheet: Sheet,
  by: BreakdownKeys | undefined,
): {
  readonly write: (plan: Plan, readings: ReadonlyArray<Reading>) => void
  readonly finish: () => void
} => {
  const rowOf = (keys: BreakdownKeys, reading: Reading): SumRow => {
    const id = keys.idOf(reading)
    const row = sheet.rows.get(id) ?? { keys: keys.keysOf(reading), sums: emptySums(figures) }
    sheet.rows.set(id, row)
    return row
  }
  const put = (slot: Slot, reading: Reading, value: number): void => {
    tallyInto(sheet.all, slot, reading, value)
    if (by !== undefined) tallyInto(rowOf(by, reading).sums, slot, reading, value)
  }
  /** Into each row whose keys are its own, but for those that it is of all values of. */
  const spread = (slot: Slot, { reading, value }: Whole, ignored: ReadonlySet<string>): void => {
    tallyInto(sheet.all, slot, reading, value)
    const own = by?.keysOf(reading) ?? []
    for (const { keys, sums } of sheet.rows.values()) {
      const names = query.by ?? []
      const counts = names.every((name, i) => ignored.has(name) || own[i] === keys[i])
      if (counts) tallyInto(sums, slot, reading, value)
    }
  }
  return {
    write: (plan, readings) => {
      for (const reading of readings) {
        for (const slot of plan.slots) {
          const value = slot.take(reading)
          if (value === undefined) continue
          if (slot.isWhole) listed(sheet.wholes, slot).push({ reading, value })
          else put(slot, reading, value)
        }
      }
    },
    finish: () => {
      const spreads: (() => void)[] = []
      for (const [slot, wholes] of sheet.wholes) {
        const readings = wholes.map(({ reading }) => reading)
        const ignored = ignoredBy(readings, query)
        const asked = wholes.filter(({ reading }) => hasDimensions(reading, query.where, ignored))
        const isSpread = query.by?.some((name) => ignored.has(name)) === true
        for (const whole of asked) {
          if (isSpread) spreads.push(() => spread(slot, whole, ignored))
          else put(slot, whole.reading, whole.value)
        }
      }
      // once all rows are there
      for (const one of spreads) one()
    },
  }
}

const listed = (wholes: Map<Slot, Whole[]>, slot: Slot): Whole[] => {
  const list = wholes.get(slot) ?? []
  wholes.set(slot, list)
  return list
}
