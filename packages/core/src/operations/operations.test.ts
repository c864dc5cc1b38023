/** The rules of operations, each by an example; every rejection once, exactly. */
import { handle, inMemoryEventStore, streamName } from '@casetrail/core'
import {
  operationsAggregate,
  operationsId,
  operationsRejections,
  type OperationsCommand,
  type OperationsEvent,
  type OperationsRejection,
} from '@casetrail/core/operations'
import { retail2025 } from '@casetrail/core/standards'
import { specify, testBoundary } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  HOUR,
  MINUTE,
  after,
  coordinator,
  day,
  end,
  ended,
  enter,
  entered,
  operations,
  report,
  reported,
  standard,
  start,
  started,
  supervisor,
  system,
  thePeriod,
} from '../../test/operations-kit.js'

describe('exposure', () => {
  test('of an interval, with the figures that were given', () => {
    thePeriod.given([]).when(report).then([reported])
  })

  test.each(['orders', 'customers', 'contacts', 'services', 'serviceMs'] as const)(
    '%s alone is a report, also of none',
    (figure) => {
      const { orders: _, serviceMs: __, ...bare } = report
      const { orders: ___, serviceMs: ____, ...then } = reported
      thePeriod
        .given([])
        .when({ ...bare, [figure]: 0 })
        .then([{ ...then, [figure]: 0 }])
    },
  )

  test('reported again alike changes nothing, whoever does and whenever', () => {
    thePeriod
      .given([reported])
      .when({ ...report, at: after(9 * DAY), actor: coordinator })
      .thenNothing()
  })

  test('again with other figures corrects the whole report', () => {
    const { serviceMs: _, ...bare } = report
    const { serviceMs: __, ...then } = reported
    thePeriod
      .given([reported])
      .when({ ...bare, orders: 421 })
      .then([{ ...then, orders: 421 }])
    thePeriod.given([reported]).when(bare).then([then])
    // what was corrected is what is compared with
    thePeriod
      .given([reported, { ...reported, orders: 421 }])
      .when(report)
      .then([reported])
  })

  test('of the day before and the day after touches, and overlaps not', () => {
    for (const interval of [
      { from: after(0), to: day.from },
      { from: day.to, to: after(3 * DAY) },
    ]) {
      thePeriod
        .given([reported])
        .when({ ...report, ...interval })
        .then([{ ...reported, ...interval }])
    }
  })

  test.each([
    ['its beginning', { from: after(0), to: after(DAY + 1) }],
    ['its end', { from: after(2 * DAY - 1), to: after(3 * DAY) }],
    ['all of it', { from: after(0), to: after(3 * DAY) }],
    ['a part of it', { from: after(DAY + HOUR), to: after(DAY + 2 * HOUR) }],
    ['its first half', { from: day.from, to: after(DAY + 12 * HOUR) }],
    ['its second half', { from: after(DAY + 12 * HOUR), to: day.to }],
  ])('that overlaps another in %s is refused, and told which', (_name, interval) => {
    thePeriod
      .given([reported])
      .when({ ...report, ...interval })
      .thenRejects({ _tag: 'ExposureOverlaps', ...day })
  })

  test('of another shop overlaps not; the order of attributes makes no other shop', () => {
    const shop = { attributes: { shop: 'a', channel: 'web' } } as const
    const turned = { attributes: { channel: 'web', shop: 'a' } } as const
    const wider = { from: after(0), to: after(3 * DAY) } as const
    thePeriod
      .given([reported])
      .when({ ...report, ...shop, ...wider })
      .then([{ ...reported, ...wider, ...shop }])
    thePeriod
      .given([{ ...reported, ...shop }])
      .when({ ...report, ...turned, ...wider })
      .thenRejects({ _tag: 'ExposureOverlaps', ...day })
    thePeriod
      .given([{ ...reported, ...shop }])
      .when({ ...report, ...turned })
      .thenNothing()
  })

  test('attributes that only look alike are told apart', () => {
    const first = { attributes: { 'a,b': 'c' } } as const
    for (const second of [{ a: 'b,c' }, { a: 'b', c: '' }, { 'a,b': 'C' }]) {
      thePeriod
        .given([{ ...reported, ...first }])
        .when({ ...report, attributes: second })
        .then([{ ...reported, attributes: second }])
    }
  })

  test('no attributes and an empty record are the same', () => {
    thePeriod
      .given([reported])
      .when({ ...report, attributes: {} })
      .thenNothing()
  })
})

describe('an interruption', () => {
  test('starts with its kind and reason, and ends with its start', () => {
    thePeriod.given([]).when(start).then([started])
    thePeriod.given([started]).when(end).then([ended])
  })

  test('may be over at once, and recorded after later things', () => {
    thePeriod
      .given([entered, started])
      .when({ ...end, at: started.at })
      .then([{ ...ended, at: started.at }])
  })

  test('one may run beside another', () => {
    const other = { interruption: 'net-1', kind: 'network' } as const
    const { reason: _, ...then } = started
    const { reason: __, ...bare } = start
    thePeriod
      .given([started])
      .when({ ...bare, ...other })
      .then([{ ...then, ...other }])
    thePeriod
      .given([started, { ...then, ...other, at: after(2 * DAY) }])
      .when({ ...end, interruption: 'net-1', at: after(3 * DAY) })
      .then([{ ...ended, ...other, startedAt: after(2 * DAY), at: after(3 * DAY) }])
  })

  test('that ended is not started again by its id', () => {
    thePeriod
      .given([started, ended])
      .when({ ...start, at: after(5 * DAY) })
      .thenRejects({
        _tag: 'InterruptionAlreadyStarted',
        interruption: 'pay-1',
        startedAt: started.at,
      })
  })

  test('that nobody started does not end; those that run are told', () => {
    thePeriod
      .given([started, { ...started, interruption: 'pay-2' }, { ...ended, interruption: 'pay-2' }])
      .when({ ...end, interruption: 'pay-3' })
      .thenRejects({
        _tag: 'InterruptionNotRunning',
        interruption: 'pay-3',
        endedAt: undefined,
        running: ['pay-1'],
      })
  })

  test('whose end alone was recorded is over', () => {
    thePeriod.given([ended]).when(end).thenRejects({
      _tag: 'InterruptionNotRunning',
      interruption: 'pay-1',
      endedAt: ended.at,
      running: [],
    })
  })
})

describe('a risk', () => {
  test('is scored by likelihood × impact', () => {
    thePeriod.given([]).when(enter).then([entered])
  })

  test('entered again alike changes nothing', () => {
    thePeriod
      .given([entered])
      .when({ ...enter, at: after(20 * DAY), actor: supervisor })
      .thenNothing()
  })

  test.each([
    { description: '支付與庫存同一機房' },
    { likelihood: 1, score: 4 },
    { impact: 5, score: 15 },
    { measure: '簽雙供應商' },
    { indicator: '對賬差異' },
    { owner: 'it-deputy' },
    { plan: '六月底前演練' },
  ])('with %o is a new assessment', (change) => {
    const { score: _, ...asked } = { score: 0, ...change }
    thePeriod
      .given([entered])
      .when({ ...enter, ...asked })
      .then([{ ...entered, ...change }])
  })

  test('a serious complaint may bring it: by a policy', () => {
    thePeriod
      .given([])
      .when({ ...enter, actor: system })
      .then([{ ...entered, by: system.id }])
  })
})

describe('the period', () => {
  const strict = { ...retail2025, version: 2 }
  const both = specify(operationsAggregate([retail2025, strict]))

  test('is judged by the standard of the first report, whatever later ones name', () => {
    const second = { id: strict.id, version: 2 }
    both
      .given([])
      .when({ ...report, standard: second })
      .then([{ ...reported, standard: second }])
    both
      .given([{ ...reported, standard: second }])
      .when(start)
      .then([{ ...started, standard: second }])
    both
      .given([reported])
      .when({ ...start, standard: second })
      .then([started])
  })

  test('takes what happened before its first report, and never ends', () => {
    thePeriod
      .given([entered])
      .when({ ...start, at: after(-DAY) })
      .then([{ ...started, at: after(-DAY) }])
    expect(operations.isTerminal(operations.initialState)).toBe(false)
  })

  test('has an id that follows from its name, for ever', () => {
    expect(operationsId('2025-03')).toBe('a2a22ba2-ecd5-5de2-a566-a07cad37a0f9')
    expect(operationsId('2025-04')).not.toBe(operationsId('2025-03'))
    expect(streamName(operations, operationsId('2025-03'))).toMatch(/^operations-/)
  })

  test('is handled like any stream: the same command id adds nothing', async () => {
    const store = inMemoryEventStore(testBoundary())
    const period = handle(store, operations)
    const once = () => period(operationsId('2025-03'), report, { commandId: 'report-1' })()
    expect(await once()).toMatchObject({
      right: { repeated: false, events: [{ event: reported }] },
    })
    expect(await once()).toMatchObject({ right: { repeated: true, revision: 0 } })
    const corrected = period(
      operationsId('2025-03'),
      { ...report, orders: 1 },
      { commandId: 'report-1' },
    )
    expect(await corrected()).toMatchObject({ right: { repeated: true, revision: 0 } })
  })
})

describe('old histories', () => {
  test('of two standards are judged by the first', () => {
    thePeriod
      .given([entered, { ...started, standard: { id: 'mine', version: 3 } }])
      .when(end)
      .then([ended])
  })

  test('whose reports overlap keep them all: only the same interval is corrected', () => {
    const half = { ...reported, to: after(DAY + 12 * HOUR) }
    thePeriod.given([reported, half]).when(report).thenNothing()
    thePeriod
      .given([half, reported])
      .when({ ...report, to: half.to, orders: 1 })
      .thenRejects({ _tag: 'ExposureOverlaps', ...day })
  })
})

interface Example {
  readonly given: ReadonlyArray<OperationsEvent>
  readonly when: OperationsCommand
  readonly rejection: Omit<OperationsRejection, '_tag'> & Readonly<Record<string, unknown>>
}

/** No duties are kept apart, and reports come in any order of time. */
// of an opening under an unset standard: lifecycle/unset.test.ts asks every aggregate
type Tag = Exclude<
  OperationsRejection['_tag'],
  'DutiesNotSeparated' | 'HappenedBeforeOpening' | 'StandardNotSet'
>

const { orders: _orders, serviceMs: _serviceMs, ...bare } = report

const examples: Readonly<Record<Tag, Example>> = {
  StandardNotLoaded: {
    given: [],
    when: { ...report, standard: { id: 'mine', version: 1 } },
    rejection: { standard: { id: 'mine', version: 1 }, loaded: [standard] },
  },
  NotPermitted: {
    given: [],
    when: { ...enter, actor: coordinator },
    rejection: {
      command: 'EnterRisk',
      role: 'coordinator',
      permission: 'operations.risk',
      permitted: ['supervisor', 'manager', 'qualityInspector', 'system'],
      nearest: undefined,
    },
  },
  NothingReported: {
    given: [reported],
    when: { ...bare, attributes: { shop: 'a' } },
    rejection: { figures: ['orders', 'customers', 'contacts', 'services', 'serviceMs'] },
  },
  PeriodEmpty: {
    given: [],
    when: { ...report, from: day.to, to: day.from },
    rejection: { from: day.to, to: day.from },
  },
  ExposureOverlaps: {
    given: [reported],
    when: { ...report, to: after(5 * DAY) },
    rejection: { ...day },
  },
  InterruptionAlreadyStarted: {
    given: [started],
    when: start,
    rejection: { interruption: 'pay-1', startedAt: started.at },
  },
  InterruptionNotRunning: {
    given: [started, ended],
    when: { ...end, at: after(2 * DAY) },
    rejection: { interruption: 'pay-1', endedAt: ended.at, running: [] },
  },
  EndsBeforeItsStart: {
    given: [started],
    when: { ...end, at: after(DAY - MINUTE) },
    rejection: { at: after(DAY - MINUTE), startedAt: started.at },
  },
}

const tags = Object.keys(examples) as ReadonlyArray<Tag>

describe('every rejection states its fact', () => {
  test.each(tags.map((tag) => ({ tag, ...examples[tag] })))(
    '$tag',
    ({ tag, given, when, rejection }) => {
      const expected = { _tag: tag, ...rejection } as OperationsRejection
      thePeriod.given(given).when(when).thenRejects(expected)
    },
  )

  test('an interval of no length is empty', () => {
    thePeriod
      .given([])
      .when({ ...report, to: day.from })
      .thenRejects({ _tag: 'PeriodEmpty', from: day.from, to: day.from })
  })

  test('a period whose standard is not loaded takes no report', () => {
    thePeriod
      .given([{ ...reported, standard: { id: 'retail-2025', version: 9 } }])
      .when({ ...start, standard })
      .thenRejects({
        _tag: 'StandardNotLoaded',
        standard: { id: 'retail-2025', version: 9 },
        loaded: [standard],
      })
  })

  test('each has a sentence of its own, in both languages', () => {
    const sentences = Object.values(operationsRejections)
    expect(new Set(sentences.map(({ en }) => en)).size).toBe(tags.length + 3)
    expect(new Set(sentences.map(({ zh }) => zh)).size).toBe(tags.length + 3)
  })
})
