/**
 * One event's reactions, without a row: for transports that hand events over one by one, in no order and
 * perhaps twice. The ids of commands and their answers are the runner's, so that nothing is done twice.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { Task } from 'fp-ts/lib/Task.js'

import type { Actor } from '../codec/primitives.js'
import { firstInFirstOut } from '../decider/kept.js'
import { START, type RecordedEvent } from '../store/port.js'
import { epochMs, type Instant } from '../time/index.js'

import type { NotSent } from './answer.js'
import { decoded, readIn, readersOf, readingOf, type Reader, type Readers } from './lanes.js'
import { noMemory } from './memory.js'
import { mustWait, needsRow, type NeedsRow, type Once, type OnceFault } from './once-fault.js'
import type { AnyManager, AnyPolicy } from './policy.js'
import { ask } from './react.js'
import { sendSome, type Held } from './send-due.js'
import type { Sending, SendSetting } from './sending.js'
import { waitingList } from './waiting.js'

export interface OnceSetting extends SendSetting {
  /** Each of them forgetful. */
  readonly managers: ReadonlyArray<AnyManager>
}

export interface OnceRunner {
  /** The categories whose events lead to something, sorted. */
  readonly categories: ReadonlyArray<string>
  /** Asks the policies about one event, as of `now`, and gives what they want. Never rejects. */
  readonly react: (seen: RecordedEvent, now: Instant) => Task<Once>
}

/** How many commands' hops are remembered, and how many stories'. */
const MOST_REMEMBERED = 50_000
/** Events of a story that lie so far apart, in ms, are no circle. */
const UNHURRIED = 3_600_000

/** An event that another program wrote need not have an actor. */
const isFromSystem = ({ actor }: { readonly actor?: Actor }): boolean => actor?.role === 'system'

/** The policy, asked for what can be given at once; what can't is told of instead. */
const atOnce = (policy: AnyPolicy, faults: OnceFault[]): AnyPolicy => ({
  ...policy,
  react: (seen, row) => {
    const actions = policy.react(seen, row)
    for (const action of actions) {
      const fault = mustWait(action, seen)
      if (fault === undefined) continue
      faults.push({ name: policy.name, fault })
      return []
    }
    return actions
  },
})

const keyIn = ({ lane }: Reader, event: RecordedEvent, faults: OnceFault[]): string | undefined => {
  const { facts } = lane.manager
  try {
    return facts.keyOf(event)
  } catch (thrown) {
    faults.push({ name: facts.name, fault: { _tag: 'FactsThrew', reason: String(thrown) } })
    return undefined
  }
}

const askAll = (
  sending: Sending,
  { readers }: Readers,
  event: RecordedEvent,
  faults: OnceFault[],
): void => {
  const nth = { count: 0 }
  for (const reader of readers) {
    const key = keyIn(reader, event, faults)
    if (key === undefined) continue
    const manager = reader.lane.manager.facts.name
    for (const policy of reader.policies) {
      const seen = { event, row: undefined, manager, key, nth }
      const fault = ask(sending, atOnce(policy, faults), seen)
      if (fault !== undefined) faults.push({ name: policy.name, fault })
    }
  }
}

const passing = new Set<NotSent['_tag']>([
  'Conflict',
  'OutcomeUnknown',
  'Unavailable',
  'Incomplete',
])

const giveAll = async (sending: Sending, faults: OnceFault[]): Promise<Once> => {
  const held: Held[] = []
  let answered = 0
  for (;;) {
    const sent = await sendSome(sending, held, undefined)
    if (E.isLeft(sent)) return { _tag: 'Retry', error: sent.left }
    answered += sent.right.answered
    if (!sent.right.hasMoved) break
  }
  // what is instead of a refused command may be for later, too
  for (const [, list] of sending.waiting.changes()) {
    for (const { policy, command, notBefore, key } of list) {
      const kept = key === undefined ? {} : { key }
      const fault = { _tag: 'MustWait', command: command.type, notBefore, ...kept } as const
      faults.push({ name: policy, fault })
    }
  }
  const errors = held.map(({ waiting, error }) => ({ name: waiting.policy, error }))
  const again = errors.find(({ error }) => passing.has(error._tag))
  if (again !== undefined) return { _tag: 'Retry', error: again.error }
  for (const { name, error } of errors) {
    faults.push({ name, fault: { _tag: 'NotAnswered', error } })
  }
  return faults.length > 0 ? { _tag: 'Park', faults } : { _tag: 'Handled', answered }
}

/**
 * Runs forgetful managers' policies on events as they come, each event by itself: the same ids, commands and
 * answers as `policyRunner`, so an event that comes again, or to another runner too, leads to nothing new.
 * Imported events lead to nothing. A circle ends after 16 commands of one runner within an hour of events; of
 * several runners each counts the commands that it knows of.
 *
 * Rejects a manager that needs rows, as `NeedsRow`. A policy that lets a command wait all the same is a
 * `MustWait` among what parks the event.
 *
 * @example
 * import { inMemoryEventStore } from '@casetrail/core'
 * import { readyCalendars } from '@casetrail/core/calendar'
 * import { deskAggregates } from '@casetrail/core/desk'
 * import { deskCarryOut, deskPolicies, onceRunner } from '@casetrail/core/policy'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { testBoundary } from '@casetrail/core/testing'
 *
 * const store = inMemoryEventStore(testBoundary())
 * const carryOut = deskCarryOut(store, deskAggregates([retail2025], readyCalendars))
 * const managers = deskPolicies([retail2025]).filter(({ facts }) => facts.name === 'desk.interruption')
 * onceRunner({ store, carryOut, managers })._tag // 'Right'
 */
export const onceRunner = (setting: OnceSetting): E.Either<NeedsRow, OnceRunner> => {
  const { managers } = setting
  for (const manager of managers) {
    const refused = needsRow(manager)
    if (refused !== undefined) return E.left(refused)
  }
  const lanes = managers.map((manager) => ({ manager, memory: noMemory, checkpoint: START }))
  const reading = readingOf(lanes)
  const policies = new Map(managers.flatMap((m) => m.policies.map((one) => [one.name, one])))
  const hops = firstInFirstOut<number>(MOST_REMEMBERED)
  const stories = firstInFirstOut<{ readonly hops: number; readonly at: number }>(MOST_REMEMBERED)

  /** Of a command that another runner gave, no more is known than of its story. */
  const assume = ({ metadata, event }: RecordedEvent): void => {
    const { commandId, correlationId } = metadata
    if (!isFromSystem(metadata) || hops.get(commandId) !== undefined) return
    const story = stories.get(correlationId)
    if (story === undefined || epochMs(event.at) - story.at >= UNHURRIED) return
    hops.set(commandId, story.hops)
  }

  const note = ({ metadata, event }: RecordedEvent, { waiting }: Sending): void => {
    const given = waiting.changes().flatMap(([, list]) => list)
    if (given.length === 0) return
    const most = given.reduce((deepest, one) => Math.max(deepest, one.hops), 0)
    stories.set(metadata.correlationId, { hops: most, at: epochMs(event.at) })
  }

  const react = async (recorded: RecordedEvent, now: Instant): Promise<Once> => {
    const found = readersOf(reading, recorded)
    const isImported = recorded.metadata.source !== undefined
    if (found === undefined || isImported) return { _tag: 'Handled', answered: 0 }
    const read = decoded(found, recorded)
    if (E.isLeft(read)) {
      const fault = { _tag: 'UnreadableEvent', error: read.left } as const
      const faults = found.readers.map(({ lane }) => ({ name: lane.manager.facts.name, fault }))
      return { _tag: 'Park', faults }
    }
    const faults: OnceFault[] = []
    const sending = { setting, reading, policies, waiting: waitingList([]), hops, now }
    assume(recorded)
    askAll(sending, found, read.right, faults)
    note(recorded, sending)
    return giveAll(sending, faults)
  }

  const { categories } = readIn(reading)
  return E.right({
    categories: categories.filter((category) => reading.get(category)?.size !== 0).sort(),
    react: (seen, now) => () => react(seen, now),
  })
}
