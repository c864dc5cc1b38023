/** What customers do about their complaints. */
import {
  acceptRemedy,
  declineRemedy,
  reopenComplaint,
  requestReview,
  withdrawComplaint,
} from '@casetrail/core/complaint'

import { give, wait, type Play } from '../doing.js'
import { DAY, HOUR, minutesOf } from '../draw.js'
import { customerActor, type ComplaintStory, type World } from '../world.js'

/** Thinks better of it, early on. */
export function* withdraws(world: World, id: string, story: ComplaintStory): Play {
  if (!story.chance.happens(world.desk.chances.withdrawsComplaint)) return
  yield wait(story.chance.between(1, 48) * HOUR)
  const state = world.complaints.get(id)
  const isEarly =
    state?.stage === 'received' ||
    state?.stage === 'acknowledged' ||
    state?.stage === 'investigating'
  if (!isEarly || [...state.remedies.values()].some((one) => one.standing === 'accepted')) return
  const by = world.by(customerActor(story.customer))
  yield give.complaint(id, withdrawComplaint({ ...by, reason: '客戶撤回投訴' }))
}

/** Offered a remedy: takes it, or not. */
export function* considers(world: World, id: string, story: ComplaintStory, remedy: string): Play {
  const { chance, customer } = story
  yield wait(minutesOf(chance, world.desk.work.customerDecides))
  const state = world.complaints.get(id)
  if (state?.stage !== 'decided' && state?.stage !== 'investigating') return
  if (state.remedies.get(remedy)?.standing !== 'offered') return
  const by = world.by(customerActor(customer))
  if (chance.happens(customer.mood.accepts)) {
    story.fulfilledFrom = world.now() + minutesOf(chance, world.desk.work.fulfilment)
    yield give.complaint(id, acceptRemedy({ ...by, remedy }))
  } else {
    yield give.complaint(id, declineRemedy({ ...by, remedy, toldOfReview: true, reason: '不接受' }))
  }
}

/** Told the decision: asks for a review, or lets it be. */
export function* appeals(world: World, id: string, story: ComplaintStory): Play {
  const { chance, customer } = story
  if (!chance.happens(customer.mood.appeals)) return
  yield wait(minutesOf(chance, world.desk.work.customerDecides))
  const state = world.complaints.get(id)
  if (state?.stage !== 'decided' && state?.stage !== 'closed') return
  if (state.reviewSince !== undefined) return
  const by = world.by(customerActor(customer))
  yield give.complaint(id, requestReview({ ...by, reason: '不同意處理決定' }), {
    mayBeRefused: ['ReviewWindowPassed'],
  })
}

export function* comesBack(world: World, id: string, story: ComplaintStory): Play {
  const { chance, customer } = story
  if (!chance.happens(world.desk.chances.reopensComplaint)) return
  yield wait(chance.between(1, 8) * DAY)
  if (world.complaints.get(id)?.stage !== 'closed') return
  const by = world.by(customerActor(customer))
  yield give.complaint(id, reopenComplaint({ ...by, reason: '問題再次發生' }), {
    mayBeRefused: ['ReopenWindowPassed'],
  })
}
