/** How a case of the demonstration comes in: by its channel, with a person or a machine answering. */
import type { Channel } from '@casetrail/core'
import {
  acceptCase,
  assignCase,
  linkCase,
  openCase,
  prioritiseCase,
  recordContact,
  recordEffort,
} from '@casetrail/core/case'

import { asActor, bot, oneOf, system, type Agent, type Customer, type Topic } from './cast.js'
import type { Chance } from './chance.js'
import type { By, Script } from './script.js'

/** A customer who comes with something. */
export interface Visit {
  readonly customer: Customer
  readonly topic: Topic
  readonly channel: Channel
  /** The desk's own number of the case. */
  readonly ref: string
  /** The case that the customer had about it before. */
  readonly earlier?: string
}

export const channelOf = (chance: Chance): Channel =>
  chance.weighted([
    [34, 'phone'],
    [22, 'chat'],
    [12, 'app'],
    [10, 'web'],
    [8, 'email'],
    [8, 'store'],
    [4, 'social'],
    [2, 'thirdPartyPlatform'],
  ])

/** Where the standard's routing sends it. */
const teamFor = ({ customer, topic }: Visit): Agent['team'] => {
  if (customer.tier === 'vip') return 'vip-desk'
  if (topic.problemType === 'technical') return 'technical-support'
  return topic.problemType === 'product' ? 'after-sales' : 'front-desk'
}

const opening = (script: Script, { customer, topic, channel, ref }: Visit) => {
  const { ineligible } = topic
  const firstContact =
    ineligible !== undefined && script.chance.happens(35)
      ? { firstContactIneligible: ineligible }
      : {}
  return (by: By) =>
    openCase({
      ...by,
      customer: customer.id,
      customerName: customer.name,
      channel,
      requestType: topic.requestType,
      phase: topic.phase,
      problemType: topic.problemType,
      tier: customer.tier,
      language: customer.language,
      region: customer.region,
      category: topic.category,
      subject: topic.subject[customer.language],
      externalRef: ref,
      attributes: { shop: customer.shop },
      ...firstContact,
    })
}

/** The customer says what it is about. */
export const customerSpeaks = (script: Script, { customer, channel }: Visit): void => {
  const spoken = channel === 'phone'
  script.step({ id: customer.id, role: 'customer' }, (by) =>
    recordContact({
      ...by,
      direction: 'inbound',
      channel,
      by: 'human',
      public: true,
      ...(spoken ? { answeredAfterRings: script.chance.skewed(1, 9) } : {}),
    }),
  )
}

/** A person answers, for all the customer to see. */
export const agentReplies = (script: Script, agent: Agent, { channel }: Visit): void => {
  script.step(asActor(agent), (by) =>
    recordContact({ ...by, direction: 'outbound', channel, by: 'human', public: true }),
  )
}

const machineReplies = (script: Script, { channel }: Visit): void => {
  script.wait(0)
  script.step(channel === 'chat' ? bot : system, (by) =>
    recordContact({
      ...by,
      direction: 'outbound',
      channel,
      by: channel === 'chat' ? 'bot' : 'system',
      public: true,
    }),
  )
}

/** By phone and in the shop a person takes it; else a machine does, and the routing finds someone. */
export const takeIn = (script: Script, visit: Visit): Agent => {
  const { chance } = script
  const { customer, channel, earlier } = visit
  const inPerson = channel === 'phone' || channel === 'store'
  const desk = oneOf(chance, 'front-desk')
  if (inPerson) {
    script.work(0)
    const writesUp = channel === 'store' && chance.happens(40) ? chance.between(30, 240) : 0
    script.late(writesUp, asActor(desk), opening(script, visit))
    customerSpeaks(script, visit)
    script.wait(chance.between(1, 4))
    agentReplies(script, desk, visit)
  } else {
    script.step(
      channel === 'email' ? system : { id: customer.id, role: 'customer' },
      opening(script, visit),
    )
    customerSpeaks(script, visit)
    machineReplies(script, visit)
  }
  if (earlier !== undefined) {
    script.step(inPerson ? asActor(desk) : system, (by) =>
      linkCase({ ...by, to: earlier, relation: 'followUp' }),
    )
  }
  return desk
}

/** The routing offers the case to a team, and one of it accepts. */
export const dispatch = (script: Script, visit: Visit): Agent => {
  const { chance } = script
  const agent = oneOf(chance, teamFor(visit))
  script.step(system, (by) =>
    prioritiseCase({
      ...by,
      urgency: chance.weighted([
        [20, 'high'],
        [50, 'medium'],
        [30, 'low'],
      ]),
      impact: chance.weighted([
        [10, 'high'],
        [40, 'medium'],
        [50, 'low'],
      ]),
    }),
  )
  script.step(system, (by) => assignCase(by))
  script.work((chance.skewed(2, 300) * agent.pace) / 100)
  script.step(asActor(agent), (by) => acceptCase(by))
  return agent
}

/** Minutes spent on it go on record. */
export const putDownEffort = (script: Script, agent: Agent): void => {
  const { chance } = script
  const talkS = chance.skewed(60, 1_500)
  script.step(asActor(agent), (by) =>
    recordEffort({
      ...by,
      talkS,
      holdS: chance.skewed(0, 240),
      afterWorkS: chance.between(20, 180),
    }),
  )
}
