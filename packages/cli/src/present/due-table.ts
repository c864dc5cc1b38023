/** What is due, as a table that fits its terminal, and as lines. */
import type { EpochMs } from '@casetrail/core'
import { categoryLabels } from '@casetrail/core/desk'
import type { Due } from '@casetrail/projections'

import { shares, type Board, type Change } from '../watch/board.js'

import { cleaned } from './cleaned.js'
import type { ClockNames } from './clock-names.js'
import { runText } from './clock-told.js'
import { duration, number, time, type Locale } from './format.js'
import type { Style } from './style.js'
import { table, type Row } from './table.js'
import { stopwatch } from './target-text.js'
import { widthOf, wrapped } from './width.js'

export interface DueTelling {
  readonly names: ClockNames
  readonly zone: string
  readonly locale: Locale
}

const WORDS = {
  case: { en: 'case', zh: '工單' },
  clock: { en: 'clock', zh: '時限' },
  due: { en: 'due', zh: '到期' },
  left: { en: 'left', zh: '剩餘' },
  state: { en: 'state', zh: '狀態' },
  running: { en: 'running', zh: '計時中' },
  started: { en: 'started', zh: '開始' },
  warned: { en: 'due soon', zh: '預警' },
  breached: { en: 'breached', zh: '逾期' },
  paused: { en: 'paused', zh: '暫停' },
  resumed: { en: 'resumed', zh: '恢復' },
  ended: { en: 'met or ended', zh: '達成或結束' },
  open: { en: 'Can still be kept', zh: '尚可按時' },
  broken: { en: 'Broken, not met yet', zh: '已逾期未達成' },
  nothing: { en: 'nothing is due', zh: '無待辦時限' },
  more: { en: 'more', zh: '項未顯示' },
} as const

const word = (name: keyof typeof WORDS, locale: Locale): string => WORDS[name][locale]

const statusText = ({ status }: Due, locale: Locale): string =>
  word(status === 'due' ? 'breached' : status, locale)

/** The key of the source, else the beginning of the id; of what is no case, what it is. */
const whoseText = ({ externalRef, correlation, category }: Due, locale: Locale): string => {
  const name = cleaned(externalRef ?? correlation.slice(0, 8))
  return category === 'case' ? name : `${name} ${categoryLabels[category]?.[locale] ?? category}`
}

const clockNameText = (due: Due, { names, locale }: DueTelling): string => {
  const { standard, clock, run, instance } = due
  const shown = { standard, clock, run, ...(instance === undefined ? {} : { instance }) }
  return runText(shown, names, locale)
}

/** From here on days say more than hours. */
const LONG = 48 * 3_600_000

const leftText = ({ remainingMs, daysLeft }: Due, locale: Locale): string => {
  if (daysLeft !== undefined)
    return locale === 'zh' ? `${String(daysLeft)} 個工作日` : `${String(daysLeft)} working days`
  if (remainingMs === undefined) return ''
  const ms = Math.abs(remainingMs)
  const text = ms < LONG ? stopwatch(ms) : duration(ms / 1_000, locale, 2)
  return remainingMs < 0 ? `−${text}` : text
}

const dueText = ({ dueAt }: Due, zone: string): string =>
  dueAt === undefined ? '' : time(dueAt, zone)

const rowOf = (due: Due, telling: DueTelling, style: Style): Row => {
  const { locale, zone } = telling
  const { status } = due
  return {
    cells: [
      whoseText(due, locale),
      clockNameText(due, telling),
      dueText(due, zone),
      leftText(due, locale),
      statusText(due, locale),
    ],
    ...(status === 'breached' || status === 'due' ? { paint: style.bad } : {}),
    ...(status === 'warned' ? { paint: style.warning } : {}),
    ...(status === 'paused' ? { paint: style.note } : {}),
  }
}

/** How many stand how: 12 running · 3 due soon · 2 breached */
export const countsText = ({ open, broken }: Board, locale: Locale): string => {
  const count = (status: Due['status']): number =>
    open.filter((due) => due.status === status || (status === 'warned' && due.status === 'due'))
      .length
  const parts = (['running', 'warned', 'paused'] as const).flatMap((status) =>
    count(status) === 0 ? [] : [`${number(count(status))} ${word(status, locale)}`],
  )
  const all =
    broken.length === 0 ? parts : [...parts, `${number(broken.length)} ${word('breached', locale)}`]
  return all.length === 0 ? word('nothing', locale) : all.join(' · ')
}

/** The two parts of the board in at most so many rows, one set of columns for both. */
export const dueLines = (
  board: Board,
  telling: DueTelling,
  room: number,
  width: number,
  style: Style,
): ReadonlyArray<string> => {
  const { locale } = telling
  const [open, broken] = shares(board, room)
  const shown = [...board.open.slice(0, open), ...board.broken.slice(0, broken)]
  if (shown.length === 0) return []
  const { lines } = table(
    [
      { head: word('case', locale), narrowest: 10 },
      { head: word('clock', locale), narrowest: 16 },
      { head: word('due', locale), dispensable: 2 },
      { head: word('left', locale), align: 'right' },
      { head: word('state', locale), dispensable: 1 },
    ],
    shown.map((due) => rowOf(due, telling, style)),
    width,
    style,
  )
  const hidden = board.open.length + board.broken.length - shown.length
  const more =
    locale === 'zh'
      ? `另有 ${number(hidden)} ${word('more', locale)}`
      : `${number(hidden)} ${word('more', locale)}`
  return [...lines, ...(hidden === 0 ? [] : [style.note(more)])]
}

/** One line for a change: 2025-03-01 09:10:00  breached  D-0271  inquiry response, due … */
export const changeLine = (
  { due, to }: Change,
  at: EpochMs,
  telling: DueTelling,
  style: Style,
): string => {
  const { locale, zone } = telling
  const when = to === 'ended' ? '' : dueText(due, zone)
  const parts = [
    time(at, zone),
    word(to, locale),
    whoseText(due, locale),
    [clockNameText(due, telling), when === '' ? '' : `${word('due', locale)} ${when}`]
      .filter((part) => part !== '')
      .join(locale === 'zh' ? '，' : ', '),
  ]
  const line = parts.join('  ')
  if (to === 'breached') return style.bad(line)
  return to === 'warned' ? style.warning(line) : line
}

const BETWEEN = ' · '

/** What stands above the table, in lines that fit: they break between the parts where they can. */
export const headingLines = (
  texts: ReadonlyArray<string>,
  width: number,
): ReadonlyArray<string> => {
  const lines: string[] = []
  for (const part of texts.map(cleaned).join(BETWEEN).split(BETWEEN)) {
    const line = lines.at(-1)
    const joined = line === undefined ? part : `${line}${BETWEEN}${part}`
    if (line !== undefined && widthOf(joined) <= width) lines[lines.length - 1] = joined
    else lines.push(...wrapped(part, width))
  }
  return lines
}
