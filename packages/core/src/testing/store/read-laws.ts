/** Laws of finished reads: bounds, directions, batches, resuming. */
import type { AllQuery, RecordedEvent, StreamQuery } from '../../store/port.js'
import { START } from '../../store/port.js'
import { expectSame, expectThat } from '../equal.js'

import { increases } from './append-laws.js'
import { idsOf, nonEmpty, type StoreLaw } from './probe.js'

const revisions = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<number> =>
  events.map((event) => event.revision)

const ten: ReadonlyArray<readonly [Omit<StreamQuery, 'stream'>, ReadonlyArray<number>]> = [
  [{}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ after: 0 }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ after: 6 }, [7, 8, 9]],
  [{ after: 9 }, []],
  [{ after: 99 }, []],
  [{ until: 2 }, [0, 1, 2]],
  [{ until: 0 }, [0]],
  [{ until: 99, after: 7 }, [8, 9]],
  [{ after: 3, until: 5 }, [4, 5]],
  [{ after: 5, until: 5 }, []],
  [{ after: 5, until: 3 }, []],
  [{ limit: 3 }, [0, 1, 2]],
  [{ after: 4, limit: 2 }, [5, 6]],
  [{ after: 7, limit: 99 }, [8, 9]],
  [{ limit: 0 }, []],
  [{ direction: 'forwards', limit: 1 }, [0]],
  [{ direction: 'backwards' }, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
  [{ direction: 'backwards', limit: 1 }, [9]],
  [{ direction: 'backwards', after: 5 }, [4, 3, 2, 1, 0]],
  [{ direction: 'backwards', after: 5, limit: 2 }, [4, 3]],
  [{ direction: 'backwards', until: 7 }, [9, 8, 7]],
  [{ direction: 'backwards', after: 5, until: 3 }, [4, 3]],
  [{ direction: 'backwards', after: 0 }, []],
  [{ direction: 'backwards', after: 99, limit: 2 }, [9, 8]],
]

export const readLaws: ReadonlyArray<StoreLaw> = [
  [
    'a missing stream is an empty, caught-up batch, in both directions',
    async (probe) => {
      const stream = probe.stream()
      for (const query of [{ stream }, { stream, direction: 'backwards' } as const]) {
        const { batches } = await probe.read(query)
        expectSame(
          'the batches',
          batches.map(({ events, caughtUp }) => ({ events, caughtUp })),
          [{ events: [], caughtUp: true }],
        )
      }
    },
  ],
  [
    'a stream is read after a revision (exclusive) until another (inclusive), both ways, with a limit',
    async (probe) => {
      const stream = probe.stream()
      await probe.append(stream, 'noStream', probe.events(10))
      for (const [bounds, wanted] of ten) {
        const { events } = await probe.read({ stream, ...bounds })
        expectSame(`revisions of ${JSON.stringify(bounds)}`, revisions(events), wanted)
      }
    },
  ],
  [
    'a read longer than a batch is whole, in order, and only its last batch has caught up',
    async (probe) => {
      const stream = probe.stream()
      const given = probe.events(1_700)
      await probe.append(stream, 'noStream', nonEmpty(given.slice(0, 900)))
      await probe.append(stream, 899, nonEmpty(given.slice(900)))
      const forwards = await probe.read({ stream })
      expectSame('the ids', idsOf(forwards.events), idsOf(given))
      const early = forwards.batches.slice(0, -1).filter((batch) => batch.caughtUp)
      expectSame('batches that had caught up too early', early.length, 0)
      const backwards = await probe.read({ stream, direction: 'backwards' })
      expectSame('the ids backwards', idsOf(backwards.events), idsOf(given.toReversed()))
      const limited = await probe.read({ stream, after: 99, limit: 1_201 })
      expectSame('the limited ids', idsOf(limited.events), idsOf(given.slice(100, 1_301)))
    },
  ],
  [
    'a read that ends where a batch ends has caught up, of a stream and of all',
    async (probe) => {
      for (const count of [500, 1_000]) {
        const stream = probe.stream()
        const after = await probe.head()
        const given = probe.events(count)
        await probe.append(stream, 'noStream', given)
        for (const direction of ['forwards', 'backwards'] as const) {
          const found = await probe.read({ stream, direction })
          expectSame(`events ${direction}`, found.events.length, count)
        }
        expectSame('all', idsOf((await probe.read({ all: true, after })).events), idsOf(given))
      }
    },
  ],
  [
    'all streams are read in the order of appending, positions increase as text, the events are the same',
    async (probe) => {
      const head = await probe.head()
      const [x, y] = [probe.stream(), probe.stream()]
      await probe.append(x, 'noStream', probe.events(2))
      await probe.append(y, 'noStream', probe.events(1))
      await probe.append(x, 1, probe.events(1))
      const { events: all, last } = await probe.read({ all: true, after: head })
      expectSame(
        'the order',
        all.map((e) => [e.stream === x, e.revision]),
        [
          [true, 0],
          [true, 1],
          [false, 0],
          [true, 2],
        ],
      )
      expectThat('positions increase', increases([head, ...all.map((e) => e.position)]))
      expectThat('START is before them', START < (all[0]?.position ?? START))
      expectThat('`last` is at or after the last event', last >= (all[3]?.position ?? ''), last)
      for (const stream of [x, y]) {
        const { events } = await probe.read({ stream })
        expectSame(
          'a stream',
          events,
          all.filter((e) => e.stream === stream),
        )
      }
      const fromStart = await probe.read({ all: true, after: START })
      expectSame('all from START', fromStart.events, (await probe.read({ all: true })).events)
    },
  ],
  [
    'all is read after a position (exclusive) until another (inclusive), with a limit',
    async (probe) => {
      const head = await probe.head()
      await probe.append(probe.stream(), 'noStream', probe.events(8))
      const { events: all } = await probe.read({ all: true, after: head })
      const positions = all.map((e) => e.position)
      const [, second, third, , , sixth] = positions
      if (second === undefined || third === undefined || sixth === undefined) throw new Error('8')
      const cases: ReadonlyArray<readonly [Omit<AllQuery, 'all'>, number, number]> = [
        [{ after: third }, 3, 8],
        [{ after: second, until: sixth }, 2, 6],
        [{ after: head, until: sixth }, 0, 6],
        [{ after: sixth, until: sixth }, 6, 6],
        [{ after: sixth, until: third }, 6, 6],
        [{ after: third, limit: 2 }, 3, 5],
        [{ after: third, limit: 0 }, 3, 3],
        [{ after: positions.at(-1) ?? '' }, 8, 8],
      ]
      for (const [bounds, from, to] of cases) {
        const found = await probe.read({ all: true, ...bounds })
        expectSame(
          `all, ${JSON.stringify(bounds)}`,
          idsOf(found.events),
          idsOf(all.slice(from, to)),
        )
        const rest = await probe.read({ all: true, after: found.last })
        const done = bounds.until !== undefined && bounds.until < (bounds.after ?? '') ? from : to
        expectSame('what follows its `last`', idsOf(rest.events), idsOf(all.slice(done)))
      }
    },
  ],
  [
    'an aborted signal ends a finished read quietly',
    async (probe) => {
      const stream = probe.stream()
      await probe.append(stream, 'noStream', probe.events(1))
      const abort = new AbortController()
      abort.abort()
      for await (const batch of probe.store.read({ stream }, abort.signal)) {
        expectThat('no error', batch._tag === 'Right', batch)
      }
    },
  ],
]
