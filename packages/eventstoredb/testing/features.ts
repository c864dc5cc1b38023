/** What the server says of itself: its version and methods, and who is in its cluster. */
import type { handleUnaryCall } from '@grpc/grpc-js'
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js'
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js'
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js'
import features from '@eventstore/db-client/generated/serverfeatures_pb.js'
import gossip from '@eventstore/db-client/generated/gossip_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'

import { reply, withFaults, type Host, type Trait } from './call.js'

/** Since which version a server has it: year and month. */
const SINCE: Readonly<Record<Trait, readonly [number, number]>> = {
  features: [21, 10],
  batchAppend: [21, 10],
  groupsOverAll: [21, 10],
  caughtUp: [23, 10],
  wholeSize: [24, 6],
}

/** What a version has. */
export const traitsOf = (version: string): ((trait: Trait) => boolean) => {
  const [year = 0, month = 0] = version.split('.').map(Number)
  return (trait) => {
    const [sinceYear, sinceMonth] = SINCE[trait]
    return year > sinceYear || (year === sinceYear && month >= sinceMonth)
  }
}

const STREAMS = 'event_store.client.streams.streams'
const GROUPS = 'event_store.client.persistent_subscriptions.persistentsubscriptions'

const method = (service: string, name: string, ...traits: ReadonlyArray<string>) => {
  const supported = new features.SupportedMethod()
  supported.setServiceName(service)
  supported.setMethodName(name)
  supported.setFeaturesList([...traits])
  return supported
}

const supportedMethods = (host: Host, version: string): SupportedMethods => {
  const over = host.has('groupsOverAll') ? ['stream', 'all'] : ['stream']
  const answer = new features.SupportedMethods()
  answer.setEventStoreServerVersion(version)
  answer.setMethodsList([
    method(STREAMS, 'read', 'position', 'events'),
    method(STREAMS, 'append'),
    method(STREAMS, 'delete'),
    method(STREAMS, 'tombstone'),
    ...(host.has('batchAppend') ? [method(STREAMS, 'batchappend', 'deadline_duration')] : []),
    ...['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list'].map((name) =>
      method(GROUPS, name, ...over),
    ),
    method('event_store.client.gossip.gossip', 'read'),
  ])
  return answer
}

export const getSupportedMethods =
  (host: Host, version: string): handleUnaryCall<Empty, SupportedMethods> =>
  (call, answer) => {
    const begun = { name: 'features', stream: '', peer: call.getPeer() } as const
    reply(
      withFaults(host, begun, () => supportedMethods(host, version)),
      answer,
    )
  }

/** A node, as gossip tells of it. */
export interface Member {
  readonly id: string
  readonly host: string
  readonly port: number
  readonly isAlive: boolean
  readonly isLeader: boolean
}

const { FOLLOWER, LEADER } = gossip.MemberInfo.VNodeState

const memberInfo = ({ id, host, port, isAlive, isLeader }: Member) => {
  const info = new gossip.MemberInfo()
  const uuid = new shared.UUID()
  uuid.setString(id)
  const endPoint = new gossip.EndPoint()
  endPoint.setAddress(host)
  endPoint.setPort(port)
  info.setInstanceId(uuid)
  info.setTimeStamp(String(BigInt(Date.now()) * 10_000n))
  info.setState(isLeader ? LEADER : FOLLOWER)
  info.setIsAlive(isAlive)
  info.setHttpEndPoint(endPoint)
  return info
}

export const readGossip =
  (members: () => ReadonlyArray<Member>): handleUnaryCall<Empty, ClusterInfo> =>
  (_, answer) => {
    const info = new gossip.ClusterInfo()
    info.setMembersList(members().map(memberInfo))
    answer(null, info)
  }
