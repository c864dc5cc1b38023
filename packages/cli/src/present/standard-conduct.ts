/** What a standard asks of the work: steps, targets of figures, thresholds, rules, and their sources. */
import { segmentsOf } from '@casetrail/core'
import type { Kpi, Procedure, RequiredStep, ServiceStandard } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import { figureUnit } from './figure-unit.js'
import { duration, number, percent, type Locale } from './format.js'
import { placeText } from './place-text.js'
import {
  bracketed,
  categoryText,
  conditionsText,
  eventText,
  sourceText,
} from './standard-conditions.js'
import { pairs, section, spanText, word, type Lines, type Page } from './standard-page.js'
import { HANDBOOKS, PROMISES } from './standard-promise-words.js'
import { table } from './table.js'
import { wrapped } from './width.js'

const STEP = 'step:'

const shownByText = (shownBy: string, locale: Locale): string =>
  shownBy.startsWith(STEP)
    ? `${PROMISES.recordedStep[locale]} ${cleaned(shownBy.slice(STEP.length))}`
    : eventText(shownBy, locale)

const either = (texts: ReadonlyArray<string>, locale: Locale): string =>
  texts.join(locale === 'zh' ? PROMISES.or.zh : ` ${PROMISES.or.en} `)

const stepRow = ({ label, shownBy, when }: RequiredStep, place: number, { locale }: Page) => {
  const only =
    when === undefined
      ? ''
      : locale === 'zh'
        ? `${PROMISES.onlyWhere.zh}${either(
            when.map((type) => eventText(type, locale)),
            locale,
          )}${PROMISES.happened.zh}`
        : `${PROMISES.onlyWhere.en} ${either(
            when.map((type) => eventText(type, locale)),
            locale,
          )}`
  const shown = either(
    shownBy.map((one) => shownByText(one, locale)),
    locale,
  )
  return {
    cells: [String(place + 1), cleaned(label[locale]), `${shown}${bracketed(only, locale)}`],
  }
}

const procedureLines = (procedure: Procedure, page: Page): Lines => {
  const { locale, width, style } = page
  const { id, label, of, if: conditions, steps, source } = procedure
  const whom = conditionsText(conditions, of, page)
  const name = `${cleaned(label[locale])} (${cleaned(id)}) · ${categoryText(of, locale)}${bracketed(whom, locale)}`
  const columns = [
    { head: '', align: 'right' as const },
    { head: '', narrowest: 16 },
    { head: '', narrowest: 16 },
  ]
  const rows = steps.map((step, place) => stepRow(step, place, page))
  return [
    ...wrapped(name, width - 2).map((line) => `  ${style.title(line)}`),
    ...table(columns, rows, width, style, 4).lines,
    ...wrapped(sourceText(source, locale), width - 4).map((line) => `    ${style.note(line)}`),
  ]
}

/** A bound in the unit of what it bounds. */
export const boundText = (
  value: number,
  { metric, of }: Pick<Kpi, 'metric' | 'of'>,
  locale: Locale,
): string => {
  switch (figureUnit(metric)) {
    case 'share':
      // the mean of answers is in their points
      return of === undefined ? percent(value) : String(value)
    case 's':
      return duration(value, locale)
    case 'perThousand':
      return `${number(value, 1)} ‰`
    default:
      return String(value)
  }
}

/** What is asked of a figure, or that it is only watched. */
export const boundsText = (kpi: Omit<Kpi, 'label' | 'source'>, locale: Locale): string => {
  const { of, atLeast, atMost } = kpi
  const bounds = [
    ...(atLeast === undefined ? [] : [`≥ ${boundText(atLeast, kpi, locale)}`]),
    ...(atMost === undefined ? [] : [`≤ ${boundText(atMost, kpi, locale)}`]),
  ].join(', ')
  if (bounds === '') return PROMISES.tracked[locale]
  if (of === undefined) return bounds
  return `${of === 'mean' ? PROMISES.meanOf[locale] : of} ${bounds}`
}

const whereText = ({ where = {} }: Kpi, page: Page): string =>
  Object.entries(where)
    .map(([name, value]) => `${word(name, page)} ${word(value, page)}`)
    .join(', ')

const kpiLines = (standard: ServiceStandard, page: Page): Lines => {
  const { locale } = page
  if (standard.kpis.length === 0) return []
  return section(
    page,
    PROMISES.kpis,
    standard.kpis.map((kpi) => ({
      cells: [
        cleaned(kpi.label[locale]),
        cleaned(kpi.metric) + bracketed(whereText(kpi, page), locale),
        boundsText(kpi, locale),
        HANDBOOKS[kpi.source.handbook][locale],
      ],
    })),
    [
      { head: PROMISES.kpi[locale], narrowest: 20 },
      { head: PROMISES.metric[locale], narrowest: 14 },
      { head: PROMISES.bound[locale], narrowest: 12 },
      { head: PROMISES.handbook[locale], dispensable: 1 },
    ],
  )
}

const policyLines = ({ policies }: ServiceStandard, page: Page): Lines => {
  const { locale } = page
  const { ordinaryFailed: failed, surge, recurringCause: cause, followUpRounds } = policies
  const span = (text: string): string => spanText(text, locale)
  const texts =
    locale === 'zh'
      ? {
          failed: `重開 ${String(failed.reopened)} 次，或轉派 ${String(failed.transferred)} 次，或掛起 ${span(failed.paused)}`,
          surge: `${span(surge.window)}內至少 ${String(surge.atLeast)} 件，且為前幾週同一時段平均的 ${String(surge.times)} 倍`,
          cause: `${span(cause.window)}內出現 ${String(cause.atLeast)} 次`,
        }
      : {
          failed: `reopened ${String(failed.reopened)} times, transferred ${String(failed.transferred)} times, or paused ${span(failed.paused)}`,
          surge: `${String(surge.atLeast)} within ${span(surge.window)}, and ${String(surge.times)} times as many as usual: as at that time in the weeks before`,
          cause: `${String(cause.atLeast)} times within ${span(cause.window)}`,
        }
  return section(
    page,
    PROMISES.policies,
    pairs(page, [
      [PROMISES.ordinaryFailed, texts.failed],
      [PROMISES.surge, texts.surge],
      [PROMISES.recurringCause, texts.cause],
      [PROMISES.followUpRounds, String(followUpRounds)],
    ]),
  )
}

/** Procedures, figures' targets and thresholds. */
export const conductLines = (standard: ServiceStandard, page: Page): Lines => [
  ...(standard.procedures.length === 0
    ? []
    : [
        '',
        page.style.head(PROMISES.procedures[page.locale]),
        ...standard.procedures.flatMap((procedure) => procedureLines(procedure, page)),
      ]),
  ...kpiLines(standard, page),
  ...policyLines(standard, page),
]

/** The rules that are always kept, and where numbers come from that say nothing of it themselves. */
export const sourceLines = (standard: ServiceStandard, page: Page): Lines => {
  const { locale } = page
  const { principles, sources } = standard
  return [
    ...(principles.length === 0
      ? []
      : section(
          page,
          PROMISES.principles,
          principles.map(({ label, source }) => ({
            cells: [cleaned(label[locale]), sourceText(source, locale)],
          })),
        )),
    ...(sources.length === 0
      ? []
      : section(
          page,
          PROMISES.sources,
          sources.map(({ at, ...source }) => ({
            cells: [placeText(segmentsOf(at), [standard], locale), sourceText(source, locale)],
          })),
        )),
  ]
}
