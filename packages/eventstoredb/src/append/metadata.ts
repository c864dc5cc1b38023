/** Changing a stream's metadata: the client's own call replaces them all, and answers no usable revision. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { isFields, type AppendError, type Appended, type StreamName } from '@casetrail/core'

import type { Linked } from '../connection/client.js'
import { typeOf } from '../connection/failure.js'

import { errorOf, send } from './append.js'

/** Who may do what with a stream: names of users and roles. */
export interface StreamAcl {
  readonly readRoles?: ReadonlyArray<string>
  readonly writeRoles?: ReadonlyArray<string>
  readonly deleteRoles?: ReadonlyArray<string>
  readonly metaReadRoles?: ReadonlyArray<string>
  readonly metaWriteRoles?: ReadonlyArray<string>
}

/** What is to be changed; all else stays. */
export interface MetadataChange {
  /** Keep only so many of its last events. */
  readonly maxCount?: number
  /** Keep its events for so many seconds. */
  readonly maxAgeSeconds?: number
  /** Hide the events before that revision. */
  readonly truncateBefore?: number
  readonly acl?: StreamAcl
}

const ROLES: Readonly<Record<keyof StreamAcl, string>> = {
  readRoles: '$r',
  writeRoles: '$w',
  deleteRoles: '$d',
  metaReadRoles: '$mr',
  metaWriteRoles: '$mw',
}

/** What is stored, with the change in it; the roles that a change does not name stay too. */
const changed = (stored: Readonly<Record<string, unknown>>, change: MetadataChange) => {
  const { maxCount, maxAgeSeconds, truncateBefore, acl } = change
  const next: Record<string, unknown> = { ...stored }
  if (maxCount !== undefined) next['$maxCount'] = maxCount
  if (maxAgeSeconds !== undefined) next['$maxAge'] = maxAgeSeconds
  if (truncateBefore !== undefined) next['$tb'] = truncateBefore
  if (acl !== undefined) {
    const roles: Record<string, unknown> = isFields(stored['$acl']) ? { ...stored['$acl'] } : {}
    for (const name of Object.keys(ROLES) as ReadonlyArray<keyof StreamAcl>) {
      if (acl[name] !== undefined) roles[ROLES[name]] = acl[name]
    }
    next['$acl'] = roles
  }
  return next
}

interface Stored {
  readonly revision: bigint | undefined
  readonly data: Readonly<Record<string, unknown>>
}

const stored = async ({ client }: Linked, metastream: StreamName): Promise<Stored> => {
  let found: Stored = { revision: undefined, data: {} }
  const options = { direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const
  try {
    // to its end: of a read that is left before, the client's `dispose` may wait for ever
    for await (const { event } of client.readStream(metastream, options)) {
      const data: unknown = event?.data
      found = { revision: event?.revision, data: isFields(data) ? data : {} }
    }
  } catch (thrown) {
    if (typeOf(thrown) !== 'stream-not-found') throw thrown
  }
  return found
}

const TRIES = 5

/** A system stream whose last event holds all that it says. */
export interface SystemDocument {
  readonly stream: StreamName
  /** Of its events. */
  readonly type: string
}

/** What such a stream says; nothing yet: no fields. */
export const documentIn = async (
  linked: Linked,
  { stream }: SystemDocument,
): Promise<Stored['data']> => (await stored(linked, stream)).data

/** Reads, changes, and writes at the revision that was read; anew where another was faster. */
export const rewrite =
  (linked: Linked, newId: () => string) =>
  (
    { stream, type }: SystemDocument,
    change: (data: Stored['data']) => Stored['data'],
  ): TaskEither<AppendError, Appended> =>
  async () => {
    for (let tries = 1; ; tries++) {
      try {
        const { revision, data } = await stored(linked, stream)
        const expected = revision === undefined ? 'noStream' : Number(revision)
        const event = {
          id: newId(),
          contentType: 'application/json' as const,
          type,
          data: { ...change(data) },
          metadata: undefined,
        }
        const sent = await send(linked, { stream, expected, events: [event] })
        if (E.isRight(sent) || sent.left._tag !== 'Conflict' || tries >= TRIES) return sent
      } catch (thrown) {
        return E.left(errorOf(linked, { stream, expected: 'noStream', events: [] }, thrown))
      }
    }
  }

/** The stream that holds a stream's metadata. */
export const metadataOf = (stream: StreamName): SystemDocument => ({
  stream: `$$${stream}`,
  type: '$metadata',
})

/** Changes some of a stream's metadata; all else stays. */
export const changeMetadata =
  (linked: Linked, newId: () => string) =>
  (stream: StreamName, change: MetadataChange): TaskEither<AppendError, Appended> =>
    rewrite(linked, newId)(metadataOf(stream), (data) => changed(data, change))
