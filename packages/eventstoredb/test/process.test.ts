/** What a process that uses a store leaves behind. */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'

import { scripted, subject } from './subject.js'

const on = subject()
const ROOT = resolve(import.meta.dirname, '../../..')

interface Left {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly seconds: number
}

const run = (
  url: string,
  env: Readonly<Record<string, string>> = {},
  name = 'leaving-child.ts',
): Promise<Left> =>
  new Promise((done, fail) => {
    const began = Date.now()
    const script = resolve(import.meta.dirname, name)
    const child = spawn(
      process.execPath,
      ['--disable-warning=DEP0123', '--import', 'tsx', script, url],
      {
        cwd: ROOT,
        env: { ...process.env, TSX_TSCONFIG_PATH: resolve(ROOT, 'tsconfig.json'), ...env },
        timeout: 30_000,
      },
    )
    let [out, err] = ['', '']
    child.stdout.on('data', (text) => (out += String(text)))
    child.stderr.on('data', (text) => (err += String(text)))
    child.on('error', fail)
    child.on('close', (code) => {
      done({ code, out, err, seconds: (Date.now() - began) / 1_000 })
    })
  })

test('trap: without dispose a process that subscribed never exits: closed, it ends by itself', async () => {
  const { code, out, err } = await run(on.url())
  expect(err).toBe('')
  expect(out.trim()).toBe('Right true')
  expect(code).toBe(0)
}, 60_000)

test('one that consumed with others, and closed, ends by itself too', async () => {
  const { code, out, err } = await run(on.url(), {}, 'leaving-consumer-child.ts')
  expect(err).toBe('')
  expect(out.trim()).toBe('Right 1 Right')
  expect(code).toBe(0)
}, 60_000)

scripted(
  'trap: DEBUG=esdb:* prints the password of a connection string: not of one that we read',
  async () => {
    const url = on.url().replace('esdb://', 'esdb://admin:s3cr%40t@')
    const { code, out, err } = await run(url, { DEBUG: 'esdb:*' })
    expect(code).toBe(0)
    expect(err).toContain('esdb:')
    expect(out + err).not.toMatch(/s3cr/)
  },
  60_000,
)
