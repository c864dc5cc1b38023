/** For tests: a TypeScript file run by another process. */
import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../../..')

export interface Run {
  readonly child: ChildProcess
  /** What it has printed so far, whole lines. */
  readonly lines: () => ReadonlyArray<string>
  /** Resolves once it has printed that many lines; rejects when it ends before. */
  readonly printed: (count: number) => Promise<void>
  /** How it ended: its exit code, or the signal that killed it. */
  readonly ended: Promise<number | string>
  readonly errors: () => string
}

/** Starts a script of this folder, as another user where `uid` is given. */
export const run = (script: string, args: ReadonlyArray<string>, uid?: number): Run => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', resolve(import.meta.dirname, script), ...args],
    {
      cwd: ROOT,
      env: { ...process.env, TSX_TSCONFIG_PATH: resolve(ROOT, 'tsconfig.json') },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    },
  )
  let out = ''
  let errors = ''
  let over = false
  let look: () => void = () => undefined
  const lines = (): ReadonlyArray<string> => out.split('\n').slice(0, -1)
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    look()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const ended = new Promise<number | string>((done, fail) => {
    child.on('error', fail)
    child.on('close', (code, signal) => {
      over = true
      look()
      done(code ?? signal ?? 'unknown')
    })
  })
  return {
    child,
    lines,
    ended,
    errors: () => errors,
    printed: (count) =>
      new Promise((done, fail) => {
        look = () => {
          if (lines().length >= count) done()
          else if (over) fail(new Error(`${script} ended after: ${out}${errors}`))
        }
        look()
      }),
  }
}
