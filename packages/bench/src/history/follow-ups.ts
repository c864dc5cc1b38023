/** Follow-ups as a desk makes them, each command accepted by the lifecycle. */
import {
  assignFollowUp,
  cancelFollowUp,
  completeFollowUp,
  declineFollowUp,
  giveUpFollowUp,
  markSurveyBounced,
  markSurveyDelivered,
  missFollowUp,
  recordAttempt,
  recordSatisfaction,
  remindOwner,
  requestSurvey,
  rescheduleFollowUp,
  scheduleFollowUp,
  type FollowUpCommand,
} from '@casetrail/core/follow-up'

import { story, streamId, type By, type Script } from './script.js'

const scores = [1, 2, 3, 4, 5] as const
const serviceDimensions = ['reliability', 'responsiveness', 'assurance', 'empathy', 'tangibles']

/** The nth follow-up: most end with an answer, the others in each of the other ways. 4 to 13 commands. */
export const scriptedFollowUp = (n: number): Script<FollowUpCommand> => {
  const { next, pick, by, inHours } = story(n)
  const customerId = `customer-${String(n % 5_000)}`
  const handler = `agent-${String(n % 40)}`
  const caller = (): By => by(`agent-${String((n + 7) % 40)}`, 'agent')
  const planner = (days = 0): By => by('system', 'system', days)
  const customer = (): By => by(customerId, 'customer')
  const attempt = (result: 'reached' | 'noAnswer' | 'callBack'): FollowUpCommand =>
    recordAttempt({ ...caller(), result })
  const answer = (): FollowUpCommand =>
    recordSatisfaction({
      ...customer(),
      csat: pick(scores, 3),
      nps: next() % 11,
      resolvedInOneContact: next() % 2 === 0,
      verbatim: 'They called back as they had said.',
      staff: [{ staff: handler, score: pick(scores, 3) }],
      dimensions: serviceDimensions.map((dimension) => ({
        dimension,
        expected: pick(scores, 3),
        perceived: pick(scores, 3),
      })),
    })
  const commands: FollowUpCommand[] = [
    scheduleFollowUp({
      ...planner(),
      customer: customerId,
      purpose: n % 2 === 0 ? 'afterComplaint' : 'afterResolution',
      due: inHours(24),
      cycle: 1,
      handler,
      serious: n % 10 === 0,
      [n % 2 === 0 ? 'complaint' : 'case']: streamId(n),
    }),
    assignFollowUp({ ...planner(), assignee: `agent-${String((n + 7) % 40)}` }),
  ]
  const more = (...some: ReadonlyArray<FollowUpCommand>): void => void commands.push(...some)
  if (n % 3 === 0) {
    const survey = 'survey-1'
    more(
      requestSurvey({ ...planner(), survey, channel: 'sms' }),
      n % 9 === 0
        ? markSurveyBounced({ ...planner(), survey, reason: 'No such number' })
        : markSurveyDelivered({ ...planner(), survey }),
    )
  }
  if (n % 4 === 1) {
    more(attempt('callBack'), rescheduleFollowUp({ ...caller(), due: inHours(48) }))
  }
  if (n % 5 === 4) more(remindOwner({ ...planner(), to: 'owner', reason: 'Due today' }))
  for (let i = next() % 3; i > 0; i--) more(attempt('noAnswer'))
  switch (n % 12) {
    case 5:
      more(missFollowUp(planner(5)))
      break
    case 7:
      more(declineFollowUp({ ...customer(), reason: 'No time' }))
      break
    case 8:
      more(cancelFollowUp({ ...planner(), reason: 'caseReopened' }))
      break
    case 10:
      more(attempt('noAnswer'), attempt('noAnswer'), attempt('noAnswer'), giveUpFollowUp(caller()))
      break
    default:
      more(
        attempt('reached'),
        answer(),
        completeFollowUp({ ...caller(), outcome: 'satisfied', notes: 'Wants a catalogue.' }),
      )
      if (n % 6 === 0) more(answer())
  }
  return { id: streamId(n), commands }
}
