/** The conditions of clocks and procedures in words. */
import { Channel, ProblemType, RequestType } from '@casetrail/core'
import { categoryLabels, fieldLabels, wordLabels } from '@casetrail/core/desk'
import type { ClockedCategory, Conditions, Source } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import { eventLabel } from './event-label.js'
import type { Locale } from './format.js'
import { word, type Page } from './standard-page.js'
import { HANDBOOKS, PROMISES } from './standard-promise-words.js'
import { TEXTS } from './standard-words.js'
import {
  caseStageNames,
  complaintStageNames,
  emergencyStageNames,
  followUpStageNames,
} from './stage-names.js'

const STAGES: Readonly<Record<ClockedCategory, Readonly<Record<string, string>>>> = {
  case: caseStageNames,
  complaint: complaintStageNames,
  followUp: followUpStageNames,
  emergency: emergencyStageNames,
}

/** pendingCustomer: pending customer */
export const spaced = (name: string): string =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const stageText = (stage: string, of: ClockedCategory, locale: Locale): string => {
  const names = STAGES[of]
  const zh = Object.hasOwn(names, stage) ? names[stage] : undefined
  return cleaned(locale === 'zh' ? (zh ?? stage) : spaced(stage))
}

const STAGE = { en: 'stage', zh: '階段' }

const fieldText = (field: string, locale: Locale): string => {
  if (field === 'stage') return STAGE[locale]
  return cleaned(
    (Object.hasOwn(fieldLabels, field) ? fieldLabels[field]?.[locale] : undefined) ?? field,
  )
}

const valueText = (
  field: string,
  value: string | number | boolean,
  of: ClockedCategory,
  page: Page,
): string => {
  if (typeof value === 'boolean') return (value ? TEXTS.yes : TEXTS.no)[page.locale]
  if (typeof value === 'number') return String(value)
  return field === 'stage' ? stageText(value, of, page.locale) : word(value, page)
}

/** Attributes with closed words, so that all but a few are told by those few. */
const CLOSED: Readonly<Record<string, ReadonlyArray<string>>> = {
  channel: Object.keys(wordLabels).filter(Channel.is),
  requestType: Object.keys(wordLabels).filter(RequestType.is),
  problemType: Object.keys(wordLabels).filter(ProblemType.is),
}

const othersOf = (field: string, values: Conditions[string]): ReadonlyArray<string> =>
  (Object.hasOwn(CLOSED, field) ? (CLOSED[field] ?? []) : []).filter(
    (word) => !values.includes(word),
  )

/** `direction outbound, by human`; '' where nothing is asked. */
export const conditionsText = (
  conditions: Conditions | undefined,
  of: ClockedCategory,
  page: Page,
): string => {
  const { locale } = page
  const zh = locale === 'zh'
  const or = zh ? PROMISES.or.zh : ` ${PROMISES.or.en} `
  return Object.entries(conditions ?? {})
    .map(([field, values]) => {
      const others = othersOf(field, values)
      const few = others.length > 0 && others.length < values.length / 2
      const said = (few ? others : values).map((value) => valueText(field, value, of, page))
      const not = few ? `${PROMISES.otherThan[locale]}${zh ? '' : ' '}` : ''
      return `${fieldText(field, locale)} ${not}${said.join(or)}`
    })
    .join(zh ? '、' : ', ')
}

/** What an event type is called; as it is where nobody named it. */
export const eventText = (type: string, locale: Locale): string =>
  cleaned(eventLabel(type)?.[locale] ?? type)

export const categoryText = (category: ClockedCategory, locale: Locale): string =>
  categoryLabels[category]?.[locale] ?? category

/** `H2 retail 2025: an inquiry is answered within ten minutes` */
export const sourceText = ({ handbook, gist }: Source, locale: Locale): string => {
  const said = cleaned(gist[locale])
  return `${HANDBOOKS[handbook][locale]}${locale === 'zh' ? '：' : ': '}${said}`
}

/** What is not the rule's own words, in brackets as the language has them. */
export const bracketed = (text: string, locale: Locale): string => {
  if (text === '') return ''
  return locale === 'zh' ? `（${text}）` : ` (${text})`
}
