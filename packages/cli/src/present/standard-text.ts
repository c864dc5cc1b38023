/** A service standard for a person. */
import type { Category, Label, ServiceStandard, Term } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import type { Locale } from './format.js'
import { aftercareLines } from './standard-aftercare.js'
import { authorityLines } from './standard-authority.js'
import { clockPageLines } from './standard-clocks.js'
import { conductLines, sourceLines } from './standard-conduct.js'
import {
  conditionText,
  listed,
  listedWords,
  pageOf,
  pairs,
  section,
  spanText,
  termText,
  word,
  type Lines,
  type Page,
} from './standard-page.js'
import { PROMISES } from './standard-promise-words.js'
import { settingLines } from './standard-settings.js'
import { TEXTS } from './standard-words.js'
import type { Style } from './style.js'
import type { Row } from './table.js'

const DEGREES = ['high', 'medium', 'low'] as const

const termRows = (terms: ReadonlyArray<Term>, locale: Locale): ReadonlyArray<Row> =>
  terms.map(({ code, label }) => ({ cells: [cleaned(code), cleaned(label[locale])] }))

const categoryRows = (
  categories: ReadonlyArray<Category>,
  locale: Locale,
  path = '',
): ReadonlyArray<Row> =>
  categories.flatMap(({ code, label, children = [] }) => [
    { cells: [cleaned(path + code), cleaned(label[locale])] },
    ...categoryRows(children, locale, `${path}${code}/`),
  ])

const optional = (
  name: Label,
  value: string | undefined,
): ReadonlyArray<readonly [Label, string]> => (value === undefined ? [] : [[name, value]])

const ruleLines = (standard: ServiceStandard, page: Page): Lines => {
  const { locale } = page
  const { firstContact, reopen, closing, pause, roles, supervisorRoles } = standard
  const supervisors = supervisorRoles.map((code) => termText(roles, code, locale))
  return section(
    page,
    TEXTS.rules,
    pairs(page, [
      [TEXTS.validFrom, standard.validFrom],
      ...optional(PROMISES.validUntil, standard.validUntil),
      ...optional(PROMISES.basedOn, standard.basedOn),
      [TEXTS.zone, standard.zone],
      [PROMISES.theCalendar, standard.calendar],
      [PROMISES.channels, listedWords(standard.channels, page)],
      [TEXTS.window, spanText(firstContact.window, locale)],
      [TEXTS.warm, firstContact.warmTransferCounts ? TEXTS.yes[locale] : TEXTS.no[locale]],
      [TEXTS.reopen, spanText(reopen.window, locale)],
      [TEXTS.waiting, spanText(closing.waitingTime, locale)],
      [TEXTS.pause, spanText(pause.longest, locale)],
      [PROMISES.backdating, spanText(standard.backdating.longest, locale)],
      [TEXTS.supervisors, listed(supervisors, page)],
    ]),
  )
}

const intakeLines = ({ priorities, routing }: ServiceStandard, page: Page): Lines => {
  const { locale } = page
  return [
    ...section(page, TEXTS.levels, termRows(priorities.levels, locale)),
    ...section(
      page,
      TEXTS.priorities,
      DEGREES.map((urgency) => ({
        cells: [
          word(urgency, page),
          ...DEGREES.map((impact) =>
            termText(priorities.levels, priorities.matrix[urgency][impact], locale),
          ),
        ],
      })),
      [
        { head: `${TEXTS.urgency[locale]} \\ ${TEXTS.impact[locale]}` },
        ...DEGREES.map((degree) => ({ head: word(degree, page), narrowest: 8 })),
      ],
    ),
    ...section(
      page,
      TEXTS.raise,
      priorities.raise.map(({ by, ...conditions }) => ({
        cells: [conditionText(conditions, page), `+${String(by)}`],
      })),
    ),
    ...section(
      page,
      TEXTS.routing,
      routing.map(({ team, ...conditions }) => ({
        cells: [conditionText(conditions, page), cleaned(team)],
      })),
    ),
  ]
}

const taxonomyLines = ({ taxonomies }: ServiceStandard, page: Page): Lines => {
  const { locale } = page
  return [
    ...section(page, TEXTS.categories, categoryRows(taxonomies.categories, locale)),
    ...section(page, TEXTS.resolutionCodes, termRows(taxonomies.resolutionCodes, locale)),
    ...section(page, TEXTS.causes, termRows(taxonomies.causes, locale)),
    ...section(page, TEXTS.ineligible, termRows(taxonomies.firstContactIneligibility, locale)),
    ...section(page, TEXTS.tiers, termRows(taxonomies.tiers, locale)),
    ...section(page, TEXTS.dimensions, termRows(taxonomies.serviceDimensions, locale)),
  ]
}

/** The whole standard, ending in a newline. */
export const standardText = (
  standard: ServiceStandard,
  locale: Locale,
  width: number,
  style: Style,
): string => {
  const page = pageOf(standard, locale, width, style)
  const lines = [
    style.title(`${cleaned(standard.id)}@${String(standard.version)}`),
    cleaned(standard.label[locale]),
    ...settingLines(standard, page),
    ...ruleLines(standard, page),
    ...clockPageLines(standard, page),
    ...conductLines(standard, page),
    ...intakeLines(standard, page),
    ...authorityLines(standard, page),
    ...aftercareLines(standard, page),
    ...taxonomyLines(standard, page),
    ...sourceLines(standard, page),
  ]
  return `${lines.join('\n')}\n`
}
