/** `casetrail demo`: a desk is simulated here and now, and what can be asked of its history. */
import * as E from 'fp-ts/lib/Either.js'
import { foldRead, type EventStore, type ReadError } from '@casetrail/core'
import { InvalidArgumentError } from 'commander'

import { fail, type Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'
import { openStore, type OpenedStore } from '../store/open-store.js'
import { number } from '../present/format.js'
import { styleOf } from '../present/style.js'
import { figureNamed, figures } from '../query/figures.js'
import { localeOption, rowsFor, worked, type QueryOptions } from '../query/ask.js'
import type { RegisterCommand, Session } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

import { answerExplain } from './explain.js'
import { answerReport } from './report.js'
import { answerSimulate } from './simulate.js'
import { answerTrace } from './trace.js'

interface DemoOptions extends Pick<QueryOptions, 'store' | 'rows' | 'insecure' | 'locale'> {
  readonly cases: number
}

const DEFAULT_STORE = 'sqlite:casetrail-demo.db'
const SEED = 2025
const CASES = 2_000
const STANDARD = 'retail-2025'
const ZONE = 'Asia/Shanghai'
/** When all of it is over, in the zone. */
const END = Date.UTC(2025, 11, 31, 16)
const END_DATE = '2026-01-01'

const EXAMPLE = `
Example:
  casetrail demo

It makes ${DEFAULT_STORE} in this folder; the same history every time. Delete the file to be rid of it.`

/** The stream of the first complaint that a remedy was given for. */
const complaintIn = (
  store: Pick<EventStore, 'read'>,
): Promise<E.Either<ReadError, string | undefined>> => {
  const query = { all: true, types: ['RemedyFulfilled'], limit: 1 } as const
  return foldRead<string | undefined>(store, query, undefined, (_, { stream }) => stream)()
}

/** How the program is called: `npm start` of the repository has not installed it anywhere. */
const programIn = ({ env }: Terminal): string =>
  env['npm_lifecycle_event'] === 'start' ? 'npm run --silent casetrail --' : 'casetrail'

/** As a shell takes it: what has options of its own in quotes. */
const quoted = (url: string): string => (/[?&*]/.test(url) ? `'${url}'` : url)

const tour = async (
  opened: OpenedStore,
  options: DemoOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const { title, note } = styleOf(terminal.colour)
  const store = quoted(opened.url.shown)
  const program = programIn(terminal)
  const step = (text: string, command: string): void => {
    terminal.out(`${title(text)}\n${note(`$ ${program} ${command} --store ${store}`)}\n\n`)
  }
  const { cases } = options
  const what = `--standard ${STANDARD} --cases ${String(cases)} --seed ${String(SEED)}`
  step('1  A service desk, simulated', `simulate ${what}`)
  const setting = { standard: STANDARD, cases, seed: SEED, quiet: true }
  const made = await answerSimulate(opened, setting, terminal)
  if (E.isLeft(made)) return made
  terminal.out('\n')
  step('2  Its events, folded into rows', 'replay')
  const window = { zone: ZONE, asOf: END, asKnownThen: false }
  const ready = await rowsFor(opened, window, terminal, true)
  if (E.isLeft(ready)) return ready
  terminal.out(`${number(ready.right.events)} events were new to the rows\n\n`)

  const at = `--as-of ${END_DATE} --zone ${ZONE}`
  step('3  The figures', `report ${at}`)
  const asked = { figures, flow: false, isAll: true }
  const report = await answerReport(ready.right, { asked, by: [], window }, options, terminal)
  if (E.isLeft(report)) return report

  terminal.out('\n')
  step(
    '4  Why: the cases behind a figure',
    `explain reopen.rate --where channel=store --side met --limit 4 ${at}`,
  )
  const figure = figureNamed('reopen.rate')
  if (E.isLeft(figure)) return figure
  const why = { figure: figure.right, where: { channel: 'store' }, window }
  const shown = { ...options, side: 'met', limit: 4 } as const
  const explained = await answerExplain(ready.right, why, shown, terminal)
  if (E.isLeft(explained)) return explained

  terminal.out('\n')
  const complaint = await complaintIn(opened.store)
  if (E.isLeft(complaint)) return E.left(storeFailure(complaint.left, store))
  const name = complaint.right ?? ''
  step('5  One complaint from beginning to end', `trace ${name} --zone ${ZONE}`)
  const traced = await answerTrace(ready.right, name, END, { ...options, zone: ZONE }, terminal)
  if (E.isLeft(traced)) return traced

  terminal.out(
    `\n${title('Try next')}\n` +
      [
        `report rightFirstTime resolution.first --by agent --store ${store}`,
        `report cases.opened fcr.gross --by month --zone ${ZONE} --locale zh --store ${store}`,
        `explain fcr.window --side missed --where channel=chat --store ${store}`,
        `report flow --store ${store}`,
        'import --help',
      ]
        .map((command) => `  ${program} ${command}\n`)
        .join(''),
  )
  return E.right(0)
}

const casesFrom = (text: string): number => {
  const n = /^\d{2,5}$/.test(text) ? Number(text) : NaN
  if (n >= 10) return n
  throw new InvalidArgumentError('It is a whole number from 10 to 99,999.')
}

const performDemo =
  ({ terminal }: Session) =>
  async (options: DemoOptions): Promise<ExitCode> => {
    const opened = await openStore({ store: DEFAULT_STORE, ...options }, terminal)
    const done = await worked(opened, terminal, (desk) => tour(desk, options, terminal))
    return E.isLeft(done) ? fail(terminal, done.left) : done.right
  }

export const registerDemo: RegisterCommand = (program, session) => {
  program
    .command('demo')
    .description('A simulated desk of three months, its figures, and the cases behind them.')
    .option('--store <url>', 'where it is kept', DEFAULT_STORE)
    .option('--rows <file>', 'where its rows are, where the store is on a server')
    .option('--insecure', 'allow tls=false to a server that is not on this machine')
    .option('--cases <n>', 'how many cases customers come with', casesFrom, CASES)
    .addOption(localeOption())
    .addHelpText('after', EXAMPLE)
    .action(session.action(performDemo(session)))
}
