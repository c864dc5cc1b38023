/** How events move the state of a period's operations. */
import { attributesKey } from './attributes.js'
import type { ExposureReported, OperationsEvent } from './events.js'
import { draftOf, type OperationsState } from './state.js'

/** A report of the same interval is corrected. */
const corrected = (
  known: ReadonlyArray<ExposureReported>,
  report: ExposureReported,
): ReadonlyArray<ExposureReported> => [
  ...known.filter(({ from, to }) => from !== report.from || to !== report.to),
  report,
]

/** The state after an event. Total: the first event of any type opens the period. */
export const evolve = (state: OperationsState, event: OperationsEvent): OperationsState => {
  const next = draftOf(state)
  next.standard ??= event.standard
  next.openedAt ??= event.at
  switch (event.type) {
    case 'ExposureReported': {
      const key = attributesKey(event.attributes)
      const reports = corrected(next.exposures.get(key) ?? [], event)
      next.exposures = new Map(next.exposures).set(key, reports)
      return next
    }
    case 'InterruptionStarted': {
      const { interruption, kind, at: startedAt } = event
      const started = { kind, startedAt, endedAt: undefined }
      next.interruptions = new Map(next.interruptions).set(interruption, started)
      return next
    }
    case 'InterruptionEnded': {
      const { interruption, kind, startedAt, at: endedAt } = event
      const ended = { kind, startedAt, endedAt }
      next.interruptions = new Map(next.interruptions).set(interruption, ended)
      return next
    }
    case 'RiskEntered':
      next.risks = new Map(next.risks).set(event.risk, event)
      return next
  }
}
