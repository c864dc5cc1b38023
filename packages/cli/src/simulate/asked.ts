/** What a simulation is asked for on the command line. */
import { readyStandards, unsetOf, type ServiceStandard } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import type { Locale } from '../present/format.js'
import type { CommonOptions } from '../session.js'
import { calendarsIn } from '../standards/calendars.js'
import { standardsIn } from '../standards/files.js'
import { named, refOf } from '../standards/named.js'
import { withAll, type Setting as Set } from '../standards/setting.js'
import type { Terminal } from '../terminal.js'

import { checkedSetting, deskFrom } from './check-setting.js'
import type { Setting } from './setting.js'

export interface SimulateOptions extends CommonOptions {
  readonly standard: string
  readonly cases: number
  readonly seed: number
  readonly days?: number
  readonly from?: string
  readonly desk?: string
  readonly calendar?: ReadonlyArray<string>
  readonly set?: ReadonlyArray<Set>
  readonly faults?: boolean
  readonly locale?: Locale
}

/** By an id; a file's is read first. What it leaves to the house is as its examples say, unless it is set. */
const standardOf = async (
  { standard, set = [], quiet = false }: SimulateOptions,
  calendars: Setting['calendars'],
  terminal: Terminal,
): Promise<E.Either<Failure, ServiceStandard>> => {
  const own = standard.endsWith('.json') ? await standardsIn([standard], calendars) : E.right([])
  if (E.isLeft(own)) return own
  const [fromFile] = own.right
  const found = fromFile === undefined ? named(readyStandards, standard) : E.right(fromFile)
  if (E.isLeft(found)) return found
  const given = withAll([found.right], set)
  if (E.isLeft(given)) return given
  const chosen = given.right[0] ?? found.right
  const unset = unsetOf(chosen)
  if (unset.length > 0 && !quiet) {
    terminal.err(
      `${refOf(chosen)} leaves ${unset.join(', ')} to the house: taken as its examples say; --set ${chosen.id}.${unset[0] ?? ''}=… sets it\n`,
    )
  }
  return E.right({ ...chosen, hostMustSet: [] })
}

/** The setting that options ask for, where it can be simulated. */
export const settingOf = async (
  options: SimulateOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, Setting>> => {
  const calendars = await calendarsIn(options.calendar ?? [])
  if (E.isLeft(calendars)) return calendars
  const standard = await standardOf(options, calendars.right, terminal)
  if (E.isLeft(standard)) return standard
  const desk = await deskFrom(options.desk)
  if (E.isLeft(desk)) return desk
  const { cases, seed } = options
  const days = options.days ?? Math.max(5, Math.ceil(cases / desk.right.casesPerDay))
  const from = options.from ?? desk.right.from
  return checkedSetting(
    {
      desk: desk.right,
      standard: standard.right,
      calendars: calendars.right,
      cases,
      seed,
      days,
      from,
    },
    options.desk,
  )
}
