/** Laws of `append`: expected revisions, all or nothing, resending, racing. */
import * as E from 'fp-ts/lib/Either.js'

import { categoryOf, type Expected, type NewEvent, type StreamName } from '../../store/port.js'
import { expectSame, expectThat } from '../equal.js'

import { idsOf, nonEmpty, recordedAs, type Events, type Probe, type StoreLaw } from './probe.js'

const expectConflict = async (
  probe: Probe,
  stream: StreamName,
  expected: Expected,
  events: Events,
  actual: Expected,
): Promise<void> => {
  const before = await probe.read({ stream })
  expectSame(
    `append at ${String(expected)} to a stream at ${String(actual)}`,
    await probe.refused(stream, expected, events),
    { _tag: 'Conflict', stream, expected, actual },
  )
  const after = await probe.read({ stream })
  expectSame('the stream after a conflict', after.events, before.events)
}

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  Object.values(value).forEach(freeze)
}

export const appendLaws: ReadonlyArray<StoreLaw> = [
  [
    'an append to a new stream answers the last event and is read back as it was given',
    async (probe) => {
      const stream = probe.stream()
      const events = probe.events(3)
      const appended = await probe.append(stream, 'noStream', events)
      const { events: stored } = await probe.read({ stream })
      expectSame('the stored events', stored, recordedAs(stream, 0, events, stored))
      expectSame('the answer', appended, { revision: 2, position: stored[2]?.position })
    },
  ],
  [
    'revisions go on without a gap over several appends',
    async (probe) => {
      const stream = probe.stream()
      const events = probe.events(6)
      await probe.append(stream, 'noStream', nonEmpty(events.slice(0, 1)))
      await probe.append(stream, 0, nonEmpty(events.slice(1, 4)))
      const appended = await probe.append(stream, 3, nonEmpty(events.slice(4)))
      const { events: stored } = await probe.read({ stream })
      expectSame('the stored events', stored, recordedAs(stream, 0, events, stored))
      expectSame('the answer', appended, { revision: 5, position: stored[5]?.position })
    },
  ],
  [
    'another expected revision is a Conflict that tells the actual one, and nothing is written',
    async (probe) => {
      const stream = probe.stream()
      await expectConflict(probe, stream, 0, probe.events(1), 'noStream')
      await expectConflict(probe, stream, 7, probe.events(2), 'noStream')
      await probe.append(stream, 'noStream', probe.events(3))
      await expectConflict(probe, stream, 'noStream', probe.events(1), 2)
      await expectConflict(probe, stream, 0, probe.events(1), 2)
      await expectConflict(probe, stream, 1, probe.events(3), 2)
      await expectConflict(probe, stream, 3, probe.events(1), 2)
      await expectConflict(probe, stream, 9, probe.events(2), 2)
    },
  ],
  [
    'the same ids again at the same expected revision succeed and write nothing, also a prefix',
    async (probe) => {
      const stream = probe.stream()
      const first = probe.events(2)
      const second = probe.events(3)
      const one = await probe.append(stream, 'noStream', first)
      const two = await probe.append(stream, 1, second)
      expectSame('the resent first append', await probe.append(stream, 'noStream', first), one)
      expectSame('the resent second append', await probe.append(stream, 1, second), two)
      await probe.append(stream, 4, probe.events(1))
      const { events: stored } = await probe.read({ stream })
      expectSame('the second append, resent later', await probe.append(stream, 1, second), two)
      const prefix = await probe.append(stream, 1, nonEmpty(second.slice(0, 2)))
      expectSame('a prefix', prefix, { revision: 3, position: stored[3]?.position })
      expectSame('the stream', (await probe.read({ stream })).events, stored)
    },
  ],
  [
    'any other overlap is a Conflict',
    async (probe) => {
      const stream = probe.stream()
      const events = probe.events(3)
      const [a, b, c] = events
      if (b === undefined || c === undefined) throw new Error('three events')
      const fresh = probe.event()
      await probe.append(stream, 'noStream', events)
      const others: ReadonlyArray<Events> = [
        [a, b, c, fresh],
        [b, a, c],
        [a, c],
        [b],
        [a, fresh],
        [fresh, a],
        [fresh],
      ]
      for (const other of others) await expectConflict(probe, stream, 'noStream', other, 2)
      await expectConflict(probe, stream, 0, [a, b], 2)
      await expectConflict(probe, stream, 1, [b], 2)
      await expectConflict(probe, stream, 0, [b, c, fresh], 2)
    },
  ],
  [
    'append alters nothing that it is given',
    async (probe) => {
      const stream = probe.stream()
      const events = nonEmpty([
        probe.event({ fields: { list: [1, { deep: [null, true] }], text: 'x' } }),
        probe.event(),
      ])
      const before = structuredClone(events)
      freeze(events)
      await probe.append(stream, 'noStream', events)
      expectSame('the events given', events, before)
    },
  ],
  [
    'of appends at the same revision at the same time exactly one is taken',
    async (probe) => {
      const stream = probe.stream()
      const first = probe.events(1)
      await probe.append(stream, 'noStream', first)
      const given = Array.from({ length: 10 }, () => probe.events(2))
      const answers = await Promise.all(given.map((e) => probe.store.append(stream, 0, e)()))
      const taken = given.filter((_, i) => answers[i]?._tag === 'Right')
      expectSame('how many were taken', taken.length, 1)
      for (const answer of answers) {
        if (E.isLeft(answer)) {
          expectSame('a loser', answer.left, { _tag: 'Conflict', stream, expected: 0, actual: 2 })
        }
      }
      const { events: stored } = await probe.read({ stream })
      expectSame('the stream', idsOf(stored), idsOf([...first, ...(taken[0] ?? [])]))
    },
  ],
  [
    'the same append sent several times at the same time succeeds each time and is written once',
    async (probe) => {
      const stream = probe.stream()
      const events = probe.events(2)
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => probe.append(stream, 'noStream', events)),
      )
      const { events: stored } = await probe.read({ stream })
      expectSame('the stream', idsOf(stored), idsOf(events))
      for (const answer of answers) {
        expectSame('an answer', answer, { revision: 1, position: stored[1]?.position })
      }
    },
  ],
  [
    'appends to many streams at the same time are all taken, each whole and in one place of the order',
    async (probe) => {
      const head = await probe.head()
      const given = Array.from({ length: 40 }, (): readonly [StreamName, Events] => [
        probe.stream(),
        probe.events(3),
      ])
      await Promise.all(given.map(([stream, e]) => probe.append(stream, 'noStream', e)))
      const { events: all } = await probe.read({ all: true, after: head })
      expectSame('how many were stored', all.length, 120)
      expectThat('positions increase', increases(all.map((e) => e.position)))
      for (const [stream, e] of given) {
        const ids = idsOf(all.filter((stored) => stored.stream === stream))
        expectSame('a stream within all', ids, idsOf(e))
      }
      const streams = all.map((e) => e.stream)
      const changes = streams.filter((stream, i) => i > 0 && stream !== streams[i - 1]).length
      expectSame('how often the order goes from one append to another', changes, 39)
    },
  ],
  [
    'streams whose names look alike are different streams',
    async (probe) => {
      const id = probe.store.boundary.newId()
      const category = probe.category()
      const names = [`${category}-${id}`, `${category.toUpperCase()}-${id}`]
      const marked = ['_', '%', '*', "'", '"', '\\', ' ', '/', '案件', 'ß', 'ẞ', '-'].map(
        (mark) => `${category}${mark}-${id}`,
      )
      const given: ReadonlyArray<readonly [StreamName, NewEvent]> = [...names, ...marked].map(
        (name) => [name, probe.event()],
      )
      for (const [stream, event] of given) await probe.append(stream, 'noStream', [event])
      for (const [stream, event] of given) {
        const { events } = await probe.read({ stream })
        expectSame(`the stream ${stream}`, idsOf(events), [event.eventId])
        const within = await probe.read({
          all: true,
          categories: [categoryOf(stream)],
        })
        expectThat('its category holds it', idsOf(within.events).includes(event.eventId))
      }
      const { events: exact } = await probe.read({ all: true, categories: [`${category}_`] })
      expectSame('a category with a wildcard', exact.length, 1)
    },
  ],
]

/** Whether texts strictly increase. */
export const increases = (texts: ReadonlyArray<string>): boolean =>
  texts.every((text, i) => i === 0 || (texts[i - 1] ?? '') < text)
