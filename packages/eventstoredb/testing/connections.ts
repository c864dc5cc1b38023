/** The TCP side of a server: it can be reset, frozen, and opened again on the same port. */
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

export interface Connections {
  /** Takes connections, on a free port for 0; resolves to the port. */
  readonly open: (port: number) => Promise<number>
  /** Takes no more connections; those there are stay. */
  readonly shut: () => void
  /** Closes all, as the end of a process does. */
  readonly closeAll: () => void
  /** Resets one, by its `address:port`. */
  readonly reset: (peer: string) => void
  /** Reads nothing any more, not even the client's pings, until it is thawed. */
  readonly freeze: () => void
  readonly thaw: () => void
}

/** A certificate and its key, in PEM. */
export interface Identity {
  readonly cert: string
  readonly key: string
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/**
 * Stops or starts the reading of a socket at its handle: HTTP/2 reads there, past the socket's own
 * `pause`.
 */
const reading = (socket: Socket, how: 'readStop' | 'readStart'): void => {
  const handle = member(socket, '_handle')
  const change = member(handle, how)
  if (typeof change !== 'function') throw new Error(`a socket has no ${how} any more`)
  Reflect.apply(change, handle, [])
}

const listening = (take: (socket: Socket) => void, identity: Identity | undefined): Server =>
  identity === undefined
    ? createServer({ noDelay: true }, take)
    : createTlsServer({ ...identity, ALPNProtocols: ['h2'] }, take)

/** Hands each socket that is taken to `take`. */
export const connections = (
  take: (socket: Socket) => void,
  identity: Identity | undefined,
): Connections => {
  const sockets = new Map<string, Socket>()
  const waiting = new Set<Socket>()
  let frozen = false
  let server: Server | undefined

  const adopt = (socket: Socket): void => {
    const peer = `${socket.remoteAddress ?? ''}:${String(socket.remotePort)}`
    sockets.set(peer, socket)
    socket.on('close', () => {
      sockets.delete(peer)
      waiting.delete(socket)
    })
    socket.on('error', () => undefined)
    if (frozen) waiting.add(socket)
    else take(socket)
  }

  return {
    open: (port) =>
      new Promise((done, fail) => {
        const opened = listening(adopt, identity)
        server = opened
        opened.once('error', fail)
        opened.listen(port, '127.0.0.1', () => {
          const address = opened.address()
          done(typeof address === 'object' && address !== null ? address.port : port)
        })
      }),
    shut: () => {
      // the port is free at once, though the server waits for its connections
      server?.close()
      server = undefined
    },
    closeAll: () => {
      frozen = false
      for (const socket of sockets.values()) socket.destroy()
    },
    reset: (peer) => sockets.get(peer)?.resetAndDestroy(),
    freeze: () => {
      frozen = true
      for (const socket of sockets.values()) reading(socket, 'readStop')
    },
    thaw: () => {
      frozen = false
      for (const socket of sockets.values()) if (!waiting.has(socket)) reading(socket, 'readStart')
      for (const socket of waiting) take(socket)
      waiting.clear()
    },
  }
}
