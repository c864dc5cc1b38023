import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { StoredRecord } from '../log/record.js'

import type { Consumer, Message } from './consumers.js'
import { groupOf, type Group, type NackAction } from './group.js'
import type { GroupSettings } from './settings.js'

const SETTINGS: GroupSettings = {
  resolveLinks: false,
  extraStatistics: false,
  messageTimeout: 1000,
  maxRetryCount: 3,
  checkpointAfter: 100,
  minCheckpointCount: 1,
  maxCheckpointCount: 5,
  maxSubscriberCount: 0,
  liveBufferSize: 10,
  readBatchSize: 5,
  historyBufferSize: 8,
  strategy: 'RoundRobin',
  startFrom: 'start',
}

const recordOf = (n: number): StoredRecord => ({
  id: `e${String(n)}`,
  stream: `case-${String(n % 3)}`,
  revision: n,
  position: n,
  created: 0,
  type: 'T',
  isJson: true,
  data: Buffer.alloc(0),
  metadata: Buffer.alloc(0),
  message: Buffer.alloc(0),
})

type Step =
  | { readonly do: 'append' | 'tick' | 'join' | 'leave' | 'restart' }
  | { readonly do: 'ack'; readonly which: number }
  | { readonly do: 'nack'; readonly which: number; readonly action: NackAction }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'append' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'tick' }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: 'join' }, { do: 'leave' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'restart' }) },
  { weight: 6, arbitrary: fc.nat().map((which): Step => ({ do: 'ack', which })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ which: fc.nat(), action: fc.constantFrom<NackAction>('park', 'retry', 'skip') })
      .map((nack): Step => ({ do: 'nack', ...nack })),
  },
)

/** A group with its world: how many events there are, what is parked, checkpointed, delivered. */
const world = (settings: GroupSettings) => {
  let count = 0
  let now = 0
  let checkpoint: number | undefined
  const parked = new Set<string>()
  const delivered = new Map<string, number>()
  let consumers: Array<Consumer> = []
  const open = (): Group =>
    groupOf(
      settings,
      {
        from: (place) =>
          place < count ? { place, resolved: { event: recordOf(place) } } : undefined,
      },
      0,
      checkpoint,
      {
        park: ({ event }) => parked.add(event?.id ?? ''),
        checkpoint: (place) => {
          checkpoint = place
        },
      },
    )
  let group = open()
  const join = (): void => {
    const consumer: Consumer = {
      name: 'c',
      slots: 3,
      inFlight: new Map(),
      deliver: ({ id }: Message) => {
        delivered.set(id, (delivered.get(id) ?? 0) + 1)
      },
      drop: () => undefined,
    }
    consumers = [...consumers, consumer]
    group.add(consumer, now)
  }
  const inFlight = (): ReadonlyArray<string> => consumers.flatMap((c) => [...c.inFlight.keys()])
  return {
    join,
    parked,
    delivered,
    inFlight,
    consumers: () => consumers,
    checkpoint: () => checkpoint,
    count: () => count,
    take: (one: Step, settle: (id: string) => void): void => {
      const ids = inFlight()
      switch (one.do) {
        case 'append':
          count++
          group.advance(now)
          break
        case 'tick':
          now += 400
          group.tick(now)
          break
        case 'join':
          join()
          break
        case 'leave': {
          const [first, ...rest] = consumers
          consumers = rest
          if (first !== undefined) group.remove(first, now)
          break
        }
        case 'restart':
          consumers = []
          group = open()
          break
        case 'ack':
        case 'nack': {
          const id = ids[one.which % Math.max(1, ids.length)]
          if (id === undefined) break
          if (one.do === 'ack') group.ack([id], now)
          else group.nack([id], one.action, 'because', now)
          if (one.do === 'ack' || one.action === 'skip') settle(id)
        }
      }
    },
    drain: (settle: (id: string) => void): void => {
      for (let i = 0; i < 10_000; i++) {
        const [id] = inFlight()
        if (id === undefined) return
        settle(id)
        group.ack([id], now)
      }
    },
  }
}

describe.each(['RoundRobin', 'DispatchToSingle', 'Pinned'])('a group (%s)', (strategy) => {
  it('loses nothing: each event is acknowledged, skipped or parked, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const it = world({ ...SETTINGS, strategy })
        const settled = new Set<string>()
        const settle = (id: string): void => {
          settled.add(id)
        }
        it.join()
        for (const one of steps) {
          it.take(one, settle)
          const ids = it.inFlight()
          expect(new Set(ids).size).toBe(ids.length)
          for (const consumer of it.consumers())
            expect(consumer.inFlight.size).toBeLessThanOrEqual(consumer.slots)
          // what is at or before the checkpoint never comes again: it must be settled
          for (let n = 0; n <= (it.checkpoint() ?? -1); n++)
            expect(settled.has(`e${String(n)}`) || it.parked.has(`e${String(n)}`)).toBe(true)
        }
        if (it.consumers().length === 0) it.join()
        it.drain(settle)
        for (let n = 0; n < it.count(); n++)
          expect(settled.has(`e${String(n)}`) || it.parked.has(`e${String(n)}`)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

it('parks after one delivery more than it may retry', () => {
  const it = world(SETTINGS)
  it.join()
  it.take({ do: 'append' }, () => undefined)
  for (let i = 0; i < 4; i++) it.take({ do: 'nack', which: 0, action: 'retry' }, () => undefined)
  expect(it.delivered.get('e0')).toBe(4)
  expect([...it.parked]).toEqual(['e0'])
})
