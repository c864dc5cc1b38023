/** Service levels are a combinator: the lifecycle within knows nothing of clocks. */
import * as E from 'fp-ts/lib/Either.js'

import type { StandardRef } from '../codec/primitives.js'
import { fold } from '../decider/decider.js'
import { mergeCommands, mergeEvents } from '../decider/merge.js'
import type { Command, DomainEvent } from '../decider/message.js'
import type { Decision } from '../lifecycle/decision.js'
import type { GovernedAggregate } from '../lifecycle/lifecycle.js'
import { epochMs, fromEpochMs } from '../time/index.js'

import { advance } from './advance.js'
import { clockCommands, type CheckDeadlines } from './commands.js'
import type { Fields } from './conditions.js'
import { clockEvents, type ClockEvent } from './events.js'
import { follow } from './follow.js'
import type { Journal } from './journal.js'
import type { ServiceLevels } from './levels.js'
import type { ClockRejection, Unreckonable } from './rejection.js'
import { renew, type Change } from './retarget.js'
import { evolveClocks, noClocks, type Clocks } from './state.js'

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

const noFields: Fields = {}

/**
 * An aggregate whose promises run as clocks, by what the stream's own standard says of them.
 *
 * A command first records the warnings and breaches that were due before it, each at its own instant, then
 * its own events, and after each what that does to the clocks. `CheckDeadlines` records only the first. A
 * command that is rejected, or changes nothing, records nothing.
 *
 * Rejects, beside what the aggregate rejects: `OutsideCalendar` and `CalendarNotLoaded` where a deadline
 * can't be reckoned; by `handle`, `DatedTooFarBack`.
 *
 * @see domain.md, Service-level clocks
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
  const { attributes } = aggregate

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
    const decided: Decision<Ev, R> = isTick(command)
      ? E.right([])
      : aggregate.decide(command, state.inner)
    if (E.isLeft(decided) || (!isTick(command) && decided.right.length === 0)) return decided
    const told: (Ev | ClockEvent)[] = []
    const journal: Journal = { levels, told, clocks: state.clocks, isBack: false }
    let { inner } = state
    const { at } = command
    advance(journal, at)
    if (!aggregate.isTerminal(inner)) renew(journal, at)
    if (isTick(command)) advance(journal, at)
    let before = asked(inner)
    for (const event of decided.right) {
      told.push(event)
      inner = aggregate.evolve(inner, event)
      const after = asked(inner)
      const refused = followed(journal, inner, event, { before, after })
      if (refused !== undefined) return E.left(refused)
      before = after
      advance(journal, at)
    }
    return E.right(told)
  }

  const levelsOf = (inner: S) => {
    const ref = aggregate.standardOf(inner)
    return ref === undefined ? undefined : levels.find(aggregate.category, ref)
  }

  /** The attributes of a state, once they are asked for. */
  const asked = (inner: S): (() => Fields) => {
    let known: Fields | undefined
    return () => (known ??= attributes?.of(inner) ?? noFields)
  }

  const followed = (
    journal: Journal,
    inner: S,
    event: Ev,
    change: Change,
  ): Unreckonable | undefined => {
    const own = levelsOf(inner)
    return own && follow(journal, own, event, change)
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
    isTerminal: ({ inner, clocks }) =>
      aggregate.isTerminal(inner) &&
      clocks.live.every(({ since, dueAt, breached }) => !since || !dueAt || breached),
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
      if (isTick(command)) return undefined
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
