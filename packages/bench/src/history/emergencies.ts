/** Emergencies and drills as a house goes through them, each command accepted by the lifecycle. */
import {
  activateFallback,
  decideCompensation,
  declareEmergency,
  holdDrill,
  informCustomers,
  recordRecovery,
  remindOwner,
  reportProgress,
  reviewEmergency,
  standDownEmergency,
  startPlan,
  type EmergencyCommand,
} from '@casetrail/core/emergency'

import { story, streamId, type By, type Script } from './script.js'

const kinds = ['complaintSurge', 'serviceInterruption', 'systemFailure', 'staff'] as const
const channels = ['sms', 'app', 'web', 'phone'] as const

/** The nth emergency: from its declaration to its review; some are false alarms, some drills. 1 to 18 commands. */
export const scriptedEmergency = (n: number): Script<EmergencyCommand> => {
  const { next, pick, by } = story(n)
  const id = streamId(n)
  const lead = (): By => by('lead-1', 'supervisor')
  const expert = (): By => by(`expert-${String(n % 5)}`, 'technicalExpert')
  const agent = (): By => by(`agent-${String(n % 40)}`, 'agent')
  const kind = pick(kinds, 'disaster')
  if (n % 10 === 9) {
    const lessons = 'The list of numbers was old.'
    return { id, commands: [holdDrill({ ...lead(), kind, plan: 'plan-b', lessons })] }
  }
  const inform = (message: string): EmergencyCommand =>
    informCustomers({
      ...agent(),
      channel: pick(channels, 'sms'),
      audience: 'All with an open order',
      message,
      count: 100 + (next() % 900),
    })
  const commands: EmergencyCommand[] = [
    declareEmergency({ ...agent(), kind, description: 'No calls come through.' }),
  ]
  const more = (...some: ReadonlyArray<EmergencyCommand>): void => void commands.push(...some)
  if (n % 11 === 3) {
    more(standDownEmergency({ ...lead(), reason: 'A cable was loose.' }))
    return { id, commands }
  }
  more(startPlan({ ...expert(), plan: 'plan-a', team: 'team-1' }))
  for (let i = next() % 3; i > 0; i--) {
    more(activateFallback({ ...expert(), fallback: `line-${String(i)}` }))
  }
  more(inform('We can be reached by chat.'))
  for (let i = next() % 6; i >= 0; i--)
    more(reportProgress({ ...agent(), text: 'Line 2 is back.' }))
  if (n % 4 === 0)
    more(remindOwner({ ...agent(), to: 'supervisor', reason: 'No word for an hour' }))
  more(recordRecovery({ ...expert(), result: 'All lines are back.' }), inform('We are back.'))
  if (n % 3 === 0) {
    more(
      decideCompensation({
        ...by('manager-1', 'manager'),
        kind: 'coupon',
        amount: { amount: 500, currency: 'CNY' },
        customers: 100 + (next() % 900),
        description: 'A coupon for each who waited.',
      }),
    )
  }
  more(
    reviewEmergency({
      ...lead(),
      cause: 'One cable for all lines',
      causeCode: 'system',
      lessons: 'A second cable.',
      correctiveActions: [streamId(n + 1)],
    }),
  )
  return { id, commands }
}
