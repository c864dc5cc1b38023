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

const two = (n: number): string => String(n).padStart(2, '0')

/** 82:05:59, as the timelines have it. */
const stopwatch = (value: number): string => {
  const seconds = Math.round(value)
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)]
  return `${two(hours)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** The mean of answers is in their points, not a share of them. */
const unitOf = ({ metric, of }: Kpi, figure: FigureResult | undefined): FigureResult['unit'] => {
  const unit =
    figure?.unit ?? (/coverage|repurchase|referral|churn/.test(metric) ? 'share' : 'count')
  return unit === 'share' && of !== undefined ? 'count' : unit
}

const text = (value: number, unit: FigureResult['unit']): string => {
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`
  return unit === 's'
    ? stopwatch(value)
    : String(Number.isInteger(value) ? value : Number(value.toPrecision(3)))
}

const valueOf = ({ of }: Kpi, figure: FigureResult): number | null | undefined => {
  if (of === undefined) return figure.value
  return of === 'mean' ? figure.mean : figure.quantiles?.[of]
}

const scored = (kpi: Kpi, figure: FigureResult | undefined): Scored => {
  const { atLeast, atMost } = kpi
  const unit = unitOf(kpi, figure)
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
