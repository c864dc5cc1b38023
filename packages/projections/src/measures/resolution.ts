/** Solving: how long until, whether at once, whether it held. */
import {
  counted,
  excluded,
  type Key,
  type Measure,
  type Reading,
  type Verdict,
} from '@casetrail/core/read-model'

import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow, Resolution } from '../facts/case-row.js'

import {
  cited,
  duplicate,
  isOpened,
  notHandled,
  present,
  reading,
  since,
  type OpenedRow,
} from './reading.js'

const from = { facts: caseFacts } as const

const whenResolved = (
  row: CaseRow,
  key: Key,
  which: (row: CaseRow) => Resolution | undefined,
  verdict: (row: OpenedRow, resolution: Resolution) => Verdict,
  evidence: (row: OpenedRow, resolution: Resolution) => Reading['evidence'] = (r, resolution) => [
    r.opening.id,
    resolution.id,
  ],
): ReadonlyArray<Reading> => {
  if (!isOpened(row)) return []
  const excludedAs = notHandled(row, key)
  if (excludedAs !== undefined) return excludedAs
  const resolution = which(row)
  return resolution === undefined
    ? [reading(row, key, row.opening.at, excluded('notResolved'), [row.opening.id])]
    : [
        reading(
          row,
          key,
          resolution.at,
          verdict(row, resolution),
          evidence(row, resolution),
          resolution.resolver,
        ),
      ]
}

const first = (row: CaseRow): Resolution | undefined => row.resolutions.first
const last = (row: CaseRow): Resolution | undefined => row.resolutions.last

/** Creation to the first resolution, by the date of that resolution. */
export const firstResolution: Measure<CaseRow> = {
  id: 'case.firstResolution',
  version: 1,
  unit: 's',
  from,
  parts: ['opening', 'dimensions', 'ended', 'resolutions'],
  readings: (row, key) =>
    whenResolved(row, key, first, (r, resolution) => since(r.opening, resolution)),
}

/** Creation to the last resolution, by the date of that resolution. */
export const fullResolution: Measure<CaseRow> = {
  id: 'case.fullResolution',
  version: 1,
  unit: 's',
  from,
  parts: ['opening', 'dimensions', 'ended', 'resolutions'],
  readings: (row, key) =>
    whenResolved(row, key, last, (r, resolution) => since(r.opening, resolution)),
}

/** Creation to the first resolution, less the time that it was paused. */
export const netResolution: Measure<CaseRow> = {
  id: 'case.netResolution',
  version: 1,
  unit: 's',
  from,
  parts: ['opening', 'dimensions', 'ended', 'resolutions'],
  readings: (row, key) =>
    whenResolved(row, key, first, (r, resolution) =>
      since(r.opening, resolution, r.resolutions.pausedMs),
    ),
}

/** How often a resolved case was reopened; credit to the first resolver. */
export const reopenings: Measure<CaseRow> = {
  id: 'case.reopenings',
  version: 1,
  unit: 'count',
  from,
  parts: ['opening', 'dimensions', 'ended', 'resolutions'],
  readings: (row, key) =>
    whenResolved(
      row,
      key,
      first,
      (r) => counted(r.resolutions.reopened),
      (r, resolution) => present(resolution.id, r.resolutions.firstReopening?.id),
    ),
}

/** How often a case was resolved. */
export const resolutions: Measure<CaseRow> = {
  id: 'case.resolutions',
  version: 1,
  unit: 'count',
  from,
  parts: ['opening', 'dimensions', 'ended', 'resolutions'],
  readings: (row, key) => whenResolved(row, key, first, (r) => counted(r.resolutions.count)),
}

/** Whether a case was resolved at all, by the date of its opening. Merged duplicates count once. */
export const resolved: Measure<CaseRow> = {
  id: 'case.resolved',
  version: 1,
  unit: 'share',
  from,
  parts: ['opening', 'dimensions', 'ended', 'resolutions'],
  readings: (row, key) => {
    if (!isOpened(row)) return []
    const { first: resolution } = row.resolutions
    return (
      duplicate(row, key) ?? [
        reading(
          row,
          key,
          row.opening.at,
          counted(resolution === undefined ? 0 : 1),
          present(row.opening.id, resolution?.id),
        ),
      ]
    )
  },
}

/**
 * Exactly one resolution, and after it nothing but its confirmation, verification, closing,
 * archiving and effort. Of all cases opened; merged duplicates count once.
 */
export const rightFirstTime: Measure<CaseRow> = {
  id: 'case.rightFirstTime',
  version: 1,
  unit: 'share',
  from,
  parts: ['opening', 'dimensions', 'ended', 'resolutions'],
  readings: (row, key) => {
    if (!isOpened(row)) return []
    const merged = duplicate(row, key)
    if (merged !== undefined) return merged
    const { count, first: resolution, after } = row.resolutions
    const verdict = counted(count === 1 && after === undefined ? 1 : 0)
    const evidence = cited(row.opening.id, resolution?.id, after)
    return [reading(row, key, row.opening.at, verdict, evidence, resolution?.resolver)]
  },
}
