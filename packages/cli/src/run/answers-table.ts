/** What was answered last, a line each: columns are shortened, then left out, where there is no room. */
import { categoryLabels } from '@casetrail/core/desk'

import { cleaned } from '../present/cleaned.js'
import { eventLabel } from '../present/event-label.js'
import { time, type Locale } from '../present/format.js'
import { policyText } from '../present/policy-names.js'
import type { Style } from '../present/style.js'
import { table } from '../present/table.js'
import { widthOf } from '../present/width.js'

import type { Given } from './given.js'
import type { Outcome } from './tally.js'
import { HEADS, OUTCOMES } from './words.js'

export interface RunTelling {
  readonly zone: string
  readonly locale: Locale
}

export const whoseText = (stream: string, locale: Locale): string => {
  const hyphen = stream.indexOf('-')
  const category = stream.slice(0, hyphen)
  const name = categoryLabels[category]?.[locale] ?? category
  return cleaned(`${name} ${stream.slice(hyphen + 1, hyphen + 9)}`)
}

export const causeText = ({ cause }: Given, locale: Locale): string =>
  cause === undefined ? '' : cleaned(eventLabel(cause.type)?.[locale] ?? cause.type)

export const answerText = ({ outcome, rejection }: Given, locale: Locale): string => {
  const text = OUTCOMES[outcome][locale]
  return rejection === undefined ? text : cleaned(`${text}: ${rejection}`)
}

export const paintOf = (outcome: Outcome, style: Style): ((text: string) => string) | undefined => {
  switch (outcome) {
    case 'failed':
      return style.bad
    case 'rejected':
      return style.warning
    case 'unchanged':
      return style.note
    case 'carriedOut':
      return undefined
  }
}

const GAP = 2
/** Text that is cut is at least so wide. */
const SHORTEST = 14
/** And a policy says enough to be known. */
const SHORTEST_POLICY = 18

/** The text, or as much of it as there is room for. */
const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept + character) >= width) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

interface Column {
  readonly head: string
  readonly cells: ReadonlyArray<string>
  /** It may be cut down to so much. */
  readonly least?: number
}

const naturalOf = ({ head, cells }: Column): number =>
  cells.reduce((widest, cell) => Math.max(widest, widthOf(cell)), widthOf(head))

const leastOf = (column: Column): number => Math.min(naturalOf(column), column.least ?? Infinity)

type Name = keyof typeof HEADS

/** As they stand, and as they come: what comes last goes first. */
const ORDER: ReadonlyArray<Name> = ['when', 'policy', 'command', 'whose', 'cause', 'answer']
const WANTED: ReadonlyArray<Name> = ['command', 'answer', 'policy', 'when', 'whose', 'cause']
/** What is told in more words where there is room left. */
const FULLER: ReadonlyArray<Name> = ['answer', 'policy', 'cause', 'when']

/** Which columns there is room for, and how wide each is. */
const fitted = (
  short: Readonly<Record<Name, Column>>,
  full: Readonly<Record<Name, Column>>,
  width: number,
): ReadonlyMap<Name, number> => {
  const widths = new Map<Name, number>()
  let room = width + GAP
  for (const name of WANTED) {
    const needed = leastOf(short[name]) + GAP
    if (widths.size >= 2 && needed > room) break
    widths.set(name, needed - GAP)
    room -= needed
  }
  for (const name of FULLER) {
    const before = widths.get(name)
    if (before === undefined) continue
    const { least } = full[name]
    const more = Math.min(naturalOf(full[name]) - before, least === undefined ? Infinity : room)
    if (more <= 0 || more > room) continue
    widths.set(name, before + more)
    room -= more
  }
  return widths
}

/** The last answers, each on one line where the terminal is not too narrow for its command. */
export const answerLines = (
  last: ReadonlyArray<Given>,
  { locale, zone }: RunTelling,
  width: number,
  style: Style,
): ReadonlyArray<string> => {
  const column = (name: Name, of: (given: Given) => string, least?: number): Column => ({
    head: HEADS[name][locale],
    cells: last.map(of),
    ...(least === undefined ? {} : { least }),
  })
  const full = {
    when: column('when', ({ at }) => time(at, zone)),
    policy: column('policy', ({ policy }) => policyText(policy, locale), SHORTEST_POLICY),
    command: column('command', ({ command }) => command),
    whose: column('whose', ({ stream }) => whoseText(stream, locale)),
    cause: column('cause', (given) => causeText(given, locale), SHORTEST),
    answer: column('answer', (given) => answerText(given, locale)),
  }
  const short = {
    ...full,
    // the day stands above, and why it was refused is told
    when: column('when', ({ at }) => time(at, zone).slice('2025-03-03 '.length)),
    answer: column('answer', ({ outcome }) => OUTCOMES[outcome][locale]),
  }
  const widths = fitted(short, full, width)
  const shown = ORDER.filter((name) => widths.has(name))
  const cellOf = (name: Name, i: number): string => {
    const most = widths.get(name) ?? 0
    const [told, less] = [full[name].cells[i] ?? '', short[name].cells[i] ?? '']
    return cut(widthOf(told) <= most ? told : less, name === 'command' ? Infinity : most)
  }
  return table(
    // where even these are too much, they are wrapped
    shown.map((name) => ({ head: HEADS[name][locale], narrowest: 8 })),
    last.map((given, i) => {
      const paint = paintOf(given.outcome, style)
      const cells = shown.map((name) => cellOf(name, i))
      return paint === undefined ? { cells } : { cells, paint }
    }),
    width,
    style,
  ).lines
}
