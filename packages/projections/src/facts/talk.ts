/** Who spoke when, the customer or a person of the desk: a part of a stream's row. */
import type { DomainEvent, EpochMs, EventId, RecordedEvent } from '@casetrail/core'
import type { ContactRecorded } from '@casetrail/core/case'

import { factOf, type Fact } from './fact.js'

/** A public message of the customer, or a public one by a person of the desk. */
interface Message extends Fact {
  readonly by: 'customer' | 'desk'
}

export interface Talk {
  /** By when they were sent; at most the last 200. */
  readonly messages: ReadonlyArray<Message>
  /** Turns that were let go: how many, and of when and by which answer the last of them is. */
  readonly older: { readonly count: number; readonly at: EpochMs; readonly id: EventId } | undefined
}

/** The customer's oldest message without an answer, and the answer. */
export interface Turn {
  readonly asked: Fact
  readonly answered: Fact | undefined
}

export const silence: Talk = { messages: [], older: undefined }

const KEPT = 200

const isContact = (event: DomainEvent): event is ContactRecorded => event.type === 'ContactRecorded'

const speaker = (event: DomainEvent): Message['by'] | undefined => {
  if (!isContact(event) || !event.public) return undefined
  if (event.direction === 'inbound') return 'customer'
  return event.by === 'human' ? 'desk' : undefined
}

/** In the order of their turns: the customer speaks, and is answered. */
export const turnsOf = ({ messages }: Talk): ReadonlyArray<Turn> => {
  const turns: Turn[] = []
  let asked: Message | undefined
  for (const message of messages) {
    if (message.by === 'customer') asked ??= message
    else if (asked !== undefined) {
      turns.push({ asked, answered: message })
      asked = undefined
    }
  }
  if (asked !== undefined) turns.push({ asked, answered: undefined })
  return turns
}

/** Without what says nothing to a turn, unless something earlier is recorded yet. */
const thinned = (messages: ReadonlyArray<Message>): ReadonlyArray<Message> =>
  messages.filter(({ by }, i) => by !== (messages[i - 1]?.by ?? 'desk'))

const capped = (talk: Talk): Talk => {
  if (talk.messages.length <= KEPT) return talk
  const messages = thinned(talk.messages)
  const answer = messages[1]
  if (messages.length <= KEPT || answer === undefined) return { ...talk, messages }
  const { count, at } = talk.older ?? { count: 0, at: -Infinity }
  const last = talk.older !== undefined && at > answer.at ? talk.older : answer
  return { messages: messages.slice(2), older: { count: count + 1, at: last.at, id: last.id } }
}

/** The talk after an event; the same value where nobody spoke. */
export const talkAfter = (talk: Talk, seen: RecordedEvent): Talk => {
  const by = speaker(seen.event)
  if (by === undefined) return talk
  const { messages, older } = talk
  const { at, id, timeUnknown } = factOf(seen)
  let place = messages.length
  for (let last = messages[place - 1]; last !== undefined && last.at > at;) {
    place -= 1
    last = messages[place - 1]
  }
  return capped({ messages: messages.toSpliced(place, 0, { at, id, timeUnknown, by }), older })
}
