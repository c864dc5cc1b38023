/**
 * The frame of every lifecycle's decision: the stage, the standard, the time and the authority are
 * asked here, once; what remains is the aggregate's own.
 */
import type { Actor, StandardRef } from '../codec/primitives.js'
import type { Aggregate } from '../decider/aggregate.js'
import type { Command, DomainEvent } from '../decider/message.js'
import type { ServiceStandard } from '../standard/document.js'
import type { Instant } from '../time/index.js'

import { authorizer, type Authority } from './authority.js'
import { reject, type Decision, type Situation } from './decision.js'
import type {
  DutiesNotSeparated,
  LifecycleRejection,
  NotPermitted,
  StandardNotLoaded,
  StandardNotSet,
} from './rejection.js'
import { ruleBook, type StandardRules } from './rules.js'

/** What the frame needs to know of a state; both are `undefined` until the stream is opened. */
export interface Lived {
  /** The standard that it was opened under, and is judged by for ever. */
  readonly standard: StandardRef | undefined
  readonly openedAt: Instant | undefined
}

/**
 * A command that opens a stream; it may name the standard, else the first loaded is taken. On a stream
 * that has one already, that one judges.
 */
export interface Opening extends Command {
  readonly standard?: StandardRef | undefined
}

/** A lifecycle as its own parts: `O` are the commands that open a stream, `C` the others. */
export interface Lifecycle<
  O extends Opening,
  C extends Command,
  S extends Lived,
  Ev,
  R,
  Rules extends StandardRules,
> {
  readonly rulesOf: (standard: ServiceStandard) => Rules
  readonly authority: Authority<O | C, S, Rules>
  readonly isOpening: (command: O | C) => command is O
  /** The rejection where the stage forbids the command; `undefined` where it allows it. */
  readonly wrongStage: (type: (O | C)['type'], state: S) => R | undefined
  /** The state is the initial one, unless any command may come first. */
  readonly open: (command: O, rules: Rules, state: S) => Decision<Ev, R>
  readonly decide: (command: C, situation: Situation<S, Rules>) => Decision<Ev, R>
}

/** Why an actor may not give a command in a state; `undefined` where they may. */
export type AuthorizeIn<C extends Command, S> = (
  actor: Actor,
  command: C,
  state: S,
) => NotPermitted | DutiesNotSeparated | StandardNotLoaded | undefined

/** An aggregate that says who may do what, before the command is given. */
export interface GovernedAggregate<
  C extends Command,
  S,
  Ev extends DomainEvent,
  R,
> extends Aggregate<C, S, Ev, R> {
  /** The authority's part of the decision, for those who want to know before they ask. */
  readonly authorize: AuthorizeIn<C, S>
}

/** A decision and its authority, the two that an aggregate takes from its lifecycle. */
export interface Governed<C extends Command, S, Ev, R> {
  readonly decide: (command: C, state: S) => Decision<Ev, R | LifecycleRejection>
  readonly authorize: AuthorizeIn<C, S>
}

/**
 * The decision of a lifecycle under some standards. Asked in this order: the stage, the standard, the
 * time (of all but what opens the stream), the role, the duties, and then the lifecycle's own rules.
 *
 * Rejects: the lifecycle's own rejection of the stage, `StandardNotLoaded`, `StandardNotSet` (of an
 * opening), `HappenedBeforeOpening`, `NotPermitted`, `DutiesNotSeparated`, and whatever its own rules
 * reject.
 *
 * @see caseAggregate, which is made by it
 */
export const governed = <
  O extends Opening,
  C extends Command,
  S extends Lived,
  Ev,
  R,
  Rules extends StandardRules,
>(
  lifecycle: Lifecycle<O, C, S, Ev, R, Rules>,
  standards: ReadonlyArray<ServiceStandard>,
): Governed<O | C, S, Ev, R> => {
  const book = ruleBook(standards, lifecycle.rulesOf)
  const authorize = authorizer(lifecycle.authority)
  const { isOpening, wrongStage } = lifecycle
  const rulesFor = (ref: StandardRef | undefined, otherwise: Rules | undefined) =>
    ref === undefined ? otherwise : book.find(ref)
  const notLoaded = (standard: StandardRef | undefined): StandardNotLoaded => ({
    _tag: 'StandardNotLoaded',
    standard: standard ?? { id: 'none', version: 1 },
    loaded: book.loaded,
  })
  const notSet = ({ ref, standard }: Rules): StandardNotSet => ({
    _tag: 'StandardNotSet',
    standard: ref,
    unset: standard.hostMustSet.map(({ name }) => name),
  })
  return {
    decide: (command, state) => {
      const wrong = wrongStage(command.type, state)
      if (wrong !== undefined) return reject(wrong)
      if (isOpening(command)) {
        const ref = state.standard ?? command.standard
        const rules = rulesFor(ref, book.first)
        if (rules === undefined) return reject(notLoaded(ref))
        const { hostMustSet } = rules.standard
        if (hostMustSet.length > 0 && state.standard === undefined) return reject(notSet(rules))
        const refused = authorize(command.actor, command, state, rules)
        return refused === undefined ? lifecycle.open(command, rules, state) : reject(refused)
      }
      const { openedAt } = state
      const rules = rulesFor(state.standard, undefined)
      if (rules === undefined || openedAt === undefined) return reject(notLoaded(state.standard))
      const { at } = command
      if (at < openedAt) return reject({ _tag: 'HappenedBeforeOpening', at, openedAt })
      const refused = authorize(command.actor, command, state, rules)
      return refused === undefined
        ? lifecycle.decide(command, { state, rules, openedAt })
        : reject(refused)
    },
    authorize: (actor, command, state) => {
      const ref = state.standard ?? (isOpening(command) ? command.standard : undefined)
      const rules = rulesFor(ref, isOpening(command) ? book.first : undefined)
      return rules === undefined ? notLoaded(ref) : authorize(actor, command, state, rules)
    },
  }
}
