/** Who may do what under a standard, and who approves which remedies. */
import { permissions, type Permission } from '@casetrail/core'
import { categoryLabels } from '@casetrail/core/desk'
import type { Band, Role, ServiceStandard } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import { moneyText } from './money.js'
import { listed, listedWords, section, termText, type Lines, type Page } from './standard-page.js'
import { PERMISSIONS, TEXTS } from './standard-words.js'
import { table, type Row } from './table.js'
import { widthOf, wrapped } from './width.js'

const areaOf = (permission: Permission): string => permission.split('.')[0] ?? permission

const inArea = (area: string): ReadonlyArray<Permission> =>
  permissions.filter((permission) => areaOf(permission) === area)

const areas = [...new Set(permissions.map(areaOf))]

const mayRows = (may: ReadonlyArray<Permission>, { locale }: Page): ReadonlyArray<Row> =>
  areas.flatMap((area) => {
    const all = inArea(area)
    const some = all.filter((permission) => may.includes(permission))
    if (some.length === 0) return []
    const said = some.map((permission) => PERMISSIONS[permission][locale])
    return [
      {
        cells: [
          categoryLabels[area]?.[locale] ?? area,
          some.length === all.length
            ? TEXTS.everything[locale]
            : said.join(locale === 'zh' ? '；' : '; '),
        ],
      },
    ]
  })

/** Each role under its name; the areas of all stand in one column. */
const roleLines = (roles: ReadonlyArray<Role>, page: Page): Lines => {
  const { locale, width, style } = page
  const atLeast = Math.max(...areas.map((area) => widthOf(categoryLabels[area]?.[locale] ?? area)))
  const inAreas = [
    { head: '', atLeast },
    { head: '', narrowest: 20 },
  ]
  const below = (may: ReadonlyArray<Permission>): Lines => {
    const whole = may.length === 0 ? TEXTS.nothing : TEXTS.everything
    return may.length === 0 || permissions.every((permission) => may.includes(permission))
      ? wrapped(whole[locale], width - 4).map((line) => `    ${line}`)
      : table(inAreas, mayRows(may, page), width, style, 4).lines
  }
  return roles.flatMap(({ code, label, may }) => [
    ...wrapped(`${cleaned(label[locale])} (${cleaned(code)})`, width - 2).map(
      (line) => `  ${line}`,
    ),
    ...below(may),
  ])
}

const limitText = ({ upTo, currency }: Band, { locale }: Page): string =>
  upTo === undefined ? TEXTS.anyAmount[locale] : moneyText({ amount: upTo, currency })

/** The roles, discretion and bands. */
export const authorityLines = (standard: ServiceStandard, page: Page): Lines => {
  const { locale, style, width } = page
  const { roles, approval } = standard
  const roleText = (code: string): string => termText(roles, code, locale)
  const money = [
    { head: TEXTS.currency[locale] },
    { head: TEXTS.upTo[locale], align: 'right' as const },
  ]
  return [
    '',
    style.head(TEXTS.roles[locale]),
    ...roleLines(roles, page),
    ...section(
      page,
      TEXTS.discretion,
      approval.discretion.map(({ role, severities, currency, upTo }) => ({
        cells: [
          roleText(role),
          listedWords(severities, page),
          currency,
          moneyText({ amount: upTo, currency }),
        ],
      })),
      [
        { head: TEXTS.role[locale], narrowest: 12 },
        { head: TEXTS.severity[locale], narrowest: 12 },
        ...money,
      ],
    ),
    ...section(
      page,
      TEXTS.bands,
      approval.bands.map((band) => ({
        cells: [
          listedWords(band.severities, page),
          band.currency,
          limitText(band, page),
          listed(band.approvers.map(roleText), page),
        ],
      })),
      [
        { head: TEXTS.severity[locale], narrowest: 12 },
        ...money,
        { head: TEXTS.approvers[locale], narrowest: 12 },
      ],
    ),
    ...wrapped(TEXTS.seriously[locale], width - 2).map((line) => `  ${style.note(line)}`),
  ]
}
