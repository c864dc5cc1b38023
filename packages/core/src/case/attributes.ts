/** What a standard's conditions may ask of a case. */
import * as t from 'io-ts'

import { Text, oneOf } from '../codec/primitives.js'
import type { Attributes } from '../decider/aggregate.js'
import { Channel, Phase, ProblemType, RequestType } from '../words/words.js'

import type { CaseState } from './state.js'

const codec = t.partial(
  {
    channel: Channel,
    requestType: RequestType,
    phase: Phase,
    problemType: ProblemType,
    tier: Text,
    language: Text,
    region: Text,
    priority: Text,
    /** The path, joined by slashes. */
    category: Text,
    stage: oneOf(
      'CaseStage',
      'new',
      'open',
      'pendingCustomer',
      'onHold',
      'resolved',
      'closed',
      'merged',
      'archived',
      'cancelled',
    ),
  },
  'CaseAttributes',
)

export const caseAttributes: Attributes<CaseState> = {
  codec,
  of: (state) => ({
    channel: state.channel,
    requestType: state.requestType,
    phase: state.phase,
    problemType: state.problemType,
    tier: state.tier,
    language: state.language,
    region: state.region,
    priority: state.priority,
    category: state.category.length === 0 ? undefined : state.category.join('/'),
    stage: state.stage,
  }),
  movedBy: {
    channel: ['CaseOpened'],
    requestType: ['CaseOpened'],
    phase: ['CaseOpened'],
    problemType: ['CaseOpened', 'CaseClassified'],
    tier: ['CaseOpened'],
    language: ['CaseOpened'],
    region: ['CaseOpened'],
    priority: ['CasePrioritised'],
    category: ['CaseOpened', 'CaseClassified'],
  },
}
