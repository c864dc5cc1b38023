/** All figures of a desk. Definitions and sources: docs/metrics.md. */
import type { Figure } from '@casetrail/core/read-model'
import { readyStandards, type ServiceStandard } from '@casetrail/core/standards'

import { caseFigures } from './case-figures.js'
import { complaintFigures } from './complaint-figures.js'
import { conductFigures } from './conduct-figures.js'
import { followUpFigures } from './follow-up-figures.js'
import { operationsFigures } from './operations-figures.js'
import { satisfactionFigures } from './satisfaction-figures.js'
import { complaintOnTime, serviceLevelFigures } from './service-level-figures.js'

/**
 * The figures of a desk, over the rows of `deskModels`. Each subject is judged by the standard that
 * it was opened under, among those given; by default those that ship. There is `sla.<clock>` and
 * `time.<clock>` for every clock that one of them has.
 *
 * @example
 * import { retail2025 } from '@casetrail/core/standards'
 * import { deskFigures } from '@casetrail/projections'
 *
 * const figures = deskFigures([retail2025])
 * figures[0]?.id // 'cases.opened'
 */
export const deskFigures = (
  standards: ReadonlyArray<ServiceStandard> = readyStandards,
): ReadonlyArray<Figure> => [
  ...caseFigures(standards),
  ...conductFigures(standards),
  ...serviceLevelFigures(standards),
  ...satisfactionFigures(standards),
  ...complaintFigures,
  complaintOnTime(standards),
  ...followUpFigures(standards),
  ...operationsFigures,
]
