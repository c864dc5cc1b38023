/** Arbitrary desks: cases whose histories the rules let through, and event lists that obey none. */
import * as fc from 'fast-check'
import {
  epochMs,
  fromEpochMs,
  type Decider,
  type EpochMs,
  type Instant,
  type NewEvent,
  type RecordedEvent,
} from '@casetrail/core'
import {
  caseAggregate,
  caseEvents,
  type CaseCommand,
  type CaseEvent,
  type CaseRejection,
  type CaseState,
} from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'
import { arbitraryOf, histories } from '@casetrail/core/testing'

import { DAY, HOUR, newStore, right, sealed, start, t0, type Told } from './desk.js'

const cases = caseAggregate([retail2025])

/** A command that waits for the time at which it is given. */
interface Timed {
  readonly afterMs: number
  readonly command: (at: Instant) => CaseCommand
}

interface Clocked {
  readonly state: CaseState
  readonly now: EpochMs
}

const later = ({ now }: Clocked, at: Instant): EpochMs => Math.max(now, epochMs(at))

const clocked: Decider<Timed, Clocked, CaseEvent, CaseRejection> = {
  initialState: { state: cases.initialState, now: start },
  decide: ({ afterMs, command }, from) =>
    cases.decide(command(fromEpochMs(from.now + afterMs)), from.state),
  evolve: (from, event) => ({
    state: cases.evolve(from.state, event),
    now: later(from, event.at),
  }),
  isTerminal: ({ state }) => cases.isTerminal(state),
}

const agents = ['lin', 'wu', 'chen'] as const
const categories = [['goods', 'quality'], ['logistics', 'late'], ['order']] as const
const causes = ['carrier', 'supplier', 'unknown'] as const
const survivor = 'c2b81e64-0f5d-4a77-9e3c-51d6f0a8b742'
const duplicate = '7d4f2a10-9c3e-4b52-8f61-2ab0c5d7e901'

/** Mostly hours, sometimes nothing, weeks, or (recorded late) a while back. */
const gap = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 2 * DAY }) },
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 7 * DAY, max: 12 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: -2 * HOUR, max: 0 }) },
)

interface Chance {
  readonly agent: (typeof agents)[number]
  readonly n: number
  readonly yes: boolean
}
const chance: fc.Arbitrary<Chance> = fc.record({
  agent: fc.constantFrom(...agents),
  n: fc.nat({ max: 11 }),
  yes: fc.boolean(),
})

const pick = <A>(of: ReadonlyArray<A>, n: number): A => {
  const one = of[n % of.length]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

type Body = CaseCommand extends infer C
  ? C extends CaseCommand
    ? Omit<C, 'at' | 'actor'>
    : never
  : never

const opening = ({ n, yes }: Chance): Body => ({
  type: 'OpenCase',
  customer: pick(['customer-1', 'customer-2', 'unknown'], n),
  channel: pick(['phone', 'chat', 'email', 'store'] as const, n),
  requestType: 'repair',
  phase: 'afterSale',
  problemType: pick(['product', 'service'] as const, n),
  tier: 'standard',
  language: 'zh',
  ...(yes ? { category: pick(categories, n) } : {}),
  ...(n === 7 ? { firstContactIneligible: 'needsParts' } : {}),
  ...(n === 5 ? { attributes: { priority: 'P1', shop: '徐家匯' } } : {}),
})

const bodies: ReadonlyArray<(by: Chance) => Body> = [
  ({ n }) => ({ type: 'ClassifyCase', category: pick(categories, n) }),
  ({ n }) => ({
    type: 'PrioritiseCase',
    priority: pick(retail2025.priorities.levels, n).code,
    reason: '客戶要求',
  }),
  ({ agent }) => ({ type: 'AssignCase', to: { kind: 'person', id: agent } }),
  () => ({ type: 'AcceptCase' }),
  ({ agent, yes }) => ({
    type: 'TransferCase',
    to: { kind: 'person', id: agent },
    warm: yes,
    reason: '需二線支持',
  }),
  ({ yes }) => ({
    type: 'EscalateCase',
    kind: yes ? 'functional' : 'hierarchical',
    level: 2,
    reason: '久未解決',
  }),
  ({ n }) => ({
    type: 'RecordContact',
    direction: 'inbound',
    channel: 'phone',
    by: pick(['human', 'bot'] as const, n),
    public: n % 4 > 0,
  }),
  ({ n }) => ({
    type: 'RecordContact',
    direction: 'outbound',
    channel: 'phone',
    by: pick(['human', 'human', 'bot', 'system'] as const, n),
    public: n % 3 > 0,
  }),
  () => ({ type: 'RequestCustomerInput', question: '請提供訂單號' }),
  () => ({ type: 'HoldForThirdParty', waitingFor: 'thirdParty' }),
  () => ({ type: 'ResumeCase', basis: 'byHand' }),
  ({ agent }) => ({
    type: 'ResolveCase',
    resolutionCode: 'replaced',
    notes: '已換貨',
    resolver: agent,
  }),
  ({ agent }) => ({
    type: 'ResolveCase',
    resolutionCode: 'answered',
    notes: '已解答',
    resolver: agent,
  }),
  ({ agent, n }) => ({
    type: 'ResolveCase',
    resolutionCode: 'replaced',
    notes: '已換貨',
    resolver: agent,
    rootCause: pick(causes, n),
  }),
  ({ n, yes }) => ({
    type: 'UpdateProgress',
    done: '已查明',
    remaining: '待發貨',
    ...(yes ? { eta: fromEpochMs(start + n * DAY) } : {}),
  }),
  ({ n, yes }) => ({
    type: 'NotifyDelay',
    reason: '缺貨',
    eta: fromEpochMs(start + n * DAY),
    customerTold: yes,
  }),
  () => ({ type: 'VerifySolution', method: 'test', reusable: false }),
  () => ({ type: 'ConfirmResolution' }),
  () => ({ type: 'RejectResolution', reason: '又壞了' }),
  () => ({ type: 'ReopenCase', reason: '又壞了' }),
  () => ({ type: 'CloseCase', basis: 'supervisor', reason: '無法聯繫' }),
  () => ({ type: 'ArchiveCase' }),
  () => ({ type: 'RecordEffort', talkS: 60, holdS: 0, afterWorkS: 30 }),
  () => ({ type: 'AddNote', text: '客戶將再來電' }),
]

/** Those that end a case, so that they don't end most of them. */
const endings: ReadonlyArray<(by: Chance) => Body> = [
  () => ({ type: 'CancelCase', reason: '誤撥' }),
  () => ({ type: 'MergeCase', survivor, duplicate }),
  () => ({ type: 'UnmergeCase', survivor, duplicate }),
]

const timed = (body: fc.Arbitrary<(by: Chance) => Body>): fc.Arbitrary<Timed> =>
  fc.tuple(body, chance, gap).map(([make, by, afterMs]) => ({
    afterMs,
    command: (at) => ({ ...make(by), at, actor: { id: by.agent, role: 'supervisor' } }),
  }))

const commandsFor = ({ state }: Clocked): fc.Arbitrary<Timed> => {
  if (state.stage === 'none') return timed(fc.constant(opening))
  if (state.stage === 'merged') return timed(fc.constantFrom(...endings, ...bodies.slice(-2)))
  return timed(
    fc.oneof(
      { weight: 14, arbitrary: fc.constantFrom(...bodies) },
      { weight: 1, arbitrary: fc.constantFrom(...endings) },
    ),
  )
}

/** What the rules let through. */
export const validEvents: fc.Arbitrary<ReadonlyArray<CaseEvent>> = histories(clocked, commandsFor, {
  maxCommands: 16,
}).map(({ events }) => events)

const named = {
  Instant: fc.integer({ min: 0, max: 30 * DAY }).map((ms) => fromEpochMs(start + ms)),
  Text: fc.constantFrom('customer-1', 'customer-2', 'unknown', 'lin', 'wu', '售後'),
}

const codecs = caseEvents.versions.map(({ type, codec }) => ({ type, codec }))
const anyEvent: fc.Arbitrary<CaseEvent> = fc.oneof(
  ...codecs.map(({ type, codec }) => ({
    weight:
      /Resolved|Reopened|Progress|Delay|Contact|Opened|Input|Held|Resumed|Merged|Unmerged/.test(
        type,
      )
        ? 4
        : 1,
    arbitrary: arbitraryOf<unknown>(codec, named).map((event) => event as CaseEvent),
  })),
)

/** Any events in any order: imports don't obey rules. */
export const anyEvents: fc.Arbitrary<ReadonlyArray<CaseEvent>> = fc.oneof(
  fc.array(anyEvent, { maxLength: 14 }),
  fc
    .tuple(
      anyEvent.filter((event) => event.type === 'CaseOpened'),
      fc.array(anyEvent, { maxLength: 14 }),
    )
    .map(([first, rest]) => [first, ...rest]),
)

/** Events with envelopes that imports have: unknown times, sources. */
export const toldOf = (
  events: fc.Arbitrary<ReadonlyArray<CaseEvent>>,
): fc.Arbitrary<ReadonlyArray<Told>> =>
  events.chain((list) =>
    fc.array(fc.nat({ max: 19 }), { minLength: list.length, maxLength: list.length }).map((dice) =>
      list.map((event, i): Told => {
        const die = dice[i] ?? 0
        if (die === 0) return [event, { timeUnknown: true }]
        if (die > 3) return event
        return [event, { source: { row: Math.floor(i / 2), activity: event.type } }]
      }),
    ),
  )

/** The events of some cases, each with its own, in an order of the whole store. */
export interface Desk {
  readonly stories: ReadonlyArray<ReadonlyArray<Told>>
  /** Whose event comes next: a case's number for each event. */
  readonly order: ReadonlyArray<number>
}

/** An order of all the events of all cases. */
export const orderOf = (
  stories: ReadonlyArray<ReadonlyArray<Told>>,
): fc.Arbitrary<ReadonlyArray<number>> => {
  const turns = stories.flatMap((story, i) => story.map(() => i))
  return fc.shuffledSubarray(turns, { minLength: turns.length, maxLength: turns.length })
}

const story = fc.oneof(toldOf(validEvents), toldOf(anyEvents))

export const desks: fc.Arbitrary<Desk> = fc
  .array(story, { minLength: 1, maxLength: 5 })
  .chain((stories) => orderOf(stories).map((order) => ({ stories, order })))

/** Ids of cases, so that their order is not that of their numbers. */
export const idOf = (n: number): string => `${String((n * 7) % 10)}-case`

/** The desk's events as they are appended: recorded a minute after one another, in the desk's order. */
export const recordedIn = ({ stories, order }: Desk): ReadonlyArray<RecordedEvent> => {
  const next = stories.map(() => 0)
  return order.flatMap((which, position) => {
    const n = next[which] ?? 0
    next[which] = n + 1
    const told = stories[which]?.[n]
    if (told === undefined) return []
    const recordedAt = fromEpochMs(epochMs(t0) + position * 60_000)
    return [
      {
        ...sealed(idOf(which), n, told, recordedAt),
        stream: `case-${idOf(which)}`,
        revision: n,
        position: position.toString(16).padStart(14, '0'),
      },
    ]
  })
}

/** Appends recorded events to a store, each to its stream. */
export const appendAll = async (
  store: ReturnType<typeof newStore>,
  events: ReadonlyArray<RecordedEvent>,
): Promise<void> => {
  for (const { stream, revision, ...event } of events) {
    const { eventId, recordedAt, metadata }: NewEvent = event
    const one = { eventId, recordedAt, metadata, event: event.event }
    await right(store.append(stream, revision === 0 ? 'noStream' : revision - 1, [one]))
  }
}

export const storeWith = async (
  events: ReadonlyArray<RecordedEvent>,
): Promise<ReturnType<typeof newStore>> => {
  const store = newStore()
  await appendAll(store, events)
  return store
}
