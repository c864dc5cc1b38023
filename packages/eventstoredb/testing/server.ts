/** The test server: EventStoreDB as far as its client needs it, in this process. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Member } from './features.js'
import { memoryLog } from './log/log.js'
import {
  HOST,
  startNode,
  type Membership,
  type TestServer,
  type TestServerOptions,
} from './node.js'
import { notLeader, notReady } from './wire/status.js'

/**
 * Starts a server that stands in for EventStoreDB: streams, $all, subscriptions and groups of
 * competing consumers, with what goes wrong scripted by its `faults`. It holds in memory what it
 * stores, and serves until it is stopped.
 */
export const startServer = (options: TestServerOptions = {}): Promise<TestServer> => {
  const id = randomUUID()
  return startNode(options, (port) => ({
    members: () => [{ id, host: HOST, port, isAlive: true, isLeader: true }],
    admit: () => undefined,
  }))
}

/** Nodes that have one log, of which one leads. */
export interface TestCluster {
  readonly nodes: ReadonlyArray<TestServer>
  /** For a client that finds the leader by gossip. */
  readonly connectionString: string
  readonly leader: () => TestServer | undefined
  /** Lets another node lead, after `gap` milliseconds (200 unless given) in which none does. */
  readonly elect: (index: number, gap?: number) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts a cluster in this process. Writes on a node that doesn't lead are refused by its leader's name. */
export const startCluster = async (
  count = 2,
  options: Omit<TestServerOptions, 'port' | 'identity'> = {},
): Promise<TestCluster> => {
  const log = options.log ?? memoryLog()
  const ports: Array<number> = []
  const ids = Array.from({ length: count }, () => randomUUID())
  let leading: number | undefined = 0

  const members = (): ReadonlyArray<Member> =>
    ports.map((port, i) => ({
      id: ids[i] ?? '',
      host: HOST,
      port,
      isAlive: true,
      isLeader: i === leading,
    }))

  const membership =
    (index: number) =>
    (port: number): Membership => {
      ports[index] = port
      return {
        members,
        admit: (needsLeader) => {
          if (!needsLeader || index === leading) return
          const leader = leading === undefined ? undefined : ports[leading]
          throw leader === undefined ? notReady() : notLeader(HOST, leader)
        },
      }
    }

  const nodes: Array<TestServer> = []
  for (let i = 0; i < count; i++) nodes.push(await startNode({ ...options, log }, membership(i)))

  return {
    nodes,
    connectionString: `esdb://${ports.map((port) => `${HOST}:${String(port)}`).join(',')}?tls=false`,
    leader: () => (leading === undefined ? undefined : nodes[leading]),
    elect: async (index, gap = 200) => {
      leading = undefined
      await sleep(gap)
      leading = index
    },
    stop: async () => {
      for (const node of nodes) await node.stop()
    },
  }
}
