/** What the standards call their clocks. */
import { readyStandards, type Label, type ServiceStandard } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import type { Locale } from './format.js'

/** A clock's name by the standard, as `id@version`, and its id; the id where that has none. */
export type ClockNames = (standard: string, clock: string, locale: Locale) => string

/** The names in the given standards and those that ship. */
export const clockNames = (standards: ReadonlyArray<ServiceStandard> = []): ClockNames => {
  const names = new Map<string, Label>()
  for (const { id, version, clocks } of [...readyStandards, ...standards]) {
    for (const clock of clocks) {
      names.set(JSON.stringify([`${id}@${String(version)}`, clock.id]), clock.label)
    }
  }
  return (standard, clock, locale) =>
    cleaned(names.get(JSON.stringify([standard, clock]))?.[locale] ?? clock)
}
