/** What a standard aims at, and what a story's figures come to. */
import { epochMs, type Instant } from '@casetrail/core'
import type { ServiceStandard } from '@casetrail/core/standards'
import {
  deskFigures,
  deskModels,
  evaluate,
  project,
  type FigureResult,
} from '@casetrail/projections'
import type { SqliteStore } from '@casetrail/sqlite'

import type { Locale } from './story.js'

type Kpi = ServiceStandard['kpis'][number]

const names = {
  met: { en: 'met', zh: '達成' },
  missed: { en: 'missed', zh: '未達成' },
  tracked: { en: 'tracked, no target', zh: '跟蹤，無目標值' },
  noData: { en: 'no data', zh: '無數據' },
  notYet: { en: 'no such figure yet', zh: '尚無此指標' },
} as const

export interface Scored {
  readonly kpi: Kpi
  readonly value: string
  readonly target: string
  readonly verdict: keyof typeof names
}

const text = (value: number, unit: FigureResult['unit']): string => {
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`
  return unit === 's' ? `${String(Math.round(value))} s` : String(Math.round(value * 100) / 100)
}

const valueOf = ({ of }: Kpi, figure: FigureResult): number | null | undefined => {
  if (of === undefined) return figure.value
  return of === 'mean' ? figure.mean : figure.quantiles?.[of]
}

const scored = (kpi: Kpi, figure: FigureResult | undefined): Scored => {
  const { atLeast, atMost, metric } = kpi
  const unit =
    figure?.unit ?? (/coverage|repurchase|referral|churn/.test(metric) ? 'share' : 'count')
  const bound = (sign: string, to: number | undefined): string =>
    to === undefined ? '' : `${sign} ${text(to, unit)}`
  const target = `${bound('≥', atLeast)}${bound('≤', atMost)}`
  if (figure === undefined) return { kpi, value: '', target, verdict: 'notYet' }
  const value = valueOf(kpi, figure)
  if (value === null || value === undefined) return { kpi, value: '', target, verdict: 'noData' }
  const { numerator, denominator } = figure
  const parts =
    kpi.of !== undefined || denominator === undefined
      ? ''
      : ` (${String(numerator)} / ${String(denominator)})`
  const told = { kpi, value: text(value, unit) + parts, target }
  if (target === '') return { ...told, verdict: 'tracked' }
  const isMet = value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity)
  return { ...told, verdict: isMet ? 'met' : 'missed' }
}

/** The standard's KPIs over what the store holds, as of an instant. */
export const scorecard = async (
  store: SqliteStore,
  standard: ServiceStandard,
  asOf: Instant,
): Promise<ReadonlyArray<Scored>> => {
  const projected = await project(store, store.rows, deskModels)()
  if (projected._tag === 'Left') throw new Error(JSON.stringify(projected.left))
  const figures = deskFigures([standard])
  return Promise.all(
    standard.kpis.map(async (kpi) => {
      const where = kpi.where === undefined ? {} : { where: kpi.where }
      const query = { zone: standard.zone, asOf: epochMs(asOf), ...where }
      const asked = figures.filter(({ id }) => id === kpi.metric)
      const answer = await evaluate(store.rows, asked, query)()
      if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
      return scored(kpi, answer.right.figures[0])
    }),
  )
}

export const scorecardText = (all: ReadonlyArray<Scored>, locale: Locale): string =>
  all
    .map(({ kpi, value, target, verdict }) =>
      [`  ${kpi.label[locale]}`, value, target, names[verdict][locale]]
        .filter((part) => part !== '')
        .join(' · '),
    )
    .join('\n')
