/** Rows, what waits and how far all has come are written together, or not at all. */
import * as E from 'fp-ts/lib/Either.js'

import type { Changes } from '../read-model/rows.js'
import type { Position } from '../store/port.js'

import { policyDispatches, type Run, type RunError } from './run.js'

const changesOf = ({ lanes, waiting, sent, position }: Run): Changes => {
  const later = (at: Position): Position => (at < position ? position : at)
  return {
    rows: [
      ...lanes.map(({ manager, memory }) => [manager.facts, memory.changes()] as const),
      [
        policyDispatches,
        waiting
          .changes()
          .map(([key, list]) => ({ key, row: list.length === 0 ? undefined : list })),
      ],
    ],
    groups: [],
    checkpoints: [
      ...lanes.map(({ manager, checkpoint }) => [manager.facts, later(checkpoint)] as const),
      [policyDispatches, later(sent)],
    ],
    expected: [
      ...lanes.map(({ manager, checkpoint }) => [manager.facts, checkpoint] as const),
      [policyDispatches, sent],
    ],
  }
}

const stands = ({ lanes, waiting, sent, position }: Run): boolean =>
  sent >= position &&
  !waiting.hasChanged() &&
  lanes.every(({ checkpoint, memory }) => checkpoint >= position && !memory.hasChanged())

/**
 * Writes what is new. What is not written yet is found again from the events: only the time that takes
 * depends on how often this is done.
 */
export const commit = async (run: Run): Promise<E.Either<RunError, void>> => {
  run.unwritten = 0
  if (stands(run)) return E.right(undefined)
  const changes = changesOf(run)
  const written = await run.setting.rows.commit(changes)()
  if (E.isLeft(written)) return written
  const { lanes, waiting, position } = run
  for (const lane of lanes) {
    if (lane.checkpoint < position) lane.checkpoint = position
    lane.memory.written()
  }
  waiting.written()
  if (run.sent < position) run.sent = position
  return E.right(undefined)
}
