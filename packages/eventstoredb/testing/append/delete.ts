/** Deletes and tombstones. */
import type { handleUnaryCall } from '@grpc/grpc-js'
import type {
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import messages from '@eventstore/db-client/generated/streams_pb.js'

import { reply, withFaults, type Host, type SILENT } from '../call.js'
import { streamOf } from '../wire/requests.js'
import { handlerThrew, streamDeleted, wrongExpectedVersion } from '../wire/status.js'

import { expectedOf } from './classic.js'
import type { Expected } from './rules.js'
import { softDelete, tombstone, type Outcome } from './write.js'

const numberOf = (expected: Expected): number => {
  switch (expected) {
    case 'any':
      return -2
    case 'streamExists':
      return -4
    case 'noStream':
      return -1
    default:
      return expected
  }
}

const positionOf = (stream: string, expected: Expected, outcome: Outcome): number | undefined => {
  switch (outcome._tag) {
    case 'Done':
      return outcome.position
    case 'Conflict':
      throw wrongExpectedVersion(stream, numberOf(expected), outcome.actual)
    case 'Deleted':
      throw streamDeleted(stream)
  }
}

const deleteAnswer = (position: number | undefined): DeleteResp => {
  const answer = new messages.DeleteResp()
  if (position === undefined) answer.setNoPosition(new shared.Empty())
  else {
    const at = new messages.DeleteResp.Position()
    at.setCommitPosition(String(position))
    at.setPreparePosition(String(position))
    answer.setPosition(at)
  }
  return answer
}

const tombstoneAnswer = (position: number | undefined): TombstoneResp => {
  const answer = new messages.TombstoneResp()
  if (position === undefined) answer.setNoPosition(new shared.Empty())
  else {
    const at = new messages.TombstoneResp.Position()
    at.setCommitPosition(String(position))
    at.setPreparePosition(String(position))
    answer.setPosition(at)
  }
  return answer
}

/** A handler that deletes; `way` is how. */
const deleting =
  <Q extends DeleteReq | TombstoneReq, R>(
    host: Host,
    way: typeof softDelete,
    answerOf: (position: number | undefined) => R,
  ): handleUnaryCall<Q, R> =>
  (call, answer) => {
    const take = async (): Promise<R | typeof SILENT> => {
      const options = call.request.getOptions()
      const stream = streamOf(options?.getStreamIdentifier())
      if (options === undefined || stream === '') throw handlerThrew()
      host.admit('delete', stream, call.metadata)
      const expected = expectedOf(options)
      return withFaults(host, { name: 'delete', stream, peer: call.getPeer() }, () =>
        answerOf(positionOf(stream, expected, way(host.log, stream, expected))),
      )
    }
    reply(take(), answer)
  }

export const deleteStream = (host: Host): handleUnaryCall<DeleteReq, DeleteResp> =>
  deleting(host, softDelete, deleteAnswer)

export const tombstoneStream = (host: Host): handleUnaryCall<TombstoneReq, TombstoneResp> =>
  deleting(host, tombstone, tombstoneAnswer)
