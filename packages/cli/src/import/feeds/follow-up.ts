/**
 * The follow-up: attempts and answers are numbered; customer, cycle and first due date stand in every
 * event that has them. Within the story of a case it is about that case and its cycle.
 */
import { followUpAggregate } from '@casetrail/core/follow-up'
import type { ServiceStandard } from '@casetrail/core/standards'

import { lifecycleOf, type Filling, type Lifecycle } from '../lifecycle.js'

/** What a scheduled follow-up is about, by the story that it stands in. */
const aboutStory = ({
  category,
  id,
  cycle,
}: Filling['story']): Readonly<Record<string, unknown>> => ({
  cycle,
  ...(category === 'case' || category === 'complaint' ? { [category]: id } : {}),
})

const FILLED = ['by', 'cycle', 'case', 'complaint']

export const followUpLifecycle = (standards: ReadonlyArray<ServiceStandard>): Lifecycle =>
  lifecycleOf({
    aggregate: followUpAggregate(standards),
    opening: 'FollowUpScheduled',
    filled: (type) => {
      switch (type) {
        case 'FollowUpScheduled':
          return FILLED
        case 'FollowUpAttempted':
          return [...FILLED, 'customer', 'attempt', 'channel', 'firstDue']
        case 'FollowUpMissed':
          return [...FILLED, 'due']
        default:
          return [...FILLED, 'customer', 'firstDue', 'attempts', 'answer']
      }
    },
    fill: (type, state, { actor, story }) => ({
      by: actor.id,
      customer: state.customer === '' ? undefined : state.customer,
      attempt: state.attempts + 1,
      attempts: state.attempts,
      channel: state.method,
      answer: (state.answer?.answer ?? 0) + 1,
      due: state.due,
      firstDue: state.firstDue,
      ...(type === 'FollowUpScheduled'
        ? aboutStory(story)
        : { cycle: state.cycle, ...state.subject }),
    }),
  })
