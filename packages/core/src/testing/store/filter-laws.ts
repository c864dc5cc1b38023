/** Laws of filtered reads of all streams, and of their checkpoints. */
import { END, type AllQuery, type NewEvent, type RecordedEvent } from '../../store/port.js'
import { fromEpochMs, type Instant } from '../../time/index.js'
import { expectSame, expectThat } from '../equal.js'

import { idsOf, nonEmpty, type Probe, type StoreLaw } from './probe.js'

/** A few streams of two categories with all that filters look at. */
const mixed = async (probe: Probe): Promise<Mixed> => {
  const [one, other] = [probe.category(), probe.category()]
  const after = await probe.head()
  const known = fromEpochMs(1_700_000_000_000)
  const types = ['Opened', 'Noted', 'Closed']
  for (const [n, category] of [one, other, one, `${one}x`, other].entries()) {
    const stream = probe.stream(category)
    const story = `story ${String(n % 3)}`
    const events = types.map((type, i) => {
      const correlationId = i === 2 ? 'elsewhere' : story
      return probe.event({
        type,
        metadata: n === 1 ? { correlationId, knownAt: known } : { correlationId },
      })
    })
    await probe.append(stream, 'noStream', nonEmpty(events.slice(0, 2)))
    await probe.append(stream, 1, nonEmpty(events.slice(2)))
  }
  const { events } = await probe.read({ all: true, after })
  return { one, other, after, known, events }
}

interface Mixed {
  readonly one: string
  readonly other: string
  readonly after: string
  readonly known: Instant
  readonly events: ReadonlyArray<RecordedEvent>
}

const knownBy = (event: NewEvent): Instant => event.metadata.knownAt ?? event.recordedAt

const expectFiltered = async (
  probe: Probe,
  { after, events }: Mixed,
  query: Omit<AllQuery, 'all' | 'after'>,
  accepts: (event: RecordedEvent) => boolean,
): Promise<void> => {
  const wanted = events.filter(accepts)
  expectThat(`the law tries something with ${JSON.stringify(query)}`, wanted.length > 0)
  const found = await probe.read({ all: true, after, ...query })
  expectSame(`all, ${JSON.stringify(query)}`, found.events, wanted)
}

export const filterLaws: ReadonlyArray<StoreLaw> = [
  [
    'after the end there is nothing, and `last` is where the store ends, whatever the filter',
    async (probe) => {
      const { one, events } = await mixed(probe)
      const end = events.at(-1)?.position ?? ''
      for (const filter of [{}, { categories: [one] }, { correlationId: 'nobody' }]) {
        const { events: none, last } = await probe.read({ all: true, after: END, ...filter })
        expectSame('its events', none, [])
        expectThat('`last` is the end', last >= end && last < END, last)
        const event = probe.event()
        const later = probe.category()
        await probe.append(probe.stream(later), 'noStream', [event])
        const next = await probe.read({ all: true, after: last, categories: [later] })
        expectSame('what comes later', idsOf(next.events), [event.eventId])
      }
    },
  ],
  [
    'filters by type, category, correlation and time of knowledge, alone and together',
    async (probe) => {
      const m = await mixed(probe)
      const { one, other, known } = m
      const middle = m.events[7]?.recordedAt ?? known
      const isOf = (category: string) => (e: RecordedEvent) => e.stream.startsWith(`${category}-`)
      await expectFiltered(probe, m, {}, () => true)
      await expectFiltered(probe, m, { types: ['Noted'] }, (e) => e.event.type === 'Noted')
      await expectFiltered(
        probe,
        m,
        { types: ['Opened', 'Closed', 'Unknown'] },
        (e) => e.event.type !== 'Noted',
      )
      await expectFiltered(probe, m, { categories: [one] }, isOf(one))
      await expectFiltered(
        probe,
        m,
        { categories: [one, other] },
        (e) => isOf(one)(e) || isOf(other)(e),
      )
      await expectFiltered(
        probe,
        m,
        { correlationId: 'story 1' },
        (e) => e.metadata.correlationId === 'story 1',
      )
      await expectFiltered(probe, m, { knownAt: known }, (e) => e.metadata.knownAt === known)
      await expectFiltered(probe, m, { knownAt: middle }, (e) => knownBy(e) <= middle)
      await expectFiltered(
        probe,
        m,
        {
          categories: [one],
          types: ['Opened', 'Noted'],
          correlationId: 'story 2',
          knownAt: middle,
        },
        (e) =>
          isOf(one)(e) &&
          e.event.type !== 'Closed' &&
          e.metadata.correlationId === 'story 2' &&
          knownBy(e) <= middle,
      )
      await expectFiltered(
        probe,
        m,
        { types: ['Closed'], until: m.events[11]?.position ?? '' },
        (e) => e.event.type === 'Closed' && e.position <= (m.events[11]?.position ?? ''),
      )
    },
  ],
  [
    'no types, or no categories, is nothing',
    async (probe) => {
      const { after } = await mixed(probe)
      expectSame('types', (await probe.read({ all: true, after, types: [] })).events, [])
      expectSame('categories', (await probe.read({ all: true, after, categories: [] })).events, [])
    },
  ],
  [
    'a filter that leaves everything out still gives a caught-up batch, whose `last` is a checkpoint',
    async (probe) => {
      const { one, after } = await mixed(probe)
      const query: AllQuery = { all: true, after, categories: [one], types: ['Nothing'] }
      const empty = await probe.read(query)
      expectSame('its events', empty.events, [])
      expectThat('`last` has moved on', empty.last > after, empty.last)
      const event = probe.event({ type: 'Nothing' })
      await probe.append(probe.stream(one), 'noStream', [event])
      const next = await probe.read({ ...query, after: empty.last })
      expectSame('what comes later', idsOf(next.events), [event.eventId])
    },
  ],
  [
    'a filtered read with a limit is resumed from its `last` without a gap or a double',
    async (probe) => {
      const { one, other, after, events } = await mixed(probe)
      const query: AllQuery = { all: true, after, categories: [one, other], types: ['Closed'] }
      const found: RecordedEvent[] = []
      let last = after
      for (let pages = 0; pages < 20; pages++) {
        const page = await probe.read({ ...query, after: last, limit: 1 })
        found.push(...page.events)
        last = page.last
      }
      const wanted = events.filter(
        (e) => e.event.type === 'Closed' && !e.stream.startsWith(`${one}x`),
      )
      expectSame('the pages', found, wanted)
    },
  ],
  [
    'parts by correlation are disjoint, keep each correlation whole, and are everything together',
    async (probe) => {
      const { after, events } = await mixed(probe)
      const again = events.filter((e) => e.event.type === 'Closed')
      const late = again.map(({ metadata }) => probe.event({ type: 'Late', metadata }))
      await probe.append(probe.stream(), 'noStream', nonEmpty(late))
      const whole = (await probe.read({ all: true, after })).events
      for (const of of [1, 2, 3, 7]) {
        const owners = new Map<string, number>()
        const found: RecordedEvent[] = []
        for (let index = 0; index < of; index++) {
          const query: AllQuery = { all: true, after, partition: { index, of } }
          const part = await probe.read(query)
          for (const { metadata } of part.events) {
            const owner = owners.get(metadata.correlationId) ?? index
            owners.set(metadata.correlationId, owner)
            expectSame(`part of ${metadata.correlationId} among ${String(of)}`, index, owner)
          }
          expectThat('`last` has come to the end', part.last >= (whole.at(-1)?.position ?? ''))
          const filtered = await probe.read({ ...query, types: ['Late'] })
          const wanted = part.events.filter((e) => e.event.type === 'Late')
          expectSame('a part, filtered', filtered.events, wanted)
          found.push(...part.events)
        }
        const inOrder = found.toSorted((a, b) => (a.position < b.position ? -1 : 1))
        expectSame(`the ${String(of)} parts together`, inOrder, whole)
      }
    },
  ],
  [
    'a part read with a limit is resumed from its `last` without a gap or a double',
    async (probe) => {
      const { after } = await mixed(probe)
      for (const index of [0, 1]) {
        const query: AllQuery = { all: true, after, partition: { index, of: 2 } }
        const whole = await probe.read(query)
        const found: RecordedEvent[] = []
        let last = after
        for (let pages = 0; pages <= whole.events.length; pages++) {
          const page = await probe.read({ ...query, after: last, limit: 1 })
          found.push(...page.events)
          last = page.last
        }
        expectSame('the pages', found, whole.events)
        expectSame('what follows its end', (await probe.read({ ...query, after: last })).events, [])
      }
    },
  ],
]
