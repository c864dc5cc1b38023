/** Rows of policies: small, JSON, and the same however the streams of a story come one between the other. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { retail2025 } from '../../standard/ready.js'
import { categoryOf, type RecordedEvent } from '../../store/port.js'
import { isWithdrawal } from '../policy.js'

import { askedOf, desk, uuid, type Desk } from '../../../test/desk-policies.js'
import { deskPolicies } from './index.js'
import { storyFacts, type StoryRow } from './story.js'
import {
  CASE,
  call,
  decide,
  investigate,
  lastFollowUp,
  open,
  receive,
  resolve,
  schedule,
} from '../../../test/desk-stories.js'

/** A story of many streams, with all that the row keeps. */
const long = async (): Promise<Desk> => {
  const d = desk()
  await d.settle(0)
  await open(d, 0, { requestType: 'complaint', channel: 'phone' })
  await d.settle(0)
  const asking = { type: 'RequestCustomerInput', question: '訂單號？' } as const
  await d.give('case', CASE, 1, asking)
  await d.give('case', CASE, 2, { type: 'ResumeCase', basis: 'byHand' })
  await resolve(d, 3)
  await d.settle(3)
  for (const n of [1, 2]) {
    await receive(d, 3 + n, { case: CASE }, uuid(20 + n))
    await investigate(d, 3 + n, 'general', uuid(20 + n))
    await decide(d, 4 + n, uuid(20 + n))
    await d.settle(4 + n)
    await call(d, 5 + n, await lastFollowUp(d), n === 1 ? 'unsatisfied' : 'newNeed')
    await d.settle(5 + n)
    if (n === 1) await resolve(d, 6 + n)
  }
  await schedule(d, 9, { case: CASE, purpose: 'afterResolution' }, uuid(30))
  await d.until(5 * 24)
  return d
}

const rowOf = (events: ReadonlyArray<RecordedEvent>): StoryRow | undefined =>
  events.reduce<StoryRow | undefined>((row, event) => storyFacts.evolve(row, event), undefined)

const ofStory = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> =>
  events.filter((one) => storyFacts.keyOf(one) === CASE && categoryOf(one.stream) !== 'dispatch')

const byStream = (
  events: ReadonlyArray<RecordedEvent>,
): ReadonlyArray<ReadonlyArray<RecordedEvent>> => {
  const streams = new Map<string, RecordedEvent[]>()
  for (const one of events) streams.set(one.stream, [...(streams.get(one.stream) ?? []), one])
  return [...streams.values()]
}

/** The streams, one between the other: each number says whose event comes next. */
const interleaved = (
  streams: ReadonlyArray<ReadonlyArray<RecordedEvent>>,
  turns: ReadonlyArray<number>,
): ReadonlyArray<RecordedEvent> => {
  const left = streams.map((events) => [...events])
  const all: RecordedEvent[] = []
  for (let i = 0; left.some((events) => events.length > 0); i++) {
    const open = left.filter((events) => events.length > 0)
    const next = open[(turns[i % turns.length] ?? 0) % open.length]?.shift()
    if (next !== undefined) all.push(next)
  }
  return all
}

const turns = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 60 })

describe('a story', () => {
  test('gives the same row by any interleaving of its streams', async () => {
    const d = await long()
    const streams = byStream(ofStory(await d.events()))
    expect(streams.length).toBeGreaterThan(6)
    const row = rowOf(streams.flat())
    expect(row?.complaints.length).toBeGreaterThan(2)
    fc.assert(
      fc.property(turns, (order) => {
        expect(JSON.stringify(rowOf(interleaved(streams, order)))).toBe(JSON.stringify(row))
      }),
      { numRuns: 300 },
    )
  })

  test('with more than are kept, too: the row stays small', async () => {
    const d = desk()
    await open(d, 0)
    for (let n = 0; n < 40; n++) await schedule(d, n % 7, { case: CASE }, uuid(100 + n))
    for (let n = 0; n < 40; n += 3) {
      await d.give('followUp', uuid(100 + n), 8, { type: 'DeclineFollowUp' })
    }
    const streams = byStream(ofStory(await d.events()))
    const row = rowOf(streams.flat())
    expect(row?.followUps).toHaveLength(24)
    expect(row?.followUps.filter(({ isPending }) => isPending).length).toBeLessThan(24)
    expect(JSON.stringify(row).length).toBeLessThan(8_000)
    fc.assert(
      fc.property(turns, (order) => {
        expect(JSON.stringify(rowOf(interleaved(streams, order)))).toBe(JSON.stringify(row))
      }),
      { numRuns: 200 },
    )
  })

  test('is kept as JSON', async () => {
    const d = await long()
    const row = rowOf(ofStory(await d.events()))
    expect(JSON.parse(JSON.stringify(row))).toStrictEqual(row)
  })
})

test('policies are the same for the same events, and hold nothing in between', async () => {
  const d = await long()
  const events = await d.events()
  const once = askedOf(d.managers, events)
  const again = askedOf(deskPolicies([retail2025]), events)
  expect(again).toEqual(once)
  expect(askedOf(d.managers, events)).toEqual(once)
  expect(once.filter(({ action }) => !isWithdrawal(action)).length).toBeGreaterThan(20)
})

test('once settled, nothing more comes of it', async () => {
  const d = await long()
  const before = (await d.events()).length
  expect(await d.settle(5 * 24)).toEqual([])
  expect((await d.events()).length).toBe(before)
})
