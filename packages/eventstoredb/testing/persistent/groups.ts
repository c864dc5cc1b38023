/** The groups of a server: made from what the log keeps of them, and driven by what is appended. */
import type { Log } from '../log/log.js'
import { allowedBy, type Allowed } from '../read/filter.js'
import { resolve, viewOf } from '../read/visible.js'

import { groupOf, type Group, type Source } from './group.js'
import {
  keyOf,
  loadCheckpoint,
  loadConfigs,
  park,
  removeKept,
  saveCheckpoint,
  saveConfigs,
} from './kept.js'
import type { GroupConfig } from './settings.js'

export interface Running {
  readonly config: GroupConfig
  readonly group: Group
}

export interface Groups {
  readonly find: (stream: string, group: string) => Running | undefined
  readonly list: (stream?: string) => ReadonlyArray<Running>
  readonly create: (config: GroupConfig) => void
  /** Drops the consumers; what is not yet checkpointed comes again. */
  readonly update: (config: GroupConfig) => void
  readonly remove: (config: GroupConfig) => void
  /** Begins anew with what is kept, as after a start of the server. */
  readonly reload: () => void
  readonly close: () => void
}

/** How often the time is looked at. Milliseconds. */
const TICK = 100

const ALL: Allowed = () => true

const streamSource = (log: Log, stream: string, links: boolean): Source => ({
  from: (place) => {
    const view = viewOf(log, stream)
    if (view._tag !== 'Found') return undefined
    const revision = Math.max(place, view.first)
    const record = log.event(stream, revision)
    return record && { place: revision, resolved: resolve(log, record, links) }
  },
})

const allSource = (log: Log, allowed: Allowed, links: boolean): Source => ({
  from: (place) => {
    const record = log.at(log.seek(place))
    if (record === undefined) return undefined
    const { position } = record
    return allowed(record)
      ? { place: position, resolved: resolve(log, record, links) }
      : { place: position }
  },
})

export const openGroups = (log: Log): Groups => {
  const running = new Map<string, Running>()

  const start = (config: GroupConfig): void => {
    const { stream, group, settings, filter } = config
    const key = keyOf(stream, group)
    const isAll = stream === '$all'
    const source = isAll
      ? allSource(log, filter ? allowedBy(filter) : ALL, settings.resolveLinks)
      : streamSource(log, stream, settings.resolveLinks)
    const end = isAll ? log.end() : log.last(stream) + 1
    const { startFrom } = settings
    const first = startFrom === 'start' ? 0 : startFrom === 'end' ? end : startFrom
    const made = groupOf(settings, source, first, loadCheckpoint(log, key), {
      park: (resolved, reason) => park(log, key, resolved, reason),
      checkpoint: (place) => saveCheckpoint(log, key, place),
    })
    running.set(key, { config, group: made })
    made.advance(Date.now())
  }

  const save = (): void =>
    saveConfigs(
      log,
      [...running.values()].map((one) => one.config),
    )

  let isDue = false
  const unwatch = log.watch(() => {
    if (isDue || running.size === 0) return
    isDue = true
    // not within the commit, which may be a group's own
    setImmediate(() => {
      isDue = false
      for (const { group } of running.values()) group.advance(Date.now())
    })
  })
  const clock = setInterval(() => {
    for (const { group } of running.values()) group.tick(Date.now())
  }, TICK).unref()

  const reload = (): void => {
    for (const { group } of running.values()) group.dropAll()
    running.clear()
    for (const config of loadConfigs(log)) start(config)
  }
  reload()

  return {
    find: (stream, group) => running.get(keyOf(stream, group)),
    list: (stream) =>
      [...running.values()].filter(
        ({ config }) => stream === undefined || config.stream === stream,
      ),
    create: (config) => {
      start(config)
      save()
    },
    update: (config) => {
      running.get(keyOf(config.stream, config.group))?.group.dropAll()
      start(config)
      save()
    },
    remove: ({ stream, group }) => {
      const key = keyOf(stream, group)
      running.get(key)?.group.dropAll()
      running.delete(key)
      save()
      removeKept(log, key)
    },
    reload,
    close: () => {
      unwatch()
      clearInterval(clock)
      for (const { group } of running.values()) group.dropAll()
      running.clear()
    },
  }
}
