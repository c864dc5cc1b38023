/** Hours of a day: none empty, none beginning before another has ended, on the day or from the day before. */
import { show, type Problem } from '../../codec/problem.js'
import { MINUTES_OF_DAY, spanOf, type Span } from '../day-hours.js'
import type { Hours } from '../document.js'

export type Problems = ReadonlyArray<Problem>

/** As many as a day of half an hour each has. */
const MOST = 24

/** Hours at their place in the document. */
export interface Placed {
  readonly pointer: string
  readonly hours: Hours
  readonly span: Span
}

export const text = ({ from, to }: Hours): string => `${from} to ${to}`

const isUsable = ({ from, to }: Hours): boolean => from !== to && from !== '24:00'

/** Those that can be compared with others, in order. */
export const placed = (pointer: string, day: ReadonlyArray<Hours>): ReadonlyArray<Placed> =>
  day
    .map((hours, i) => ({ pointer: `${pointer}/${String(i)}`, hours, span: spanOf(hours) }))
    .filter(({ hours }) => isUsable(hours))
    .sort((a, b) => a.span.from - b.span.from)

const inEach = (pointer: string, day: ReadonlyArray<Hours>): Problems =>
  day.flatMap((hours, i) => {
    const at = `${pointer}/${String(i)}`
    if (hours.from === '24:00') {
      return [{ pointer: `${at}/from`, found: show(hours.from), expected: 'a time before 24:00' }]
    }
    return hours.from === hours.to
      ? [{ pointer: at, found: text(hours), expected: 'some time; all day is 00:00 to 24:00' }]
      : []
  })

const inOrder = (day: ReadonlyArray<Placed>): Problems => {
  let latest: Placed | undefined
  return day.flatMap((one) => {
    const earlier = latest
    if (earlier === undefined || one.span.to > earlier.span.to) latest = one
    return earlier !== undefined && one.span.from < earlier.span.to ? [tooEarly(one, earlier)] : []
  })
}

const tooEarly = ({ pointer, hours }: Placed, earlier: Placed): Problems[number] => ({
  pointer,
  found: text(hours),
  expected: `hours that begin when those of ${earlier.pointer} have ended, at ${earlier.hours.to}`,
})

/** What of a day is wrong by itself. */
export const inDay = (pointer: string, day: ReadonlyArray<Hours>): Problems => [
  ...inEach(pointer, day),
  ...(day.length > MOST
    ? [{ pointer, found: show(day), expected: `at most ${String(MOST)} hours a day` }]
    : inOrder(placed(pointer, day))),
]

/** What of a day runs on while something of the next has begun; the later one is told. */
export const runningOver = (
  day: ReadonlyArray<Placed>,
  next: ReadonlyArray<Placed>,
): ReadonlyArray<{ readonly earlier: Placed; readonly later: Placed }> =>
  day.flatMap((earlier) =>
    next.flatMap((later) =>
      later.span.from < earlier.span.to - MINUTES_OF_DAY ? [{ earlier, later }] : [],
    ),
  )

/** The same as problems of the next day. */
export const runningInto = (day: ReadonlyArray<Placed>, next: ReadonlyArray<Placed>): Problems =>
  runningOver(day, next).map(({ earlier, later }) => tooEarly(later, earlier))
