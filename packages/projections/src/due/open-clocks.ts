/** The streams with something under way, by when they are to be ticked: what a driver asks for. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EpochMs, Unavailable } from '@casetrail/core'
import type { Grouped, Key, RowStore } from '@casetrail/core/read-model'
import type { ClockedCategory } from '@casetrail/core/standards'

import { clockFacts, type ClockRow } from '../facts/clock-facts.js'
import { isOver } from '../facts/clock-runs.js'

import { dueList, nextTickAt, type Due } from './due-list.js'

/** A stream and from when on a tick records something in it. */
export interface TickDue {
  readonly stream: Key
  readonly category: ClockedCategory
  readonly correlation: Key
  readonly at: EpochMs
}

interface OpenClocks {
  readonly category: ClockedCategory
  readonly correlation: Key
  /** Absent where time alone changes nothing. */
  readonly at?: EpochMs
}

/** All of them stand under one key. */
const OPEN = 'open'

/** After all that has a time; the last instant that there is. */
const NEVER = 8_640_000_000_000_000

const contribution = (row: ClockRow): OpenClocks => {
  const { category, story: correlation } = row
  const at = nextTickAt(row)
  return at === undefined ? { category, correlation } : { category, correlation, at }
}

/** The streams with a clock under way: as many as are open, however long the history is. */
export const openClocks: Grouped<ClockRow, OpenClocks> = {
  name: 'clock.open',
  version: 1,
  from: clockFacts,
  contributions: (row) => {
    if (row.opening === undefined || row.runs.kept.every(isOver)) return []
    const item = contribution(row)
    return [{ key: OPEN, order: item.at ?? NEVER, item }]
  },
}

type Open = ReadonlyArray<{ readonly from: Key; readonly item: OpenClocks }>

const openIn = async (rows: RowStore): Promise<E.Either<Unavailable, Open>> => {
  const groups = await rows.loadGroups(openClocks, [OPEN])()
  return E.isLeft(groups) ? groups : E.right((groups.right.get(OPEN) ?? []) as Open)
}

/**
 * The streams in which a warning or a breach is due by an instant and not recorded, the longest due
 * first: those that `CheckDeadlines` is to be given. What it costs grows with the open streams only.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { streamsToTick } from '@casetrail/projections'
 *
 * await streamsToTick(inMemoryRowStore(), Date.parse('2025-03-03T09:00:00.000Z'))() // { _tag: 'Right', right: [] }
 */
export const streamsToTick =
  (rows: RowStore, now: EpochMs): TaskEither<Unavailable, ReadonlyArray<TickDue>> =>
  async () => {
    const open = await openIn(rows)
    if (E.isLeft(open)) return open
    return E.right(
      open.right.flatMap(({ from: stream, item: { category, correlation, at } }) =>
        at === undefined || at > now ? [] : [{ stream, category, correlation, at }],
      ),
    )
  }

/**
 * What is under way now, by its deadline. What it costs grows with the open streams only; of an instant
 * before the last event `dueAsOf` answers.
 */
export const dueNow =
  (rows: RowStore, now: EpochMs): TaskEither<Unavailable, ReadonlyArray<Due>> =>
  async () => {
    const open = await openIn(rows)
    if (E.isLeft(open)) return open
    const keys = open.right.map(({ from }) => from)
    const loaded = await rows.load(clockFacts, keys)()
    if (E.isLeft(loaded)) return loaded
    return E.right(dueList(loaded.right as ReadonlyMap<Key, ClockRow>, now))
  }

/** What was under way at an instant, by its deadline then: looks at every stream. */
export const dueAsOf =
  (rows: RowStore, asOf: EpochMs): TaskEither<Unavailable, ReadonlyArray<Due>> =>
  async () => {
    const found: (readonly [Key, ClockRow])[] = []
    const scanned = await rows.scan(clockFacts, (page) => {
      for (const [key, row] of page as ReadonlyArray<readonly [Key, ClockRow]>) {
        if (row.runs.kept.length > 0) found.push([key, row])
      }
    })()
    return E.isLeft(scanned) ? scanned : E.right(dueList(found, asOf))
  }
