/** Every command in every stage: taken, or refused by what the follow-up is. */
import {
  followUpCommands,
  type FollowUpCommand,
  type FollowUpRejection,
  type FollowUpStage,
} from '@casetrail/core/follow-up'
import { fold } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  after,
  followUps,
  inStage,
  supervisor,
  theFollowUp,
} from '../../test/follow-up-kit.js'

const now = { at: after(20 * DAY), actor: supervisor } as const
const later = after(21 * DAY)

const commands: { readonly [T in FollowUpCommand['type']]: FollowUpCommand & { type: T } } = {
  ScheduleFollowUp: { type: 'ScheduleFollowUp', ...now, customer: 'c', purpose: 'recovery' },
  AssignFollowUp: { type: 'AssignFollowUp', ...now, assignee: 'agent-hu' },
  RescheduleFollowUp: { type: 'RescheduleFollowUp', ...now, due: later },
  RecordAttempt: { type: 'RecordAttempt', ...now, result: 'noAnswer' },
  CompleteFollowUp: { type: 'CompleteFollowUp', ...now, outcome: 'satisfied' },
  GiveUpFollowUp: { type: 'GiveUpFollowUp', ...now },
  MissFollowUp: { type: 'MissFollowUp', ...now },
  DeclineFollowUp: { type: 'DeclineFollowUp', ...now },
  CancelFollowUp: { type: 'CancelFollowUp', ...now, reason: 'merged' },
  RequestSurvey: { type: 'RequestSurvey', ...now, survey: 's1', channel: 'sms' },
  MarkSurveyDelivered: { type: 'MarkSurveyDelivered', ...now, survey: 's1' },
  MarkSurveyBounced: { type: 'MarkSurveyBounced', ...now, survey: 's1' },
  RecordSatisfaction: { type: 'RecordSatisfaction', ...now, csat: 3 },
  RemindOwner: { type: 'RemindOwner', ...now, to: 'owner', reason: '逾期' },
}

/** As in the requirement: from scheduled, save for what may come after the call. */
const alsoAfterwards: ReadonlySet<string> = new Set([
  'MarkSurveyDelivered',
  'MarkSurveyBounced',
  'RecordSatisfaction',
  'RemindOwner',
])
const stages: Readonly<Record<FollowUpStage, FollowUpRejection['_tag']>> = {
  none: 'FollowUpNotScheduled',
  scheduled: 'FollowUpNotScheduled',
  completed: 'FollowUpAlreadyCompleted',
  unreachable: 'FollowUpAlreadyGivenUp',
  missed: 'FollowUpAlreadyMissed',
  declined: 'FollowUpAlreadyDeclined',
  cancelled: 'FollowUpAlreadyCancelled',
}
const isTaken = (type: string, stage: string): boolean => {
  if (type === 'ScheduleFollowUp') return stage === 'none'
  if (stage === 'scheduled') return true
  return alsoAfterwards.has(type) && ['completed', 'unreachable', 'missed'].includes(stage)
}

const isStage = (name: string): name is FollowUpStage => name in stages
const pairs = Object.keys(stages)
  .filter(isStage)
  .flatMap((stage) => followUpCommands.types.map((type) => ({ type, stage })))

describe('stages', () => {
  test.each(pairs)('$type when it is $stage', ({ type, stage }) => {
    const state = fold(followUps, followUps.initialState, inStage(stage))
    expect(state.stage).toBe(stage)
    const decided = followUps.decide(commands[type], state)
    const refusal = E.isLeft(decided) ? decided.left : undefined
    const byStage = refusal !== undefined && 'stage' in refusal && 'allowed' in refusal
    expect(byStage).toBe(!isTaken(type, stage))
    if (!byStage) return
    const expected = type === 'ScheduleFollowUp' ? 'FollowUpAlreadyScheduled' : stages[stage]
    expect(refusal).toMatchObject({ _tag: expected, command: type, stage })
  })

  test('are the last where no command gives an event any more: the call declined or cancelled', () => {
    const last = Object.keys(stages)
      .filter(isStage)
      .filter((stage) =>
        followUps.isTerminal(fold(followUps, followUps.initialState, inStage(stage))),
      )
    expect(last).toEqual(['declined', 'cancelled'])
  })

  test('a history whose scheduling is missing has none', () => {
    theFollowUp
      .given([{ type: 'FollowUpAssigned', at: after(0), by: 'import', assignee: 'agent-hu' }])
      .when(commands.RecordAttempt)
      .thenRejects({
        _tag: 'FollowUpNotScheduled',
        command: 'RecordAttempt',
        stage: 'none',
        allowed: ['scheduled'],
      })
  })
})
