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

/** The appends of each stream, one after the other; streams may be written side by side. */
export const byStream = (
  window: ReadonlyArray<RecordedEvent>,
): ReadonlyArray<ReadonlyArray<Group>> => {
  const streams = new Map<string, RecordedEvent[]>()
  for (const event of window) {
    const known = streams.get(event.stream)
    if (known === undefined) streams.set(event.stream, [event])
    else known.push(event)
  }
  return [...streams.values()].map(appendsOf)
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
