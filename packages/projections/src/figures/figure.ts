/** The small pieces that figures are written with. */
import type { FigureInput, Label, Measure } from '@casetrail/core/read-model'

export const label = (en: string, zh: string): Label => ({ en, zh })

/** All readings of a measure that are dated in the window; or those that cover its end or start. */
export const over = <Row>(
  measure: Measure<Row>,
  when: FigureInput['over'] = 'window',
): FigureInput => ({ measure, over: when })
