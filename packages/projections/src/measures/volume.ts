/** How many cases came, and how many are open. */
import { counted, type Measure } from '@casetrail/core/read-model'

import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow } from '../facts/case-row.js'

import { duplicate, isOpened, present, reading } from './reading.js'

/** Cases opened, dated at their opening; merged duplicates count once. */
export const opened: Measure<CaseRow> = {
  id: 'case.opened',
  version: 1,
  unit: 'count',
  from: { facts: caseFacts },
  parts: ['opening', 'dimensions', 'ended'],
  readings: (row, key) =>
    isOpened(row)
      ? (duplicate(row, key) ?? [reading(row, key, row.opening.at, counted(1), [row.opening.id])])
      : [],
}

/** The times in which a case is active, as intervals: from opening or reopening to resolution or end. */
export const activeTimes: Measure<CaseRow> = {
  id: 'case.active',
  version: 1,
  unit: 's',
  from: { facts: caseFacts },
  parts: ['opening', 'dimensions', 'active'],
  readings: (row, key) =>
    isOpened(row)
      ? row.active.map(({ from, until = Infinity, begun, ended }) =>
          Object.assign(reading(row, key, from, counted(0), present(begun, ended)), { until }),
        )
      : [],
}
