/** The call of a consumer: events come, acks and nacks go. */
import { randomUUID } from 'node:crypto'

import type { handleBidiStreamingCall } from '@grpc/grpc-js'
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/persistent_pb.js'
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js'
import messages from '@eventstore/db-client/generated/persistent_pb.js'

import { withFaults, type Host } from '../call.js'
import { outletOf } from '../read/outlet.js'
import { confirmationMessage, eventMessage } from '../wire/responses.js'
import { streamOf, uuidOf } from '../wire/requests.js'
import {
  answerable,
  connectionDropped,
  groupDropped,
  groupFull,
  groupMissing,
  tooSlow,
} from '../wire/status.js'

import type { Consumer } from './consumers.js'
import type { NackAction } from './group.js'
import type { Groups, Running } from './groups.js'

const idsOf = (list: ReadonlyArray<UUID>): ReadonlyArray<string> =>
  list.flatMap((id) => uuidOf(id) ?? [])

const actionOf = (action: ReadReq.Nack.Action): NackAction => {
  switch (action) {
    case messages.ReadReq.Nack.Action.PARK:
      return 'park'
    case messages.ReadReq.Nack.Action.SKIP:
      return 'skip'
    case messages.ReadReq.Nack.Action.STOP:
      return 'stop'
    default:
      return 'retry'
  }
}

const take = ({ group }: Running, request: ReadReq): void => {
  const ack = request.getAck()
  if (ack !== undefined) group.ack(idsOf(ack.getIdsList()), Date.now())
  const nack = request.getNack()
  if (nack === undefined) return
  const ids = idsOf(nack.getIdsList())
  group.nack(ids, actionOf(nack.getAction()), nack.getReason(), Date.now())
}

export const consume =
  (host: Host, groups: Groups): handleBidiStreamingCall<ReadReq, ReadResp | Buffer> =>
  (call) => {
    const outlet = outletOf(call)
    let joined: Running | undefined

    const join = (options: ReadReq.Options): void => {
      const stream = options.hasAll() ? '$all' : streamOf(options.getStreamIdentifier())
      const name = options.getGroupName()
      const running = groups.find(stream, name)
      if (running === undefined) throw groupMissing(stream, name)
      const { maxSubscriberCount } = running.config.settings
      if (maxSubscriberCount > 0 && running.group.consumers().length >= maxSubscriberCount)
        throw groupFull(stream, name)
      const consumer: Consumer = {
        name: String(call.metadata.get('connection-name')[0] ?? '<unknown>'),
        slots: options.getBufferSize(),
        inFlight: new Map(),
        deliver: (message) => {
          outlet.write(eventMessage(message.resolved, message.retries))
        },
        drop: () => outlet.fail(groupDropped(stream, name)),
      }
      const forget = host.keep({
        call,
        end: (how) => {
          if (how === 'clean') outlet.end()
          else outlet.fail(how === 'cut' ? connectionDropped() : tooSlow())
        },
      })
      outlet.onClosed(() => {
        forget()
        running.group.remove(consumer, Date.now())
      })
      joined = running
      outlet.write(confirmationMessage(`${stream}::${name}:${randomUUID()}`))
      running.group.add(consumer, Date.now())
    }

    const begin = async (options: ReadReq.Options): Promise<void> => {
      const stream = options.hasAll() ? '$all' : streamOf(options.getStreamIdentifier())
      host.admit('read', stream, call.metadata)
      const begun = { name: 'consume', stream, peer: call.getPeer() } as const
      await withFaults(host, begun, () => join(options))
    }

    call.on('data', (request: ReadReq) => {
      const options = request.getOptions()
      if (options === undefined) {
        if (joined !== undefined && outlet.isOpen()) take(joined, request)
        return
      }
      begin(options).catch((failure: unknown) => {
        outlet.fail(answerable(failure))
      })
    })
    call.on('end', () => outlet.end())
  }
