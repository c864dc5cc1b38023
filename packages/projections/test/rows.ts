/** Everything that rows say, to be compared. */
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { fromEpochMs, type RecordedEvent, type Unavailable } from '@casetrail/core'
import {
  inMemoryRowStore,
  type ContributionChange,
  type Key,
  type ProjectionId,
  type RowStore,
} from '@casetrail/core/read-model'

import {
  deskFigures,
  deskModels,
  evaluate,
  parkedIn,
  processFlow,
  project,
  type Evaluation,
  type FlowResult,
  type ProjectOptions,
  type Query,
} from '../src/index.js'

import { storeWith } from './arbitrary-desk.js'
import { promising } from './promises.js'
import { DAY, HOUR, right, standardWith, start, usualRules } from './desk.js'

export const figures = deskFigures([standardWith(usualRules), { ...promising, version: 2 }])

const scanned = async (
  rows: RowStore,
  id: ProjectionId,
): Promise<ReadonlyArray<readonly [Key, unknown]>> => {
  const found: (readonly [Key, unknown])[] = []
  await right(rows.scan(id, (page) => found.push(...page)))
  return found
}

const grouped = async (
  rows: RowStore,
  id: ProjectionId,
): Promise<ReadonlyArray<readonly [Key, ReadonlyArray<unknown>]>> => {
  const found: (readonly [Key, ReadonlyArray<unknown>])[] = []
  await right(rows.scanGroups(id, (key, items) => found.push([key, [...items]])))
  return found
}

/** All rows and group items, and what is parked. */
export const dump = async (
  rows: RowStore,
): Promise<Readonly<Record<string, ReadonlyArray<unknown>>>> => {
  const found: Record<string, ReadonlyArray<unknown>> = {}
  for (const id of deskModels.facts) {
    found[id.name] = await scanned(rows, id)
    found[parkedIn(id).name] = await scanned(rows, parkedIn(id))
  }
  for (const id of deskModels.groups) found[id.name] = await grouped(rows, id)
  return found
}

const projections: ReadonlyArray<ProjectionId> = [...deskModels.facts, ...deskModels.groups]

/** All rows, and how far they have come. */
export const dumpWithCheckpoints = async (rows: RowStore): Promise<unknown> => ({
  rows: await dump(rows),
  checkpoints: await Promise.all(projections.map((id) => right(rows.checkpoint(id)))),
})

export interface Answers {
  readonly evaluation: Evaluation
  readonly flow: FlowResult
}

/** All figures, the flow and a breakdown. */
export const answers = async (rows: RowStore, query: Query): Promise<Answers> => ({
  evaluation: await right(evaluate(rows, figures, query)),
  flow: await right(processFlow(rows, query)),
})

export const projected = async (
  events: ReadonlyArray<RecordedEvent>,
  options: ProjectOptions = {},
): Promise<RowStore> => {
  const rows = inMemoryRowStore()
  await right(project(await storeWith(events), rows, deskModels, options))
  return rows
}

/** Questions of all kinds to a desk that was open for two months. */
export const queries: fc.Arbitrary<Query> = fc.record(
  {
    from: fc.integer({ min: 0, max: 40 }).map((days) => start + days * DAY),
    to: fc.integer({ min: 1, max: 60 * 24 }).map((hours) => start + hours * HOUR),
    where: fc.constantFrom<Readonly<Record<string, string>>>(
      { channel: 'phone' },
      { agent: 'lin' },
      { customer: 'customer-1', problemType: 'product' },
    ),
    by: fc.constantFrom(['channel'], ['day'], ['week', 'agent'], ['month'], ['priority']),
    zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'UTC'),
    asOf: fc.integer({ min: 0, max: 70 * 24 }).map((hours) => start + hours * HOUR),
  },
  { requiredKeys: ['zone', 'asOf'] },
)

/** Another row store with the same rows, items and checkpoints. */
export const copyOf = async (rows: RowStore): Promise<RowStore> => {
  const copy = inMemoryRowStore()
  const itemsOf = async (id: ProjectionId) => {
    const contributed = new Map<Key, { key: Key; order: number; item: unknown }[]>()
    await right(
      rows.scanGroups(id, (key, items) => {
        for (const { from, order, item } of items) {
          contributed.set(from, [...(contributed.get(from) ?? []), { key, order, item }])
        }
      }),
    )
    const changes = [...contributed].map(([from, items]): ContributionChange => ({ from, items }))
    return [id, changes] as const
  }
  const rowsOf = async (id: ProjectionId) =>
    [id, (await scanned(rows, id)).map(([key, row]) => ({ key, row }))] as const
  const checkpointOf = async (id: ProjectionId) => [id, await right(rows.checkpoint(id))] as const
  await right(
    copy.commit({
      rows: await Promise.all(deskModels.facts.flatMap((id) => [id, parkedIn(id)]).map(rowsOf)),
      groups: await Promise.all(deskModels.groups.map(itemsOf)),
      checkpoints: await Promise.all(projections.map(checkpointOf)),
    }),
  )
  return copy
}

const lost: Unavailable = { _tag: 'Unavailable', reason: 'the disk was away' }

/** Rows whose nth commit, for some n, writes nothing. */
export const failing = (rows: RowStore, fails: (n: number) => boolean): RowStore => {
  let n = 0
  return {
    ...rows,
    commit: (changes) => () =>
      fails(n++) ? Promise.resolve(E.left(lost)) : rows.commit(changes)(),
  }
}

/** The instants at which things are recorded, for as-of questions. */
export const minute = (n: number) => fromEpochMs(start + n * 60_000)
