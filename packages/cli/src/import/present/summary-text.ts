/** An import's summary for a person. */
import pc from 'picocolors'

import { cleaned } from '../../present/cleaned.js'
import type { ImportSummary, StreamsFed } from '../summary.js'

const number = (n: number): string => n.toLocaleString('en-GB')

const block = (
  title: string,
  entries: ReadonlyArray<readonly [string, number, string?]>,
  bold: (text: string) => string,
): ReadonlyArray<string> => {
  if (entries.length === 0) return []
  const lines = entries.map(
    ([name, n, remark = '']) => [cleaned(name), n, cleaned(remark)] as const,
  )
  const width = Math.max(...lines.map(([name]) => name.length))
  const digits = Math.max(...lines.map(([, n]) => number(n).length))
  return [
    '',
    bold(title),
    ...lines.map(([name, n, remark]) =>
      `  ${name.padEnd(width)}  ${number(n).padStart(digits)}  ${remark}`.trimEnd(),
    ),
  ]
}

const PLURALS: ReadonlyMap<string, string> = new Map([
  ['case', 'cases'],
  ['complaint', 'complaints'],
  ['followUp', 'follow-ups'],
  ['correctiveAction', 'corrective actions'],
  ['emergency', 'emergencies'],
])

const plural = (category: string): string => PLURALS.get(category) ?? `${category} streams`

const findings = (
  [category, { breaches }]: readonly [string, StreamsFed],
  bold: (text: string) => string,
): ReadonlyArray<string> =>
  breaches.streams === 0
    ? []
    : block(
        `Findings: ${plural(category)} that broke a rule of the lifecycle`,
        [
          ['any rule', breaches.streams],
          ...Object.entries(breaches.rules).map(
            ([rule, n]) => [rule, n.streams, `${number(n.events)} events`] as const,
          ),
        ],
        bold,
      )

/** The summary as text, ending in a newline. */
export const summaryText = (summary: ImportSummary, store: string, colour: boolean): string => {
  const { bold } = pc.createColors(colour)
  const { rows, events, ignoredBecause } = summary
  const fed = Object.entries(summary.streams)
  const files = summary.files.join(', ')
  const heading = summary.dryRun
    ? `Dry run of ${files}: nothing was written`
    : `Imported ${files} into ${store}`
  const optional = (
    name: string,
    n: number,
    remark?: string,
  ): ReadonlyArray<readonly [string, number, string?]> =>
    n === 0 ? [] : [remark === undefined ? [name, n] : [name, n, remark]]
  const lines = [
    bold(cleaned(heading)),
    cleaned(
      `source ${summary.source}, under ${summary.standard.id} version ${summary.standard.version}`,
    ),
    ...block(
      'Source rows',
      [
        ['read', rows.read],
        ['mapped', rows.mapped],
        ...optional('kept as notes', rows.noted),
        ...optional('ignored', rows.ignored, ignoredBecause ?? ''),
        ...optional('rejected', rows.rejected, summary.rejects ?? ''),
      ],
      bold,
    ),
    ...block(
      'History',
      [
        ...fed.map(
          ([category, of]) =>
            [
              plural(category),
              of.streams,
              fed.length === 1 ? '' : `${number(of.events.mapped)} events`,
            ] as const,
        ),
        ['events', events.mapped],
        ...(summary.dryRun
          ? []
          : ([
              ['written', events.written],
              ['already there', events.alreadyThere],
            ] as const)),
      ],
      bold,
    ),
    ...block('Rows by rule', Object.entries(summary.rules), bold),
    ...block('Rows that no rule is for', Object.entries(summary.unmapped), bold),
    ...fed.flatMap((one) => findings(one, bold)),
  ]
  return `${lines.join('\n')}\n`
}
