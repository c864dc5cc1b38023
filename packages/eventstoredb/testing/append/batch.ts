/** The append of many callers over one call. */
import { setImmediate as breath } from 'node:timers/promises'

import { status, type handleBidiStreamingCall } from '@grpc/grpc-js'
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'

import { SILENT, withFaults, type Host } from '../call.js'
import type { NewRecord } from '../log/record.js'
import { bytesField, messageField, textField, varintField } from '../wire/protobuf.js'
import { recordOf, sizeOf, streamOf, uuidOf } from '../wire/requests.js'
import { answerable, CallFailure, handlerThrew, invalidArgument } from '../wire/status.js'

import { appendName, LIMIT } from './classic.js'
import type { Expected } from './rules.js'
import { append, type Outcome } from './write.js'

/** What is gathered of an append until its last message. */
interface Pending {
  readonly stream: string
  readonly expected: Expected
  readonly events: Array<NewRecord>
  size: number
}

const EMPTY = new Uint8Array(0)

/** A result: google.rpc.Status with one of the server's own messages in it. */
const failed = (code: number, name: string, details: Uint8Array = EMPTY): Buffer =>
  messageField(
    2,
    varintField(1, code),
    textField(2, name),
    messageField(
      3,
      textField(1, `type.googleapis.com/event_store.client.${name}`),
      bytesField(2, details),
    ),
  )

const TIMED_OUT = failed(4, 'Timeout')
const DENIED = failed(7, 'AccessDenied')

const isDenial = (failure: unknown): boolean =>
  failure instanceof CallFailure && failure.code === status.PERMISSION_DENIED

const nothing = (field: number): Buffer => bytesField(field, EMPTY)

const expectedField = (expected: Expected): Buffer => {
  switch (expected) {
    case 'any':
      return nothing(4)
    case 'streamExists':
      return nothing(5)
    case 'noStream':
      return nothing(6)
    default:
      return varintField(3, expected)
  }
}

const resultOf = (stream: string, expected: Expected, outcome: Outcome): Buffer => {
  switch (outcome._tag) {
    case 'Done': {
      const { last, position } = outcome
      return messageField(
        3,
        last < 0 ? nothing(2) : varintField(1, last),
        position === undefined
          ? nothing(4)
          : messageField(3, varintField(1, position), varintField(2, position)),
      )
    }
    case 'Conflict': {
      const actual = outcome.actual < 0 ? nothing(2) : varintField(1, outcome.actual)
      return failed(6, 'WrongExpectedVersion', Buffer.concat([actual, expectedField(expected)]))
    }
    case 'Deleted':
      return failed(5, 'StreamDeleted', messageField(1, textField(3, stream)))
  }
}

const expectedOf = (options: BatchAppendReq.Options): Expected => {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition())
  if (options.hasNoStream()) return 'noStream'
  if (options.hasStreamExists()) return 'streamExists'
  if (options.hasAny()) return 'any'
  throw invalidArgument("'None' is not a valid ExpectedStreamPositionOneofCase")
}

const badRequest = (why: string): Buffer => failed(3, 'BadRequest', textField(1, why))

export const batchAppend =
  (host: Host): handleBidiStreamingCall<BatchAppendReq, BatchAppendResp | Buffer> =>
  (call) => {
    const pending = new Map<string, Pending>()
    const forget = host.keep({
      call,
      end: (how) => (how === 'clean' ? call.end() : call.destroy(handlerThrew())),
    })

    const gather = (id: string, request: BatchAppendReq): Pending | Buffer | undefined => {
      const options = request.getOptions()
      if (options !== undefined && !pending.has(id)) {
        const stream = streamOf(options.getStreamIdentifier())
        host.admit('write', stream, call.metadata)
        const deadline = options.getDeadline()?.toDate().getTime() ?? Infinity
        if (deadline <= Date.now()) return TIMED_OUT
        pending.set(id, { stream, expected: expectedOf(options), events: [], size: 0 })
      }
      const found = pending.get(id)
      if (found === undefined) return undefined
      for (const message of request.getProposedMessagesList()) {
        const event = recordOf(message)
        found.size += sizeOf(event, host.has('wholeSize'))
        found.events.push(event)
      }
      if (found.size > LIMIT) {
        pending.delete(id)
        return failed(3, 'MaximumAppendSizeExceeded', varintField(1, LIMIT))
      }
      if (!request.getIsFinal()) return undefined
      pending.delete(id)
      if (found.stream === '') throw handlerThrew()
      return found
    }

    const carryOut = ({ stream, expected, events }: Pending): Promise<Buffer | typeof SILENT> =>
      withFaults(host, { name: appendName(stream), stream, peer: call.getPeer() }, () =>
        resultOf(stream, expected, append(host.log, stream, expected, events)),
      ).catch((failure: unknown) => {
        if (isDenial(failure)) return DENIED
        throw failure
      })

    const take = async (request: BatchAppendReq): Promise<void> => {
      const id = uuidOf(request.getCorrelationId()) ?? ''
      const stream =
        pending.get(id)?.stream ?? streamOf(request.getOptions()?.getStreamIdentifier())
      const say = (result: Buffer): void => {
        const head = messageField(1, textField(2, id))
        const tail = messageField(4, textField(3, stream))
        if (!call.destroyed) call.write(Buffer.concat([head, result, tail]))
      }
      let ready: Pending | Buffer | undefined
      try {
        ready = gather(id, request)
      } catch (failure) {
        pending.delete(id)
        say(isDenial(failure) ? DENIED : badRequest(String(failure)))
        return
      }
      if (ready === undefined) return
      // whether the call was given up meanwhile shows a turn later
      await breath()
      if (call.cancelled) return
      const result = Buffer.isBuffer(ready) ? ready : await carryOut(ready)
      if (result !== SILENT) say(result)
    }

    call.on('data', (request: BatchAppendReq) => {
      take(request).catch((failure: unknown) => {
        call.emit('error', answerable(failure))
      })
    })
    call.on('end', () => {
      forget()
      call.end()
    })
    call.on('cancelled', forget)
  }
