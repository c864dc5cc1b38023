import { inMemoryEventStore, type EventStore, type RecordedEvent } from '@casetrail/core'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { testBoundary } from '@casetrail/core/testing'
import { deskModels, project } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'
import { beforeAll, describe, expect, it } from 'vitest'

import { fill } from '../fill.js'
import { watched } from '../in-memory.js'
import { historyOf } from '../simulated.fixture.js'

import { unexplained } from './explained.js'
import type { Violation } from './watch.js'

let history: ReadonlyArray<RecordedEvent> = []
let store: EventStore
const rows = inMemoryRowStore()
beforeAll(async () => {
  history = (await historyOf({ cases: 200, seed: 3 })).events
  store = inMemoryEventStore(testBoundary())
  expect(await fill(store, history)).toMatchObject({ _tag: 'Right' })
  expect(await project(store, rows, deskModels)()).toMatchObject({ _tag: 'Right' })
})

const found = async (
  events: ReadonlyArray<RecordedEvent>,
  from: RowStore = rows,
): Promise<ReadonlyArray<Violation>> => {
  const all = await unexplained(from, retail2025, events)
  if (E.isLeft(all)) throw new Error(all.left.reason)
  return all.right
}

const the = (type: string, n = 0): RecordedEvent => {
  const one = history.filter(({ event }) => event.type === type)[n]
  if (one === undefined) throw new Error(`the history has no such ${type}`)
  return one
}

const instead = (of: RecordedEvent, by: Partial<RecordedEvent>): ReadonlyArray<RecordedEvent> =>
  history.map((one) => (one === of ? { ...one, ...by } : one))

describe('every figure is explained by events', () => {
  it('as a history was made', async () => {
    expect(await found(history)).toEqual([])
  })

  it.each(['CaseResolved', 'ClockMet', 'SatisfactionRecorded', 'DecisionCommunicated'])(
    'not where its %s is gone',
    async (type) => {
      const gone = the(type)
      const violations = await found(history.filter((one) => one !== gone))
      expect(violations.length).toBeGreaterThan(0)
      for (const { invariant, eventId, says } of violations) {
        expect([invariant, eventId]).toEqual(['explained', gone.eventId])
        expect(says).toMatch(new RegExp(`^[a-zA-Z.]+ cites ${gone.eventId}, which is not there$`))
      }
    },
  )

  it('not by an event of another story', async () => {
    const resolved = the('CaseResolved')
    const event = { ...resolved.event, customer: 'another' }
    const metadata = { ...resolved.metadata, correlationId: 'elsewhere' }
    const violations = await found(instead(resolved, { stream: 'case-elsewhere', metadata, event }))
    expect(violations.map(({ says }) => says)).toContain(
      'resolution.first cites case-elsewhere, which is another story',
    )
  })

  it('nor where a row cites what it should not', async () => {
    const [one, other] = [the('CaseResolved'), the('CaseResolved', 1)]
    const doctored: RowStore = {
      ...rows,
      scan: (id, give) =>
        rows.scan(id, (page) => {
          give(
            page.map(([key, row]) => [
              key,
              JSON.parse(JSON.stringify(row).replaceAll(one.eventId, other.eventId)),
            ]),
          )
        }),
    }
    expect(await found(history, doctored)).toContainEqual(
      expect.objectContaining({
        stream: one.metadata.correlationId,
        says: `resolution.first cites ${other.stream}, which is another story`,
      }),
    )
  })

  it('and what can not be read is told', async () => {
    const strange = the('CaseClosed')
    const broken = inMemoryEventStore(testBoundary())
    const event = { type: strange.event.type, at: strange.event.at }
    await fill(broken, instead(strange, { event }))
    const seen = await watched(broken, retail2025, 0)
    const violations = E.isRight(seen) ? seen.right.violations : []
    expect(violations.find(({ invariant }) => invariant === 'readable')).toMatchObject({
      stream: strange.stream,
      eventId: strange.eventId,
    })
  })
})
