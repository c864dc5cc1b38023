/** The append of a call of its own. */
import { setImmediate as breath } from 'node:timers/promises'

import type { handleClientStreamingCall } from '@grpc/grpc-js'
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import messages from '@eventstore/db-client/generated/streams_pb.js'

import { reply, SILENT, withFaults, type Host } from '../call.js'
import { originalOf, type NewRecord } from '../log/record.js'
import { recordOf, sizeOf, streamOf } from '../wire/requests.js'
import { handlerThrew, invalidArgument, streamDeleted, tooLarge } from '../wire/status.js'

import type { Expected } from './rules.js'
import { append, type Outcome } from './write.js'

/** The bytes that one append may hold. */
export const LIMIT = 1_048_576

/** The options of appends and deletes that say which revision is expected. */
export interface ExpectedOption {
  readonly hasRevision: () => boolean
  readonly getRevision: () => string
  readonly hasNoStream: () => boolean
  readonly hasStreamExists: () => boolean
  readonly hasAny: () => boolean
}

export const expectedOf = (options: ExpectedOption): Expected => {
  if (options.hasRevision()) return Number(options.getRevision())
  if (options.hasNoStream()) return 'noStream'
  if (options.hasStreamExists()) return 'streamExists'
  if (options.hasAny()) return 'any'
  throw invalidArgument("'None' is not a valid ExpectedStreamRevisionOneofCase")
}

const { Empty } = shared

const conflict = (expected: Expected, actual: number): AppendResp => {
  const wrong = new messages.AppendResp.WrongExpectedVersion()
  if (expected === 'any') wrong.setExpectedAny(new Empty())
  else if (expected === 'streamExists') wrong.setExpectedStreamExists(new Empty())
  else if (expected === 'noStream') wrong.setExpectedNoStream(new Empty())
  else wrong.setExpectedRevision(String(expected))
  if (actual < 0) wrong.setCurrentNoStream(new Empty())
  else wrong.setCurrentRevision(String(actual))
  const answer = new messages.AppendResp()
  answer.setWrongExpectedVersion(wrong)
  return answer
}

const success = (last: number, position: number | undefined): AppendResp => {
  const done = new messages.AppendResp.Success()
  if (last < 0) done.setNoStream(new Empty())
  else done.setCurrentRevision(String(last))
  if (position === undefined) done.setNoPosition(new Empty())
  else {
    const at = new messages.AppendResp.Position()
    at.setCommitPosition(String(position))
    at.setPreparePosition(String(position))
    done.setPosition(at)
  }
  const answer = new messages.AppendResp()
  answer.setSuccess(done)
  return answer
}

const answerOf = (stream: string, expected: Expected, outcome: Outcome): AppendResp => {
  switch (outcome._tag) {
    case 'Done':
      return success(outcome.last, outcome.position)
    case 'Conflict':
      return conflict(expected, outcome.actual)
    case 'Deleted':
      throw streamDeleted(stream)
  }
}

/** Which call it is to the faults: stream metadata is appended too. */
export const appendName = (stream: string): 'append' | 'metadata' =>
  originalOf(stream) === undefined ? 'append' : 'metadata'

export const classicAppend =
  (host: Host): handleClientStreamingCall<AppendReq, AppendResp> =>
  (call, answer) => {
    const take = async (): Promise<AppendResp | typeof SILENT> => {
      let options: AppendReq.Options | undefined
      const events: Array<NewRecord> = []
      let size = 0
      for await (const request of call as AsyncIterable<AppendReq>) {
        const proposed = request.getProposedMessage()
        if (options === undefined) {
          options = request.getOptions()
          host.admit('write', streamOf(options?.getStreamIdentifier()), call.metadata)
        } else if (proposed !== undefined) {
          const event = recordOf(proposed)
          size += sizeOf(event, host.has('wholeSize'))
          if (size > LIMIT) throw tooLarge(LIMIT)
          events.push(event)
        }
      }
      const stream = streamOf(options?.getStreamIdentifier())
      if (options === undefined || stream === '') throw handlerThrew()
      const expected = expectedOf(options)
      const begun = { name: appendName(stream), stream, peer: call.getPeer() }
      // a request that is cut ends like one that is whole; that it was given up shows a turn later
      await breath()
      if (call.cancelled) return SILENT
      return withFaults(host, begun, () =>
        answerOf(stream, expected, append(host.log, stream, expected, events)),
      )
    }
    reply(take(), answer)
  }
