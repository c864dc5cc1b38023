/** Targets of figures: figures that there are, and bounds that can be kept. */
import { pointerKey } from '../../codec/pointer.js'
import { show } from '../../codec/problem.js'
import { clockMetrics, dimensionMetrics, isShareMetric, metricIds } from '../../words/metrics.js'
import type { Kpi } from '../conduct.js'
import type { ServiceStandard } from '../document.js'

import { codesOf, hintOf, known, oneOf, repeated, type Known, type Problems } from './codes.js'

const metrics = known(metricIds)
const ofClocks: ReadonlyArray<string> = clockMetrics
const ofDimensions: ReadonlyArray<string> = dimensionMetrics

interface Named {
  readonly clocks: Known
  readonly dimensions: Known
}

const inMetric = (pointer: string, metric: string, { clocks, dimensions }: Named): Problems => {
  if (metrics.has(metric)) return []
  const [family = '', ...rest] = metric.split('.')
  const name = rest.join('.')
  const of = ofClocks.includes(family)
    ? clocks
    : ofDimensions.includes(family)
      ? dimensions
      : undefined
  if (of !== undefined) {
    const which = of === clocks ? 'clock' : 'dimension of service'
    return of.has(name)
      ? []
      : [
          {
            pointer,
            found: show(metric),
            expected: () => `${family}.<${which}>, ${oneOf(of.names, name)}`,
          },
        ]
  }
  const families = [...ofClocks, ...ofDimensions].map((one) => `${one}.<…>`)
  const expected = () => `the id of a figure, or ${families.join(', ')}${hintOf(metric, metricIds)}`
  return [{ pointer, found: show(metric), expected }]
}

/** As a share of a hundred, where it was meant as one. */
const meantOf = (bound: number): string =>
  bound > 1 && bound <= 100
    ? `, such as ${String(Number((bound / 100).toPrecision(12)))} for ${String(bound)} %`
    : ''

/** What is told is a share; a statistic of what it is made of, such as the mean of answers, is none. */
const inShare = (at: string, { metric, of, atLeast, atMost }: Kpi): Problems =>
  of !== undefined || !isShareMetric(metric)
    ? []
    : Object.entries({ atLeast, atMost }).flatMap(([bound, value]) =>
        value === undefined || (value >= 0 && value <= 1)
          ? []
          : [
              {
                pointer: `${at}/${bound}`,
                found: show(value),
                expected: `a share from 0 to 1${meantOf(value)}`,
              },
            ],
      )

const inBounds = (at: string, { atLeast, atMost }: Kpi): Problems =>
  atLeast !== undefined && atMost !== undefined && atLeast > atMost
    ? [{ pointer: `${at}/atMost`, found: show(atMost), expected: `${String(atLeast)} or more` }]
    : []

export const inKpis = ({ kpis, clocks, taxonomies }: ServiceStandard): Problems => {
  const named: Named = {
    clocks: known(clocks.map(({ id }) => id)),
    dimensions: known(codesOf(taxonomies.serviceDimensions)),
  }
  return [
    ...repeated(
      '/kpis',
      kpis.map(({ id }) => id),
      'each id once',
    ),
    ...kpis.flatMap((kpi, i) => {
      const at = `/kpis/${String(i)}`
      return [
        ...inMetric(`${at}/metric`, kpi.metric, named),
        ...inShare(at, kpi),
        ...inBounds(at, kpi),
        ...Object.keys(kpi.where ?? {}).flatMap((name) =>
          name.trim() === ''
            ? [
                {
                  pointer: `${at}/where/${pointerKey(name)}`,
                  found: show(name),
                  expected: 'the name of a dimension',
                },
              ]
            : [],
        ),
      ]
    }),
  ]
}
