/** The figures of conduct: whether the required steps were taken, and how soon customers are answered. */
import type { Figure } from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'

import { conformingCases, proceduresOf, requiredSteps } from '../measures/execution.js'
import { nextResponse } from '../measures/next-response.js'

import { label, over } from './figure.js'
import { atLeastOnce, durationOf, shareBeside } from './values.js'

/** Each stream is judged by the procedures of the standard that it was opened under. */
export const conductFigures = (
  standards: ReadonlyArray<ServiceStandard>,
): ReadonlyArray<Figure> => {
  const procedures = proceduresOf(standards)
  return [
    {
      id: 'response.next',
      label: label('Next response', '後續響應時間'),
      unit: 's',
      inputs: { turns: over(nextResponse) },
      value: durationOf('turns'),
    },
    {
      id: 'standard.execution',
      label: label('Required steps carried out', '標準執行率'),
      unit: 'share',
      inputs: { steps: over(requiredSteps(procedures)), cases: over(conformingCases(procedures)) },
      side: atLeastOnce,
      value: shareBeside('steps', 'cases'),
    },
  ]
}
