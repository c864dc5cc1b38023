/** A report for programs: the contract of `report --json`. */
import { fromEpochMs, type EpochMs, type Instant, type Position } from '@casetrail/core'
import type { FigureResult, FlowResult } from '@casetrail/projections'

import type { Report } from './report-text.js'
import type { Window } from '../query/window.js'

const instantOf = (at: EpochMs | undefined): Instant | null =>
  at === undefined ? null : fromEpochMs(at)

/** A result without what is only for people. */
const withoutLabel = <A extends { readonly label: unknown }>(result: A): Omit<A, 'label'> => {
  const { label: _, ...rest } = result
  return rest
}

export const windowJson = ({
  from,
  to,
  zone,
}: Window): { from: Instant | null; to: Instant | null; zone: string } => ({
  from: instantOf(from),
  to: instantOf(to),
  zone,
})

export const figureJson = (figure: FigureResult): Omit<FigureResult, 'label'> => {
  const { metric, unit, value, excluded, provisional, ...rest } = withoutLabel(figure)
  return { metric, unit, value, ...rest, excluded, provisional }
}

/** The document, indented. */
export const reportJson = (
  { store, window, evaluation, flow, unread }: Report,
  checkpoint: Position,
): string => {
  const { figures, breakdown } = evaluation
  const shown: ReadonlyArray<Omit<FigureResult, 'label'> | Omit<FlowResult, 'label'>> = [
    ...figures.map(figureJson),
    ...(flow === undefined ? [] : [withoutLabel(flow)]),
  ]
  const document = {
    store,
    asOf: fromEpochMs(window.asOf),
    checkpoint,
    window: windowJson(window),
    parked: unread,
    figures: shown,
    ...(breakdown === undefined
      ? {}
      : {
          breakdown: {
            by: breakdown.by,
            rows: breakdown.rows.map((row) => ({
              key: row.key,
              keys: row.keys,
              figures: row.figures.map(figureJson),
            })),
          },
        }),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
