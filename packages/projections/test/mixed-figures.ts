/** Figures of several inputs that differ in side, unit and time; none of them ships. */
import * as E from 'fp-ts/lib/Either.js'
import type { Figure, Measure } from '@casetrail/core/read-model'

import { perThousandOf, rankingOf } from '../src/figures/rates.js'
import { gapOf, scoreOf } from '../src/figures/scores.js'
import { atLeastOnce } from '../src/figures/values.js'
import { measures, type CaseRow } from '../src/index.js'

import { DAY } from './desk.js'

const label = { en: 'A figure', zh: '指標' }

/** A measure that names a reason of its own, which never comes. */
const responses: Measure<CaseRow> = { ...measures.firstResponse, excludes: ['neverSo', 'merged'] }

export const mixedFigures: ReadonlyArray<Figure> = [
  {
    id: 'test.rate',
    label,
    unit: 'perThousand',
    inputs: {
      reopenings: {
        measure: measures.reopenings,
        over: 'window',
        where: ({ verdict }) => verdict._tag === 'Excluded' || verdict.value > 0,
      },
      exposure: { measure: measures.resolutions, over: 'window' },
    },
    value: perThousandOf('reopenings', 'exposure'),
  },
  {
    id: 'test.index',
    label,
    unit: 'score',
    inputs: {
      resolutions: {
        measure: measures.resolutions,
        over: 'window',
        unit: 'score',
        side: (n) => (n === 1 ? 'met' : 'missed'),
      },
      transfers: { measure: measures.transfers, over: 'window' },
      young: {
        measure: measures.activeTimes,
        over: 'atEnd',
        side: (ms) => (ms <= 3 * DAY ? 'met' : 'missed'),
      },
      responses: { measure: responses, over: 'window' },
    },
    side: atLeastOnce,
    value: (tallies) => {
      const mean = scoreOf('resolutions')(tallies)
      const gap = gapOf('resolutions', 'transfers')(tallies)
      return E.isLeft(mean) || E.isLeft(gap) ? mean : E.right({ ...mean.right, ...gap.right })
    },
  },
  {
    id: 'test.causes',
    label,
    unit: 'count',
    inputs: { opened: { measure: measures.opened, over: 'window', words: 'problemType' } },
    value: rankingOf('opened'),
  },
]
