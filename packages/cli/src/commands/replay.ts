/** `casetrail replay`: events into read models. */
import { deskModels, forget } from '@casetrail/projections'
import { InvalidArgumentError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import { fail, type Failure } from '../failure.js'
import type { OpenedStore } from '../store/open-store.js'
import { storeFailure } from '../store/failure.js'
import { number } from '../present/format.js'
import { NAMED, unreadLines } from '../present/unread.js'
import { withStore } from '../query/ask.js'
import { caughtUp } from '../query/catch-up.js'
import { unreadIn } from '../query/unread.js'
import { inParallel } from '../replay/in-parallel.js'
import {
  withCommonOptions,
  withRowsOption,
  type CommonOptions,
  type RegisterCommand,
  type Session,
} from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

interface ReplayOptions extends CommonOptions {
  readonly fromScratch?: boolean
  readonly workers?: number
}

const MOST_WORKERS = 64

const EXAMPLE = `
Example:
  casetrail replay --from-scratch --workers 2 --store sqlite:desk.db

It goes on from its checkpoint; interrupted, it can be run again. Events that can't be read are left out
and named; --from-scratch takes them in when a newer program can read them.`

const noWorkers: Failure = {
  code: 2,
  tag: 'WrongUsage',
  lines: ['--workers shares a file among threads: events that come from a server are read by one'],
}

/** Rows and their checkpoint are committed together, so a run that broke off loses nothing. */
export const replay = async (
  { store, rows, url }: OpenedStore,
  { fromScratch = false, workers = 1, quiet = false, json = false }: ReplayOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  if (workers > 1 && url.scheme !== 'sqlite') return E.left(noWorkers)
  if (fromScratch) {
    const forgotten = await forget(rows, deskModels)()
    if (E.isLeft(forgotten)) return E.left(storeFailure(forgotten.left, url.shown))
  }
  const begun = performance.now()
  const run =
    workers > 1 && url.scheme === 'sqlite' ? inParallel({ path: url.path, workers }) : undefined
  const done = await caughtUp({ store, rows, url: url.shown }, terminal, quiet, run)
  if (E.isLeft(done)) return done
  const seconds = (performance.now() - begun) / 1_000
  const { events, position } = done.right
  const unread = await unreadIn(rows, url.shown, json ? undefined : NAMED)
  if (E.isLeft(unread)) return unread
  const eventsPerSecond = Math.round(events / seconds)
  terminal.out(
    json
      ? `${JSON.stringify({ store: url.shown, events, seconds, eventsPerSecond, checkpoint: position, parked: unread.right }, null, 2)}\n`
      : events === 0
        ? `the rows are up to date, checkpoint ${position === '' ? 'none: the store is empty' : position}\n`
        : `replayed ${number(events)} events in ${number(seconds, 1)} s (${number(eventsPerSecond)} events/s), checkpoint ${position}\n`,
  )
  if (!json) {
    for (const line of unreadLines(unread.right, 'en')) terminal.out(`${line}\n`)
  }
  return E.right(0)
}

const performReplay =
  ({ terminal }: Session) =>
  async (options: ReplayOptions): Promise<ExitCode> => {
    const done = await withStore(options, terminal, (opened) => replay(opened, options, terminal))
    return E.isLeft(done) ? fail(terminal, done.left, options.json) : done.right
  }

const workersOf = (text: string): number => {
  const workers = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (workers >= 1 && workers <= MOST_WORKERS) return workers
  throw new InvalidArgumentError(`It is a whole number from 1 to ${String(MOST_WORKERS)}.`)
}

export const registerReplay: RegisterCommand = (program, session) => {
  withRowsOption(
    withCommonOptions(
      program
        .command('replay')
        .description('Events into read models, from the checkpoint on.')
        .option('--from-scratch', 'forget the rows and build them anew')
        .option('--workers <n>', 'threads that share a long history (default: 1)', workersOf),
    ),
  )
    .addHelpText('after', EXAMPLE)
    .action(session.action(performReplay(session)))
}
