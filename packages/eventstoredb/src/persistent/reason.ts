/** Why an event is parked, as the text that the server keeps with it. */
import type { OnceFault } from '@casetrail/core/policy'

/** What is told of it at most. */
const MOST = 2_000

/** As JSON, without what was found: that may be personal. */
const detailOf = (fault: OnceFault['fault']): string => {
  const { _tag, ...rest } = fault
  const detail = JSON.stringify(rest, (key, within: unknown) =>
    key === 'found' ? undefined : within,
  )
  return detail === '{}' ? _tag : `${_tag} ${detail}`
}

export const reasonOf = (faults: ReadonlyArray<OnceFault>): string =>
  faults
    .map(({ name, fault }) => `${name}: ${detailOf(fault)}`)
    .join('\n')
    .slice(0, MOST)
    .toWellFormed()
