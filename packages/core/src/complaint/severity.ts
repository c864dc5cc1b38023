/** The order of severities: general 一般, major 較重, serious 嚴重. */
import { severities, type Severity } from '../words/words.js'

export const isGraver = (severity: Severity, than: Severity): boolean =>
  severities.indexOf(severity) > severities.indexOf(than)
