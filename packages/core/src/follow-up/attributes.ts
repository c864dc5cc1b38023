/** What a standard's conditions may ask of a follow-up. */
import * as t from 'io-ts'

import { oneOf } from '../codec/primitives.js'
import type { Attributes } from '../decider/aggregate.js'
import { Channel, Purpose } from '../words/words.js'

import type { FollowUpState } from './state.js'

const codec = t.partial(
  {
    purpose: Purpose,
    method: Channel,
    serious: t.boolean,
    stage: oneOf(
      'FollowUpStage',
      'scheduled',
      'completed',
      'unreachable',
      'missed',
      'declined',
      'cancelled',
    ),
  },
  'FollowUpAttributes',
)

export const followUpAttributes: Attributes<FollowUpState> = {
  codec,
  of: ({ purpose, method, serious, stage }) => ({ purpose, method, serious, stage }),
}
