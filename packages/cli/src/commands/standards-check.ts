/** `casetrail standards check`: whether documents are standards, or calendars, that can be used. */
import { fromEpochMs, type EpochMs } from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import { runningOut } from '@casetrail/core/clock'
import { unsetOf } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import { fail } from '../failure.js'
import type { Locale } from '../present/format.js'
import {
  calendarText,
  endingText,
  filesJson,
  rightText,
  wrongText,
} from '../present/standard-check.js'
import { calendarsIn } from '../standards/calendars.js'
import { checkedFiles, type RightFile, type WrongFile } from '../standards/files.js'
import { refOf } from '../standards/named.js'
import { withAll, type Setting } from '../standards/setting.js'
import type { Session } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

export interface CheckOptions {
  readonly json?: boolean
  readonly locale: Locale
  readonly set?: ReadonlyArray<Setting>
  readonly calendar?: ReadonlyArray<string>
}

const tellWrong = (
  terminal: Terminal,
  files: ReadonlyArray<string>,
  wrong: ReadonlyArray<WrongFile>,
  json: boolean,
): ExitCode => {
  const told = files.map((file) => wrong.find((one) => one.file === file) ?? { file, problems: [] })
  terminal.out(
    json
      ? filesJson(
          told.map(({ file, problems }) => ({ file, problems, valid: problems.length === 0 })),
        )
      : told
          .map((one) =>
            one.problems.length === 0 ? `${one.file}: nothing wrong in it\n` : wrongText(one),
          )
          .join(''),
  )
  return 1
}

const YEAR_MS = 365 * 86_400_000

/** The calendars by which a standard runs that end within a year. */
const endingOf = (
  held: RightFile,
  calendars: ReadonlyArray<Calendar>,
  now: EpochMs,
): ReadonlyArray<Calendar> =>
  held.kind === 'standard' ? runningOut(held.standard, calendars, fromEpochMs(now + YEAR_MS)) : []

const heldJson = (held: RightFile, ending: ReadonlyArray<Calendar>) => {
  const { file } = held
  if (held.kind === 'calendar') {
    const { id, version } = held.calendar
    return { file, valid: true, kind: 'calendar', id, version }
  }
  const { id, version } = held.standard
  const calendarsEnding = ending.map((one) => ({ calendar: refOf(one), lastDay: one.covers.to }))
  return { file, valid: true, id, version, unset: unsetOf(held.standard), calendarsEnding }
}

const heldText = (held: RightFile, ending: ReadonlyArray<Calendar>, locale: Locale): string =>
  held.kind === 'calendar'
    ? calendarText(held.file, held.calendar, locale)
    : rightText(held.file, held.standard, locale) + endingText(ending)

export const checkStandards =
  ({ terminal }: Session) =>
  async (files: ReadonlyArray<string>, options: CheckOptions): Promise<ExitCode> => {
    const { json = false, locale, calendar = [], set = [] } = options
    const calendars = await calendarsIn(calendar)
    if (E.isLeft(calendars)) return fail(terminal, calendars.left, json)
    const checked = await checkedFiles(files, calendars.right)
    if (E.isLeft(checked)) return fail(terminal, checked.left, json)
    if (E.isLeft(checked.right)) return tellWrong(terminal, files, checked.right.left, json)
    const held = checked.right.right
    const given = held.flatMap((one) => (one.kind === 'standard' ? [one.standard] : []))
    const standards = withAll(given, set)
    if (E.isLeft(standards)) return fail(terminal, standards.left, json)
    const all = held.map((one) =>
      one.kind === 'standard'
        ? { ...one, standard: standards.right[given.indexOf(one.standard)] ?? one.standard }
        : one,
    )
    const known = [
      ...calendars.right,
      ...held.flatMap((one) => (one.kind === 'calendar' ? [one.calendar] : [])),
    ]
    const told = all.map((one) => [one, endingOf(one, known, Date.now())] as const)
    terminal.out(
      json
        ? filesJson(told.map(([one, ending]) => heldJson(one, ending)))
        : told.map(([one, ending]) => heldText(one, ending, locale)).join(''),
    )
    return 0
  }
