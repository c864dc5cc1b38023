/** `casetrail parked`: what competing consumers could not handle, and giving it to them again. */
import type { Unavailable } from '@casetrail/core'
import type { NotParked, ParkedEvents, UnknownGroup } from '@casetrail/eventstoredb'
import { InvalidArgumentError, type Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import { fail, type Failure } from '../failure.js'
import {
  parkedJson,
  parkedText,
  replayedJson,
  replayedText,
  shownJson,
  shownText,
  type ParkedTelling,
} from '../present/parked.js'
import type { Locale } from '../present/format.js'
import { styleOf } from '../present/style.js'
import { localeOption } from '../query/ask.js'
import { mistyped } from '../query/mistyped.js'
import { zoneOf } from '../query/window.js'
import {
  withCommonOptions,
  type CommonOptions,
  type RegisterCommand,
  type Session,
} from '../session.js'
import { mistaken } from '../store/connect.js'
import { storeFailure } from '../store/failure.js'
import { resolveStore } from '../store/open-events.js'
import type { ExitCode, Terminal } from '../terminal.js'

interface ParkedOptions extends CommonOptions {
  readonly locale: Locale
  readonly zone: string
}

interface ListOptions extends ParkedOptions {
  readonly group?: string
  readonly limit: number
}

interface ShowOptions extends ParkedOptions {
  readonly personal?: boolean
}

interface ReplayOptions extends ParkedOptions {
  readonly first?: number
}

type ParkedError = Unavailable | UnknownGroup | NotParked

const EXAMPLE = `
Examples:
  casetrail parked list --store esdb://127.0.0.1:2113?tls=false
  casetrail parked show interruption@operations 0 --store esdb://127.0.0.1:2113?tls=false
  casetrail parked replay interruption@operations --first 10

Only a store on a server parks: in a file, policies are run in order, and what fails is an answer.`

const failureOf =
  (shown: string) =>
  (error: ParkedError): Failure => {
    switch (error._tag) {
      case 'Unavailable':
        return storeFailure(error, shown)
      case 'UnknownGroup':
        return mistyped('group', error._tag, error.group, error.known)
      case 'NotParked': {
        const { group, number } = error
        const lines = [`${group} has parked no event ${String(number)}, or it was replayed`]
        return { code: 1, tag: error._tag, lines, details: error }
      }
    }
  }

const ofFiles = (shown: string): Failure => ({
  code: 2,
  tag: 'NoGroups',
  lines: [`${shown} has no competing consumers: name a server by --store esdb://HOST`],
})

interface Opened {
  readonly parked: ParkedEvents
  readonly shown: string
  readonly telling: ParkedTelling
}

type Work = (opened: Opened) => Promise<E.Either<ParkedError, string>>

const answered = async (
  { store, insecure = false, zone: named, locale }: ParkedOptions,
  terminal: Terminal,
  work: Work,
): Promise<E.Either<Failure, string>> => {
  const zone = zoneOf(named)
  if (E.isLeft(zone)) return zone
  const url = resolveStore(store, terminal.env)
  if (E.isLeft(url)) return url
  const { shown } = url.right
  if (url.right.scheme !== 'esdb') return E.left(ofFiles(shown))
  // its client takes a while to load, which other commands need not wait for
  const { parkedEvents, mistakeText } = await import('@casetrail/eventstoredb')
  const parked = parkedEvents(url.right.connection, { insecure })
  if (E.isLeft(parked)) return E.left(mistaken(url.right, parked.left, mistakeText))
  const style = styleOf(terminal.colour)
  const telling = { zone: zone.right, locale, columns: terminal.columns, style }
  try {
    return E.mapLeft(failureOf(shown))(await work({ parked: parked.right, shown, telling }))
  } finally {
    await parked.right.close()
  }
}

const perform = async (
  { terminal }: Session,
  options: ParkedOptions,
  work: Work,
): Promise<ExitCode> => {
  const done = await answered(options, terminal, work)
  if (E.isLeft(done)) return fail(terminal, done.left, options.json)
  terminal.out(done.right)
  return 0
}

const list =
  (session: Session) =>
  (options: ListOptions): Promise<ExitCode> =>
    perform(session, options, async ({ parked, shown, telling }) => {
      const { group, limit, json = false } = options
      const query = group === undefined ? { limit } : { group, limit }
      const found = await parked.list(query)()
      return E.map((groups: Parameters<typeof parkedText>[0]) =>
        json ? parkedJson(shown, groups) : parkedText(groups, telling),
      )(found)
    })

const show =
  (session: Session) =>
  (group: string, number: number, options: ShowOptions): Promise<ExitCode> =>
    perform(session, options, async ({ parked, shown, telling }) => {
      const { personal = false, json = false } = options
      const found = await parked.show(group, number)()
      if (E.isLeft(found)) return found
      return E.right(
        json ? shownJson(shown, found.right, personal) : shownText(found.right, personal, telling),
      )
    })

const replay =
  (session: Session) =>
  (group: string, options: ReplayOptions): Promise<ExitCode> =>
    perform(session, options, async ({ parked, shown }) => {
      const { first, json = false, locale } = options
      const done = await parked.replay(group, first)()
      if (E.isLeft(done)) return done
      return E.right(json ? replayedJson(shown, done.right) : replayedText(done.right, locale))
    })

const whole =
  (least: number) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text)
    throw new InvalidArgumentError(`It is a whole number from ${String(least)}.`)
  }

export const registerParked: RegisterCommand = (program, session) => {
  const parked = program
    .command('parked')
    .description('Events that competing consumers could not handle: why, and once more.')
    .addHelpText('after', EXAMPLE)
  const add = (command: Command): Command =>
    withCommonOptions(command)
      .option('--zone <zone>', 'IANA zone of the times', 'UTC')
      .addOption(localeOption())

  add(
    parked
      .command('list')
      .description('What each group has parked: how many, and each event with its reason.')
      .option('--group <name>', 'only of this group')
      .option('--limit <n>', 'how many events of a group are listed', whole(1), 100),
  ).action(session.action(list(session)))

  add(
    parked
      .command('show')
      .description('One parked event: what it says, and why it was not handled.')
      .argument('<group>', 'the group')
      .argument('<number>', 'its number in the list', whole(0))
      .option('--personal', 'show personal data too, and what can not be read'),
  ).action(session.action(show(session)))

  add(
    parked
      .command('replay')
      .description('Gives what is parked to the consumers of its group again.')
      .argument('<group>', 'the group')
      .option('--first <n>', 'only the first so many (default: all)', whole(1)),
  ).action(session.action(replay(session)))
}
