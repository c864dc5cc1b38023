/** What every report of operations is given beside its own: when, by whom, under which standard. */
import {
  fromEpochMs,
  type Actor,
  type EpochMs,
  type Instant,
  type StandardRef,
} from '@casetrail/core'
import { readyStandards } from '@casetrail/core/standards'
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { localeOption, type QueryOptions } from '../query/ask.js'
import { mistyped } from '../query/mistyped.js'
import { momentOf, zoneOf } from '../query/window.js'
import { withCommonOptions } from '../session.js'

import { nonBlank } from './values.js'

export interface ReportOptions extends QueryOptions {
  readonly at?: string
  readonly zone: string
  readonly actor: string
  readonly role: string
  readonly standard?: string
  readonly period?: string
  readonly commandId?: string
}

/** The same, understood. */
export interface Given {
  readonly at: Instant
  readonly atMs: EpochMs
  readonly zone: string
  readonly actor: Actor
  readonly standard: { readonly standard?: StandardRef }
}

export const withReportOptions = (command: Command): Command =>
  withCommonOptions(
    command
      .requiredOption('--actor <id>', 'who reports it')
      .option('--role <role>', 'in which role of the standard', 'supervisor')
      .option('--at <time>', 'when it happened: 2025-03-09T14:12, or an instant (default: now)')
      .option('--zone <zone>', 'IANA zone of dates, times and months', 'UTC')
      .option(
        '--period <name>',
        'whose stream it goes to (default: the month, such as 2025-03)',
        nonBlank,
      )
      .option('--standard <id>', 'the standard of a new period (default: retail-2025)')
      .option('--command-id <id>', 'the same again adds nothing (default: a new one)'),
  ).addOption(localeOption())

const standardNamed = (name: string | undefined): E.Either<Failure, Given['standard']> => {
  if (name === undefined) return E.right({})
  const found = readyStandards.find(
    ({ id, version }) => id === name || `${id}@${String(version)}` === name,
  )
  if (found === undefined) {
    const known = readyStandards.map(({ id }) => id)
    return E.left(mistyped('standard', 'UnknownStandard', name, known))
  }
  return E.right({ standard: { id: found.id, version: found.version } })
}

/** Rejects: `UnknownZone`, `InvalidDate`, `UnknownStandard`. */
export const givenOf = (options: ReportOptions, now: EpochMs): E.Either<Failure, Given> => {
  const zone = zoneOf(options.zone)
  if (E.isLeft(zone)) return zone
  const at = options.at === undefined ? E.right(now) : momentOf('at', options.at, zone.right)
  if (E.isLeft(at)) return at
  const standard = standardNamed(options.standard)
  if (E.isLeft(standard)) return standard
  return E.right({
    at: fromEpochMs(at.right),
    atMs: at.right,
    zone: zone.right,
    actor: { id: options.actor, role: options.role },
    standard: standard.right,
  })
}
