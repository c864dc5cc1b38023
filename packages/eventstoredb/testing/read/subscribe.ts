/** Catch-up subscriptions: history page by page, then what is appended. */
import { randomUUID } from 'node:crypto'
import { setImmediate as breath, setTimeout as sleep } from 'node:timers/promises'

import type { Host } from '../call.js'
import type { StoredRecord } from '../log/record.js'
import { TOMBSTONE } from '../wire/protobuf.js'
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
} from '../wire/responses.js'
import { handlerThrew, streamDeleted, tooSlow } from '../wire/status.js'

import type { Asked } from './asked.js'
import { allowedBy, type Allowed } from './filter.js'
import type { Outlet } from './outlet.js'
import { indexOf } from './records.js'
import { resolve, viewOf } from './visible.js'

/** How long a consumer may take nothing, with the queue full, before it is dropped. Milliseconds. */
const PATIENCE = 50
/** How often a stream that is not there is looked for. Milliseconds. */
const POLL = 50

/** What a subscription follows: a place in the log, which goes on. */
interface Cursor {
  /** Hands over the next record, and answers what is to be done before the one after it. */
  readonly step: () => 'idle' | 'more' | 'full' | 'pass' | 'over'
  /** How many records lie before it. */
  readonly behind: () => number
}

/** Wakes a sleeper once for any number of calls. */
const bell = (): { readonly ring: () => void; readonly rung: () => Promise<void> } => {
  let rings = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      rings = true
      wake?.()
    },
    rung: () =>
      new Promise((done) => {
        wake = () => {
          rings = false
          wake = undefined
          done()
        }
        if (rings) wake()
      }),
  }
}

/** Waits until more may be written; drops a live consumer that takes nothing while its queue is full. */
const patiently = async (host: Host, outlet: Outlet, cursor: Cursor): Promise<void> => {
  const watch = setInterval(() => {
    if (cursor.behind() > host.liveQueue) outlet.fail(tooSlow())
  }, PATIENCE).unref()
  await outlet.drained()
  clearInterval(watch)
}

/** From here on the subscription is live. */
const follow = async (host: Host, outlet: Outlet, cursor: Cursor): Promise<void> => {
  const { ring, rung } = bell()
  const unwatch = host.log.watch(ring)
  outlet.onClosed(() => {
    unwatch()
    ring()
  })
  if (host.has('caughtUp')) outlet.write(caughtUpMessage)
  while (outlet.isOpen()) {
    const went = cursor.step()
    if (went === 'over') return
    if (went === 'full') await patiently(host, outlet, cursor)
    if (went === 'pass') await breath()
    if (went === 'idle') await rung()
  }
}

const catchUp = async (outlet: Outlet, cursor: Cursor): Promise<boolean> => {
  while (outlet.isOpen()) {
    const went = cursor.step()
    if (went === 'idle') return true
    if (went === 'over') return false
    if (went === 'full') await outlet.drained()
    if (went === 'pass') await breath()
  }
  return false
}

const streamCursor = (
  host: Host,
  { stream, links }: Asked & { readonly stream: string },
  outlet: Outlet,
  after: number,
): Cursor => {
  const { log } = host
  let next = after + 1
  let tombstoneFrom = log.size()
  const tombstone = (): StoredRecord | undefined => {
    for (; tombstoneFrom < log.size(); tombstoneFrom++) {
      const record = log.at(tombstoneFrom)
      if (record?.stream === stream && record.revision >= TOMBSTONE) return record
    }
    return undefined
  }
  return {
    behind: () => log.last(stream) - next,
    step: () => {
      const view = viewOf(log, stream)
      if (view._tag === 'Deleted') {
        const record = tombstone()
        if (record !== undefined) outlet.write(eventMessage({ event: record }))
        outlet.fail(streamDeleted(stream))
        return 'over'
      }
      if (view._tag === 'Missing') return 'idle'
      next = Math.max(next, view.first)
      const record = log.event(stream, next)
      if (record === undefined) return 'idle'
      next++
      return outlet.write(eventMessage(resolve(log, record, links))) ? 'more' : 'full'
    },
  }
}

/** A subscription to one stream. Resolves when it is over. */
export const subscribeToStream = async (
  host: Host,
  asked: Asked & { readonly stream: string },
  outlet: Outlet,
): Promise<void> => {
  const { stream, from } = asked
  const { log } = host
  if (viewOf(log, stream)._tag === 'Deleted') throw streamDeleted(stream)
  const after = from === 'start' ? -1 : from === 'end' ? log.last(stream) : from
  outlet.write(confirmationMessage(randomUUID()))
  const cursor = streamCursor(host, asked, outlet, after)
  if (from !== 'end') {
    // of a stream that is not there the server does not say that it has been caught up with
    while (viewOf(log, stream)._tag === 'Missing' && outlet.isOpen()) await sleep(POLL)
    if (!(await catchUp(outlet, cursor))) return
  }
  await follow(host, outlet, cursor)
}

const ALL: Allowed = () => true

/** Writes a checkpoint where one is due; answers whether more may be written. */
interface Checkpoints {
  readonly catchingUp: (record: StoredRecord, matches: boolean) => boolean
  readonly live: (record: StoredRecord) => boolean
}

const checkpoints = (
  { log }: Host,
  { filter }: Asked,
  outlet: Outlet,
  start: number,
): Checkpoints => {
  const window = filter?.window ?? Infinity
  const interval = filter === undefined ? Infinity : window * filter.interval
  let considered = 0
  let inPage = 0
  let pageStart = start
  let lastMatch: number | undefined
  return {
    // at the end of a page: its last match, or where it began, which has no prepare position
    catchingUp: (record, matches) => {
      considered++
      if (matches) lastMatch = record.position
      if (++inPage < window) return true
      const due = considered >= interval
      const more = !due || outlet.write(checkpointMessage(lastMatch ?? pageStart, lastMatch ?? 0))
      if (due) considered %= interval
      inPage = 0
      lastMatch = undefined
      pageStart = log.at(log.seek(record.position + 1))?.position ?? log.end()
      return more
    },
    live: (record) => {
      if (++considered < interval) return true
      considered = 0
      return outlet.write(checkpointMessage(record.position, record.position))
    },
  }
}

/** How many records that nobody asked for are passed over at a time. */
const PASSED = 1000

/** A subscription to $all, filtered or not. Resolves when it is over. */
export const subscribeToAll = async (host: Host, asked: Asked, outlet: Outlet): Promise<void> => {
  const { from, filter, links } = asked
  const { log } = host
  const allowed = filter === undefined ? ALL : allowedBy(filter)
  const start = typeof from === 'number' ? from : 0
  // what stands at the position is not wanted again, whether it was an event's or a checkpoint
  const at = start === 0 ? -1 : indexOf(log, start)
  if (at === undefined) throw handlerThrew()
  let next = from === 'end' ? log.size() : at + 1
  const pageStart = start === 0 ? 0 : (log.at(next)?.position ?? log.end())
  const checkpoint = checkpoints(host, asked, outlet, pageStart)
  let isLive = from === 'end'
  outlet.write(confirmationMessage(randomUUID()))
  const cursor: Cursor = {
    behind: () => log.size() - next,
    step: () => {
      for (let passed = 0; passed < PASSED; passed++) {
        const record = log.at(next)
        if (record === undefined) return 'idle'
        next++
        const matches = allowed(record)
        const sent = !matches || outlet.write(eventMessage(resolve(log, record, links)))
        const more = isLive ? checkpoint.live(record) : checkpoint.catchingUp(record, matches)
        if (!sent || !more) return outlet.isOpen() ? 'full' : 'over'
        if (matches) return 'more'
      }
      return 'pass'
    },
  }
  if (!isLive && !(await catchUp(outlet, cursor))) return
  isLive = true
  await follow(host, outlet, cursor)
}
