/** A store in a file, for what works on one: its events and rows together. */
import type { EventStore } from '@casetrail/core'
import type { RowStore } from '@casetrail/core/read-model'
import { sqliteStore, type SqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from './failure.js'
import { storeFailure } from './store/failure.js'
import { resolveStore } from './store/open-events.js'

export { storeFailure } from './store/failure.js'

export interface OpenedStore {
  readonly url: { readonly path: string; readonly shown: string }
  readonly store: EventStore & { readonly rows: RowStore; readonly close: () => void }
}

export const openStore = (
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): E.Either<Failure, OpenedStore & { readonly store: SqliteStore }> => {
  const url = resolveStore(option, env)
  if (E.isLeft(url)) return url
  const path = url.right.scheme === 'sqlite' ? url.right.path : ''
  const store = sqliteStore(path)
  const opened = store.open()
  return E.isLeft(opened)
    ? E.left(storeFailure(opened.left, url.right.shown))
    : E.right({ url: { path, shown: url.right.shown }, store })
}
