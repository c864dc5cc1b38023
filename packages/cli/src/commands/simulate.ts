/** `casetrail simulate`: a service desk run by the real rules, into a store. */
import { foldBatches, type RecordedEvent } from '@casetrail/core'
import { readyStandards, unsetOf, type ServiceStandard } from '@casetrail/core/standards'
import { InvalidArgumentError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import { fail, type Failure } from '../failure.js'
import { openStore, storeFailure, type OpenedStore } from '../open-store.js'
import { number } from '../present/format.js'
import { styleOf } from '../present/style.js'
import {
  withCommonOptions,
  type CommonOptions,
  type RegisterCommand,
  type Session,
} from '../session.js'
import { MOST_CASES, checkedSetting, deskFrom } from '../simulate/check-setting.js'
import { fill, type NotOurStore } from '../simulate/fill.js'
import { simulateInMemory } from '../simulate/in-memory.js'
import { simulationBar } from '../simulate/progress.js'
import { firstEventOf, type Setting as Simulation } from '../simulate/setting.js'
import { summaryOf } from '../simulate/summary.js'
import { simulationFailure, summaryText, violated } from '../simulate/summary-text.js'
import { calendarsIn, withCalendarOption } from '../standards/calendars.js'
import { standardsIn } from '../standards/files.js'
import { named, refOf } from '../standards/named.js'
import { withAll, withSetOption, type Setting } from '../standards/setting.js'
import type { ExitCode, Terminal } from '../terminal.js'

interface SimulateOptions extends CommonOptions {
  readonly standard: string
  readonly cases: number
  readonly seed: number
  readonly days?: number
  readonly from?: string
  readonly desk?: string
  readonly calendar?: ReadonlyArray<string>
  readonly set?: ReadonlyArray<Setting>
}

const EXAMPLE = `
Example:
  casetrail simulate --standard retail-2025 --cases 2000 --seed 7 --store sqlite:desk.db

The same command makes the same history, to the byte. --desk FILE takes a desk of your own.`

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const n = /^\d{1,10}$/.test(text) ? Number(text) : NaN
    if (n >= least && n <= most) return n
    throw new InvalidArgumentError(`It is a whole number from ${number(least)} to ${number(most)}.`)
  }

/** By an id; a file's is read first. What it leaves to the house is as its examples say, unless it is set. */
const standardOf = async (
  { standard, set = [], quiet = false }: SimulateOptions,
  calendars: Simulation['calendars'],
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

const settingOf = async (
  options: SimulateOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, Simulation>> => {
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
  { store, url }: OpenedStore,
  setting: Simulation,
): Promise<E.Either<Failure, void>> => {
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

const write = async (
  { store, url }: OpenedStore,
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
  opened: OpenedStore,
  setting: Simulation,
  { quiet = false, json = false }: SimulateOptions,
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
    terminal.out(json ? `${JSON.stringify(told, null, 2)}\n` : summaryText(told, style))
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
  opened: OpenedStore,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const given = await settingOf(options, terminal)
  return E.isLeft(given) ? given : perform(opened, given.right, options, terminal)
}

const performSimulate =
  ({ terminal }: Session) =>
  async (options: SimulateOptions): Promise<ExitCode> => {
    const { json = false } = options
    const setting = await settingOf(options, terminal)
    if (E.isLeft(setting)) return fail(terminal, setting.left, json)
    const opened = openStore(options.store, terminal.env)
    if (E.isLeft(opened)) return fail(terminal, opened.left, json)
    try {
      const done = await perform(opened.right, setting.right, options, terminal)
      return E.isLeft(done) ? fail(terminal, done.left, json) : done.right
    } finally {
      opened.right.store.close()
    }
  }

export const registerSimulate: RegisterCommand = (program, session) => {
  const command = program
    .command('simulate')
    .description('A service desk run by the real rules, clocks and policies, in simulated time.')
    .requiredOption('--standard <id>', 'by which standard; a file of your own ends in .json')
    .requiredOption('--cases <n>', 'how many cases customers come with', whole(1, MOST_CASES))
    .requiredOption('--seed <n>', 'another seed, another history', whole(0, 4_294_967_295))
    .option('--days <n>', 'on how many days they come (default: by the desk)', whole(1, 730))
    .option('--from <date>', 'the first day (default: by the desk)')
    .option('--desk <file>', 'a desk of your own: who works there, and who comes with what')
  withSetOption(withCalendarOption(withCommonOptions(command)))
    .addHelpText('after', EXAMPLE)
    .action(session.action(performSimulate(session)))
}
