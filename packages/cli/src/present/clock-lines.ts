/** The clocks of a story, below its timeline. */
import type { EpochMs, TraceEntry } from '@casetrail/core'
import type { ServiceStandard } from '@casetrail/core/standards'

import { clockNames } from './clock-names.js'
import { clockRuns } from './clock-runs.js'
import { clockRows } from './clock-table.js'
import type { ClockTelling } from './clock-told.js'
import type { Locale } from './format.js'
import type { Style } from './style.js'
import { table, type Column } from './table.js'
import { word } from './words.js'

/** A story, as far as its clocks go. */
interface Told {
  readonly entries: ReadonlyArray<TraceEntry>
  readonly zone: string
  /** Standards that name clocks, beside those that ship. */
  readonly standards?: ReadonlyArray<ServiceStandard>
}

/** How a story's clocks are told. */
export const clockTelling = ({ entries, standards, zone }: Told, locale: Locale): ClockTelling => ({
  runs: clockRuns(entries),
  names: clockNames(standards),
  zone,
  locale,
})

/** A headed table of the runs, after an empty line; nothing where no clock ran. */
export const clockLines = (
  { runs, names, zone, locale }: ClockTelling,
  asOf: EpochMs,
  width: number,
  style: Style,
): ReadonlyArray<string> => {
  if (runs.size === 0) return []
  const rows = clockRows(runs.values(), names, zone, asOf, locale)
  const columns: ReadonlyArray<Column> = [
    { head: word('clock', locale), narrowest: 14 },
    { head: word('target', locale), narrowest: 10, dispensable: 1 },
    { head: word('due', locale), dispensable: 2 },
    { head: word('standing', locale), narrowest: 14 },
  ]
  const cells = rows.map(({ clock, target, due, state, news }) => ({
    cells: [clock, target, due, state],
    ...(news === 'note' ? {} : { paint: style[news] }),
  }))
  return ['', style.title(word('clocks', locale)), ...table(columns, cells, width, style).lines]
}
