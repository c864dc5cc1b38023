/** The rules of the window after a resolution in each standard. */
import { durationMs } from '@casetrail/core'
import type { ServiceStandard } from '@casetrail/core/standards'

import type { WindowRules } from '../measures/same-customer.js'

/** The rules of a standard named as `id@version`, among those given. */
export const windowRules = (
  standards: ReadonlyArray<ServiceStandard>,
): ((standard: string) => WindowRules | undefined) => {
  const rules = new Map(
    standards.map(({ id, version, firstContact }) => [
      `${id}@${version}`,
      {
        windowMs: durationMs(firstContact.window),
        warmTransferCounts: firstContact.warmTransferCounts,
      },
    ]),
  )
  return (standard) => rules.get(standard)
}
