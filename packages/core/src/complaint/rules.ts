/** What a standard says of complaints, made ready once for deciding. */
import { approvalRules, type ApprovalRules } from '../lifecycle/approval.js'
import { standardRules, type StandardRules } from '../lifecycle/rules.js'
import type { ServiceStandard } from '../standard/document.js'
import { durationMs } from '../time/index.js'
import type { Channel } from '../words/words.js'

export interface ComplaintRules extends StandardRules, ApprovalRules {
  readonly reopenMs: number
  readonly reviewMs: number
  /** By which channels a complaint of a channel is acknowledged; one that is not here, by any. */
  readonly acknowledgement: ReadonlyMap<Channel, ReadonlyArray<Channel>>
}

export const complaintRules = (standard: ServiceStandard): ComplaintRules => {
  const { acknowledgement, reopen, review } = standard.complaints
  return {
    ...standardRules(standard),
    ...approvalRules(standard),
    reopenMs: durationMs(reopen.window),
    reviewMs: durationMs(review.window),
    acknowledgement: new Map(acknowledgement.map(({ channel, by }) => [channel, by])),
  }
}
