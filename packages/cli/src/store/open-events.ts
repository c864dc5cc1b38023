/** The events of a store, opened before anything else is done, so that a wrong one is told at once. */
import { existsSync } from 'node:fs'

import { show, type EventStore } from '@casetrail/core'
import type { RowStore } from '@casetrail/core/read-model'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import type { CommonOptions } from '../session.js'
import type { Terminal } from '../terminal.js'

import { connect } from './connect.js'
import { storeFailure } from './failure.js'
import { ownerOf } from './rows-owner.js'
import { storeUrl, type SqliteUrl, type StoreUrl, type UnsupportedStore } from './url.js'

export interface OpenedEvents {
  readonly url: StoreUrl
  readonly store: EventStore
  readonly close: () => Promise<void>
}

/** A file has rows too. */
export interface OpenedFile extends OpenedEvents {
  readonly url: SqliteUrl
  readonly rows: RowStore
}

/** What opening takes of the program's world. */
export type Around = Pick<Terminal, 'env' | 'err' | 'signal'>

/** What opening takes of a command's options. */
export type StoreOptions = Pick<CommonOptions, 'store' | 'rows' | 'insecure' | 'quiet'>

export const unsupported = ({ _tag, url, reason }: UnsupportedStore): Failure => ({
  code: 2,
  tag: _tag,
  lines: [`no store is known as ${show(url)}: ${reason}`],
})

/** The URL of a command's store. */
export const resolveStore = (
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): E.Either<Failure, StoreUrl> => E.mapLeft(unsupported)(storeUrl(option, env))

const missing = (shown: string): Failure => ({
  code: 4,
  tag: 'StoreNotFound',
  lines: [`there is no store ${shown}`, 'casetrail import makes one; or name another with --store'],
})

const rowsOnly = (shown: string, hosts: ReadonlyArray<string>): Failure => ({
  code: 2,
  tag: 'RowsOfAnotherStore',
  lines: [
    `${shown} holds the rows of the store at ${hosts.join(', ')}, and no events`,
    'name that store with --store, and this file with --rows',
  ],
})

/** A file closes at once. */
export const closing = (close: () => void) => (): Promise<void> => {
  close()
  return Promise.resolve()
}

/** Opens a file, making it where there is none (unless `mustExist`). The caller closes it. */
export const openFile = async (
  url: SqliteUrl,
  mustExist: boolean,
): Promise<E.Either<Failure, OpenedFile>> => {
  const { path, shown } = url
  if (mustExist && !existsSync(path)) return E.left(missing(shown))
  const { open, close, rows, ...store } = sqliteStore(path)
  const opened = open()
  if (E.isLeft(opened)) return E.left(storeFailure(opened.left, shown))
  const owner = await ownerOf(rows, shown)
  if (E.isRight(owner) && owner.right === undefined) {
    return E.right({ url, store, rows, close: closing(close) })
  }
  close()
  return E.isLeft(owner) ? owner : E.left(rowsOnly(shown, owner.right?.hosts ?? []))
}

/** Opens a store for its events alone. The caller closes it. */
export const openEvents = async (
  url: StoreUrl,
  { insecure = false }: Pick<StoreOptions, 'insecure'>,
  { signal }: Pick<Around, 'signal'>,
  mustExist = false,
): Promise<E.Either<Failure, OpenedEvents>> => {
  if (url.scheme === 'sqlite') return openFile(url, mustExist)
  const connected = await connect(url, { insecure, signal })
  return E.isLeft(connected)
    ? connected
    : E.right({ url, store: connected.right.store, close: connected.right.close })
}
