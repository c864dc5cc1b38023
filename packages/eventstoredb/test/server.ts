/**
 * The server that the suites run on: a test server of their own, or a real one where CASETRAIL_ESDB
 * holds a connection string. A real one is restarted, killed and frozen by the commands that
 * CASETRAIL_ESDB_START, _STOP, _KILL, _FREEZE and _THAW name; without them, what needs them is
 * skipped, and said to be.
 */
import { exec } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

import { startProxy, startServer, type CuttingProxy, type TestServer } from '../testing/index.js'
import type { TestServerOptions } from '../testing/index.js'

const real = process.env['CASETRAIL_ESDB'] ?? ''

/** Whether the suites run on a real server. */
export const isReal = real !== ''

/** Its connection string, or nothing. */
export const realUrl = real

const HOSTS = /^esdb(?:\+discover)?:\/\/(?:[^@/]*@)?([^/?]+)/u

const hostOf = (connectionString: string): string => HOSTS.exec(connectionString)?.[1] ?? ''

const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

say(
  isReal
    ? `EventStoreDB: the suites run on the real server at ${hostOf(real)}`
    : 'EventStoreDB: the suites run on the test server (CASETRAIL_ESDB names no real one)',
)

/** What can be done to a server. */
export interface Controls {
  readonly start: () => Promise<void>
  /** As a server is stopped: what is open ends without a status some time later. */
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
  readonly freeze: () => Promise<void>
  readonly thaw: () => Promise<void>
}

export interface Esdb {
  readonly connectionString: string
  /** Names of streams that begin with it are of this file's run only. */
  readonly prefix: string
  /** The test server, with its faults; none on a real one. */
  readonly server: TestServer | undefined
  /** None on a real server whose commands are not named. */
  readonly controls: Controls | undefined
  /** A proxy before the server. */
  readonly proxy: () => Promise<CuttingProxy>
  readonly close: () => Promise<void>
}

const COMMANDS = ['START', 'STOP', 'KILL', 'FREEZE', 'THAW'] as const

const command = (name: (typeof COMMANDS)[number]): string | undefined =>
  process.env[`CASETRAIL_ESDB_${name}`]

/** Whether the server can be restarted, killed and frozen. */
export const hasControls = !isReal || COMMANDS.every((name) => command(name) !== undefined)

/** Says aloud that something is skipped, and whether it is: `it.skipIf(skipped(…))`. */
export const skippedWithoutControls = (what: string): boolean => {
  if (!hasControls)
    say(`EventStoreDB: skipped, for CASETRAIL_ESDB_START … _THAW name no commands: ${what}`)
  return !hasControls
}

/** The same for what only the test server can do, such as a scripted fault. */
export const skippedOnReal = (what: string): boolean => {
  if (isReal) say(`EventStoreDB: skipped on a real server: ${what}`)
  return isReal
}

/** Runs a command that acts on the real server. */
export const runControl = async (name: (typeof COMMANDS)[number]): Promise<void> => {
  await promisify(exec)(command(name) ?? '')
}

const controlsOfReal = (): Controls | undefined => {
  if (!hasControls) return undefined
  const run = (name: (typeof COMMANDS)[number]) => () => runControl(name)
  return {
    start: run('START'),
    stop: run('STOP'),
    kill: run('KILL'),
    freeze: run('FREEZE'),
    thaw: run('THAW'),
  }
}

const controlsOf = (server: TestServer): Controls => ({
  start: server.restart,
  stop: () => server.stop({ grace: 500 }),
  kill: server.kill,
  freeze: () => {
    server.freeze()
    return Promise.resolve()
  },
  thaw: () => {
    server.thaw()
    return Promise.resolve()
  },
})

/** The server of a test file; close it after the last test. */
export const esdb = async (options: TestServerOptions = {}): Promise<Esdb> => {
  const server = isReal ? undefined : await startServer(options)
  const connectionString = server?.connectionString ?? real
  const [host = '', port = '2113'] = hostOf(connectionString).split(',')[0]?.split(':') ?? []
  return {
    connectionString,
    prefix: `t${randomBytes(5).toString('hex')}-`,
    server,
    controls: server === undefined ? controlsOfReal() : controlsOf(server),
    proxy: () => startProxy({ host, port: Number(port) }),
    close: async () => {
      await server?.stop()
    },
  }
}
