/** In which unit a figure is, so that what it should be can be told in words. */
import { isShareMetric, readyStandards } from '@casetrail/core/standards'
import { deskFigures, type FigureResult } from '@casetrail/projections'

const units = new Map(deskFigures(readyStandards).map(({ id, unit }) => [id, unit]))

/** The unit; of those that a standard's clocks make, by their family. */
export const figureUnit = (metric: string): FigureResult['unit'] | undefined => {
  const unit = units.get(metric)
  if (unit !== undefined) return unit
  // a figure may be asked for before anything feeds it
  if (isShareMetric(metric)) return 'share'
  return metric.startsWith('time.') ? 's' : undefined
}
