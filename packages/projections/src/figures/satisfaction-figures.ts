/** The figures of what customers said. */
import type { Figure, SideOf } from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'

import {
  customersFirstContact,
  dimensionScore,
  effort,
  recommendation,
  satisfaction,
  staffSatisfaction,
} from '../measures/answers.js'
import { feedbackHandled } from '../measures/feedback.js'

import { label, over } from './figure.js'
import { satisfactionIndex } from './satisfaction-index.js'
import { gapOf, netPromotersOf, promotes, satisfied, scoreShareOf } from './scores.js'
import { atLeastOnce, shareOf } from './values.js'

const atLeast =
  (score: number): SideOf =>
  (value) =>
    value >= score ? 'met' : 'missed'

/** 5 to 7 of 7. */
const easy = atLeast(5)

type Dimension = ServiceStandard['taxonomies']['serviceDimensions'][number]

/** The dimensions of service of all the standards, each under the first one's label. */
const dimensionsOf = (standards: ReadonlyArray<ServiceStandard>): ReadonlyArray<Dimension> => {
  const byCode = new Map<string, Dimension>()
  for (const { taxonomies } of standards) {
    for (const term of taxonomies.serviceDimensions) {
      if (!byCode.has(term.code)) byCode.set(term.code, term)
    }
  }
  return [...byCode.values()]
}

/** Expected − perceived (SERVQUAL's sign is the opposite): above 0 the service falls short. */
const gap = ({ code, label: name }: Dimension): Figure => ({
  id: `gap.${code}`,
  label: label(`Service gap, ${name.en.toLowerCase()}`, `服務差距(${name.zh})`),
  unit: 'score',
  inputs: {
    expected: over(dimensionScore(code, 'expected')),
    perceived: over(dimensionScore(code, 'perceived')),
  },
  value: gapOf('expected', 'perceived'),
})

export const satisfactionFigures = (
  standards: ReadonlyArray<ServiceStandard>,
): ReadonlyArray<Figure> => [
  {
    id: 'csat',
    label: label('Customer satisfaction', '客戶滿意度'),
    unit: 'share',
    inputs: { answers: over(satisfaction) },
    side: satisfied,
    value: scoreShareOf('answers', satisfied),
  },
  {
    id: 'csat.staff',
    label: label('Satisfaction with the person who served', '服務人員滿意度'),
    unit: 'share',
    inputs: { answers: over(staffSatisfaction) },
    side: satisfied,
    value: scoreShareOf('answers', satisfied),
  },
  {
    id: 'nps',
    label: label('Net promoter score', '淨推薦值'),
    unit: 'score',
    inputs: { answers: over(recommendation) },
    side: promotes,
    value: netPromotersOf('answers'),
  },
  {
    id: 'ces',
    label: label('Customer effort', '客戶費力度(輕鬆占比)'),
    unit: 'share',
    inputs: { answers: over(effort) },
    side: easy,
    value: scoreShareOf('answers', easy),
  },
  satisfactionIndex(standards),
  {
    id: 'fcr.customer',
    label: label("Resolved in one contact, by the customer's word", '客戶稱一次解決'),
    unit: 'share',
    inputs: { answers: over(customersFirstContact) },
    side: atLeastOnce,
    value: shareOf('answers'),
  },
  {
    id: 'feedback.handled',
    label: label('Feedback handled', '客戶反饋處理率'),
    unit: 'share',
    inputs: { feedback: over(feedbackHandled) },
    side: atLeastOnce,
    value: shareOf('feedback'),
  },
  ...dimensionsOf(standards).map(gap),
]
