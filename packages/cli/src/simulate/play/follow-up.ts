/** Calls to customers (回訪): attempts, answers, surveys, and giving up. */
import { durationMs, epochMs, fromEpochMs } from '@casetrail/core'
import {
  completeFollowUp,
  declineFollowUp,
  giveUpFollowUp,
  markSurveyBounced,
  markSurveyDelivered,
  recordAttempt,
  recordSatisfaction,
  requestSurvey,
  scheduleFollowUp,
  type FollowUpState,
} from '@casetrail/core/follow-up'

import type { Need } from '../board.js'
import type { Customer } from '../customers.js'
import { give, wait, type Play } from '../doing.js'
import { DAY, HOUR, MINUTE, minutesOf, type Chance } from '../draw.js'
import type { Person } from '../staff.js'
import { customerActor, machine, type FollowUpStory, type World } from '../world.js'
import { works } from './case-solution.js'

const RANK = 5

interface Truth {
  readonly customer: Customer
  readonly holds: boolean
  readonly served: string | undefined
  /** How the case went, as the customer saw it; a call about no case is about none. */
  readonly way: 'smooth' | 'roundabout' | 'reopened' | undefined
}

const wayOf = (world: World, id: string): Truth['way'] => {
  const story = world.caseStories.get(id)
  const cycle = world.cases.get(id)?.cycle ?? 1
  if (story === undefined) return undefined
  const { transfers, asked, held, visited, complained } = story
  if (cycle > 1) return 'reopened'
  return transfers > 0 || asked || held || visited || complained ? 'roundabout' : 'smooth'
}

const truthOf = (world: World, state: FollowUpState): Truth | undefined => {
  const customer = world.customers.get(state.customer)
  if (customer === undefined) return undefined
  const { case: about, complaint } = state.subject
  const story = about === undefined ? undefined : world.caseStories.get(about)
  const complained = complaint === undefined ? undefined : world.complaints.get(complaint)
  const isContent = complained === undefined || complained.outcome !== 'notUpheld'
  const served = about === undefined ? undefined : world.cases.get(about)?.resolver
  const way = about === undefined ? undefined : wayOf(world, about)
  return { customer, holds: (story?.holds ?? true) && isContent, served, way }
}

const clamped = (score: number): 1 | 2 | 3 | 4 | 5 =>
  score <= 1 ? 1 : score === 2 ? 2 : score === 3 ? 3 : score === 4 ? 4 : 5

/** Whether one would recommend the shop: mostly by this call, and by what one thinks of it otherwise. */
const npsOf = (csat: number, chance: Chance): number => {
  const otherwise = chance.happens(15) ? chance.between(-4, 3) : chance.between(-1, 1)
  return Math.min(10, Math.max(0, 2 * csat - 1 + otherwise))
}

/** In a hundred, of those whose matter is settled. */
const ONE_CONTACT = { smooth: 90, roundabout: 25, reopened: 0 } as const

const scores = ({ customer, holds, served, way }: Truth, chance: Chance) => {
  const csat = clamped((holds ? 5 : 2) - customer.mood.harshness + chance.between(-1, 1))
  const nps = npsOf(csat, chance)
  const isDone = way !== undefined && chance.happens(ONE_CONTACT[way])
  return {
    csat,
    nps,
    ...(way === undefined ? {} : { resolvedInOneContact: holds && csat > 2 && isDone }),
    ...(served === undefined
      ? {}
      : { staff: [{ staff: served, score: clamped(csat + chance.between(0, 1)) }] }),
  } as const
}

/** With the customer's word, which is asked for once, the standard's plans go on by themselves. */
function* asksConsent(world: World, person: Person, { customer }: Truth): Play {
  const { plans, cap } = world.standard.followUps
  const plan = plans.find(({ tier }) => tier === customer.tier)
  const care = world.idOf(`care ${customer.id}`)
  if (!customer.consents || plan === undefined || world.followUpStories.has(care)) return
  if (!person.may.has('followUp.plan')) return
  const by = world.by(person.actor)
  const due = fromEpochMs(world.now() + durationMs(cap.interval) + DAY)
  const consent = { purpose: plan.purpose, consent: 'given', lastOutreachAt: by.at } as const
  yield give.followUp(care, scheduleFollowUp({ ...by, customer: customer.id, ...consent, due }))
}

function* reached(
  world: World,
  id: string,
  person: Person,
  story: FollowUpStory,
  truth: Truth,
): Play {
  const { chance } = story
  const { chances, work } = world.desk
  yield* works(world, person, story, minutesOf(chance, work.call))
  if (world.followUps.get(id)?.stage !== 'scheduled') return
  if (chance.happens(chances.declinesFollowUp) && person.may.has('followUp.answer')) {
    yield give.followUp(id, declineFollowUp({ ...world.by(person.actor), reason: '不便接聽' }))
    return
  }
  const answer = scores(truth, chance)
  const surveyed = chance.happens(chances.survey) && person.may.has('followUp.survey')
  if (surveyed) {
    const asked = { survey: 'after-call', channel: 'sms' } as const
    yield give.followUp(id, requestSurvey({ ...world.by(person.actor), ...asked }))
  } else if (person.may.has('followUp.answer')) {
    yield give.followUp(id, recordSatisfaction({ ...world.by(person.actor), ...answer }))
  }
  const hasNeed = chance.happens(chances.newNeed)
  const unhappy = answer.csat <= 2 ? 'unsatisfied' : hasNeed ? 'newNeed' : 'satisfied'
  const outcome = truth.holds ? unhappy : chance.happens(70) ? 'unresolved' : 'unsatisfied'
  yield give.followUp(id, completeFollowUp({ ...world.by(person.actor), outcome }))
  if (outcome === 'satisfied') yield* asksConsent(world, person, truth)
}

function* calls(world: World, id: string, person: Person): Play {
  const story = world.followUpStories.get(id)
  if (story === undefined) return
  const { chance } = story
  const { chances, work } = world.desk
  yield wait(chance.between(20, 90) * 1_000)
  const state = world.followUps.get(id)
  const truth = state && truthOf(world, state)
  if (state?.stage !== 'scheduled' || truth === undefined) return
  if (state.reachedAt !== undefined || chance.happens(chances.reached)) {
    if (state.reachedAt === undefined) {
      yield give.followUp(id, recordAttempt({ ...world.by(person.actor), result: 'reached' }))
    }
    yield* reached(world, id, person, story, truth)
    return
  }
  if (state.attempts >= world.standard.followUps.attempts) {
    yield give.followUp(id, giveUpFollowUp(world.by(person.actor)))
    return
  }
  const result = chance.happens(chances.wrongNumber) ? 'wrongNumber' : 'noAnswer'
  story.nextAt = world.now() + minutesOf(chance, work.betweenAttempts)
  yield give.followUp(id, recordAttempt({ ...world.by(person.actor), result }))
}

/** Whom: not who handled a serious complaint. */
export const followUpNeed = (world: World, id: string): Need | undefined => {
  const state = world.followUps.get(id)
  const story = world.followUpStories.get(id)
  if (state?.stage !== 'scheduled' || story === undefined) return undefined
  const group = world.staff.group('call-back', 'followUp.call')
  const assigned = world.staff.find(state.assignee)
  const who = assigned?.may.has('followUp.call') === true ? [assigned] : group
  const not = (person: string): boolean => state.serious && person === state.handler
  const due = state.due === undefined ? 0 : epochMs(state.due)
  const early = state.purpose === 'periodic' || state.purpose === 'vipCare' ? DAY : 20 * HOUR
  const from = Math.max(story.nextAt, due - early)
  return { who, rank: RANK, from, not, play: (person) => calls(world, id, person) }
}

/** A survey goes out; it comes in or bounces, and some answer it. */
export function* surveyed(world: World, id: string, story: FollowUpStory, survey: string): Play {
  const { chance } = story
  yield wait(chance.between(5, 300) * 1_000)
  const state = world.followUps.get(id)
  const truth = state && truthOf(world, state)
  const isOver = (): boolean => {
    const stage = world.followUps.get(id)?.stage
    return stage === undefined || stage === 'cancelled' || stage === 'declined'
  }
  if (isOver() || truth === undefined) return
  if (chance.happens(world.desk.chances.surveyBounces)) {
    yield give.followUp(id, markSurveyBounced({ ...world.by(machine), survey }))
    return
  }
  yield give.followUp(id, markSurveyDelivered({ ...world.by(machine), survey }))
  if (!chance.happens(truth.customer.mood.answers)) return
  yield wait(chance.skewed(10, 4_000) * MINUTE)
  if (isOver()) return
  const by = world.by(customerActor(truth.customer))
  yield give.followUp(id, recordSatisfaction({ ...by, ...scores(truth, chance), survey }))
}
