/** When a group writes down how far it is. */
import type { GroupSettings } from './settings.js'

/** How far all is done. */
export interface Progress {
  /** None where nothing is done yet. */
  readonly place: number | undefined
  /** How many records that is, with those that the filter leaves out. */
  readonly count: number
}

export interface Checkpoints {
  /** The place to write, where one is due. */
  readonly due: (progress: Progress, isTick: boolean, now: number) => number | undefined
  readonly last: () => number | undefined
}

type Bounds = Pick<GroupSettings, 'checkpointAfter' | 'minCheckpointCount' | 'maxCheckpointCount'>

/** Due at once after `max` records, and in its time after `min` of them. */
export const checkpointsOf = (settings: Bounds, initial: number | undefined): Checkpoints => {
  let last = initial
  let lastCount = 0
  let writtenAt = 0
  return {
    due: ({ place, count }, isTick, now) => {
      const behind = count - lastCount
      if (place === undefined || behind <= 0) return undefined
      const isFull = behind >= settings.maxCheckpointCount
      const isTime = isTick && now - writtenAt >= settings.checkpointAfter
      if (!isFull && !(isTime && behind >= settings.minCheckpointCount)) return undefined
      writtenAt = now
      lastCount = count
      last = place
      return place
    },
    last: () => last,
  }
}
