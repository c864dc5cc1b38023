/** What a case needs of the desk now, by its state. */
import { addNote, linkCase, openCase, reopenCase, type CaseState } from '@casetrail/core/case'
import { epochMs } from '@casetrail/core'

import type { Need } from '../board.js'
import { give, wait, type Play } from '../doing.js'
import { minutesOf } from '../draw.js'
import { mayWorkOnCases, type Person } from '../staff.js'
import type { World } from '../world.js'
import { workOn } from './case-work.js'

const RANKS = { urgent: 2, untouched: 3, ownCase: 4 } as const

/** Those whose turn it is: the team or person that it is offered to, or who owns it. */
const whose = ({ staff }: World, { offeredTo, owner }: CaseState): ReadonlyArray<Person> => {
  const works = ({ may }: Person): boolean => mayWorkOnCases(may)
  const workers = (team: string): ReadonlyArray<Person> => {
    const own = staff.group(team, 'case.work').filter(works)
    return own.length > 0 ? own : staff.all.filter(works)
  }
  if (offeredTo?.kind === 'team') return workers(offeredTo.id)
  const person = staff.find(offeredTo?.id ?? owner)
  return person !== undefined && works(person) ? [person] : workers('front-desk')
}

/** The customer came back after the end: it is taken up again, or anew where the window has passed. */
function* again(world: World, id: string, person: Person): Play {
  const story = world.caseStories.get(id)
  if (story === undefined) return
  story.cameBack = false
  yield wait(minutesOf(story.chance, world.desk.work.call))
  const state = world.cases.get(id)
  if (state?.stage !== 'resolved' && state?.stage !== 'closed') return
  const by = world.by(person.actor)
  const mayBeRefused = ['ReopenWindowPassed']
  const refused = yield give.case(id, reopenCase({ ...by, reason: '客戶再次來訪' }), {
    mayBeRefused,
  })
  if (refused === undefined) return
  const next = world.idOf(`after ${id} ${state.cycle}`)
  const { customer, channel, requestType, phase, problemType, tier, language } = state
  const kinds = { channel, requestType, phase, problemType, tier, language }
  const standard = { id: world.standard.id, version: world.standard.version }
  yield give.case(next, openCase({ ...world.by(person.actor), standard, customer, ...kinds }))
  yield give.case(next, linkCase({ ...world.by(person.actor), to: id, relation: 'followUp' }))
}

export const caseNeed = (world: World, id: string): Need | undefined => {
  const state = world.cases.get(id)
  const story = world.caseStories.get(id)
  if (state === undefined || story === undefined) return undefined
  const { stage } = state
  if (story.cameBack && (stage === 'resolved' || stage === 'closed')) {
    const who = world.staff
      .group('front-desk', 'case.settle')
      .filter(({ may }) => may.has('case.open') && may.has('case.tie'))
    return { who, rank: RANKS.untouched, play: (person) => again(world, id, person) }
  }
  if (stage !== 'new' && stage !== 'open') return undefined
  const rank = story.urgent
    ? RANKS.urgent
    : stage === 'new' || !story.replied
      ? RANKS.untouched
      : RANKS.ownCase
  const [visit] = [...state.appointments.values()].flatMap((one) => one.for ?? [])
  const from = visit === undefined ? {} : { from: epochMs(visit) }
  return { who: whose(world, state), rank, ...from, play: (person) => workOn(world, id, person) }
}

/** A case was escalated: a superior looks at it. */
export const escalated = (world: World, id: string): Need => ({
  who: world.staff.group('supervision', 'case.remind').filter(({ may }) => may.has('case.work')),
  rank: RANKS.urgent,
  play: function* (person) {
    const story = world.caseStories.get(id)
    if (story === undefined) return
    yield wait(minutesOf(story.chance, world.desk.work.paperwork))
    const stage = world.cases.get(id)?.stage
    if (stage !== 'new' && stage !== 'open') return
    story.urgent = true
    yield give.case(id, addNote({ ...world.by(person.actor), text: '請優先處理' }))
  },
})
