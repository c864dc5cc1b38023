/** What report, explain and trace share: the store, its rows brought up to date, and the language. */
import * as E from 'fp-ts/lib/Either.js'
import { Option, type Command } from 'commander'

import { fail, type Failure } from '../failure.js'
import { openEvents, resolveStore, type OpenedEvents } from '../store/open-events.js'
import { openStore, type OpenedStore } from '../store/open-store.js'
import { interruptedAt } from '../store/connect.js'
import type { Locale } from '../present/format.js'
import { number } from '../present/format.js'
import { withCommonOptions, withRowsOption, type CommonOptions } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

import { asKnownAt, readyRows, type CaughtUp } from './catch-up.js'
import type { Window } from './window.js'

export interface QueryOptions extends CommonOptions {
  readonly locale: Locale
}

/** `--locale`, in the same words for every command. */
export const localeOption = (): Option =>
  new Option('--locale <language>', 'the language of the text').choices(['en', 'zh']).default('en')

/** Adds `--rows` and `--locale` to the options that all commands share. */
export const withQueryOptions = (command: Command): Command =>
  withRowsOption(withCommonOptions(command)).addOption(localeOption())

/** An opened store with rows that answer a window's as-of. */
export interface Ready extends CaughtUp {
  readonly store: OpenedStore['store']
  readonly url: string
  /** Whether the events of one correlation are found without reading all. */
  readonly isIndexed: boolean
}

/** When a window is asked about, and whether by what was known then. */
type Known = Pick<Window, 'asOf' | 'asKnownThen'>

/** A store on a server ends its reads when the program is told to end, and that is no failure of it. */
const asInterrupted =
  ({ url }: OpenedEvents, { signal }: Terminal) =>
  (failure: Failure): Failure =>
    url.scheme !== 'sqlite' && signal.aborted && failure.code === 4
      ? interruptedAt(url.shown)
      : failure

/** Works on an opened store, and closes it whatever comes. */
export const worked = async <O extends OpenedEvents>(
  opened: E.Either<Failure, O>,
  terminal: Terminal,
  work: (opened: O) => Promise<E.Either<Failure, ExitCode>>,
): Promise<E.Either<Failure, ExitCode>> => {
  if (E.isLeft(opened)) return opened
  try {
    return E.mapLeft(asInterrupted(opened.right, terminal))(await work(opened.right))
  } finally {
    await opened.right.close()
  }
}

/** Opens the store with its rows, which must exist, works on it and closes it. */
export const withStore = async (
  options: CommonOptions,
  terminal: Terminal,
  work: (opened: OpenedStore) => Promise<E.Either<Failure, ExitCode>>,
): Promise<E.Either<Failure, ExitCode>> =>
  worked(await openStore(options, terminal, true), terminal, work)

/** The same for the events alone. */
export const withEvents = async (
  options: CommonOptions,
  terminal: Terminal,
  work: (opened: OpenedEvents) => Promise<E.Either<Failure, ExitCode>>,
  mustExist = true,
): Promise<E.Either<Failure, ExitCode>> => {
  const url = resolveStore(options.store, terminal.env)
  if (E.isLeft(url)) return url
  return worked(await openEvents(url.right, options, terminal, mustExist), terminal, work)
}

/** Rows for a window: the store's own, told on stderr when they had to be caught up; or those of then. */
export const rowsFor = async (
  { store, rows, url }: OpenedStore,
  window: Known,
  terminal: Terminal,
  quiet: boolean,
): Promise<E.Either<Failure, Ready>> => {
  const source = { store, rows, url: url.shown }
  const ready = window.asKnownThen
    ? await asKnownAt(source, terminal, quiet, window.asOf)
    : await readyRows(source, terminal, quiet)
  if (E.isLeft(ready)) return ready
  const { events, parked } = ready.right
  if (events > 0 && !quiet) {
    const unread = parked === 0 ? '' : `, ${number(parked)} of which could not be read`
    terminal.err(
      window.asKnownThen
        ? `${number(events)} events were known then${unread}\n`
        : `caught up with ${number(events)} new events${unread}\n`,
    )
  }
  return E.right({ ...source, ...ready.right, isIndexed: url.scheme === 'sqlite' })
}

/** Answers a question from the rows of the store that the options name, or says why not. */
export const answerFromRows = async <Q extends { readonly window: Known }>(
  question: E.Either<Failure, Q>,
  options: CommonOptions,
  terminal: Terminal,
  answer: (ready: Ready, question: Q) => Promise<E.Either<Failure, ExitCode>>,
): Promise<ExitCode> => {
  const { quiet = false, json } = options
  const answered = E.isLeft(question)
    ? question
    : await withStore(options, terminal, async (opened) => {
        const ready = await rowsFor(opened, question.right.window, terminal, quiet)
        return E.isLeft(ready) ? ready : answer(ready.right, question.right)
      })
  return E.isLeft(answered) ? fail(terminal, answered.left, json) : answered.right
}
