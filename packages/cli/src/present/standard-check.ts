/** What became of checking standards and calendars: all that is wrong, or what may be done with them. */
import { problemText } from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import { unsetOf, type ServiceStandard } from '@casetrail/core/standards'

import type { WrongFile } from '../standards/files.js'
import { refOf } from '../standards/named.js'

import { cleaned } from './cleaned.js'
import type { Locale } from './format.js'

/** Of a document that is wrong: everything. */
export const wrongText = ({ file, problems, isCalendar }: WrongFile): string => {
  const kind = isCalendar === true ? 'calendar' : 'standard'
  const some = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`
  return [
    `${file} is no ${kind} that can be used: ${some}`,
    ...problems.map((problem) => `  ${cleaned(problemText(problem))}`),
    '',
  ].join('\n')
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Of one file its own document, of several one of all. */
export const filesJson = (files: ReadonlyArray<{ readonly valid: boolean }>): string => {
  const [only] = files
  return asJson(
    files.length === 1 && only !== undefined
      ? only
      : { valid: files.every(({ valid }) => valid), files },
  )
}

/** Of a calendar that is right. */
export const calendarText = (file: string, { id, version, label }: Calendar, locale: Locale) =>
  `${file} can be used: calendar ${cleaned(refOf({ id, version }))}, ${cleaned(label[locale])}\n`

/** Of calendars that end within a year. */
export const endingText = (ending: ReadonlyArray<Calendar>): string =>
  ending
    .map(
      (calendar) =>
        `  its calendar ${cleaned(refOf(calendar))} knows no day after ${calendar.covers.to}: ` +
        'what would be due later is refused until there is a newer version\n',
    )
    .join('')

/** Of a document that is right: what may be done with it. */
export const rightText = (file: string, standard: ServiceStandard, locale: Locale): string => {
  const name = `${cleaned(refOf(standard))}, ${cleaned(standard.label[locale])}`
  const unset = unsetOf(standard)
  if (unset.length === 0) return `${file} can be used: ${name}\n`
  return (
    `${file} is a standard: ${name}\n` +
    `  it refuses to run until the house sets ${unset.map(cleaned).join(', ')}\n` +
    `  casetrail standards show ${file} shows how\n`
  )
}
