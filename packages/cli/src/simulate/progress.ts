/** A simulation's progress on a terminal. */
import { Presets, SingleBar } from 'cli-progress'

export interface SimulationBar {
  readonly show: (stage: string, done: number, total: number) => void
  readonly stop: () => void
}

/** One bar for each stage, on the given stream; nothing where there is none. */
export const simulationBar = (stream: NodeJS.WriteStream | undefined): SimulationBar => {
  if (stream === undefined) return { show: () => undefined, stop: () => undefined }
  let bar: SingleBar | undefined
  let current: string | undefined
  return {
    show: (stage, done, total) => {
      if (stage !== current) {
        bar?.stop()
        current = stage
        bar = new SingleBar(
          {
            format: `${stage.padEnd(8)} {bar} {percentage}%  {eta_formatted}`,
            stream,
            clearOnComplete: true,
            hideCursor: true,
          },
          Presets.shades_classic,
        )
        bar.start(total, done)
      }
      bar?.update(done)
    },
    stop: () => {
      bar?.stop()
    },
  }
}
