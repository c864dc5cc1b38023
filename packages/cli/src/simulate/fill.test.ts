import { inMemoryEventStore, type RecordedEvent } from '@casetrail/core'
import { caseEvents } from '@casetrail/core/case'
import { clockEvents } from '@casetrail/core/clock'
import { testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { fill } from './fill.js'
import { BEGIN, END, simulate } from './simulate.js'

const simulated = async (seed: number, visits: number): Promise<ReadonlyArray<RecordedEvent>> => {
  const history = await simulate(seed, visits)
  if (E.isRight(history)) return history.right
  throw new Error(history.left.reason)
}

const everything = async (
  store: ReturnType<typeof inMemoryEventStore>,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const all: RecordedEvent[] = []
  for await (const batch of store.read({ all: true })) {
    if (E.isRight(batch)) all.push(...batch.right.events)
  }
  return all
}

describe('the demonstration', () => {
  it('is the same to the byte for the same seed, and another for another', async () => {
    const [one, two, other] = [
      await simulated(7, 80),
      await simulated(7, 80),
      await simulated(8, 80),
    ]
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
    expect(JSON.stringify(one)).not.toBe(JSON.stringify(other))
  })

  it.each([1, 2, 3, 2025])('never asks for what the rules refuse (seed %i)', async (seed) => {
    expect(E.isRight(await simulate(seed, 360))).toBe(true)
  })

  it('has what a report is to show: reopenings, transfers, waits, late entries, merges …', async () => {
    const history = await simulated(2025, 360)
    const types = new Set(history.map(({ event }) => event.type))
    for (const type of [
      'CaseTransferred',
      'CaseEscalated',
      'CustomerInputRequested',
      'CaseHeld',
      'CaseReopened',
      'CaseMerged',
      'CaseCancelled',
      'CaseLinked',
      'AppointmentMissed',
      'CaseArchived',
      'ClockStarted',
      'ClockMet',
      'ClockWarned',
      'ClockBreached',
      'ClockCancelled',
    ]) {
      expect(types).toContain(type)
    }
    expect(history.some(({ event, recordedAt }) => recordedAt > event.at)).toBe(true)
    expect(new Set(history.map(({ metadata }) => metadata.actor.role))).toEqual(
      new Set(['agent', 'customer', 'system', 'supervisor']),
    )
  })

  it('stays within its three months, in the order of its recording, and decodes', async () => {
    const history = await simulated(2025, 120)
    let last = ''
    for (const { event, recordedAt, metadata } of history) {
      expect(recordedAt >= last).toBe(true)
      last = recordedAt
      expect(Date.parse(recordedAt)).toBeGreaterThanOrEqual(BEGIN)
      expect(Date.parse(recordedAt)).toBeLessThan(END)
      const decoded = event.type.startsWith('Clock')
        ? clockEvents.decode(event, metadata.schemaVersion)
        : caseEvents.decode(event, metadata.schemaVersion)
      expect(decoded._tag).toBe('Right')
    }
  })
})

describe('filling a store', () => {
  it('keeps every event as it is; again adds nothing', async () => {
    const history = await simulated(3, 40)
    const store = inMemoryEventStore(testBoundary())
    expect(await fill(store, history)).toEqual(E.right({ added: history.length }))
    expect(await everything(store)).toEqual(history)
    expect(await fill(store, history)).toEqual(E.right({ added: 0 }))
    expect(await everything(store)).toEqual(history)
  })

  it('goes on where it was interrupted', async () => {
    const history = await simulated(3, 40)
    const store = inMemoryEventStore(testBoundary())
    const half = history.findIndex(({ revision }, i) => i > 150 && revision === 0)
    await fill(store, history.slice(0, half))
    expect(await fill(store, history)).toEqual(E.right({ added: history.length - half }))
    expect(await everything(store)).toEqual(history)
  })

  it('leaves a store with other events alone', async () => {
    const store = inMemoryEventStore(testBoundary())
    const other = await simulated(4, 5)
    await fill(store, other)
    expect(await fill(store, await simulated(3, 40))).toEqual(E.left({ _tag: 'NotOurStore' }))
    expect(await everything(store)).toEqual(other)
  })
})
