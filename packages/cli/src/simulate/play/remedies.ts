/** How remedies are proposed, approved by whom the standard's bands name, offered and fulfilled. */
import type { Money, RemedyKind, Severity } from '@casetrail/core'
import {
  approveRemedy,
  fulfilRemedy,
  offerRemedy,
  proposeRemedy,
  refuseRemedy,
} from '@casetrail/core/complaint'
import type { ServiceStandard } from '@casetrail/core/standards'

import type { Need } from '../board.js'
import { give, wait, type Play } from '../doing.js'
import { anyOf, minutesOf } from '../draw.js'
import type { Person } from '../staff.js'
import type { ComplaintStory, World } from '../world.js'
import { works } from './case-solution.js'

/** Minor units of one unit of a currency. */
const minorOf = (currency: string): number => {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return 10 ** maximumFractionDigits
}

const isMoney = (kind: RemedyKind): boolean => kind === 'refund' || kind === 'compensation'

const fits = (
  limit: {
    readonly severities: ReadonlyArray<Severity>
    readonly currency: string
    readonly upTo?: number
  },
  severity: Severity,
  amount: Money | undefined,
): boolean =>
  limit.severities.includes(severity) &&
  (amount === undefined ||
    (limit.currency === amount.currency &&
      (limit.upTo === undefined || amount.amount <= limit.upTo)))

/** Whether the standard leaves so much to the one who proposes it. */
const isWithinDiscretion = (
  { approval }: ServiceStandard,
  role: string,
  severity: Severity,
  amount: Money | undefined,
): boolean => approval.discretion.some((one) => one.role === role && fits(one, severity, amount))

const approversOf = (
  { approval }: ServiceStandard,
  severity: Severity,
  amount: Money | undefined,
): ReadonlyArray<string> =>
  approval.bands.find((band) => fits(band, severity, amount))?.approvers ?? []

const drawRemedy = (
  world: World,
  id: string,
  story: ComplaintStory,
): { readonly kind: RemedyKind; readonly amount?: Money } => {
  const { standard, desk } = world
  const suggested = standard.complaints.byType[world.complaints.get(id)?.complaintType ?? 'goods']
  const kind = anyOf(story.chance, suggested.remedies) ?? 'apology'
  const currency = standard.approval.bands[0]?.currency
  if (!isMoney(kind)) return { kind }
  if (currency === undefined) return { kind: 'apology' }
  const { from, to } = desk.complaints.amount
  // a second proposal asks for less
  const whole = Math.max(1, Math.round(story.chance.skewed(from, to) / (story.remedies + 1)))
  return { kind, amount: { amount: whole * minorOf(currency), currency } }
}

function* proposed(world: World, id: string, remedy: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  const drawnRemedy = drawRemedy(world, id, story)
  const goodwill = story.chance.happens(world.desk.chances.goodwill)
  story.remedies += 1
  const what = { remedy, goodwill, description: `方案 ${story.remedies}`, ...drawnRemedy }
  yield give.complaint(id, proposeRemedy({ ...world.by(person.actor), ...what }))
  const state = world.complaints.get(id)
  const standing = state?.remedies.get(remedy)
  if (state?.severity === undefined || standing?.standing !== 'proposed') return
  const own = isWithinDiscretion(
    world.standard,
    person.agent.role,
    state.severity,
    drawnRemedy.amount,
  )
  if (!own || standing.proposedBy !== person.id || !person.may.has('complaint.approve')) return
  yield give.complaint(id, approveRemedy({ ...world.by(person.actor), remedy }))
}

/** A remedy of the kinds that the standard suggests. */
export function* proposes(world: World, id: string, person: Person): Play {
  if (!person.may.has('complaint.propose')) return
  const state = world.complaints.get(id)
  if (state?.stage !== 'investigating') return
  yield* proposed(world, id, `remedy-${state.remedies.size + 1}`, person)
}

/** What was refused, for less. */
export function* proposesAnew(world: World, id: string, remedy: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  yield* works(world, person, story, minutesOf(story.chance, world.desk.work.paperwork))
  const state = world.complaints.get(id)
  if (state?.stage !== 'investigating' && state?.stage !== 'decided') return
  if (state.remedies.get(remedy)?.standing !== 'refused') return
  yield* proposed(world, id, remedy, person)
}

const isProposed = (world: World, id: string, remedy: string): boolean => {
  const state = world.complaints.get(id)
  return (
    (state?.stage === 'investigating' || state?.stage === 'decided') &&
    state.remedies.get(remedy)?.standing === 'proposed'
  )
}

function* judges(world: World, id: string, remedy: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  yield* works(world, person, story, minutesOf(story.chance, world.desk.work.paperwork))
  if (!isProposed(world, id, remedy)) return
  if (story.chance.happens(world.desk.chances.approvalRefused)) {
    const reason = '金額偏高'
    yield give.complaint(id, refuseRemedy({ ...world.by(person.actor), remedy, reason }))
    return
  }
  yield give.complaint(id, approveRemedy({ ...world.by(person.actor), remedy }))
}

/** Somebody who may approve, but not so much, tries: refused by the rules, and handed on. */
function* triesTooHigh(world: World, id: string, remedy: string, person: Person): Play {
  if (!isProposed(world, id, remedy)) return
  yield give.complaint(id, approveRemedy({ ...world.by(person.actor), remedy }), {
    mayBeRefused: ['ApproverRoleRequired', 'DutiesNotSeparated'],
  })
}

/** Whose approval a remedy waits for. */
export const approverFor = (world: World, id: string, remedy: string): Need | undefined => {
  const state = world.complaints.get(id)
  const story = world.complaintStories.get(id)
  const proposal = state?.remedies.get(remedy)
  if (state?.severity === undefined || story === undefined || proposal === undefined)
    return undefined
  const roles = approversOf(world.standard, state.severity, proposal.amount)
  const may = world.staff.all.filter((person) => person.may.has('complaint.approve'))
  const not = (person: string): boolean =>
    person === proposal.proposedBy || state.complainedAbout.has(person)
  const who = may.filter(({ agent, id: person }) => roles.includes(agent.role) && !not(person))
  const [other] = may.filter(({ agent, id: person }) => !roles.includes(agent.role) && !not(person))
  const tries = other !== undefined && story.chance.happens(world.desk.chances.approvalTriedTooHigh)
  return tries
    ? { who: [other], rank: 2, play: (person) => triesTooHigh(world, id, remedy, person) }
    : { who, rank: 2, not, play: (person) => judges(world, id, remedy, person) }
}

export function* offers(world: World, id: string, remedy: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  yield wait(minutesOf(story.chance, world.desk.work.answer))
  const state = world.complaints.get(id)
  if (state?.stage !== 'decided' || state.remedies.get(remedy)?.standing !== 'approved') return
  yield give.complaint(id, offerRemedy({ ...world.by(person.actor), remedy }))
}

export function* fulfils(world: World, id: string, remedy: string, person: Person): Play {
  const story = world.complaintStories.get(id)
  if (story === undefined) return
  yield wait(minutesOf(story.chance, world.desk.work.paperwork))
  const state = world.complaints.get(id)
  const one = state?.remedies.get(remedy)
  if (state?.stage !== 'decided' && state?.stage !== 'investigating') return
  if (one?.standing !== 'accepted' && !(one?.goodwill === true && one.standing === 'approved'))
    return
  yield give.complaint(id, fulfilRemedy({ ...world.by(person.actor), remedy }))
}
