/** `casetrail simulate`: a service desk run by the real rules, into a store. */
import { foldBatches, type RecordedEvent } from '@casetrail/core'
import { InvalidArgumentError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import type { CopyInterrupted } from '../copy/copy.js'
import { otherThan, putHistory } from '../copy/put-history.js'
import type { WriteError } from '../copy/write.js'
import { fail, type Failure } from '../failure.js'
import { copyFailure } from '../present/copy-text.js'
import { storeFailure } from '../store/failure.js'
import type { OpenedEvents } from '../store/open-events.js'
import { number } from '../present/format.js'
import { styleOf } from '../present/style.js'
import { localeOption, withEvents } from '../query/ask.js'
import { headOf } from '../query/catch-up.js'
import { withCommonOptions, type RegisterCommand, type Session } from '../session.js'
import { settingOf, type SimulateOptions } from '../simulate/asked.js'
import { MOST_CASES } from '../simulate/check-setting.js'
import { answerUnderFaults } from '../simulate/faults/answer-under-faults.js'
import { fill, type NotOurStore } from '../simulate/fill.js'
import { simulateInMemory } from '../simulate/in-memory.js'
import { simulationBar } from '../simulate/progress.js'
import { firstEventOf, type Setting } from '../simulate/setting.js'
import { summaryOf } from '../simulate/summary.js'
import { simulationFailure, summaryText, violated } from '../simulate/summary-text.js'
import { withCalendarOption } from '../standards/calendars.js'
import { refOf } from '../standards/named.js'
import { withSetOption } from '../standards/setting.js'
import type { ExitCode, Terminal } from '../terminal.js'

const EXAMPLE = `
Example:
  casetrail simulate --standard retail-2025 --cases 2000 --seed 7 --store sqlite:desk.db

The same command makes the same history, to the byte. --desk FILE takes a desk of your own.
--faults has answers lost and programs ended on the way, and tells whether the history is whole.`

/** Why there may not be more. */
const HELD = ': a whole history is held in memory until it is written'

const whole =
  (least: number, most: number, why = '') =>
  (text: string): number => {
    const n = /^\d{1,10}$/.test(text) ? Number(text) : NaN
    if (n >= least && n <= most) return n
    throw new InvalidArgumentError(
      `It is a whole number from ${number(least)} to ${number(most)}${why}.`,
    )
  }

const otherEvents = (url: string, first: RecordedEvent | undefined): Failure => ({
  code: 2,
  tag: 'NotOurStore',
  lines: [
    `${url} holds other events than this simulation's` +
      (first === undefined ? '' : `, the first is ${first.event.type} in ${first.stream}`) +
      '; nothing was written',
    'name a new file with --store',
  ],
})

/** Before anything is simulated: the store is empty, or begins as the simulation does. */
const checkStore = async (
  { store, url }: OpenedEvents,
  setting: Setting,
): Promise<E.Either<Failure, void>> => {
  // what a server holds is looked at when the history is there to compare it with
  if (url.scheme !== 'sqlite') return E.right(undefined)
  let first: RecordedEvent | undefined
  const read = await foldBatches<undefined, NotOurStore>(
    store,
    { all: true, limit: 1 },
    undefined,
    (_, { events }) => {
      first ??= events[0]
      return E.right(undefined)
    },
  )()
  if (E.isLeft(read)) {
    const { left } = read
    return E.left(
      left._tag === 'NotOurStore' ? otherEvents(url.shown, first) : storeFailure(left, url.shown),
    )
  }
  return first === undefined || first.eventId === firstEventOf(setting)
    ? E.right(undefined)
    : E.left(otherEvents(url.shown, first))
}

/** On a server, beside whatever else it holds. */
const writeToServer = async (
  { store, url }: OpenedEvents,
  events: ReadonlyArray<RecordedEvent>,
  terminal: Terminal,
  onHeld: (held: number) => void,
): Promise<E.Either<Failure, number>> => {
  const other = await otherThan(store, events)
  if (E.isLeft(other)) return E.left(storeFailure(other.left, url.shown))
  if (other.right !== undefined) return E.left(otherEvents(url.shown, other.right))
  const head = await headOf(store)
  if (E.isLeft(head)) return E.left(storeFailure(head.left, url.shown))
  const { signal } = terminal
  const writing = { target: store, order: 'window', heldUpTo: head.right, signal } as const
  const put = await putHistory(writing, events, onHeld)
  return E.mapLeft((error: WriteError | CopyInterrupted) =>
    copyFailure(error, { from: 'the simulation', to: url.shown }),
  )(put)
}

const writeToFile = async (
  { store, url }: OpenedEvents,
  events: ReadonlyArray<RecordedEvent>,
  terminal: Terminal,
  onHeld: (held: number) => void,
): Promise<E.Either<Failure, number>> => {
  const filled = await fill(store, events, { signal: terminal.signal, onHeld })
  if (E.isRight(filled)) return E.right(filled.right.added)
  const { left } = filled
  switch (left._tag) {
    case 'NotOurStore':
      return E.left(otherEvents(url.shown, undefined))
    case 'FillInterrupted':
      return E.left({
        code: 130,
        tag: 'Interrupted',
        lines: [
          'interrupted; what was written is whole: run the command again, it goes on from there',
        ],
      })
    default:
      return E.left(storeFailure(left, url.shown))
  }
}

const perform = async (
  opened: OpenedEvents,
  setting: Setting,
  { quiet = false, json = false, locale }: SimulateOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const ours = await checkStore(opened, setting)
  if (E.isLeft(ours)) return ours
  const bar = simulationBar(quiet ? undefined : terminal.bar)
  const begun = performance.now()
  try {
    const simulated = await simulateInMemory(setting, {
      signal: terminal.signal,
      onProgress: (done, total) => bar.show('simulate', done, total),
    })
    if (E.isLeft(simulated)) return E.left(simulationFailure(simulated.left, opened.url.shown))
    const { events, violations } = simulated.right
    if (violations.length > 0) return E.left(violated(violations))
    const write = opened.url.scheme === 'sqlite' ? writeToFile : writeToServer
    const added = await write(opened, events, terminal, (held) =>
      bar.show('write', held, events.length),
    )
    if (E.isLeft(added)) return added
    bar.stop()
    const { standard, seed } = setting
    const told = {
      standard: refOf(standard),
      zone: standard.zone,
      seed,
      store: opened.url.shown,
      added: added.right,
      summary: summaryOf(events),
    }
    const style = styleOf(terminal.colour)
    terminal.out(json ? `${JSON.stringify(told, null, 2)}\n` : summaryText(told, style, locale))
    if (!quiet) {
      const seconds = (performance.now() - begun) / 1_000
      terminal.err(`simulated and written in ${number(seconds, 1)} s\n`)
    }
    return E.right(0)
  } finally {
    bar.stop()
  }
}

/** Simulates into an opened store: how the demonstration begins. */
export const answerSimulate = async (
  opened: OpenedEvents,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const given = await settingOf(options, terminal)
  return E.isLeft(given) ? given : perform(opened, given.right, options, terminal)
}

const faultsAreNotWritten: Failure = {
  code: 2,
  tag: 'FaultsAreNotWritten',
  lines: ['what comes of --faults is looked over and not written: leave out --store'],
}

const performSimulate =
  ({ terminal }: Session) =>
  async (options: SimulateOptions): Promise<ExitCode> => {
    const { json = false } = options
    if (options.faults === true && options.store !== undefined) {
      return fail(terminal, faultsAreNotWritten, json)
    }
    const setting = await settingOf(options, terminal)
    if (E.isLeft(setting)) return fail(terminal, setting.left, json)
    if (options.faults === true) {
      const told = await answerUnderFaults(setting.right, options, terminal)
      return E.isLeft(told) ? fail(terminal, told.left, json) : told.right
    }
    const done = await withEvents(
      options,
      terminal,
      (opened) => perform(opened, setting.right, options, terminal),
      false,
    )
    return E.isLeft(done) ? fail(terminal, done.left, json) : done.right
  }

export const registerSimulate: RegisterCommand = (program, session) => {
  const command = program
    .command('simulate')
    .description('A service desk run by the real rules, clocks and policies, in simulated time.')
    .requiredOption('--standard <id>', 'by which standard; a file of your own ends in .json')
    .requiredOption('--cases <n>', 'how many cases customers come with', whole(1, MOST_CASES, HELD))
    .requiredOption('--seed <n>', 'another seed, another history', whole(0, 4_294_967_295))
    .option('--days <n>', 'on how many days they come (default: by the desk)', whole(1, 730))
    .option('--from <date>', 'the first day (default: by the desk)')
    .option('--desk <file>', 'a desk of your own: who works there, and who comes with what')
    .option('--faults', 'on a store that loses answers, with programs that end; nothing is written')
  withSetOption(withCalendarOption(withCommonOptions(command)))
    .addOption(localeOption())
    .addHelpText('after', EXAMPLE)
    .action(session.action(performSimulate(session)))
}
