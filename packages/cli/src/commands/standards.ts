/** `casetrail standards`: the standards that ship, checking one's own, and what differs between two. */
import {
  baseStandards,
  readyStandards,
  unsetOf,
  type ServiceStandard,
} from '@casetrail/core/standards'
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import { fail, type Failure } from '../failure.js'
import { differenceText } from '../present/standard-difference.js'
import { standardText } from '../present/standard-text.js'
import { styleOf } from '../present/style.js'
import { table } from '../present/table.js'
import { localeOption } from '../query/ask.js'
import { differences } from '../standards/difference.js'
import { calendarsIn, withCalendarOption } from '../standards/calendars.js'
import { standardsIn } from '../standards/files.js'
import { named, refOf } from '../standards/named.js'
import { withAll, withSetOption } from '../standards/setting.js'
import { withStandardOption } from '../standards/standard-option.js'
import type { RegisterCommand, Session } from '../session.js'
import type { ExitCode } from '../terminal.js'

import { checkStandards, type CheckOptions } from './standards-check.js'

interface StandardsOptions extends CheckOptions {
  readonly standard?: ReadonlyArray<string>
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const TO_SET = { en: 'to be set', zh: '待設定' } as const

const list =
  ({ terminal }: Session) =>
  ({ json = false, locale }: StandardsOptions): Promise<ExitCode> => {
    if (json) {
      const all = readyStandards.map((standard) => {
        const { id, version, label, validFrom, zone } = standard
        return { id, version, label, validFrom, zone, unset: unsetOf(standard) }
      })
      terminal.out(asJson({ standards: all }))
      return Promise.resolve(0)
    }
    const { lines } = table(
      [
        { head: 'id' },
        { head: 'valid from', dispensable: 2 },
        { head: 'zone', dispensable: 3 },
        { head: 'name', narrowest: 20 },
        { head: TO_SET[locale], narrowest: 12, dispensable: 1 },
      ],
      readyStandards.map((standard) => ({
        cells: [
          refOf(standard),
          standard.validFrom.slice(0, 10),
          standard.zone,
          standard.label[locale],
          unsetOf(standard).join(', '),
        ],
      })),
      terminal.columns,
      styleOf(terminal.colour),
    )
    terminal.out(`${lines.join('\n')}\n`)
    return Promise.resolve(0)
  }

const isFile = (name: string): boolean => /[/\\]|\.json$/i.test(name)

/** The standards that each name means: a file, or one that ships or is in the files given beside. */
const found = async (
  names: ReadonlyArray<string>,
  { standard: files = [], calendar = [], set = [] }: StandardsOptions,
): Promise<E.Either<Failure, ReadonlyArray<ServiceStandard>>> => {
  const all = [...files, ...names.filter(isFile)]
  const calendars = await calendarsIn(calendar)
  if (E.isLeft(calendars)) return calendars
  const own = await standardsIn(all, calendars.right)
  if (E.isLeft(own)) return own
  const known = [...baseStandards, ...own.right]
  const standards: ServiceStandard[] = []
  for (const name of names) {
    const one = isFile(name) ? E.right(own.right[all.lastIndexOf(name)]) : named(known, name)
    if (E.isLeft(one)) return one
    if (one.right !== undefined) standards.push(one.right)
  }
  return withAll(standards, set)
}

const show =
  ({ terminal }: Session) =>
  async (name: string, options: StandardsOptions): Promise<ExitCode> => {
    const { json = false, locale } = options
    const shown = await found([name], options)
    if (E.isLeft(shown)) return fail(terminal, shown.left, json)
    const style = styleOf(terminal.colour)
    for (const standard of shown.right) {
      terminal.out(
        json ? asJson(standard) : standardText(standard, locale, terminal.columns, style),
      )
    }
    return 0
  }

const diff =
  ({ terminal }: Session) =>
  async (a: string, b: string, options: StandardsOptions): Promise<ExitCode> => {
    const { json = false, locale } = options
    const both = await found([a, b], options)
    if (E.isLeft(both)) return fail(terminal, both.left, json)
    const [before, after] = both.right
    if (before === undefined || after === undefined) return 0
    const all = differences(before, after)
    const style = styleOf(terminal.colour)
    terminal.out(
      json
        ? asJson({ from: refOf(before), to: refOf(after), differences: all })
        : differenceText([before, after], all, locale, terminal.columns, style),
    )
    return 0
  }

const withFileOptions = (command: Command): Command => withCalendarOption(withOptions(command))

const withOptions = (command: Command): Command =>
  command
    .option('--json', 'one JSON document on stdout, and nothing else')
    .addOption(localeOption())

const example = (...lines: ReadonlyArray<string>): string =>
  `\nExample:\n${lines.map((line) => `  casetrail standards ${line}`).join('\n')}`

export const registerStandards: RegisterCommand = (program, session) => {
  const standards = program
    .command('standards')
    .description('The service standards, validation of your own, and what differs between two.')
    .addHelpText('after', example('list'))
  withOptions(standards.command('list').description('The standards that ship.'))
    .addHelpText('after', example('list --locale zh'))
    .action(session.action(list(session)))
  withSetOption(
    withStandardOption(
      withFileOptions(
        standards
          .command('show')
          .description(
            'A standard: its clocks, required steps, targets, rules, roles, approvals, taxonomies.',
          )
          .argument('<name>', 'its id, with or without @version, or a file'),
      ),
    ),
  )
    .addHelpText(
      'after',
      example('show retail-2025', 'show support-sop --set support-sop.firstResponse=4h'),
    )
    .action(session.action(show(session)))
  withSetOption(
    withFileOptions(
      standards
        .command('check')
        .description(
          'Whether documents are standards or calendars that can be used; exit code 1 when not.',
        )
        .argument('<files...>', 'JSON documents; they may extend each other'),
    ),
  )
    .addHelpText(
      'after',
      example(
        'check mine.json',
        'check base.json mine.json',
        'check mine.json hours.json',
        'check mine.json --calendar hours.json',
      ),
    )
    .action(session.action(checkStandards(session)))
  withStandardOption(
    withFileOptions(
      standards
        .command('diff')
        .description('What differs between two standards, by place.')
        .argument('<a>', 'an id, with or without @version, or a file')
        .argument('<b>', 'another'),
    ),
  )
    .addHelpText('after', example('diff retail-2025 premium-2025', 'diff retail-2025 mine.json'))
    .action(session.action(diff(session)))
}
