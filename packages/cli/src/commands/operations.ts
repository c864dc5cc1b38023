/** `casetrail operations`: what is reported of a period, through the rules into the store. */
import { randomUUID } from 'node:crypto'

import { handle } from '@casetrail/core'
import { interruptionKinds, operationsAggregate, operationsId } from '@casetrail/core/operations'
import { readyStandards, retail2025 } from '@casetrail/core/standards'
import { Option, type Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { DateTime } from 'luxon'

import { fail, type Failure } from '../failure.js'
import type { OpenedEvents } from '../store/open-events.js'
import {
  end,
  exposure,
  risk,
  start,
  type Ask,
  type Asked,
  type ExposureOptions,
  type RiskOptions,
  type StartOptions,
} from '../operations/asked.js'
import { refusal } from '../operations/refusal.js'
import {
  givenOf,
  withReportOptions,
  type Given,
  type ReportOptions,
} from '../operations/report-options.js'
import { reportJson, reportText } from '../operations/told.js'
import { attribute, grade, hours, whole } from '../operations/values.js'
import { withEvents } from '../query/ask.js'
import type { RegisterCommand, Session } from '../session.js'
import type { ExitCode } from '../terminal.js'

/** The first is for who names none. */
const standards = [retail2025, ...readyStandards.filter((one) => one !== retail2025)]

/** What is reported beyond the period is compared with nothing: its own period does not know of it. */
const goesBeyond = ({ from, to }: Asked, zone: string): boolean =>
  to !== undefined && to > DateTime.fromMillis(from, { zone }).endOf('month').toMillis() + 1

const carryOut = async <O extends ReportOptions>(
  { store, url }: OpenedEvents,
  options: O,
  given: Given,
  asked: Asked,
  { terminal }: Session,
): Promise<E.Either<Failure, ExitCode>> => {
  const { period: named, commandId = randomUUID(), json = false, quiet = false, locale } = options
  const period = named ?? DateTime.fromMillis(asked.from, { zone: given.zone }).toFormat('yyyy-MM')
  const operations = handle(store, operationsAggregate(standards))
  const done = await operations(operationsId(period), asked.command, { commandId })()
  if (E.isLeft(done)) return E.left(refusal(done.left, { period, url: url.shown, locale }))
  if (named === undefined && !quiet && goesBeyond(asked, given.zone)) {
    terminal.err(
      `the interval ends after ${period}: what is reported of later periods is not compared with it\n`,
    )
  }
  const report = { store: url.shown, period, commandId, outcome: done.right }
  terminal.out(json ? reportJson(report) : reportText(report, locale))
  return E.right(0)
}

const perform = async <O extends ReportOptions>(
  session: Session,
  options: O,
  ask: Ask<O>,
): Promise<ExitCode> => {
  const { terminal } = session
  const done = await understood(options, ask, (given, asked) =>
    withEvents(options, terminal, (opened) => carryOut(opened, options, given, asked, session)),
  )
  return E.isLeft(done) ? fail(terminal, done.left, options.json) : done.right
}

const understood = async <O extends ReportOptions>(
  options: O,
  ask: Ask<O>,
  work: (given: Given, asked: Asked) => Promise<E.Either<Failure, ExitCode>>,
): Promise<E.Either<Failure, ExitCode>> => {
  const given = givenOf(options, Date.now())
  if (E.isLeft(given)) return given
  const asked = ask(options, given.right)
  return E.isLeft(asked) ? asked : work(given.right, asked.right)
}

const EXAMPLES = {
  exposure: 'exposure --from 2025-03-01 --to 2025-04-01 --orders 12840 --actor huang',
  start: 'interruption-start pay-1 --kind system --at 2025-03-09T14:12 --actor tang',
  end: 'interruption-end pay-1 --at 2025-03-09T14:58 --actor tang',
  risk:
    'risk R-07 --description "one payment channel" --likelihood 3 --impact 4\n' +
    '    --measure "a second channel" --indicator "share of failed payments" --owner it --actor zhao',
} as const

const example = (text: string): string => `\nExample:\n  casetrail operations ${text}`

export const registerOperations: RegisterCommand = (program, session) => {
  const operations = program
    .command('operations')
    .description('Reports of a period: exposure, interruptions, risks.')
    .addHelpText('after', example(EXAMPLES.exposure))
  const add = (command: Command, text: string): Command =>
    withReportOptions(command).addHelpText('after', example(text))

  add(
    operations
      .command('exposure')
      .description('How much there was, for rates: orders, customers, contacts, service hours.')
      .requiredOption('--from <date>', 'the interval begins here: 2025-03-01, or an instant')
      .requiredOption('--to <date>', 'the interval ends before this')
      .option('--orders <n>', 'how many orders', whole)
      .option('--customers <n>', 'how many customers', whole)
      .option('--contacts <n>', 'how many contacts', whole)
      .option('--services <n>', 'how many services were rendered', whole)
      .option('--service-hours <h>', 'hours in which service was promised', hours)
      .option(
        '--attribute <name=value>',
        'what it is of, such as shop=a; may be given again',
        attribute,
      ),
    EXAMPLES.exposure,
  ).action(session.action((options: ExposureOptions) => perform(session, options, exposure)))

  add(
    operations
      .command('interruption-start')
      .description('The service was interrupted.')
      .argument('<interruption>', 'a name for it, new in its period')
      .addOption(
        new Option('--kind <kind>', 'of what').choices(interruptionKinds).makeOptionMandatory(),
      )
      .option('--reason <text>', 'why; name causes, not persons'),
    EXAMPLES.start,
  ).action(
    session.action((name: string, options: StartOptions) => perform(session, options, start(name))),
  )

  add(
    operations
      .command('interruption-end')
      .description('The service was restored. It goes to the period in which it was interrupted.')
      .argument('<interruption>', 'its name'),
    EXAMPLES.end,
  ).action(
    session.action((name: string, options: ReportOptions) => perform(session, options, end(name))),
  )

  add(
    operations
      .command('risk')
      .description('A line of the risk register, or a new assessment of one.')
      .argument('<risk>', 'a name for it')
      .requiredOption('--description <text>', 'what may happen')
      .requiredOption('--likelihood <1-5>', '5: all but certain', grade)
      .requiredOption('--impact <1-5>', '5: the worst', grade)
      .requiredOption('--measure <text>', 'what is done against it')
      .requiredOption('--indicator <text>', 'by what one will notice it')
      .requiredOption('--owner <id>', 'who watches it')
      .option('--plan <text>', 'what is done when it happens'),
    EXAMPLES.risk,
  ).action(
    session.action((name: string, options: RiskOptions) => perform(session, options, risk(name))),
  )
}
