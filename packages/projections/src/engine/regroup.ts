/** A group that has fallen behind its rows (a new one, or a new version) is built from them. */
import * as E from 'fp-ts/lib/Either.js'
import { START, type Position, type Unavailable } from '@casetrail/core'
import type {
  ContributionChange,
  Overtaken,
  ProjectionId,
  RowStore,
} from '@casetrail/core/read-model'

import { idText } from '../figures/origin.js'

import { parkedIn } from './parked.js'
import type { AnyGroup } from './read-models.js'

/** Builds those groups of some facts whose checkpoint is not the facts' own. */
export const regroup = async (
  rows: RowStore,
  groups: ReadonlyArray<AnyGroup>,
  facts: ProjectionId,
  checkpoint: Position,
): Promise<E.Either<Unavailable | Overtaken, void>> => {
  for (const group of groups.filter((one) => idText(one.from) === idText(facts))) {
    const at = await rows.checkpoint(group)()
    if (E.isLeft(at)) return at
    if (at.right === checkpoint) continue
    const built = await build(rows, group, facts, checkpoint)
    if (E.isLeft(built)) return built
  }
  return E.right(undefined)
}

const build = async (
  rows: RowStore,
  group: AnyGroup,
  facts: ProjectionId,
  checkpoint: Position,
): Promise<E.Either<Unavailable | Overtaken, void>> => {
  const cleared = await rows.clear(group.name)()
  if (E.isLeft(cleared)) return cleared
  const all: ContributionChange[] = []
  const scanned = await rows.scan(facts, (page) => {
    for (const [key, row] of page) all.push({ from: key, items: group.contributions(row, key) })
  })()
  if (E.isLeft(scanned)) return scanned
  return rows.commit({
    rows: [],
    groups: [[group, all]],
    checkpoints: [[group, checkpoint]],
    expected: [
      [facts, checkpoint],
      [group, START],
    ],
  })()
}

/**
 * Forgets rows, groups and checkpoints of some read models, and which events were parked, so that the
 * next run begins at the start.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { caseModels, forget } from '@casetrail/projections'
 *
 * const forgotten = await forget(inMemoryRowStore(), caseModels)()
 * forgotten._tag // 'Right'
 */
export const forget =
  (
    rows: RowStore,
    models: {
      readonly facts: ReadonlyArray<ProjectionId>
      readonly groups: ReadonlyArray<AnyGroup>
    },
  ) =>
  async (): Promise<E.Either<Unavailable, void>> => {
    for (const { name } of [...models.groups, ...models.facts, ...models.facts.map(parkedIn)]) {
      const cleared = await rows.clear(name)()
      if (E.isLeft(cleared)) return cleared
    }
    return E.right(undefined)
  }
