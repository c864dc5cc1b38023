/** The satisfaction index: what customers said and what the desk did, weighted as the standard says. */
import * as E from 'fp-ts/lib/Either.js'
import type {
  Figure,
  FigureInput,
  Measure,
  Part,
  Reading,
  SideOf,
  Tallies,
} from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'

import { satisfaction, staffSatisfaction } from '../measures/answers.js'
import { rightFirstTime } from '../measures/resolution.js'
import { serviceLevel } from '../measures/service-level.js'

import { label } from './figure.js'
import { satisfied } from './scores.js'
import { atLeastOnce, nothing, sharePart, tallyOf } from './values.js'

/** What the index is made of. */
const SOURCES = {
  service: { measure: satisfaction, side: satisfied },
  staff: { measure: staffSatisfaction, side: satisfied },
  rightFirstTime: { measure: rightFirstTime, side: atLeastOnce },
  serviceLevel: { measure: serviceLevel, side: atLeastOnce },
} as const

type Source = keyof typeof SOURCES

const sources = Object.keys(SOURCES) as ReadonlyArray<Source>

interface Weighed {
  readonly ref: string
  readonly weights: ServiceStandard['satisfaction']['weights']
  readonly coverage: number
}

const inputOf = (ref: string, source: Source): FigureInput => {
  const { measure, side }: { readonly measure: Measure<never>; readonly side: SideOf } =
    SOURCES[source]
  const where = (reading: Reading): boolean => reading.dimensions['standard'] === ref
  return { measure, side, where, over: 'window', unit: 'share' }
}

const nameOf = (ref: string, source: Source): string => `${source} ${ref}`

const hasData = ({ ref }: Weighed, tallies: Tallies): boolean =>
  sources.some((source) => tallyOf(tallies, nameOf(ref, source)).count > 0)

const weightPart = (weight: number): Part => ({ value: weight / 100, unit: 'share' })

/** Σ weight × share ÷ Σ weight, on 0–100, over what has data. */
const indexOf = (weighed: Weighed, tallies: Tallies): ReturnType<Figure['value']> => {
  const parts: Record<string, Part> = {}
  let [weighted, covered] = [0, 0]
  for (const source of sources) {
    const part = sharePart(tallies, nameOf(weighed.ref, source), SOURCES[source].side)
    const weight = weighed.weights[source]
    parts[source] = part
    parts[`${source} weight`] = weightPart(weight)
    if (part.value === null) continue
    weighted += weight * part.value
    covered += weight
  }
  parts['covered'] = weightPart(covered)
  return covered < weighed.coverage
    ? nothing(
        `only ${String(covered)} % of the weight has data, ${String(weighed.coverage)} % is needed`,
      )
    : E.right({ value: (100 * weighted) / covered, parts })
}

/**
 * The index, 0–100. Each standard has weights of its own, so that it has a value where the readings are
 * of one standard only; over several, ask for one by `standard`.
 */
export const satisfactionIndex = (standards: ReadonlyArray<ServiceStandard>): Figure => {
  const all = standards.map(({ id, version, satisfaction: { weights, coverage } }): Weighed => ({
    ref: `${id}@${String(version)}`,
    weights,
    coverage,
  }))
  const inputs = all.flatMap(({ ref }) =>
    sources.map((source) => [nameOf(ref, source), inputOf(ref, source)] as const),
  )
  return {
    id: 'satisfaction.index',
    label: label('Satisfaction index', '滿意度指數'),
    unit: 'score',
    inputs: Object.fromEntries(inputs),
    value: (tallies) => {
      const found = all.filter((one) => hasData(one, tallies))
      const [only] = found
      if (only === undefined)
        return nothing('nothing to weigh: there is neither a case nor an answer')
      return found.length > 1
        ? nothing(
            `several standards weigh differently (${found.map(({ ref }) => ref).join(', ')}): ask for one, by standard`,
          )
        : indexOf(only, tallies)
    },
  }
}
