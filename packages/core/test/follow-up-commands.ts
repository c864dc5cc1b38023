/** Commands that fit a follow-up's state, for histories that go deep. */
import { epochMs, fromEpochMs, laterOf, type Instant } from '@casetrail/core'
import * as codecs from '@casetrail/core/follow-up'
import {
  followUpStages,
  type FollowUpCommand,
  type FollowUpState,
  type RecordSatisfaction,
} from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'
import { arbitraryOf, type Named } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import type * as t from 'io-ts'

import { DAY, HOUR, t0, theCase, theComplaint } from './follow-up-kit.js'

const commandCodecs: Readonly<Record<FollowUpCommand['type'], t.Mixed>> = codecs

const role = fc.constantFrom(
  'agent',
  'agent',
  'supervisor',
  'customerManager',
  'customer',
  'system',
)

/** Few words, so that ids meet ids; who calls is at times who handled it. */
const named = (at: fc.Arbitrary<Instant>): Named => ({
  Text: fc.constantFrom('x1', 'x2'),
  Uuid: fc.constantFrom(theCase, theComplaint),
  Instant: at,
  Ordinal: fc.integer({ min: 1, max: 3 }),
  Actor: fc.record({ id: fc.constantFrom('x1', 'x2', 'x3'), role }, { noNullPrototype: true }),
  Channel: fc.constantFrom('phone', 'phone', 'email', 'unknown'),
  AttemptResult: fc.constantFrom(
    'noAnswer',
    'noAnswer',
    'noAnswer',
    'wrongNumber',
    'callBack',
    'reached',
  ),
})

/** Steps on from the last thing that a window is counted from; now and then back. */
const times = (state: FollowUpState): fc.Arbitrary<Instant> => {
  const marks = [state.openedAt, state.reachedAt, state.firstAnsweredAt, state.answer?.at]
  const last = marks.reduce<Instant>((a, b) => (b === undefined ? a : laterOf(a, b)), t0)
  const steps = [0, 1, 1, HOUR, HOUR, HOUR, DAY, 3 * DAY, 7 * DAY, 7 * DAY + 1, 15 * DAY, -HOUR]
  return fc.constantFrom(...steps).map((ms) => fromEpochMs(epochMs(last) + ms))
}

const dimension = fc.constantFrom(
  ...retail2025.taxonomies.serviceDimensions.slice(0, 3).map(({ code }) => code),
  'x1',
)
const plans = retail2025.followUps.plans.map(({ id }) => id)

const mostly = (
  right: fc.Arbitrary<FollowUpCommand>,
  wrong: FollowUpCommand,
): fc.Arbitrary<FollowUpCommand> =>
  fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: fc.constant(wrong) })

/** Answers to surveys that were sent, at most one score for each person; and some that are none. */
const answers = (
  command: RecordSatisfaction,
  { surveys }: FollowUpState,
): fc.Arbitrary<FollowUpCommand> => {
  const { survey, staff, dimensions, ...scores } = command
  const [sent] = surveys.keys()
  const right = fc.tuple(dimension, dimension).map((names) => ({
    ...scores,
    ...(survey === undefined || sent === undefined ? {} : { survey: sent }),
    ...(staff === undefined ? {} : { staff: staff.slice(0, 1) }),
    ...(dimensions === undefined
      ? {}
      : {
          dimensions: dimensions
            .slice(0, 2)
            .map((one, i) => ({ ...one, dimension: names[i] ?? 'x1' })),
        }),
  }))
  const { type, at, actor } = command
  const empty: FollowUpCommand = { type, at, actor, staff: [], verbatim: 'x1' }
  return fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: fc.constantFrom<FollowUpCommand>(command, empty) },
  )
}

/** What the standard must know, mostly; under the standard that is loaded. */
const inTheStandardsWords = (
  command: FollowUpCommand,
  state: FollowUpState,
): fc.Arbitrary<FollowUpCommand> => {
  switch (command.type) {
    case 'ScheduleFollowUp': {
      const { standard: _, plan, subjectStage, preference, ...rest } = command
      const refused = {
        ...rest,
        ...(preference === undefined ? {} : { preference }),
        ...(plan === undefined ? {} : { plan: 'x1' }),
        ...(subjectStage === undefined ? {} : { subjectStage: 'cancelled' as const }),
      }
      const { lastOutreachAt: __, due, ...accepted } = rest
      const { serious, handler } = rest
      const fitting = fc.constantFrom(...plans).map((id) => ({
        ...accepted,
        actor: { id: 'x1', role: 'agent' },
        consent: 'given' as const,
        ...(serious === true ? { handler: handler ?? 'x2' } : {}),
        ...(due === undefined ? {} : { due: laterOf(due, rest.at) }),
        ...(plan === undefined ? {} : { plan: id }),
        ...(subjectStage === undefined ? {} : { subjectStage: 'resolved' as const }),
      }))
      return fc.oneof(
        { weight: 1, arbitrary: fc.constant(refused) },
        { weight: 3, arbitrary: fitting },
      )
    }
    case 'RecordAttempt':
    case 'RequestSurvey': {
      const { consent: _, ...unasked } = command
      return mostly(fc.constant<FollowUpCommand>(unasked), command)
    }
    case 'MarkSurveyDelivered':
    case 'MarkSurveyBounced':
      return state.surveys.size === 0
        ? fc.constant(command)
        : mostly(
            fc.constantFrom(...state.surveys.keys()).map((survey) => ({ ...command, survey })),
            command,
          )
    case 'RecordSatisfaction':
      return answers(command, state)
    default:
      return fc.constant(command)
  }
}

const ofType = (
  type: FollowUpCommand['type'],
  state: FollowUpState,
): fc.Arbitrary<FollowUpCommand> => {
  const codec = commandCodecs[type] as t.Type<FollowUpCommand, unknown>
  return arbitraryOf(codec, named(times(state))).chain((command) =>
    inTheStandardsWords(command, state),
  )
}

const types = Object.keys(followUpStages) as ReadonlyArray<FollowUpCommand['type']>

/** What ends a follow-up comes seldom, so that something happens before. */
const weightOf = (
  type: FollowUpCommand['type'],
  { attempts, reachedAt }: FollowUpState,
): number => {
  switch (type) {
    case 'DeclineFollowUp':
    case 'CancelFollowUp':
      return 1
    case 'RecordAttempt':
      return 12
    case 'GiveUpFollowUp':
      return attempts > 2 && reachedAt === undefined ? 80 : 1
    case 'RecordSatisfaction':
      return 6
    default:
      return 3
  }
}

/** Commands mostly of the kinds that the state's stage takes, on the few ids that it may hold. */
export const followUpCommandsFor = (state: FollowUpState): fc.Arbitrary<FollowUpCommand> => {
  const fitting = types.filter((type) => followUpStages[type].includes(state.stage))
  const weighted = fitting.map((type) => ({
    weight: weightOf(type, state),
    arbitrary: fc.constant(type),
  }))
  return fc
    .oneof(...weighted, {
      weight: fitting.length === 0 ? 1 : 2,
      arbitrary: fc.constantFrom(...types),
    })
    .chain((type) => ofType(type, state))
}
