/** `casetrail demo`: a small history, made here and now, and what can be asked of it. */
import * as E from 'fp-ts/lib/Either.js'
import type { AppendError, ReadError, RecordedEvent } from '@casetrail/core'

import { fill, type FillInterrupted, type NotOurStore } from '../demo/fill.js'
import { END, simulate, type ScriptRefused } from '../demo/simulate.js'
import { fail, type Failure } from '../failure.js'
import { openStore, storeFailure, type OpenedStore } from '../open-store.js'
import { number } from '../present/format.js'
import { styleOf } from '../present/style.js'
import { figureNamed, figures } from '../query/figures.js'
import { localeOption, rowsFor, type QueryOptions } from '../query/ask.js'
import type { RegisterCommand, Session } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

import { answerExplain } from './explain.js'
import { answerReport } from './report.js'
import { answerTrace } from './trace.js'

type DemoOptions = Pick<QueryOptions, 'store' | 'locale'>

const DEFAULT_STORE = 'sqlite:casetrail-demo.db'
const SEED = 2025
const VISITS = 360
/** A case that was written up late, handed over, solved, not solved, and solved again. */
const CASE = 'D-0271'
const ZONE = 'Asia/Shanghai'

const EXAMPLE = `
Example:
  casetrail demo

It makes ${DEFAULT_STORE} in this folder; the same history every time. Delete the file to be rid of it.`

const fillFailure = (
  error: AppendError | ReadError | NotOurStore | FillInterrupted | ScriptRefused,
  url: string,
): Failure => {
  switch (error._tag) {
    case 'NotOurStore':
      return {
        code: 2,
        tag: error._tag,
        lines: [
          `${url} holds other events than the demonstration's; nothing was written`,
          'name a new file: casetrail demo --store sqlite:try.db',
        ],
      }
    case 'FillInterrupted':
      return { code: 130, tag: error._tag, lines: ['interrupted; run it again, it goes on'] }
    case 'ScriptRefused':
      return { code: 1, tag: error._tag, lines: [`the demonstration is broken: ${error.reason}`] }
    default:
      return storeFailure(error, url)
  }
}

const makeHistory = async ({
  store,
  url,
}: OpenedStore): Promise<
  E.Either<Failure, { readonly history: ReadonlyArray<RecordedEvent>; readonly added: number }>
> => {
  const history = await simulate(SEED, VISITS)
  if (E.isLeft(history)) return E.left(fillFailure(history.left, url.shown))
  const filled = await fill(store, history.right)
  return E.isLeft(filled)
    ? E.left(fillFailure(filled.left, url.shown))
    : E.right({ history: history.right, added: filled.right.added })
}

const casesIn = (history: ReadonlyArray<RecordedEvent>): number =>
  history.filter(({ event }) => event.type === 'CaseOpened').length

/** How the program is called: `npm start` of the repository has not installed it anywhere. */
const programIn = ({ env }: Terminal): string =>
  env['npm_lifecycle_event'] === 'start' ? 'npm run --silent casetrail --' : 'casetrail'

const tour = async (
  opened: OpenedStore,
  options: DemoOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const { title, note } = styleOf(terminal.colour)
  const store = opened.url.shown
  const program = programIn(terminal)
  const step = (text: string, command: string): void => {
    terminal.out(`${title(text)}\n${note(`$ ${program} ${command} --store ${store}`)}\n\n`)
  }
  const made = await makeHistory(opened)
  if (E.isLeft(made)) return made
  const { history, added } = made.right
  terminal.out(
    `${title('A service desk, 1 March to 31 May 2025')}\n` +
      `${number(casesIn(history))} cases, ${number(history.length)} events, each decided by the rules of retail-2025; ` +
      `${added === 0 ? 'they were there already' : `${number(added)} written to ${store}`}\n\n`,
  )
  const window = { zone: ZONE, asOf: END, asKnownThen: false }
  const ready = await rowsFor(opened, window, terminal, true)
  if (E.isLeft(ready)) return ready

  const at = `--as-of 2025-06-01 --zone ${ZONE}`
  step('1  The figures', `report ${at}`)
  const asked = { figures, flow: false, isAll: true }
  const report = await answerReport(ready.right, { asked, by: [], window }, options, terminal)
  if (E.isLeft(report)) return report

  terminal.out('\n')
  step(
    '2  Why: the cases behind a figure',
    `explain reopen.rate --where channel=store --side met ${at}`,
  )
  const figure = figureNamed('reopen.rate')
  if (E.isLeft(figure)) return figure
  const why = { figure: figure.right, where: { channel: 'store' }, window }
  const shown = { ...options, side: 'met', limit: 10 } as const
  const explained = await answerExplain(ready.right, why, shown, terminal)
  if (E.isLeft(explained)) return explained

  terminal.out('\n')
  step('3  One case from beginning to end', `trace ${CASE} --zone ${ZONE}`)
  const traced = await answerTrace(ready.right, CASE, END, { ...options, zone: ZONE }, terminal)
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

const performDemo =
  ({ terminal }: Session) =>
  async (options: DemoOptions): Promise<ExitCode> => {
    const opened = openStore(options.store ?? DEFAULT_STORE, terminal.env)
    if (E.isLeft(opened)) return fail(terminal, opened.left)
    try {
      const done = await tour(opened.right, options, terminal)
      return E.isLeft(done) ? fail(terminal, done.left) : done.right
    } finally {
      opened.right.store.close()
    }
  }

export const registerDemo: RegisterCommand = (program, session) => {
  program
    .command('demo')
    .description('A service desk of three months, its figures, and the cases behind them.')
    .option('--store <url>', 'where it is kept', DEFAULT_STORE)
    .addOption(localeOption())
    .addHelpText('after', EXAMPLE)
    .action(session.action(performDemo(session)))
}
