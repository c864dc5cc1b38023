/** What the row store's laws are written with. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Changes, ProjectionId, RowStore } from '../../read-model/rows.js'
import { pretty } from '../equal.js'

export type RowLaw = readonly [name: string, check: (rows: RowStore, runs: number) => Promise<void>]

export const done = async <A>(work: TaskEither<unknown, A>): Promise<A> => {
  const answer = await work()
  if (E.isRight(answer)) return answer.right
  throw new Error(`the row store failed: ${pretty(answer.left)}`)
}

export const none: Changes = { rows: [], groups: [], checkpoints: [] }

export const scanned = async (
  rows: RowStore,
  id: ProjectionId,
): Promise<ReadonlyArray<readonly [string, unknown]>> => {
  const found: (readonly [string, unknown])[] = []
  await done(rows.scan(id, (page) => found.push(...page)))
  return found
}

interface Item {
  readonly from: string
  readonly order: number
  readonly item: unknown
}

export const scannedGroups = async (
  rows: RowStore,
  id: ProjectionId,
): Promise<ReadonlyArray<readonly [string, ReadonlyArray<Item>]>> => {
  const found: (readonly [string, ReadonlyArray<Item>])[] = []
  await done(rows.scanGroups(id, (key, items) => found.push([key, [...items]])))
  return found
}
