/** Explaining a figure: the readings behind it, each with its side, its reason and its events. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EpochMs, EventId, Unavailable } from '@casetrail/core'
import type {
  Dimensions,
  Figure,
  Key,
  Label,
  Reading,
  RowStore,
  SideOf,
  Unit,
} from '@casetrail/core/read-model'

import { scanReadings } from './evaluate.js'
import { sideOfInput, unitOfInput } from './result.js'
import { hasDimensions, ignoredBy, taking, type Query, type Take } from './select.js'

export type Side = 'met' | 'missed' | 'excluded'

/** `counted` is met and missed together. */
export interface ExplainQuery extends Query {
  readonly side?: Side | 'counted'
  /** The figure's input whose readings are asked for; default: its first. */
  readonly input?: string
  /** How many readings are listed; the totals are of all. */
  readonly limit?: number
}

/** One reading behind a figure. */
export interface Explained {
  readonly input: string
  readonly subject: Key
  readonly side: Side
  readonly value?: number
  readonly reason?: string
  readonly at: EpochMs
  readonly provisional: boolean
  readonly evidence: ReadonlyArray<EventId>
  readonly dimensions: Dimensions
  readonly credit?: string
  /** What there is to say of it beyond that. */
  readonly says?: Label
}

export interface Explanation {
  readonly metric: string
  /** The input that is explained, of all the figure has. */
  readonly input: string
  readonly inputs: ReadonlyArray<string>
  /** What the readings' values are; those of `s` are milliseconds. */
  readonly unit: Unit
  /** Whether the input has sides; where it has none, all that counts is met. */
  readonly sided: boolean
  /** How many readings of the input stand on which side. */
  readonly totals: Readonly<Record<Side, number>>
  /** How many there are of what was asked for. */
  readonly total: number
  /** The first of them, by time. */
  readonly readings: ReadonlyArray<Explained>
}

/** An input whose readings are asked for. */
interface Plan {
  readonly input: string
  readonly measure: Figure['inputs'][string]['measure']
  readonly unit: Unit
  readonly take: Take
  readonly side: SideOf | undefined
  /** The readings of a whole input, whose dimensions are asked once all are known. */
  readonly list: Reading[] | undefined
}

const explained = (
  { input, side }: Plan,
  reading: Reading,
  value: number,
  asOf: EpochMs,
): Explained => {
  const { subject, at, evidence, dimensions, credit, verdict, says } = reading
  const base = {
    input,
    subject,
    at,
    evidence,
    dimensions,
    provisional: reading.finalFrom !== undefined && reading.finalFrom > asOf,
    ...(credit === undefined ? {} : { credit }),
    ...(says === undefined ? {} : { says }),
  }
  return verdict._tag === 'Excluded'
    ? { ...base, side: 'excluded', reason: verdict.reason }
    : { ...base, side: side?.(value) ?? 'met', value }
}

const isAskedFor = (one: Explained, side: ExplainQuery['side']): boolean =>
  side === undefined || one.side === side || (side === 'counted' && one.side !== 'excluded')

/**
 * The readings behind an input of a figure, in the order of their time; none where it has no such input.
 *
 * The totals agree with what the figure says of the input (a law): met and missed are what it
 * counted, excluded is the sum of its exclusions; of a share's main input met is the numerator, met
 * and missed the denominator.
 *
 * @example
 * import { epochMs } from '@casetrail/core'
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { at } from '@casetrail/core/testing'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { caseFigures, explain } from '@casetrail/projections'
 *
 * const figures = caseFigures([retail2025])
 * const asOf = epochMs(at('2025-03-01T08:00:00.000Z'))
 * for (const figure of figures.filter(({ id }) => id === 'fcr.gross')) {
 *   await explain(inMemoryRowStore(), figure, { zone: 'UTC', asOf, side: 'excluded', limit: 20 })()
 * }
 */
export const explain =
  (rows: RowStore, figure: Figure, query: ExplainQuery): TaskEither<Unavailable, Explanation> =>
  async () => {
    const inputs = Object.keys(figure.inputs)
    const { input: asked = inputs[0] ?? '' } = query
    const plans = Object.entries(figure.inputs)
      .filter(([input]) => input === asked)
      .map(([input, one]): Plan => ({
        input,
        measure: one.measure,
        unit: unitOfInput(one),
        take: taking(one, query),
        side: sideOfInput(figure, one),
        list: one.whole === true ? [] : undefined,
      }))
    const totals: Record<Side, number> = { met: 0, missed: 0, excluded: 0 }
    const found: Explained[] = []
    const see = (plan: Plan, readings: ReadonlyArray<Reading>): void => {
      for (const one of taken(plan, readings, query)) {
        totals[one.side] += 1
        if (isAskedFor(one, query.side)) found.push(one)
      }
    }
    const scanned = await scanReadings(rows, plans, (plan, readings) => {
      const { list } = plan
      if (list === undefined) see(plan, readings)
      else list.push(...readings.filter((reading) => plan.take(reading) !== undefined))
    })
    if (E.isLeft(scanned)) return scanned
    for (const plan of plans) {
      const { list = [] } = plan
      const ignored = ignoredBy(list, query)
      see(
        plan,
        list.filter((reading) => hasDimensions(reading, query.where, ignored)),
      )
    }
    found.sort((a, b) => a.at - b.at || (a.subject < b.subject ? -1 : 1))
    return E.right({
      metric: figure.id,
      input: asked,
      inputs,
      unit: plans[0]?.unit ?? figure.unit,
      sided: plans[0]?.side !== undefined,
      totals,
      total: found.length,
      readings: found.slice(0, query.limit ?? found.length),
    })
  }

const taken = (
  plan: Plan,
  readings: ReadonlyArray<Reading>,
  query: Query,
): ReadonlyArray<Explained> =>
  readings.flatMap((reading) => {
    const value = plan.take(reading)
    return value === undefined ? [] : [explained(plan, reading, value, query.asOf)]
  })
