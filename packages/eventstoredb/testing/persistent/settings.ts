/** How a group of consumers was told to work. */
import type { CreateReq, UpdateReq } from '@eventstore/db-client/generated/persistent_pb.js'

import type { Filter } from '../read/filter.js'
import type { From } from '../read/records.js'

export interface GroupSettings {
  readonly resolveLinks: boolean
  readonly extraStatistics: boolean
  /** Milliseconds; 0 is for ever. */
  readonly messageTimeout: number
  readonly maxRetryCount: number
  /** Milliseconds. */
  readonly checkpointAfter: number
  readonly minCheckpointCount: number
  readonly maxCheckpointCount: number
  /** 0 is without a limit. */
  readonly maxSubscriberCount: number
  readonly liveBufferSize: number
  readonly readBatchSize: number
  readonly historyBufferSize: number
  readonly strategy: string
  readonly startFrom: From
}

/** A group as it is kept. */
export interface GroupConfig {
  /** `$all` for a group over all. */
  readonly stream: string
  readonly group: string
  readonly settings: GroupSettings
  readonly filter?: Filter
}

const STRATEGIES = ['DispatchToSingle', 'RoundRobin', 'Pinned']

type Request = CreateReq.Options | UpdateReq.Options

/** The settings that a request holds. */
export const settingsOf = (options: Request): GroupSettings | undefined => {
  const given = options.getSettings()
  if (given === undefined) return undefined
  const named = 'getConsumerStrategy' in given ? given.getConsumerStrategy() : ''
  return {
    resolveLinks: given.getResolveLinks(),
    extraStatistics: given.getExtraStatistics(),
    messageTimeout: given.getMessageTimeoutMs(),
    maxRetryCount: given.getMaxRetryCount(),
    checkpointAfter: given.getCheckpointAfterMs(),
    minCheckpointCount: given.getMinCheckpointCount(),
    maxCheckpointCount: given.getMaxCheckpointCount(),
    maxSubscriberCount: given.getMaxSubscriberCount(),
    liveBufferSize: given.getLiveBufferSize(),
    readBatchSize: given.getReadBatchSize(),
    historyBufferSize: given.getHistoryBufferSize(),
    strategy: named || (STRATEGIES[given.getNamedConsumerStrategy()] ?? 'RoundRobin'),
    startFrom: startFromOf(options),
  }
}

/** The revision that stands for the end in requests: the greatest of 64 bits. */
const END = '18446744073709551615'

const startFromOf = (options: Request): From => {
  const all = options.getAll()
  if (all !== undefined) {
    if (all.hasEnd()) return 'end'
    const position = all.getPosition()
    return position === undefined ? 'start' : Number(position.getCommitPosition())
  }
  const stream = options.getStream()
  if (stream?.hasEnd() === true) return 'end'
  // the client says it in a field of the settings that is older
  const revision = stream?.getRevision() ?? options.getSettings()?.getRevision() ?? '0'
  if (stream?.hasStart() === true || revision === '0') return 'start'
  return revision === END ? 'end' : Number(revision)
}

/** A place of a group's stream, as the server writes it. */
export const placeText = (stream: string, from: From): string => {
  const place = from === 'start' ? 0 : from === 'end' ? -1 : from
  return stream === '$all' ? `C:${String(place)}/P:${String(place)}` : String(place)
}
