/** A TCP proxy that cuts: between a client and any server, also a real one. */
import { connect, createServer, type Socket } from 'node:net'

/** A running proxy. */
export interface CuttingProxy {
  readonly port: number
  /** A connection string that leads through it, made of one that leads to the server. */
  readonly through: (connectionString: string) => string
  /** Resets all connections; new ones are taken. */
  readonly cut: () => void
  /**
   * Resets all connections once so many more bytes have come through: answers of the server unless
   * told otherwise.
   */
  readonly cutAfter: (bytes: number, of?: 'answers' | 'requests') => void
  /** Lets nothing through until it is thawed; new connections are taken, and wait. */
  readonly freeze: () => void
  readonly thaw: () => void
  /** How many connections were taken so far. */
  readonly taken: () => number
  readonly close: () => Promise<void>
}

/** The server behind the proxy. */
export interface ProxyTarget {
  /** 127.0.0.1 unless given. */
  readonly host?: string
  readonly port: number
}

const HOST = '127.0.0.1'

const AUTHORITY = /^(esdb(?:\+discover)?:\/\/(?:[^@/]*@)?)[^/?]+/u

interface Pair {
  readonly client: Socket
  readonly server: Socket
}

/** Starts a proxy on a free port. */
export const startProxy = ({ host = HOST, port }: ProxyTarget): Promise<CuttingProxy> => {
  const pairs = new Set<Pair>()
  const left = { answers: Infinity, requests: Infinity }
  let frozen = false
  let taken = 0

  const cut = (): void => {
    for (const { client, server } of pairs) {
      client.resetAndDestroy()
      server.resetAndDestroy()
    }
  }

  const forward = (from: Socket, to: Socket, what: 'answers' | 'requests'): void => {
    from.on('data', (bytes: Buffer) => {
      const through = bytes.subarray(0, left[what])
      left[what] -= through.length
      if (!to.write(through)) from.pause()
      if (left[what] > 0) return
      left[what] = Infinity
      // what was let through goes out before the reset
      setImmediate(cut)
    })
    to.on('drain', () => {
      if (!frozen) from.resume()
    })
    from.on('end', () => to.end())
    from.on('error', () => to.resetAndDestroy())
  }

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    taken++
    const server = connect({ host, port, allowHalfOpen: true, noDelay: true })
    const pair = { client, server }
    pairs.add(pair)
    forward(client, server, 'requests')
    forward(server, client, 'answers')
    client.on('close', () => {
      pairs.delete(pair)
      server.destroy()
    })
    server.on('close', () => client.destroy())
    if (frozen) client.pause()
  })

  const each = (act: (socket: Socket) => void): void => {
    for (const { client, server } of pairs) {
      act(client)
      act(server)
    }
  }

  return new Promise((done, fail) => {
    listener.once('error', fail)
    listener.listen(0, HOST, () => {
      const address = listener.address()
      const own = typeof address === 'object' && address !== null ? address.port : 0
      done({
        port: own,
        through: (text) => text.replace(AUTHORITY, `$1${HOST}:${String(own)}`),
        cut,
        cutAfter: (bytes, of = 'answers') => {
          left[of] = bytes
        },
        freeze: () => {
          frozen = true
          each((socket) => socket.pause())
        },
        thaw: () => {
          frozen = false
          each((socket) => socket.resume())
        },
        taken: () => taken,
        close: () =>
          new Promise((closed) => {
            listener.close(() => closed())
            cut()
          }),
      })
    })
  })
}
