/** How the desk's policies are written: a reaction for each type of event, under the event's own standard. */
import type { CaseEvent } from '../../case/events/index.js'
import type { ClockEvent } from '../../clock/events.js'
import type { Actor } from '../../codec/primitives.js'
import type { ComplaintEvent } from '../../complaint/events/index.js'
import type { Command, DomainEvent } from '../../decider/message.js'
import type { EmergencyEvent } from '../../emergency/events.js'
import type { FollowUpEvent } from '../../follow-up/events.js'
import type { OperationsEvent } from '../../operations/events.js'
import type { Label, Source } from '../../standard/label.js'
import { categoryOf, type RecordedEvent } from '../../store/port.js'
import type { Instant } from '../../time/index.js'
import { openedId } from '../ids.js'
import type { Action, Dispatch, Policy, Refusal } from '../policy.js'

import type { DeskBook, DeskRules } from './rules.js'

/** What a reaction knows beside the event. */
export interface Moment<Row> {
  readonly seen: RecordedEvent
  readonly row: Row
  /** The id of the event's stream. */
  readonly id: string
  /** Of the standard that the stream is judged by. */
  readonly rules: DeskRules
  /** Who a policy's commands come from, and when: the event's own time. */
  readonly given: { readonly at: Instant; readonly actor: Actor }
  /** The id of a stream that a command of this type opens. */
  readonly opens: (type: string, n?: number) => string
}

type Reactions<Ev extends DomainEvent, Row> = {
  readonly [T in Ev['type']]?: (
    event: Extract<Ev, { readonly type: T }>,
    moment: Moment<Row>,
  ) => ReadonlyArray<Action>
}

/** By category. */
interface DeskReactions<Row> {
  readonly case?: Reactions<CaseEvent | ClockEvent, Row>
  readonly complaint?: Reactions<ComplaintEvent | ClockEvent, Row>
  readonly followUp?: Reactions<FollowUpEvent | ClockEvent, Row>
  readonly emergency?: Reactions<EmergencyEvent | ClockEvent, Row>
  readonly operations?: Reactions<OperationsEvent, Row>
}

/** What the desk's policies may give, by category. */
type Gives = Readonly<Record<string, ReadonlyArray<string>>>

/** A policy as it is written down. */
export interface Written<Row> {
  readonly name: string
  readonly label: Label
  readonly source: Source
  readonly gives: Gives
  readonly when: DeskReactions<Row>
  /** What only withdraws what waits; of a type that stands in `when` too, that one counts. */
  readonly withdraws?: DeskReactions<Row>
  readonly otherwise?: (dispatch: Dispatch, refusal: Refusal) => Dispatch | undefined
}

/** Who a policy's commands come from. */
export const policyActor = (name: string): Actor => ({ id: `policy:${name}`, role: 'system' })

/** Who answers for what they do: no system, and no customer. */
export const isPerson = ({ role }: Actor): boolean => role !== 'system' && role !== 'customer'

export const streamId = (stream: string): string => stream.slice(stream.indexOf('-') + 1)

/** A policy's text for people, in both languages. */
export const said = ({ en, zh }: Label): string => `${en} ${zh}`

const typesOf = <Row>(table: Table<Row>): Gives =>
  Object.fromEntries(
    Object.entries(table).map(([category, types]) => [category, Object.keys(types ?? {})]),
  )

const without = (types: Gives, others: Gives): Gives =>
  Object.fromEntries(
    Object.entries(types).map(([category, its]) => [
      category,
      its.filter((type) => others[category]?.includes(type) !== true),
    ]),
  )

const merged = <Row>(a: Table<Row>, b: Table<Row>): Table<Row> =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((category) => [
      category,
      { ...b[category], ...a[category] },
    ]),
  )

type Reaction<Row> = (event: DomainEvent, moment: Moment<Row>) => ReadonlyArray<Action>
type Table<Row> = Readonly<Record<string, Readonly<Record<string, Reaction<Row>>> | undefined>>

/** The policy of what is written down. Events of standards that are not loaded lead to nothing. */
export const deskPolicy = <Row>(
  book: DeskBook,
  { name, label, source, gives, when, withdraws = {}, otherwise }: Written<Row>,
): Policy<Row> => {
  const table = merged(when as Table<Row>, withdraws as Table<Row>)
  const actor = policyActor(name)
  return {
    name,
    label,
    source,
    gives,
    on: typesOf(table),
    withdrawsOn: without(typesOf(withdraws as Table<Row>), typesOf(when as Table<Row>)),
    react: (seen, row) => {
      const { event, eventId, stream, metadata } = seen
      const reaction = table[categoryOf(stream)]?.[event.type]
      const rules = metadata.standard && book.find(metadata.standard)
      if (reaction === undefined || rules === undefined) return []
      const opens = (type: string, n = 0): string => openedId(name, eventId, type, n)
      const given = { at: event.at, actor }
      return reaction(event, { seen, row, id: streamId(stream), rules, given, opens })
    },
    ...(otherwise === undefined ? {} : { otherwise }),
  }
}

/** A command for a stream. */
export const give = <C extends Command>(
  category: string,
  id: string,
  command: C,
  more: Omit<Dispatch, 'to' | 'command'> = {},
): Dispatch => ({ to: { category, id }, command, ...more })

/** The same, later: its own time is then. */
export const giveAt = <C extends Command>(
  notBefore: Instant,
  key: string,
  category: string,
  id: string,
  command: C,
): Dispatch => give(category, id, { ...command, at: notBefore }, { notBefore, key })

interface Reminder {
  readonly given: { readonly at: Instant; readonly actor: Actor }
  readonly to: 'owner' | 'supervisor'
  readonly reason: Label
}

/** The owner of a stream, or the supervisor, is reminded; the command is alike in every category. */
export const remind = (category: string, id: string, { given, to, reason }: Reminder): Dispatch =>
  give(category, id, { type: 'RemindOwner', ...given, to, reason: said(reason) })
