/** A command that waits. */
import type { Command } from '../decider/message.js'
import type { EventId } from '../store/port.js'
import type { Instant } from '../time/index.js'

/** A dispatch that waits, at once or until later. JSON. */
export interface Waiting {
  readonly commandId: string
  readonly policy: string
  /** The event that the policy reacted to. */
  readonly cause: EventId
  readonly category: string
  readonly id: string
  readonly command: Command
  readonly correlationId: string
  readonly notBefore: Instant
  readonly key?: string
  /** Of two at the same instant, which is sent first: by the place of the cause. */
  readonly order: string
  /** Which of the policy's commands it is. */
  readonly n: number
  /** How many refusals led to it. */
  readonly attempt: number
  /** How many commands of policies led to it, one soon after the other, with itself. */
  readonly hops: number
}

/** A look at the clock is no dispatch: given twice it changes nothing, and only its failing is answered. */
export const isTick = ({ command }: Waiting): boolean => command.type === 'CheckDeadlines'
