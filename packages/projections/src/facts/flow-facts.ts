/** The way each case went, step by step, for the process flow. */
import { epochMs, type EpochMs, type RecordedEvent } from '@casetrail/core'
import { caseEvents, type CaseEvent } from '@casetrail/core/case'
import type { Dimensions, Facts } from '@casetrail/core/read-model'

import { dimensionsAfter } from './dimensions.js'

/** Steps after this many are only counted in `edges`. */
const LISTED = 100

/** How often one step followed another, and the milliseconds between them in all. */
export interface Edge {
  readonly count: number
  readonly totalMs: number
}

export interface FlowRow {
  readonly openedAt: EpochMs | undefined
  readonly dimensions: Dimensions
  /** The source's own attributes; they stand before dimensions of the same name. */
  readonly attributes: Dimensions
  /** Names of the first steps. */
  readonly steps: ReadonlyArray<string>
  readonly times: ReadonlyArray<EpochMs>
  readonly last: { readonly step: string; readonly at: EpochMs } | undefined
  /** Steps that followed one another beyond the listed ones, by `from\u001fto`. */
  readonly edges: Readonly<Record<string, Edge>>
  /** The source row that the last step came from: one step for each. */
  readonly sourceRow: string | undefined
}

const empty: FlowRow = {
  openedAt: undefined,
  dimensions: {},
  attributes: {},
  steps: [],
  times: [],
  last: undefined,
  edges: {},
  sourceRow: undefined,
}

export const edgeKey = (from: string, to: string): string => `${from}\u001f${to}`

const evolve = (known: FlowRow | undefined, seen: RecordedEvent<CaseEvent>): FlowRow => {
  const row = known ?? empty
  const { source } = seen.metadata
  const sourceRow = source === undefined ? undefined : `${source.file ?? ''}:${source.row}`
  const opened = seen.event.type === 'CaseOpened' ? seen.event : undefined
  const step = source?.activity ?? seen.event.type
  const at = sourceAt(seen)
  const openedAt = opened === undefined ? row.openedAt : epochMs(opened.at)
  const attributes = opened === undefined ? row.attributes : (opened.attributes ?? {})
  const dimensions = dimensionsAfter(row.dimensions, attributes, seen.event)
  if (sourceRow !== undefined && sourceRow === row.sourceRow)
    return { ...row, openedAt, dimensions, attributes }
  const listed = row.steps.length < LISTED
  return {
    openedAt,
    dimensions,
    attributes,
    steps: listed ? withLast(row.steps, step) : row.steps,
    times: listed ? withLast(row.times, at) : row.times,
    last: { step, at },
    edges: listed || row.last === undefined ? row.edges : follow(row.edges, row.last, { step, at }),
    sourceRow,
  }
}

/** A list with one more: `toSpliced` copies it in one piece, a spread item by item. */
const withLast = <A>(list: ReadonlyArray<A>, item: A): ReadonlyArray<A> =>
  list.toSpliced(list.length, 0, item)

/** A source row's own time: what it was known at; else when the event happened. */
const sourceAt = ({ event, metadata }: RecordedEvent<CaseEvent>): EpochMs =>
  epochMs(metadata.source === undefined ? event.at : (metadata.knownAt ?? event.at))

const follow = (
  edges: FlowRow['edges'],
  from: { readonly step: string; readonly at: EpochMs },
  to: { readonly step: string; readonly at: EpochMs },
): FlowRow['edges'] => {
  const key = edgeKey(from.step, to.step)
  const edge = edges[key] ?? { count: 0, totalMs: 0 }
  return { ...edges, [key]: { count: edge.count + 1, totalMs: edge.totalMs + to.at - from.at } }
}

/** One row a case, with the steps it took. */
export const flowFacts: Facts<FlowRow, CaseEvent> = {
  name: 'flow',
  version: 1,
  from: [{ category: 'case', events: caseEvents }],
  keyOf: (seen) => seen.metadata.correlationId,
  evolve,
}
