/** What a standard says of complaints, made ready once for deciding. */
import { standardRules, type StandardRules } from '../lifecycle/rules.js'
import type { Band, Discretion, ServiceStandard } from '../standard/document.js'
import { durationMs } from '../time/index.js'
import { severities, type Channel, type Severity } from '../words/words.js'

export interface ComplaintRules extends StandardRules {
  readonly reopenMs: number
  readonly reviewMs: number
  /** By which channels a complaint of a channel is acknowledged; one that is not here, by any. */
  readonly acknowledgement: ReadonlyMap<Channel, ReadonlyArray<Channel>>
  readonly discretion: Readonly<Record<Severity, ReadonlyArray<Discretion>>>
  readonly bands: Readonly<Record<Severity, ReadonlyArray<Band>>>
  /** What discretion or a band is set in. */
  readonly currencies: ReadonlySet<string>
}

const ofSeverity = <A extends { readonly severities: ReadonlyArray<Severity> }>(
  all: ReadonlyArray<A>,
): Readonly<Record<Severity, ReadonlyArray<A>>> => {
  const [general, major, serious] = severities.map((severity) =>
    all.filter((one) => one.severities.includes(severity)),
  )
  return { general: general ?? [], major: major ?? [], serious: serious ?? [] }
}

export const complaintRules = (standard: ServiceStandard): ComplaintRules => {
  const { approval, complaints } = standard
  return {
    ...standardRules(standard),
    reopenMs: durationMs(complaints.reopen.window),
    reviewMs: durationMs(complaints.review.window),
    acknowledgement: new Map(complaints.acknowledgement.map(({ channel, by }) => [channel, by])),
    discretion: ofSeverity(approval.discretion),
    bands: ofSeverity(approval.bands),
    currencies: new Set(
      [...approval.discretion, ...approval.bands].map(({ currency }) => currency),
    ),
  }
}
