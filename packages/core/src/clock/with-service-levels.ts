/** Service levels are a combinator: the lifecycle within knows nothing of clocks. */
import * as E from 'fp-ts/lib/Either.js'

import type { StandardRef } from '../codec/primitives.js'
import { fold } from '../decider/decider.js'
import { mergeCommands, mergeEvents } from '../decider/merge.js'
import type { Command, DomainEvent } from '../decider/message.js'
import type { Decision } from '../lifecycle/decision.js'
import type { GovernedAggregate } from '../lifecycle/lifecycle.js'
import { epochMs, fromEpochMs, type Instant } from '../time/index.js'

import { advance, mayBeDue } from './advance.js'
import { clockCommands, type CheckDeadlines } from './commands.js'
import { clockEvents, type ClockEvent } from './events.js'
import { evolveClocks } from './evolve.js'
import { follow } from './follow.js'
import type { Journal } from './journal.js'
import type { CategoryLevels, ServiceLevels } from './levels.js'
import type { ClockRejection } from './rejection.js'
import { Moment } from './moment.js'
import { isOutdated, renew } from './retarget.js'
import { noClocks, type Clocks } from './state.js'

/** A stream's own state, and its clocks beside it. */
export interface WithClocks<S> {
  readonly inner: S
  readonly clocks: Clocks
}

const clockTypes = new Set<string>(clockEvents.types)

const isTick = <C extends Command>(command: C | CheckDeadlines): command is CheckDeadlines =>
  command.type === 'CheckDeadlines'

const isOfClock = <Ev extends DomainEvent>(event: Ev | ClockEvent): event is ClockEvent =>
  clockTypes.has(event.type)

/**
 * An aggregate whose promises run as clocks, by what the stream's own standard says of them.
 *
 * A command first records the warnings and breaches that were due before it, each at its own instant, then
 * its own events, and after each what that does to the clocks. `CheckDeadlines` records only the first. A
 * command that is rejected, or changes nothing, records nothing.
 *
 * Rejects, beside what the aggregate rejects: `OutsideCalendar` and `CalendarNotLoaded` where a deadline
 * can't be reckoned; by `handle`, `DatedTooFarBack`, save where the actor's role is `system`.
 *
 * @example
 * import { readyCalendars } from '@casetrail/core/calendar'
 * import { caseAggregate } from '@casetrail/core/case'
 * import { serviceLevels, withServiceLevels } from '@casetrail/core/clock'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * const standards = [retail2025]
 * const cases = withServiceLevels(caseAggregate(standards), serviceLevels(standards, readyCalendars))
 * cases.initialState.clocks.live // []
 */
export const withServiceLevels = <C extends Command, S, Ev extends DomainEvent, R>(
  aggregate: GovernedAggregate<C, S, Ev, R>,
  levels: ServiceLevels,
): GovernedAggregate<C | CheckDeadlines, WithClocks<S>, Ev | ClockEvent, R | ClockRejection> => {
  const evolve = (state: WithClocks<S>, event: Ev | ClockEvent): WithClocks<S> => {
    if (isOfClock(event)) {
      const clocks = evolveClocks(state.clocks, event)
      return clocks === state.clocks ? state : { inner: state.inner, clocks }
    }
    const inner = aggregate.evolve(state.inner, event)
    return inner === state.inner ? state : { inner, clocks: state.clocks }
  }

  const decide = (
    command: C | CheckDeadlines,
    state: WithClocks<S>,
  ): Decision<Ev | ClockEvent, R | ClockRejection> => {
    if (isTick(command)) return E.right(passed(command.at, state).told)
    const decided = aggregate.decide(command, state.inner)
    if (E.isLeft(decided) || decided.right.length === 0) return decided
    const ref = aggregate.standardOf(state.inner)
    const own = ref && levelsUnder(ref)
    if (ref !== undefined && isUntouched(own, state.clocks, decided.right, command.at)) {
      return decided
    }
    const { told, journal } = passed(command.at, state)
    let before = Moment.of(aggregate, state.inner)
    for (const event of decided.right) {
      told.push(event)
      const after = before.after(event)
      const levelsNow = own ?? levelsOf(after.inner())
      const concern = levelsNow?.concern(event.type)
      if (levelsNow !== undefined && concern !== undefined) {
        const { clocks } = journal
        journal.isBack = false
        const refused = follow(journal, levelsNow, concern, event, before, after)
        if (refused !== undefined) return E.left(refused)
        if (journal.clocks !== clocks) advance(journal, command.at)
      }
      before = after
    }
    return E.right(told)
  }

  /** What the passing of time alone brings. */
  const passed = (at: Instant, { inner, clocks }: WithClocks<S>) => {
    const told: (Ev | ClockEvent)[] = []
    const journal: Journal = { levels, told, clocks, isBack: false }
    advance(journal, at)
    if (!aggregate.isTerminal(inner) && isOld(clocks)) {
      renew(journal, at)
      advance(journal, at)
    }
    return { told, journal }
  }

  let lastCalendars = noClocks.calendars
  let areOld = false

  /** Streams that run by the same calendars share the list of them. */
  const isOld = ({ calendars }: Clocks): boolean => {
    if (calendars === lastCalendars) return areOld
    areOld = calendars.some((calendar) => isOutdated(levels, calendar))
    lastCalendars = calendars
    return areOld
  }

  /** Neither time nor any of the events does anything to a clock: so it is of most commands. */
  const isUntouched = (
    own: CategoryLevels | undefined,
    clocks: Clocks,
    events: ReadonlyArray<Ev>,
    at: Instant,
  ): boolean => {
    if (mayBeDue(clocks, at) || isOld(clocks)) return false
    if (own === undefined) return true
    for (const { type } of events) {
      const concern = own.concern(type)
      if (concern === undefined) continue
      if (concern.touched.length > 0 || clocks.live.length > 0) return false
    }
    return true
  }

  let lastRef: StandardRef | undefined
  let lastLevels: CategoryLevels | undefined

  /** The streams of a process are mostly under the same standard. */
  const levelsUnder = (ref: StandardRef): CategoryLevels | undefined => {
    if (ref.version !== lastRef?.version || ref.id !== lastRef.id) {
      lastLevels = levels.find(aggregate.category, ref)
      lastRef = ref
    }
    return lastLevels
  }

  const levelsOf = (inner: S): CategoryLevels | undefined => {
    const ref = aggregate.standardOf(inner)
    return ref && levelsUnder(ref)
  }

  /** The standard that a command would open a stream under. */
  const openedUnder = (command: C, inner: S): StandardRef | undefined => {
    const decided = aggregate.decide(command, inner)
    return E.isLeft(decided)
      ? undefined
      : aggregate.standardOf(fold(aggregate, inner, decided.right))
  }

  return {
    category: aggregate.category,
    initialState: { inner: aggregate.initialState, clocks: noClocks },
    decide,
    evolve,
    isTerminal: ({ inner, clocks }) => aggregate.isTerminal(inner) && clocks.nextAt === undefined,
    events: mergeEvents(aggregate.events, clockEvents),
    commands: mergeCommands(aggregate.commands, clockCommands),
    correlation: aggregate.correlation,
    standardOf: ({ inner }) => aggregate.standardOf(inner),
    addresseeOf: (command) => (isTick(command) ? undefined : aggregate.addresseeOf?.(command)),
    commandOf: (event, actor) =>
      isOfClock(event)
        ? { type: 'CheckDeadlines', at: event.at, actor }
        : aggregate.commandOf(event, actor),
    authorize: (actor, command, { inner }) =>
      isTick(command) ? undefined : aggregate.authorize(actor, command, inner),
    tooLate: (command, { inner }, now) => {
      // a policy that was down for days still tells what was due then
      if (isTick(command) || command.actor.role === 'system') return undefined
      const refused = aggregate.tooLate?.(command, inner, now)
      if (refused !== undefined) return refused
      const ref = aggregate.standardOf(inner) ?? openedUnder(command, inner)
      const longest = ref && levels.backdatingMs(ref)
      if (longest === undefined) return undefined
      const earliest = fromEpochMs(epochMs(now) - longest)
      return command.at < earliest
        ? { _tag: 'DatedTooFarBack', at: command.at, earliest }
        : undefined
    },
  }
}
