/** Whose events the rows of a file are made of. Rows of one store must not pass for those of another. */
import { foldBatches, type EventStore, type Position, type ReadError } from '@casetrail/core'
import type { ProjectionId, RowStore } from '@casetrail/core/read-model'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import type { Failure } from '../failure.js'

import { storeFailure } from './failure.js'
import type { EsdbUrl } from './url.js'

/** Kept beside the rows, as a row of its own. */
const OWNER: ProjectionId = { name: 'rows-of-store', version: 1 }
const KEY = 'store'
const WRITTEN: Position = '1'

/** The first event of all: a server that was emptied and filled again has another. */
const First = t.readonly(t.type({ position: t.string, eventId: t.string }))

const Owner = t.readonly(
  t.intersection([
    t.type({ hosts: t.readonlyArray(t.string) }),
    // of an empty store nothing else is known
    t.partial({ first: First }),
  ]),
)
type Owner = t.TypeOf<typeof Owner>

/** Which store the rows of a file are of; `undefined`: they are of the file's own events, or there are none. */
export const ownerOf = async (
  rows: RowStore,
  shown: string,
): Promise<E.Either<Failure, Owner | undefined>> => {
  const found = await rows.load(OWNER, [KEY])()
  if (E.isLeft(found)) return E.left(storeFailure(found.left, shown))
  const row = found.right.get(KEY)
  return E.right(Owner.is(row) ? row : undefined)
}

const firstOf = async (
  store: Pick<EventStore, 'read'>,
): Promise<E.Either<ReadError, Owner['first']>> => {
  let first: Owner['first']
  const read = await foldBatches<undefined, never>(
    store,
    { all: true, limit: 1 },
    undefined,
    (_, { events: [event] }) => {
      if (event !== undefined) first ??= { position: event.position, eventId: event.eventId }
      return E.right(undefined)
    },
  )()
  return E.isLeft(read) ? read : E.right(first)
}

const otherHosts = (file: string, { hosts }: Owner, { shown }: EsdbUrl): Failure => ({
  code: 2,
  tag: 'RowsOfAnotherStore',
  lines: [
    `the rows in ${file} are of the store at ${hosts.join(', ')}, not of ${shown}`,
    'name another file with --rows, or leave it out: each store has one of its own',
  ],
  details: { file, hosts },
})

const otherHistory = (file: string, { hosts }: Owner, { shown }: EsdbUrl): Failure => ({
  code: 4,
  tag: 'RowsOfAnotherStore',
  lines: [
    `the rows in ${file} are of another history than ${shown} holds now: its first event is another one`,
    'name another file with --rows, or move this one away: rows are made anew from the events, ' +
      'and policies begin at the head',
  ],
  details: { file, hosts },
})

const isSameFirst = (known: NonNullable<Owner['first']>, now: Owner['first']): boolean =>
  now?.eventId === known.eventId && now.position === known.position

/**
 * Makes sure that the rows of a file are of a store, and writes that down where they are nobody's yet.
 * A cluster is the same while one of its hosts is, and the first event of all.
 *
 * Rejects: `RowsOfAnotherStore`, and what the stores answer.
 */
export const claimRows = async (
  rows: RowStore,
  file: string,
  url: EsdbUrl,
  store: Pick<EventStore, 'read'>,
): Promise<E.Either<Failure, void>> => {
  const owner = await ownerOf(rows, file)
  if (E.isLeft(owner)) return owner
  const first = await firstOf(store)
  if (E.isLeft(first)) return E.left(storeFailure(first.left, url.shown))
  const known = owner.right
  if (known !== undefined && !known.hosts.some((host) => url.hosts.includes(host))) {
    return E.left(otherHosts(file, known, url))
  }
  if (known?.first !== undefined && !isSameFirst(known.first, first.right)) {
    return E.left(otherHistory(file, known, url))
  }
  const now = {
    hosts: url.hosts,
    ...(first.right === undefined ? {} : { first: first.right }),
  }
  if (JSON.stringify(now) === JSON.stringify(known)) return E.right(undefined)
  const written = await rows.commit({
    rows: [[OWNER, [{ key: KEY, row: now }]]],
    groups: [],
    checkpoints: [[OWNER, WRITTEN]],
    expected: known === undefined ? [[OWNER, '']] : [],
  })()
  if (E.isRight(written)) return written
  // another command has claimed them meanwhile: for the same store?
  if (written.left._tag === 'Overtaken') return claimRows(rows, file, url, store)
  return E.left(storeFailure(written.left, file))
}
