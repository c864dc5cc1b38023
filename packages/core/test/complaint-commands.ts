/** Commands that fit a complaint's state, for histories that go deep; and some that don't. */
import {
  complaintAuthority,
  complaintStages,
  type ComplaintCommand,
  type ComplaintState,
  type RemedyStanding,
} from '@casetrail/core/complaint'
import * as codecs from '@casetrail/core/complaint'
import { categoryPaths, retail2025 } from '@casetrail/core/standards'
import { arbitraryOf, type Named } from '@casetrail/core/testing'
import { epochMs, fromEpochMs, laterOf, type Instant } from '@casetrail/core'
import * as fc from 'fast-check'
import type * as t from 'io-ts'

import {
  A,
  B,
  C,
  DAY,
  HOUR,
  accused,
  agent,
  client,
  coordinator,
  customer,
  inspector,
  investigator,
  manager,
  secondSupervisor,
  specialist,
  supervisor,
  system,
  t0,
} from './complaint-kit.js'

const commandCodecs: Readonly<Record<ComplaintCommand['type'], t.Mixed>> = codecs

const { taxonomies, roles } = retail2025
const oneCode = (terms: ReadonlyArray<{ readonly code: string }>): fc.Arbitrary<string> =>
  fc.constantFrom(...terms.map((term) => term.code))

/** Everyone in their own role, and some of them in another's; the last may do nothing. */
const everyone = [
  agent,
  accused,
  specialist,
  investigator,
  supervisor,
  secondSupervisor,
  manager,
  inspector,
  coordinator,
  client,
  system,
  { id: accused.id, role: 'supervisor' },
  { id: agent.id, role: 'manager' },
  { id: supervisor.id, role: 'manager' },
  { id: 'supervisor-fang', role: 'supervisor' },
  { id: 'inspector-lu', role: 'qualityInspector' },
] as const

const person = fc.constantFrom(...everyone)

/** Mostly someone whose role may do it. */
const actorOf = (type: ComplaintCommand['type']): fc.Arbitrary<(typeof everyone)[number]> => {
  const permission = complaintAuthority.permissions[type]
  const may = roles.filter((role) => role.may.includes(permission)).map(({ code }) => code)
  const permitted = everyone.filter(({ role }) => may.includes(role))
  return fc.oneof(
    { weight: 7, arbitrary: fc.constantFrom(...permitted) },
    { weight: 1, arbitrary: person },
  )
}

/** Around the limits of discretion and of the bands, in minor units. */
const amounts = [0, 1, 8_000, 10_000, 10_001, 30_000, 50_000, 50_001, 200_001, 500_000, 500_001]
const money = fc
  .tuple(
    fc.constantFrom(...amounts),
    fc.oneof(
      { weight: 19, arbitrary: fc.constant('CNY') },
      { weight: 1, arbitrary: fc.constant('EUR') },
    ),
  )
  .map(([amount, currency]) => ({ amount, currency }))

const anyRemedy = fc.constantFrom('r1', 'r2')

/** Mostly one that stands so. */
const remedyIn = (
  { remedies }: ComplaintState,
  ...standings: ReadonlyArray<RemedyStanding>
): fc.Arbitrary<string> => {
  const fitting = [...remedies].filter(([, { standing }]) => standings.includes(standing))
  return fitting.length === 0
    ? anyRemedy
    : fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...fitting.map(([id]) => id)) },
        { weight: 1, arbitrary: anyRemedy },
      )
}

/** Few words, so that ids meet ids. */
const named = (type: ComplaintCommand['type'], at: fc.Arbitrary<Instant>): Named => ({
  Text: fc.constantFrom('x1', 'x2', '王小姐'),
  Uuid: fc.constantFrom(A, B, C),
  Instant: at,
  Ordinal: fc.integer({ min: 1, max: 3 }),
  Count: fc.constantFrom(...amounts),
  Money: money,
  Actor: actorOf(type),
  CategoryPath: fc.constantFrom(...categoryPaths(taxonomies.categories)),
})

/** Steps on from the last thing that a window is counted from; now and then back. */
const times = (state: ComplaintState): fc.Arbitrary<Instant> => {
  const marks = [state.openedAt, state.decidedAt, state.closedAt]
  const last = marks.reduce<Instant>((a, b) => (b === undefined ? a : laterOf(a, b)), t0)
  const steps = [0, 1, HOUR, HOUR, HOUR, HOUR, DAY, DAY, DAY, 7 * DAY, 7 * DAY + 1, -HOUR]
  const ends = state.stage === 'closed' ? [30 * DAY, 30 * DAY + 1, 30 * DAY + 1] : []
  return fc.constantFrom(...steps, ...ends).map((ms) => fromEpochMs(epochMs(last) + ms))
}

/** The words that the standard must know, and ids that may be there. */
const inTheStandardsWords = (
  command: ComplaintCommand,
  state: ComplaintState,
): fc.Arbitrary<ComplaintCommand> => {
  switch (command.type) {
    case 'ReceiveComplaint': {
      const { standard: _, tier, ...rest } = command
      return fc
        .tuple(oneCode(taxonomies.tiers), fc.constantFrom('person', 'person', 'person', 'item'))
        .map(([code, kind]) => ({
          ...rest,
          customer,
          about: { kind, id: accused.id } as const,
          ...(tier === undefined ? {} : { tier: code }),
        }))
    }
    case 'AcknowledgeComplaint':
      return fc.constantFrom('phone', 'email', 'sms').map((channel) => ({ ...command, channel }))
    case 'ClassifyComplaint': {
      const { about, ...rest } = command
      return fc
        .constantFrom(accused.id, agent.id, manager.id)
        .map((id) => (about === undefined ? rest : { ...rest, about: { ...about, id } }))
    }
    case 'AssignInvestigator':
      return person.map(({ id }) => ({ ...command, investigator: id }))
    case 'DetermineRootCause':
      return oneCode(taxonomies.causes).map((cause) => ({ ...command, cause }))
    case 'ProposeRemedy':
      return fc
        .tuple(
          anyRemedy,
          fc.constantFrom('refund', 'compensation', 'apology', 'exchange'),
          fc.option(money, { nil: undefined, freq: 3 }),
        )
        .map(([remedy, kind, amount]) => {
          const { amount: _, ...rest } = command
          return { ...rest, remedy, kind, ...(amount === undefined ? {} : { amount }) }
        })
    case 'OfferRemedy':
      return fc
        .tuple(remedyIn(state, 'approved'), fc.option(money, { nil: undefined, freq: 2 }))
        .map(([remedy, amount]) => {
          const { amount: _, ...rest } = command
          return { ...rest, remedy, ...(amount === undefined ? {} : { amount }) }
        })
    case 'ApproveRemedy':
    case 'RefuseRemedy':
      return remedyIn(state, 'proposed').map((remedy) => ({ ...command, remedy }))
    case 'AcceptRemedy':
    case 'DeclineRemedy':
      return remedyIn(state, 'offered').map((remedy) => ({ ...command, remedy }))
    case 'FulfilRemedy':
      return remedyIn(state, 'accepted').map((remedy) => ({ ...command, remedy }))
    case 'WithdrawRemedy':
      return remedyIn(state, 'proposed', 'approved', 'offered', 'accepted').map((remedy) => ({
        ...command,
        remedy,
      }))
    case 'AbsorbComplaint':
      return fc.constantFrom(customer, 'x1').map((duplicateCustomer) => ({
        ...command,
        survivor: A,
        duplicateCustomer,
      }))
    default:
      return fc.constant(command)
  }
}

const ofType = (
  type: ComplaintCommand['type'],
  state: ComplaintState,
): fc.Arbitrary<ComplaintCommand> => {
  const codec = commandCodecs[type] as t.Type<ComplaintCommand, unknown>
  return arbitraryOf(codec, named(type, times(state))).chain((command) =>
    inTheStandardsWords(command, state),
  )
}

const types = Object.keys(complaintStages) as ReadonlyArray<ComplaintCommand['type']>

/** The states of a remedy that a command on one waits for. */
const waitsFor: Partial<Record<ComplaintCommand['type'], RemedyStanding>> = {
  ApproveRemedy: 'proposed',
  RefuseRemedy: 'proposed',
  OfferRemedy: 'approved',
  AcceptRemedy: 'offered',
  DeclineRemedy: 'offered',
  FulfilRemedy: 'accepted',
}

/** How often a type is drawn: mostly what brings the complaint on, seldom what ends its story. */
const weightOf = (type: ComplaintCommand['type'], state: ComplaintState): number => {
  const standing = waitsFor[type]
  if (standing !== undefined) {
    return [...state.remedies.values()].some((remedy) => remedy.standing === standing) ? 100 : 5
  }
  switch (type) {
    case 'WithdrawComplaint':
    case 'MergeComplaint':
      return 2
    case 'AbsorbComplaint':
    case 'RemindOwner':
    case 'ReferExternally':
    case 'EscalateComplaint':
      return 6
    case 'ReleaseComplaint':
      return state.absorbed.length > 0 ? 20 : 2
    case 'AssessSeverity':
      return state.severity === undefined ? 80 : 4
    case 'ChangeSeverity':
      return state.severity === undefined ? 4 : 30
    case 'CompleteReview':
      return state.reviewSince === undefined ? 4 : 60
    case 'AcknowledgeComplaint':
    case 'AssignInvestigator':
    case 'ProposeRemedy':
    case 'CommunicateDecision':
    case 'CloseComplaint':
      return 60
    default:
      return 20
  }
}

/** Commands mostly of the kinds that the state's stage takes, on the few ids that it may hold. */
export const complaintCommandsFor = (state: ComplaintState): fc.Arbitrary<ComplaintCommand> => {
  const fitting = types.filter((type) => complaintStages[type].includes(state.stage))
  const any = fc.constantFrom(...types)
  const one =
    fitting.length === 0
      ? any
      : fc.oneof(
          {
            weight: 12,
            arbitrary: fc.oneof(
              ...fitting.map((type) => ({
                weight: weightOf(type, state),
                arbitrary: fc.constant(type),
              })),
            ),
          },
          { weight: 1, arbitrary: any },
        )
  return one.chain((type) => ofType(type, state))
}
