/** What a group of consumers is on the server: its name, what it reads, how often it tries. */
import { createHash } from 'node:crypto'

import type { AnyManager } from '@casetrail/core/policy'
import type {
  PersistentSubscriptionToAllInfo,
  PersistentSubscriptionToAllSettings,
} from '@eventstore/db-client'

/** A group as it is wanted. */
export interface Group {
  readonly name: string
  /** The categories whose streams it reads. */
  readonly categories: ReadonlyArray<string>
  readonly settings: GroupSettings
}

/** What can be changed of a group that is there. */
export type GroupSettings = Omit<PersistentSubscriptionToAllSettings, 'startFrom'>

export interface GroupOptions {
  /** How often an event that could not be handled comes again before the server parks it. */
  readonly maxRetryCount: number
  /** How long a consumer may take for an event before it is given to another, in ms. */
  readonly messageTimeoutMs: number
}

export const settingsOf = ({ maxRetryCount, messageTimeoutMs }: GroupOptions): GroupSettings => ({
  resolveLinkTos: false,
  extraStatistics: false,
  messageTimeout: messageTimeoutMs,
  maxRetryCount,
  checkPointAfter: 2_000,
  // less, and the server's checkpoints are themselves what it has to make checkpoints of
  checkPointLowerBound: 10,
  checkPointUpperBound: 1_000,
  maxSubscriberCount: 'unbounded',
  liveBufferSize: 500,
  readBatchSize: 20,
  historyBufferSize: 500,
  consumerStrategyName: 'RoundRobin',
})

export const isSame = (
  wanted: GroupSettings,
  found: PersistentSubscriptionToAllInfo['settings'],
): boolean => {
  const compared: Readonly<Record<string, unknown>> = { ...found }
  return Object.entries(wanted).every(([name, value]) => compared[name] === value)
}

/** Longer, and the names of the policies are cut, and told apart by a hash. */
const MOST_NAME = 120

/**
 * The name of the group of a policy set: the policies, and the categories that they listen to, since what
 * a group reads can't be changed.
 */
export const groupName = (
  managers: ReadonlyArray<AnyManager>,
  categories: ReadonlyArray<string>,
): string => {
  const policies = managers.flatMap((manager) => manager.policies.map(({ name }) => name)).sort()
  const name = `${policies.join('+')}@${categories.join('+')}`
  if (name.length <= MOST_NAME) return name
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12)
  return `${name.slice(0, MOST_NAME)}~${hash}`
}

/** A stream-name prefix for each category. */
export const prefixesOf = ({ categories }: Pick<Group, 'categories'>): string[] =>
  // no stream of ours begins so: the filter of nothing
  categories.length === 0 ? ['$nothing-'] : categories.map((category) => `${category}-`)
