/** Time on the processor beside time on the wall: a server and a busy machine are not in it. */
import type { Line } from '../harness/benchmark.js'
import { ratioOf, takeTurns, type Rounds, type Subject, type Times } from '../harness/compare.js'

/** Milliseconds of each round, by subject: on the wall, and on the processor in this process. */
export interface BothTimes {
  readonly wall: Times
  readonly cpu: Times
}

/** `takeTurns`, with the processor's time too. */
export const takeBoth = async (
  subjects: ReadonlyArray<Subject>,
  rounds: Rounds,
): Promise<BothTimes> => {
  const cpu: number[][] = subjects.map(() => [])
  const measured = subjects.map(({ name, prepare }, i): Subject => ({
    name,
    prepare: async () => {
      const run = await prepare()
      return async () => {
        const begun = process.cpuUsage()
        await run()
        const { user, system } = process.cpuUsage(begun)
        cpu[i]?.push((user + system) / 1_000)
      }
    },
  }))
  const wall = await takeTurns(measured, rounds)
  return { wall, cpu: cpu.map((times) => times.slice(rounds.warmUps)) }
}

/** The second line of a comparison, for information. */
export const cpuLine = (
  line: Line,
  [ours = [], theirs = []]: Times,
  rated: (times: ReadonlyArray<number>) => string,
): Line => ({
  what: `${line.what}: processor's time of the client's process`,
  against: line.against,
  ours: rated(ours),
  theirs: rated(theirs),
  ratio: ratioOf(ours, theirs),
})
