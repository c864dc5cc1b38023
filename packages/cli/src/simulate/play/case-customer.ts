/** What customers, machines and third parties do about a case. */
import {
  cancelCase,
  confirmResolution,
  recordContact,
  rejectResolution,
  remindAppointment,
  resumeCase,
} from '@casetrail/core/case'
import { receiveComplaint } from '@casetrail/core/complaint'

import { give, wait, type Play } from '../doing.js'
import { DAY, HOUR, MINUTE, minutesOf } from '../draw.js'
import { customerActor, machine, type CaseStory, type World } from '../world.js'

function* speaks(world: World, id: string, story: CaseStory): Play {
  const state = world.cases.get(id)
  if (state === undefined) return
  const spoken = { direction: 'inbound', by: 'human', public: true } as const
  const by = world.by(customerActor(story.customer))
  // a call of this kind is put through at once
  const rings = state.channel === 'phone' ? { answeredAfterRings: story.chance.skewed(1, 7) } : {}
  yield give.case(id, recordContact({ ...by, ...spoken, channel: state.channel, ...rings }))
}

/** Asked something: some never answer. */
export function* answers(world: World, id: string, story: CaseStory): Play {
  if (story.chance.happens(world.desk.chances.customerNeverAnswers)) return
  yield wait(minutesOf(story.chance, world.desk.work.customerAnswers))
  if (world.cases.get(id)?.stage === 'pendingCustomer') yield* speaks(world, id, story)
}

export function* thirdPartyAnswers(world: World, id: string, story: CaseStory): Play {
  yield wait(minutesOf(story.chance, world.desk.work.thirdPartyAnswers))
  if (world.cases.get(id)?.stage !== 'onHold') return
  yield give.case(id, resumeCase({ ...world.by(machine), basis: 'thirdPartyDone' }))
}

/** The machine reminds of an appointment, an hour before. */
export function* reminds(world: World, id: string, appointment: string, at: number): Play {
  yield wait(at - HOUR - world.now())
  const state = world.cases.get(id)
  if (state?.stage !== 'new' && state?.stage !== 'open') return
  if (!state.appointments.has(appointment)) return
  yield give.case(id, remindAppointment({ ...world.by(machine), appointment }))
}

/** Waited long enough for a first word: asks again, complains, or wants it no more. */
export function* loses(world: World, id: string, story: CaseStory): Play {
  const { chance, customer } = story
  yield wait(customer.mood.patience * MINUTE)
  const isUnheard = (): boolean => {
    const stage = world.cases.get(id)?.stage
    return !story.replied && (stage === 'new' || stage === 'open')
  }
  if (!isUnheard()) return
  yield* speaks(world, id, story)
  if (chance.happens(customer.mood.complains)) yield* complains(world, id, story)
  yield wait(customer.mood.patience * MINUTE)
  if (!isUnheard()) return
  if (!chance.happens(world.desk.chances.cancels * 5)) return
  yield give.case(id, cancelCase({ ...world.by(customerActor(customer)), reason: '客戶撤回' }))
}

/** Something came up: the customer does not want it any more. */
export function* cancels(world: World, id: string, story: CaseStory): Play {
  yield wait(story.chance.between(5, 600) * MINUTE)
  const stage = world.cases.get(id)?.stage
  if (stage !== 'new' && stage !== 'open' && stage !== 'pendingCustomer') return
  const by = world.by(customerActor(story.customer))
  yield give.case(id, cancelCase({ ...by, reason: '客戶撤回' }))
}

/** A complaint about how it went, once for each case. */
function* complains(world: World, id: string, story: CaseStory): Play {
  const state = world.cases.get(id)
  if (story.complained || state === undefined) return
  story.complained = true
  const { chance, customer, topic } = story
  const person = state.resolver ?? state.owner
  const about =
    person !== undefined && chance.happens(world.desk.chances.isAboutPerson)
      ? { about: { kind: 'person', id: person } as const }
      : {}
  yield give.complaint(
    world.idOf(`complaint ${id}`),
    receiveComplaint({
      ...world.by(customerActor(customer)),
      standard: { id: world.standard.id, version: world.standard.version },
      customer: customer.id,
      complaintType: topic.complaintType ?? 'serviceAttitude',
      source: 'external',
      channel: state.channel,
      case: id,
      tier: state.tier,
      language: state.language,
      ...about,
    }),
    { correlationId: id },
  )
}

/** Told that it is solved: confirms, says no, or says nothing; and may come back later. */
export function* judges(world: World, id: string, story: CaseStory, cycle: number): Play {
  const { chance, customer, holds } = story
  const { mood } = customer
  const isWaiting = (): boolean => {
    const state = world.cases.get(id)
    return state?.stage === 'resolved' && state.cycle === cycle
  }
  yield wait(minutesOf(chance, world.desk.work.customerDecides))
  const by = world.by(customerActor(customer))
  if (holds) {
    if (isWaiting() && chance.happens(mood.confirms)) yield give.case(id, confirmResolution(by))
    return
  }
  if (chance.happens(mood.complains)) yield* complains(world, id, story)
  if (isWaiting() && chance.happens(mood.rejects)) {
    const reason = chance.pick(['問題還在', '換來的也是壞的', 'Still not working'])
    yield give.case(id, rejectResolution({ ...by, reason }), {
      mayBeRefused: ['ReopenWindowPassed'],
    })
    return
  }
  if (!chance.happens(50)) return
  yield wait(chance.between(1, 6) * DAY)
  const state = world.cases.get(id)
  if (state?.cycle !== cycle || (state.stage !== 'resolved' && state.stage !== 'closed')) return
  yield* speaks(world, id, story)
  story.cameBack = true
  world.look(`case-${id}`)
}
