/**
 * Starts, stops, kills, freezes and thaws a test server in a process of its own, as the faults of a
 * real one are had by commands: `control.ts start|stop|kill|freeze|thaw FOLDER PORT`. Returns when
 * it is done; the folder holds what the server has stored, and its process id.
 */
import { spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const ROOT = resolve(import.meta.dirname, '../../..')
const [, , command = '', folder = '', port = ''] = process.argv
const pidFile = join(folder, 'pid')

const pid = (): number => Number(readFileSync(pidFile, 'utf8'))

const isAlive = (): boolean => {
  try {
    process.kill(pid(), 0)
    return true
  } catch {
    return false
  }
}

const answers = (): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.on('error', () => done(false))
  })

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await sleep(20)
}

const start = async (): Promise<void> => {
  if (existsSync(pidFile) && isAlive()) return
  const out = openSync(join(folder, 'out'), 'a')
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', resolve(import.meta.dirname, '../testing/child.ts')],
      ...['--port', port, '--data', join(folder, 'data'), '--detached'],
    ],
    {
      cwd: ROOT,
      env: { ...process.env, TSX_TSCONFIG_PATH: resolve(ROOT, 'tsconfig.json') },
      detached: true,
      stdio: ['ignore', out, out],
    },
  )
  writeFileSync(pidFile, String(child.pid))
  child.unref()
  await until(answers)
}

const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  if (!existsSync(pidFile) || !isAlive()) return
  process.kill(pid(), signal)
  await until(() => !isAlive())
}

switch (command) {
  case 'start':
    await start()
    break
  case 'stop':
    await end('SIGTERM')
    break
  case 'kill':
    await end('SIGKILL')
    break
  case 'freeze':
    process.kill(pid(), 'SIGSTOP')
    break
  case 'thaw':
    process.kill(pid(), 'SIGCONT')
    break
  default:
    throw new Error(`${command} is no command`)
}
