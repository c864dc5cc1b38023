/** A long stream is read, and followed slowly, in bounded memory: each in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'

import { afterAll, beforeAll, expect } from 'vitest'

import { scripted } from './subject.js'
import { isReal } from './server.js'

const ROOT = resolve(import.meta.dirname, '../../..')
const STREAM = 'long-1'
const isHeavy = process.env['CASETRAIL_HEAVY'] === '1'
const COUNT = isHeavy ? 1_000_000 : 200_000
/** What is followed is read as all is until it has caught up. */
const WAYS = isHeavy ? ['finished', 'all', 'slow'] : ['finished', 'slow']
const MOST_MB = 300

const children: ChildProcess[] = []

const start = (script: string, ...args: ReadonlyArray<string>): ChildProcess => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', resolve(import.meta.dirname, script), ...args],
    {
      cwd: ROOT,
      env: { ...process.env, TSX_TSCONFIG_PATH: resolve(ROOT, 'tsconfig.json') },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  children.push(child)
  return child
}

/** What it prints until it ends, or until a line is there. */
const said = (child: ChildProcess, until: 'line' | 'end'): Promise<string> =>
  new Promise((done, fail) => {
    let text = ''
    child.stdout?.on('data', (more) => {
      text += String(more)
      if (until === 'line' && text.includes('\n')) done(text.trim())
    })
    child.on('error', fail)
    child.on('close', (code) => {
      if (code === 0 && until === 'end') done(text.trim())
      else fail(new Error(`it ended with ${String(code)}`))
    })
  })

let url = ''

beforeAll(async () => {
  if (isReal) return
  const server = start('../testing/child.ts', '--stream', STREAM, '--count', String(COUNT))
  url = await said(server, 'line')
})

afterAll(() => {
  for (const child of children) child.kill()
})

interface Figures {
  readonly count: number
  readonly largest: number
  readonly seconds: number
  readonly mostMb: number
}

scripted.each(WAYS)(
  `${COUNT.toLocaleString('en')} events, read %s: within ${String(MOST_MB)} MB, in order, each once`,
  async (how) => {
    const reader = start('reading-child.ts', url, STREAM, how, String(COUNT))
    const figures = JSON.parse(await said(reader, 'end')) as Figures
    console.log(how, figures)
    expect(figures.count).toBe(COUNT)
    expect(figures.largest).toBeLessThanOrEqual(500)
    expect(figures.mostMb).toBeLessThan(MOST_MB)
  },
  600_000,
)
