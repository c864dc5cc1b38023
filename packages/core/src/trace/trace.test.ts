/** The trace of a correlation: a story in the order in which things happened. */
import {
  eventCatalogue,
  eventType,
  foldRead,
  handle,
  inMemoryEventStore,
  personal,
  record,
  trace,
  Instant,
  Text,
  type DomainEvent,
  type Metadata,
  type RecordedEvent,
} from '@casetrail/core'
import {
  caseEvents,
  caseLabels,
  openCase,
  recordContact,
  resolveCase,
  transferCase,
  type CaseEvent,
} from '@casetrail/core/case'
import { at, testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

import {
  A,
  B,
  HOUR,
  after,
  agent,
  cases,
  customer,
  open,
  opened,
  other,
  standard,
  t0,
} from '../../test/case-kit.js'

const storyOf = trace({ labels: caseLabels, versions: caseEvents.versions })

const metadata: Metadata = {
  actor: agent,
  commandId: 'command-1',
  correlationId: A,
  causationId: 'command-1',
  schemaVersion: 1,
}

const recorded = (
  position: number,
  event: DomainEvent,
  more: Partial<RecordedEvent> = {},
): RecordedEvent => ({
  event,
  eventId: `event-${String(position)}`,
  stream: `case-${A}`,
  revision: position,
  position: String(position).padStart(14, '0'),
  recordedAt: event.at,
  metadata,
  ...more,
})

const note = (ms: number, text: string): CaseEvent => ({
  type: 'NoteAdded',
  at: after(ms),
  cycle: 1,
  customer,
  note: 1,
  text,
})

const types = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> =>
  storyOf(events).map((entry) => `${entry.eventId} ${entry.type}`)

describe('the order', () => {
  test('is that in which things happened; at one time, that in which they were stored', () => {
    const late = recorded(2, note(0, '遲錄'), { recordedAt: after(3 * HOUR) })
    const events = [
      recorded(0, opened),
      recorded(1, note(HOUR, '一')),
      late,
      recorded(3, note(HOUR, '二')),
      recorded(10, note(HOUR, '三')),
    ]
    const story = [
      'event-0 CaseOpened',
      'event-2 NoteAdded',
      'event-1 NoteAdded',
      'event-3 NoteAdded',
      'event-10 NoteAdded',
    ]
    expect(types(events)).toEqual(story)
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(types(shuffled)).toEqual(story)
      }),
      { numRuns: 200 },
    )
  })

  test('goes over streams', () => {
    const followUp = { stream: `followUp-${B}`, revision: 0 }
    const events = [
      recorded(5, { type: 'FollowUpScheduled', at: after(HOUR) }, followUp),
      recorded(0, opened),
      recorded(6, note(2 * HOUR, '一')),
    ]
    expect(storyOf(events).map(({ stream, type }) => `${stream} ${type}`)).toEqual([
      `case-${A} CaseOpened`,
      `followUp-${B} FollowUpScheduled`,
      `case-${A} NoteAdded`,
    ])
  })

  test('of nothing is nothing, and what is given stays as it is', () => {
    expect(storyOf([])).toEqual([])
    const events = Object.freeze([recorded(1, note(HOUR, '一')), recorded(0, opened)])
    expect(storyOf(events)).toHaveLength(2)
    expect(events[0]?.eventId).toBe('event-1')
  })
})

describe('an entry', () => {
  test('says who, when by each clock, under which rule, from which row', () => {
    const source = { row: 17, file: 'log.csv', activity: '開單' }
    const [entry] = storyOf([
      recorded(0, opened, {
        recordedAt: after(9 * HOUR),
        metadata: {
          ...metadata,
          standard,
          knownAt: after(HOUR),
          timeUnknown: true,
          source,
          causationId: 'event-of-another',
        },
      }),
    ])
    expect(entry).toEqual({
      at: t0,
      recordedAt: after(9 * HOUR),
      knownAt: after(HOUR),
      timeUnknown: true,
      who: agent,
      stream: `case-${A}`,
      revision: 0,
      type: 'CaseOpened',
      label: { en: 'Case opened', zh: '受理' },
      cycle: 1,
      standard,
      eventId: 'event-0',
      causationId: 'event-of-another',
      source,
      details: [
        ['customer', customer],
        ['channel', 'phone'],
        ['requestType', 'repair'],
        ['phase', 'afterSale'],
        ['problemType', 'product'],
        ['tier', 'standard'],
        ['language', 'zh'],
        ['standard.id', 'retail-2025'],
        ['standard.version', 1],
        ['firstContactOwner', agent.id],
      ],
    })
  })

  test('leaves out what is not known, rather than saying undefined', () => {
    const [entry] = storyOf([recorded(0, { type: 'Unheard', at: t0 })])
    expect(entry).toStrictEqual({
      at: t0,
      recordedAt: t0,
      timeUnknown: false,
      who: agent,
      stream: `case-${A}`,
      revision: 0,
      type: 'Unheard',
      label: { en: 'Unheard', zh: 'Unheard' },
      eventId: 'event-0',
      causationId: 'command-1',
      details: [],
    })
  })
})

describe('details', () => {
  const details = (event: DomainEvent, options?: { readonly personal: boolean }) =>
    storyOf([recorded(0, event)], options)[0]?.details

  test('are flat, without what is personal', () => {
    const transferred: CaseEvent = {
      type: 'CaseTransferred',
      at: t0,
      cycle: 1,
      customer,
      to: { kind: 'team', id: 'vip-desk' },
      warm: true,
      reason: '王小姐要求',
      from: agent.id,
    }
    expect(details(transferred)).toEqual([
      ['customer', customer],
      ['to.kind', 'team'],
      ['to.id', 'vip-desk'],
      ['warm', true],
      ['from', agent.id],
    ])
    expect(details(transferred, { personal: true })).toContainEqual(['reason', '王小姐要求'])
  })

  test('a list is one text, and goes where its items are personal', () => {
    const whole: CaseEvent = {
      ...opened,
      category: ['goods', 'damaged'],
      attributes: { store: '南京東路店' },
      customerName: '王淑芬',
      subject: '漏水',
    }
    expect(details(whole)).toEqual(
      expect.arrayContaining([
        ['category', 'goods / damaged'],
        ['attributes.store', '南京東路店'],
      ]),
    )
    expect(JSON.stringify(details(whole))).not.toMatch(/王淑芬|漏水/)
    const proposed: CaseEvent = {
      type: 'SolutionProposed',
      at: t0,
      cycle: 1,
      customer,
      diagnosis: '老化',
      solution: '更換',
      responsible: 'agent',
      alternatives: ['退款', '保固'],
    }
    expect(details(proposed)).toEqual([
      ['customer', customer],
      ['responsible', 'agent'],
    ])
    expect(details(proposed, { personal: true })).toContainEqual(['alternatives', '退款 / 保固'])
  })

  test('of a type that is not in the vocabulary are shown only when all are asked for', () => {
    const strange = { type: 'Unheard', at: t0, who: '王淑芬', list: [{ name: '王' }] }
    expect(details(strange)).toEqual([])
    expect(details(strange, { personal: true })).toEqual([
      ['who', '王淑芬'],
      ['list.0.name', '王'],
    ])
  })

  test('no personal value of any case event is shown, whatever the event', () => {
    const secret = 'S3CRET'
    for (const { type, personal: paths } of caseEvents.versions) {
      const fields = paths.map(({ pointer }): [string, unknown] => {
        const [, field = '', inner] = pointer.split('/')
        return [field, inner === undefined ? secret : [secret, secret]]
      })
      const event = { type, at: t0, cycle: 1, customer, ...Object.fromEntries(fields) }
      expect(details(event), type).toEqual([['customer', customer]])
      expect(details(event, { personal: true }), type).toHaveLength(1 + fields.length)
    }
  })

  test('lists of records hide what is personal in each', () => {
    const Remedy = record('Remedy', {
      id: Text,
      note: personal(Text, { subject: 'customer', category: 'freeText', purpose: 'service' }),
    })
    const Proposed = record('Proposed', {
      type: t.literal('Proposed'),
      at: Instant,
      customer: Text,
      remedies: t.readonlyArray(Remedy),
    })
    const catalogue = eventCatalogue<t.TypeOf<typeof Proposed>>({ Proposed: eventType(Proposed) })
    const both = trace({
      labels: { ...caseLabels, Proposed: { en: 'Proposed', zh: '提議' } },
      versions: [...caseEvents.versions, ...catalogue.versions],
    })
    const event = {
      type: 'Proposed',
      at: t0,
      customer,
      remedies: [
        { id: 'r1', note: '王小姐' },
        { id: 'r2', note: '李先生' },
      ],
    }
    const [first, second] = both([recorded(1, event), recorded(0, opened)])
    expect(first?.label).toEqual(caseLabels.CaseOpened)
    expect(second?.label).toEqual({ en: 'Proposed', zh: '提議' })
    expect(second?.details).toEqual([
      ['customer', customer],
      ['remedies.0.id', 'r1'],
      ['remedies.1.id', 'r2'],
    ])
  })
})

describe('from a store', () => {
  test('a case tells who did what and when, by the time it happened', async () => {
    const store = inMemoryEventStore(testBoundary({ start: after(2 * HOUR) }))
    const desk = handle(store, cases)
    const outcomes = [
      await desk(A, openCase(open), { commandId: 'c1' })(),
      await desk(
        A,
        transferCase({
          at: after(HOUR),
          actor: agent,
          to: { kind: 'person', id: other.id },
          warm: true,
          reason: '需維修',
        }),
        { commandId: 'c2' },
      )(),
      // told after the transfer, happened before it
      await desk(
        A,
        recordContact({
          at: after(60_000),
          actor: other,
          direction: 'inbound',
          channel: 'phone',
          by: 'human',
          public: true,
        }),
        { commandId: 'c3' },
      )(),
      await desk(
        A,
        resolveCase({ at: after(2 * HOUR), actor: other, resolutionCode: 'repaired', notes: '好' }),
        { commandId: 'c4' },
      )(),
      await desk(B, openCase(open), { commandId: 'c5' })(),
    ]
    expect(outcomes.filter(E.isLeft)).toEqual([])
    const none: ReadonlyArray<RecordedEvent> = []
    const read = await foldRead(store, { all: true, correlationId: A }, none, (all, event) => [
      ...all,
      event,
    ])()
    const story = E.isRight(read) ? storyOf(read.right) : []
    expect(
      story.map(({ at: when, who, label, revision, causationId }) => [
        when,
        who.id,
        label.en,
        revision,
        causationId,
      ]),
    ).toEqual([
      [at('2025-03-03T01:00:00.000Z'), agent.id, 'Case opened', 0, 'c1'],
      [at('2025-03-03T01:01:00.000Z'), other.id, 'Contact', 2, 'c3'],
      [at('2025-03-03T02:00:00.000Z'), agent.id, 'Transferred', 1, 'c2'],
      [at('2025-03-03T03:00:00.000Z'), other.id, 'Resolved', 3, 'c4'],
    ])
    expect(story.every((entry) => entry.standard?.id === 'retail-2025')).toBe(true)
    expect(story.map((entry) => entry.recordedAt >= after(2 * HOUR))).toEqual([
      true,
      true,
      true,
      true,
    ])
  })
})
