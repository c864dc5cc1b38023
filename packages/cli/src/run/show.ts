/** How a run shows what its policies do: drawn over in place on a terminal, else a line for each answer. */
import type { EpochMs } from '@casetrail/core'
import { categoryLabels } from '@casetrail/core/desk'

import { cleaned } from '../present/cleaned.js'
import { headingLines } from '../present/due-table.js'
import { eventLabel } from '../present/event-label.js'
import { number, time, type Locale } from '../present/format.js'
import { policyText } from '../present/policy-names.js'
import { styleOf, type Style } from '../present/style.js'
import { table, type Row } from '../present/table.js'
import type { Terminal } from '../terminal.js'
import { screenOn } from '../watch/screen.js'

import type { Given } from './given.js'
import type { Round } from './run.js'
import type { Outcome, Tally } from './tally.js'
import { ENDS, EVERY, HEADS, OUTCOMES, QUIET, placeText, waitText } from './words.js'

export interface Show {
  readonly seen: (round: Round) => void
  /** Time has passed since: what waits is due sooner. */
  readonly tick: (now: EpochMs) => void
  readonly end: () => void
}

export interface RunTelling {
  readonly zone: string
  readonly locale: Locale
}

/** How many commands are remembered to be shown. */
const REMEMBERED = 200

const whoseText = (stream: string, locale: Locale): string => {
  const hyphen = stream.indexOf('-')
  const category = stream.slice(0, hyphen)
  const name = categoryLabels[category]?.[locale] ?? category
  return cleaned(`${name} ${stream.slice(hyphen + 1, hyphen + 9)}`)
}

const causeText = ({ cause }: Given, locale: Locale): string =>
  cause === undefined ? '' : cleaned(eventLabel(cause.type)?.[locale] ?? cause.type)

const answerText = ({ outcome, rejection }: Given, locale: Locale): string => {
  const text = OUTCOMES[outcome][locale]
  return rejection === undefined ? text : cleaned(`${text}: ${rejection}`)
}

const paintOf = (outcome: Outcome, style: Style): ((text: string) => string) | undefined => {
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

const rowOf = (given: Given, telling: RunTelling, style: Style): Row => {
  const { locale, zone } = telling
  const paint = paintOf(given.outcome, style)
  return {
    cells: [
      time(given.at, zone),
      policyText(given.policy, locale),
      given.command,
      whoseText(given.stream, locale),
      causeText(given, locale),
      answerText(given, locale),
    ],
    ...(paint === undefined ? {} : { paint }),
  }
}

/** 2025-03-01 09:10:00  follow-up scheduled  ScheduleFollowUp  Follow-up 0c2e…  because of Resolved  carried out */
const answerLine = (given: Given, telling: RunTelling, style: Style): string => {
  const { locale, zone } = telling
  const cause = causeText(given, locale)
  const parts = [
    time(given.at, zone),
    policyText(given.policy, locale),
    `${given.command} → ${whoseText(given.stream, locale)}`,
    ...(cause === '' ? [] : [`${HEADS.cause[locale]}: ${cause}`]),
    answerText(given, locale),
  ]
  const paint = paintOf(given.outcome, style)
  const line = parts.join('  ')
  return paint === undefined ? line : paint(line)
}

/** 12 carried out · 1 rejected */
export const countsText = (counts: Tally, locale: Locale): string =>
  (Object.keys(OUTCOMES) as ReadonlyArray<Outcome>)
    .map((outcome) => {
      const more = outcome === 'failed' ? counts.faults() : 0
      return `${number(counts.total(outcome) + more)} ${OUTCOMES[outcome][locale]}`
    })
    .join(' · ')

interface About {
  readonly store: string
  readonly every: string
  readonly counts: Tally
}

const tableLines = (
  last: ReadonlyArray<Given>,
  telling: RunTelling,
  width: number,
  style: Style,
): ReadonlyArray<string> => {
  const { locale } = telling
  const columns = [
    { head: HEADS.when[locale], dispensable: 2 },
    { head: HEADS.policy[locale], narrowest: 14 },
    { head: HEADS.command[locale], narrowest: 12 },
    { head: HEADS.whose[locale], narrowest: 10, dispensable: 3 },
    { head: HEADS.cause[locale], narrowest: 10, dispensable: 4 },
    { head: HEADS.answer[locale], narrowest: 11 },
  ]
  return table(
    columns,
    last.map((given) => rowOf(given, telling, style)),
    width,
    style,
  ).lines
}

/** Redraws the status on a terminal, at most one screen of it, what came last on top. */
export const liveShow = (
  terminal: Terminal,
  rows: () => number,
  telling: RunTelling,
  { store, every, counts }: About,
): Show => {
  const screen = screenOn(terminal.out)
  let last: Round | undefined
  let recent: ReadonlyArray<Given> = []
  const draw = (now: EpochMs): void => {
    if (last === undefined) return
    const { locale, zone } = telling
    const style = styleOf(terminal.colour)
    const width = terminal.columns
    const about = [store, `${time(now, zone)} ${zone}`, `${EVERY[locale]} ${every}`]
    const head = [
      ...headingLines(about, width).map(style.note),
      ...headingLines([placeText(last, locale), ENDS[locale]], width).map(style.title),
      ...headingLines([countsText(counts, locale)], width),
      ...headingLines([waitText(last.waiting, last.nextAt, now, zone, locale)], width),
    ]
    // the line below the last is the cursor's
    const room = Math.max(1, rows() - head.length - 2)
    let lines: ReadonlyArray<string> = [style.note(QUIET[locale])]
    for (let shown = Math.min(room, recent.length); shown > 0; shown--) {
      lines = tableLines(recent.slice(0, shown), telling, width, style)
      if (lines.length <= room) break
    }
    screen.draw([...head, '', ...lines].slice(0, Math.max(1, rows() - 1)))
  }
  return {
    seen: (round) => {
      last = round
      recent = [...round.given.toReversed(), ...recent].slice(0, REMEMBERED)
      draw(round.at)
    },
    tick: draw,
    end: screen.end,
  }
}

/** One line for each answer, for a file or a pipe. */
export const plainShow = (terminal: Terminal, telling: RunTelling): Show => {
  const style = styleOf(terminal.colour)
  return {
    seen: ({ given }) => {
      const lines = given.map((one) => answerLine(one, telling, style))
      if (lines.length > 0) terminal.out(`${lines.join('\n')}\n`)
    },
    tick: () => undefined,
    end: () => undefined,
  }
}
