/** The process flow: what follows what, how often and after how long, and the ways cases go. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '@casetrail/core'
import type { Label, RowStore } from '@casetrail/core/read-model'

import { quantile, sorted } from '../engine/quantile.js'
import type { Query } from '../engine/select.js'
import { edgeKey, flowFacts, type FlowRow } from '../facts/flow-facts.js'

export interface FlowEdge {
  readonly from: string
  readonly to: string
  /** How often `to` directly followed `from`. */
  readonly count: number
  readonly meanS: number
  readonly totalS: number
  /** Of the followings within a case's first 100 steps. */
  readonly medianS: number | null
}

export interface FlowVariant {
  readonly steps: ReadonlyArray<string>
  readonly cases: number
}

export interface FlowResult {
  readonly metric: 'flow'
  readonly label: Label
  readonly unit: 'flow'
  /** How many ways there are; `null` where there is no case. */
  readonly value: number | null
  readonly cases: number
  readonly steps: number
  readonly activities: Readonly<Record<string, number>>
  readonly starts: Readonly<Record<string, number>>
  readonly ends: Readonly<Record<string, number>>
  /** Most frequent first. */
  readonly variants: ReadonlyArray<FlowVariant>
  readonly edges: ReadonlyArray<FlowEdge>
}

/** What flows add up to; two of them merge. */
export interface FlowTally {
  cases: number
  readonly variants: Map<string, number>
  readonly activities: Map<string, number>
  readonly starts: Map<string, number>
  readonly ends: Map<string, number>
  readonly edges: Map<
    string,
    { count: number; totalMs: number; readonly gaps: Map<number, number> }
  >
}

export const emptyFlow = (): FlowTally => ({
  cases: 0,
  variants: new Map(),
  activities: new Map(),
  starts: new Map(),
  ends: new Map(),
  edges: new Map(),
})

const bump = <K>(map: Map<K, number>, key: K, by = 1): void => {
  map.set(key, (map.get(key) ?? 0) + by)
}

const SEPARATOR = '\u001f'

const edgeOf = (
  tally: FlowTally,
  key: string,
): { count: number; totalMs: number; readonly gaps: Map<number, number> } => {
  const known = tally.edges.get(key) ?? { count: 0, totalMs: 0, gaps: new Map<number, number>() }
  tally.edges.set(key, known)
  return known
}

/** Adds a case's way. */
export const addFlow = (tally: FlowTally, row: FlowRow): void => {
  const [first] = row.steps
  if (first === undefined) return
  tally.cases += 1
  bump(tally.variants, row.steps.join(SEPARATOR))
  bump(tally.starts, first)
  if (row.last !== undefined) bump(tally.ends, row.last.step)
  row.steps.forEach((step, i) => {
    bump(tally.activities, step)
    const before = row.steps[i - 1]
    if (before === undefined) return
    const edge = edgeOf(tally, edgeKey(before, step))
    const gap = (row.times[i] ?? 0) - (row.times[i - 1] ?? 0)
    edge.count += 1
    edge.totalMs += gap
    bump(edge.gaps, gap)
  })
  for (const [key, beyond] of Object.entries(row.edges)) {
    const edge = edgeOf(tally, key)
    edge.count += beyond.count
    edge.totalMs += beyond.totalMs
    bump(tally.activities, key.slice(key.indexOf(SEPARATOR) + 1), beyond.count)
  }
}

const descending = (map: ReadonlyMap<string, number>): ReadonlyArray<readonly [string, number]> =>
  [...map].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))

/** The flow as a result, most frequent first. */
export const flowResult = (tally: FlowTally): FlowResult => {
  const edges = [...tally.edges].map(([key, { count, totalMs, gaps }]): FlowEdge => {
    const [from = '', to = ''] = key.split(SEPARATOR)
    return {
      from,
      to,
      count,
      meanS: totalMs / count / 1000,
      totalS: totalMs / 1000,
      medianS: gaps.size === 0 ? null : quantile(sorted(gaps), 0.5, 1 / 1000),
    }
  })
  const activities = descending(tally.activities)
  return {
    metric: 'flow',
    label: { en: 'Process flow', zh: '流程走向' },
    unit: 'flow',
    value: tally.cases === 0 ? null : tally.variants.size,
    cases: tally.cases,
    steps: activities.reduce((sum, [, n]) => sum + n, 0),
    activities: Object.fromEntries(activities),
    starts: Object.fromEntries(descending(tally.starts)),
    ends: Object.fromEntries(descending(tally.ends)),
    variants: descending(tally.variants).map(([steps, cases]) => ({
      steps: steps.split(SEPARATOR),
      cases,
    })),
    edges: edges.sort((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1)),
  }
}

const isIn = (row: FlowRow, query: Query): boolean => {
  const { openedAt } = row
  if (openedAt === undefined || openedAt > query.asOf) return false
  if (openedAt < (query.from ?? -Infinity) || openedAt >= (query.to ?? Infinity)) return false
  return Object.entries(query.where ?? {}).every(([name, value]) => row.dimensions[name] === value)
}

/**
 * The process flow of the cases opened in a window.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { processFlow } from '@casetrail/projections'
 *
 * const flow = await processFlow(inMemoryRowStore(), { zone: 'UTC', asOf: 0 })()
 * flow._tag === 'Right' && flow.right.variants // []
 */
export const processFlow =
  (rows: RowStore, query: Query): TaskEither<Unavailable, FlowResult> =>
  async () => {
    const tally = emptyFlow()
    const scanned = await rows.scan(flowFacts, (page) => {
      for (const [, row] of page) {
        const flow = row as FlowRow
        if (isIn(flow, query)) addFlow(tally, flow)
      }
    })()
    return E.isLeft(scanned) ? scanned : E.right(flowResult(tally))
  }
