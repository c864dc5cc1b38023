/** `casetrail watch`: what is due, and a tick for it, round by round. */
import { fromEpochMs } from '@casetrail/core'
import { readyStandards } from '@casetrail/core/standards'
import type { Due } from '@casetrail/projections'
import { InvalidArgumentError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { setTimeout as wait } from 'node:timers/promises'

import { fail, type Failure } from '../failure.js'
import { cleaned } from '../present/cleaned.js'
import { clockNames } from '../present/clock-names.js'
import { withQueryOptions, withStore, type QueryOptions } from '../query/ask.js'
import { zoneOf } from '../query/window.js'
import { calendarsIn, withCalendarOption } from '../standards/calendars.js'
import { standardsIn } from '../standards/files.js'
import { withAll, withSetOption, type Setting } from '../standards/setting.js'
import { withStandardOption } from '../standards/standard-option.js'
import { liveShow, onceText, plainShow, type Show } from '../watch/show.js'
import { watchStore, type Seen, type Time, type Watching } from '../watch/watch.js'
import type { RegisterCommand, Session } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

/** Between two rounds. */
export interface Interval {
  readonly ms: number
  readonly text: string
}

interface WatchOptions extends QueryOptions {
  readonly interval?: Interval
  readonly once?: boolean
  readonly zone: string
  readonly standard?: ReadonlyArray<string>
  readonly calendar?: ReadonlyArray<string>
  readonly set?: ReadonlyArray<Setting>
}

const EXAMPLE = `
Example:
  casetrail watch --store sqlite:desk.db --zone Asia/Shanghai
  casetrail watch --once --json --store sqlite:desk.db

It records warnings and breaches at the instants at which they were due, however late it runs.`

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const
const USUAL: Interval = { ms: 5_000, text: '5s' }
const SHORTEST = 100
const LONGEST = 24 * UNITS.h

export const intervalFrom = (text: string): Interval => {
  const [, n = '', unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? []
  const ms = unit === '' ? 0 : Number(n) * UNITS[unit as keyof typeof UNITS]
  if (ms >= SHORTEST && ms <= LONGEST) return { ms, text }
  throw new InvalidArgumentError('Write 5s, 500ms or 2m: at least 100ms, at most 24h.')
}

/** How often a table that is drawn over shows the time that has passed. */
const REDRAWN_MS = 1_000

/** Time as it passes; what is shown is told of it. */
const passing = (show: Show): Time => ({
  now: Date.now,
  sleep: async (ms, signal) => {
    const until = Date.now() + ms
    const isOver = (): boolean => signal.aborted || Date.now() >= until
    while (!isOver()) {
      const left = Math.min(REDRAWN_MS, until - Date.now())
      // told to end, it wakes at once
      await wait(left, undefined, { signal }).catch(() => undefined)
      if (!isOver()) show.tick(Date.now())
    }
  },
})

const dueJson = ({ startedAt, dueAt, warnAt, ...due }: Due): object => ({
  ...due,
  startedAt: fromEpochMs(startedAt),
  ...(dueAt === undefined ? {} : { dueAt: fromEpochMs(dueAt) }),
  ...(warnAt === undefined ? {} : { warnAt: fromEpochMs(warnAt) }),
})

const onceJson = ({ at, due, ticked, failed }: Seen, store: string): string => {
  const told = { store, at: fromEpochMs(at), ticked, failed, due: due.map(dueJson) }
  return `${JSON.stringify(told, null, 2)}\n`
}

/** Streams that can't be ticked, once each. */
const tellFailed = (terminal: Terminal): ((seen: Seen) => void) => {
  const told = new Set<string>()
  return ({ failed }) => {
    for (const { stream, error } of failed) {
      const text = `${stream} can't be ticked: ${error._tag}`
      if (told.has(text)) continue
      told.add(text)
      terminal.err(`${cleaned(text)}\n`)
    }
  }
}

const couldNot = ({ failed }: Seen): E.Either<Failure, ExitCode> => {
  const [first] = failed
  if (first === undefined) return E.right(0)
  const lines = [`${String(failed.length)} streams could not be ticked`]
  return E.left({ code: 4, tag: first.error._tag, lines, details: failed })
}

type Given = Pick<Watching, 'opened' | 'standards' | 'calendars'>

const performOnce = async (
  given: Given,
  options: WatchOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const { locale, zone, json = false, quiet = false } = options
  const telling = { names: clockNames(given.standards), zone, locale }
  let last: Seen | undefined
  const done = await watchStore({
    ...given,
    terminal,
    every: 0,
    once: true,
    quiet,
    time: { now: Date.now, sleep: () => Promise.resolve() },
    onSeen: (seen) => (last = seen),
  })
  if (E.isLeft(done)) return done
  if (last === undefined) return E.right(0)
  const store = given.opened.url.shown
  terminal.out(json ? onceJson(last, store) : onceText(last, terminal, telling, store))
  tellFailed(terminal)(last)
  return json ? E.right(last.failed.length > 0 ? 4 : 0) : couldNot(last)
}

const performOn = async (
  given: Given,
  options: WatchOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const { locale, zone, quiet = false, interval = USUAL } = options
  const telling = { names: clockNames(given.standards), zone, locale }
  const { rows } = terminal
  const about = { store: given.opened.url.shown, every: interval.text }
  const show =
    rows === undefined ? plainShow(terminal, telling) : liveShow(terminal, rows, telling, about)
  const tell = tellFailed(terminal)
  const done = await watchStore({
    ...given,
    terminal,
    every: interval.ms,
    once: false,
    quiet,
    time: passing(show),
    onSeen: (seen) => {
      show.seen(seen)
      tell(seen)
    },
  })
  show.end()
  return E.isLeft(done) ? done : E.right(0)
}

/** The standards and calendars that a live command goes by. Rejects what is wrong with a file or a setting. */
export const prepared = async ({
  standard = [],
  calendar = [],
  set = [],
}: Pick<WatchOptions, 'standard' | 'calendar' | 'set'>): Promise<
  E.Either<Failure, Pick<Given, 'standards' | 'calendars'>>
> => {
  const calendars = await calendarsIn(calendar)
  if (E.isLeft(calendars)) return calendars
  const own = await standardsIn(standard, calendars.right)
  if (E.isLeft(own)) return own
  const standards = withAll([...readyStandards, ...own.right], set)
  if (E.isLeft(standards)) return standards
  return E.right({ standards: standards.right, calendars: calendars.right })
}

const noLiveJson: Failure = {
  code: 2,
  tag: 'WrongUsage',
  lines: ['--json is one document: it takes --once'],
}

const performWatch =
  ({ terminal }: Session) =>
  async (options: WatchOptions): Promise<ExitCode> => {
    const { json = false, once = false } = options
    if (json && !once) return fail(terminal, noLiveJson, json)
    const zone = zoneOf(options.zone)
    if (E.isLeft(zone)) return fail(terminal, zone.left, json)
    const given = await prepared(options)
    if (E.isLeft(given)) return fail(terminal, given.left, json)
    const done = await withStore(options, terminal, (opened) =>
      (once ? performOnce : performOn)({ opened, ...given.right }, options, terminal),
    )
    return E.isLeft(done) ? fail(terminal, done.left, json) : done.right
  }

export const registerWatch: RegisterCommand = (program, session) => {
  const command = program
    .command('watch')
    .description('What is due, warned and breached; records what time brings about.')
    .option('--interval <time>', 'between two rounds: 500ms, 2m (default: 5s)', intervalFrom)
    .option('--once', 'one round, and the end')
    .option('--zone <zone>', 'IANA zone of the times', 'UTC')
  withSetOption(withCalendarOption(withStandardOption(withQueryOptions(command))))
    .addHelpText('after', EXAMPLE)
    .action(session.action(performWatch(session)))
}
