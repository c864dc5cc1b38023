/** Arbitrary desks: stories of several streams, some that the rules let through, some that obey none. */
import * as fc from 'fast-check'
import type * as t from 'io-ts'
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
import { readyCalendars } from '@casetrail/core/calendar'
import {
  clockEvents,
  serviceLevels,
  withServiceLevels,
  type CheckDeadlines,
  type ClockEvent,
  type ClockRejection,
  type WithClocks,
} from '@casetrail/core/clock'
import { complaintEvents } from '@casetrail/core/complaint'
import { emergencyEvents } from '@casetrail/core/emergency'
import { followUpEvents } from '@casetrail/core/follow-up'
import { operationsEvents } from '@casetrail/core/operations'
import { retail2025 } from '@casetrail/core/standards'
import { arbitraryOf, histories } from '@casetrail/core/testing'

import { promising } from './promises.js'
import {
  DAY,
  HOUR,
  newStore,
  parted,
  right,
  sealed,
  start,
  streamOf,
  t0,
  type DeskEvent,
  type Told,
} from './desk.js'

/** Cases with their clocks. */
export const cases = withServiceLevels(
  caseAggregate([promising]),
  serviceLevels([promising], readyCalendars),
)

/** A command that waits for the time at which it is given. */
interface Timed {
  readonly afterMs: number
  readonly command: (at: Instant) => CaseCommand | CheckDeadlines
}

interface Clocked {
  readonly state: WithClocks<CaseState>
  readonly now: EpochMs
}

type GovernedEvent = CaseEvent | ClockEvent

const later = ({ now }: Clocked, at: Instant): EpochMs => Math.max(now, epochMs(at))

const clocked: Decider<Timed, Clocked, GovernedEvent, CaseRejection | ClockRejection> = {
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

const openCase = ({ n, yes }: Chance): Body => ({
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

/** Time passes, and somebody looks at the deadlines. */
const tick: fc.Arbitrary<Timed> = gap.map((afterMs) => ({
  afterMs,
  command: (at) => ({ type: 'CheckDeadlines', at, actor: { id: 'ticker', role: 'system' } }),
}))

const commandsFor = ({ state: { inner: state } }: Clocked): fc.Arbitrary<Timed> => {
  if (state.stage === 'none') return timed(fc.constant(openCase))
  if (state.stage === 'merged') return timed(fc.constantFrom(...endings, ...bodies.slice(-2)))
  const commands = timed(
    fc.oneof(
      { weight: 14, arbitrary: fc.constantFrom(...bodies) },
      { weight: 1, arbitrary: fc.constantFrom(...endings) },
    ),
  )
  return fc.oneof({ weight: 14, arbitrary: commands }, { weight: 1, arbitrary: tick })
}

/** What the rules let through, and what their clocks say to it. */
export const validEvents: fc.Arbitrary<ReadonlyArray<GovernedEvent>> = histories(
  clocked,
  commandsFor,
  {
    maxCommands: 16,
  },
).map(({ events }) => events)

const named = {
  // some of them at once
  Instant: fc
    .oneof(
      fc.integer({ min: 0, max: 30 * DAY }),
      fc.nat({ max: 8 }).map((half) => half * 12 * HOUR),
    )
    .map((ms) => fromEpochMs(start + ms)),
  Ordinal: fc.integer({ min: 1, max: 3 }),
  Count: fc.nat({ max: 5_000 }),
  Uuid: fc.constantFrom(survivor, duplicate),
  StandardRef: fc.constantFrom(...[1, 1, 1, 2].map((version) => ({ id: 'retail-2025', version }))),
  DimensionScore: fc.record({
    dimension: fc.constantFrom(...retail2025.taxonomies.serviceDimensions.map(({ code }) => code)),
    expected: fc.integer({ min: 1, max: 5 }),
    perceived: fc.integer({ min: 1, max: 5 }),
  }),
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

/** Clock events that obey no rule: runs without a start, two ends, breaches unsaid that never were. */
const clockEvent: fc.Arbitrary<ClockEvent> = fc.oneof(
  ...clockEvents.versions.map(({ type, codec }) => ({
    weight: type === 'ClockStarted' ? 8 : type === 'ClockMet' ? 3 : 1,
    arbitrary: arbitraryOf<unknown>(codec, {
      ...named,
      Text: fc.constantFrom('complaintResponse', 'complaintHandled', 'closing'),
    }).map((event) => event as ClockEvent),
  })),
)

/** Some events, with such ones anywhere among them. */
const withClocks = <A>(
  events: fc.Arbitrary<ReadonlyArray<A>>,
): fc.Arbitrary<ReadonlyArray<A | ClockEvent>> =>
  fc
    .tuple(events, fc.array(fc.tuple(clockEvent, fc.nat({ max: 15 })), { maxLength: 8 }))
    .map(([list, inserted]) =>
      inserted.reduce<ReadonlyArray<A | ClockEvent>>(
        (all, [event, at]) => all.toSpliced(Math.min(at + 1, all.length), 0, event),
        list,
      ),
    )

/** Any events in any order: imports don't obey rules. */
const anyEvents: fc.Arbitrary<ReadonlyArray<GovernedEvent>> = withClocks(
  fc.oneof(
    fc.array(anyEvent, { maxLength: 14 }),
    fc
      .tuple(
        anyEvent.filter((event) => event.type === 'CaseOpened'),
        fc.array(anyEvent, { maxLength: 14 }),
      )
      .map(([first, rest]) => [first, ...rest]),
  ),
)

const isOfClock = (event: GovernedEvent): event is ClockEvent => event.type.startsWith('Clock')

/** Events with envelopes that imports have: unknown times, sources. */
export const toldOf = (
  events: fc.Arbitrary<ReadonlyArray<GovernedEvent>>,
): fc.Arbitrary<ReadonlyArray<Told>> =>
  events.chain((list) =>
    fc.array(fc.nat({ max: 19 }), { minLength: list.length, maxLength: list.length }).map((dice) =>
      list.map((event, i): Told => {
        const die = dice[i] ?? 0
        if (die === 0) return [event, { timeUnknown: true }]
        if (die > 3) return isOfClock(event) ? [event, {}] : event
        return [event, { source: { row: Math.floor(i / 2), activity: event.type } }]
      }),
    ),
  )

/** Events of a catalogue in any order; those of the types named come more often. */
const eventsOf = (
  { versions }: { readonly versions: ReadonlyArray<{ readonly type: string; codec: t.Mixed }> },
  often: RegExp,
): fc.Arbitrary<DeskEvent> =>
  fc.oneof(
    ...versions.map(({ type, codec }) => ({
      weight: often.test(type) ? 4 : 1,
      arbitrary: arbitraryOf<unknown>(codec, named).map((event) => event as DeskEvent),
    })),
  )

/** Some of these, mostly after one of the type that opens a stream. */
const opened = (
  type: DeskEvent['type'],
  events: fc.Arbitrary<DeskEvent>,
  maxLength = 6,
): fc.Arbitrary<ReadonlyArray<DeskEvent>> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          events.filter((event) => event.type === type),
          fc.array(events, { maxLength }),
        )
        .map(([first, rest]) => [first, ...rest]),
    },
    { weight: 1, arbitrary: fc.array(events, { maxLength }) },
  )

const followUp = opened(
  'FollowUpScheduled',
  eventsOf(followUpEvents, /Scheduled|Attempted|Completed|Cancelled|Survey|Satisfaction/),
)
const complaint = opened(
  'ComplaintReceived',
  eventsOf(complaintEvents, /Received|Acknowledged|Cause|Communicated|Withdrawn|Merged|Severity/),
)
const emergency = opened('EmergencyDeclared', eventsOf(emergencyEvents, /Declared|Plan|Recovered/))
const operations = fc.array(eventsOf(operationsEvents, /Exposure|Interruption/), { maxLength: 4 })

/** A stream of a story: its events and envelopes in their order. */
type Strand = ReadonlyArray<Told>

const strand = (
  stream: string,
  events: fc.Arbitrary<ReadonlyArray<DeskEvent>>,
): fc.Arbitrary<Strand> =>
  fc
    .tuple(events, fc.nat({ max: 19 }))
    .map(([list, die]) =>
      list.map((event, i): Told => [event, i === die ? { stream, timeUnknown: true } : { stream }]),
    )

const maybe = (weight: number, one: fc.Arbitrary<Strand>): fc.Arbitrary<Strand> =>
  fc.oneof({ weight, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: one })

/** The streams of a story: its case, and what came of it. */
export const stories: fc.Arbitrary<ReadonlyArray<Strand>> = fc
  .tuple(
    fc.oneof(toldOf(validEvents), toldOf(anyEvents)),
    maybe(1, strand('followUp-1', withClocks(followUp))),
    maybe(2, strand('followUp-2', followUp)),
    maybe(2, strand('complaint-1', withClocks(complaint))),
    maybe(6, strand('complaint-2', complaint)),
    maybe(5, strand('emergency-1', withClocks(emergency))),
    maybe(4, strand('operations-1', operations)),
  )
  .map((strands) => strands.filter((one) => one.length > 0))

/** The events of some stories, stream by stream, in an order of the whole store. */
export interface Desk {
  readonly strands: ReadonlyArray<{ readonly story: number; readonly told: Strand }>
  /** Whose event comes next: a strand's number for each event. */
  readonly order: ReadonlyArray<number>
}

/** An order of all the events of all streams. */
export const orderOf = (strands: Desk['strands']): fc.Arbitrary<ReadonlyArray<number>> => {
  const turns = strands.flatMap(({ told }, i) => told.map(() => i))
  return fc.shuffledSubarray(turns, { minLength: turns.length, maxLength: turns.length })
}

export const desks: fc.Arbitrary<Desk> = fc
  .array(stories, { minLength: 1, maxLength: 4 })
  .map((list) => list.flatMap((strands, story) => strands.map((told) => ({ story, told }))))
  .chain((strands) => orderOf(strands).map((order) => ({ strands, order })))

/** Ids of stories, so that their order is not that of their numbers. */
export const idOf = (n: number): string => `${String((n * 7) % 10)}-case`

/** The desk's events as they are appended: recorded a minute after one another, in the desk's order. */
export const recordedIn = ({ strands, order }: Desk): ReadonlyArray<RecordedEvent> => {
  const next = strands.map(() => 0)
  return order.flatMap((which, position) => {
    const revision = next[which] ?? 0
    next[which] = revision + 1
    const one = strands[which]
    const told = one?.told[revision]
    if (one === undefined || told === undefined) return []
    const id = idOf(one.story)
    const stream = streamOf(id, told)
    const recordedAt = fromEpochMs(epochMs(t0) + position * 60_000)
    return [
      {
        ...sealed(id, `${parted(told)[1].stream ?? 'case'}.${String(revision)}`, told, recordedAt),
        stream,
        revision,
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
