/** The figures of follow-ups and surveys. */
import type { Figure } from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'

import {
  followUpAttemptedOnTime,
  followUpCompletedOnTime,
  followUpCompletion,
  surveysDelivered,
  surveysSelected,
} from '../measures/follow-up.js'

import { label, over } from './figure.js'
import { followUpEffect } from './follow-up-effect.js'
import { atLeastOnce, shareBeside, shareOf } from './values.js'
import { windowRules } from './window-rules.js'

export const followUpFigures = (
  standards: ReadonlyArray<ServiceStandard>,
): ReadonlyArray<Figure> => [
  {
    id: 'followUp.completion',
    label: label('Follow-ups completed', '回訪完成率'),
    unit: 'share',
    inputs: { followUps: over(followUpCompletion) },
    side: atLeastOnce,
    value: shareOf('followUps'),
  },
  {
    id: 'followUp.onTime',
    label: label('Follow-ups attempted on time', '回訪及時率'),
    unit: 'share',
    inputs: { attempted: over(followUpAttemptedOnTime), completed: over(followUpCompletedOnTime) },
    side: atLeastOnce,
    value: shareBeside('attempted', 'completed'),
  },
  {
    id: 'survey.response',
    label: label('Survey response', '問卷回收率'),
    unit: 'share',
    inputs: { delivered: over(surveysDelivered), selected: over(surveysSelected) },
    side: atLeastOnce,
    value: shareBeside('delivered', 'selected'),
  },
  followUpEffect(windowRules(standards)),
]
