/** The store of a command, opened before anything else is done, so that a wrong one is told at once. */
import { existsSync } from 'node:fs'

import { show, type AppendError, type ReadError } from '@casetrail/core'
import { sqliteStore, type SqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from './failure.js'
import { storeUrl, type StoreUrl } from './store-url.js'

export interface OpenedStore {
  readonly url: StoreUrl
  readonly store: SqliteStore
}

/** Why a store failed, for a person. */
export const storeFailure = (error: AppendError | ReadError, url: string): Failure => ({
  code: 4,
  tag: error._tag,
  lines: [`the store ${url} failed: ${reasonOf(error)}`],
  details: error,
})

const reasonOf = (error: AppendError | ReadError): string => {
  switch (error._tag) {
    case 'Unavailable':
    case 'OutcomeUnknown':
    case 'Incomplete':
      return error.reason
    case 'Conflict':
      return `stream ${error.stream} is at ${error.actual}, not at ${error.expected}: another program writes to it`
    case 'TooLarge':
      return `an append of ${error.bytes} bytes is more than its ${error.limit}`
    case 'StreamDeleted':
      return `stream ${error.stream} is deleted`
    case 'InvalidEvent':
      return `event ${error.index}${error.pointer}: found ${error.found}, expected ${error.expected}`
  }
}

/** The URL of a command's store. */
export const resolveStore = (
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): E.Either<Failure, StoreUrl> => {
  const url = storeUrl(option, env)
  if (E.isRight(url)) return url
  const { _tag, url: found, reason } = url.left
  return E.left({ code: 2, tag: _tag, lines: [`no store is known as ${show(found)}: ${reason}`] })
}

/** Opens the store, making it where there is none (unless `mustExist`). The caller closes it. */
export const openStore = (
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  mustExist = false,
): E.Either<Failure, OpenedStore> => {
  const url = resolveStore(option, env)
  if (E.isLeft(url)) return url
  const { path, shown } = url.right
  if (mustExist && !existsSync(path)) {
    return E.left({
      code: 4,
      tag: 'StoreNotFound',
      lines: [
        `there is no store ${shown}`,
        'casetrail import makes one; or name another with --store',
      ],
    })
  }
  const store = sqliteStore(path)
  const opened = store.open()
  return E.isLeft(opened)
    ? E.left(storeFailure(opened.left, shown))
    : E.right({ url: url.right, store })
}
