/** What came of a report. */
import type { Outcome } from '@casetrail/core'
import {
  operationsLabels,
  type OperationsEvent,
  type OperationsState,
} from '@casetrail/core/operations'

import { cleaned } from '../present/cleaned.js'
import type { Locale } from '../present/format.js'

interface Report {
  readonly store: string
  readonly period: string
  readonly commandId: string
  readonly outcome: Outcome<OperationsState, OperationsEvent>
}

const nothingNew = {
  en: 'nothing changed: the same was reported already',
  zh: '無變化：已有相同上報',
} as const

const doneBefore = {
  en: 'this command was carried out before; nothing was added',
  zh: '該命令此前已執行，未新增內容',
} as const

export const reportText = ({ period, commandId, outcome }: Report, locale: Locale): string => {
  const { events, repeated } = outcome
  const what = events.map(({ event }) => operationsLabels[event.type][locale]).join(', ')
  const text = repeated ? doneBefore[locale] : events.length === 0 ? nothingNew[locale] : what
  return `${cleaned(period)}: ${text} (--command-id ${cleaned(commandId)})\n`
}

export const reportJson = ({ store, period, commandId, outcome }: Report): string => {
  const { events, repeated, revision } = outcome
  const shown = events.map(({ eventId, event }) => ({ eventId, ...event }))
  return `${JSON.stringify({ store, period, commandId, revision, repeated, events: shown }, null, 2)}\n`
}
