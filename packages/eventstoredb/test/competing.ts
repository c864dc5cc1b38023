/** For tests: a policy whose commands can be counted, and consumers that run it. */
import { randomUUID } from 'node:crypto'

import { handle, type EventStore, type RecordedEvent } from '@casetrail/core'
import {
  openedId,
  processManager,
  type AnyManager,
  type CarryOut,
  type Policy,
} from '@casetrail/core/policy'
import { at } from '@casetrail/core/testing'
import { expect } from 'vitest'

import { competingPolicies, type CompetingOptions, type CompetingPolicies } from '../src/index.js'

import { allOf, append, eventually, newEvent, right, type Subject } from './subject.js'
import { tally, type Add, type Added } from './tally.js'

const AT = at('2025-03-01T08:00:00.000Z')
const LABEL = { en: 'Counted', zh: '計數' }
const TARGETS = 4

/** One world on the server: its own categories, so that others do not see it. */
export interface World {
  readonly story: string
  readonly source: string
  /** Appends so many events to as many streams as are named, and gives their numbers. */
  readonly happen: (store: EventStore, count: number) => Promise<void>
  /** How many events have happened. */
  readonly happened: () => number
  readonly managers: ReadonlyArray<AnyManager>
  readonly carryOut: (store: EventStore) => CarryOut
  /** The numbers of the events that led to a command, in order. */
  readonly ledTo: (store: EventStore) => Promise<ReadonlyArray<number>>
  readonly answers: (store: EventStore) => Promise<ReadonlyArray<RecordedEvent>>
}

type React = Policy<undefined, Added>['react']

/** Each event of `source` is counted by one of few streams of another category. */
export const world = (around?: (react: React) => React): World => {
  const mark = randomUUID().slice(0, 8)
  const [source, target] = [`s${mark}`, `c${mark}`]
  const counters = Array.from({ length: TARGETS }, () => randomUUID())
  const name = `count-${mark}`
  const react: React = ({ event: { n, writer } }) => {
    const command: Add = {
      type: 'Add',
      at: AT,
      actor: { id: `policy:${name}`, role: 'system' },
      writer,
      n,
    }
    return [{ to: { category: target, id: counters[n % TARGETS] ?? '' }, command }]
  }
  const policy: Policy<undefined, Added> = {
    name,
    label: LABEL,
    source: { handbook: 'house', gist: LABEL },
    on: { [source]: ['Added'] },
    gives: { [target]: ['Add'] },
    react: around === undefined ? react : around(react),
  }
  let happened = 0
  return {
    story: mark,
    source,
    happened: () => happened,
    happen: async (store, count) => {
      const numbers = Array.from({ length: count }, () => happened++)
      await Promise.all(
        numbers.map(async (n) => {
          const event = newEvent({ writer: 0, n }, 'Added')
          const metadata = { ...event.metadata, correlationId: mark }
          const stream = `${source}-${openedId(mark, String(n), 'Added')}`
          for (let tries = 0; ; tries++) {
            const done = await append(store, stream, 'noStream', [{ ...event, metadata }])
            if (done._tag === 'Right') return
            if (tries > 50) right(done)
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
        }),
      )
    },
    managers: [
      processManager<undefined, Added>({
        facts: {
          name: `facts-${mark}`,
          version: 1,
          from: [{ category: source, events: tally.events }],
          keyOf: ({ stream }) => stream,
          evolve: () => undefined,
        },
        policies: [policy],
        isForgetful: true,
      }),
    ],
    carryOut: (store) => {
      const add = handle(store, { ...tally, category: target })
      return ({ id }, command, context) => add(id, command as Add, context)
    },
    ledTo: async (store) => {
      const events = await allOf(store, { all: true, categories: [target] })
      return events.map(({ event }) => (event as Added).n).sort((a, b) => a - b)
    },
    answers: (store) => allOf(store, { all: true, categories: ['dispatch'], correlationId: mark }),
  }
}

/** A consumer in the background. */
export interface Consumer {
  readonly policies: CompetingPolicies
  readonly isLive: () => boolean
  /** Ends it, and gives what it did. */
  readonly end: () => ReturnType<ReturnType<CompetingPolicies['run']>>
}

const groups = new Set<string>()

/** Takes the groups of all consumers off the server again, which may be a real one. */
export const deleteGroups = async (on: Subject): Promise<void> => {
  const client = on.client()
  for (const group of groups) {
    await client.deletePersistentSubscriptionToAll(group).catch(() => undefined)
  }
}

export const consumer = async (
  on: Subject,
  { managers, carryOut }: World,
  options: CompetingOptions & { readonly url?: string; readonly over?: EventStore } = {},
): Promise<Consumer> => {
  const { url = on.url(), over, ...rest } = options
  const store = over ?? on.store({}, url)
  const setting = { store, managers, carryOut: carryOut(store) }
  const policies = right(competingPolicies(url, setting, { heartbeatMs: 2_000, ...rest }))
  groups.add(policies.group)
  const abort = new AbortController()
  const running = policies.run(abort.signal)()
  const isLive = (): boolean => policies.health().read?.state._tag === 'Live'
  await eventually(isLive, 20_000, policies.health)
  return {
    policies,
    isLive,
    end: async () => {
      abort.abort()
      const done = await running
      await policies.close()
      return done
    },
  }
}

/** Waits until all that happened has led to its command, and holds that each did once. */
export const expectOnce = async (store: EventStore, { ledTo, answers, happened }: World) => {
  const all = Array.from({ length: happened() }, (_, n) => n)
  const deadline = Date.now() + 45_000
  for (;;) {
    const found = await ledTo(store)
    if (found.length >= all.length && (await answers(store)).length >= all.length) break
    if (Date.now() > deadline) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(await ledTo(store)).toEqual(all)
  const told = (await answers(store)).map(({ event }) => event)
  expect(told).toHaveLength(all.length)
  expect(told.every((event) => 'outcome' in event && event.outcome === 'carriedOut')).toBe(true)
}
