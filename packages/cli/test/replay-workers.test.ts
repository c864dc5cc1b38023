/** `replay --workers`, as built: threads, their entry, and what kills them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { START } from '@casetrail/core'
import { caseFacts, deskModels, project } from '@casetrail/projections'
import { sqliteStore, type SqliteStore } from '@casetrail/sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { call, opened, resolved, right, sealed } from '../../projections/test/desk.js'
import { dumpWithCheckpoints } from '../../projections/test/rows.js'

import { casetrail } from './memory-terminal.js'

const CASES = 10_000
const EVENTS = 3 * CASES

const folder = mkdtempSync(join(tmpdir(), 'casetrail-workers-'))
const filled = join(folder, 'filled.db')
let whole: unknown

/** Works on a file in this process, then lets go of it. */
const withFile = async <A>(path: string, work: (store: SqliteStore) => Promise<A>): Promise<A> => {
  const store = sqliteStore(path)
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

const dumpOf = (path: string): Promise<unknown> =>
  withFile(path, ({ rows }) => dumpWithCheckpoints(rows))

beforeAll(async () => {
  await withFile(filled, async (store) => {
    for (const [n, event] of [opened(0), call(1), resolved(2)].entries()) {
      await Promise.all(
        Array.from({ length: CASES }, (_, i) => {
          const id = `${String(i)}-case`
          return right(
            store.append(`case-${id}`, n === 0 ? 'noStream' : n - 1, [sealed(id, n, event)]),
          )
        }),
      )
    }
  })
  const alone = copy('alone.db')
  whole = await withFile(alone, async (store) => {
    await right(project(store, store.rows, deskModels))
    return dumpWithCheckpoints(store.rows)
  })
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const copy = (name: string): string => {
  const path = join(folder, name)
  copyFileSync(filled, path)
  return path
}

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** Replays in a process of the built program; `meanwhile` may do something to it. */
const replay = async (
  path: string,
  workers: number,
  bin = 'bin.js',
  meanwhile: (kill: (signal: NodeJS.Signals) => void) => Promise<void> = () => Promise.resolve(),
): Promise<Ended> => {
  const program = join(import.meta.dirname, '..', 'dist', bin)
  const child = spawn(process.execPath, [
    ...[program, 'replay', '--json', '--store', `sqlite:${path}`],
    ...['--workers', String(workers)],
  ])
  const written = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (written.err += chunk.toString()))
  const ended = once(child, 'close')
  await meanwhile((signal) => void child.kill(signal))
  await ended
  return { code: child.exitCode, signal: child.signalCode, ...written }
}

/** Resolves once something is committed. */
const committed = (path: string): Promise<void> =>
  withFile(path, async ({ rows }) => {
    while ((await right(rows.checkpoint(caseFacts))) === START) await wait(5)
  })

const eventsOf = ({ out }: Ended): unknown => (JSON.parse(out) as { events: unknown }).events

it.each([
  ['bin.js', 2],
  ['bin.cjs', 3],
])(
  '%s with %i workers leaves the rows that one leaves, and again changes nothing',
  async (bin, workers) => {
    const path = copy(`${bin}.db`)
    const first = await replay(path, workers, bin)
    expect([first.code, first.err]).toEqual([0, ''])
    expect(eventsOf(first)).toBe(EVENTS)
    expect(await dumpOf(path)).toEqual(whole)
    const again = await replay(path, workers, bin)
    expect([again.code, again.err, eventsOf(again)]).toEqual([0, '', 0])
    expect(await dumpOf(path)).toEqual(whole)
  },
)

it('killed between two commits, it goes on from the last', async () => {
  const path = copy('killed.db')
  const killed = await replay(path, 2, 'bin.js', async (kill) => {
    await committed(path)
    kill('SIGKILL')
  })
  expect(killed.signal).toBe('SIGKILL')
  const rest = await replay(path, 2)
  expect([rest.code, rest.err]).toEqual([0, ''])
  expect(eventsOf(rest)).toBeGreaterThan(0)
  expect(eventsOf(rest)).toBeLessThan(EVENTS)
  expect(await dumpOf(path)).toEqual(whole)
})

it('interrupted, it ends with 130, and another run brings the rest', async () => {
  const path = copy('interrupted.db')
  const stopped = await replay(path, 2, 'bin.js', async (kill) => {
    await committed(path)
    kill('SIGINT')
  })
  expect(stopped.code).toBe(130)
  expect(stopped.err).toContain('interrupted; the rows are whole')
  const rest = await replay(path, 3)
  expect([rest.code, rest.err]).toEqual([0, ''])
  expect(await dumpOf(path)).toEqual(whole)
})

it('two at once leave the rows that one leaves', async () => {
  const path = copy('two.db')
  const both = await Promise.all([replay(path, 2), replay(path, 2)])
  expect(both.map(({ code, err }) => [code, err])).toEqual([
    [0, ''],
    [0, ''],
  ])
  expect(await dumpOf(path)).toEqual(whole)
})

it.each(['0', '-1', '65', '1.5', 'two', ''])('takes no %j for a number of workers', async (n) => {
  const ran = await casetrail(['replay', '--workers', n])
  expect([ran.code, ran.out]).toEqual([2, ''])
  expect(ran.err).toContain('It is a whole number from 1 to 64.')
})
