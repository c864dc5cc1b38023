/**
 * `npm run bench [-- names] [--quick] [--million] [--write file]`: benchmarks as ratios in one run.
 * Names: handle, lifecycles, clocks, fold, decode, durable, replay, rebuild, live, long-case, business-time,
 * policies, policy-memory, simulate, keep-up, eventstoredb, million; default: all.
 */
import { parseArgs } from 'node:util'

import type { Benchmark, Line, Skipped } from './harness/benchmark.js'
import { machine } from './harness/machine.js'
import { skippedText, table } from './harness/report.js'
import { writeInto } from './harness/write.js'
import { businessTime } from './rows/business-time.js'
import { clocks } from './rows/clocks.js'
import { decoding } from './rows/decode.js'
import { durable } from './rows/durable.js'
import { eventstoredb } from './rows/eventstoredb.js'
import { folding } from './rows/fold.js'
import { handling } from './rows/handle.js'
import { lifecycles } from './rows/lifecycles.js'
import { keepUp } from './rows/keep-up.js'
import { living } from './rows/live.js'
import { longCase } from './rows/long-case.js'
import { million } from './rows/million.js'
import { policies } from './rows/policies.js'
import { policyMemory } from './rows/policy-memory.js'
import { rebuilding } from './rows/rebuild.js'
import { replaying } from './rows/replay.js'
import { simulated } from './rows/simulate.js'

const benchmarks: ReadonlyArray<Benchmark> = [
  handling,
  lifecycles,
  clocks,
  folding,
  decoding,
  durable,
  replaying,
  rebuilding,
  living,
  longCase,
  businessTime,
  policies,
  policyMemory,
  simulated,
  keepUp,
  eventstoredb,
  million,
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    write: { type: 'string' },
  },
})

const unknown = positionals.filter((name) => benchmarks.every((one) => one.name !== name))
if (unknown.length > 0) {
  const names = benchmarks.map(({ name }) => name).join(', ')
  throw new Error(`there is no benchmark ${unknown.join(', ')}; there are ${names}`)
}

const lines: Line[] = []
const skipped: Skipped[] = []
for (const benchmark of benchmarks) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue
  console.error(`${benchmark.name} …`)
  for (const one of await benchmark.run(values)) {
    if ('reason' in one) skipped.push(one)
    else lines.push(one)
  }
}

const text = [
  machine()
    .map((line) => `- ${line}`)
    .join('\n'),
  table(lines),
  ...skipped.map(skippedText),
].join('\n\n')
console.log(text)
if (values.write !== undefined) writeInto(values.write, text)
