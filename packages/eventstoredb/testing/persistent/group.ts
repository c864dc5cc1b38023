/**
 * The state machine of a group of competing consumers: what is read, delivered, acknowledged,
 * retried, parked and checkpointed. It is told the time, and does nothing by itself.
 */
import { originalRecord, type Resolved } from '../read/visible.js'

import { checkpointsOf, type Progress } from './checkpoints.js'
import { strategyOf, type Consumer, type Message } from './consumers.js'
import type { GroupSettings } from './settings.js'

/** What a group reads. */
export interface Source {
  /** What is next at or after a place; without an event where the filter leaves it out. */
  readonly from: (place: number) => Item | undefined
}

interface Item {
  readonly place: number
  readonly resolved?: Resolved
}

/** What a group does to the world. */
export interface Effects {
  readonly park: (resolved: Resolved, reason: string) => void
  readonly checkpoint: (place: number) => void
}

/** What a consumer says of an event that it can't handle. */
export type NackAction = 'park' | 'retry' | 'skip' | 'stop'

export interface Group {
  /** Reads what has come and hands it out. */
  readonly advance: (now: number) => void
  /** Retries what took too long, and writes a checkpoint where one is due. */
  readonly tick: (now: number) => void
  readonly add: (consumer: Consumer, now: number) => void
  readonly remove: (consumer: Consumer, now: number) => void
  readonly ack: (ids: ReadonlyArray<string>, now: number) => void
  readonly nack: (
    ids: ReadonlyArray<string>,
    action: NackAction,
    reason: string,
    now: number,
  ) => void
  /** Hands out again what was parked. */
  readonly replay: (parked: ReadonlyArray<Resolved>, now: number) => void
  readonly dropAll: () => void
  readonly consumers: () => ReadonlyArray<Consumer>
  readonly counts: () => Counts
}

interface Counts {
  readonly isLive: boolean
  readonly outstanding: number
  readonly buffered: number
  readonly retrying: number
  readonly checkpoint: number | undefined
  readonly lastKnown: number | undefined
}

interface Outstanding {
  readonly message: Message
  readonly expires: number
}

/** A group that goes on after `checkpoint`, or begins at `start` where there is none. */
export const groupOf = (
  settings: GroupSettings,
  source: Source,
  start: number,
  checkpoint: number | undefined,
  effects: Effects,
): Group => {
  const strategy = strategyOf(settings.strategy)
  const consumers = new Set<Consumer>()
  const outstanding = new Map<string, Outstanding>()
  let buffer: Array<Message> = []
  let retry: Array<Message> = []
  let cursor = checkpoint === undefined ? start : checkpoint + 1
  let sequence = 0
  let lastKnown = checkpoint
  const checkpoints = checkpointsOf(settings, checkpoint)
  let isLive = false

  const fill = (): void => {
    isLive = false
    while (buffer.length < settings.historyBufferSize) {
      const item = source.from(cursor)
      if (item === undefined) {
        isLive = true
        return
      }
      const { place, resolved } = item
      const original = resolved && originalRecord(resolved)
      sequence++
      if (resolved !== undefined && original !== undefined)
        buffer.push({
          id: original.id,
          resolved,
          retries: 0,
          isReplayed: false,
          place,
          sequence,
          previous: lastKnown,
        })
      lastKnown = place
      cursor = place + 1
    }
  }

  const begin = (consumer: Consumer, message: Message, now: number): void => {
    const expires = settings.messageTimeout === 0 ? Infinity : now + settings.messageTimeout
    consumer.inFlight.set(message.id, message)
    outstanding.set(message.id, { message, expires })
    consumer.deliver(message)
  }

  /** Hands out what it can of a list, and answers what is left of it; full is when nobody has room. */
  const handOut = (list: Array<Message>, now: number): { left: Array<Message>; full: boolean } => {
    const left: Array<Message> = []
    for (const [i, message] of list.entries()) {
      const chosen = strategy.choose(message)
      if (chosen === 'full') return { left: [...left, ...list.slice(i)], full: true }
      if (chosen === 'skip') left.push(message)
      else begin(chosen, message, now)
    }
    return { left, full: false }
  }

  const push = (now: number): void => {
    if (consumers.size === 0) return
    const retried = handOut(retry, now)
    retry = retried.left
    if (!retried.full) buffer = handOut(buffer, now).left
  }

  const advance = (now: number): void => {
    for (let before = -1; before !== cursor;) {
      before = cursor
      fill()
      push(now)
    }
  }

  const forget = (id: string): void => {
    outstanding.delete(id)
    for (const consumer of consumers) consumer.inFlight.delete(id)
  }

  const again = (message: Message): void => {
    forget(message.id)
    const next = { ...message, retries: message.retries + 1 }
    const at = message.isReplayed
      ? -1
      : retry.findIndex((other) => !other.isReplayed && message.place < other.place)
    retry = at < 0 ? [...retry, next] : retry.toSpliced(at, 0, next)
  }

  const park = (message: Message, reason: string): void => {
    effects.park(message.resolved, reason)
    forget(message.id)
  }

  const retryOrPark = (message: Message): void => {
    if (message.retries < settings.maxRetryCount) again(message)
    else park(message, `Reached retry count of ${String(settings.maxRetryCount)}`)
  }

  /** How far all is done: up to before the first that is not. */
  const done = (): Progress => {
    const pending = [...outstanding.values()].map((one) => one.message)
    const first = [...pending, ...retry, ...buffer.slice(0, 1)]
      .filter((message) => !message.isReplayed)
      .reduce<Message | undefined>((a, b) => (a && a.sequence < b.sequence ? a : b), undefined)
    return first === undefined
      ? { place: lastKnown, count: sequence }
      : { place: first.previous, count: first.sequence - 1 }
  }

  const tryCheckpoint = (isTick: boolean, now: number): void => {
    const place = checkpoints.due(done(), isTick, now)
    if (place !== undefined) effects.checkpoint(place)
  }

  const settle = (now: number): void => {
    tryCheckpoint(false, now)
    advance(now)
  }

  const nackOne = (id: string, action: NackAction, reason: string): void => {
    const message = outstanding.get(id)?.message
    if (message === undefined) return
    if (action === 'park') park(message, `Client explicitly NAK'ed message.\n${reason}`)
    else if (action === 'retry') retryOrPark(message)
    // stopped or skipped: gone
    else forget(id)
  }

  return {
    advance,
    tick: (now) => {
      for (const { message, expires } of [...outstanding.values()])
        if (expires <= now) retryOrPark(message)
      tryCheckpoint(true, now)
      advance(now)
    },
    add: (consumer, now) => {
      consumers.add(consumer)
      strategy.added(consumer)
      advance(now)
    },
    remove: (consumer, now) => {
      if (!consumers.delete(consumer)) return
      strategy.removed(consumer)
      const lost = [...consumer.inFlight.values()].sort((a, b) => a.sequence - b.sequence)
      for (const message of lost) again(message)
      advance(now)
    },
    ack: (ids, now) => {
      for (const id of ids) forget(id)
      settle(now)
    },
    nack: (ids, action, reason, now) => {
      for (const id of ids) nackOne(id, action, reason)
      settle(now)
    },
    replay: (parked, now) => {
      for (const resolved of parked) {
        const id = originalRecord(resolved)?.id ?? ''
        const base = { id, resolved, retries: 0, isReplayed: true }
        retry = [...retry, { ...base, place: -1, sequence: -1, previous: undefined }]
      }
      advance(now)
    },
    dropAll: () => {
      for (const consumer of consumers) consumer.drop()
      consumers.clear()
    },
    consumers: () => [...consumers],
    counts: () => ({
      isLive,
      outstanding: outstanding.size,
      buffered: buffer.length,
      retrying: retry.length,
      checkpoint: checkpoints.last(),
      lastKnown,
    }),
  }
}
