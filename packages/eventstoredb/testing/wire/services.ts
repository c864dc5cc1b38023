/**
 * The services as the client ships them. Messages that are written here by hand are sent as the
 * bytes they are.
 */
import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js'
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import persistent from '@eventstore/db-client/generated/persistent_grpc_pb.js'
import serverFeatures from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js'

/** A method whose responses may also be bytes. */
const sendingBytes = <Q, R>(method: MethodDefinition<Q, R>): MethodDefinition<Q, R | Buffer> => ({
  ...method,
  responseSerialize: (message) =>
    Buffer.isBuffer(message) ? message : method.responseSerialize(message),
})

const { StreamsService } = streams
const { PersistentSubscriptionsService } = persistent

export const streamsService: ServiceDefinition = {
  ...StreamsService,
  read: sendingBytes(StreamsService.read),
  batchAppend: sendingBytes(StreamsService.batchAppend),
}

export const persistentService: ServiceDefinition = {
  ...PersistentSubscriptionsService,
  read: sendingBytes(PersistentSubscriptionsService.read),
}

export const featuresService: ServiceDefinition = serverFeatures.ServerFeaturesService

export const gossipService: ServiceDefinition = gossip.GossipService
