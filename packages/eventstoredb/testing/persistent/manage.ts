/** The calls that manage groups. */
import type { handleUnaryCall } from '@grpc/grpc-js'
import type {
  CreateReq,
  CreateResp,
  DeleteReq,
  DeleteResp,
  GetInfoReq,
  GetInfoResp,
  ListReq,
  ListResp,
  ReplayParkedReq,
  ReplayParkedResp,
  UpdateReq,
  UpdateResp,
} from '@eventstore/db-client/generated/persistent_pb.js'
import type { Empty, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js'
import messages from '@eventstore/db-client/generated/persistent_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'

import { reply, withFaults, type Host, type SILENT } from '../call.js'
import type { Filter } from '../read/filter.js'
import { streamOf } from '../wire/requests.js'
import { groupExists, groupFailed, groupMissing, handlerThrew } from '../wire/status.js'

import type { Groups, Running } from './groups.js'
import { infoOf } from './info.js'
import { unpark } from './kept.js'
import { settingsOf, type GroupConfig } from './settings.js'

/** A unary call whose answer is made at once, struck by what faults there are. */
const unary =
  <Q, R>(
    host: Host,
    streamOfCall: (request: Q) => string,
    run: (request: Q) => R,
  ): handleUnaryCall<Q, R> =>
  (call, answer) => {
    const take = async (): Promise<R | typeof SILENT> => {
      const stream = streamOfCall(call.request)
      host.admit('group', stream, call.metadata)
      const begun = { name: 'group', stream, peer: call.getPeer() } as const
      return withFaults(host, begun, () => run(call.request))
    }
    reply(take(), answer)
  }

interface Named {
  readonly getStreamIdentifier: () => StreamIdentifier | undefined
  readonly hasAll: () => boolean
}

/** `$all`, or the stream that is named. */
const eventSource = (options: Named | undefined): string =>
  options?.hasAll() === true ? '$all' : streamOf(options?.getStreamIdentifier())

const configured = (options: CreateReq.Options | UpdateReq.Options | undefined): string =>
  options?.hasAll() === true
    ? '$all'
    : streamOf(options?.getStream()?.getStreamIdentifier() ?? options?.getStreamIdentifier())

const found = (groups: Groups, stream: string, name: string): Running => {
  const running = groups.find(stream, name)
  if (running === undefined) throw groupMissing(stream, name)
  return running
}

const filterOf = (options: CreateReq.Options): Filter | undefined => {
  const filter = options.getAll()?.getFilter()
  const expression = filter?.getStreamIdentifier() ?? filter?.getEventType()
  if (filter === undefined || expression === undefined) return undefined
  return {
    on: filter.hasStreamIdentifier() ? 'stream' : 'type',
    regex: expression.getRegex(),
    prefixes: expression.getPrefixList(),
  }
}

const configOf = (options: CreateReq.Options | UpdateReq.Options): GroupConfig => {
  const stream = configured(options)
  const group = options.getGroupName()
  const settings = settingsOf(options)
  if (settings === undefined || stream === '' || group === '') throw handlerThrew()
  if (settings.readBatchSize >= settings.historyBufferSize)
    throw groupFailed(
      stream,
      group,
      "Specified argument was out of the range of valid values. (Parameter 'ReadBatchSize may not be greater than or equal to BufferSize')",
    )
  return { stream, group, settings }
}

export const createGroup = (host: Host, groups: Groups): handleUnaryCall<CreateReq, CreateResp> =>
  unary(
    host,
    (request) => configured(request.getOptions()),
    (request) => {
      const options = request.getOptions()
      if (options === undefined) throw handlerThrew()
      const config = configOf(options)
      const { stream, group } = config
      if (groups.find(stream, group) !== undefined) throw groupExists(stream, group)
      const filter = filterOf(options)
      groups.create(filter === undefined ? config : { ...config, filter })
      return new messages.CreateResp()
    },
  )

export const updateGroup = (host: Host, groups: Groups): handleUnaryCall<UpdateReq, UpdateResp> =>
  unary(
    host,
    (request) => configured(request.getOptions()),
    (request) => {
      const options = request.getOptions()
      if (options === undefined) throw handlerThrew()
      const config = configOf(options)
      const { filter } = found(groups, config.stream, config.group).config
      groups.update(filter === undefined ? config : { ...config, filter })
      return new messages.UpdateResp()
    },
  )

export const deleteGroup = (host: Host, groups: Groups): handleUnaryCall<DeleteReq, DeleteResp> =>
  unary(
    host,
    (request) => eventSource(request.getOptions()),
    (request) => {
      const options = request.getOptions()
      groups.remove(found(groups, eventSource(options), options?.getGroupName() ?? '').config)
      return new messages.DeleteResp()
    },
  )

export const getInfo = (host: Host, groups: Groups): handleUnaryCall<GetInfoReq, GetInfoResp> =>
  unary(
    host,
    (request) => eventSource(request.getOptions()),
    (request) => {
      const options = request.getOptions()
      const running = found(groups, eventSource(options), options?.getGroupName() ?? '')
      const answer = new messages.GetInfoResp()
      answer.setSubscriptionInfo(infoOf(host.log, running))
      return answer
    },
  )

/** The stream whose groups are listed; none for all. */
const listed = (request: ListReq): string | undefined => {
  const one = request.getOptions()?.getListForStream()
  if (one === undefined) return undefined
  return one.hasAll() ? '$all' : streamOf(one.getStream())
}

export const listGroups = (host: Host, groups: Groups): handleUnaryCall<ListReq, ListResp> =>
  unary(
    host,
    (request) => listed(request) ?? '',
    (request) => {
      const stream = listed(request)
      const list = groups.list(stream)
      if (stream !== undefined && list.length === 0) throw groupMissing(stream, '')
      const answer = new messages.ListResp()
      answer.setSubscriptionsList(list.map((running) => infoOf(host.log, running)))
      return answer
    },
  )

export const replayParked = (
  host: Host,
  groups: Groups,
): handleUnaryCall<ReplayParkedReq, ReplayParkedResp> =>
  unary(
    host,
    (request) => eventSource(request.getOptions()),
    (request) => {
      const options = request.getOptions()
      const name = options?.getGroupName() ?? ''
      const stream = eventSource(options)
      const { group } = found(groups, stream, name)
      const stopAt = options?.hasStopAt() === true ? Number(options.getStopAt()) : undefined
      group.replay(unpark(host.log, `${stream}::${name}`, stopAt), Date.now())
      return new messages.ReplayParkedResp()
    },
  )

export const restartSubsystem = (host: Host, groups: Groups): handleUnaryCall<Empty, Empty> =>
  unary(
    host,
    () => '',
    () => {
      groups.reload()
      return new shared.Empty()
    },
  )
