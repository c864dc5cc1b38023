/** The progress of work in stages on a terminal. */
import { Presets, SingleBar } from 'cli-progress'

export interface StageBar {
  /** `share`: how much of the stage is done, from 0 to 1. */
  readonly show: (stage: string, share: number) => void
  readonly stop: () => void
}

/** One bar for each stage, on the given stream; nothing where there is none. */
export const stageBar = (stream: NodeJS.WriteStream | undefined): StageBar => {
  if (stream === undefined) return { show: () => undefined, stop: () => undefined }
  let bar: SingleBar | undefined
  let current: string | undefined
  return {
    show: (stage, share) => {
      if (stage !== current) {
        bar?.stop()
        current = stage
        const format = `${stage.padEnd(8)} {bar} {percentage}%  {eta_formatted}`
        bar = new SingleBar(
          { format, stream, clearOnComplete: true, hideCursor: true },
          Presets.shades_classic,
        )
        bar.start(1, share)
      }
      bar?.update(share)
    },
    stop: () => {
      bar?.stop()
    },
  }
}
