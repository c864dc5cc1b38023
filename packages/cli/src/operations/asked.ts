/** What a report of operations asks for: the command that its options come to. */
import { fromEpochMs, type EpochMs } from '@casetrail/core'
import { given } from '@casetrail/core/lifecycle'
import {
  endInterruption,
  enterRisk,
  reportExposure,
  startInterruption,
  type InterruptionKind,
  type OperationsCommand,
} from '@casetrail/core/operations'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { momentOf } from '../query/window.js'

import type { Given, ReportOptions } from './report-options.js'

export interface ExposureOptions extends ReportOptions {
  readonly from: string
  readonly to: string
  readonly orders?: number
  readonly customers?: number
  readonly contacts?: number
  readonly services?: number
  readonly serviceHours?: number
  readonly attribute?: Readonly<Record<string, string>>
}

export interface StartOptions extends ReportOptions {
  readonly kind: InterruptionKind
  readonly reason?: string
}

export interface RiskOptions extends ReportOptions {
  readonly description: string
  readonly likelihood: number
  readonly impact: number
  readonly measure: string
  readonly indicator: string
  readonly owner: string
  readonly plan?: string
}

/** What is to be reported. */
export interface Asked {
  readonly command: OperationsCommand
  /** Where the month lies that the report goes to by default. */
  readonly from: EpochMs
  /** Where the reported interval ends. */
  readonly to?: EpochMs
}

export type Ask<O> = (options: O, given: Given) => E.Either<Failure, Asked>

const HOUR_MS = 3_600_000

export const exposure: Ask<ExposureOptions> = (options, { at, actor, standard, zone }) => {
  const from = momentOf('from', options.from, zone)
  if (E.isLeft(from)) return from
  const to = momentOf('to', options.to, zone)
  if (E.isLeft(to)) return to
  const { serviceHours, attribute: attributes } = options
  const command = reportExposure({
    at,
    actor,
    ...standard,
    from: fromEpochMs(from.right),
    to: fromEpochMs(to.right),
    ...given(options, 'orders', 'customers', 'contacts', 'services'),
    ...(serviceHours === undefined ? {} : { serviceMs: Math.round(serviceHours * HOUR_MS) }),
    ...(attributes === undefined ? {} : { attributes }),
  })
  return E.right({ command, from: from.right, to: to.right })
}

export const start =
  (interruption: string): Ask<StartOptions> =>
  (options, { at, atMs, actor, standard }) => {
    const { kind } = options
    const reason = given(options, 'reason')
    const command = startInterruption({ at, actor, ...standard, interruption, kind, ...reason })
    return E.right({ command, from: atMs })
  }

export const end =
  (interruption: string): Ask<ReportOptions> =>
  (_, { at, atMs, actor, standard }) =>
    E.right({ command: endInterruption({ at, actor, ...standard, interruption }), from: atMs })

export const risk =
  (id: string): Ask<RiskOptions> =>
  (options, { at, atMs, actor, standard }) => {
    const { description, likelihood, impact, measure, indicator, owner } = options
    const command = enterRisk({
      at,
      actor,
      ...standard,
      risk: id,
      description,
      likelihood,
      impact,
      measure,
      indicator,
      owner,
      ...given(options, 'plan'),
    })
    return E.right({ command, from: atMs })
  }
