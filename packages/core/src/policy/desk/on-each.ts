/** The same for each category that has clocks. */
import type { ClockedCategory } from '../../standard/clocks.js'

export const onEach = <A>(same: A): Readonly<Record<ClockedCategory, A>> => ({
  case: same,
  complaint: same,
  followUp: same,
  emergency: same,
})
