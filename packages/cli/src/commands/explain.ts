/** `casetrail explain`: the cases and events behind a figure. */
import type { Figure } from '@casetrail/core/read-model'
import { deskModels, evaluate, explain, findings, type ExplainQuery } from '@casetrail/projections'
import { InvalidArgumentError, Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'
import { explanationJson, explanationText } from '../present/explanation.js'
import { styleOf } from '../present/style.js'
import { answerFromRows, withQueryOptions, type QueryOptions, type Ready } from '../query/ask.js'
import { citedEvents } from '../query/evidence.js'
import {
  conditionsOf,
  dimensionsKnown,
  figureNamed,
  figuresWith,
  inputNamed,
} from '../query/figures.js'
import { windowOf, withWindowOptions, type Window, type WindowOptions } from '../query/window.js'
import { ownStandards, withOwnOptions, type OwnOptions } from '../standards/own.js'
import type { RegisterCommand, Session } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

interface ExplainOptions extends QueryOptions, WindowOptions, OwnOptions {
  readonly where?: ReadonlyArray<string>
  readonly side?: NonNullable<ExplainQuery['side']>
  readonly input?: string
  readonly limit: number
}

const EXAMPLE = `
Examples:
  casetrail explain fcr.gross --where channel=phone --side excluded
  casetrail explain resolution.first --side counted --limit 50 --json
  casetrail explain escalation.rate --input hierarchical --side met

A figure of several inputs is explained by its first; --input names another.`

const SIDES = ['counted', 'met', 'missed', 'excluded']

export interface Why {
  readonly figure: Figure
  readonly where: Readonly<Record<string, string>>
  readonly window: Window
}

const questionOf = async (
  metric: string,
  options: ExplainOptions,
): Promise<E.Either<Failure, Why>> => {
  const own = await ownStandards(options)
  if (E.isLeft(own)) return own
  const figure = figureNamed(metric, figuresWith(own.right))
  if (E.isLeft(figure)) return figure
  const window = windowOf(options, Date.now())
  if (E.isLeft(window)) return window
  const input = inputNamed(figure.right, options.input)
  if (E.isLeft(input)) return input
  const where = conditionsOf(options.where ?? [])
  if (E.isLeft(where)) return where
  return E.right({ figure: figure.right, where: where.right, window: window.right })
}

/** Explains and prints; also what the demonstration shows. */
export const answerExplain = async (
  ready: Ready,
  { figure, where, window }: Why,
  options: Pick<ExplainOptions, 'side' | 'input' | 'limit' | 'json' | 'locale'>,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const { rows, url } = ready
  const { side, input, limit, json = false, locale } = options
  const known = await dimensionsKnown(rows, Object.keys(where), url)
  if (E.isLeft(known)) return known
  const query = { ...window, where }
  const evaluation = await evaluate(rows, [figure], query)()
  if (E.isLeft(evaluation)) return E.left(storeFailure(evaluation.left, url))
  const explanation = await explain(rows, figure, {
    ...query,
    limit,
    ...(side === undefined ? {} : { side }),
    ...(input === undefined ? {} : { input }),
  })()
  if (E.isLeft(explanation)) return E.left(storeFailure(explanation.left, url))
  const { readings } = explanation.right
  const subjects = await findings(
    rows,
    deskModels,
    readings.map(({ subject }) => subject),
  )()
  if (E.isLeft(subjects)) return E.left(storeFailure(subjects.left, url))
  const events = await citedEvents(
    ready,
    readings.map(({ subject, evidence }) => ({
      correlation: subjects.right.get(subject)?.correlation ?? subject,
      evidence,
    })),
  )
  if (E.isLeft(events)) return E.left(storeFailure(events.left, url))
  const [result] = evaluation.right.figures
  if (result === undefined) return E.right(0)
  const explaining = {
    store: url,
    window,
    where,
    figure: result,
    explanation: explanation.right,
    subjects: subjects.right,
    events: events.right,
  }
  terminal.out(
    json
      ? explanationJson(explaining, side, ready.position)
      : explanationText(explaining, locale, terminal.columns, styleOf(terminal.colour)),
  )
  return E.right(0)
}

const performExplain =
  ({ terminal }: Session) =>
  async (metric: string, options: ExplainOptions): Promise<ExitCode> => {
    const question = await questionOf(metric, options)
    return answerFromRows(question, options, terminal, (ready, asked) =>
      answerExplain(ready, asked, options, terminal),
    )
  }

const count = (text: string): number => {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text)
  throw new InvalidArgumentError('It is a whole number from 1.')
}

const gathered = (text: string, before: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  ...before,
  text,
]

export const registerExplain: RegisterCommand = (program, session) => {
  withOwnOptions(
    withQueryOptions(
      withWindowOptions(
        program
          .command('explain')
          .description('The cases behind a figure, and the events that speak for each.')
          .argument('<metric>', 'the figure')
          .option('--where <dimension=value>', 'only such cases; may be given again', gathered)
          .addOption(new Option('--side <side>', 'only cases on this side').choices(SIDES))
          .option('--input <name>', 'which input of the figure (default: its first)')
          .option('--limit <n>', 'how many cases are listed', count, 10),
      ),
    ),
  )
    .addHelpText('after', EXAMPLE)
    .action(session.action(performExplain(session)))
}
