/** How many complaints come, and how many are usual: of the same days of the weeks before. */
import { epochMs, type Instant } from '../../time/index.js'

/** Complaints are counted by quarters of an hour; a shorter window is counted as one. */
const PART_MS = 900_000
const PARTS_A_DAY = 96
const PARTS_A_WEEK = 7 * PARTS_A_DAY

/** With how many weeks before a window is compared, at most. */
const WEEKS = 4
/** How many days are kept at most: enough for a window of a month, and for one before it. */
const MOST_DAYS = 71

/** Counts by part, numbered since 1970: as small for ten complaints as for ten thousand. */
export interface Counts {
  /** The part in which the first complaint came, or before which nothing is kept. */
  readonly since: number
  /** The last part in which any came. */
  readonly last: number
  readonly firstDay: number
  /** By day, the parts of each as far as any complaint came. */
  readonly days: ReadonlyArray<ReadonlyArray<number>>
}

/** The number of the part in which an instant lies. */
export const partOf = (at: Instant): number => Math.floor(epochMs(at) / PART_MS)

const dayOf = (part: number): number => Math.floor(part / PARTS_A_DAY)

/** How many parts a window has. */
export const partsOf = (windowMs: number): number =>
  Math.min(Math.max(1, Math.round(windowMs / PART_MS)), MOST_DAYS * PARTS_A_DAY)

/** How far apart windows are that are compared: whole weeks. */
const apartOf = (parts: number): number => Math.ceil(parts / PARTS_A_WEEK) * PARTS_A_WEEK

/** The days that a window needs, with those that it is compared with. */
const daysFor = (parts: number): number =>
  Math.min(MOST_DAYS, dayOf(WEEKS * apartOf(parts) + parts) + 2)

export const noCounts = (part: number): Counts => ({
  since: part,
  last: part,
  firstDay: dayOf(part),
  days: [[]],
})

const incremented = (day: ReadonlyArray<number>, i: number): ReadonlyArray<number> =>
  i < day.length
    ? day.with(i, (day[i] ?? 0) + 1)
    : [...day, ...Array.from({ length: i - day.length }, () => 0), 1]

/** With one more complaint. What is older than all that is kept for windows of so many parts is not counted. */
export const counted = (counts: Counts, part: number, parts: number): Counts => {
  if (part < counts.since) return counts
  const last = Math.max(counts.last, part)
  const firstDay = Math.max(counts.firstDay, dayOf(last) - daysFor(parts) + 1)
  const since = Math.max(counts.since, firstDay * PARTS_A_DAY)
  if (part < since) return counts
  const length = dayOf(last) - firstDay + 1
  const isSame = firstDay === counts.firstDay && length === counts.days.length
  const days = isSame
    ? counts.days
    : Array.from({ length }, (_, i) => counts.days[i + firstDay - counts.firstDay] ?? [])
  const day = dayOf(part)
  const i = day - firstDay
  return {
    since,
    last,
    firstDay,
    days: days.with(i, incremented(days[i] ?? [], part - day * PARTS_A_DAY)),
  }
}

/** How many came in the parts up to one, with it. */
export const sum = ({ firstDay, days }: Counts, until: number, parts: number): number => {
  let all = 0
  for (let part = until - parts + 1; part <= until; part++) {
    const day = dayOf(part)
    all += days[day - firstDay]?.[part - day * PARTS_A_DAY] ?? 0
  }
  return all
}

/**
 * How many are usual in a window up to a part: the mean of the same window in the weeks before, so that a
 * Monday is compared with Mondays. `undefined`: not even one of them was seen as a whole.
 */
export const usual = (counts: Counts, until: number, parts: number): number | undefined => {
  const apart = apartOf(parts)
  let all = 0
  let windows = 0
  while (windows < WEEKS) {
    const end = until - (windows + 1) * apart
    // of the part in which the first came it is not known what came before
    if (end - parts + 1 <= counts.since) break
    all += sum(counts, end, parts)
    windows += 1
  }
  return windows === 0 ? undefined : all / windows
}
