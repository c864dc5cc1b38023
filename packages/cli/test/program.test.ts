/** The program as a person starts it: a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

import { sqliteStore } from '@casetrail/sqlite'
import { caseFacts } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from './desk.js'

const cli = join(import.meta.dirname, '..')
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

let desk: Desk
beforeAll(async () => {
  desk = await deskOf(800)
})
afterAll(() => {
  desk.remove()
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>
  readonly uid?: number
  readonly meanwhile?: (interrupt: () => void) => Promise<void>
}

const casetrail = async (
  args: ReadonlyArray<string>,
  { env = {}, uid, meanwhile = () => Promise.resolve() }: Circumstances = {},
): Promise<Ended> => {
  const child = spawn(process.execPath, ['--import', tsx, join(cli, 'src', 'bin.ts'), ...args], {
    cwd: desk.folder,
    env: {
      PATH: process.env['PATH'],
      TSX_TSCONFIG_PATH: join(cli, '..', '..', 'tsconfig.json'),
      TSX_DISABLE_CACHE: '1',
      ...env,
    },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const written = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (written.err += chunk.toString()))
  const ended = once(child, 'close')
  await meanwhile(() => void child.kill('SIGINT'))
  await ended
  return { code: child.exitCode, ...written }
}

describe('the process', { timeout: 60_000 }, () => {
  it('ends with the exit codes of the contract, results on stdout, all else on stderr', async () => {
    const good = await casetrail(['report', 'cases.opened', '--store', 'sqlite:desk.db'])
    expect([good.code, good.err]).toEqual([
      0,
      `caught up with ${desk.folded.toLocaleString('en-GB')} new events\n`,
    ])
    expect(good.out).toContain('Cases opened')
    expect(good.out).not.toContain('\u001b')
    const wrong = await casetrail(['report', 'cases.opned', '--store', 'sqlite:desk.db'])
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    const none = await casetrail(['report'], { env: { CASETRAIL_STORE: 'sqlite:none.db' } })
    expect([none.code, none.out]).toEqual([4, ''])
  })

  it('Ctrl-C in the middle of a replay ends it with 130; run again, the rows are whole', async () => {
    const report = ['report', '--json', '--to', '2025-06-01', '--store', 'sqlite:desk.db']
    const figures = async (): Promise<unknown> =>
      (JSON.parse((await casetrail([...report, '--quiet'])).out) as { figures: unknown }).figures
    const whole = await figures()
    const store = sqliteStore(desk.path)
    const checkpoint = async (): Promise<string> => {
      const at = await store.rows.checkpoint(caseFacts)()
      return E.isRight(at) ? at.right : ''
    }
    const end = await checkpoint()
    const replay = ['replay', '--from-scratch', '--store', 'sqlite:desk.db']
    const stopped = await casetrail(replay, {
      meanwhile: async (interrupt) => {
        // begun anew, and committed for the first time
        while ((await checkpoint()) === end) await wait(1)
        while ((await checkpoint()) === '') await wait(1)
        interrupt()
      },
    })
    expect([stopped.code, stopped.out]).toEqual([130, ''])
    expect(stopped.err).toContain('run the same command again for the rest')
    const reached = await checkpoint()
    expect(reached > '' && reached < end).toBe(true)
    store.close()
    const rest = await casetrail(['replay', '--store', 'sqlite:desk.db'])
    expect(rest.out).toContain(`checkpoint ${end}`)
    expect(await figures()).toEqual(whole)
  })

  it.skipIf(process.getuid?.() !== 0)(
    'answers for a store that can only be read, also when its rows are behind',
    async () => {
      const old = await deskOf(20)
      for (const folder of [old.folder, desk.folder]) chmodSync(folder, 0o555)
      const nobody = { uid: 65_534 }
      const behind = await casetrail(['report', 'cases.opened', '--store', old.url], nobody)
      expect(behind.err).toContain(`caught up with ${String(old.folded)} new events`)
      expect([behind.code, behind.out]).toEqual([0, expect.stringContaining('Cases opened')])
      const replayed = await casetrail(['replay', '--store', old.url], nobody)
      expect([replayed.code, replayed.out]).toEqual([4, ''])
      for (const folder of [old.folder, desk.folder]) chmodSync(folder, 0o755)
      old.remove()
    },
  )
})
