/** What groups of consumers could not handle: listed, shown, given again. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { nearest, type Unavailable } from '@casetrail/core'
import type { EventStoreDBClient } from '@eventstore/db-client'

import { linkTo, type Linked } from '../connection/client.js'
import { failureOf, unavailableBy } from '../connection/failure.js'
import type { ConnectionProblem } from '../connection/problem.js'
import type { Reading } from '../read/call.js'
import { makeClosing } from '../read/stop.js'

import { isMissing } from './group.js'
import { parkedBy, readParked, type ParkedEvent, type ParkedGroup } from './parked-read.js'

/** There is no group of that name. */
export interface UnknownGroup {
  readonly _tag: 'UnknownGroup'
  readonly group: string
  readonly known: ReadonlyArray<string>
  readonly nearest?: string
}

/** The group has parked no event of that number, or it was replayed. */
export interface NotParked {
  readonly _tag: 'NotParked'
  readonly group: string
  readonly number: number
}

export interface ParkedOptions {
  /** Allows `tls=false` to other hosts than loopback; default false. */
  readonly insecure?: boolean
  /** How long the server may be silent, in ms; default 10,000. */
  readonly patienceMs?: number
}

export interface ParkedQuery {
  /** Only of this group. */
  readonly group?: string
  /** How many events of each group; default 100. */
  readonly limit?: number
}

export interface Replayed {
  readonly group: string
  /** How many were given to the group's consumers again. */
  readonly events: number
}

export interface ParkedEvents {
  /** The groups over all, by name. Rejects `UnknownGroup`. */
  readonly list: (
    query?: ParkedQuery,
  ) => TaskEither<Unavailable | UnknownGroup, ReadonlyArray<ParkedGroup>>
  /** Rejects `UnknownGroup`, `NotParked`. */
  readonly show: (
    group: string,
    number: number,
  ) => TaskEither<Unavailable | UnknownGroup | NotParked, ParkedEvent>
  /**
   * Gives the first `most` again, or all; each leaves the list, and joins it anew at its end if it fails
   * again. The server keeps what it replays in memory: what its consumers have not handled when it ends is
   * in the log only. Rejects `UnknownGroup`.
   */
  readonly replay: (
    group: string,
    most?: number,
  ) => TaskEither<Unavailable | UnknownGroup, Replayed>
  /** Disposes of the client that it made. */
  readonly close: () => Promise<void>
}

const LISTED = 100

const groupsOn = async ({ client }: Linked): Promise<ReadonlyArray<string>> => {
  try {
    const groups = await client.listPersistentSubscriptionsToAll()
    return groups.map(({ groupName }) => groupName).sort()
  } catch (thrown) {
    if (isMissing(thrown)) return []
    throw thrown
  }
}

const unknown = (group: string, known: ReadonlyArray<string>): UnknownGroup => {
  const near = nearest(group, known)
  const error = { _tag: 'UnknownGroup', group, known } as const
  return near === undefined ? error : { ...error, nearest: near }
}

/**
 * What the groups of consumers of a server have parked. Needs a user who may manage them, where there are
 * users. Rejects a connection with mistakes as `ConnectionProblem`.
 *
 * @example
 * import { parkedEvents } from '@casetrail/eventstoredb'
 *
 * const parked = parkedEvents('esdb://127.0.0.1:2113?tls=false')
 * if (parked._tag === 'Right') {
 *   const groups = await parked.right.list()()
 *   await parked.right.close()
 * }
 */
export const parkedEvents = (
  connection: string | EventStoreDBClient,
  { insecure = false, patienceMs = 10_000 }: ParkedOptions = {},
): E.Either<ConnectionProblem, ParkedEvents> => {
  const linked = linkTo(connection, insecure)
  if (E.isLeft(linked)) return linked
  const { client, name, own, redact } = linked.right
  const closing = makeClosing()
  const reading: Reading = {
    linked: linked.right,
    stop: closing.stopOf(undefined),
    patienceMs,
    heartbeatMs: patienceMs,
    alive: () => undefined,
  }

  const asked =
    <L, A>(work: () => Promise<E.Either<L, A>>): TaskEither<Unavailable | L, A> =>
    async () => {
      try {
        return await work()
      } catch (thrown) {
        const failure = failureOf(thrown)
        return E.left(unavailableBy(name, { ...failure, reason: redact(failure.reason) }))
      }
    }

  const found = async (group: string): Promise<UnknownGroup | undefined> => {
    const known = await groupsOn(linked.right)
    return known.includes(group) ? undefined : unknown(group, known)
  }

  return E.right({
    list: ({ group, limit = LISTED } = {}) =>
      asked(async () => {
        const known = await groupsOn(linked.right)
        if (group !== undefined && !known.includes(group)) return E.left(unknown(group, known))
        const groups: ParkedGroup[] = []
        for (const one of group === undefined ? known : [group]) {
          groups.push(await parkedBy(reading, one, Math.max(1, limit)))
        }
        return E.right(groups)
      }),
    show: (group, number) =>
      asked(async () => {
        const missing = await found(group)
        if (missing !== undefined) return E.left(missing)
        const notParked: NotParked = { _tag: 'NotParked', group, number }
        if (!Number.isSafeInteger(number) || number < 0) return E.left(notParked)
        const query = { direction: 'forwards', from: number, most: 1 } as const
        const [event] = await readParked(reading, group, query)
        return event?.number === number ? E.right(event) : E.left(notParked)
      }),
    replay: (group, most) =>
      asked(async () => {
        const missing = await found(group)
        if (missing !== undefined) return E.left(missing)
        const { count, events } = await parkedBy(reading, group, 1)
        const [first] = events
        const replayed = Math.min(count, most ?? count)
        if (first === undefined || replayed < 1) return E.right({ group, events: 0 })
        // the server counts from the first that it ever parked, and stops before that one
        const stopAt = first.number + replayed
        await client.replayParkedMessagesToAll(group, replayed === count ? {} : { stopAt })
        return E.right({ group, events: replayed })
      }),
    close: async () => {
      closing.close()
      if (own) await client.dispose()
    },
  })
}
