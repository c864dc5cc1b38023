/** How often cases were passed on, and up. */
import { counted, type Measure } from '@casetrail/core/read-model'

import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow } from '../facts/case-row.js'

import { isOpened, notHandled, present, reading } from './reading.js'

const times = (
  id: string,
  count: (row: CaseRow) => number,
  evidence: (row: CaseRow) => ReadonlyArray<string | undefined>,
): Measure<CaseRow> => ({
  id,
  version: 1,
  unit: 'count',
  from: { facts: caseFacts },
  parts: ['opening', 'dimensions', 'ended', 'moves'],
  readings: (row, key) =>
    isOpened(row)
      ? (notHandled(row, key) ?? [
          reading(
            row,
            key,
            row.opening.at,
            counted(count(row)),
            present(row.opening.id, ...evidence(row)),
          ),
        ])
      : [],
})

/** Transfers of each handled case; the first assignment is none. */
export const transfers = times(
  'case.transfers',
  (row) => row.moves.transfers,
  (row) => [row.moves.firstTransfer],
)

/** Escalations of each handled case, to another function or up the line. */
export const escalations = times(
  'case.escalations',
  (row) => row.moves.functional.count + row.moves.hierarchical.count,
  (row) => [row.moves.functional.first, row.moves.hierarchical.first],
)

export const functionalEscalations = times(
  'case.escalations.functional',
  (row) => row.moves.functional.count,
  (row) => [row.moves.functional.first],
)

export const hierarchicalEscalations = times(
  'case.escalations.hierarchical',
  (row) => row.moves.hierarchical.count,
  (row) => [row.moves.hierarchical.first],
)
