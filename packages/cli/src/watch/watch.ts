/** Watching a store: what is due is ticked, round by round, and shown. */
import { epochMs, fromEpochMs, type EpochMs, type Instant } from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import { tickDeadlines, type TickRound, type TickerThrew } from '@casetrail/core/clock'
import type { ServiceStandard } from '@casetrail/core/standards'
import { dueNow, streamsToTick, type Due, type TickDue } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { clockAhead, clockWentAhead, isFarAhead, quietSince } from '../live/clock-ahead.js'
import type { Time } from '../live/time.js'
import type { Locale } from '../present/format.js'
import type { OpenedStore } from '../store/open-store.js'
import { storeFailure } from '../store/failure.js'
import type { Terminal } from '../terminal.js'

import { keepUp } from './rows.js'
import { sameFile } from './same-file.js'
import { ticker, type TickError, type Ticked } from './ticker.js'

/** What a watch asks of time. */
type WatchTime = Pick<Time, 'now' | 'sleep'>

/** What one round found and did. */
export interface Seen {
  readonly at: EpochMs
  readonly due: ReadonlyArray<Due>
  readonly ticked: ReadonlyArray<Ticked>
  readonly failed: ReadonlyArray<{
    readonly stream: string
    readonly error: TickError | TickerThrew
  }>
}

export interface Watching {
  readonly opened: OpenedStore
  readonly terminal: Terminal
  readonly standards: ReadonlyArray<ServiceStandard>
  readonly calendars: ReadonlyArray<Calendar>
  readonly every: number
  readonly once: boolean
  readonly quiet: boolean
  /** The clock is right, however late it says that all is. */
  readonly isClockRight: boolean
  readonly zone: string
  readonly locale: Locale
  readonly time: WatchTime
  /** After each round. */
  readonly onSeen: (seen: Seen) => void
}

const interrupted = (locale: Locale): Failure => ({
  code: 130,
  tag: 'Interrupted',
  lines: {
    en: ['stopped; what was recorded is whole', 'casetrail watch goes on from there'],
    zh: ['已停止；已記錄的內容完整', '再次執行 casetrail watch 即從該處繼續'],
  }[locale],
})

const thrown = (error: TickerThrew, locale: Locale): Failure => ({
  code: 4,
  tag: error._tag,
  lines: [
    {
      en: `the watch failed (${error.by}): ${error.reason}`,
      zh: `監視失敗（${error.by}）：${error.reason}`,
    }[locale],
  ],
  details: error,
})

/** A failure that a later step of the round met, for the driver to end by. */
type Ended = { failure: Failure | undefined }

const listed = async (
  { opened }: Watching,
  at: EpochMs,
): Promise<E.Either<Failure, ReadonlyArray<Due>>> => {
  const due = await dueNow(opened.rows, at)()
  return E.isLeft(due) ? E.left(storeFailure(due.left, opened.url.shown)) : due
}

/** Looks after a round at what is due now, with what the round recorded among it. */
const look = async (
  watching: Watching,
  round: TickRound<TickDue, TickError>,
  ticked: ReadonlyArray<Ticked>,
): Promise<E.Either<Failure, void>> => {
  const { opened, terminal, time, onSeen } = watching
  if (ticked.some(({ recorded }) => recorded.length > 0)) {
    const kept = await keepUp(opened, terminal, true)
    if (E.isLeft(kept)) return kept
  }
  const at = Math.max(epochMs(round.at), time.now())
  const due = await listed(watching, at)
  if (E.isLeft(due)) return due
  const failed = round.failed.map(({ stream, error }) => ({ stream: stream.stream, error }))
  onSeen({ at, due: due.right, ticked, failed })
  return E.right(undefined)
}

/** What is due by now; unless all is so late that the clock may be wrong. */
const dueBy = async (
  { opened: { store, rows, url }, isClockRight, zone, locale }: Watching,
  now: EpochMs,
  lookedAt: EpochMs | undefined,
): Promise<E.Either<Failure, ReadonlyArray<TickDue>>> => {
  if (!isClockRight && lookedAt !== undefined && isFarAhead(now, lookedAt)) {
    return E.left(clockWentAhead(now - lookedAt, locale))
  }
  const found = await streamsToTick(rows, now)()
  if (E.isLeft(found)) return E.left(storeFailure(found.left, url.shown))
  const [first] = found.right
  const isSure = isClockRight || lookedAt !== undefined
  if (isSure || first === undefined || !isFarAhead(now, first.at)) return found
  const newest = await quietSince(store, now)
  if (E.isLeft(newest)) return E.left(storeFailure(newest.left, url.shown))
  return newest.right === undefined
    ? found
    : E.left(clockAhead({ now, dueAt: first.at, newest: newest.right }, zone, locale))
}

/**
 * Ticks what is due and tells of each round, once or until the terminal's signal. Rejects what the store
 * fails by, `StoreMissing` and `StoreReplaced` where its file is no more the one that was opened, and
 * `Interrupted` (exit code 130) when it was told to stop.
 */
export const watchStore = async (watching: Watching): Promise<E.Either<Failure, void>> => {
  const { opened, terminal, standards, calendars, every, once, quiet, locale, time } = watching
  const tick = ticker(opened.store, standards, calendars)
  const stop = new AbortController()
  const stopped = AbortSignal.any([terminal.signal, stop.signal])
  const ended: Ended = { failure: undefined }
  const stillThere = sameFile(opened.file, locale)
  let ticked: Ticked[] = []
  let lookedAt: EpochMs | undefined
  const due = (now: Instant) => async () => {
    ticked = []
    const there = stillThere()
    if (E.isLeft(there)) return there
    const kept = await keepUp(opened, terminal, quiet || lookedAt !== undefined)
    if (E.isLeft(kept)) return kept
    const found = await dueBy(watching, epochMs(now), lookedAt)
    lookedAt = epochMs(now)
    return found
  }
  const done = await tickDeadlines<TickDue, Failure, TickError>({
    due,
    tick: (stream, now) => async () => {
      const answer = await tick(stream, now)()
      if (E.isRight(answer)) ticked.push(answer.right)
      return answer
    },
    now: () => fromEpochMs(time.now()),
    sleep: time.sleep,
    every,
    signal: stopped,
    onRound: async (round) => {
      const looked = await look(watching, round, ticked)
      if (E.isRight(looked)) return
      ended.failure = looked.left
      stop.abort()
    },
    ...(once ? { rounds: 1 } : {}),
  })()
  if (terminal.signal.aborted) return E.left(interrupted(locale))
  if (E.isLeft(done)) return E.left('_tag' in done.left ? thrown(done.left, locale) : done.left)
  return ended.failure === undefined ? E.right(undefined) : E.left(ended.failure)
}
