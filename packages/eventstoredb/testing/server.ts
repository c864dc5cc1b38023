/** The test server: EventStoreDB as far as its client needs it, in this process. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { Server, ServerCredentials } from '@grpc/grpc-js'

import { batchAppend } from './append/batch.js'
import { classicAppend } from './append/classic.js'
import { deleteStream, tombstoneStream } from './append/delete.js'
import { endWithoutStatus, type Host, type Open } from './call.js'
import { connections } from './connections.js'
import { faultScript, type Faults } from './faults.js'
import { getSupportedMethods, readGossip, traitsOf } from './features.js'
import { memoryLog, type Log } from './log/log.js'
import { openGroups } from './persistent/groups.js'
import { groupCalls } from './persistent/service.js'
import { read } from './read/read.js'
import {
  featuresService,
  gossipService,
  persistentService,
  streamsService,
} from './wire/services.js'

export interface TestServerOptions {
  /** A free port unless given. */
  readonly port?: number
  /** Which server it stands in for; 23.10.8 unless given. Decides what it can do. */
  readonly version?: string
  /** What it has stored; nothing unless given. Another server may have had it before. */
  readonly log?: Log
  /** How many live events may wait for a consumer that takes none; 256 unless given. */
  readonly liveQueue?: number
}

/** A running server. */
export interface TestServer {
  readonly port: number
  /** `esdb://…?tls=false`, for a client. */
  readonly connectionString: string
  readonly log: Log
  readonly faults: Faults
  /** Ends what is open: subscriptions without an error, cut, or as too slow. */
  readonly endOpen: (how: 'clean' | 'cut' | 'tooSlow') => void
  /**
   * Takes nothing new and ends what is open without a status after `grace` milliseconds (0 unless
   * given), as a server does that is stopped.
   */
  readonly stop: (options?: { readonly grace?: number }) => Promise<void>
  /** Resets all connections, as the end of its process would. */
  readonly kill: () => Promise<void>
  /** Kills it where it runs, and starts it on the same port with what it had stored. */
  readonly restart: () => Promise<void>
  /** Says nothing any more until it is thawed, not even to the client's pings. */
  readonly freeze: () => void
  readonly thaw: () => void
}

const HOST = '127.0.0.1'

/** Starts a server. */
export const startServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const { version = '23.10.8', log = memoryLog(), liveQueue = 256 } = options
  const faults = faultScript()
  const open = new Set<Open>()
  const id = randomUUID()
  let groups = openGroups(log)
  let grpc: { readonly inject: ReturnType<Server['createConnectionInjector']> } | undefined
  const tcp = connections((socket) => grpc?.inject.injectConnection(socket))

  const host: Host = {
    log,
    faults,
    admit: () => undefined,
    reset: (peer) => tcp.reset(peer),
    has: traitsOf(version),
    keep: (call) => {
      open.add(call)
      return () => open.delete(call)
    },
    liveQueue,
  }

  const serve = (): void => {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 })
    server.addService(streamsService, {
      read: read(host),
      append: classicAppend(host),
      batchAppend: batchAppend(host),
      delete: deleteStream(host),
      tombstone: tombstoneStream(host),
    })
    server.addService(persistentService, groupCalls(host, groups))
    server.addService(gossipService, {
      read: readGossip(() => [{ id, host: HOST, port, isAlive: true, isLeader: true }]),
    })
    if (host.has('features'))
      server.addService(featuresService, {
        getSupportedMethods: getSupportedMethods(host, version),
      })
    grpc = { inject: server.createConnectionInjector(ServerCredentials.createInsecure()) }
  }

  serve()
  const port = await tcp.open(options.port ?? 0)

  const kill = async (): Promise<void> => {
    const shut = tcp.shut()
    tcp.resetAll()
    grpc?.inject.destroy()
    grpc = undefined
    open.clear()
    groups.close()
    await shut
  }

  return {
    port,
    connectionString: `esdb://${HOST}:${String(port)}?tls=false`,
    log,
    faults,
    endOpen: (how) => {
      for (const one of [...open]) one.end(how)
    },
    stop: async ({ grace = 0 } = {}) => {
      const shut = tcp.shut()
      grpc?.inject.drain(grace + 1000)
      if (grace > 0) await sleep(grace)
      for (const { call } of [...open]) endWithoutStatus(call)
      await shut
      await sleep(10)
      await kill()
    },
    kill,
    restart: async () => {
      await kill()
      groups = openGroups(log)
      serve()
      await tcp.open(port)
    },
    freeze: tcp.freeze,
    thaw: tcp.thaw,
  }
}
