/** What parts hand over to be committed: rows as JSON text, which the committing thread need not make. */
import type { EpochMs, Position } from '@casetrail/core'
import { JsonText, type Changes, type Key, type ProjectionId } from '@casetrail/core/read-model'

type Of<A> = ReadonlyArray<readonly [ProjectionId, A]>

/** What of a window was read. */
export interface Counts {
  readonly events: number
  readonly parked: number
}

/** What a window brings to the rows of a part; only what can go from thread to thread. */
export interface Part extends Counts {
  readonly rows: Of<ReadonlyArray<{ readonly key: Key; readonly row: string | undefined }>>
  readonly groups: Of<
    ReadonlyArray<{
      readonly from: Key
      readonly items: ReadonlyArray<{
        readonly key: Key
        readonly order: EpochMs
        readonly item: string
      }>
    }>
  >
  readonly checkpoints: Of<Position>
  readonly expected: Of<Position>
}

export const partOf = (
  { rows, groups, checkpoints, expected = [] }: Changes,
  counts: Counts,
): Part => ({
  rows: each(rows, (list) =>
    list.map(({ key, row }) => ({ key, row: row === undefined ? row : JSON.stringify(row) })),
  ),
  groups: each(groups, (list) =>
    list.map(({ from, items }) => ({
      from,
      items: items.map(({ key, order, item }) => ({ key, order, item: JSON.stringify(item) })),
    })),
  ),
  checkpoints: each(checkpoints, (at) => at),
  expected: each(expected, (at) => at),
  ...counts,
})

/** The changes of all parts of a window: no two of them change the same row. */
export const together = (parts: ReadonlyArray<Part>): Changes => ({
  rows: each(
    parts.flatMap((part) => part.rows),
    (list) =>
      list.map(({ key, row }) => ({ key, row: row === undefined ? row : new JsonText(row) })),
  ),
  groups: each(
    parts.flatMap((part) => part.groups),
    (list) =>
      list.map(({ from, items }) => ({
        from,
        items: items.map(({ key, order, item }) => ({ key, order, item: new JsonText(item) })),
      })),
  ),
  checkpoints: parts[0]?.checkpoints ?? [],
  expected: parts[0]?.expected ?? [],
})

/** By the ids alone: read models have functions too. */
const each = <A, B>(of: Of<A>, f: (of: A) => B): Of<B> =>
  of.map(([{ name, version }, a]) => [{ name, version }, f(a)])
