/** What happens to a case between intake and solution: replies, waits, repairs, handovers. */
import {
  acceptCase,
  addNote,
  addParticipant,
  bookAppointment,
  completeStep,
  escalateCase,
  holdForThirdParty,
  keepAppointment,
  missAppointment,
  notifyDelay,
  planStep,
  proposeSolution,
  remindAppointment,
  remindOwner,
  requestCustomerInput,
  resumeCase,
  startStep,
  transferCase,
  updateProgress,
} from '@casetrail/core/case'
import { fromEpochMs } from '@casetrail/core'

import { agents, asActor, oneOf, supervisor, system, type Agent } from './cast.js'
import { DAY, HOUR, dayOf } from './clock.js'
import { agentReplies, customerSpeaks, type Visit } from './intake.js'
import type { Script } from './script.js'

/** Handed to another team, in person or not; whoever accepts there goes on with it. */
export const handOver = (script: Script, from: Agent): Agent => {
  const { chance } = script
  const team = from.team === 'technical-support' ? 'after-sales' : 'technical-support'
  const warm = chance.happens(40)
  script.step(asActor(from), (by) =>
    transferCase({
      ...by,
      to: { kind: 'team', id: team },
      warm,
      reason: chance.pick(['專業問題', '需要技術排查', 'Outside our remit']),
    }),
  )
  const next = oneOf(chance, team)
  if (warm) script.wait(chance.between(1, 5))
  else script.work(chance.skewed(10, 600))
  script.step(asActor(next), (by) => acceptCase(by))
  return next
}

/** The supervisor is called in, and sees to it. */
export const callSupervisor = (script: Script, agent: Agent): void => {
  const { chance } = script
  script.step(asActor(agent), (by) =>
    escalateCase({
      ...by,
      kind: chance.happens(60) ? 'hierarchical' : 'functional',
      level: 1,
      reason: chance.pick(['客戶要求主管處理', '超出處理權限', 'Asked for the manager']),
    }),
  )
  script.work(chance.skewed(15, 400))
  script.step(supervisor, (by) => remindOwner({ ...by, to: 'owner', reason: '請優先處理' }))
}

/** A question to the customer, who answers, or doesn't until the longest pause is over. */
export const askCustomer = (script: Script, agent: Agent, visit: Visit): void => {
  const { chance } = script
  script.step(asActor(agent), (by) =>
    requestCustomerInput({
      ...by,
      question: visit.customer.language === 'zh' ? '請提供訂單號' : 'Which order is it?',
    }),
  )
  if (chance.happens(6)) {
    script.wait(14 * 24 * 60 + 5)
    script.step(system, (by) => resumeCase({ ...by, basis: 'longestPause' }))
    script.work(chance.between(10, 90))
    return
  }
  script.wait(chance.skewed(8, 3 * 24 * 60))
  customerSpeaks(script, visit)
  script.work(chance.skewed(5, 240))
}

/** In a third party's hands for days; the customer is told of the delay. */
export const holdForOthers = (script: Script, agent: Agent): void => {
  const { chance } = script
  script.step(asActor(agent), (by) =>
    holdForThirdParty({
      ...by,
      waitingFor: chance.pick(['thirdParty', 'thirdParty', 'externalDefect', 'productRequest']),
      reason: chance.pick(['等待承運商查件', '等待供應商回覆', 'Waiting for the carrier']),
    }),
  )
  const eta = fromEpochMs(script.now() + 3 * DAY)
  script.step(asActor(agent), (by) =>
    notifyDelay({ ...by, reason: '第三方處理中', eta, customerTold: chance.happens(80) }),
  )
  script.work(chance.skewed(8 * 60, 9 * 24 * 60))
  script.step(asActor(agent), (by) => resumeCase({ ...by, basis: 'thirdPartyDone' }))
  script.work(chance.skewed(5, 120))
}

/** A visit at the customer's: booked, reminded of, kept; or missed and booked again. */
export const visitCustomer = (script: Script, agent: Agent): void => {
  const { chance } = script
  const attempts = chance.happens(15) ? 2 : 1
  for (let n = 1; n <= attempts; n++) {
    const appointment = `visit-${n}`
    const day = dayOf(script.now()) + chance.between(1, 4) * DAY
    const at = day + chance.between(9, 18) * HOUR
    script.step(asActor(agent), (by) =>
      bookAppointment({ ...by, appointment, for: fromEpochMs(at), purpose: '上門維修' }),
    )
    script.wait((at - HOUR - script.now()) / 60_000)
    script.step(system, (by) => remindAppointment({ ...by, appointment }))
    script.wait(60 + chance.between(0, 30))
    if (n < attempts) {
      script.step(asActor(agent), (by) =>
        missAppointment({ ...by, appointment, reason: '客戶不在家', alternative: '改約次日' }),
      )
      script.work(chance.between(30, 200))
    } else {
      // the mechanic writes it down back at the workshop
      script.late(chance.between(40, 300), asActor(agent), (by) =>
        keepAppointment({ ...by, appointment }),
      )
      script.wait(300)
    }
  }
}

/** Planned in steps, with the workshop taking part. */
export const planRepair = (script: Script, agent: Agent): void => {
  const { chance } = script
  const expert = chance.pick(agents)
  script.step(asActor(agent), (by) =>
    addParticipant({ ...by, participant: expert.id, as: 'technicalExpert' }),
  )
  script.step(asActor(agent), (by) =>
    planStep({ ...by, step: 'get-part', owner: expert.id, responsible: 'agent', title: '調配件' }),
  )
  script.work(chance.skewed(30, 600))
  script.step(asActor(expert), (by) => startStep({ ...by, step: 'get-part' }))
  script.work(chance.skewed(60, 2_000))
  script.step(asActor(expert), (by) => completeStep({ ...by, step: 'get-part' }))
}

/** The ordinary work: a reply, word of how it goes, a proposal. */
export const workOn = (script: Script, agent: Agent, visit: Visit): void => {
  const { chance } = script
  agentReplies(script, agent, visit)
  script.work((chance.skewed(5, 900) * agent.pace) / 100)
  if (chance.happens(30)) {
    script.step(asActor(agent), (by) =>
      updateProgress({ ...by, done: '已核實訂單', remaining: '等待處理結果' }),
    )
    script.work(chance.skewed(10, 500))
  }
  if (chance.happens(50)) {
    script.step(asActor(agent), (by) =>
      proposeSolution({
        ...by,
        diagnosis: '已確認問題',
        solution: visit.topic.resolutionCode,
        responsible: 'agent',
      }),
    )
    script.work(chance.skewed(5, 600))
  }
  if (chance.happens(12)) {
    script.step(asActor(agent), (by) => addNote({ ...by, text: '已電話說明處理辦法' }))
  }
}
