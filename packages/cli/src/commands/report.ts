/** `casetrail report`: the figures. */
import { evaluate, processFlow } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'
import { reportPage } from '../present/html/report-page.js'
import { reportJson } from '../present/report-json.js'
import { reportText } from '../present/report-text.js'
import { styleOf } from '../present/style.js'
import { NAMED } from '../present/unread.js'
import { answerFromRows, withQueryOptions, type QueryOptions, type Ready } from '../query/ask.js'
import { dimensionsKnown, figuresNamed, figuresWith, type Asked } from '../query/figures.js'
import { unreadIn } from '../query/unread.js'
import { windowOf, withWindowOptions, type Window, type WindowOptions } from '../query/window.js'
import { ownStandards, withOwnOptions, type OwnOptions } from '../standards/own.js'
import { withPageOption, writePage } from '../write-page.js'
import type { RegisterCommand, Session } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

interface ReportOptions extends QueryOptions, WindowOptions, OwnOptions {
  readonly by?: string
  readonly html?: string
}

const EXAMPLE = `
Examples:
  casetrail report --store sqlite:desk.db
  casetrail report rightFirstTime resolution.first --by channel
  casetrail report fcr.net --from 2025-03-01 --to 2025-04-01 --by week
  casetrail report flow
  casetrail report --by channel --html report.html

--by takes dimensions (an import's own attributes too) and day, week, month.`

interface Question {
  readonly asked: Asked
  readonly by: ReadonlyArray<string>
  readonly window: Window
}

const questionOf = async (
  names: ReadonlyArray<string>,
  options: ReportOptions,
): Promise<E.Either<Failure, Question>> => {
  const own = await ownStandards(options)
  if (E.isLeft(own)) return own
  const asked = figuresNamed(names, figuresWith(own.right))
  if (E.isLeft(asked)) return asked
  const window = windowOf(options, Date.now())
  if (E.isLeft(window)) return window
  const by =
    options.by === undefined ? [] : [...new Set(options.by.split(',').map((s) => s.trim()))]
  return E.right({ asked: asked.right, by, window: window.right })
}

type AnswerOptions = Pick<ReportOptions, 'json' | 'quiet' | 'locale' | 'html'>

/** Evaluates and prints; also what the demonstration shows. */
export const answerReport = async (
  ready: Ready,
  { asked, by, window }: Question,
  { json = false, quiet = false, locale, html }: AnswerOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const { rows, url, position } = ready
  const known = await dimensionsKnown(rows, by, url, 'orCalendar')
  if (E.isLeft(known)) return known
  const evaluation = await evaluate(rows, asked.figures, { ...window, by })()
  if (E.isLeft(evaluation)) return E.left(storeFailure(evaluation.left, url))
  const flow = asked.flow ? await processFlow(rows, window)() : E.right(undefined)
  if (E.isLeft(flow)) return E.left(storeFailure(flow.left, url))
  const unread = await unreadIn(rows, url, json ? undefined : NAMED)
  if (E.isLeft(unread)) return unread
  const brief = asked.isAll
  const report = {
    store: url,
    window,
    evaluation: evaluation.right,
    flow: flow.right,
    unread: unread.right,
    brief,
  }
  if (html !== undefined) {
    const page = writePage(html, reportPage(report, locale), terminal, quiet)
    if (E.isLeft(page)) return page
  }
  terminal.out(
    json
      ? reportJson(report, position)
      : reportText(report, locale, terminal.columns, styleOf(terminal.colour)),
  )
  return E.right(0)
}

const performReport =
  ({ terminal }: Session) =>
  async (names: ReadonlyArray<string>, options: ReportOptions): Promise<ExitCode> => {
    const question = await questionOf(names, options)
    return answerFromRows(question, options, terminal, (ready, asked) =>
      answerReport(ready, asked, options, terminal),
    )
  }

export const registerReport: RegisterCommand = (program, session) => {
  const command = program
    .command('report')
    .description('The figures, over a window, with what was left out and why.')
    .argument('[metric...]', 'the figures wanted (default: all but flow)')
    .option('--by <dimensions>', 'break down by these, such as channel or agent,month')
  withOwnOptions(withQueryOptions(withPageOption(withWindowOptions(command))))
    .addHelpText('after', EXAMPLE)
    .action(session.action(performReport(session)))
}
