/** The TCP side of a server: it can be reset, frozen, and opened again on the same port. */
import { createServer, type Server, type Socket } from 'node:net'

export interface Connections {
  /** Takes connections, on a free port for 0; resolves to the port. */
  readonly open: (port: number) => Promise<number>
  /** Takes no more connections; those there are stay. */
  readonly shut: () => Promise<void>
  /** Resets all connections. */
  readonly resetAll: () => void
  /** Resets one, by its `address:port`. */
  readonly reset: (peer: string) => void
  /** Reads nothing and takes nothing any more, not even the client's pings, until it is thawed. */
  readonly freeze: () => void
  readonly thaw: () => void
  readonly isFrozen: () => boolean
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/**
 * Stops or starts the reading of a socket at its handle: HTTP/2 reads from there, past the socket's
 * own `pause`.
 */
const reading = (socket: Socket, how: 'readStop' | 'readStart'): void => {
  const handle = member(socket, '_handle')
  const change = member(handle, how)
  if (typeof change === 'function') Reflect.apply(change, handle, [])
}

/** Hands each socket that is taken to `take`. */
export const connections = (take: (socket: Socket) => void): Connections => {
  const sockets = new Map<string, Socket>()
  let waiting: Array<Socket> = []
  let frozen = false
  let server: Server | undefined

  const adopt = (socket: Socket): void => {
    const peer = `${socket.remoteAddress ?? ''}:${String(socket.remotePort)}`
    sockets.set(peer, socket)
    socket.on('close', () => sockets.delete(peer))
    socket.on('error', () => undefined)
    if (frozen) waiting.push(socket)
    else take(socket)
  }

  const resetSocket = (socket: Socket): void => {
    socket.resetAndDestroy()
  }

  return {
    open: (port) =>
      new Promise((done, fail) => {
        const opened = createServer({ noDelay: true }, adopt)
        server = opened
        opened.once('error', fail)
        opened.listen(port, '127.0.0.1', () => {
          const address = opened.address()
          done(typeof address === 'object' && address !== null ? address.port : port)
        })
      }),
    shut: () =>
      new Promise((done) => {
        if (server === undefined) done()
        // the callback waits for the connections too; the port is free at once
        else server.close()
        server = undefined
        setImmediate(done)
      }),
    resetAll: () => {
      for (const socket of sockets.values()) resetSocket(socket)
      waiting = []
    },
    reset: (peer) => {
      const socket = sockets.get(peer)
      if (socket !== undefined) resetSocket(socket)
    },
    freeze: () => {
      frozen = true
      for (const socket of sockets.values()) reading(socket, 'readStop')
    },
    thaw: () => {
      frozen = false
      for (const socket of sockets.values())
        if (!waiting.includes(socket)) reading(socket, 'readStart')
      const waited = waiting
      waiting = []
      for (const socket of waited) take(socket)
    },
    isFrozen: () => frozen,
  }
}
