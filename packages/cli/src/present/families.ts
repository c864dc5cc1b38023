/** Figures by family, and how those of a family stand side by side. */
import type { FigureResult } from '@casetrail/projections'

import type { Word } from './words.js'

const FAMILIES: ReadonlyArray<readonly [Word, ReadonlyArray<string>]> = [
  ['opened', ['cases.opened', 'cases.open', 'backlog']],
  ['firstContact', ['fcr.gross', 'fcr.net', 'fcr.window', 'rightFirstTime']],
  [
    'times',
    ['response.first', 'response.next', 'resolution.first', 'resolution.full', 'resolution.net'],
  ],
  ['serviceLevels', ['sla', 'sla.', 'standard.execution']],
  ['timesToMeet', ['time.']],
  [
    'outcome',
    [
      'resolution.rate',
      'reopen.rate',
      'repeat.rate',
      'eta.kept',
      'transfer.rate',
      'escalation.rate',
    ],
  ],
  [
    'satisfaction',
    [
      'csat',
      'csat.staff',
      'nps',
      'ces',
      'fcr.customer',
      'satisfaction.index',
      'feedback.handled',
      'gap.',
    ],
  ],
  [
    'complaints',
    [
      'complaints.received',
      'complaint.rate',
      'complaint.rate.customers',
      'complaint.rate.contacts',
      'complaint.acknowledged',
      'complaint.onTime',
      'complaint.handlingTime',
      'complaint.causes',
    ],
  ],
  ['followUp', ['followUp.completion', 'followUp.onTime', 'survey.response', 'followUp.effect']],
  ['operations', ['interruption', 'emergency.start', 'emergency.recovery']],
]

/** An id that ends in a dot stands for all that begin with it. */
const isOne = (ids: ReadonlyArray<string>, metric: string): boolean =>
  ids.some((id) => (id.endsWith('.') ? metric.startsWith(id) : metric === id))

const known = FAMILIES.flatMap(([, ids]) => ids)

/** Counts stand alone, durations have quantiles; others, and those mixed, have a value and its basis. */
export type Layout = 'counts' | 'durations' | 'shares' | 'values'

export interface Family {
  readonly name: Word
  readonly figures: ReadonlyArray<FigureResult>
  readonly layout: Layout
}

const layoutOf = (figures: ReadonlyArray<FigureResult>): Layout => {
  const all = (unit: FigureResult['unit']): boolean => figures.every((one) => one.unit === unit)
  if (all('count')) return 'counts'
  if (all('s')) return 'durations'
  return all('share') ? 'shares' : 'values'
}

/** The families that have figures; those of none come last. */
export const familiesOf = (figures: ReadonlyArray<FigureResult>): ReadonlyArray<Family> => {
  const groups: ReadonlyArray<readonly [Word, ReadonlyArray<FigureResult>]> = [
    ...FAMILIES.map(
      ([name, ids]) => [name, figures.filter(({ metric }) => isOne(ids, metric))] as const,
    ),
    ['further', figures.filter(({ metric }) => !isOne(known, metric))],
  ]
  return groups.flatMap(([name, own]) =>
    own.length === 0 ? [] : [{ name, figures: own, layout: layoutOf(own) }],
  )
}
