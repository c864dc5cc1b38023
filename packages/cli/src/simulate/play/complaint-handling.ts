/** How a complaint is handled: acknowledged, investigated, decided, communicated, reviewed, closed. */
import type { Channel } from '@casetrail/core'
import {
  acknowledgeComplaint,
  assessSeverity,
  assignInvestigator,
  changeSeverity,
  classifyComplaint,
  closeComplaint,
  communicateDecision,
  completeReview,
  decideComplaint,
  determineRootCause,
  recordEvidence,
  recordFinding,
} from '@casetrail/core/complaint'

import { give, wait, type Play } from '../doing.js'
import { anyOf, drawn, minutesOf } from '../draw.js'
import type { Person } from '../staff.js'
import type { World } from '../world.js'
import { works } from './case-solution.js'
import { proposes } from './remedies.js'

/** A channel by which a complaint of another is answered. */
const fitting = ({ standard }: World, channel: Channel): Channel => {
  const of = standard.complaints.acknowledgement.find((one) => one.channel === channel)
  return of?.by[0] ?? channel
}

export function* acknowledges(world: World, id: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  const { chance } = story
  yield* works(world, person, story, minutesOf(chance, world.desk.work.reply))
  const state = world.complaints.get(id)
  if (state?.stage !== 'received') return
  if (state.complaintType === 'unclassified') {
    const owner = state.case === undefined ? undefined : world.cases.get(state.case)?.owner
    // whoever is complained about learns of it from another
    const about =
      owner !== undefined && owner !== person.id && chance.happens(world.desk.chances.isAboutPerson)
        ? { about: { kind: 'person', id: owner } as const }
        : {}
    const complaintType = typeOf(world, state.case)
    yield give.complaint(
      id,
      classifyComplaint({ ...world.by(person.actor), complaintType, ...about }),
    )
  }
  const channel = fitting(world, state.channel)
  const nextStep = '兩個工作日內答覆'
  yield give.complaint(id, acknowledgeComplaint({ ...world.by(person.actor), channel, nextStep }))
  const severity = drawn(chance, world.desk.complaints.severities).code
  const urgent = severity === 'serious' || chance.happens(15)
  if (world.complaints.get(id)?.severity === undefined) {
    yield give.complaint(id, assessSeverity({ ...world.by(person.actor), severity, urgent }))
  }
}

const typeOf = (world: World, about: string | undefined) =>
  (about === undefined ? undefined : world.caseStories.get(about)?.topic.complaintType) ??
  'serviceAttitude'

/** The investigator with whom the complaint is not about, by turns. */
export function* assigns(world: World, id: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  yield* works(world, person, story, minutesOf(story.chance, world.desk.work.paperwork))
  const state = world.complaints.get(id)
  if (state?.stage !== 'acknowledged') return
  const free = world.staff
    .group('investigation', 'complaint.investigate')
    .filter((one) => !state.complainedAbout.has(one.id))
  const investigator = anyOf(story.chance, free)?.id ?? person.id
  yield give.complaint(id, assignInvestigator({ ...world.by(person.actor), investigator }))
}

const isInvestigating = (world: World, id: string): boolean =>
  world.complaints.get(id)?.stage === 'investigating'

export function* investigates(world: World, id: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  const begun = world.complaints.get(id)
  if (story === undefined || begun === undefined) return
  const { chance } = story
  const { complaints, work } = world.desk
  const pieces = chance.between(complaints.evidence.from, complaints.evidence.to)
  for (let n = 1; n <= pieces; n++) {
    yield* works(world, person, story, minutesOf(chance, work.investigation) / pieces)
    if (!isInvestigating(world, id)) return
    const evidence = `evidence-${(world.complaints.get(id)?.evidence.size ?? 0) + 1}`
    const what = { evidence, kind: 'document', description: '訂單與通話記錄' } as const
    yield give.complaint(id, recordEvidence({ ...world.by(person.actor), ...what }))
  }
  const finding = story.upheld ? '情況屬實' : '未見過失'
  yield give.complaint(id, recordFinding({ ...world.by(person.actor), finding }))
  const from = world.complaints.get(id)
  if (from?.severity === 'general' && person.may.has('complaint.classify') && chance.happens(6)) {
    const graver = { severity: 'major', urgent: true, reason: '影響多位客戶' } as const
    yield give.complaint(id, changeSeverity({ ...world.by(person.actor), ...graver }))
  }
  const cause = causeOf(world, begun.case)
  const whys = ['未按流程核對', '交接時無清單', '流程未寫明']
  const analysis = { method: 'fiveWhys', whys } as const
  yield give.complaint(id, determineRootCause({ ...world.by(person.actor), cause, analysis }))
  story.investigated = begun.cycle
  if (story.upheld) yield* proposes(world, id, person)
}

const causeOf = (world: World, about: string | undefined): string => {
  const topic = about === undefined ? undefined : world.caseStories.get(about)?.topic
  return topic?.rootCause ?? world.standard.taxonomies.causes[0]?.code ?? 'unknown'
}

export function* decides(world: World, id: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  yield* works(world, person, story, minutesOf(story.chance, world.desk.work.paperwork))
  const state = world.complaints.get(id)
  if (state?.stage !== 'investigating') return
  const outcome = story.upheld
    ? story.chance.happens(70)
      ? 'upheld'
      : 'partlyUpheld'
    : 'notUpheld'
  const none = ![...state.remedies.values()].some(
    ({ standing, cycle }) =>
      standing === 'proposed' ||
      standing === 'approved' ||
      standing === 'offered' ||
      standing === 'accepted' ||
      (standing === 'fulfilled' && cycle === state.cycle),
  )
  const why = none && outcome !== 'notUpheld' ? { withoutRemedy: '客戶只要求說明' } : {}
  yield give.complaint(
    id,
    decideComplaint({ ...world.by(person.actor), outcome, reasons: '依調查結果', ...why }),
  )
}

export function* communicates(world: World, id: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  yield* works(world, person, story, minutesOf(story.chance, world.desk.work.call))
  const state = world.complaints.get(id)
  if (state?.stage !== 'decided' || state.communicated || state.reviewSince !== undefined) return
  const channel = fitting(world, state.channel)
  yield give.complaint(id, communicateDecision({ ...world.by(person.actor), channel }))
}

export function* reviews(world: World, id: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  yield* works(world, person, story, minutesOf(story.chance, world.desk.work.investigation))
  const state = world.complaints.get(id)
  if (state?.reviewSince === undefined || state.outcome === undefined) return
  const outcome =
    state.outcome === 'notUpheld' && story.chance.happens(20) ? 'partlyUpheld' : state.outcome
  const why = outcome === 'notUpheld' ? {} : { withoutRemedy: '原決定的補救已足' }
  yield give.complaint(
    id,
    completeReview({ ...world.by(person.actor), outcome, reasons: '覆核結果', ...why }),
  )
}

export function* closes(world: World, id: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  yield wait(minutesOf(story.chance, world.desk.work.paperwork))
  const state = world.complaints.get(id)
  if (state?.stage !== 'decided' || !state.communicated || state.reviewSince !== undefined) return
  const settled = [...state.remedies.values()].every(
    ({ standing }) =>
      standing === 'refused' ||
      standing === 'declined' ||
      standing === 'fulfilled' ||
      standing === 'withdrawn',
  )
  if (!settled) return
  const why = state.outcome === 'notUpheld' ? {} : { withoutRemedy: '補救已談妥或客戶未接受' }
  yield give.complaint(id, closeComplaint({ ...world.by(person.actor), ...why }))
}
