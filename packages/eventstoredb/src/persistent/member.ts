/** One member of a group of consumers: joins, handles what it is given, and joins again after every failure. */
import * as E from 'fp-ts/lib/Either.js'
import {
  START,
  fromEpochMs,
  type Instant,
  type RecordedEvent,
  type Unavailable,
} from '@casetrail/core'
import type { OnceRunner } from '@casetrail/core/policy'
import type { Position as Pair } from '@eventstore/db-client'
import type { IO } from 'fp-ts/lib/IO.js'

import type { Linked } from '../connection/client.js'
import { failureOf, typeOf, unavailableBy, type Failure } from '../connection/failure.js'
import { backOffMs } from '../read/back-off.js'
import type { Reading } from '../read/call.js'
import type { LiveRead, LiveState } from '../read/health.js'
import { pause, type Stop } from '../read/stop.js'

import { consume } from './consume.js'
import { deliveries, type Counts } from './deliver.js'
import {
  askGroup,
  beginOf,
  handledBy,
  readsOther,
  readyGroup,
  type GroupReadsOther,
  type Told,
} from './group.js'
import type { Group } from './settings.js'

export type CompetingError = Unavailable | GroupReadsOther

export interface Membership {
  readonly linked: Linked
  readonly group: Group
  readonly runner: OnceRunner
  readonly now: IO<Instant>
  readonly bufferSize: number
  readonly patienceMs: number
  readonly heartbeatMs: number
  readonly onParked?: (seen: RecordedEvent, reason: string) => void
}

export interface Member {
  /** Until it is stopped. */
  readonly run: () => Promise<E.Either<CompetingError, Counts>>
  readonly counts: IO<Counts>
  readonly read: IO<LiveRead>
}

const isLasting = (thrown: unknown, failure: Failure): boolean =>
  failure.lasting || typeOf(thrown) === 'unsupported'

export const member = (by: Membership, stop: Stop): Member => {
  const { linked, group, runner, now, bufferSize, patienceMs, heartbeatMs, onParked } = by
  const since = (): Instant => fromEpochMs(Date.now())
  let read: LiveRead = {
    of: `group ${group.name}`,
    state: { _tag: 'Connecting' },
    since: since(),
    last: START,
  }
  /** How far the group has come, and where it began, as the server last said. */
  let known: Pair | undefined
  let begin: Pair | undefined
  let failures = 0
  let isFirst = true

  const enter = (state: LiveState): void => {
    if (read.state._tag === state._tag && state._tag !== 'Retrying') return
    read = { ...read, state, since: since() }
  }
  const note = (told: Told): void => {
    begin = beginOf(told)
    known = handledBy(told) ?? known ?? begin
  }
  const { handle, settled, counts } = deliveries({
    runner,
    now,
    stop,
    messageTimeoutMs: group.settings.messageTimeout,
    begin: () => begin,
    at: (position) => {
      if (position > read.last) read = { ...read, last: position }
    },
    ...(onParked === undefined ? {} : { onParked }),
  })
  const asking: Reading = { linked, stop, patienceMs, heartbeatMs, alive: () => undefined }
  const reading: Reading = {
    ...asking,
    alive: () => {
      failures = 0
    },
  }

  const attempt = async (): Promise<GroupReadsOther | undefined> => {
    // two consumers that want other settings would drop one another for ever
    const told = await readyGroup(asking, group, known, isFirst)
    const other = isFirst ? await readsOther(asking, group) : undefined
    if (other !== undefined) return other
    isFirst = false
    note(told)
    await consume({
      reading,
      group: group.name,
      bufferSize,
      handle,
      beat: async () => {
        note(await askGroup(asking, group))
      },
      live: () => {
        enter({ _tag: 'Live' })
      },
    })
    return undefined
  }

  const untilStopped = async (): Promise<E.Either<CompetingError, unknown>> => {
    while (stop.why() === undefined) {
      try {
        const other = await attempt()
        if (other !== undefined) return E.left(other)
      } catch (thrown) {
        const failure = failureOf(thrown)
        const reason = linked.redact(failure.reason)
        if (isLasting(thrown, failure)) {
          return E.left(unavailableBy(linked.name, { ...failure, reason }))
        }
        failures += 1
        const nextMs = backOffMs(failures)
        enter({ _tag: 'Retrying', reason, attempt: failures, nextMs })
        await pause(nextMs, stop)
      }
    }
    return E.right(undefined)
  }

  return {
    run: async () => {
      const done = await untilStopped()
      await settled()
      return E.isLeft(done) ? done : E.right(counts())
    },
    counts,
    read: () => read,
  }
}
