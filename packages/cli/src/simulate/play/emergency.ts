/** Emergencies (應急) and improvements (改進): who leads them, and what comes of them. */
import { fromEpochMs } from '@casetrail/core'
import {
  completeCorrectiveAction,
  failVerification,
  measureEffect,
  planCorrectiveAction,
  reviewCorrectiveAction,
  verifyCorrectiveAction,
} from '@casetrail/core/corrective-action'
import {
  activateFallback,
  decideCompensation,
  informCustomers,
  recordRecovery,
  reportProgress,
  reviewEmergency,
  standDownEmergency,
  startPlan,
} from '@casetrail/core/emergency'

import type { Need } from '../board.js'
import { give, wait, type Play } from '../doing.js'
import { DAY, HOUR, MINUTE, minutesOf } from '../draw.js'
import type { Person } from '../staff.js'
import type { Pace, World } from '../world.js'

const FIRST = 0
const LAST = 6

function* leads(world: World, id: string, person: Person, { chance }: Pace): Play {
  yield wait(chance.between(2, 12) * MINUTE)
  const state = world.emergencies.get(id)
  if (state?.stage !== 'declared') return
  const by = (): ReturnType<World['by']> => world.by(person.actor)
  if (state.kind === 'complaintSurge' && chance.happens(world.desk.chances.falseAlarm)) {
    yield give.emergency(id, standDownEmergency({ ...by(), reason: '核實後為誤報' }))
    return
  }
  const plan = { plan: '全員接聽，人工登記', team: 'customer-service' }
  yield give.emergency(id, startPlan({ ...by(), ...plan }))
  yield wait(chance.between(2, 10) * MINUTE)
  yield give.emergency(id, activateFallback({ ...by(), fallback: '紙質台賬' }))
  yield wait(chance.between(2, 15) * MINUTE)
  if (!person.may.has('emergency.report')) return
  const told = { channel: 'sms', audience: '受影響客戶', message: '正在處理，今日答覆' } as const
  yield give.emergency(id, informCustomers({ ...by(), ...told, count: chance.between(5, 200) }))
}

function* recovers(world: World, id: string, person: Person, pace: Pace): Play {
  yield wait(pace.chance.between(3, 20) * MINUTE)
  if (world.emergencies.get(id)?.stage !== 'planStarted') return
  if (person.may.has('emergency.report')) {
    yield give.emergency(id, reportProgress({ ...world.by(person.actor), text: '已接近尾聲' }))
  }
  pace.nextAt = world.now() + DAY
  yield give.emergency(id, recordRecovery({ ...world.by(person.actor), result: '服務恢復' }))
}

function* reviews(world: World, id: string, person: Person, { chance }: Pace): Play {
  yield wait(minutesOf(chance, world.desk.work.investigation))
  if (world.emergencies.get(id)?.stage !== 'recovered') return
  if (person.may.has('emergency.compensate')) {
    const kind = 'apology'
    yield give.emergency(id, decideCompensation({ ...world.by(person.actor), kind }), {
      mayBeRefused: ['ApproverRoleRequired'],
    })
  }
  const learned = { cause: '監控不足', lessons: '補上監控與演練', correctiveActions: [] }
  yield give.emergency(id, reviewEmergency({ ...world.by(person.actor), ...learned }))
}

export const emergencyNeed = (world: World, id: string): Need | undefined => {
  const state = world.emergencies.get(id)
  const pace = world.paces.get(id)
  if (state === undefined || pace === undefined) return undefined
  const leaders = world.staff.group('supervision', 'emergency.lead')
  switch (state.stage) {
    case 'declared':
      return { who: leaders, rank: FIRST, play: (person) => leads(world, id, person, pace) }
    case 'planStarted': {
      const from = pace.nextAt
      return {
        who: leaders,
        rank: FIRST,
        from,
        play: (person) => recovers(world, id, person, pace),
      }
    }
    case 'recovered': {
      const who = world.staff.group('management', 'emergency.review')
      return { who, rank: LAST, from: pace.nextAt, play: (one) => reviews(world, id, one, pace) }
    }
    case 'none':
    case 'reviewed':
    case 'stoodDown':
    case 'drilled':
      return undefined
  }
}

function* improves(world: World, id: string, person: Person, pace: Pace): Play {
  const { chance } = pace
  yield wait(minutesOf(chance, world.desk.work.paperwork))
  const by = (): ReturnType<World['by']> => world.by(person.actor)
  const later = (): void => {
    pace.nextAt = world.now() + minutesOf(chance, world.desk.work.improvement)
  }
  switch (world.actions.get(id)?.stage) {
    case 'opened':
    case 'planned': {
      if (world.actions.get(id)?.planned !== undefined && !pace.again) {
        later()
        yield give.correctiveAction(
          id,
          completeCorrectiveAction({ ...by(), result: '已修訂流程並培訓' }),
        )
        return
      }
      pace.again = false
      later()
      yield give.correctiveAction(
        id,
        planCorrectiveAction({
          ...by(),
          plan: `修訂流程並培訓（${String(pace.nextAt)}）`,
          owner: person.id,
          due: fromEpochMs(pace.nextAt + 7 * DAY),
          criterion: '同類投訴減半',
          figure: 'complaints.received',
        }),
      )
      return
    }
    case 'done': {
      const effect = { figure: 'complaints.received', before: 6, after: chance.between(0, 5) }
      yield give.correctiveAction(id, measureEffect({ ...by(), ...effect }))
      if (chance.happens(world.desk.chances.verificationFails)) {
        pace.again = true
        yield give.correctiveAction(id, failVerification({ ...by(), reason: '同類投訴未減' }))
        return
      }
      later()
      yield give.correctiveAction(id, verifyCorrectiveAction({ ...by(), evidence: '抽查記錄' }))
      return
    }
    case 'verified':
      yield give.correctiveAction(id, reviewCorrectiveAction({ ...by(), lessons: '寫入流程' }))
      return
    case 'none':
    case 'reviewed':
    case 'dropped':
    case undefined:
      return
  }
}

export const actionNeed = (world: World, id: string): Need | undefined => {
  const state = world.actions.get(id)
  const pace = world.paces.get(id)
  if (state === undefined || pace === undefined) return undefined
  const { staff } = world
  const play: Need['play'] = (person) => improves(world, id, person, pace)
  const from = pace.nextAt
  switch (state.stage) {
    case 'opened':
      return { who: staff.group('supervision', 'correctiveAction.carryOut'), rank: LAST, play }
    case 'planned': {
      const owner = staff.find(state.owner)
      const who = owner ? [owner] : staff.group('supervision', 'correctiveAction.carryOut')
      return { who, rank: LAST, from, play }
    }
    case 'done': {
      const not = (id: string): boolean => id === state.owner || id === state.doneBy
      const all = staff.group('review', 'correctiveAction.verify')
      const own = all.filter((person) => !not(person.id))
      const others = staff.all.filter(({ may }) => may.has('correctiveAction.verify'))
      return { who: own.length > 0 ? own : others, rank: LAST, from, not, play }
    }
    case 'verified':
      return { who: staff.group('review', 'correctiveAction.review'), rank: LAST, from, play }
    case 'none':
    case 'reviewed':
    case 'dropped':
      return undefined
  }
}

/** How long an emergency of this kind takes to be over. */
export const overAfter = (world: World, kind: string): number =>
  kind === 'complaintSurge' ? 3 * HOUR : world.desk.outage.hours * HOUR
