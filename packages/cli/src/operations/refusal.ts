/** Why a report was not taken, for a person: the rule's sentence, and what would be right. */
import { problemText, type HandleError } from '@casetrail/core'
import { operationsRejections, type OperationsRejection } from '@casetrail/core/operations'

import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'
import type { Locale } from '../present/format.js'

interface Place {
  readonly period: string
  readonly url: string
  readonly locale: Locale
}

type Texts = Readonly<Record<Locale, string>>

const none: Texts = { en: '', zh: '' }

const listed = (names: ReadonlyArray<string>): string =>
  names.length === 0 ? '–' : names.join(', ')

/** What would be right. */
const hintOf = (rejection: OperationsRejection, period: string): Texts => {
  switch (rejection._tag) {
    case 'NothingReported': {
      const options = '--orders, --customers, --contacts, --services, --service-hours'
      return { en: `give at least one of ${options}`, zh: `至少給出其一：${options}` }
    }
    case 'PeriodEmpty':
      return {
        en: `${rejection.from} – ${rejection.to}`,
        zh: `${rejection.from} – ${rejection.to}`,
      }
    case 'ExposureOverlaps': {
      const interval = `${rejection.from} – ${rejection.to}`
      return {
        en: `reported already: ${interval}; report that interval again to correct it`,
        zh: `已上報：${interval}；如需更正，請重報該時段`,
      }
    }
    case 'InterruptionAlreadyStarted':
      return {
        en: `it started at ${rejection.startedAt}; give another one another name`,
        zh: `始於 ${rejection.startedAt}；另一次中斷請另取編號`,
      }
    case 'InterruptionNotRunning': {
      const { endedAt, running } = rejection
      return endedAt === undefined
        ? {
            en: `running in ${period}: ${listed(running)}; if it started in another period, name that one: --period`,
            zh: `${period} 進行中：${listed(running)}；若始於其他期間，請用 --period 指明`,
          }
        : { en: `it ended at ${endedAt}`, zh: `已於 ${endedAt} 恢復` }
    }
    case 'EndsBeforeItsStart':
      return { en: `it started at ${rejection.startedAt}`, zh: `始於 ${rejection.startedAt}` }
    case 'NotPermitted': {
      const { role, permitted, nearest } = rejection
      const near = nearest === undefined ? none : meant(nearest)
      return {
        en: `${role} is not one of: ${listed(permitted)}${near.en}`,
        zh: `「${role}」不在其列：${listed(permitted)}${near.zh}`,
      }
    }
    case 'StandardNotLoaded': {
      const { standard, loaded } = rejection
      const name = `${standard.id}@${String(standard.version)}`
      const known = listed(loaded.map(({ id, version }) => `${id}@${String(version)}`))
      return { en: `${name}; known: ${known}`, zh: `${name}；已知：${known}` }
    }
    case 'StandardNotSet': {
      const { standard, unset } = rejection
      const name = `${standard.id}@${String(standard.version)}`
      return { en: `${name} lacks: ${listed(unset)}`, zh: `${name} 尚缺：${listed(unset)}` }
    }
    case 'HappenedBeforeOpening':
    case 'DutiesNotSeparated':
      return none
  }
}

const meant = (nearest: string): Texts => ({
  en: `; did you mean ${nearest}?`,
  zh: `；是否指 ${nearest}？`,
})

/** The failure that a report ends with: 3 where a rule refuses it, 2 where it is malformed, 4 by the store. */
export const refusal = (
  error: HandleError<OperationsRejection>,
  { period, url, locale }: Place,
): Failure => {
  switch (error._tag) {
    case 'Rejected': {
      const { rejection } = error
      const hint = hintOf(rejection, period)[locale]
      return {
        code: 3,
        tag: rejection._tag,
        lines: [operationsRejections[rejection._tag][locale], ...(hint === '' ? [] : [hint])],
        details: rejection,
      }
    }
    case 'Malformed':
      return {
        code: 2,
        tag: error._tag,
        lines: ['the report is malformed', ...error.problems.map(problemText)],
        details: error.problems,
      }
    case 'InvalidId':
      return {
        code: 2,
        tag: error._tag,
        lines: [
          `the ${error.field} ${JSON.stringify(error.found)} is none: it is ${error.expected}`,
        ],
        details: error,
      }
    case 'UnknownType':
    case 'Undecodable':
      return {
        code: 4,
        tag: error._tag,
        lines: [`the store ${url} holds events of ${period} that this program can't read`],
        details: error,
      }
    default:
      return storeFailure(error, url)
  }
}
