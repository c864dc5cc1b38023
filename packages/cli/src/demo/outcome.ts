/** How a case of the demonstration ends: solved, solved again, given up, withdrawn, archived. */
import {
  addNote,
  archiveCase,
  cancelCase,
  closeCase,
  confirmResolution,
  rejectResolution,
  reopenCase,
  resolveCase,
  verifySolution,
} from '@casetrail/core/case'

import { asActor, supervisor, system, type Agent } from './cast.js'
import { DAY, HOUR } from './clock.js'
import { handOver, workOn } from './handling.js'
import { customerSpeaks, putDownEffort, type Visit } from './intake.js'
import type { Script } from './script.js'

const solve = (script: Script, agent: Agent, { topic }: Visit): void => {
  script.step(asActor(agent), (by) =>
    resolveCase({
      ...by,
      resolutionCode: topic.resolutionCode,
      notes: '已處理並告知客戶',
      rootCause: topic.rootCause,
    }),
  )
  putDownEffort(script, agent)
}

/** It did not hold: the customer says so before it is closed, or comes back after. */
const comeBack = (script: Script, agent: Agent, visit: Visit): void => {
  const { chance } = script
  const customer = { id: visit.customer.id, role: 'customer' }
  const reason = chance.pick(['問題還在', '換來的也是壞的', 'Still not working'])
  if (chance.happens(50)) {
    script.wait(chance.skewed(60, 2 * 24 * 60))
    script.step(customer, (by) => rejectResolution({ ...by, reason }))
    return
  }
  script.wait(3 * 24 * 60 + 1)
  script.step(system, (by) => closeCase({ ...by, basis: 'timedOut' }))
  script.wait(chance.between(60, 2 * 24 * 60))
  customerSpeaks(script, visit)
  script.work(5)
  script.step(asActor(agent), (by) => reopenCase({ ...by, reason }))
}

/** Confirmed by the customer, or closed when the waiting time is over; then archived. */
const settle = (script: Script, agent: Agent, visit: Visit): void => {
  const { chance } = script
  const solvedAt = script.now()
  if (chance.happens(15)) {
    script.work(chance.skewed(20, 1_200))
    script.step(asActor(agent), (by) =>
      verifySolution({ ...by, method: 'check', reusable: chance.happens(20) }),
    )
  }
  if (chance.happens(6)) {
    script.work(chance.between(10, 400))
    script.step(asActor(agent), (by) => addNote({ ...by, text: '補充：客戶來電致謝' }))
  }
  if (chance.happens(45)) {
    script.wait(chance.skewed(5, 30 * 60))
    script.step({ id: visit.customer.id, role: 'customer' }, (by) => confirmResolution(by))
  } else {
    script.wait((solvedAt + 3 * DAY + HOUR - script.now()) / 60_000)
    script.step(system, (by) => closeCase({ ...by, basis: 'timedOut' }))
  }
  script.wait((solvedAt + 7 * DAY + 2 * HOUR - script.now()) / 60_000)
  script.step(system, (by) => archiveCase(by))
}

/** Solved, and where it does not hold, once more; gives who solved it in the end, and when. */
export const finish = (script: Script, first: Agent, visit: Visit): void => {
  const { chance } = script
  let agent = first
  solve(script, agent, visit)
  let again = 0
  while (chance.happens(agent.slips) && again < 3) {
    again += 1
    comeBack(script, agent, visit)
    if (chance.happens(35)) agent = handOver(script, agent)
    script.work(chance.skewed(10, 600))
    workOn(script, agent, visit)
    solve(script, agent, visit)
  }
  settle(script, agent, visit)
}

/** The customer doesn't want it any more. */
export const withdraw = (script: Script, visit: Visit): void => {
  script.wait(script.chance.skewed(10, 1_000))
  script.step({ id: visit.customer.id, role: 'customer' }, (by) =>
    cancelCase({ ...by, reason: '客戶撤回' }),
  )
}

/** Nothing can be done: the supervisor closes it unsolved, saying why. */
export const giveUp = (script: Script): void => {
  script.work(script.chance.between(600, 6_000))
  script.step(supervisor, (by) =>
    closeCase({ ...by, basis: 'supervisor', outcome: 'unsolved', reason: '超出保修範圍' }),
  )
  const closedAt = script.now()
  script.wait((closedAt + 7 * DAY + HOUR - script.now()) / 60_000)
  script.step(system, (by) => archiveCase(by))
}
