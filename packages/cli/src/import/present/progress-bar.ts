/** An import's progress on a terminal. */
import { Presets, SingleBar } from 'cli-progress'

import type { Progress } from '../job.js'

export interface ProgressBar {
  readonly show: (progress: Progress) => void
  readonly stop: () => void
}

/** One bar for each stage, on the given stream; nothing where there is none. */
export const progressBar = (stream: NodeJS.WriteStream | undefined): ProgressBar => {
  if (stream === undefined) return { show: () => undefined, stop: () => undefined }
  let bar: SingleBar | undefined
  let stage: Progress['stage'] | undefined
  return {
    show: (progress) => {
      if (progress.stage !== stage) {
        bar?.stop()
        stage = progress.stage
        bar = new SingleBar(
          {
            format: `${stage.padEnd(8)} {bar} {percentage}%  {eta_formatted}`,
            stream,
            clearOnComplete: true,
            hideCursor: true,
          },
          Presets.shades_classic,
        )
        bar.start(progress.total, progress.done)
      }
      bar?.update(progress.done)
    },
    stop: () => {
      bar?.stop()
    },
  }
}
