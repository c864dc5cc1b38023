/** The policies of a desk: what each handbook lets follow from what. */
import type { ServiceStandard } from '../../standard/document.js'
import { processManager, type AnyManager } from '../policy.js'

import { afterCare } from './after-care.js'
import { alerts } from './alerts.js'
import { closing } from './closing.js'
import { deadlines } from './deadlines.js'
import { dissatisfaction } from './dissatisfaction.js'
import { intake } from './intake.js'
import { interruption } from './interruption.js'
import { merging } from './merging.js'
import { missedFollowUps } from './missed.js'
import { ordinaryFailed } from './ordinary-failed.js'
import { pauses } from './pauses.js'
import { periodic } from './periodic.js'
import { recurringCause } from './recurring-cause.js'
import { deskBook } from './rules.js'
import { serious } from './serious.js'
import { storyFacts, storyMoves } from './story.js'
import { surge } from './surge.js'

export { deskCarryOut } from './carry-out.js'
export { policyPicture } from './picture.js'

/**
 * The process managers of a desk, for `policyRunner`. Each stream is judged by the standard that it was
 * opened under; of streams whose standard is not among these nothing follows, save looking at deadlines.
 *
 * @see docs/policies.md
 *
 * @example
 * import { deskPolicies } from '@casetrail/core/policy'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * deskPolicies([retail2025]).flatMap(({ policies }) => policies.map(({ name }) => name))[0] // 'deadlines'
 */
export const deskPolicies = (
  standards: ReadonlyArray<ServiceStandard>,
): ReadonlyArray<AnyManager> => {
  const book = deskBook(standards)
  const story = processManager({
    facts: storyFacts,
    moves: storyMoves,
    policies: [
      ...intake(book),
      ...afterCare(book),
      ...dissatisfaction(book),
      ...closing(book),
      ...pauses(book),
      ...ordinaryFailed(book),
      ...missedFollowUps(book),
      ...alerts(book),
      ...serious(book),
    ],
  })
  return [
    deadlines,
    story,
    merging(book),
    surge(book),
    interruption(book),
    recurringCause(book),
    periodic(book),
  ]
}
