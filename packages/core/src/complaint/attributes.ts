/** What a standard's conditions may ask of a complaint. */
import * as t from 'io-ts'

import { Text, oneOf } from '../codec/primitives.js'
import type { Attributes } from '../decider/aggregate.js'
import { Channel, ComplaintType, Severity } from '../words/words.js'

import type { ComplaintState } from './state.js'

const codec = t.partial(
  {
    channel: Channel,
    complaintType: ComplaintType,
    severity: Severity,
    urgent: t.boolean,
    priority: Text,
    /** The path, joined by slashes. */
    category: Text,
    stage: oneOf(
      'ComplaintStage',
      'received',
      'acknowledged',
      'investigating',
      'decided',
      'closed',
      'archived',
      'withdrawn',
      'merged',
    ),
  },
  'ComplaintAttributes',
)

export const complaintAttributes: Attributes<ComplaintState> = {
  codec,
  of: (state) => ({
    channel: state.channel,
    complaintType: state.complaintType,
    severity: state.severity,
    urgent: state.urgent,
    priority: state.priority,
    category: state.category.length === 0 ? undefined : state.category.join('/'),
    stage: state.stage,
  }),
}
