/** What is promised and not met yet, sorted for people: what can still be kept, and what is broken. */
import type { Due } from '@casetrail/projections'

export interface Board {
  /** Running, warned or standing still, what is due first on top; those without a deadline are left out. */
  readonly open: ReadonlyArray<Due>
  /** Broken and still not met, the last on top. */
  readonly broken: ReadonlyArray<Due>
}

const isBroken = ({ status, remainingMs }: Due): boolean =>
  status === 'breached' || (status === 'due' && (remainingMs ?? 0) < 0)

const hasDeadline = ({ status, dueAt }: Due): boolean => status === 'paused' || dueAt !== undefined

export const boardOf = (due: ReadonlyArray<Due>): Board => ({
  open: due.filter((one) => !isBroken(one) && hasDeadline(one)),
  broken: due.filter(isBroken).reverse(),
})

/** How many of each part there is room for: half for each, and what one leaves is the other's. */
export const shares = (
  { open, broken }: { readonly [Part in keyof Board]: Pick<Board[Part], 'length'> },
  room: number,
): readonly [number, number] => {
  const most = Math.min(room, open.length + broken.length)
  const forBroken = Math.min(broken.length, Math.max(most - open.length, Math.floor(most / 2)))
  return [most - forBroken, forBroken]
}

/** What tells a run from all others. */
const runKey = ({ stream, clock, run }: Due): string => JSON.stringify([stream, clock, run])

/** A run that stands otherwise than before. */
export interface Change {
  readonly due: Due
  readonly to: 'started' | 'warned' | 'breached' | 'paused' | 'resumed' | 'ended'
}

const toOf = (before: Due | undefined, { status }: Due): Change['to'] | undefined => {
  if (before?.status === status) return undefined
  switch (status) {
    case 'warned':
    case 'breached':
    case 'paused':
      return status
    case 'running':
      return before === undefined ? 'started' : before.status === 'paused' ? 'resumed' : undefined
    case 'due':
      return undefined
  }
}

/** What changed from one list to the next; of the first list all that is not merely running. */
export const changesOf = (
  before: ReadonlyArray<Due> | undefined,
  after: ReadonlyArray<Due>,
): ReadonlyArray<Change> => {
  const old = new Map((before ?? []).map((due) => [runKey(due), due]))
  const now = new Set(after.map(runKey))
  const moved = after.flatMap((due): ReadonlyArray<Change> => {
    const to = toOf(old.get(runKey(due)), due)
    return to === undefined || (before === undefined && to === 'started') ? [] : [{ due, to }]
  })
  const gone = [...old.values()].filter((due) => !now.has(runKey(due)))
  return [...moved, ...gone.map((due): Change => ({ due, to: 'ended' }))]
}
