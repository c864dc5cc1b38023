/** What a simulation is asked for, checked before anything is done. */
import { fromEpochMs, problemText, show, type Problem } from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import * as E from 'fp-ts/lib/Either.js'
import { DateTime } from 'luxon'

import type { Failure } from '../failure.js'
import { cleaned } from '../present/cleaned.js'
import { number } from '../present/format.js'
import { jsonFile } from '../query/standard-file.js'
import { refOf } from '../standards/named.js'

import { deskUnder } from './parameter-checks.js'
import type { Desk } from './desk-document.js'
import { decodeDesk, readyDesk } from './parameters.js'
import { allDays, type Setting } from './setting.js'

/** A whole history is held in memory before it is written. */
export const MOST_CASES = 20_000

const LISTED = 20

const wrongDesk = (file: string, problems: ReadonlyArray<Problem>): Failure => {
  const more = problems.length - LISTED
  return {
    code: 3,
    tag: 'InvalidDesk',
    lines: [
      `${cleaned(file)} is no desk that can be simulated`,
      ...problems.slice(0, LISTED).map((problem) => problemText(problem)),
      ...(more > 0 ? [`and ${String(more)} more`] : []),
    ],
    details: { file, problems },
  }
}

const SHIPPED = 'desk.json'

/** The desk of a file, or the one that ships. */
export const deskFrom = async (file: string | undefined): Promise<E.Either<Failure, Desk>> => {
  if (file === undefined)
    return E.mapLeft((all: ReadonlyArray<Problem>) => wrongDesk(SHIPPED, all))(readyDesk)
  const document = await jsonFile(file)
  if (E.isLeft(document)) return document
  const desk = decodeDesk(document.right)
  return E.isLeft(desk) ? E.left(wrongDesk(file, desk.left)) : desk
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

const wrongUsage = (tag: string, line: string, more: ReadonlyArray<string> = []): Failure => ({
  code: 2,
  tag,
  lines: [line, ...more],
})

/** How far beyond the last simulated day promises may be reckoned: some working days over long holidays. */
const MARGIN_DAYS = 30

const outside = (setting: Setting): Failure | undefined => {
  const { standard, calendars, from } = setting
  const ids = new Set([
    standard.calendar,
    ...standard.clocks.flatMap(({ calendar }) => calendar ?? []),
  ])
  const begins = DateTime.fromISO(from, { zone: standard.zone })
  const ends = begins.plus({ days: allDays(setting) + MARGIN_DAYS })
  for (const id of ids) {
    const known = calendars.filter((one) => one.id === id)
    const newest = known.reduce<Calendar | undefined>(
      (best, one) => (best === undefined || one.version > best.version ? one : best),
      undefined,
    )
    if (newest === undefined) {
      return wrongUsage(
        'CalendarNotLoaded',
        `${refOf(standard)} runs by the calendar ${show(id)}, and there is none`,
        [
          `known: ${[...new Set(calendars.map((one) => one.id))].join(', ')}; name its file with --calendar`,
        ],
      )
    }
    const { covers } = newest
    const until = DateTime.fromISO(covers.to, { zone: newest.zone }).plus({ days: 1 })
    if (
      begins.toMillis() < DateTime.fromISO(covers.from, { zone: newest.zone }).toMillis() ||
      ends > until
    ) {
      return {
        ...wrongUsage(
          'OutsideCalendar',
          `the calendar ${id}@${newest.version} covers ${covers.from} to ${covers.to}; the simulation needs ${from} to ${ends.toISODate() ?? ''}`,
          [
            `that is ${number(setting.days)} days with customers, ${number(allDays(setting) - setting.days)} to finish, and ${MARGIN_DAYS} into which promises reach: ask for fewer cases or --days, or another --from`,
          ],
        ),
        details: {
          calendar: `${id}@${newest.version}`,
          covers,
          from,
          to: fromEpochMs(ends.toMillis()),
        },
      }
    }
  }
  return undefined
}

/** The setting, where it can be simulated. Rejects `InvalidDate`, `OutsideCalendar`, `CalendarNotLoaded`, `InvalidDesk`. */
export const checkedSetting = (
  setting: Setting,
  deskFile: string | undefined,
): E.Either<Failure, Setting> => {
  const { desk, standard, from } = setting
  if (!DATE.test(from) || !DateTime.fromISO(from, { zone: standard.zone }).isValid) {
    return E.left(
      wrongUsage(
        'InvalidDate',
        `--from ${JSON.stringify(cleaned(from))} is no date such as 2025-03-03`,
      ),
    )
  }
  const problems = deskUnder(desk, standard)
  if (problems.length > 0) return E.left(wrongDesk(deskFile ?? SHIPPED, problems))
  const far = outside(setting)
  return far === undefined ? E.right(setting) : E.left(far)
}
