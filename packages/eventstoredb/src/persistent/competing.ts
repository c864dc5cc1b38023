/**
 * Policies without a row, run by competing consumers: each event goes to one of them, at least once and in
 * no order. What follows from an event has the same ids whoever handles it, so it is done once.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { RecordedEvent } from '@casetrail/core'
import { onceRunner, type NeedsRow, type OnceSetting } from '@casetrail/core/policy'
import type { EventStoreDBClient } from '@eventstore/db-client'

import { linkTo } from '../connection/client.js'
import type { ConnectionProblem } from '../connection/problem.js'
import type { LiveRead } from '../read/health.js'
import { makeClosing } from '../read/stop.js'

import type { Counts } from './deliver.js'
import { member, type CompetingError, type Member } from './member.js'
import { groupName, settingsOf, type Group } from './settings.js'

export interface CompetingOptions {
  /**
   * The group that the consumers share; default: after the policies, and the categories that they listen
   * to. What a group reads can't be changed: a set that listens to others needs another name.
   */
  readonly group?: string
  /** How many events this consumer may have under way; default 32. */
  readonly bufferSize?: number
  /**
   * How often an event comes again, before the server parks it, where the store could not be asked, or a
   * consumer that had it was lost; default 10.
   */
  readonly maxRetryCount?: number
  /** How long an event may take before it is given to another consumer, in ms; default 30,000. */
  readonly messageTimeoutMs?: number
  /** Allows `tls=false` to other hosts than loopback; default false. */
  readonly insecure?: boolean
  /** How long the server may be silent while a consumer joins, in ms; default 10,000. */
  readonly patienceMs?: number
  /** How often it is asked whether it is there, in ms; default 3,000. */
  readonly heartbeatMs?: number
  /** Told of each event that this consumer has parked, and why. */
  readonly onParked?: (seen: RecordedEvent, reason: string) => void
}

/** How a consumer fares. */
export interface CompetingHealth extends Counts {
  /** Whether it takes events, or begins to. */
  readonly ok: boolean
  /** Its subscription; undefined while it is not run. */
  readonly read: LiveRead | undefined
}

export interface CompetingPolicies {
  readonly group: string
  /**
   * Joins the group, which is made where there is none and begins at the head, and handles events until the
   * signal is aborted; what is under way then is ended first. Gives what was done. One run at a time.
   *
   * Whatever may pass is tried again. Rejects lasting faults as `Unavailable`, a group that reads other
   * categories as `GroupReadsOther`.
   */
  readonly run: (signal: AbortSignal) => TaskEither<CompetingError, Counts>
  readonly health: () => CompetingHealth
  /** Ends what is run, and disposes of the client that it made; one that was given stays open. */
  readonly close: () => Promise<void>
}

const NONE: Counts = { handled: 0, retried: 0, parked: 0, underWay: 0 }

/**
 * Runs the policies of forgetful managers on the events that a group of consumers is given: start as many
 * as are needed, in as many processes. An event that can't be handled is parked with the reason, and comes
 * again by `parkedEvents`.
 *
 * Rejects a connection with mistakes as `ConnectionProblem`, a manager that needs rows as `NeedsRow`: those
 * follow by `policyRunner`.
 *
 * @example
 * import { competingPolicies, eventStoreDb } from '@casetrail/eventstoredb'
 * import { readyCalendars } from '@casetrail/core/calendar'
 * import { deskAggregates } from '@casetrail/core/desk'
 * import { deskCarryOut, deskPolicies } from '@casetrail/core/policy'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * const connection = 'esdb://127.0.0.1:2113?tls=false'
 *
 * const consume = async (signal: AbortSignal): Promise<void> => {
 *   const opened = eventStoreDb(connection)
 *   if (opened._tag === 'Left') return
 *   const store = opened.right
 *   const carryOut = deskCarryOut(store, deskAggregates([retail2025], readyCalendars))
 *   const managers = deskPolicies([retail2025]).filter(({ facts }) => facts.name === 'desk.interruption')
 *   const made = competingPolicies(connection, { store, carryOut, managers })
 *   if (made._tag === 'Right') {
 *     await made.right.run(signal)()
 *     await made.right.close()
 *   }
 *   await store.close()
 * }
 */
export const competingPolicies = (
  connection: string | EventStoreDBClient,
  setting: OnceSetting,
  options: CompetingOptions = {},
): E.Either<ConnectionProblem | NeedsRow, CompetingPolicies> => {
  const runner = onceRunner(setting)
  if (E.isLeft(runner)) return runner
  const linked = linkTo(connection, options.insecure === true)
  if (E.isLeft(linked)) return linked
  const { bufferSize = 32, maxRetryCount = 10, messageTimeoutMs = 30_000, onParked } = options
  const { patienceMs = 10_000, heartbeatMs = 3_000 } = options
  const { categories } = runner.right
  const group: Group = {
    name: options.group ?? groupName(setting.managers, categories),
    categories,
    settings: settingsOf({ maxRetryCount, messageTimeoutMs }),
  }
  const closing = makeClosing()
  const running = new Set<Promise<unknown>>()
  let current: Member | undefined
  let last = NONE

  const run = async (signal: AbortSignal): Promise<E.Either<CompetingError, Counts>> => {
    const membership = {
      linked: linked.right,
      group,
      runner: runner.right,
      now: setting.store.boundary.now,
      bufferSize,
      patienceMs,
      heartbeatMs,
      ...(onParked === undefined ? {} : { onParked }),
    }
    // one listener at the signal, however many events wait for it
    const ending = makeClosing()
    const forget = closing.stopOf(signal).whenStopped(ending.close)
    if (signal.aborted || closing.isClosed()) ending.close()
    const mine = member(membership, ending.stopOf(undefined))
    current = mine
    const done = await mine.run().finally(forget)
    last = mine.counts()
    if (current === mine) current = undefined
    return done
  }

  return E.right({
    group: group.name,
    run: (signal) => () => {
      const done = run(signal)
      running.add(done)
      void done.finally(() => running.delete(done))
      return done
    },
    health: () => {
      const read = current?.read()
      const ok = read !== undefined && read.state._tag !== 'Retrying'
      return { ...(current?.counts() ?? last), ok, read }
    },
    close: async () => {
      closing.close()
      await Promise.all(running)
      if (linked.right.own) await linked.right.client.dispose()
    },
  })
}
