/** Windows of a history, and what of one goes into the target by one append. */
import { Buffer } from 'node:buffer'

import type { RecordedEvent } from '@casetrail/core'

/** Events of one stream that follow one another. */
export type Group = readonly [RecordedEvent, ...RecordedEvent[]]

/** Events of a window; more where a command led to more. */
export const WINDOW = 2_000

/** A server takes a megabyte in one append, data and metadata and all. */
const MOST_BYTES = 900_000

const bytesOf = ({ event, metadata, recordedAt }: RecordedEvent): number =>
  Buffer.byteLength(JSON.stringify([event, metadata, recordedAt]))

/** Whether two events, one after the other, were appended by one command. */
const isOne = (a: RecordedEvent, b: RecordedEvent): boolean =>
  a.stream === b.stream && a.metadata.commandId === b.metadata.commandId

/** Collects events; hands them over when there are enough, and never a part of what one command led to. */
export interface Collected {
  readonly add: (event: RecordedEvent) => ReadonlyArray<RecordedEvent> | undefined
  readonly rest: () => ReadonlyArray<RecordedEvent>
}

export const collecting = (size: number): Collected => {
  let events: RecordedEvent[] = []
  const take = (): ReadonlyArray<RecordedEvent> => {
    const taken = events
    events = []
    return taken
  }
  return {
    add: (event) => {
      const last = events.at(-1)
      const isFull = events.length >= size && last !== undefined && !isOne(last, event)
      const full = isFull ? take() : undefined
      events.push(event)
      return full
    },
    rest: take,
  }
}

/** What the events of one stream come to as appends, each of whole commands and of no more than the limit. */
const appendsOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Group> => {
  const appends: [RecordedEvent, ...RecordedEvent[]][] = []
  let bytes = 0
  let command: [RecordedEvent, ...RecordedEvent[]] | undefined
  const close = (): void => {
    if (command === undefined) return
    const size = command.reduce((sum, event) => sum + bytesOf(event), 0)
    const last = appends.at(-1)
    if (last === undefined || bytes + size > MOST_BYTES) {
      appends.push(command)
      bytes = size
    } else {
      last.push(...command)
      bytes += size
    }
    command = undefined
  }
  for (const event of events) {
    if (command !== undefined && isOne(command[0], event)) command.push(event)
    else {
      close()
      command = [event]
    }
  }
  close()
  return appends
}

/** The appends in the order of the events: each time another stream comes, another append. */
export const inOrder = (window: ReadonlyArray<RecordedEvent>): ReadonlyArray<Group> => {
  const runs: RecordedEvent[][] = []
  for (const event of window) {
    const last = runs.at(-1)
    if (last?.[0]?.stream === event.stream) last.push(event)
    else runs.push([event])
  }
  return runs.flatMap(appendsOf)
}

/** Which of the names in a window belong together; each is known by one of them. */
const families = (): {
  readonly of: (name: string) => string
  readonly join: (a: string, b: string) => void
} => {
  const parents = new Map<string, string>()
  const of = (name: string): string => {
    let root = name
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next
    return root
  }
  const join = (a: string, b: string): void => {
    const [x, y] = [of(a), of(b)]
    if (x !== y) parents.set(x, y)
  }
  return { of, join }
}

/**
 * The appends of each story, in the order of its events: a story is what shares a correlation or a stream.
 * Stories may be written side by side.
 */
export const byStory = (
  window: ReadonlyArray<RecordedEvent>,
): ReadonlyArray<ReadonlyArray<Group>> => {
  const together = families()
  const nameOf = ({ metadata }: RecordedEvent): string => `\u001f${metadata.correlationId}`
  for (const event of window) together.join(event.stream, nameOf(event))
  const stories = new Map<string, RecordedEvent[]>()
  for (const event of window) {
    const story = together.of(event.stream)
    const known = stories.get(story)
    if (known === undefined) stories.set(story, [event])
    else known.push(event)
  }
  return [...stories.values()].map(inOrder)
}
