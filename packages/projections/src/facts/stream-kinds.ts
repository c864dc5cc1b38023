/** What each clocked lifecycle says of its streams: how they open, what they are, how they end. */
import { categoryOf, type DomainEvent, type RecordedEvent, type StandardRef } from '@casetrail/core'
import { caseAggregate, type CaseEvent } from '@casetrail/core/case'
import { complaintAggregate, type ComplaintEvent } from '@casetrail/core/complaint'
import { emergencyAggregate, type EmergencyEvent } from '@casetrail/core/emergency'
import { followUpAggregate, type FollowUpEvent } from '@casetrail/core/follow-up'
import type { Dimensions } from '@casetrail/core/read-model'
import type { ClockedCategory } from '@casetrail/core/standards'

import {
  complaintDimensionsAfter,
  dimensionsAfter,
  emergencyDimensions,
  followUpDimensions,
} from './dimensions.js'

/** What a stream is, by its attributes. */
type Character = Readonly<Record<string, string | number | boolean>>

/** What an opening says. */
export interface Opened {
  /** The one that the stream is judged by, as `id@version`. */
  readonly standard: string
  readonly customer: string | undefined
  readonly externalRef: string | undefined
  /** The source's own attributes; they stand before dimensions of the same name. */
  readonly attributes: Dimensions
  /** What a standard's conditions may ask of the stream, as it was opened. */
  readonly character: Character
}

/** How a stream ended; `closed` and `archived` well, the others name why it is not judged. */
export type EndedAs =
  | 'closed'
  | 'archived'
  | 'merged'
  | 'cancelled'
  | 'withdrawn'
  | 'unreachable'
  | 'missed'
  | 'declined'
  | 'falseAlarm'

/** What a lifecycle says of its streams. */
export interface StreamKind {
  readonly category: ClockedCategory
  /** Of the event that opens a stream; of others `undefined`. */
  readonly opened: (event: DomainEvent) => Opened | undefined
  readonly dimensionsAfter: (known: Dimensions, own: Dimensions, event: DomainEvent) => Dimensions
  /** Types of events: how a stream ends by them; `undefined`: it goes on. */
  readonly ends: ReadonlyMap<string, EndedAs | undefined>
}

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

const characterOf = (attributes: Attributes): Character => {
  const known: Record<string, string | number | boolean> = {}
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) known[name] = value
  }
  return known
}

interface Governed<S, E> {
  readonly initialState: S
  readonly evolve: (state: S, event: E) => S
  readonly attributes?: { readonly of: (state: S) => Attributes }
}

interface Opening {
  readonly standard: StandardRef
  readonly customer?: string
  readonly externalRef?: string
  readonly attributes?: Dimensions
}

const openedBy = <S, E>(aggregate: Governed<S, E>, event: E, opening: Opening): Opened => {
  const state = aggregate.evolve(aggregate.initialState, event)
  return {
    standard: `${opening.standard.id}@${String(opening.standard.version)}`,
    customer: opening.customer,
    externalRef: opening.externalRef,
    attributes: opening.attributes ?? {},
    character: characterOf(aggregate.attributes?.of(state) ?? {}),
  }
}

/** What each opening says needs no rules, so that no standard need be loaded. */
const [cases, complaints, followUps, emergencies] = [
  caseAggregate([]),
  complaintAggregate([]),
  followUpAggregate([]),
  emergencyAggregate([]),
]

const kindOf = <E extends DomainEvent, O extends E & Opening>(
  category: ClockedCategory,
  isOpening: (event: E) => event is O,
  opened: (event: O) => Opened,
  after: (known: Dimensions, own: Dimensions, event: E) => Dimensions,
  ends: Partial<Record<E['type'], EndedAs | undefined>>,
): StreamKind => ({
  category,
  // the runner gives each category's events to its own kind
  opened: (event) => (isOpening(event as E) ? opened(event as O) : undefined),
  dimensionsAfter: (known, own, event) => after(known, own, event as E),
  ends: new Map(Object.entries(ends) as ReadonlyArray<[string, EndedAs | undefined]>),
})

const kinds: ReadonlyMap<string, StreamKind> = new Map(
  [
    kindOf(
      'case',
      (event: CaseEvent) => event.type === 'CaseOpened',
      (event) => openedBy(cases, event, event),
      dimensionsAfter,
      {
        CaseClosed: 'closed',
        CaseArchived: 'archived',
        CaseCancelled: 'cancelled',
        CaseMerged: 'merged',
        CaseUnmerged: undefined,
        CaseReopened: undefined,
      },
    ),
    kindOf(
      'complaint',
      (event: ComplaintEvent) => event.type === 'ComplaintReceived',
      (event) => openedBy(complaints, event, event),
      complaintDimensionsAfter,
      {
        ComplaintClosed: 'closed',
        ComplaintArchived: 'archived',
        ComplaintWithdrawn: 'withdrawn',
        ComplaintMerged: 'merged',
        ComplaintReopened: undefined,
      },
    ),
    kindOf(
      'followUp',
      (event: FollowUpEvent) => event.type === 'FollowUpScheduled',
      (event) => openedBy(followUps, event, event),
      (known, _, event) => (event.type === 'FollowUpScheduled' ? followUpDimensions(event) : known),
      {
        FollowUpCompleted: 'closed',
        FollowUpUnreachable: 'unreachable',
        FollowUpMissed: 'missed',
        FollowUpDeclined: 'declined',
        FollowUpCancelled: 'cancelled',
      },
    ),
    kindOf(
      'emergency',
      (event: EmergencyEvent) => event.type === 'EmergencyDeclared',
      (event) => openedBy(emergencies, event, event),
      (known, _, event) =>
        event.type === 'EmergencyDeclared' ? emergencyDimensions(event) : known,
      { Reviewed: 'closed', EmergencyStoodDown: 'falseAlarm' },
    ),
  ].map((kind) => [kind.category, kind]),
)

/** The kind of a category's streams; `undefined`: they have no clocks. */
export const kindOfCategory = (category: string): StreamKind | undefined => kinds.get(category)

/** The kind of stream that an event stands in; `undefined`: one that has no clocks. */
export const streamKind = ({ stream }: Pick<RecordedEvent, 'stream'>): StreamKind | undefined =>
  kindOfCategory(categoryOf(stream))
