/** Who may do what on a server with users: looked at, and set as recommended. */
import { randomUUID } from 'node:crypto'

import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { AppendError, Unavailable } from '@casetrail/core'
import type { EventStoreDBClient } from '@eventstore/db-client'

import { documentIn, metadataOf, rewrite, type SystemDocument } from '../append/metadata.js'
import { linkTo } from '../connection/client.js'
import { failureOf, unavailableBy } from '../connection/failure.js'
import type { ConnectionProblem } from '../connection/problem.js'

import {
  accessChanges,
  invalidAccess,
  withChanges,
  type Access,
  type AccessChange,
  type InvalidAccess,
  type ServerDocuments,
} from './recommended.js'

export interface ServerAccessOptions {
  /** Allows `tls=false` to other hosts than loopback; default false. */
  readonly insecure?: boolean
}

export interface ServerAccess {
  /** What setting the access would change; nothing is written. Rejects `InvalidAccess`. */
  readonly plan: (
    access: Access,
  ) => TaskEither<Unavailable | InvalidAccess, ReadonlyArray<AccessChange>>
  /**
   * Sets the access, and answers what it has changed. What fails in between may be run again. Rejects
   * `InvalidAccess`.
   */
  readonly set: (
    access: Access,
  ) => TaskEither<AppendError | InvalidAccess, ReadonlyArray<AccessChange>>
  /** Disposes of the client that it made. */
  readonly close: () => Promise<void>
}

const SETTINGS: SystemDocument = { stream: '$settings', type: '$settings' }
const ALL = metadataOf('$all')
const PARTS = [
  ['streams', 'settings', SETTINGS],
  ['$all', 'all', ALL],
] as const

/**
 * The recommended access on a server with users: some write and read, some only read, and nobody but
 * admins deletes streams or changes their metadata. It is the default of all streams that say nothing
 * themselves, those of other programs too: EventStoreDB has none by category. Names that have a right
 * already keep it; only "everybody" loses it. Needs an admin.
 *
 * Whoever may read `$all`, as figures need to, reads all that is in the log, the server's own records of
 * its users with them: names, and salted hashes of passwords.
 *
 * Rejects a connection with mistakes as `ConnectionProblem`.
 *
 * @see https://developers.eventstore.com/server/v24.10/security/user-authorization.html
 * @example
 * import { serverAccess } from '@casetrail/eventstoredb'
 *
 * const access = serverAccess('esdb://127.0.0.1:2113?tls=false')
 * if (access._tag === 'Right') {
 *   const changes = await access.right.plan({ write: ['desk'], read: ['analysts'] })()
 *   await access.right.close()
 * }
 */
export const serverAccess = (
  connection: string | EventStoreDBClient,
  { insecure = false }: ServerAccessOptions = {},
): E.Either<ConnectionProblem, ServerAccess> => {
  const linked = linkTo(connection, insecure)
  if (E.isLeft(linked)) return linked
  const { client, name, own, redact } = linked.right
  const write = rewrite(linked.right, randomUUID)

  const look = async (): Promise<E.Either<Unavailable, ServerDocuments>> => {
    try {
      const settings = await documentIn(linked.right, SETTINGS)
      return E.right({ settings, all: await documentIn(linked.right, ALL) })
    } catch (thrown) {
      const failure = failureOf(thrown)
      return E.left(unavailableBy(name, { ...failure, reason: redact(failure.reason) }))
    }
  }

  const plan: ServerAccess['plan'] = (access) => async () => {
    const invalid = invalidAccess(access)
    if (invalid !== undefined) return E.left(invalid)
    const found = await look()
    return E.isLeft(found) ? found : E.right(accessChanges(found.right, access))
  }

  const set: ServerAccess['set'] = (access) => async () => {
    const invalid = invalidAccess(access)
    if (invalid !== undefined) return E.left(invalid)
    const found = await look()
    if (E.isLeft(found)) return found
    const changes = accessChanges(found.right, access)
    for (const [of, key, document] of PARTS) {
      if (!changes.some((change) => change.of === of)) continue
      // of what is there when it is written, should another have been faster
      const written = await write(document, (data) =>
        withChanges(data, of, accessChanges({ ...found.right, [key]: data }, access)),
      )()
      if (E.isLeft(written)) return written
    }
    return E.right(changes)
  }

  return E.right({
    plan,
    set,
    close: async () => {
      if (own) await client.dispose()
    },
  })
}
