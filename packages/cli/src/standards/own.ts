/** What a house goes by: `--standard FILE`, `--calendar FILE` and `--set` together. */
import type { Calendar } from '@casetrail/core/calendar'
import { readyStandards, type ServiceStandard } from '@casetrail/core/standards'
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'

import { calendarsIn, withCalendarOption } from './calendars.js'
import { standardsIn } from './files.js'
import { withAll, withSetOption, type Setting } from './setting.js'
import { withStandardOption } from './standard-option.js'

export interface OwnOptions {
  readonly standard?: ReadonlyArray<string>
  readonly calendar?: ReadonlyArray<string>
}

export interface HouseOptions extends OwnOptions {
  readonly set?: ReadonlyArray<Setting>
}

export interface House {
  readonly standards: ReadonlyArray<ServiceStandard>
  readonly calendars: ReadonlyArray<Calendar>
}

export const withOwnOptions = (command: Command): Command =>
  withCalendarOption(withStandardOption(command))

export const withHouseOptions = (command: Command): Command =>
  withSetOption(withOwnOptions(command))

/** The standards of the files, and the calendars beside those that ship. */
const ownOf = async ({
  standard = [],
  calendar = [],
}: OwnOptions): Promise<E.Either<Failure, House>> => {
  const calendars = await calendarsIn(calendar)
  if (E.isLeft(calendars)) return calendars
  const standards = await standardsIn(standard, calendars.right)
  return E.isLeft(standards)
    ? standards
    : E.right({ standards: standards.right, calendars: calendars.right })
}

/** Rejects what is wrong with any of the files. */
export const ownStandards = async (
  options: OwnOptions,
): Promise<E.Either<Failure, ReadonlyArray<ServiceStandard>>> => {
  const own = await ownOf(options)
  return E.isLeft(own) ? own : E.right(own.right.standards)
}

/** The standards that ship and those of the files, as they are set. Rejects what is wrong with any of it. */
export const houseOf = async (options: HouseOptions): Promise<E.Either<Failure, House>> => {
  const own = await ownOf(options)
  if (E.isLeft(own)) return own
  const standards = withAll([...readyStandards, ...own.right.standards], options.set ?? [])
  return E.isLeft(standards)
    ? standards
    : E.right({ standards: standards.right, calendars: own.right.calendars })
}
