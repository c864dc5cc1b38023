/** `casetrail standards`: the standards that ship, and checking one's own. */
import { problemText, type Problem } from '@casetrail/core'
import { decodeStandard, readyStandards, type ServiceStandard } from '@casetrail/core/standards'
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import { fail } from '../failure.js'
import { cleaned } from '../present/cleaned.js'
import type { Locale } from '../present/format.js'
import { standardText } from '../present/standard-text.js'
import { styleOf } from '../present/style.js'
import { table } from '../present/table.js'
import { localeOption } from '../query/ask.js'
import { mistyped } from '../query/mistyped.js'
import { jsonFile } from '../query/standard-file.js'
import type { RegisterCommand, Session } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

interface StandardsOptions {
  readonly json?: boolean
  readonly locale: Locale
}

const nameOf = ({ id, version }: ServiceStandard): string => `${id}@${String(version)}`

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const list =
  ({ terminal }: Session) =>
  ({ json = false, locale }: StandardsOptions): Promise<ExitCode> => {
    if (json) {
      const all = readyStandards.map(({ id, version, label, validFrom, zone }) => ({
        id,
        version,
        label,
        validFrom,
        zone,
      }))
      terminal.out(asJson({ standards: all }))
      return Promise.resolve(0)
    }
    const { lines } = table(
      [
        { head: 'id' },
        { head: 'valid from' },
        { head: 'zone', dispensable: 1 },
        { head: 'name', narrowest: 20 },
      ],
      readyStandards.map((standard) => ({
        cells: [
          nameOf(standard),
          standard.validFrom.slice(0, 10),
          standard.zone,
          standard.label[locale],
        ],
      })),
      terminal.columns,
      styleOf(terminal.colour),
    )
    terminal.out(`${lines.join('\n')}\n`)
    return Promise.resolve(0)
  }

const show =
  ({ terminal }: Session) =>
  (name: string, { json = false, locale }: StandardsOptions): Promise<ExitCode> => {
    const found = readyStandards.find((one) => one.id === name || nameOf(one) === name)
    if (found === undefined) {
      const known = readyStandards.map((one) => one.id)
      return Promise.resolve(
        fail(terminal, mistyped('standard', 'UnknownStandard', name, known), json),
      )
    }
    terminal.out(
      json
        ? asJson(found)
        : standardText(found, locale, terminal.columns, styleOf(terminal.colour)),
    )
    return Promise.resolve(0)
  }

const tellProblems = (
  terminal: Terminal,
  file: string,
  problems: ReadonlyArray<Problem>,
  json: boolean,
): ExitCode => {
  const some = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`
  terminal.out(
    json
      ? asJson({ file, valid: false, problems })
      : [
          `${file} is no standard that can be used: ${some}`,
          ...problems.map((problem) => `  ${cleaned(problemText(problem))}`),
          '',
        ].join('\n'),
  )
  return 1
}

const check =
  ({ terminal }: Session) =>
  async (file: string, { json = false, locale }: StandardsOptions): Promise<ExitCode> => {
    const document = await jsonFile(file)
    if (E.isLeft(document)) return fail(terminal, document.left, json)
    const standard = decodeStandard(document.right)
    if (E.isLeft(standard)) return tellProblems(terminal, file, standard.left.problems, json)
    const { id, version, label } = standard.right
    terminal.out(
      json
        ? asJson({ file, valid: true, id, version })
        : `${file} can be used: ${cleaned(nameOf(standard.right))}, ${cleaned(label[locale])}\n`,
    )
    return 0
  }

const withOptions = (command: Command): Command =>
  command
    .option('--json', 'one JSON document on stdout, and nothing else')
    .addOption(localeOption())

const example = (text: string): string => `\nExample:\n  casetrail standards ${text}`

export const registerStandards: RegisterCommand = (program, session) => {
  const standards = program
    .command('standards')
    .description('The service standards, and validation of your own.')
    .addHelpText('after', example('list'))
  withOptions(standards.command('list').description('The standards that ship.'))
    .addHelpText('after', example('list --locale zh'))
    .action(session.action(list(session)))
  withOptions(
    standards
      .command('show')
      .description(
        'A standard: its rules, routing, roles, approvals, complaints, follow-ups, taxonomies.',
      )
      .argument('<id>', 'its id, with or without @version'),
  )
    .addHelpText('after', example('show retail-2025 --json > mine.json'))
    .action(session.action(show(session)))
  withOptions(
    standards
      .command('check')
      .description('Whether a document is a standard that can be used; exit code 1 when not.')
      .argument('<file>', 'a JSON document'),
  )
    .addHelpText('after', example('check mine.json'))
    .action(session.action(check(session)))
}
