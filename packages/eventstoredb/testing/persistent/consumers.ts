/** The consumers of a group, and which of them gets an event. */
import { parseObject } from '../log/metadata.js'
import { originalRecord, type Resolved } from '../read/visible.js'

/** An event on its way through a group. */
export interface Message {
  /** Of the event, or of the link that it came by: what an ack names. */
  readonly id: string
  readonly resolved: Resolved
  readonly retries: number
  /** Whether it was parked before. */
  readonly isReplayed: boolean
  /** Where it stands in what the group reads, and the how manieth it is of it. */
  readonly place: number
  readonly sequence: number
  /** The place before it. */
  readonly previous: number | undefined
}

export interface Consumer {
  readonly name: string
  /** How many events may be with it without an ack. */
  readonly slots: number
  readonly inFlight: Map<string, Message>
  readonly deliver: (message: Message) => void
  /** Tells it that it is no consumer any more. */
  readonly drop: () => void
}

export interface Strategy {
  readonly added: (consumer: Consumer) => void
  readonly removed: (consumer: Consumer) => void
  /** Who gets it; `skip` where others may still get later ones, `full` where nobody can. */
  readonly choose: (message: Message) => Consumer | 'skip' | 'full'
}

const hasRoom = (consumer: Consumer): boolean => consumer.inFlight.size < consumer.slots

/** By turns, or always the first that has room. */
const byTurns = (turns: boolean): Strategy => {
  let queue: ReadonlyArray<Consumer> = []
  return {
    added: (consumer) => {
      queue = [...queue, consumer]
    },
    removed: (consumer) => {
      queue = queue.filter((other) => other !== consumer)
    },
    choose: () => {
      const chosen = queue.find(hasRoom)
      if (chosen === undefined) return 'full'
      if (turns) queue = [...queue.filter((other) => other !== chosen), chosen]
      return chosen
    },
  }
}

const BUCKETS = 1024

const bucketOf = (text: string): number => {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0
  return hash % BUCKETS
}

const sourceStream = ({ resolved }: Message): string =>
  (resolved.event ?? originalRecord(resolved))?.stream ?? ''

const correlation = (message: Message): string => {
  const record = message.resolved.event ?? message.resolved.link
  const id = record && parseObject(record.metadata)?.['$correlationId']
  return typeof id === 'string' ? id : sourceStream(message)
}

/** Keeps what belongs together with one consumer as long as it is there. */
const pinned = (keyOf: (message: Message) => string): Strategy => {
  const consumers = new Set<Consumer>()
  const owners = new Map<number, Consumer>()
  const owned = (consumer: Consumer): number =>
    [...owners.values()].filter((owner) => owner === consumer).length
  const assign = (bucket: number): Consumer | undefined => {
    const [least] = [...consumers].sort((a, b) => owned(a) - owned(b))
    if (least !== undefined) owners.set(bucket, least)
    return least
  }
  return {
    added: (consumer) => {
      consumers.add(consumer)
    },
    removed: (consumer) => {
      consumers.delete(consumer)
      for (const [bucket, owner] of owners) if (owner === consumer) owners.delete(bucket)
    },
    choose: (message) => {
      const bucket = bucketOf(keyOf(message))
      const owner = owners.get(bucket) ?? assign(bucket)
      if (owner === undefined || ![...consumers].some(hasRoom)) return 'full'
      return hasRoom(owner) ? owner : 'skip'
    },
  }
}

/** The strategy of that name; by turns where there is none. */
export const strategyOf = (name: string): Strategy => {
  switch (name) {
    case 'DispatchToSingle':
      return byTurns(false)
    case 'Pinned':
      return pinned(sourceStream)
    case 'PinnedByCorrelation':
      return pinned(correlation)
    default:
      return byTurns(true)
  }
}
