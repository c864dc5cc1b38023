/** The hours of the demonstration's shop: nine to nine, every day, in Shanghai. */
import type { EpochMs } from '@casetrail/core'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Shanghai is eight hours ahead of UTC and keeps no summer time. */
const AHEAD = 8 * HOUR
const OPENS = 9 * HOUR
const CLOSES = 21 * HOUR

/** 00:00 in Shanghai of the day that an instant is in. */
export const dayOf = (at: EpochMs): EpochMs => Math.floor((at + AHEAD) / DAY) * DAY - AHEAD

/** The instant itself in opening hours, else the next opening. */
export const inOpeningHours = (at: EpochMs): EpochMs => {
  const day = dayOf(at)
  if (at < day + OPENS) return day + OPENS
  return at < day + CLOSES ? at : day + DAY + OPENS
}
