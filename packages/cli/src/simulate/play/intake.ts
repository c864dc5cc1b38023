/** How a case comes in: by phone and in the shop a person takes it, else a machine does. */
import { fromEpochMs } from '@casetrail/core'
import {
  acceptCase,
  assignCase,
  linkCase,
  openCase,
  recordContact,
  type OpenCase,
} from '@casetrail/core/case'
import { standardRules } from '@casetrail/core/lifecycle'
import type { ServiceStandard } from '@casetrail/core/standards'

import type { Visit } from '../arrivals.js'
import type { Need } from '../board.js'
import { give, wait, type Play } from '../doing.js'
import { MINUTE, SECOND, minutesOf } from '../draw.js'
import { mayWorkOnCases, type Person } from '../staff.js'
import { customerActor, machine, type World } from '../world.js'
import { reply } from './case-work.js'
import { solve } from './case-solution.js'

const RING = 6 * SECOND
/** How long a customer waits on the line, or at the counter. */
const PATIENCE = 4 * MINUTE

/** The paths that a standard knows, found once. */
const known = new WeakMap<ServiceStandard, ReadonlySet<string>>()

const pathsOf = (standard: ServiceStandard): ReadonlySet<string> => {
  const paths = known.get(standard) ?? standardRules(standard).words.categories
  known.set(standard, paths)
  return paths
}

/** The first of the topic's categories that the standard knows. */
const categoryOf = (
  standard: ServiceStandard,
  categories: ReadonlyArray<string>,
): ReadonlyArray<string> | undefined => {
  const paths = pathsOf(standard)
  return categories.find((path) => paths.has(path))?.split('/')
}

const opening = ({ standard }: World, visit: Visit): Omit<OpenCase, 'type' | 'at' | 'actor'> => {
  const { customer, topic, channel, ref } = visit
  const category = categoryOf(standard, topic.categories)
  const ineligible = topic.firstContactIneligible
  return {
    standard: { id: standard.id, version: standard.version },
    customer: customer.id,
    customerName: customer.name,
    channel,
    requestType: topic.requestType,
    phase: topic.phase,
    problemType: topic.problemType,
    tier: customer.tier,
    language: customer.language,
    region: customer.region,
    subject: topic.subject[customer.language],
    externalRef: ref,
    attributes: { topic: topic.id },
    ...(category === undefined ? {} : { category }),
    ...(ineligible === undefined || visit.number % 3 > 0
      ? {}
      : { firstContactIneligible: ineligible }),
  }
}

function* linked(world: World, { id, earlier }: Visit, actor: typeof machine): Play {
  if (earlier === undefined || !world.cases.has(earlier)) return
  yield give.case(id, linkCase({ ...world.by(actor), to: earlier, relation: 'followUp' }))
}

/** Written, or left with a machine: nobody is there yet. */
export function* written(world: World, visit: Visit): Play {
  const { id, customer } = visit
  const channel = visit.live ? 'app' : visit.channel
  const by = channel === 'email' ? machine : customerActor(customer)
  yield give.case(id, openCase({ ...world.by(by), ...opening(world, { ...visit, channel }) }))
  const spoken = { channel, public: true } as const
  yield give.case(
    id,
    recordContact({
      ...world.by(customerActor(customer)),
      ...spoken,
      direction: 'inbound',
      by: 'human',
    }),
  )
  const story = world.caseStories.get(id)
  if (story?.chance.happens(world.desk.chances.machineReplies) === true) {
    yield wait(story.chance.between(1, 20) * SECOND)
    const answered = { direction: 'outbound', by: channel === 'chat' ? 'bot' : 'system' } as const
    yield give.case(id, recordContact({ ...world.by(machine), ...spoken, ...answered }))
  }
  yield* linked(world, visit, machine)
  if (world.cases.get(id)?.stage !== 'new') return
  yield give.case(id, assignCase(world.by(machine)), { mayBeRefused: ['NoRoute'] })
}

/** A person answers the phone, or serves at the counter. */
function* taken(world: World, visit: Visit, person: Person): Play {
  const { id, at, channel, topic } = visit
  const waited = world.now() - at
  yield give.case(id, openCase({ ...world.by(person.actor), ...opening(world, visit) }))
  const story = world.caseStories.get(id)
  if (story === undefined) return
  const { chance } = story
  yield give.case(
    id,
    recordContact({
      ...world.by(customerActor(visit.customer)),
      direction: 'inbound',
      channel,
      by: 'human',
      public: true,
      answeredAfterMs: waited,
      ...(channel === 'phone' ? { answeredAfterRings: Math.max(1, Math.ceil(waited / RING)) } : {}),
    }),
  )
  const isOwn = (): boolean => {
    const state = world.cases.get(id)
    return (
      (state?.stage === 'new' || state?.stage === 'open') &&
      state.owner === person.id &&
      state.offeredTo === undefined
    )
  }
  const heardAt = world.now() + chance.between(5, 40) * SECOND
  const late = channel === 'store' && chance.happens(world.desk.chances.writesUpLate)
  yield wait(heardAt - world.now())
  // at the counter it is sometimes written up only afterwards
  if (!late && isOwn()) yield* reply(world, id, person, story)
  yield* linked(world, visit, person.actor)
  yield wait(minutesOf(chance, world.desk.work.answer))
  if (late && world.cases.get(id)?.stage === 'new') {
    yield wait(minutesOf(chance, world.desk.work.call))
    story.replied = true
    const said = { direction: 'outbound', channel, by: 'human', public: true } as const
    const then = { actor: person.actor, at: fromEpochMs(heardAt) }
    yield give.case(id, recordContact({ ...then, ...said }))
  }
  if (!isOwn()) return
  if (chance.happens(topic.atOnce)) {
    yield* solve(world, id, person, story, isOwn)
    return
  }
  yield give.case(id, assignCase(world.by(person.actor)), { mayBeRefused: ['NoRoute'] })
  const team = world.cases.get(id)?.offeredTo
  if (team?.kind === 'team' && person.agent.teams.includes(team.id)) {
    yield give.case(id, acceptCase(world.by(person.actor)))
  }
}

/** The customer waits for a person, for a while; what nobody takes is written. */
export const calling = (world: World, visit: Visit): void => {
  const key = `visit-${visit.number}`
  const need: Need = {
    who: world.staff.group('front-desk', 'case.open').filter(({ may }) => mayWorkOnCases(may)),
    rank: 1,
    play: (person) => taken(world, visit, person),
  }
  world.post(key, need)
  const givesUp = function* (): Play {
    yield wait(PATIENCE)
    if (!world.isPosted(key)) return
    world.post(key, undefined)
    yield* written(world, visit)
  }
  world.begin(givesUp())
}
