/**
 * A test server in a process of its own. Prints its connection string; ends with its standard input
 * where that is a pipe, on SIGTERM as a server that is stopped, and loses nothing when it is killed
 * where it has a file.
 *
 *   child.ts [--port 2113] [--data FILE] [--version 23.10.8] [--grace MS]
 *            [--stream NAME --count 1000000 | --made MODULE]
 *
 * `--count` events are made when they are read; a module's default export is a `GeneratedStream`.
 */
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

import { fileLog, generatedStream, memoryLog, startServer, type GeneratedStream } from './index.js'

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    version: { type: 'string' },
    grace: { type: 'string' },
    stream: { type: 'string' },
    count: { type: 'string' },
    made: { type: 'string' },
    detached: { type: 'boolean' },
  },
})

const AT = '2025-03-01T08:00:00.000Z'

const counted = (stream: string, count: number): GeneratedStream =>
  generatedStream(stream, count, (n) => ({
    type: 'Counted',
    data: { at: AT, n, text: 'x'.repeat(100) },
    metadata: {
      actor: { id: 'counter', role: 'system' },
      commandId: String(n),
      $correlationId: stream,
      $causationId: stream,
      schemaVersion: 1,
      recordedAt: AT,
    },
  }))

const isGenerated = (value: unknown): value is GeneratedStream =>
  typeof value === 'object' && value !== null && 'stream' in value && 'count' in value

const generated = async (): Promise<GeneratedStream | undefined> => {
  if (values.count !== undefined) return counted(values.stream ?? 'counted-1', Number(values.count))
  if (values.made === undefined) return undefined
  const module: unknown = await import(pathToFileURL(values.made).href)
  const made: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : {}
  if (!isGenerated(made)) throw new Error(`${values.made} exports no GeneratedStream`)
  return made
}

const main = async (): Promise<void> => {
  const made = await generated()
  const options = made === undefined ? {} : { generated: made }
  const log = values.data === undefined ? memoryLog(options) : fileLog(values.data, options)
  const server = await startServer({
    log,
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
    ...(values.version === undefined ? {} : { version: values.version }),
  })
  const end = (grace: number): void => {
    void server.stop({ grace }).then(() => process.exit(0))
  }
  process.on('SIGTERM', () => end(Number(values.grace ?? 5000)))
  if (values.detached !== true) process.stdin.on('end', () => end(0)).resume()
  process.stdout.write(`${server.connectionString}\n`)
}

await main()
