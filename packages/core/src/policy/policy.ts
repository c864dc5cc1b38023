/** Policies (策略): what happens in one stream leads to commands for others. */
import type { Command, DomainEvent } from '../decider/message.js'
import type { Facts } from '../read-model/facts.js'
import type { Label, Source } from '../standard/label.js'
import type { RecordedEvent } from '../store/port.js'
import type { Instant } from '../time/index.js'

/** A stream, whether it exists already or the command opens it. */
export interface Addressee {
  readonly category: string
  readonly id: string
}

/** A command that a policy wants given. */
export interface Dispatch {
  readonly to: Addressee
  readonly command: Command
  /** The story that a new stream belongs to; default: the event's. */
  readonly correlationId?: string
  /** It waits until then. */
  readonly notBefore?: Instant
  /** By which it is withdrawn while it waits; another of the same key takes its place. */
  readonly key?: string
}

/** What waits under the key is not sent any more. */
export interface Withdrawal {
  readonly withdraw: string
}

export type Action = Dispatch | Withdrawal

export const isWithdrawal = (action: Action): action is Withdrawal => 'withdraw' in action

/** Why a command was refused, or failed. */
export interface Refusal {
  readonly _tag: string
}

/**
 * From an event to commands: pure, and the same for the same event and row. A policy sees the row after the
 * event. Imported events lead to none, and neither does what happened before it was first run, unless it
 * looks back.
 */
export interface Policy<Row, Ev extends DomainEvent = DomainEvent> {
  /** Part of the ids of its commands: never changed, and no other's. */
  readonly name: string
  readonly label: Label
  readonly source: Source
  /** The types of events that it reacts to, by category; its manager's facts read them. */
  readonly on: Readonly<Record<string, ReadonlyArray<string>>>
  /** Those of them that lead to no command, and only withdraw what waits: for the picture. */
  readonly withdrawsOn?: Readonly<Record<string, ReadonlyArray<string>>>
  /** The types of commands that it may give, by category: for the picture. */
  readonly gives: Readonly<Record<string, ReadonlyArray<string>>>
  readonly react: (seen: RecordedEvent<Ev>, row: Row) => ReadonlyArray<Action>
  /**
   * It is asked about what happened before it was first run, too. Only for a policy whose commands say nothing
   * twice, and that withdraws what is over: what still waits when all is read is sent when it is due.
   */
  readonly looksBack?: true
  /** What is asked instead where a command was refused; `undefined`: nothing. */
  readonly otherwise?: (dispatch: Dispatch, refusal: Refusal) => Dispatch | undefined
}

/**
 * A process manager (流程管理): policies with a memory, one row a key. The row can be rebuilt at any time, and
 * rebuilding it gives no command. What waits is withdrawn by its key within the row.
 */
export interface ProcessManager<Row, Ev extends DomainEvent = DomainEvent> {
  readonly facts: Facts<Row, Ev>
  readonly policies: ReadonlyArray<Policy<Row, Ev>>
  /**
   * The types of events that change a row, by category; default: all that the facts read. What is neither
   * among them nor reacted to is passed over unread.
   */
  readonly moves?: Readonly<Record<string, ReadonlyArray<string>>>
  /** The events say all: there is never a row, the facts only tell by which key what waits is kept. */
  readonly isForgetful?: true
}

/** A manager, with the types of its rows and events forgotten. */
export type AnyManager = ProcessManager<unknown>
export type AnyPolicy = Policy<unknown>

/** A manager among a runner's, which gives each its own rows and events back. */
export const processManager = <Row, Ev extends DomainEvent>({
  facts: { name, version, from, keyOf, evolve },
  policies,
  isForgetful,
  moves,
}: ProcessManager<Row, Ev>): AnyManager => ({
  facts: {
    name,
    version,
    from,
    keyOf: keyOf as AnyManager['facts']['keyOf'],
    evolve: evolve as AnyManager['facts']['evolve'],
  },
  policies: policies.map((policy) => ({ ...policy, react: policy.react as AnyPolicy['react'] })),
  ...(isForgetful === undefined ? {} : { isForgetful }),
  ...(moves === undefined ? {} : { moves }),
})
