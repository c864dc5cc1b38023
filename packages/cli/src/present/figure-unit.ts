/** In which unit a figure is, so that what it should be can be told in words. */
import { readyStandards } from '@casetrail/core/standards'
import { deskFigures, type FigureResult } from '@casetrail/projections'

const units = new Map(deskFigures(readyStandards).map(({ id, unit }) => [id, unit]))

/** Figures that may be asked for before anything feeds them. */
const SHARES: ReadonlySet<string> = new Set([
  'churn',
  'referral',
  'repurchase',
  'sla',
  'standard.coverage',
  'standard.execution',
  'training.coverage',
])

/** The unit; of those that a standard's clocks make, by their family. */
export const figureUnit = (metric: string): FigureResult['unit'] | undefined => {
  const unit = units.get(metric)
  if (unit !== undefined) return unit
  if (metric.startsWith('sla.') || SHARES.has(metric)) return 'share'
  return metric.startsWith('time.') ? 's' : undefined
}
