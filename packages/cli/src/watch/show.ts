/** How a watch shows what it sees: drawn over in place on a terminal, else a line for each change. */
import type { EpochMs } from '@casetrail/core'
import type { Due } from '@casetrail/projections'

import { cleaned } from '../present/cleaned.js'
import {
  changeLine,
  countsText,
  dueLines,
  headingLines,
  type DueTelling,
} from '../present/due-table.js'
import { number, time } from '../present/format.js'
import { styleOf } from '../present/style.js'
import type { Terminal } from '../terminal.js'

import { boardOf, changesOf } from './board.js'
import { remarkAbove, screenOn } from './screen.js'
import type { Seen } from './watch.js'

export interface Show {
  readonly seen: (seen: Seen) => void
  /** Time has passed since: what is left is less. */
  readonly tick: (now: EpochMs) => void
  /** A remark, on stderr. */
  readonly say: (text: string) => void
  readonly end: () => void
}

interface About {
  readonly store: string
  readonly every: string
}

/** What is left is less by the time that has passed since the round. */
const later = (due: Due, by: number): Due =>
  due.remainingMs === undefined || due.status === 'paused'
    ? due
    : { ...due, remainingMs: due.remainingMs - by }

const ENDS = { en: 'Ctrl-C ends it', zh: 'Ctrl-C 結束' } as const
const EVERY = { en: 'every', zh: '每' } as const

/** Redraws the table on a terminal, at most one screen of it. */
export const liveShow = (
  terminal: Terminal,
  rows: () => number,
  telling: DueTelling,
  { store, every }: About,
): Show => {
  const screen = screenOn(terminal)
  let last: Seen | undefined
  const draw = (now: EpochMs): void => {
    if (last === undefined) return
    const { locale, zone } = telling
    const style = styleOf(terminal.colour)
    const width = terminal.columns
    const by = now - last.at
    const board = boardOf(last.due.map((due) => later(due, by)))
    const about = [store, `${time(now, zone)} ${zone}`, `${EVERY[locale]} ${every}`]
    const head = [
      ...headingLines(about, width).map(style.note),
      ...headingLines([countsText(board, locale), ENDS[locale]], width).map(style.title),
    ]
    // the line below the last is the cursor's
    const room = Math.max(1, rows() - head.length - 2)
    let lines: ReadonlyArray<string> = []
    for (let shown = room; shown > 0; shown--) {
      lines = dueLines(board, telling, shown, width, style)
      if (lines.length <= room) break
    }
    screen.draw([...head, '', ...lines].slice(0, Math.max(1, rows() - 1)))
  }
  return {
    seen: (seen) => {
      last = seen
      draw(seen.at)
    },
    tick: draw,
    say: remarkAbove(terminal, screen),
    end: screen.end,
  }
}

/** One line for each change, for a file or a pipe. */
export const plainShow = (terminal: Terminal, telling: DueTelling): Show => {
  let before: ReadonlyArray<Due> | undefined
  const style = styleOf(terminal.colour)
  return {
    seen: ({ due, at }) => {
      const lines = changesOf(before, due).map((change) => changeLine(change, at, telling, style))
      before = due
      if (lines.length > 0) terminal.out(`${lines.join('\n')}\n`)
    },
    tick: () => undefined,
    say: (text) => {
      terminal.err(`${text}\n`)
    },
    end: () => undefined,
  }
}

const RECORDED = {
  en: (n: number, streams: number) =>
    n === 0
      ? 'nothing was to record'
      : `recorded ${number(n)} in ${number(streams)} ${streams === 1 ? 'stream' : 'streams'}`,
  zh: (n: number, streams: number) =>
    n === 0 ? '無需記錄' : `在 ${number(streams)} 個流中記錄 ${number(n)} 項`,
} as const

/** All that is due after one round. */
export const onceText = (
  { due, ticked, at }: Seen,
  terminal: Terminal,
  telling: DueTelling,
  store: string,
): string => {
  const { locale, zone } = telling
  const style = styleOf(terminal.colour)
  const board = boardOf(due)
  const recorded = ticked.filter((one) => one.recorded.length > 0)
  const events = recorded.reduce((sum, one) => sum + one.recorded.length, 0)
  const about = [
    cleaned(store),
    `${time(at, zone)} ${zone}`,
    RECORDED[locale](events, recorded.length),
  ]
  const lines = dueLines(board, telling, Infinity, terminal.columns, style)
  return [
    ...headingLines(about, terminal.columns).map(style.note),
    ...headingLines([countsText(board, locale)], terminal.columns).map(style.title),
    ...(lines.length === 0 ? [] : ['', ...lines]),
    '',
  ].join('\n')
}
