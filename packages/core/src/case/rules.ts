/** What a standard says of cases, made ready once for deciding. */
import { standardRules, type StandardRules } from '../lifecycle/rules.js'
import type { ServiceStandard } from '../standard/document.js'
import { durationMs } from '../time/index.js'

export interface CaseRules extends StandardRules {
  readonly reopenMs: number
  readonly waitingMs: number
  readonly longestPauseMs: number
}

export const caseRules = (standard: ServiceStandard): CaseRules => ({
  ...standardRules(standard),
  reopenMs: durationMs(standard.reopen.window),
  waitingMs: durationMs(standard.closing.waitingTime),
  longestPauseMs: durationMs(standard.pause.longest),
})
