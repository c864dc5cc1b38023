/** `casetrail watch`: what is due, and a tick for it, round by round. */
import { fromEpochMs } from '@casetrail/core'
import type { Due } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { liveCommand, type Interval, type LiveOptions, type LiveWork } from '../live/command.js'
import { passing } from '../live/time.js'
import { cleaned } from '../present/cleaned.js'
import { clockNames } from '../present/clock-names.js'
import type { Locale } from '../present/format.js'
import { liveShow, onceText, plainShow } from '../watch/show.js'
import { watchStore, type Seen, type Watching } from '../watch/watch.js'
import type { RegisterCommand } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

const EXAMPLE = `
Example:
  casetrail watch --store sqlite:desk.db --zone Asia/Shanghai
  casetrail watch --once --json --store sqlite:desk.db

It records warnings and breaches at the instants at which they were due, however late it runs; where all
is more than 30 days late the clock may be wrong, so --clock-ahead must say that it is not.`

const USUAL: Interval = { ms: 5_000, text: '5s' }

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
const tellFailed = (say: (text: string) => void, locale: Locale): ((seen: Seen) => void) => {
  const told = new Set<string>()
  return ({ failed }) => {
    for (const { stream, error } of failed) {
      const text = {
        en: `${stream} can't be ticked: ${error._tag}`,
        zh: `${stream} 無法檢查時限：${error._tag}`,
      }[locale]
      if (told.has(text)) continue
      told.add(text)
      say(cleaned(text))
    }
  }
}

const couldNot = ({ failed }: Seen, locale: Locale): E.Either<Failure, ExitCode> => {
  const [first] = failed
  if (first === undefined) return E.right(0)
  const n = String(failed.length)
  const lines = {
    en: [`${n} ${failed.length === 1 ? 'stream' : 'streams'} could not be ticked`],
    zh: [`${n} 個流無法檢查時限`],
  }[locale]
  return E.left({ code: 4, tag: first.error._tag, lines, details: failed })
}

type Given = Pick<Watching, 'opened' | 'standards' | 'calendars'>

const performOnce = async (
  given: Given,
  options: LiveOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const { locale, zone, json = false, quiet = false, clockAhead = false } = options
  const telling = { names: clockNames(given.standards), zone, locale }
  let last: Seen | undefined
  const done = await watchStore({
    ...given,
    terminal,
    every: 0,
    once: true,
    quiet,
    isClockRight: clockAhead,
    zone,
    locale,
    time: { now: Date.now, sleep: () => Promise.resolve() },
    onSeen: (seen) => (last = seen),
  })
  if (E.isLeft(done)) return done
  if (last === undefined) return E.right(0)
  const store = given.opened.url.shown
  terminal.out(json ? onceJson(last, store) : onceText(last, terminal, telling, store))
  tellFailed((text) => {
    terminal.err(`${text}\n`)
  }, locale)(last)
  return json ? E.right(last.failed.length > 0 ? 4 : 0) : couldNot(last, locale)
}

const performOn = async (
  given: Given,
  options: LiveOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const { locale, zone, quiet = false, interval = USUAL, clockAhead = false } = options
  const telling = { names: clockNames(given.standards), zone, locale }
  const { rows } = terminal
  const about = { store: given.opened.url.shown, every: interval.text }
  const show =
    rows === undefined ? plainShow(terminal, telling) : liveShow(terminal, rows, telling, about)
  const tell = tellFailed(show.say, locale)
  const done = await watchStore({
    ...given,
    terminal,
    every: interval.ms,
    once: false,
    quiet,
    isClockRight: clockAhead,
    zone,
    locale,
    time: passing(show),
    onSeen: (seen) => {
      show.seen(seen)
      tell(seen)
    },
  })
  show.end()
  return E.isLeft(done) ? done : E.right(0)
}

const work: LiveWork = (opened, house, options, terminal) =>
  (options.once === true ? performOnce : performOn)({ opened, ...house }, options, terminal)

export const registerWatch: RegisterCommand = (program, session) => {
  const command = program
    .command('watch')
    .description('What is due, warned and breached; records what time brings about.')
  const help = {
    interval: 'between two rounds: 500ms, 2m (default: 5s)',
    once: 'one round, and the end',
    example: EXAMPLE,
  }
  liveCommand(command, help, session, work)
}
