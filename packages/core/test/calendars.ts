/** Random calendars, good ones by the way they are made: all zones and hours that clocks are changed in. */
import fc from 'fast-check'

import { decodeCalendar, type Calendar } from '@casetrail/core/calendar'

export const DAY = 86_400_000
/** Hours past midnight end by then, and on such calendars none begin earlier. */
const MORNING = 300
const WHOLE_DAY = 1_440

const label = { en: 'Random', zh: '隨機' }

const timeText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export interface Span {
  readonly from: string
  readonly to: string
}

const pairs = (minutes: ReadonlyArray<number>): ReadonlyArray<Span> => {
  const sorted = [...new Set(minutes)].sort((a, b) => a - b)
  return sorted.flatMap((from, i) => {
    const to = sorted[i + 1]
    return i % 2 === 0 && to !== undefined ? [{ from: timeText(from), to: timeText(to) }] : []
  })
}

/** Round times, and any. */
const minuteFrom = (least: number, most: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: Math.ceil(least / 30), max: Math.floor(most / 30) }).map((half) => half * 30),
    fc.integer({ min: least, max: most }),
  )

/** In any order, as documents may have them. */
const dayHours = fc
  .tuple(fc.array(minuteFrom(0, WHOLE_DAY), { maxLength: 6 }), fc.boolean())
  .map(([minutes, isTurned]) => (isTurned ? pairs(minutes).toReversed() : pairs(minutes)))

const nightHours = fc
  .tuple(
    fc.array(minuteFrom(MORNING, 1_000), { maxLength: 4 }).map(pairs),
    minuteFrom(1_020, WHOLE_DAY - 1),
    minuteFrom(0, MORNING),
  )
  .map(([spans, from, to]) => [...spans, { from: timeText(from), to: timeText(to) }])

const wholeDay = fc.constant([{ from: '00:00', to: '24:00' }])

const weekOf = (day: fc.Arbitrary<ReadonlyArray<Span>>) =>
  fc.record({
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: fc.oneof(fc.constant([]), day),
    sunday: fc.oneof(fc.constant([]), day),
  })

const dateText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** Weeks in which one of these zones changes its clocks, and any others. */
const zoneAndDay = fc.oneof(
  fc.constantFrom(
    ['Europe/Berlin', '2025-03-30'] as const,
    ['Europe/Berlin', '2025-10-26'] as const,
    ['America/New_York', '2025-03-09'] as const,
    ['America/New_York', '2025-11-02'] as const,
    ['Australia/Lord_Howe', '2025-04-06'] as const,
    ['Australia/Lord_Howe', '2025-10-05'] as const,
    ['America/Havana', '2025-03-09'] as const,
    ['America/Havana', '2025-11-02'] as const,
    ['America/Sao_Paulo', '2018-02-18'] as const,
    ['America/Sao_Paulo', '2018-11-04'] as const,
    ['Africa/Casablanca', '2025-02-23'] as const,
    ['Antarctica/Troll', '2025-03-30'] as const,
  ),
  fc.tuple(
    fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/St_Johns'),
    fc.integer({ min: 15_600, max: 24_000 }).map(dateText),
  ),
)

const valid = (document: unknown): Calendar => {
  const decoded = decodeCalendar(document)
  if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded.left.problems, null, 2))
  return decoded.right
}

type Kind = 'closed' | 'own' | 'half'

/** The days of `reach` on either side of a day that is likely to be odd, some of them special. */
export const calendars = (reach: number): fc.Arbitrary<{ calendar: Calendar; middle: number }> =>
  fc
    .tuple(zoneAndDay, fc.constantFrom(dayHours, nightHours, wholeDay))
    .chain(([place, hours]) =>
      fc.tuple(
        fc.constant(place),
        weekOf(hours),
        fc.uniqueArray(
          fc.record({
            day: fc.integer({ min: -reach, max: reach }),
            kind: fc.constantFrom<Kind>('closed', 'own', 'half'),
            hours,
          }),
          { maxLength: 6, selector: ({ day }) => day },
        ),
      ),
    )
    .map(([[zone, date], week, special]) => {
      const middle = Date.parse(date) / DAY
      const days = special.map((one) => ({
        ...one,
        date: dateText(middle + one.day),
        label,
        hours: one.kind === 'half' ? shorter(week, middle + one.day) : one.hours,
      }))
      const worked = (kind: Kind) =>
        days
          .filter((one) => one.kind === kind && one.hours.length > 0)
          .map((one) => ({ date: one.date, label, hours: one.hours }))
      const isOpen = Object.values(week).some((one) => one.length > 0)
      const document = {
        id: 'random',
        version: 1,
        label,
        zone,
        covers: { from: dateText(middle - reach), to: dateText(middle + reach) },
        week: isOpen ? week : { ...week, monday: [{ from: '09:00', to: '17:00' }] },
        holidays: days
          .filter(({ kind }) => kind === 'closed')
          .map((one) => ({ date: one.date, label })),
        workingDays: worked('own'),
        halfDays: worked('half'),
      }
      return { calendar: valid(document), middle: middle * DAY }
    })

const order = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

/** The weekday's first hours up to its first full hour; none where they are as short. */
const shorter = (
  week: Readonly<Record<(typeof order)[number], ReadonlyArray<Span>>>,
  day: number,
): ReadonlyArray<Span> => {
  const first = week[order[new Date(day * DAY).getUTCDay()] ?? 'sunday'][0]
  if (first === undefined) return []
  const to = `${first.from.slice(0, 3)}59`
  return first.from < to && (to < first.to || first.to < first.from)
    ? [{ from: first.from, to }]
    : []
}
