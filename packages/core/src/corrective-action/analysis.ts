/** How the cause of a problem was analysed. Plain text: it names causes, not persons. */
import type * as t from 'io-ts'

import { Text } from '../codec/primitives.js'
import { analysisOf } from '../words/analysis.js'

export const Analysis = analysisOf('Analysis', Text)
export type Analysis = t.TypeOf<typeof Analysis>

/** Whether two analyses say the same; none is the same as none. */
export const sameAnalysis = (a: Analysis | undefined, b: Analysis | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b
  if (a.method === 'fishbone') {
    return b.method === 'fishbone' && a.category === b.category && a.detail === b.detail
  }
  return (
    b.method === 'fiveWhys' &&
    a.whys.length === b.whys.length &&
    a.whys.every((why, i) => why === b.whys[i])
  )
}
