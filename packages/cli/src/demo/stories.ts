/** The stories of the demonstration: which case takes which course. */
import { absorbDuplicate, mergeCase } from '@casetrail/core/case'

import { asActor, system, type Agent } from './cast.js'
import type { Chance } from './chance.js'
import { MINUTE } from './clock.js'
import {
  askCustomer,
  callSupervisor,
  handOver,
  holdForOthers,
  planRepair,
  visitCustomer,
  workOn,
} from './handling.js'
import { agentReplies, channelOf, dispatch, takeIn, type Visit } from './intake.js'
import { finish, giveUp, withdraw } from './outcome.js'
import { scriptOf, type Script } from './script.js'

/** What a visit leads to: the steps of its case, and of the duplicate where there is one. */
export interface Story {
  readonly scripts: ReadonlyArray<Script>
  /** When the customer may come again with the same, when that is likely. */
  readonly comesAgainAt: number | undefined
}

const detours = (script: Script, first: Agent, visit: Visit): Agent => {
  const { chance } = script
  let agent = first
  if (chance.happens(24)) agent = handOver(script, agent)
  if (chance.happens(visit.topic.requestType === 'complaint' ? 60 : 8)) {
    callSupervisor(script, agent)
  }
  if (chance.happens(28)) askCustomer(script, agent, visit)
  if (visit.topic.ineligible === 'thirdParty' ? chance.happens(50) : chance.happens(4)) {
    holdForOthers(script, agent)
  }
  if (visit.topic.ineligible === 'needsVisit') visitCustomer(script, agent)
  if (visit.topic.ineligible === 'needsParts' && chance.happens(40)) planRepair(script, agent)
  return agent
}

const solvedWithTheCustomerThere = (script: Script, visit: Visit, desk: Agent): void => {
  const inPerson = visit.channel === 'phone' || visit.channel === 'store'
  if (!inPerson) {
    script.work(script.chance.skewed(1, visit.channel === 'chat' ? 20 : 240))
    agentReplies(script, desk, visit)
  }
  script.wait(script.chance.skewed(2, 25))
  finish(script, desk, visit)
}

/** One visit from beginning to end. `twin` is the id of a second case about the same, if there is one. */
export const play = (
  id: string,
  chance: Chance,
  visit: Visit,
  begin: number,
  twin: { readonly id: string; readonly ref: string } | undefined,
): Story => {
  const script = scriptOf(id, chance, begin)
  const desk = takeIn(script, visit)
  if (twin === undefined && chance.happens(visit.topic.atOnce)) {
    solvedWithTheCustomerThere(script, visit, desk)
    return { scripts: [script], comesAgainAt: again(script) }
  }
  if (twin === undefined && chance.happens(4)) {
    withdraw(script, visit)
    return { scripts: [script], comesAgainAt: undefined }
  }
  const twins = twin === undefined ? [] : [double(script, visit, desk, twin)]
  const agent = detours(script, dispatch(script, visit), visit)
  workOn(script, agent, visit)
  if (chance.happens(3)) {
    giveUp(script)
    return { scripts: [script, ...twins], comesAgainAt: undefined }
  }
  finish(script, agent, visit)
  return { scripts: [script, ...twins], comesAgainAt: again(script) }
}

/** The same customer writes about the same by another way, and the desk merges the two. */
const double = (
  survivor: Script,
  visit: Visit,
  desk: Agent,
  twin: { readonly id: string; readonly ref: string },
): Script => {
  const { chance } = survivor
  const begin = survivor.now() + chance.between(5, 50) * MINUTE
  const duplicate = scriptOf(twin.id, chance, begin)
  takeIn(duplicate, { ...visit, channel: channelOf(chance), ref: twin.ref })
  const pair = { survivor: survivor.id, duplicate: twin.id }
  survivor.work((duplicate.now() - survivor.now()) / MINUTE + chance.between(1, 30))
  survivor.step(asActor(desk), (by) =>
    absorbDuplicate({ ...by, ...pair, duplicateCustomer: visit.customer.id }),
  )
  duplicate.wait((survivor.now() - duplicate.now()) / MINUTE)
  duplicate.step(system, (by) => mergeCase({ ...by, ...pair }))
  return duplicate
}

/** Of a hundred customers five come again within the week after. */
const again = (script: Script): number | undefined => {
  const settled = script.steps().findLast((step) => step.command.type === 'ResolveCase')
  return settled === undefined || !script.chance.happens(5)
    ? undefined
    : settled.enteredAt + script.chance.between(8 * 60, 6 * 24 * 60) * MINUTE
}
