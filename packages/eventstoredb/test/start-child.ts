/**
 * Starts a test server in a process of its own that outlives this one, on a port and with what its
 * folder holds: `start-child.ts FOLDER PORT`. Returns when it answers; the folder holds its process
 * id too, in `pid`.
 */
import { spawn } from 'node:child_process'
import { openSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const ROOT = resolve(import.meta.dirname, '../../..')
const [, , folder = '', port = ''] = process.argv

const answers = (): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.on('error', () => done(false))
  })

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
writeFileSync(join(folder, 'pid'), String(child.pid))
child.unref()
while (!(await answers())) await sleep(20)
