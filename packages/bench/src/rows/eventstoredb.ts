/** Our store on EventStoreDB against the bare client, on the same server. */
import type { Benchmark } from '../harness/benchmark.js'

import { appending } from './eventstoredb-append.js'
import { liveLatency } from './eventstoredb-live.js'
import { reading } from './eventstoredb-read.js'
import { onServer } from './eventstoredb-server.js'

export const eventstoredb: Benchmark = {
  name: 'eventstoredb',
  run: ({ quick, million }) =>
    onServer(async (sides) => [
      ...(await appending(sides, quick)),
      ...(await liveLatency(sides, quick)),
      ...(await reading(
        sides,
        quick ? 2_000 : million ? 100_000 : 20_000,
        quick ? { warmUps: 1, rounds: 2 } : { warmUps: 1, rounds: 7 },
      )),
    ]),
}
