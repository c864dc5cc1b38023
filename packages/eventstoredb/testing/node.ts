/** One node: its connections, its calls, and what it has stored. */
import { setTimeout as sleep } from 'node:timers/promises'

import { Server, ServerCredentials, type ConnectionInjector } from '@grpc/grpc-js'

import { admission, type Users } from './access.js'
import { batchAppend } from './append/batch.js'
import { classicAppend } from './append/classic.js'
import { deleteStream, tombstoneStream } from './append/delete.js'
import { endWithoutStatus, type Host, type Open } from './call.js'
import { connections, type Identity } from './connections.js'
import { faultScript, type Faults } from './faults.js'
import { getSupportedMethods, readGossip, traitsOf, type Member } from './features.js'
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
  /** With a certificate it speaks TLS only. Only then a client sends its user and password. */
  readonly identity?: Identity
  /** Its users; without them everybody may do all. */
  readonly users?: Users
}

/** A running server. */
export interface TestServer {
  readonly port: number
  /** `esdb://127.0.0.1:…`, with `?tls=false` where it has no certificate. */
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
  /** Closes all connections without a word, as the end of its process would. */
  readonly kill: () => Promise<void>
  /** Kills it where it runs, and starts it on the same port with what it had stored. */
  readonly restart: () => Promise<void>
  /** Reads nothing any more, not even the client's pings, until it is thawed. */
  readonly freeze: () => void
  readonly thaw: () => void
}

/** What a node is told by its cluster. */
export interface Membership {
  readonly members: () => ReadonlyArray<Member>
  /** Throws where this node can't do it: writes, and what asks for the leader. */
  readonly admit: (needsLeader: boolean) => void
}

export const HOST = '127.0.0.1'

const MAX_MESSAGE = 17 * 1024 * 1024

/** Starts a node, in the cluster that it is told. */
export const startNode = async (
  options: TestServerOptions,
  membership: (port: number) => Membership,
): Promise<TestServer> => {
  const { version = '23.10.8', log = memoryLog(), liveQueue = 256, identity, users } = options
  const faults = faultScript()
  const open = new Set<Open>()
  const allows = admission(log, users)
  let groups = openGroups(log)
  let injector: ConnectionInjector | undefined
  const tcp = connections((socket) => injector?.injectConnection(socket), identity)

  const host: Host = {
    log,
    faults,
    admit: (right, stream, caller) => {
      allows(right, stream, caller)
      const asked = caller.get('requires-leader')[0] === 'true'
      cluster.admit(asked || right === 'write' || right === 'delete')
    },
    reset: (peer) => tcp.reset(peer),
    has: traitsOf(version),
    keep: (call) => {
      open.add(call)
      return () => open.delete(call)
    },
    liveQueue,
  }

  const serve = (): void => {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE })
    server.addService(streamsService, {
      read: read(host),
      append: classicAppend(host),
      batchAppend: batchAppend(host),
      delete: deleteStream(host),
      tombstone: tombstoneStream(host),
    })
    server.addService(persistentService, groupCalls(host, groups))
    server.addService(gossipService, { read: readGossip(() => cluster.members()) })
    if (host.has('features'))
      server.addService(featuresService, {
        getSupportedMethods: getSupportedMethods(host, version),
      })
    injector = server.createConnectionInjector(ServerCredentials.createInsecure())
  }

  serve()
  const port = await tcp.open(options.port ?? 0)
  const cluster = membership(port)

  const kill = async (): Promise<void> => {
    tcp.shut()
    tcp.closeAll()
    injector?.destroy()
    injector = undefined
    groups.close()
    // the sockets are closed with the turn of the loop
    await sleep(1)
    open.clear()
  }

  const stop = async ({ grace = 0 }: { readonly grace?: number } = {}): Promise<void> => {
    tcp.shut()
    injector?.drain(grace + 1000)
    if (grace > 0) await sleep(grace)
    for (const { call } of [...open]) endWithoutStatus(call)
    // what was said last goes out first
    await sleep(20)
    await kill()
  }

  return {
    port,
    connectionString: `esdb://${HOST}:${String(port)}${identity ? '' : '?tls=false'}`,
    log,
    faults,
    endOpen: (how) => {
      for (const one of [...open]) one.end(how)
    },
    stop,
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
