import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { memoryLog, type Log } from '../log/log.js'
import type { NewRecord } from '../log/record.js'

import type { Expected } from './rules.js'
import { append, type Outcome } from './write.js'

const STREAM = 'case-1'

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const eventsOf = (ids: ReadonlyArray<number>): ReadonlyArray<NewRecord> =>
  ids.map((n) => ({
    id: idOf(n),
    type: 'T',
    isJson: true,
    data: Buffer.from('{}'),
    metadata: Buffer.alloc(0),
  }))

const stored = (log: Log): ReadonlyArray<string> =>
  Array.from({ length: log.last(STREAM) + 1 }, (_, r) => log.event(STREAM, r)?.id ?? '')

/** Lists of new ids, one after the other. */
const lists = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 })
  .map((sizes) => {
    let next = 0
    return sizes.map((size) => Array.from({ length: size }, () => next++))
  })

const filled = (parts: ReadonlyArray<ReadonlyArray<number>>) => {
  const log = memoryLog()
  const appended = parts.map((ids) => {
    const last = log.last(STREAM)
    const expected: Expected = last < 0 ? 'noStream' : last
    return { ids, expected, outcome: append(log, STREAM, expected, eventsOf(ids)) }
  })
  return { log, appended }
}

describe('an append at an exact revision', () => {
  it('is written once, whatever of it is sent again at its original revision', () => {
    fc.assert(
      fc.property(lists, fc.array(fc.nat(), { maxLength: 20 }), (parts, resends) => {
        const { log, appended } = filled(parts)
        const before = stored(log)
        for (const n of resends) {
          const { ids, expected, outcome } = appended[n % appended.length] ?? raise()
          expect(append(log, STREAM, expected, eventsOf(ids))).toEqual(outcome)
        }
        expect(stored(log)).toEqual(before)
      }),
      { numRuns: 300 },
    )
  })

  it('conflicts when something new is behind what is known, or the order is another', () => {
    fc.assert(
      fc.property(lists, fc.nat(), (parts, n) => {
        const { log, appended } = filled(parts)
        const { ids, expected } = appended[n % appended.length] ?? raise()
        const conflict: Outcome = { _tag: 'Conflict', actual: log.last(STREAM) }
        expect(append(log, STREAM, expected, eventsOf([...ids, 999_999]))).toEqual(conflict)
        if (ids.length > 1)
          expect(append(log, STREAM, expected, eventsOf(ids.toReversed()))).toEqual(conflict)
      }),
      { numRuns: 300 },
    )
  })

  it('is written a second time at the current revision', () => {
    fc.assert(
      fc.property(lists, (parts) => {
        const { log } = filled(parts)
        const before = stored(log)
        const ids = parts[0] ?? []
        append(log, STREAM, log.last(STREAM), eventsOf(ids))
        expect(stored(log)).toEqual([...before, ...ids.map(idOf)])
      }),
      { numRuns: 200 },
    )
  })
})

const raise = (): never => {
  throw new Error('out of range')
}
