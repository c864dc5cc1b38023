/** The errors of a server: status, and the trailers that the client tells them by. */
import { Metadata, status } from '@grpc/grpc-js'

/** A call's failure, as it is thrown. */
export class CallFailure extends Error {
  readonly code: status
  readonly details: string
  readonly metadata: Metadata

  constructor(code: status, details: string, trailers: Readonly<Record<string, string>> = {}) {
    super(details)
    this.name = 'CallFailure'
    this.code = code
    this.details = details
    this.metadata = new Metadata()
    for (const [key, value] of Object.entries(trailers))
      if (value !== '') this.metadata.set(key, value)
  }
}

export const unknownError = (result: string): CallFailure =>
  new CallFailure(status.UNKNOWN, `Unexpected ${result}: Error`)

/** What a handler's own mistake, or an argument it can't take, is shown as. */
export const handlerThrew = (): CallFailure =>
  new CallFailure(status.UNKNOWN, 'Exception was thrown by handler.')

/** Whether a caller went away before it had said all. */
const isGone = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && failure.code === 'ERR_STREAM_PREMATURE_CLOSE'

/** A failure as it is answered. One that is no answer is a mistake of this server: it is printed. */
export const answerable = (failure: unknown): CallFailure => {
  if (failure instanceof CallFailure) return failure
  if (isGone(failure)) return new CallFailure(status.CANCELLED, 'The caller is gone')
  console.error('The test server failed:', failure)
  return handlerThrew()
}

export const invalidArgument = (what: string): CallFailure =>
  new CallFailure(status.INVALID_ARGUMENT, what)

export const streamDeleted = (stream: string): CallFailure =>
  new CallFailure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  })

export const wrongExpectedVersion = (
  stream: string,
  expected: number,
  actual: number,
): CallFailure =>
  new CallFailure(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${String(expected)}, Actual version: ${String(actual)}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  )

export const tooLarge = (limit: number): CallFailure =>
  new CallFailure(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(limit)} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  })

export const missingProperty = (property: string): CallFailure =>
  new CallFailure(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  })

export const accessDenied = (): CallFailure =>
  new CallFailure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })

export const notAuthenticated = (): CallFailure =>
  new CallFailure(status.UNAUTHENTICATED, 'Unauthenticated')

export const notLeader = (host: string, port: number): CallFailure =>
  new CallFailure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  })

export const notReady = (): CallFailure =>
  new CallFailure(status.UNAVAILABLE, 'Server Is Not Ready')

/** What the client shows of a call whose connection was reset. */
export const connectionDropped = (): CallFailure =>
  new CallFailure(status.UNAVAILABLE, 'Connection dropped')

export const timedOut = (why: string): CallFailure =>
  new CallFailure(status.ABORTED, `Operation timed out: ${why}`)

export const tooSlow = (): CallFailure =>
  timedOut('Consumer too slow to handle event while live. Client resubscription required.')

const group = (
  code: status,
  exception: string,
  details: string,
  stream: string,
  name: string,
): CallFailure =>
  new CallFailure(code, details, { exception, 'stream-name': stream, 'group-name': name })

export const groupMissing = (stream: string, name: string): CallFailure =>
  group(
    status.NOT_FOUND,
    'persistent-subscription-does-not-exist',
    `Subscription group ${name} on stream ${stream} does not exist.`,
    stream,
    name,
  )

export const groupExists = (stream: string, name: string): CallFailure =>
  group(
    status.ALREADY_EXISTS,
    'persistent-subscription-exists',
    `Subscription group ${name} on stream ${stream} exists.`,
    stream,
    name,
  )

export const groupDropped = (stream: string, name: string): CallFailure =>
  group(
    status.CANCELLED,
    'persistent-subscription-dropped',
    `Subscription group ${name} on stream ${stream} was dropped.`,
    stream,
    name,
  )

export const groupFull = (stream: string, name: string): CallFailure =>
  group(
    status.FAILED_PRECONDITION,
    'maximum-subscribers-reached',
    `Maximum subscriptions reached for subscription group ${name} on stream ${stream}.`,
    stream,
    name,
  )

export const groupFailed = (stream: string, name: string, reason: string): CallFailure =>
  group(
    status.INTERNAL,
    'persistent-subscription-failed',
    `Subscription group ${name} on stream ${stream} failed: '${reason}'`,
    stream,
    name,
  )
