/** What a call to the client ended with, as the port's errors. */
import type { StoreFault, StreamDeleted, Unavailable, StreamName } from '@casetrail/core'

/** A failure as far as it is understood; `lasting`: trying again is of no use. */
export interface Failure {
  readonly reason: string
  readonly fault: StoreFault | undefined
  readonly lasting: boolean
  /** gRPC status, where it came with one. */
  readonly code: number | undefined
}

/** The client's own kind of a failure: its `message` and `name` may be empty. */
export const typeOf = (thrown: unknown): string | undefined =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'type' in thrown &&
  typeof thrown.type === 'string'
    ? thrown.type
    : undefined

const codeOf = (thrown: unknown): number | undefined =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'code' in thrown &&
  typeof thrown.code === 'number'
    ? thrown.code
    : undefined

const UNAUTHENTICATED = 16
const PERMISSION_DENIED = 7
const UNIMPLEMENTED = 12

/** Something that this package found wrong with the server's behaviour; thrown and caught inside it. */
export class ServerFault extends Error {
  constructor(
    message: string,
    readonly fault?: StoreFault,
  ) {
    super(message)
  }
}

const TLS =
  /SSL|TLS|certificate|self.signed|altnames|wrong version number|EPROTO|ERR_HTTP2_ERROR|Protocol error/i
const UNREACHABLE =
  /No connection established|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|Name resolution failed|Failed to discover/

/** A server that speaks TLS does so to plain text; but so does one that is just starting. */
const CLOSED_AT_ONCE = /Last error: Failed to connect/

/** A server that ends while a connection is being made says so, as one does that knows no TLS. */
const CLOSED_IN_HANDSHAKE = /disconnected before secure TLS connection/

const messageOf = (thrown: unknown): string => {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  const type = typeOf(thrown)
  if (text.trim() === '') return type ?? 'the client gave no reason'
  return text.replaceAll(/\s+/g, ' ').replace(/\.? Resolution note: ?$/, '')
}

const lasting = (fault: StoreFault, reason: string, code?: number): Failure => ({
  fault,
  reason,
  lasting: true,
  code,
})

/** Understands what was thrown or emitted. */
export const failureOf = (thrown: unknown): Failure => {
  const code = codeOf(thrown)
  const message = messageOf(thrown)
  if (thrown instanceof ServerFault) {
    const { fault } = thrown
    return { reason: message, fault, lasting: fault !== undefined, code }
  }
  if (code === UNAUTHENTICATED) {
    return lasting('notAuthenticated', `${message}; check user and password`, code)
  }
  if (code === PERMISSION_DENIED || typeOf(thrown) === 'access-denied') {
    return lasting('accessDenied', `${message}; give the user a role that may`, code)
  }
  if (code === UNIMPLEMENTED) {
    return lasting('tooOld', `${message}; EventStoreDB 20.10 or newer is needed`, code)
  }
  if (CLOSED_IN_HANDSHAKE.test(message)) {
    const reason = `${message}; if it stays so: does the server speak TLS?`
    return { reason, fault: 'unreachable', lasting: false, code }
  }
  if (TLS.test(message)) {
    const advice =
      'is it the port of an EventStoreDB, with TLS and a certificate of an authority that is known here?'
    return lasting('tlsMismatch', `${message}; ${advice}`, code)
  }
  const fault = UNREACHABLE.test(message) ? 'unreachable' : undefined
  const hint = CLOSED_AT_ONCE.test(message) ? '; it closes what it takes: does it want TLS?' : ''
  return { reason: message + hint, fault, lasting: false, code }
}

/** A failure as the port's error. */
export const unavailableBy = (name: string, { reason, fault }: Failure): Unavailable => ({
  _tag: 'Unavailable',
  reason: `${name}: ${reason}`,
  ...(fault === undefined ? {} : { fault }),
})

export const streamDeleted = (stream: StreamName): StreamDeleted => ({
  _tag: 'StreamDeleted',
  stream,
})
