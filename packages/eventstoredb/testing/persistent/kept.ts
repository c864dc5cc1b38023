/** What groups keep in streams of the log, so that they survive their server. */
import { randomUUID } from 'node:crypto'

import { append, softDelete, writeMetadata } from '../append/write.js'
import type { Log } from '../log/log.js'
import { parseObject } from '../log/metadata.js'
import { LINK, type NewRecord } from '../log/record.js'
import { readStream } from '../read/records.js'
import { originalRecord, resolve, viewOf, type Resolved } from '../read/visible.js'

import type { GroupConfig } from './settings.js'

const CONFIG = '$persistentSubscriptionConfig'

export const keyOf = (stream: string, group: string): string => `${stream}::${group}`

const checkpointStream = (key: string): string => `$persistentsubscription-${key}-checkpoint`

const parkedStream = (key: string): string => `$persistentsubscription-${key}-parked`

const record = (type: string, isJson: boolean, data: string, metadata = ''): NewRecord => ({
  id: randomUUID(),
  type,
  isJson,
  data: Buffer.from(data),
  metadata: Buffer.from(metadata),
})

const lastOf = (log: Log, stream: string): Readonly<Record<string, unknown>> | undefined => {
  const view = viewOf(log, stream)
  const last = view._tag === 'Found' ? log.event(stream, view.last) : undefined
  return last && parseObject(last.data)
}

/** A filter as a real server writes it down; there is none in a group of one stream. */
const filterEntry = ({ filter }: GroupConfig): object => {
  if (filter === undefined) return {}
  const context = filter.on === 'stream' ? 'streamid' : 'eventtype'
  const isPrefix = filter.regex === ''
  const data = isPrefix ? filter.prefixes.join(',') : filter.regex
  return { filter: { context, type: isPrefix ? 'prefix' : 'regex', data, isAllStream: true } }
}

export const saveConfigs = (log: Log, configs: ReadonlyArray<GroupConfig>): void => {
  const entries = configs.map((config) => {
    const { stream, group } = config
    return { stream, group, ...filterEntry(config), config }
  })
  const data = JSON.stringify({ version: '2', entries })
  append(log, CONFIG, 'any', [record('$PersistentConfig', true, data)])
}

const isConfig = (value: unknown): value is GroupConfig =>
  typeof value === 'object' && value !== null && 'settings' in value && 'group' in value

/** The groups that there were. */
export const loadConfigs = (log: Log): ReadonlyArray<GroupConfig> => {
  const entries: unknown = lastOf(log, CONFIG)?.['entries']
  if (!Array.isArray(entries)) return []
  return entries.map((entry: { readonly config?: unknown }) => entry.config).filter(isConfig)
}

export const saveCheckpoint = (log: Log, key: string, place: number): void => {
  const data = JSON.stringify({ place })
  append(log, checkpointStream(key), 'any', [record('$SubscriptionCheckpoint', true, data)])
}

export const loadCheckpoint = (log: Log, key: string): number | undefined => {
  const place = lastOf(log, checkpointStream(key))?.['place']
  return typeof place === 'number' ? place : undefined
}

/** Parks an event: a link to it, with the reason. */
export const park = (log: Log, key: string, resolved: Resolved, reason: string): void => {
  const original = originalRecord(resolved)
  const { event } = resolved
  const target =
    event === undefined
      ? Buffer.from(resolved.link?.data ?? []).toString()
      : `${String(event.revision)}@${event.stream}`
  const number = original?.revision ?? 0
  const metadata = {
    added: new Date().toISOString(),
    reason,
    ...(number === 0 ? {} : { subscriptionEventNumber: number }),
  }
  append(log, parkedStream(key), 'any', [record(LINK, false, target, JSON.stringify(metadata))])
}

/** How many events are parked. */
export const parkedCount = (log: Log, key: string): number => {
  const view = viewOf(log, parkedStream(key))
  return view._tag === 'Found' ? Math.max(0, view.last - view.first + 1) : 0
}

/** Takes what is parked before a revision out of the parked stream, to be handed out again. */
export const unpark = (
  log: Log,
  key: string,
  stopAt: number | undefined,
): ReadonlyArray<Resolved> => {
  const stream = parkedStream(key)
  const view = viewOf(log, stream)
  if (view._tag !== 'Found') return []
  const end = Math.min(stopAt ?? Infinity, view.last + 1)
  const found = readStream(log, stream, 'forwards', 'start', Infinity)
  const records = found._tag === 'Found' ? [...found.records] : []
  const taken = records.filter((one) => one.revision < end).map((one) => resolve(log, one, true))
  const admins = { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' }
  writeMetadata(log, stream, JSON.stringify({ $tb: end, $acl: admins }))
  return taken
}

export const removeKept = (log: Log, key: string): void => {
  for (const stream of [checkpointStream(key), parkedStream(key)]) softDelete(log, stream, 'any')
}
