/** `--standard FILE` and `--calendar FILE` together: standards of one's own, and the calendars that they name. */
import type { ServiceStandard } from '@casetrail/core/standards'
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'

import { calendarsIn, withCalendarOption } from './calendars.js'
import { standardsIn } from './files.js'
import { withStandardOption } from './standard-option.js'

export interface OwnOptions {
  readonly standard?: ReadonlyArray<string>
  readonly calendar?: ReadonlyArray<string>
}

export const withOwnOptions = (command: Command): Command =>
  withCalendarOption(withStandardOption(command))

/** Rejects what is wrong with any of the files. */
export const ownStandards = async ({
  standard = [],
  calendar = [],
}: OwnOptions): Promise<E.Either<Failure, ReadonlyArray<ServiceStandard>>> => {
  const calendars = await calendarsIn(calendar)
  return E.isLeft(calendars) ? calendars : standardsIn(standard, calendars.right)
}
