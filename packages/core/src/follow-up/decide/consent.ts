/** Whether the customer may be spoken to. */
import type { Purpose } from '../../words/words.js'
import type { ConsentMissing } from '../rejection.js'
import type { Consent } from '../scores.js'

const none: ReadonlySet<Purpose> = new Set()

/**
 * No outreach against the customer's word; for the purposes of `consentFor`, none without it. Those are
 * asked at the scheduling; afterwards it counts where the customer has withdrawn consent since.
 */
export const consentMissing = (
  purpose: Purpose,
  consent: Consent | undefined,
  consentFor = none,
): ConsentMissing | undefined => {
  if (consent === 'withdrawn') return { _tag: 'ConsentMissing', purpose, consent }
  return consent === undefined && consentFor.has(purpose)
    ? { _tag: 'ConsentMissing', purpose, consent: 'unknown' }
    : undefined
}
