/** The times that a standard promises: when each begins, stands still, is kept, and whose word it is. */
import { fieldLabels } from '@casetrail/core/desk'
import type { Clock, ClockRule, ServiceStandard, TargetChoice } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import {
  bracketed,
  categoryText,
  conditionsText,
  eventText,
  sourceText,
} from './standard-conditions.js'
import type { Lines, Page } from './standard-page.js'
import { PROMISES, STEPS } from './standard-promise-words.js'
import { exampleOf } from './standard-settings.js'
import { TEXTS } from './standard-words.js'
import { table, type Row } from './table.js'
import { targetText, warningText } from './target-text.js'
import { widthOf, wrapped } from './width.js'

const ORDER: ReadonlyArray<ClockRule['do']> = [
  'start',
  'pause',
  'resume',
  'meet',
  'cancel',
  'exempt',
  'restart',
]

const ruleText = (rule: ClockRule, { of }: Clock, page: Page): string => {
  const { locale } = page
  const zh = locale === 'zh'
  const whilst = conditionsText(rule.while, of, page)
  const from = rule.from === undefined ? '' : (fieldLabels[rule.from]?.[locale] ?? rule.from)
  const more = [
    conditionsText(rule.if, of, page),
    whilst === '' ? '' : `${PROMISES.while[locale]}${zh ? '' : ' '}${whilst}`,
    from === '' ? '' : `${PROMISES.countsFrom[locale]}${zh ? '' : ' '}${cleaned(from)}`,
    rule.after === undefined
      ? ''
      : `${PROMISES.after[locale]}${zh ? '' : ' '}${eventText(rule.after, locale)}`,
  ].filter((part) => part !== '')
  return `${eventText(rule.on, locale)}${bracketed(more.join(zh ? '，' : '; '), locale)}`
}

/** What the clock's rules do, each kind of it in one row. */
const ruleRows = (clock: Clock, page: Page): ReadonlyArray<Row> =>
  ORDER.flatMap((kind) => {
    const rules = clock.rules.filter((rule) => rule.do === kind)
    if (rules.length === 0) return []
    const said = [...new Set(rules.map((rule) => ruleText(rule, clock, page)))]
    return [{ cells: [STEPS[kind][page.locale], said.join(page.locale === 'zh' ? '；' : '; ')] }]
  })

const choiceText = (
  { target, if: conditions }: TargetChoice,
  { of, targets }: Clock,
  page: Page,
): string => {
  const { locale } = page
  const asked = conditionsText(conditions, of, page)
  const warning = warningText(target, locale)
  const warned =
    warning === '' ? '' : `${PROMISES.warned[locale]}${locale === 'zh' ? '：' : ' '}${warning}`
  const whom = asked === '' && targets.length > 1 ? TEXTS.otherwise[locale] : asked
  const promise = `${targetText(target, locale)}${bracketed(warned, locale)}`
  return whom === '' ? promise : `${whom}${locale === 'zh' ? '：' : ': '}${promise}`
}

const targetRows = (clock: Clock, standard: ServiceStandard, page: Page): ReadonlyArray<Row> => {
  const example = exampleOf(standard, ['clocks', clock.id], page.locale)
  const said = clock.targets.map((choice) => choiceText(choice, clock, page))
  const shown = page.locale === 'zh' ? said.join('；') : said.join('; ')
  return [
    { cells: [PROMISES.target[page.locale], example === '' ? shown : `${shown} ← ${example}`] },
  ]
}

const rowsOf = (clock: Clock, standard: ServiceStandard, page: Page): ReadonlyArray<Row> => {
  const { locale } = page
  const instance = clock.instance === undefined ? '' : (fieldLabels[clock.instance]?.[locale] ?? '')
  const pair = (name: string, value: string): ReadonlyArray<Row> =>
    value === '' ? [] : [{ cells: [name, value] }]
  return [
    ...pair(PROMISES.off[locale], clock.off === true ? PROMISES.offText[locale] : ''),
    ...targetRows(clock, standard, page),
    ...ruleRows(clock, page),
    ...pair(PROMISES.recurs[locale], clock.recurs === true ? PROMISES.anew[locale] : ''),
    ...pair(PROMISES.per[locale], instance),
    ...pair(PROMISES.calendar[locale], cleaned(clock.calendar ?? '')),
    ...pair(PROMISES.source[locale], sourceText(clock.source, locale)),
  ]
}

const HEAD_INDENT = 2
const INDENT = 4

/** All clocks, each under its name; their rows stand in one column. */
export const clockPageLines = (standard: ServiceStandard, page: Page): Lines => {
  const { locale, width, style } = page
  if (standard.clocks.length === 0) return []
  const names = [PROMISES.target, PROMISES.per, ...ORDER.map((kind) => STEPS[kind])]
  const atLeast = Math.max(...names.map((name) => widthOf(name[locale])))
  const columns = [
    { head: '', atLeast },
    { head: '', narrowest: 20 },
  ]
  return [
    '',
    style.head(PROMISES.clocks[locale]),
    ...standard.clocks.flatMap((clock) => {
      const of = categoryText(clock.of, locale)
      const name = `${cleaned(clock.label[locale])} (${cleaned(clock.id)}) · ${of}`
      return [
        ...wrapped(name, width - HEAD_INDENT).map(
          (line) => ' '.repeat(HEAD_INDENT) + style.title(line),
        ),
        ...table(columns, rowsOf(clock, standard, page), width, style, INDENT).lines,
      ]
    }),
  ]
}
