/** A small second aggregate for the tests of imports of several streams: a survey, asked and answered. */
import {
  Actor,
  Instant,
  Ordinal,
  Text,
  commandCatalogue,
  eventCatalogue,
  eventType,
  record,
  type Aggregate,
} from '@casetrail/core'
import { readyStandards } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { caseLifecycle } from './feeds/case.js'
import { feedsOf } from './feeds.js'
import { lifecycleOf, type Feeds } from './lifecycle.js'

const Score = record('Score', { value: Ordinal, of: t.literal('service') })

const SurveySent = record(
  'SurveySent',
  { type: t.literal('SurveySent'), at: Instant, about: Text },
  { externalRef: Text, cycle: Ordinal },
)
const SurveyAnswered = record(
  'SurveyAnswered',
  {
    type: t.literal('SurveyAnswered'),
    at: Instant,
    answer: Ordinal,
    scores: t.readonlyArray(Score),
  },
  { best: Score },
)
const OwnerReminded = record(
  'OwnerReminded',
  { type: t.literal('OwnerReminded'), at: Instant },
  { customer: Text, to: Text, reason: Text },
)
type SurveyEvent =
  t.TypeOf<typeof SurveySent> | t.TypeOf<typeof SurveyAnswered> | t.TypeOf<typeof OwnerReminded>

const Answer = record('Answer', { type: t.literal('Answer'), at: Instant, actor: Actor })
type Answer = t.TypeOf<typeof Answer>

interface SurveyState {
  readonly answers: number
}

/** One answer is enough: a second one is a finding. */
const survey: Aggregate<Answer, SurveyState, SurveyEvent, { readonly _tag: 'AlreadyAnswered' }> = {
  category: 'survey',
  initialState: { answers: 0 },
  decide: (_, { answers }) => (answers > 0 ? E.left({ _tag: 'AlreadyAnswered' }) : E.right([])),
  evolve: (state, event) =>
    event.type === 'SurveyAnswered' ? { answers: state.answers + 1 } : state,
  isTerminal: () => false,
  events: eventCatalogue<SurveyEvent>({
    SurveySent: eventType(SurveySent),
    SurveyAnswered: eventType(SurveyAnswered),
    OwnerReminded: eventType(OwnerReminded),
  }),
  commands: commandCatalogue<Answer>({ Answer }),
  correlation: 'inherited',
  standardOf: () => undefined,
  commandOf: (event, actor) => ({ type: 'Answer', at: event.at, actor }),
}

/** The case and the survey. */
export const feedsWithSurvey: Feeds = {
  ...feedsOf(readyStandards),
  lifecycles: {
    case: caseLifecycle(readyStandards),
    survey: lifecycleOf({
      aggregate: survey,
      opening: 'SurveySent',
      filled: (type) => (type === 'SurveySent' ? ['about', 'cycle'] : ['answer']),
      fill: (_, { answers }, { story }) => ({
        answer: answers + 1,
        about: `${story.category}-${story.id}`,
        cycle: story.cycle,
      }),
    }),
  },
}
