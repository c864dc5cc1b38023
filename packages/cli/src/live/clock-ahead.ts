/** A clock that is far ahead: what follows of it can't be taken back, so it is asked about first. */
import {
  epochMs,
  foldBatches,
  fromEpochMs,
  type EpochMs,
  type EventStore,
  type ReadError,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { duration, time, type Locale } from '../present/format.js'

/** So late, in ms, nothing is done that was not asked for. */
const MOST_LATE = 30 * 24 * 3_600_000

export const isFarAhead = (now: EpochMs, than: EpochMs): boolean => now - than > MOST_LATE

/** Something was recorded not long ago. */
interface Lively {
  readonly _tag: 'Lively'
}

/** When the last event was recorded, where that is long ago. */
export const quietSince = async (
  store: Pick<EventStore, 'read'>,
  now: EpochMs,
): Promise<E.Either<ReadError, EpochMs | undefined>> => {
  const read = await foldBatches<EpochMs, Lively>(
    store,
    { all: true },
    -Infinity,
    (newest, { events }) => {
      const last = events.reduce((at, one) => Math.max(at, epochMs(one.recordedAt)), newest)
      return events.length > 0 && !isFarAhead(now, last)
        ? E.left({ _tag: 'Lively' })
        : E.right(last)
    },
  )()
  if (E.isRight(read)) return E.right(read.right)
  return read.left._tag === 'Lively' ? E.right(undefined) : E.left(read.left)
}

const HOW = {
  en: 'set the clock right; or, if it is right, say so: --clock-ahead',
  zh: '請校準時鐘；若時鐘無誤，請加 --clock-ahead',
} as const

const days = (ms: number, locale: Locale): string => duration(ms / 1_000, locale, 1)

interface Late {
  readonly now: EpochMs
  /** Since when something is due. */
  readonly dueAt: EpochMs
  /** When the last event was recorded. */
  readonly newest: EpochMs
}

/** What is due has been due for long, and for long nothing was recorded: is it really that late? */
export const clockAhead = (
  { now, dueAt, newest }: Late,
  zone: string,
  locale: Locale,
): Failure => ({
  code: 4,
  tag: 'ClockAhead',
  lines: {
    en: [
      `the clock says ${time(now, zone, true)} ${zone}, but for ${days(now - newest, locale)} nothing was recorded, and something is due since ${time(dueAt, zone, true)}: nothing was done`,
      HOW.en,
    ],
    zh: [
      `時鐘為 ${time(now, zone, true)} ${zone}，但已有${days(now - newest, locale)}沒有任何記錄，而 ${time(dueAt, zone, true)} 起即有到期事項：未作任何處理`,
      HOW.zh,
    ],
  }[locale],
  details: {
    now: fromEpochMs(now),
    dueSince: fromEpochMs(dueAt),
    lastRecordedAt: fromEpochMs(newest),
  },
})

/** The clock went ahead while it was looked at. */
export const clockWentAhead = (by: number, locale: Locale): Failure => ({
  code: 4,
  tag: 'ClockAhead',
  lines: {
    en: [`the clock went ahead by ${days(by, locale)} at once: nothing was done since`, HOW.en],
    zh: [`時鐘一下子前進了${days(by, locale)}：此後未作任何處理`, HOW.zh],
  }[locale],
  details: { aheadBySeconds: by / 1_000 },
})
