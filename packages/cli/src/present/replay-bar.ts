/** A replay's progress on a terminal. */
import { Presets, SingleBar } from 'cli-progress'

export interface ReplayBar {
  /** How far it has come on the way to the store's end, and how many events it took. */
  readonly show: (done: number, events: number) => void
  readonly stop: () => void
}

/** A bar on the given stream; nothing where there is none, or nothing to do. */
export const replayBar = (stream: NodeJS.WriteStream | undefined, total: number): ReplayBar => {
  if (stream === undefined || total <= 0) return { show: () => undefined, stop: () => undefined }
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
  bar.start(total, 0, { events: 0, rate: '–' })
  return {
    show: (done, events) => {
      const seconds = (performance.now() - begun) / 1_000
      bar.update(Math.min(done, total), { events, rate: Math.round(events / seconds) })
    },
    stop: () => {
      bar.stop()
    },
  }
}
