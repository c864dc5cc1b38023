/** The window of a report: from, to, zone and as-of, as a person writes them. */
import type { EpochMs } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { DateTime, IANAZone } from 'luxon'
import type { Command } from 'commander'

import type { Failure } from '../failure.js'
import { cleaned } from '../present/cleaned.js'

import { mistyped } from './mistyped.js'

export interface WindowOptions {
  readonly from?: string
  readonly to?: string
  readonly zone?: string
  readonly asOf?: string
}

export interface Window {
  /** Half-open: [from, to). */
  readonly from?: EpochMs
  readonly to?: EpochMs
  readonly zone: string
  readonly asOf: EpochMs
  /** Whether only what was known by `asOf` was asked for. */
  readonly asKnownThen: boolean
}

export const withWindowOptions = (command: Command): Command =>
  command
    .option('--from <date>', 'the window begins here: 2025-03-01, or an instant')
    .option('--to <date>', 'the window ends before this')
    .option('--zone <zone>', 'IANA zone of days, weeks and months', 'UTC')
    .option('--as-of <time>', 'what was known then, and nothing later')

const DATE = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?$/

const wrongDate = (option: string, text: string, reason: string): Failure => ({
  code: 2,
  tag: 'InvalidDate',
  lines: [
    `--${option} ${JSON.stringify(cleaned(text))} ${reason}`,
    'write 2025-03-01 (the start of that day in the zone) or 2025-03-01T08:00:00Z',
  ],
  details: { option, found: text },
})

/** A date (its first moment in the zone) or a time (in the zone, unless it names its own offset). */
export const momentOf = (
  option: string,
  text: string,
  zone: string,
): E.Either<Failure, EpochMs> => {
  const isDate = DATE.test(text)
  if (!isDate && !TIME.test(text)) return E.left(wrongDate(option, text, 'is no date'))
  const moment = DateTime.fromISO(text, { zone })
  if (!moment.isValid) return E.left(wrongDate(option, text, 'does not exist'))
  return E.right((isDate ? moment.startOf('day') : moment).toMillis())
}

const optional = (
  option: string,
  text: string | undefined,
  zone: string,
): E.Either<Failure, EpochMs | undefined> =>
  text === undefined ? E.right(undefined) : momentOf(option, text, zone)

/** A zone of the IANA database, by its name. */
export const zoneOf = (zone: string): E.Either<Failure, string> =>
  /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone)
    ? E.right(zone)
    : E.left(
        mistyped('time zone', 'UnknownZone', zone, ['UTC', ...Intl.supportedValuesOf('timeZone')]),
      )

/** The window that options ask for; without `--as-of` as of `now`. */
export const windowOf = (options: WindowOptions, now: EpochMs): E.Either<Failure, Window> => {
  const zone = zoneOf(options.zone ?? 'UTC')
  if (E.isLeft(zone)) return zone
  const from = optional('from', options.from, zone.right)
  if (E.isLeft(from)) return from
  const to = optional('to', options.to, zone.right)
  if (E.isLeft(to)) return to
  const asOf = optional('as-of', options.asOf, zone.right)
  if (E.isLeft(asOf)) return asOf
  if (asOf.right !== undefined && asOf.right > now) {
    return E.left(wrongDate('as-of', options.asOf ?? '', 'lies ahead: nothing is known of it yet'))
  }
  if (from.right !== undefined && to.right !== undefined && from.right >= to.right) {
    return E.left(wrongDate('to', options.to ?? '', 'is not after --from'))
  }
  return E.right({
    ...(from.right === undefined ? {} : { from: from.right }),
    ...(to.right === undefined ? {} : { to: to.right }),
    zone: zone.right,
    asOf: asOf.right ?? now,
    asKnownThen: asOf.right !== undefined,
  })
}
