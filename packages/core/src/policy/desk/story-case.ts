/** What policies keep of a case: one part of its story's row, folded from the case's own stream. */
import type { CaseEvent } from '../../case/events/index.js'
import type { CaseOpened } from '../../case/events/intake.js'
import type { ClockEvent } from '../../clock/events.js'
import type { Actor, StandardRef } from '../../codec/primitives.js'
import { given } from '../../lifecycle/decision.js'
import type { RecordedEvent } from '../../store/port.js'
import type { Instant } from '../../time/index.js'

import { noBreaches, withBreach, type Breaches } from './breaches.js'
import { isPerson, policyActor, streamId } from './desk-policy.js'
import { PAUSED_TOO_LONG, REOPENED_OFTEN, TRANSFERRED_OFTEN, UNSATISFIED } from './names.js'

/** What a case is when a linked one is opened like it. */
export type Kinds = Pick<
  CaseOpened,
  | 'customer'
  | 'channel'
  | 'requestType'
  | 'phase'
  | 'problemType'
  | 'tier'
  | 'language'
  | 'region'
  | 'category'
>

const failures = [REOPENED_OFTEN, TRANSFERRED_OFTEN, PAUSED_TOO_LONG] as const
type Failure = (typeof failures)[number]

/** Why it waits, and since when. */
interface Paused {
  readonly at: Instant
  readonly for: 'customer' | 'thirdParty'
}

export interface CasePart {
  readonly id: string
  readonly standard: StandardRef
  readonly kinds: Kinds
  readonly stage: 'active' | 'resolved' | 'closed' | 'over'
  readonly cycle: number
  /** A person. */
  readonly owner?: string
  /** Whose resolution came last, where it was a person's. */
  readonly resolver?: string
  readonly resolvedAt?: Instant
  readonly closedAt?: Instant
  /** Stands through a merger, which may be undone. */
  readonly paused?: Paused
  /** The case that it was merged into. */
  readonly into?: string
  readonly transferred: number
  /** How often the word of a follow-up reopened it. */
  readonly rounds: number
  /** How far up the line it was escalated. */
  readonly level: number
  /** The policies that escalated it since the ordinary process failed: each does so once. */
  readonly escalatedBy: ReadonlyArray<Failure>
  readonly breaches: Breaches
}

type Seen = RecordedEvent<CaseEvent | ClockEvent>

const opened = (event: CaseOpened, stream: string): CasePart => ({
  id: streamId(stream),
  standard: event.standard,
  kinds: {
    ...given(event, 'customer', 'channel', 'requestType', 'phase', 'problemType'),
    ...given(event, 'tier', 'language', 'region', 'category'),
  },
  stage: 'active',
  cycle: event.cycle,
  ...(event.firstContactOwner === undefined ? {} : { owner: event.firstContactOwner }),
  transferred: 0,
  rounds: 0,
  level: 0,
  escalatedBy: [],
  breaches: noBreaches,
})

const unpaused = (part: CasePart): CasePart => {
  if (part.paused === undefined) return part
  const { paused: _, ...same } = part
  return same
}

/** What a system does by itself nobody answers for. */
const withPerson = (
  part: CasePart,
  as: 'owner' | 'resolver',
  id: string,
  actor: Actor,
): CasePart => {
  const { [as]: _, ...same } = part
  return id === actor.id && !isPerson(actor) ? same : { ...same, [as]: id }
}

const reopened = (part: CasePart, cycle: number, by: string): CasePart => {
  const { resolvedAt: _, closedAt: __, ...same } = unpaused(part)
  const rounds = by === policyActor(UNSATISFIED).id ? part.rounds + 1 : part.rounds
  return { ...same, stage: 'active', cycle, rounds }
}

/** The types of events that change the part. */
export const caseMoves: ReadonlyArray<(CaseEvent | ClockEvent)['type']> = [
  'CaseOpened',
  'CaseClassified',
  'CaseAccepted',
  'CaseTransferred',
  'CaseEscalated',
  'CustomerInputRequested',
  'CaseHeld',
  'CaseResumed',
  'ContactRecorded',
  'CaseResolved',
  'CaseReopened',
  'CaseClosed',
  'CaseArchived',
  'CaseCancelled',
  'CaseMerged',
  'CaseUnmerged',
  'ClockBreached',
]

/** The part after an event of its stream; nothing is known before the opening. */
export const evolveCase = (part: CasePart | undefined, seen: Seen): CasePart | undefined => {
  const { event, stream, metadata } = seen
  if (event.type === 'CaseOpened') return opened(event, stream)
  if (part === undefined) return undefined
  switch (event.type) {
    case 'CaseClassified': {
      const { category, problemType } = event
      const kinds = {
        ...part.kinds,
        category,
        ...(problemType === undefined ? {} : { problemType }),
      }
      return { ...part, kinds }
    }
    case 'CaseAccepted':
      return withPerson(part, 'owner', event.owner, metadata.actor)
    case 'CaseTransferred':
      return { ...part, transferred: part.transferred + 1 }
    case 'CaseEscalated': {
      const level = event.kind === 'hierarchical' ? Math.max(event.level, part.level) : part.level
      const by = failures.filter(
        (name) => part.escalatedBy.includes(name) || metadata.actor.id === policyActor(name).id,
      )
      return { ...part, level, escalatedBy: by }
    }
    case 'CustomerInputRequested':
      return { ...part, paused: { at: event.at, for: 'customer' } }
    case 'CaseHeld':
      return { ...part, paused: { at: event.at, for: 'thirdParty' } }
    case 'CaseResumed':
      return unpaused(part)
    case 'ContactRecorded':
      return event.direction === 'inbound' && part.paused?.for === 'customer'
        ? unpaused(part)
        : part
    case 'CaseResolved': {
      const resolved = withPerson(unpaused(part), 'resolver', event.resolver, metadata.actor)
      return { ...resolved, stage: 'resolved', resolvedAt: event.at }
    }
    case 'CaseReopened':
      return reopened(part, event.cycle, metadata.actor.id)
    case 'CaseClosed':
      return { ...unpaused(part), stage: 'closed', closedAt: event.at }
    case 'CaseArchived':
    case 'CaseCancelled':
      return { ...unpaused(part), stage: 'over' }
    case 'CaseMerged':
      return { ...part, into: event.survivor }
    case 'CaseUnmerged': {
      const { into: _, ...same } = part
      return same
    }
    case 'ClockBreached':
      return { ...part, breaches: withBreach(part.breaches, event) }
    default:
      return part
  }
}
