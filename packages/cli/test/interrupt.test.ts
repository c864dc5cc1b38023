/** Ctrl-C or a closed terminal, as a person gives it: to the process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

import { categoryOf } from '@casetrail/core'
import { sqliteStore } from '@casetrail/sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { fill } from '../src/simulate/fill.js'

import { deskOf } from './desk.js'

const cli = join(import.meta.dirname, '..')
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-interrupt-'))
  mkdirSync(join(folder, 'tmp'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the program in a process of its own; `meanwhile` may do something to it. */
const casetrail = async (
  args: ReadonlyArray<string>,
  meanwhile: (kill: (signal: NodeJS.Signals) => void, out: () => string) => Promise<void> = () =>
    Promise.resolve(),
): Promise<Ended> => {
  const child = spawn(process.execPath, ['--import', tsx, join(cli, 'src', 'bin.ts'), ...args], {
    env: {
      ...process.env,
      TMPDIR: join(folder, 'tmp'),
      TSX_TSCONFIG_PATH: join(cli, '..', '..', 'tsconfig.json'),
      TSX_DISABLE_CACHE: '1',
    },
  })
  const written = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (written.err += chunk.toString()))
  const ended = once(child, 'close')
  await meanwhile(
    (signal) => void child.kill(signal),
    () => written.out,
  )
  await ended
  return { code: child.exitCode, ...written }
}

const spilled = (): ReadonlyArray<string> =>
  readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('casetrail-import-'))

it.each(['SIGINT', 'SIGHUP'] as const)(
  '%s ends an import with 130, leaves no temporary files, and another run completes it',
  { timeout: 60_000 },
  async (signal) => {
    const file = join(folder, 'many.csv')
    const rows = Array.from(
      { length: 60_000 },
      (_, i) =>
        `N-${i % 30_000};ann;${i < 30_000 ? 'new' : 'solved'};2024-03-0${i < 30_000 ? 1 : 2} 09:00;;c1;tel;no;\n`,
    )
    writeFileSync(
      file,
      `ticket;who;state;changed;solved;client;channel;urgent;remark\n${rows.join('')}`,
    )
    const mapping = join(cli, 'test', 'fixtures', 'desk.json')
    const store = join(folder, 'desk.db')
    const args = ['import', file, '--mapping', mapping, '--store', `sqlite:${store}`, '--json']

    const stopped = await casetrail(args, async (kill) => {
      while (spilled().length === 0) await wait(5)
      kill(signal)
    })
    expect(stopped.code).toBe(130)
    expect(stopped.err).toContain('run the same import again for the rest')
    expect(spilled()).toEqual([])

    const again = await casetrail(args)
    expect([again.code, again.err]).toEqual([0, ''])
    expect(JSON.parse(again.out)).toMatchObject({
      streams: { case: { streams: 30_000 } },
      events: { mapped: 60_000 },
    })
    expect(existsSync(store)).toBe(true)
  },
)

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a watch with 130, and what it recorded is whole',
  { timeout: 60_000 },
  async (signal) => {
    const whole = await deskOf(40)
    const warned = whole.history.find(({ event }) => event.type === 'ClockWarned')?.recordedAt ?? ''
    whole.remove()
    // as it was just before the ticker's first warning: a promise runs, and nobody has ticked it since
    const desk = await deskOf(40, ({ recordedAt }) => recordedAt < warned)
    const args = ['watch', '--interval', '100ms', '--clock-ahead', '--store', desk.url]
    let seen = ''
    const stopped = await casetrail(args, async (kill, out) => {
      while (!(seen = out()).includes('breached')) await wait(5)
      kill(signal)
    })
    expect(seen).toMatch(/breached {2}S-\d+ {2}/)
    expect([stopped.code, stopped.err]).toEqual([
      130,
      expect.stringContaining('what was recorded is whole'),
    ])
    const again = await casetrail([
      'watch',
      '--once',
      '--json',
      '--clock-ahead',
      '--store',
      desk.url,
    ])
    expect(again.code).toBe(0)
    expect(JSON.parse(again.out)).toMatchObject({ ticked: [], failed: [] })
    desk.remove()
  },
)

const isNoAnswer = ({ stream }: { readonly stream: string }): boolean =>
  categoryOf(stream) !== 'dispatch'

it.each(['SIGINT', 'SIGHUP'] as const)(
  '%s ends a run with 130, and the next goes on from there',
  { timeout: 60_000 },
  async (signal) => {
    const whole = await deskOf(40)
    whole.remove()
    // policies begin where nothing has happened; then all has, and none of it is answered
    const desk = await deskOf(40, () => false)
    const args = ['run', '--interval', '100ms', '--clock-ahead', '--store', desk.url]
    expect(
      (await casetrail(['run', '--once', '--quiet', '--clock-ahead', '--store', desk.url])).code,
    ).toBe(0)
    const store = sqliteStore(desk.path)
    const filled = await fill(store, whole.history.filter(isNoAnswer))
    store.close()
    expect(filled._tag).toBe('Right')
    const stopped = await casetrail(args, async (kill, out) => {
      while (!out().includes('carried out')) await wait(5)
      kill(signal)
    })
    expect([stopped.code, stopped.err]).toEqual([
      130,
      expect.stringContaining('what was committed is whole'),
    ])
    const again = await casetrail(['run', '--once', '--json', '--clock-ahead', '--store', desk.url])
    expect(again.code).toBe(0)
    const settled = await casetrail([
      'run',
      '--once',
      '--json',
      '--clock-ahead',
      '--store',
      desk.url,
    ])
    expect(JSON.parse(settled.out)).toMatchObject({ beganAtHead: false, carriedOut: 0, held: 0 })
    desk.remove()
  },
)
