/** Random operations on a few streams, for the store's model law. */
import * as fc from 'fast-check'

export interface Appending {
  readonly op: 'append'
  readonly stream: number
  /** Added to the true revision: 0 is right. */
  readonly off: number
  /** Ids taken again from that place on, how many, then so many new ones. */
  readonly again: number
  readonly fresh: number
  readonly type: string
  readonly story: string
  readonly known: boolean
}

export interface ReadingStream {
  readonly op: 'stream'
  readonly stream: number
  readonly after?: number
  readonly until?: number
  readonly limit?: number
  readonly direction?: 'forwards' | 'backwards'
}

export interface ReadingAll {
  readonly op: 'all'
  readonly after: number
  readonly until?: number
  readonly limit?: number
  readonly types?: ReadonlyArray<string>
  readonly category?: number
  readonly story?: string
  readonly known?: number
}

export type Operation = Appending | ReadingStream | ReadingAll

export const STREAMS = 3
const type = fc.constantFrom('A', 'B')
const story = fc.constantFrom('x', 'y')
const revision = fc.integer({ min: 0, max: 8 })
const place = fc.integer({ min: -1, max: 12 })
const limit = fc.integer({ min: 0, max: 4 })
const stream = fc.nat({ max: STREAMS - 1 })

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record<Appending>({
      op: fc.constant('append'),
      stream,
      off: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -4, max: 2 })),
      again: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 3 })),
      fresh: fc.nat({ max: 3 }),
      type,
      story,
      known: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        op: fc.constant('stream' as const),
        stream,
        after: revision,
        until: revision,
        limit,
        direction: fc.constantFrom('forwards' as const, 'backwards' as const),
      },
      { requiredKeys: ['op', 'stream'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        op: fc.constant('all' as const),
        after: place,
        until: place,
        limit,
        types: fc.subarray(['A', 'B', 'C']),
        category: fc.nat({ max: 1 }),
        story,
        known: place,
      },
      { requiredKeys: ['op', 'after'] },
    ),
  },
)
