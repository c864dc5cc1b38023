/** Who a figure leaves out. */
import type { FigureResult } from '@casetrail/projections'

import { number, type Locale } from './format.js'
import { reasonText } from './words.js'

/** merged 17, cancelled 5 */
export const leftOutText = ({ excluded }: Pick<FigureResult, 'excluded'>, locale: Locale): string =>
  Object.entries(excluded)
    .filter(([, n]) => n > 0)
    .map(([reason, n]) => `${reasonText(reason, locale)} ${number(n)}`)
    .join(', ')
