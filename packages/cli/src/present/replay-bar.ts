/** A replay's progress on a terminal. */
import { Presets, SingleBar } from 'cli-progress'

export interface ReplayBar {
  /** Which share of the way to the store's end is done, and how many events it took. */
  readonly show: (share: number, events: number) => void
  readonly stop: () => void
}

/** A bar on the given stream; nothing where there is none. */
export const replayBar = (stream: NodeJS.WriteStream | undefined): ReplayBar => {
  if (stream === undefined) return { show: () => undefined, stop: () => undefined }
  const begun = performance.now()
  const bar = new SingleBar(
    {
      format: 'replay   {bar} {percentage}%  {events} events  {rate}/s',
      stream,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  )
  bar.start(1, 0, { events: 0, rate: '–' })
  return {
    show: (share, events) => {
      const seconds = (performance.now() - begun) / 1_000
      bar.update(share, { events, rate: Math.round(events / seconds) })
    },
    stop: () => {
      bar.stop()
    },
  }
}
