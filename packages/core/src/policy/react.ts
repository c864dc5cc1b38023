/** What policies want of an event joins what waits. */
import type { DecodeError } from '../decider/catalogue.js'
import type { Key } from '../read-model/facts.js'
import type { RecordedEvent } from '../store/port.js'
import { epochMs } from '../time/index.js'

import { commandIdOf } from './ids.js'
import { isWithdrawal, type Action, type AnyPolicy, type Dispatch } from './policy.js'
import type { Sending } from './sending.js'
import { placeOf, type Waiting } from './waiting.js'

/** Commands of policies that led to one another, one soon after the other: it goes round in a circle. */
const MOST_HOPS = 16
/** What waits so long, in ms, is no circle. */
const UNHURRIED = 3_600_000

/** Why an event did not lead to what it should have led to. */
export type Fault =
  | { readonly _tag: 'PolicyThrew'; readonly reason: string }
  | { readonly _tag: 'FactsThrew'; readonly reason: string }
  | { readonly _tag: 'PolicyLoops'; readonly commands: number }
  | { readonly _tag: 'UnreadableEvent'; readonly error: DecodeError }

/** A fault, by the policy or the facts that it is of, and the event. */
export interface Broken {
  readonly name: string
  readonly seen: RecordedEvent
  readonly fault: Fault
}

/** What policies see of an event. */
export interface Seen {
  readonly event: RecordedEvent
  readonly row: unknown
  /** Whose row it is. */
  readonly manager: string
  readonly key: Key
  /** Counts the event's dispatches, so that they are sent in their order. */
  readonly nth: { count: number }
}

const waitsLong = (seen: RecordedEvent, { notBefore }: Dispatch): boolean =>
  notBefore !== undefined && epochMs(notBefore) - epochMs(seen.event.at) >= UNHURRIED

const waitingOf = (
  run: Sending,
  policy: string,
  { event: seen, nth }: Seen,
  dispatch: Dispatch,
  n: number,
  hops: number,
): Waiting => {
  const { to, command, correlationId, notBefore, key } = dispatch
  // an event dated ahead of the clock holds nothing up
  const atOnce = seen.event.at < run.now ? seen.event.at : run.now
  return {
    commandId: commandIdOf(policy, seen.eventId, `${to.category}-${to.id}`, command.type, n),
    policy,
    cause: seen.eventId,
    category: to.category,
    id: to.id,
    command,
    correlationId: correlationId ?? seen.metadata.correlationId,
    notBefore: notBefore ?? atOnce,
    ...(key === undefined ? {} : { key }),
    order: `${seen.position}:${String(nth.count++).padStart(5, '0')}`,
    n,
    attempt: 0,
    hops,
  }
}

const reactionOf = (policy: AnyPolicy, { event, row }: Seen): ReadonlyArray<Action> | Fault => {
  try {
    return policy.react(event, row)
  } catch (thrown) {
    return { _tag: 'PolicyThrew', reason: String(thrown) }
  }
}

const isFault = (reaction: ReadonlyArray<Action> | Fault): reaction is Fault => '_tag' in reaction

/** Asks a policy; answers why it did not come to all of its commands. */
export const ask = (run: Sending, policy: AnyPolicy, seen: Seen): Fault | undefined => {
  const reaction = reactionOf(policy, seen)
  if (isFault(reaction)) return reaction
  return reaction.length === 0 ? undefined : join(run, policy, seen, reaction)
}

const join = (
  run: Sending,
  policy: AnyPolicy,
  seen: Seen,
  actions: ReadonlyArray<Action>,
): Fault | undefined => {
  const place = placeOf(seen.manager, seen.key)
  let fault: Fault | undefined
  for (const [n, action] of actions.entries()) {
    if (isWithdrawal(action)) {
      run.waiting.withdraw(place, action.withdraw)
      continue
    }
    const before = run.hops.get(seen.event.metadata.commandId) ?? 0
    const hops = waitsLong(seen.event, action) ? 1 : before + 1
    if (hops > MOST_HOPS) {
      fault = { _tag: 'PolicyLoops', commands: before }
      continue
    }
    const waiting = waitingOf(run, policy.name, seen, action, n, hops)
    run.hops.set(waiting.commandId, hops)
    run.waiting.add(place, waiting)
  }
  return fault
}
