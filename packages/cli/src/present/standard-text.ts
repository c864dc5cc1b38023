/** A service standard for a person. */
import type { Category, ServiceStandard, Term } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import type { Locale } from './format.js'
import type { Style } from './style.js'
import { table, type Row } from './table.js'

type Text = Readonly<Record<Locale, string>>

const say = (en: string, zh: string): Text => ({ en, zh })

const TEXTS = {
  validFrom: say('valid from', '生效'),
  zone: say('days in', '時區'),
  window: say('first-contact window', '首次解決窗口期'),
  warm: say('a warm transfer counts as one contact', '熱轉接算一次聯繫'),
  reopen: say('may be reopened within', '可重開期限'),
  waiting: say('closed without an answer after', '無回應則關閉'),
  pause: say('longest pause', '最長掛起'),
  supervisors: say('supervisor roles', '主管角色'),
  yes: say('yes', '是'),
  no: say('no', '否'),
  rules: say('Rules', '規則'),
  priorities: say('Priority by urgency and impact', '優先級（緊急 × 影響）'),
  impact: say('impact', '影響'),
  urgency: say('urgency', '緊急'),
  raise: say('Raised', '上調'),
  routing: say('Routing, the first that holds', '派單（依序）'),
  otherwise: say('everything else', '其他'),
  categories: say('Categories', '分類'),
  resolutionCodes: say('Resolution codes', '解決代碼'),
  causes: say('Causes', '原因'),
  ineligible: say('Not resolvable at first contact', '首次聯繫不可解'),
  tiers: say('Tiers', '客戶等級'),
} as const

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

const conditionOf = (one: object, without: ReadonlyArray<string>, locale: Locale): string => {
  const conditions = Object.entries(one).filter(([name]) => !without.includes(name))
  return conditions.length === 0
    ? TEXTS.otherwise[locale]
    : conditions.map(([name, value]) => `${name} ${String(value)}`).join(', ')
}

const ruleRows = (standard: ServiceStandard, locale: Locale): ReadonlyArray<Row> => {
  const { firstContact, reopen, closing, pause } = standard
  const pairs: ReadonlyArray<readonly [Text, string]> = [
    [TEXTS.validFrom, standard.validFrom],
    [TEXTS.zone, standard.zone],
    [TEXTS.window, firstContact.window],
    [TEXTS.warm, firstContact.warmTransferCounts ? TEXTS.yes[locale] : TEXTS.no[locale]],
    [TEXTS.reopen, reopen.window],
    [TEXTS.waiting, closing.waitingTime],
    [TEXTS.pause, pause.longest],
    [TEXTS.supervisors, standard.supervisorRoles.join(', ')],
  ]
  return pairs.map(([name, value]) => ({ cells: [name[locale], cleaned(value)] }))
}

/** The whole standard, ending in a newline. */
export const standardText = (
  standard: ServiceStandard,
  locale: Locale,
  width: number,
  style: Style,
): string => {
  const { priorities, routing, taxonomies } = standard
  const section = (name: Text, rows: ReadonlyArray<Row>): ReadonlyArray<string> => {
    const columns = [
      { head: '', narrowest: 12 },
      { head: '', narrowest: 12 },
    ]
    return ['', style.head(name[locale]), ...table(columns, rows, width, style, 2).lines]
  }
  const matrix = table(
    [
      { head: `${TEXTS.urgency[locale]} \\ ${TEXTS.impact[locale]}` },
      ...DEGREES.map((degree) => ({ head: degree, narrowest: 8 })),
    ],
    DEGREES.map((urgency) => ({
      cells: [urgency, ...DEGREES.map((impact) => cleaned(priorities.matrix[urgency][impact]))],
    })),
    width,
    style,
    2,
  )
  const lines = [
    style.title(`${cleaned(standard.id)}@${String(standard.version)}`),
    cleaned(standard.label[locale]),
    ...section(TEXTS.rules, ruleRows(standard, locale)),
    '',
    style.head(TEXTS.priorities[locale]),
    ...matrix.lines,
    ...section(
      TEXTS.raise,
      priorities.raise.map((raise) => ({
        cells: [cleaned(conditionOf(raise, ['by'], locale)), `+${String(raise.by)}`],
      })),
    ),
    ...section(
      TEXTS.routing,
      routing.map((route) => ({
        cells: [cleaned(conditionOf(route, ['team'], locale)), cleaned(route.team)],
      })),
    ),
    ...section(TEXTS.categories, categoryRows(taxonomies.categories, locale)),
    ...section(TEXTS.resolutionCodes, termRows(taxonomies.resolutionCodes, locale)),
    ...section(TEXTS.causes, termRows(taxonomies.causes, locale)),
    ...section(TEXTS.ineligible, termRows(taxonomies.firstContactIneligibility, locale)),
    ...section(TEXTS.tiers, termRows(taxonomies.tiers, locale)),
  ]
  return `${lines.join('\n')}\n`
}
