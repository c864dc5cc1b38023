/** Reads and subscriptions come by one call, told apart by their options. */
import type { handleServerStreamingCall } from '@grpc/grpc-js'
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js'

import { withFaults, type Host } from '../call.js'
import type { Fault } from '../faults.js'
import type { StoredRecord } from '../log/record.js'
import { eventMessage, notFoundMessage } from '../wire/responses.js'
import {
  answerable,
  type CallFailure,
  connectionDropped,
  handlerThrew,
  streamDeleted,
  tooSlow,
} from '../wire/status.js'

import { askedOf, type Asked } from './asked.js'
import { allowedBy, type Allowed } from './filter.js'
import { outletOf, type Outlet } from './outlet.js'
import { readAll, readStream } from './records.js'
import { subscribeToAll, subscribeToStream } from './subscribe.js'
import { resolve } from './visible.js'

const ALL: Allowed = () => true

const failureOf = (end: 'cut' | 'tooSlow'): CallFailure =>
  end === 'cut' ? connectionDropped() : tooSlow()

/** An outlet that ends after so many events, as a fault says. */
const endingAfter = (outlet: Outlet, { end, after }: Extract<Fault, { end: unknown }>): Outlet => {
  let left = after
  const finish = (): void => {
    if (end === 'clean') outlet.end()
    else outlet.fail(failureOf(end))
  }
  if (left <= 0) finish()
  return {
    ...outlet,
    write: (message) => {
      const more = outlet.write(message)
      // an event is the first field of a response
      if (message[0] === 0x0a && --left <= 0) finish()
      return more
    },
  }
}

const recordsOf = (host: Host, asked: Asked, count: number): Iterable<StoredRecord> | string => {
  const { stream, direction, from, filter } = asked
  if (stream === undefined)
    return readAll(host.log, direction, from, count, filter ? allowedBy(filter) : ALL)
  const found = readStream(host.log, stream, direction, from, count)
  if (found._tag === 'Deleted') throw streamDeleted(stream)
  return found._tag === 'Missing' ? stream : found.records
}

const readPages = async (host: Host, asked: Asked, outlet: Outlet): Promise<void> => {
  const count = asked.count ?? 0
  const records = recordsOf(host, asked, count)
  if (typeof records === 'string') outlet.write(notFoundMessage(records))
  else {
    let left = count
    for (const record of records) {
      const more = outlet.write(eventMessage(resolve(host.log, record, asked.links)))
      if (--left <= 0) break
      if (!more) await outlet.drained()
      if (!outlet.isOpen()) return
    }
  }
  outlet.end()
}

export const read =
  (host: Host): handleServerStreamingCall<ReadReq, ReadResp | Buffer> =>
  (call) => {
    const outlet = outletOf(call)
    const take = async (): Promise<void> => {
      const options = call.request.getOptions()
      if (options === undefined) throw handlerThrew()
      const asked = askedOf(options)
      const stream = asked.stream ?? '$all'
      if (stream === '') throw handlerThrew()
      host.admit('read', stream, call.metadata)
      const name = asked.count === undefined ? 'subscribe' : 'read'
      await withFaults(host, { name, stream, peer: call.getPeer() }, (fault) => {
        const out = fault !== undefined && 'end' in fault ? endingAfter(outlet, fault) : outlet
        if (asked.count !== undefined) return readPages(host, asked, out)
        const forget = host.keep({
          call,
          end: (how) => (how === 'clean' ? outlet.end() : outlet.fail(failureOf(how))),
        })
        outlet.onClosed(forget)
        return asked.stream === undefined
          ? subscribeToAll(host, asked, out)
          : subscribeToStream(host, { ...asked, stream: asked.stream }, out)
      })
    }
    take().catch((failure: unknown) => {
      outlet.fail(answerable(failure))
    })
  }
