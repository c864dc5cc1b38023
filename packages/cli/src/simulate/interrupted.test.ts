/** Ctrl-C, as a person gives it: to the process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

import { foldRead } from '@casetrail/core'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { casetrail } from '../../test/memory-terminal.js'

import { historyOf } from './simulated.fixture.js'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const bin = join(import.meta.dirname, '..', 'bin.ts')
const root = join(import.meta.dirname, '..', '..', '..', '..')

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-stopped-'))
  file = join(folder, 'desk.db')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const CASES = 150
const asked = () => [
  'simulate',
  ...['--standard', 'retail-2025', '--cases', String(CASES), '--seed', '1'],
  ...['--store', `sqlite:${file}`],
]

/** Runs the program in a process of its own, and stops it when something is so. */
const stopped = async (signal: NodeJS.Signals, when: () => boolean) => {
  const child = spawn(process.execPath, ['--import', tsx, bin, ...asked()], {
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
      TSX_DISABLE_CACHE: '1',
    },
  })
  const written = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (written.err += chunk.toString()))
  const ended = once(child, 'close')
  while (!when() && child.exitCode === null) await wait(1)
  child.kill(signal)
  await ended
  return { code: child.exitCode, ...written }
}

const idsIn = async (): Promise<ReadonlyArray<string>> => {
  const store = sqliteStore(file)
  const ids: string[] = []
  const read = await foldRead(store, { all: true }, 0, (n, { eventId }) => n + ids.push(eventId))()
  store.close()
  if (E.isLeft(read)) throw new Error(read.left._tag)
  return ids
}

const bytesIn = (path: string): number => (existsSync(path) ? statSync(path).size : 0)

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s while a desk is simulated ends it with 130 and one line, and nothing is written',
  { timeout: 60_000 },
  async (signal) => {
    const ended = await stopped(signal, () => existsSync(file))
    expect(ended).toEqual({
      code: 130,
      out: '',
      err: 'casetrail: interrupted; nothing was written, and the command can be run again\n',
    })
    expect(await idsIn()).toEqual([])
  },
)

it(
  'SIGINT while it is written leaves the first part of it whole, and another run writes the rest',
  { timeout: 60_000 },
  async () => {
    const ended = await stopped('SIGINT', () => bytesIn(`${file}-wal`) > 100_000)
    expect(ended).toEqual({
      code: 130,
      out: '',
      err: 'casetrail: interrupted; what was written is whole: run the command again, it goes on from there\n',
    })
    const { events } = await historyOf({ cases: CASES })
    const whole = events.map(({ eventId }) => eventId)
    const held = await idsIn()
    expect(held.length).toBeGreaterThan(0)
    expect(held.length).toBeLessThan(whole.length)
    expect(held).toEqual(whole.slice(0, held.length))
    // what one command led to is there together
    const [last, next] = [events[held.length - 1], events[held.length]]
    expect(last?.metadata.commandId).not.toBe(next?.metadata.commandId)

    const again = await casetrail([...asked(), '--json', '--quiet'])
    expect(JSON.parse(again.out)).toMatchObject({ added: whole.length - held.length })
    expect(await idsIn()).toEqual(whole)
  },
)
