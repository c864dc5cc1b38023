/** What a group tells of itself. */
import type { SubscriptionInfo } from '@eventstore/db-client/generated/persistent_pb.js'
import messages from '@eventstore/db-client/generated/persistent_pb.js'

import type { Log } from '../log/log.js'

import type { Consumer } from './consumers.js'
import type { Running } from './groups.js'
import { keyOf, parkedCount } from './kept.js'
import { placeText } from './settings.js'

const connectionOf = (consumer: Consumer): SubscriptionInfo.ConnectionInfo => {
  const info = new messages.SubscriptionInfo.ConnectionInfo()
  info.setConnectionName(consumer.name)
  info.setUsername('anonymous')
  info.setAvailableSlots(consumer.slots - consumer.inFlight.size)
  info.setInFlightMessages(consumer.inFlight.size)
  return info
}

export const infoOf = (log: Log, { config, group }: Running): SubscriptionInfo => {
  const { stream, settings } = config
  const counts = group.counts()
  const place = (at: number | undefined): string => (at === undefined ? '' : placeText(stream, at))
  const consumers = group.consumers()
  const info = new messages.SubscriptionInfo()
  info.setEventSource(stream)
  info.setGroupName(config.group)
  info.setStatus(counts.isLive ? 'Live' : 'Behind')
  info.setConnectionsList(consumers.map(connectionOf))
  info.setLastCheckpointedEventPosition(place(counts.checkpoint))
  info.setLastKnownEventPosition(place(counts.lastKnown))
  info.setResolveLinkTos(settings.resolveLinks)
  info.setStartFrom(placeText(stream, settings.startFrom))
  info.setMessageTimeoutMilliseconds(settings.messageTimeout)
  info.setExtraStatistics(settings.extraStatistics)
  info.setMaxRetryCount(settings.maxRetryCount)
  info.setLiveBufferSize(settings.liveBufferSize)
  info.setBufferSize(settings.historyBufferSize)
  info.setReadBatchSize(settings.readBatchSize)
  info.setCheckPointAfterMilliseconds(settings.checkpointAfter)
  info.setMinCheckPointCount(settings.minCheckpointCount)
  info.setMaxCheckPointCount(settings.maxCheckpointCount)
  info.setReadBufferCount(counts.buffered)
  info.setRetryBufferCount(counts.retrying)
  info.setTotalInFlightMessages(consumers.reduce((sum, one) => sum + one.inFlight.size, 0))
  info.setOutstandingMessagesCount(counts.outstanding)
  info.setNamedConsumerStrategy(settings.strategy)
  info.setMaxSubscriberCount(settings.maxSubscriberCount)
  info.setParkedMessageCount(String(parkedCount(log, keyOf(stream, config.group))))
  return info
}
