/** What it takes to ask policies and to send what they want. */
import type { Kept } from '../decider/kept.js'
import type { EventStore } from '../store/port.js'
import type { Instant } from '../time/index.js'

import type { Answer } from './answer.js'
import type { Reading } from './lanes.js'
import type { AnyPolicy } from './policy.js'
import type { CarryOut } from './send.js'
import type { Waiting, WaitingList } from './waiting.js'

/** Where commands are given, and who is told of it. */
export interface SendSetting {
  readonly store: EventStore
  readonly carryOut: CarryOut
  /** Told of each command that this runner was the first to answer. */
  readonly onAnswer?: (waiting: Waiting, answer: Answer) => void
}

export interface Sending {
  readonly setting: SendSetting
  readonly reading: Reading
  readonly policies: ReadonlyMap<string, AnyPolicy>
  readonly waiting: WaitingList
  /** How many commands of policies led to a command, with itself, by its id. */
  readonly hops: Kept<number>
  /** As of which it is run. */
  readonly now: Instant
}
