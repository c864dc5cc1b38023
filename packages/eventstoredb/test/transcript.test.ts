/**
 * Holds the test server to what a real one was recorded to answer: the program that made the record
 * checks it, every scenario of calls and, one try each, the faults that don't take minutes.
 * CASETRAIL_ESDB_FAULTS=all checks all faults, five tries each.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startServer, type TestServer } from '../testing/index.js'

const PACKAGE = resolve(import.meta.dirname, '..')
const ROOT = resolve(PACKAGE, '../..')
const shared = process.env['CASETRAIL_SHARED'] ?? resolve(ROOT, '..', 'shared')
const reference = join(shared, 'reference', 'eventstoredb')
const missing = !existsSync(join(reference, 'record.mjs'))
if (missing) console.warn(`skipped: ${reference} is not there (CASETRAIL_SHARED says where)`)

interface Ended {
  readonly code: number | null
  readonly out: string
}

/** Runs a program of the reference where the client is found. */
const run = (program: string, args: ReadonlyArray<string>): Promise<Ended> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(reference, program), ...args], { cwd: PACKAGE })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.resume()
    child.on('error', fail)
    child.on('close', (code) => done({ code, out }))
  })

describe.skipIf(missing)('what a real server answered', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it('is what the test server answers, in every scenario', async () => {
    const { code, out } = await run('record.mjs', [
      ...['--connection', server.connectionString],
      ...['--check', join(reference, 'transcript.json')],
    ])
    expect(out).toMatch(/^(\d+) of \1 scenarios as recorded\n$/u)
    expect(code).toBe(0)
  }, 180_000)
})

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.on('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const all = process.env['CASETRAIL_ESDB_FAULTS'] === 'all'

describe.skipIf(missing)('what a real server does when it fails', () => {
  let folder = ''
  let commands: Readonly<Record<'start' | 'stop' | 'kill' | 'freeze' | 'thaw', string>>
  let port = 0
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casetrail-esdb-'))
    port = await freePort()
    const program = join(import.meta.dirname, 'start-child.ts')
    const start = `TSX_TSCONFIG_PATH=${ROOT}/tsconfig.json ${process.execPath} --import tsx ${program} ${folder} ${String(port)}`
    const pid = `$(cat ${folder}/pid)`
    const gone = `while kill -0 ${pid} 2>/dev/null; do sleep 0.05; done`
    commands = {
      start,
      stop: `kill -TERM ${pid}; ${gone}`,
      kill: `kill -KILL ${pid}; ${gone}`,
      freeze: `kill -STOP ${pid}`,
      thaw: `kill -CONT ${pid}`,
    }
    await runShell(commands.start)
  })
  afterAll(async () => {
    await runShell(commands.kill)
    rmSync(folder, { recursive: true })
  })

  const runShell = (command: string): Promise<number | null> =>
    new Promise((done, fail) => {
      const child = spawn('sh', ['-c', command], { cwd: PACKAGE, stdio: 'ignore' })
      child.on('error', fail)
      child.on('close', done)
    })

  const checked = (...more: ReadonlyArray<string>): Promise<Ended> =>
    run('faults.mjs', [
      ...['--connection', `esdb://127.0.0.1:${String(port)}?tls=false`],
      ...Object.entries(commands).flatMap(([name, command]) => [`--${name}`, command]),
      ...['--check', join(reference, 'transcript-faults.json')],
      ...more,
    ])

  it.each(all ? [] : ['kill', 'stop', 'slow'])(
    'is among what it was seen to do: %s',
    async (fault) => {
      const { code, out } = await checked('--only', fault, '--tries', '1')
      expect(out).toBe('')
      expect(code).toBe(0)
    },
    120_000,
  )

  it.runIf(all)(
    'is among what it was seen to do, in five tries of every fault',
    async () => {
      const { code, out } = await checked()
      expect(out).toBe('')
      expect(code).toBe(0)
    },
    900_000,
  )
})
