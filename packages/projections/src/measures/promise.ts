/** Whether what the customer was told of when came true. */
import { counted, excluded, type Measure } from '@casetrail/core/read-model'

import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow } from '../facts/case-row.js'

import { isOpened, notHandled, present, reading } from './reading.js'

/**
 * Whether a case was solved by the time that its customer was told last: in a progress update, or in
 * a notice of delay that they were told of. Dated at that time, so that one whose time has come and
 * that is not solved counts as missed whatever is recorded. What was so at that time stays so when the
 * case is reopened later, unless another time is told then. Credit: the resolver of the first resolution.
 *
 * @see docs/metrics.md (H0)
 */
export const promiseKept: Measure<CaseRow> = {
  id: 'case.promiseKept',
  version: 1,
  unit: 'share',
  from: { facts: caseFacts },
  parts: ['opening', 'dimensions', 'ended', 'resolutions', 'promised'],
  readings: (row, key) => {
    if (!isOpened(row)) return []
    const handled = notHandled(row, key)
    if (handled !== undefined) return handled
    const { eta, by } = row.promised
    if (eta === undefined) {
      return [reading(row, key, row.opening.at, excluded('noEta'), [row.opening.id])]
    }
    const evidence = present(row.opening.id, eta.id, by?.id)
    const verdict =
      by?.timeUnknown === true
        ? excluded('timeUnknown')
        : counted(by !== undefined && by.at <= eta.due ? 1 : 0)
    return [reading(row, key, eta.due, verdict, evidence, row.resolutions.first?.resolver)]
  },
}
