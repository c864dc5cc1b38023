/** `casetrail run` behind a desk at work: how old the oldest event is that it has not handled. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import * as E from 'fp-ts/lib/Either.js'
import { epochMs, foldRead, type EpochMs } from '@casetrail/core'
import { policiesBegan, policyDispatches } from '@casetrail/core/policy'
import { sqliteStore, type SqliteStore } from '@casetrail/sqlite'

import type { Benchmark, Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { inFolder } from '../harness/folder.js'
import { command } from '../history/shared.js'

const RATE = 500
const MOST_LAG_MS = 1_000
const SAMPLED_MS = 100
const PATIENCE_MS = 60_000

const feed = join(dirname(fileURLToPath(import.meta.url)), 'feed.js')

/** Milliseconds since the oldest event was recorded that policies have not handled; 0: there is none. */
const lagOf = async (store: SqliteStore): Promise<number> => {
  const handled = await store.rows.checkpoint(policyDispatches)()
  must('the checkpoint could not be read', E.isRight(handled))
  const query = { all: true, after: handled.right, limit: 1 } as const
  const oldest = await foldRead<EpochMs | undefined>(store, query, undefined, (_, { recordedAt }) =>
    epochMs(recordedAt),
  )()
  must('the history could not be read', E.isRight(oldest))
  return oldest.right === undefined ? 0 : Date.now() - oldest.right
}

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  const begun = performance.now()
  while (!(await holds())) {
    must(what, performance.now() - begun < PATIENCE_MS)
    await wait(SAMPLED_MS)
  }
}

const stopped = async (running: ChildProcess): Promise<void> => {
  if (running.exitCode !== null) return
  running.kill('SIGINT')
  await once(running, 'exit')
}

interface Fed {
  readonly commands: number
  readonly seconds: number
}

const fedOf = (stdout: string): Fed => {
  const said: unknown = JSON.parse(stdout)
  must(
    'the feed told nothing',
    typeof said === 'object' && said !== null && 'commands' in said && 'seconds' in said,
  )
  return { commands: Number(said.commands), seconds: Number(said.seconds) }
}

interface Followed extends Fed {
  /** In ms, one for each sample, the least first. */
  readonly lags: ReadonlyArray<number>
  readonly events: number
}

const followed = async (path: string, seconds: number): Promise<Followed> => {
  const store = sqliteStore(path)
  must('the file could not be made', E.isRight(store.open()))
  const running = spawn(
    process.execPath,
    [command, 'run', '--store', `sqlite:${path}`, '--quiet'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  running.stderr.on('data', (text) => (said += String(text)))
  try {
    await until('the policies did not begin', async () => {
      const begun = await policiesBegan(store.rows)()
      return E.isRight(begun) && begun.right !== undefined
    })
    const fed = new AbortController()
    const feeding = promisify(execFile)(process.execPath, [
      feed,
      path,
      String(RATE),
      String(seconds),
    ]).finally(() => {
      fed.abort()
    })
    const lags: number[] = []
    while (!fed.signal.aborted) {
      lags.push(await lagOf(store))
      await wait(SAMPLED_MS)
    }
    const { stdout } = await feeding
    await until('the policies did not come to the head', async () => (await lagOf(store)) === 0)
    must(`the run has ended: ${said}`, running.exitCode === null)
    const events = await foldRead(store, { all: true }, 0, (n) => n + 1)()
    must('the history could not be read', E.isRight(events))
    return { ...fedOf(stdout), lags: lags.sort((a, b) => a - b), events: events.right }
  } finally {
    await stopped(running)
    store.close()
  }
}

const part = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN

export const keepUp: Benchmark = {
  name: 'keep-up',
  run: ({ quick, million }) =>
    inFolder(async (file) => {
      const what = `run keeps up with ${String(RATE)} commands/s`
      if (!existsSync(command)) return [{ what, reason: 'the command is not built: npm run build' }]
      const { lags, commands, seconds, events } = await followed(
        file(),
        quick ? 5 : million ? 120 : 30,
      )
      const line = (lag: string, value: number): Line => ({
        what: `${what} for ${seconds.toFixed(0)} s, ${String(events)} events: ${lag} lag`,
        against: '–',
        ours: `${(commands / seconds).toFixed(0)} commands/s`,
        theirs: '–',
        value,
        unit: 'ms',
      })
      return [
        line('median', part(lags, 0.5)),
        line('95th percentile of the', part(lags, 0.95)),
        {
          ...line('greatest', lags.at(-1) ?? NaN),
          target: { bound: 'atMost', value: MOST_LAG_MS },
        },
      ]
    }),
}
