/** What a complaint needs of the desk now, by its state. */
import type { ComplaintState } from '@casetrail/core/complaint'

import type { Need } from '../board.js'
import type { Person } from '../staff.js'
import type { ComplaintStory, World } from '../world.js'
import {
  acknowledges,
  assigns,
  closes,
  communicates,
  decides,
  investigates,
  reviews,
} from './complaint-handling.js'
import { approverFor, fulfils, offers, proposesAnew } from './remedies.js'

const RANK = 2

interface Situation {
  readonly world: World
  readonly id: string
  readonly state: ComplaintState
  readonly story: ComplaintStory
}

const without = (
  who: ReadonlyArray<Person>,
  not: (id: string) => boolean,
): ReadonlyArray<Person> => {
  const others = who.filter(({ id }) => !not(id))
  return others.length > 0 ? others : who
}

const need = (
  { state }: Situation,
  who: ReadonlyArray<Person>,
  play: Need['play'],
  more: Partial<Need> = {},
): Need => {
  const not = (id: string): boolean => state.complainedAbout.has(id)
  return { who: without(who, not), rank: RANK, not, play, ...more }
}

/** The investigator, or where that is none of the staff any more, another. */
const investigators = ({ world, state }: Situation): ReadonlyArray<Person> => {
  const own = world.staff.find(state.investigator)
  return own === undefined ? world.staff.group('investigation', 'complaint.investigate') : [own]
}

/** Who answers the customer: the investigator, where that may. */
const answering = (situation: Situation): ReadonlyArray<Person> => {
  const own = investigators(situation).filter(({ may }) => may.has('complaint.answer'))
  return own.length > 0 ? own : situation.world.staff.group('supervision', 'complaint.answer')
}

const remedyNeed = (situation: Situation): Need | undefined => {
  const { world, id, state, story } = situation
  const upheld = state.outcome ?? (story.upheld ? 'upheld' : 'notUpheld')
  for (const [remedy, { standing, goodwill }] of state.remedies) {
    if (standing === 'proposed') return approverFor(world, id, remedy)
    if (standing === 'refused' && story.remedies < 3 && upheld !== 'notUpheld') {
      const proposers = investigators(situation).filter(({ may }) => may.has('complaint.propose'))
      return need(situation, proposers, (person) => proposesAnew(world, id, remedy, person))
    }
    if (standing === 'approved' && state.stage === 'decided') {
      return need(situation, answering(situation), (person) =>
        goodwill ? fulfils(world, id, remedy, person) : offers(world, id, remedy, person),
      )
    }
    if (standing === 'accepted') {
      return need(situation, answering(situation), (person) => fulfils(world, id, remedy, person), {
        from: story.fulfilledFrom,
      })
    }
  }
  return undefined
}

const decidedNeed = (situation: Situation): Need | undefined => {
  const { world, id, state } = situation
  if (state.reviewSince !== undefined) return reviewNeed(situation)
  if (!state.communicated) {
    return need(situation, answering(situation), (person) => communicates(world, id, person))
  }
  const remedy = remedyNeed(situation)
  if (remedy !== undefined) return remedy
  const waits = [...state.remedies.values()].some(({ standing }) => standing === 'offered')
  if (waits) return undefined
  const closers = world.staff.group('supervision', 'complaint.close')
  return need(situation, closers, (person) => closes(world, id, person))
}

const reviewNeed = (situation: Situation): Need => {
  const { world, id, state } = situation
  const reviewers = world.staff.group('review', 'complaint.review')
  const all = world.staff.all.filter(({ may }) => may.has('complaint.review'))
  const not = (person: string): boolean =>
    state.involved.has(person) || state.complainedAbout.has(person)
  const own = reviewers.filter((person) => !not(person.id))
  const who = own.length > 0 ? own : all
  return need(situation, who, (person) => reviews(world, id, person), { not })
}

export const complaintNeed = (world: World, id: string): Need | undefined => {
  const state = world.complaints.get(id)
  const story = world.complaintStories.get(id)
  if (state === undefined || story === undefined) return undefined
  const situation = { world, id, state, story }
  const { staff } = world
  switch (state.stage) {
    case 'received': {
      const who = staff
        .group('front-desk', 'complaint.answer')
        .filter(({ may }) => may.has('complaint.classify'))
      return need(situation, who, (person) => acknowledges(world, id, person))
    }
    case 'acknowledged': {
      const who = staff.group('supervision', 'complaint.assign')
      return need(situation, who, (person) => assigns(world, id, person))
    }
    case 'investigating': {
      if (story.investigated !== state.cycle) {
        return need(situation, investigators(situation), (person) =>
          investigates(world, id, person),
        )
      }
      const remedy = remedyNeed(situation)
      if (remedy !== undefined) return remedy
      const deciders = investigators(situation).filter(({ may }) => may.has('complaint.decide'))
      const who = deciders.length > 0 ? deciders : staff.group('supervision', 'complaint.decide')
      return need(situation, who, (person) => decides(world, id, person))
    }
    case 'decided':
      return decidedNeed(situation)
    case 'closed':
      return state.reviewSince === undefined ? undefined : reviewNeed(situation)
    case 'none':
    case 'archived':
    case 'withdrawn':
    case 'merged':
      return undefined
  }
}
