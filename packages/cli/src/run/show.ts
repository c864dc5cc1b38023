/** How a run shows what its policies do: drawn over in place on a terminal, else a line for each answer. */
import type { EpochMs } from '@casetrail/core'

import { headingLines } from '../present/due-table.js'
import { number, time, type Locale } from '../present/format.js'
import { policyText } from '../present/policy-names.js'
import { styleOf, type Style } from '../present/style.js'
import type { Terminal } from '../terminal.js'
import { remarkAbove, screenOn } from '../watch/screen.js'

import {
  answerLines,
  answerText,
  causeText,
  paintOf,
  whoseText,
  type RunTelling,
} from './answers-table.js'
import type { Given } from './given.js'
import type { Round } from './round.js'
import type { Outcome, Tally } from './tally.js'
import { ENDS, EVERY, HEADS, OUTCOMES, QUIET, placeText, waitText } from './words.js'

export interface Show {
  readonly seen: (round: Round) => void
  /** Time has passed since: what waits is due sooner. */
  readonly tick: (now: EpochMs) => void
  /** A remark, on stderr. */
  readonly say: (text: string) => void
  readonly end: () => void
}

/** How many commands are remembered to be shown. */
const REMEMBERED = 200

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

/** Redraws the status on a terminal, at most one screen of it, what came last on top. */
export const liveShow = (
  terminal: Terminal,
  rows: () => number,
  telling: RunTelling,
  { store, every, counts }: About,
): Show => {
  const screen = screenOn(terminal)
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
      lines = answerLines(recent.slice(0, shown), telling, width, style)
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
    say: remarkAbove(terminal, screen),
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
    say: (text) => {
      terminal.err(`${text}\n`)
    },
    end: () => undefined,
  }
}
