/** What happens by itself when the desk has recorded something: customers react, machines and time go on. */
import { epochMs, type NewEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import type { ComplaintEvent } from '@casetrail/core/complaint'
import type { CorrectiveActionEvent } from '@casetrail/core/corrective-action'
import type { EmergencyEvent } from '@casetrail/core/emergency'
import type { FollowUpEvent } from '@casetrail/core/follow-up'

import type { Category } from './doing.js'
import { chanceOf, drawn } from './draw.js'
import * as customer from './play/case-customer.js'
import { escalated } from './play/case-need.js'
import * as complainant from './play/complaint-customer.js'
import { overAfter } from './play/emergency.js'
import { surveyed } from './play/follow-up.js'
import type { CaseStory, World } from './world.js'

const caseOpened = (world: World, id: string, by: string, requestType: string): void => {
  const visit = world.visits.get(id)
  const chance = chanceOf(world.seed, `case ${id}`)
  const who = visit?.customer ?? world.customers.get(by)
  if (who === undefined) return
  const story: CaseStory = {
    chance,
    customer: who,
    topic: visit?.topic ?? drawn(chance, world.desk.topics),
    holds: true,
    replied: false,
    asked: false,
    held: false,
    visited: false,
    planned: false,
    escalated: false,
    // a case that is a complaint becomes one by itself
    complained: requestType === 'complaint',
    cameBack: false,
    transfers: 0,
    appointments: 0,
    urgent: false,
    twinOf: visit?.twinOf,
  }
  world.caseStories.set(id, story)
  world.begin(customer.loses(world, id, story))
  if (chance.happens(world.desk.chances.cancels)) world.begin(customer.cancels(world, id, story))
}

const ofCase = (world: World, id: string, event: CaseEvent): void => {
  if (event.type === 'CaseOpened') {
    caseOpened(world, id, event.customer, event.requestType)
    return
  }
  const story = world.caseStories.get(id)
  if (story === undefined) return
  switch (event.type) {
    case 'CustomerInputRequested':
      world.begin(customer.answers(world, id, story))
      return
    case 'CaseHeld':
      world.begin(customer.thirdPartyAnswers(world, id, story))
      return
    case 'AppointmentBooked':
      world.begin(customer.reminds(world, id, event.appointment, epochMs(event.for)))
      return
    case 'CaseEscalated':
      story.urgent = true
      world.post(`escalation-${id}`, escalated(world, id))
      return
    case 'OwnerReminded':
      story.urgent = true
      return
    case 'CaseResolved': {
      const slips = world.staff.find(event.resolver)?.agent.slips ?? 0
      story.holds = !story.chance.happens(slips)
      world.begin(customer.judges(world, id, story, event.cycle))
      return
    }
    case 'CaseReopened':
      Object.assign(story, { replied: false, asked: false, planned: false, cameBack: false })
      return
    case 'CaseArchived':
    case 'CaseCancelled':
      world.post(`escalation-${id}`, undefined)
      return
    default:
      return
  }
}

const ofComplaint = (world: World, id: string, event: ComplaintEvent): void => {
  if (event.type === 'ComplaintReceived') {
    const chance = chanceOf(world.seed, `complaint ${id}`)
    const who = world.customers.get(event.customer)
    if (who === undefined) return
    const upheld = chance.happens(world.desk.chances.upheld)
    const story = { chance, customer: who, upheld, investigated: 0, remedies: 0, fulfilledFrom: 0 }
    world.complaintStories.set(id, story)
    const about = event.case === undefined ? undefined : world.caseStories.get(event.case)
    if (about !== undefined) about.complained = true
    world.begin(complainant.withdraws(world, id, story))
    return
  }
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  switch (event.type) {
    case 'RemedyOffered':
      world.begin(complainant.considers(world, id, story, event.remedy))
      return
    case 'DecisionCommunicated':
      world.begin(complainant.appeals(world, id, story))
      return
    case 'ComplaintClosed':
      world.begin(complainant.comesBack(world, id, story))
      return
    default:
      return
  }
}

const ofFollowUp = (world: World, id: string, event: FollowUpEvent): void => {
  if (event.type === 'FollowUpScheduled') {
    const chance = chanceOf(world.seed, `followUp ${id}`)
    world.followUpStories.set(id, { chance, nextAt: 0 })
    return
  }
  const story = world.followUpStories.get(id)
  if (story !== undefined && event.type === 'SurveyRequested') {
    world.begin(surveyed(world, id, story, event.survey))
  }
}

const ofEmergency = (world: World, id: string, event: EmergencyEvent): void => {
  if (event.type !== 'EmergencyDeclared') return
  const chance = chanceOf(world.seed, `emergency ${id}`)
  const nextAt = world.now() + overAfter(world, event.kind)
  world.paces.set(id, { chance, nextAt, again: false })
}

const ofAction = (world: World, id: string, event: CorrectiveActionEvent): void => {
  if (event.type !== 'CorrectiveActionOpened') return
  world.paces.set(id, { chance: chanceOf(world.seed, `action ${id}`), nextAt: 0, again: false })
}

/** Tells everybody whom it concerns, and looks again at what the stream needs. */
export const react = (
  world: World,
  category: Category,
  id: string,
  events: ReadonlyArray<NewEvent>,
): void => {
  for (const { event } of events) {
    switch (category) {
      case 'case':
        ofCase(world, id, event as CaseEvent)
        break
      case 'complaint':
        ofComplaint(world, id, event as ComplaintEvent)
        break
      case 'followUp':
        ofFollowUp(world, id, event as FollowUpEvent)
        break
      case 'emergency':
        ofEmergency(world, id, event as EmergencyEvent)
        break
      case 'correctiveAction':
        ofAction(world, id, event as CorrectiveActionEvent)
        break
      case 'operations':
        break
    }
  }
  if (category !== 'operations') world.look(`${category}-${id}`)
}
