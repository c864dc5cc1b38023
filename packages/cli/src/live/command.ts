/** What commands have in common that follow a store round by round, or once. */
import { InvalidArgumentError, type Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import { fail, type Failure } from '../failure.js'
import type { OpenedStore } from '../store/open-store.js'
import { withQueryOptions, withStore, type QueryOptions } from '../query/ask.js'
import { zoneOf } from '../query/window.js'
import type { Session } from '../session.js'
import { houseOf, withHouseOptions, type House, type HouseOptions } from '../standards/own.js'
import type { ExitCode, Terminal } from '../terminal.js'

/** Between two rounds. */
export interface Interval {
  readonly ms: number
  readonly text: string
}

export interface LiveOptions extends QueryOptions, HouseOptions {
  readonly interval?: Interval
  readonly once?: boolean
  readonly clockAhead?: boolean
  readonly zone: string
}

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const
const SHORTEST = 100
const LONGEST = 24 * UNITS.h

const intervalFrom = (text: string): Interval => {
  const [, n = '', unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? []
  const ms = unit === '' ? 0 : Number(n) * UNITS[unit as keyof typeof UNITS]
  if (ms >= SHORTEST && ms <= LONGEST) return { ms, text }
  throw new InvalidArgumentError('Write 5s, 500ms or 2m: at least 100ms, at most 24h.')
}

const noLiveJson: Failure = {
  code: 2,
  tag: 'WrongUsage',
  lines: ['--json is one document: it takes --once'],
}

/** Does its work on the store, by the standards and calendars of the house. */
export type LiveWork = (
  opened: OpenedStore,
  house: House,
  options: LiveOptions,
  terminal: Terminal,
) => Promise<E.Either<Failure, ExitCode>>

const performLive =
  ({ terminal }: Session, work: LiveWork) =>
  async (options: LiveOptions): Promise<ExitCode> => {
    const { json = false, once = false } = options
    if (json && !once) return fail(terminal, noLiveJson, json)
    const zone = zoneOf(options.zone)
    if (E.isLeft(zone)) return fail(terminal, zone.left, json)
    const house = await houseOf(options)
    if (E.isLeft(house)) return fail(terminal, house.left, json)
    const done = await withStore(options, terminal, (opened) =>
      work(opened, house.right, options, terminal),
    )
    return E.isLeft(done) ? fail(terminal, done.left, json) : done.right
  }

/** What `--interval` and `--once` mean to a command, and its examples. */
export interface LiveHelp {
  readonly interval: string
  readonly once: string
  readonly example: string
}

/** Adds the options of a live command, and its action. */
export const liveCommand = (
  command: Command,
  help: LiveHelp,
  session: Session,
  work: LiveWork,
): void => {
  command
    .option('--interval <time>', help.interval, intervalFrom)
    .option('--once', help.once)
    .option('--clock-ahead', 'the clock is right, though what is due is more than 30 days late')
    .option('--zone <zone>', 'IANA zone of the times', 'UTC')
  withHouseOptions(withQueryOptions(command))
    .addHelpText('after', help.example)
    .action(session.action(performLive(session, work)))
}
