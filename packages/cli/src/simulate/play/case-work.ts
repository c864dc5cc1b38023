/** What an agent does with a case that is the agent's own: from the first reply to the solution. */
import { fromEpochMs } from '@casetrail/core'
import {
  absorbDuplicate,
  acceptCase,
  addNote,
  bookAppointment,
  completeStep,
  confirmAppointment,
  escalateCase,
  holdForThirdParty,
  keepAppointment,
  missAppointment,
  notifyDelay,
  planStep,
  prioritiseCase,
  recordContact,
  requestCustomerInput,
  startStep,
  transferCase,
  type CaseState,
} from '@casetrail/core/case'

import { give, wait, type Play } from '../doing.js'
import { DAY, HOUR, MINUTE, drawn, minutesOf, type Some } from '../draw.js'
import type { Person } from '../staff.js'
import type { CaseStory, World } from '../world.js'
import { solve, works } from './case-solution.js'

const isActive = (state: CaseState | undefined): state is CaseState =>
  state !== undefined &&
  (state.stage === 'new' ||
    state.stage === 'open' ||
    state.stage === 'pendingCustomer' ||
    state.stage === 'onHold')

/** Whether the case is still to be worked on, by this person. */
const isOwn = (world: World, id: string, person: Person): boolean => {
  const state = world.cases.get(id)
  return (
    (state?.stage === 'new' || state?.stage === 'open') &&
    state.owner === person.id &&
    state.offeredTo === undefined
  )
}

interface WeightedDegree {
  readonly code: 'high' | 'medium' | 'low'
  readonly weight: number
}
const urgencies: Some<WeightedDegree> = [
  { code: 'high', weight: 20 },
  { code: 'medium', weight: 50 },
  { code: 'low', weight: 30 },
]
const impacts: Some<WeightedDegree> = [
  { code: 'high', weight: 10 },
  { code: 'medium', weight: 40 },
  { code: 'low', weight: 50 },
]

/** Taken from the team's queue; urgency and impact are judged by who takes it. */
function* take(world: World, id: string, person: Person, story: CaseStory): Play {
  const state = world.cases.get(id)
  if (state === undefined) return
  const { chance } = story
  if (state.offeredTo !== undefined || state.owner !== person.id || state.stage === 'new') {
    yield give.case(id, acceptCase(world.by(person.actor)))
  }
  if (state.priority === undefined && person.may.has('case.route')) {
    const urgency = drawn(chance, urgencies).code
    const impact = drawn(chance, impacts).code
    yield give.case(id, prioritiseCase({ ...world.by(person.actor), urgency, impact }))
  }
}

/** The same customer about the same, by another way: the older case claims the newer. */
function* merges(world: World, id: string, person: Person, story: CaseStory): Play {
  const survivor = story.twinOf
  if (survivor === undefined || !person.may.has('case.tie')) return
  const [older, newer] = [world.cases.get(survivor), world.cases.get(id)]
  if (!isActive(older) || !isActive(newer) || newer.absorbed.length > 0) return
  if (older.absorbed.includes(id)) return
  yield wait(MINUTE * story.chance.between(1, 5))
  if (!isActive(world.cases.get(survivor)) || !isActive(world.cases.get(id))) return
  yield give.case(
    survivor,
    absorbDuplicate({
      ...world.by(person.actor),
      survivor,
      duplicate: id,
      duplicateCustomer: newer.customer,
    }),
  )
}

/** A person answers, for all the customer to see. */
export function* reply(world: World, id: string, person: Person, story: CaseStory): Play {
  const state = world.cases.get(id)
  if (state === undefined) return
  story.replied = true
  yield give.case(
    id,
    recordContact({
      ...world.by(person.actor),
      direction: 'outbound',
      channel: state.channel,
      by: 'human',
      public: true,
    }),
  )
}

/** An appointment that was due: kept, or missed and agreed on anew. */
function* visit(world: World, id: string, person: Person, story: CaseStory): Play {
  for (const appointment of world.cases.get(id)?.appointments.keys() ?? []) {
    yield wait(MINUTE * story.chance.between(15, 60))
    if (!isOwn(world, id, person)) return
    if (world.cases.get(id)?.appointments.has(appointment) !== true) continue
    const fails = story.appointments < 3 && story.chance.happens(world.desk.chances.visitFails)
    if (!fails) {
      yield give.case(id, keepAppointment({ ...world.by(person.actor), appointment }))
      continue
    }
    const by = world.by(person.actor)
    const told = { reason: '客戶不在家', alternative: '改約他日' }
    yield give.case(id, missAppointment({ ...by, appointment, ...told }))
    yield* book(world, id, person, story)
  }
}

function* book(world: World, id: string, person: Person, story: CaseStory): Play {
  story.appointments += 1
  const appointment = `visit-${story.appointments}`
  const at = world.now() + minutesOf(story.chance, world.desk.work.visitIn)
  // on the full hour
  const on = Math.ceil(at / HOUR) * HOUR
  yield give.case(
    id,
    bookAppointment({ ...world.by(person.actor), appointment, for: fromEpochMs(on) }),
  )
  yield wait(MINUTE)
  const agreed = world.cases.get(id)
  if (!isActive(agreed) || !agreed.appointments.has(appointment)) return
  yield give.case(id, confirmAppointment({ ...world.by(person.actor), appointment }))
}

/** Handed to another team, which accepts it or lets it lie. */
function* handOver(world: World, id: string, person: Person, story: CaseStory): Play {
  const others = world.standard.routing
    .map(({ team }) => team)
    .filter((team) => !person.agent.teams.includes(team))
  const [first, ...rest] = others
  if (first === undefined) return
  story.transfers += 1
  yield give.case(
    id,
    transferCase({
      ...world.by(person.actor),
      to: { kind: 'team', id: story.chance.pick([first, ...rest]) },
      warm: story.chance.happens(world.desk.chances.warm),
      reason: story.chance.pick(['專業問題', '需要技術排查', 'Outside our remit']),
    }),
  )
}

function* plans(world: World, id: string, person: Person, story: CaseStory): Play {
  story.planned = true
  const step = `check-${story.appointments}-${world.cases.get(id)?.cycle ?? 1}`
  const by = world.by(person.actor)
  const planned = { step, owner: person.id, responsible: 'agent', title: '核對訂單' } as const
  yield give.case(id, planStep({ ...by, ...planned }))
  yield* works(world, person, story, minutesOf(story.chance, world.desk.work.paperwork))
  if (!isActive(world.cases.get(id)) || world.cases.get(id)?.steps.has(step) !== true) return
  yield give.case(id, startStep({ ...world.by(person.actor), step }))
  yield* works(world, person, story, minutesOf(story.chance, world.desk.work.paperwork))
  if (!isActive(world.cases.get(id)) || world.cases.get(id)?.steps.has(step) !== true) return
  yield give.case(id, completeStep({ ...world.by(person.actor), step }))
}

/** What has to be waited for; whether the case is out of the agent's hands then. */
function* waits(world: World, id: string, person: Person, story: CaseStory): Play {
  const { chance, topic } = story
  if (!story.asked && chance.happens(topic.asksCustomer)) {
    story.asked = true
    const question = story.customer.language === 'zh' ? '請提供訂單號' : 'Which order is it?'
    yield give.case(id, requestCustomerInput({ ...world.by(person.actor), question }))
    return
  }
  if (!story.held && chance.happens(topic.thirdParty)) {
    story.held = true
    const waitingFor = chance.pick(['thirdParty', 'thirdParty', 'externalDefect'] as const)
    const by = world.by(person.actor)
    yield give.case(id, holdForThirdParty({ ...by, waitingFor, reason: '等待第三方回覆' }))
    const eta = fromEpochMs(world.now() + 3 * DAY)
    const told = { reason: '第三方處理中', eta, customerTold: chance.happens(80) }
    yield give.case(id, notifyDelay({ ...world.by(person.actor), ...told }))
    return
  }
  if (!story.visited && chance.happens(topic.visit)) {
    story.visited = true
    yield* book(world, id, person, story)
  }
}

/** A case that is taken up, or gone on with. */
export function* workOn(world: World, id: string, person: Person): Play {
  const story = world.caseStories.get(id)
  if (story === undefined) return
  const { chances, work } = world.desk
  const { chance } = story
  yield* take(world, id, person, story)
  story.urgent = false
  if (!isOwn(world, id, person)) return
  yield* merges(world, id, person, story)
  if (!story.replied) {
    yield* works(world, person, story, minutesOf(chance, work.reply))
    if (!isOwn(world, id, person)) return
    yield* reply(world, id, person, story)
  }
  yield* visit(world, id, person, story)
  if (!isOwn(world, id, person) || hasVisit(world, id)) return
  if (story.transfers < 3 && chance.happens(chances.transfers)) {
    yield* handOver(world, id, person, story)
    if (!isOwn(world, id, person)) return
  }
  if (!story.escalated && chance.happens(chances.callsSupervisor)) {
    story.escalated = true
    const kind = chance.happens(60) ? 'hierarchical' : 'functional'
    const by = world.by(person.actor)
    yield give.case(id, escalateCase({ ...by, kind, level: 1, reason: '超出處理權限' }))
  }
  yield* waits(world, id, person, story)
  if (!isOwn(world, id, person) || hasVisit(world, id)) return
  if (!story.planned && chance.happens(chances.plansSteps)) yield* plans(world, id, person, story)
  if (!isOwn(world, id, person)) return
  if (chance.happens(chances.writesNote)) {
    yield give.case(id, addNote({ ...world.by(person.actor), text: '已核實訂單' }))
  }
  yield* solve(world, id, person, story, () => isOwn(world, id, person))
}

const hasVisit = (world: World, id: string): boolean =>
  (world.cases.get(id)?.appointments.size ?? 0) > 0
