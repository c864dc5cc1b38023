/** Groups on the server: found, made, brought up to date. */
import type { PersistentSubscriptionToAllInfo, Position as Pair } from '@eventstore/db-client'

import { failureOf, typeOf } from '../connection/failure.js'
import { eventsOf, headOf, type Reading } from '../read/call.js'
import { isFields } from '../read/decode.js'
import { textOf } from '../read/position.js'

import { isSame, prefixesOf, type Group } from './settings.js'

/** A group of that name reads other categories; what a group reads can't be changed. */
export interface GroupReadsOther {
  readonly _tag: 'GroupReadsOther'
  readonly group: string
  /** Prefixes of stream names. */
  readonly found: ReadonlyArray<string>
  readonly expected: ReadonlyArray<string>
}

/** What the server says of a group; who may not ask that may consume all the same. */
export type Told = PersistentSubscriptionToAllInfo | 'missing' | 'hidden'

export const isMissing = (thrown: unknown): boolean =>
  typeOf(thrown) === 'persistent-subscription-does-not-exist'

export const askGroup = async ({ linked }: Reading, { name }: Group): Promise<Told> => {
  try {
    return await linked.client.getPersistentSubscriptionToAllInfo(name)
  } catch (thrown) {
    if (isMissing(thrown)) return 'missing'
    if (failureOf(thrown).fault === 'accessDenied') return 'hidden'
    throw thrown
  }
}

/** Up to there a group has handled all, as far as the server has written it down. */
export const handledBy = (told: Told): Pair | undefined =>
  typeof told === 'string' ? undefined : told.stats.lastCheckpointedEventPosition

/** Before it nothing comes but what was parked. */
export const beginOf = (told: Told): Pair | undefined =>
  typeof told === 'string' || typeof told.settings.startFrom !== 'object'
    ? undefined
    : told.settings.startFrom

/**
 * Where a new group begins: at the head, named by its place. A group that begins at `end` loses what comes
 * before its first checkpoint whenever it is updated, or the server starts anew. One that somebody deleted
 * goes on from where it is known to have come to.
 */
const beginning = async (reading: Reading, known: Pair | undefined): Promise<Pair | 'start'> => {
  const head = await headOf(reading)
  if (head === undefined) return 'start'
  return known !== undefined && textOf(known) <= textOf(head) ? known : head
}

const create = async (reading: Reading, group: Group, known: Pair | undefined): Promise<void> => {
  const startFrom = await beginning(reading, known)
  const filter = {
    filterOn: 'streamName',
    prefixes: prefixesOf(group),
    checkpointInterval: 1,
  } as const
  const settings = { ...group.settings, startFrom }
  try {
    await reading.linked.client.createPersistentSubscriptionToAll(group.name, settings, { filter })
  } catch (thrown) {
    // another consumer was quicker
    if (typeOf(thrown) !== 'persistent-subscription-exists') throw thrown
  }
}

/** Updating drops all consumers, so it is done only where there is something to change. */
const update = async (
  { linked }: Reading,
  { name, settings }: Group,
  { settings: found }: PersistentSubscriptionToAllInfo,
): Promise<void> => {
  // it begins there anew, unless it has a checkpoint
  const { startFrom } = found
  await linked.client.updatePersistentSubscriptionToAll(name, { ...settings, startFrom })
}

/** The group as it is on the server, made or brought up to date. `known`: how far it is known to have come. */
export const readyGroup = async (
  reading: Reading,
  group: Group,
  known: Pair | undefined,
  mayUpdate: boolean,
): Promise<Told> => {
  let told = await askGroup(reading, group)
  if (told === 'missing') {
    await create(reading, group, known)
    told = await askGroup(reading, group)
  }
  if (typeof told !== 'string' && mayUpdate && !isSame(group.settings, told.settings)) {
    await update(reading, group, told)
  }
  return told
}

/** Where the server keeps what its groups are; of their filters it says nothing else. */
const CONFIG = '$persistentSubscriptionConfig'

interface Entry {
  readonly stream?: unknown
  readonly group?: unknown
  readonly filter?: unknown
}

const entriesIn = (data: unknown): ReadonlyArray<Entry> =>
  isFields(data) && Array.isArray(data['entries']) ? data['entries'].filter(isFields) : []

/** The prefixes by which a group filters; undefined where that can't be told. */
const prefixesFound = async (
  reading: Reading,
  { name }: Group,
): Promise<ReadonlyArray<string> | undefined> => {
  const options = { direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const
  try {
    const [last] = await eventsOf(reading, reading.linked.client.readStream(CONFIG, options))
    const entry = entriesIn(last?.event?.data).find(
      ({ stream, group }) => stream === '$all' && group === name,
    )
    const filter = entry?.filter
    return isFields(filter) && filter['type'] === 'prefix' && typeof filter['data'] === 'string'
      ? filter['data'].split(',')
      : undefined
  } catch (thrown) {
    // who may not read it goes by the name
    if (typeOf(thrown) === 'stream-not-found') return undefined
    if (failureOf(thrown).fault === 'accessDenied') return undefined
    throw thrown
  }
}

/** Whether the group reads something else than it should. */
export const readsOther = async (
  reading: Reading,
  group: Group,
): Promise<GroupReadsOther | undefined> => {
  const expected = prefixesOf(group)
  const found = await prefixesFound(reading, group)
  if (found === undefined || [...found].sort().join() === [...expected].sort().join()) return
  return { _tag: 'GroupReadsOther', group: group.name, found, expected }
}
