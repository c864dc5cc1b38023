/** Laws of figures: tallies add up, whoever adds them, and every figure can be explained. */
import * as fc from 'fast-check'
import { categoryOf, fromEpochMs, type EpochMs, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import {
  inMemoryRowStore,
  type Figure,
  type Key,
  type Measure,
  type Reading,
  type RowStore,
  type Tally,
} from '@casetrail/core/read-model'
import { Temporal } from '@js-temporal/polyfill'
import { describe, expect, test } from 'vitest'

import { scanReadings } from '../src/engine/evaluate.js'
import { resultOf } from '../src/engine/result.js'
import { dimensionOf, taking } from '../src/engine/select.js'
import { add, empty, exactly, type Sum } from '../src/engine/tally.js'
import {
  caseFacts,
  deskModels,
  dimensionsOf,
  emptyFlow,
  addFlow,
  evaluate,
  explain,
  factsModel,
  flowResult,
  liveBoard,
  merge,
  project,
  sameCustomer,
  subtract,
  type AnyFacts,
  type CaseRow,
  type FigureResult,
  type FlowRow,
  type Query,
} from '../src/index.js'

import {
  appendAll,
  desks,
  recordedIn,
  stories,
  storeWith,
  toldOf,
  validEvents,
} from './arbitrary-desk.js'
import { complaint, emergency, followUp, operations } from './care-desk.js'
import { clockRun } from './clock-desk.js'
import {
  call,
  DAY,
  newStore,
  opened,
  parted,
  reopened,
  reply,
  resolved,
  right,
  sealed,
  start,
  streamOf,
  type Told,
} from './desk.js'
import { mixedFigures } from './mixed-figures.js'
import { answers, figures as shipped, projected, queries } from './rows.js'

const runs = { numRuns: 200 }

/** Those that ship, and some whose inputs differ in side, unit and time. */
const figures: ReadonlyArray<Figure> = [...shipped, ...mixedFigures]

/** The measures of some rows that figures take, each once. */
const measuresOf = <Row>({ name }: { readonly name: string }): ReadonlyArray<Measure<Row>> => {
  const isOfThem = (measure: Measure<never>): measure is Measure<Row> =>
    'facts' in measure.from && measure.from.facts.name === name
  const taken = figures
    .flatMap(({ inputs }) => Object.values(inputs).map(({ measure }) => measure))
    .filter(isOfThem)
  return [...new Map(taken.map((one) => [one.id, one])).values()]
}

const caseMeasures = measuresOf<CaseRow>(caseFacts)

const without0 = (excluded: FigureResult['excluded']): FigureResult['excluded'] =>
  Object.fromEntries(Object.entries(excluded).filter(([, n]) => n > 0))

/** The tallies of a figure's inputs over some rows. */
const talliesOf = async (
  rows: RowStore,
  figure: Figure,
  query: Query,
): Promise<Readonly<Record<string, Tally>>> => {
  const plans = Object.entries(figure.inputs).map(([name, input]) => ({
    name,
    measure: input.measure,
    take: taking(input, query),
    words: input.words,
    tally: empty(),
  }))
  await scanReadings(rows, plans, ({ take, words, tally }, readings) => {
    for (const reading of readings) {
      const value = take(reading)
      const word = words === undefined ? undefined : dimensionOf(reading, words)
      if (value !== undefined) add(tally, reading, value, 1, exactly, word)
    }
  })
  return Object.fromEntries(plans.map(({ name, tally }) => [name, tally]))
}

const mergeAll = (
  parts: ReadonlyArray<Readonly<Record<string, Tally>>>,
): Readonly<Record<string, Tally>> =>
  parts.reduce((all, part) =>
    Object.fromEntries(
      Object.entries(part).map(([name, tally]) => [name, merge(all[name] ?? empty(), tally)]),
    ),
  )

describe('figures', () => {
  test('partitions by correlation, merged = the whole', () =>
    fc.assert(
      fc.asyncProperty(desks, queries, fc.integer({ min: 2, max: 3 }), async (desk, query, n) => {
        const events = recordedIn(desk)
        const whole = await projected(events)
        const parts: RowStore[] = []
        for (let i = 0; i < n; i++) {
          const own = events.filter(
            ({ metadata }) => Number(metadata.correlationId.charAt(0)) % n === i,
          )
          parts.push(await projected(own))
        }
        const plain = { ...query, by: [] }
        const { figures: expected } = await right(evaluate(whole, figures, plain))
        for (const [i, figure] of figures.entries()) {
          if (Object.values(figure.inputs).some(({ measure }) => 'group' in measure.from)) continue
          const tallies = await Promise.all(parts.map((rows) => talliesOf(rows, figure, plain)))
          expect(resultOf(figure, mergeAll(tallies), plain)).toEqual(expected[i])
        }
      }),
      runs,
    ))

  test('groups after merging: the rows of all partitions give the whole’s groups', () =>
    fc.assert(
      fc.asyncProperty(desks, queries, async (desk, query) => {
        const events = recordedIn(desk)
        const whole = await projected(events)
        const merged = inMemoryRowStore()
        const flow = emptyFlow()
        for (const i of [0, 1]) {
          const own = events.filter(
            ({ metadata }) => Number(metadata.correlationId.charAt(0)) % 2 === i,
          )
          const part = await projected(own)
          for (const id of deskModels.facts) {
            await right(
              part.scan(id, (page) => {
                const rows = page.map(([key, row]) => ({ key, row }))
                void merged.commit({ rows: [[id, rows]], groups: [], checkpoints: [] })()
                if (id.name !== 'flow') return
                for (const { row } of rows) {
                  const one = row as FlowRow
                  if (one.openedAt !== undefined) addFlow(flow, one)
                }
              }),
            )
          }
        }
        const head = events.at(-1)?.position ?? ''
        await right(
          merged.commit({
            rows: [],
            groups: [],
            checkpoints: deskModels.facts.map((id) => [id, head]),
          }),
        )
        await right(project(await storeWith(events), merged, deskModels))
        expect(await answers(merged, query)).toEqual(await answers(whole, query))
        const all = await answers(whole, { zone: 'UTC', asOf: start + 400 * DAY })
        expect(flowResult(flow)).toEqual(all.flow)
      }),
      runs,
    ))

  test('explain: of a share met is the numerator, met and missed the denominator', () =>
    fc.assert(
      fc.asyncProperty(desks, queries, async (desk, query) => {
        const rows = await projected(recordedIn(desk))
        const { figures: results } = await right(evaluate(rows, shipped, query))
        for (const [i, figure] of shipped.entries()) {
          const result = results[i]
          const { totals, total, readings } = await right(explain(rows, figure, query))
          const [main] = Object.values(result?.inputs ?? {})
          const count = main?.count ?? result?.denominator ?? result?.count ?? 0
          expect([figure.id, totals.met + totals.missed]).toEqual([figure.id, count])
          if (result?.numerator !== undefined) expect(totals.met).toBe(result.numerator)
          const reasons = new Map<string, number>()
          for (const { reason } of readings) {
            if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
          }
          expect(Object.fromEntries(reasons)).toEqual(without0(result?.excluded ?? {}))
          expect(readings.filter(({ provisional }) => provisional)).toHaveLength(
            result?.provisional ?? -1,
          )
          expect(total).toBe(totals.met + totals.missed + totals.excluded)
          for (const side of ['met', 'missed', 'excluded', 'counted'] as const) {
            const one = await right(explain(rows, figure, { ...query, side, limit: 1 }))
            const wanted = side === 'counted' ? totals.met + totals.missed : totals[side]
            expect([one.total, one.readings.length]).toEqual([wanted, Math.min(1, wanted)])
          }
        }
      }),
      runs,
    ))

  test('explain: every input of a figure is what its result says of it', () =>
    fc.assert(
      fc.asyncProperty(desks, queries, async (desk, query) => {
        const rows = await projected(recordedIn(desk))
        const { figures: results } = await right(evaluate(rows, figures, query))
        for (const [i, figure] of figures.entries()) {
          const { inputs, excluded, provisional } = results[i] ?? {}
          const names = Object.keys(figure.inputs)
          if (names.length === 1) {
            expect(inputs).toBeUndefined()
            continue
          }
          expect(Object.keys(inputs ?? {})).toEqual(names)
          const [main] = Object.values(inputs ?? {})
          expect([main?.excluded, main?.provisional]).toEqual([excluded, provisional])
          for (const [input, result] of Object.entries(inputs ?? {})) {
            const { totals, readings, ...told } = await right(
              explain(rows, figure, { ...query, input }),
            )
            expect(told).toMatchObject({ input, inputs: names, unit: result.unit })
            expect([figure.id, input, totals.met + totals.missed]).toEqual([
              figure.id,
              input,
              result.count,
            ])
            expect(totals.met).toBe(result.met ?? result.count)
            expect(told.sided).toBe(result.met !== undefined)
            const reasons: Record<string, number> = {}
            let sum = 0
            for (const { reason, value = 0 } of readings) {
              sum += value
              if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1
            }
            expect(reasons).toEqual(without0(result.excluded))
            expect(result.unit === 's' ? sum / 1_000 : sum).toBe(result.sum)
            expect(readings.filter((one) => one.provisional)).toHaveLength(result.provisional)
          }
        }
      }),
      runs,
    ))

  test('every dimension of a reading is known to be asked by', () =>
    fc.assert(
      fc.asyncProperty(desks, async (desk) => {
        const rows = await projected(recordedIn(desk))
        const known = new Set(await right(dimensionsOf(rows, deskModels, shipped)))
        const plans = shipped.flatMap(({ inputs }) => Object.values(inputs))
        await scanReadings(rows, plans, (_, readings) => {
          for (const { dimensions } of readings) {
            for (const name in dimensions) if (!known.has(name)) expect(name).toBe('known')
          }
        })
      }),
      runs,
    ))

  test('a breakdown adds up to the whole', () =>
    fc.assert(
      fc.asyncProperty(desks, queries, async (desk, query) => {
        const rows = await projected(recordedIn(desk))
        const by = query.by ?? ['channel']
        const evaluated = await right(evaluate(rows, figures, { ...query, by }))
        const rowsOf = (index: number): ReadonlyArray<FigureResult> =>
          (evaluated.breakdown?.rows ?? []).flatMap((row) => row.figures[index] ?? [])
        for (const [i, whole] of evaluated.figures.entries()) {
          const parts = rowsOf(i)
          const sum = (of: (result: FigureResult) => number | undefined): number =>
            parts.reduce((all, one) => all + (of(one) ?? 0), 0)
          // a rate may have a value in all and none in a row without exposure: its inputs add up
          if (whole.inputs === undefined) {
            expect(sum((one) => one.denominator)).toBe(whole.denominator ?? 0)
            expect(sum((one) => one.numerator)).toBe(whole.numerator ?? 0)
            expect(sum((one) => one.count)).toBe(whole.count ?? 0)
          }
          for (const [name, input] of Object.entries(whole.inputs ?? {})) {
            // exposure is of all values of a dimension that no report of it has
            if (figures[i]?.inputs[name]?.whole === true) continue
            expect(sum((one) => one.inputs?.[name]?.count)).toBe(input.count)
            expect(sum((one) => one.inputs?.[name]?.met)).toBe(input.met ?? 0)
            expect(sum((one) => one.inputs?.[name]?.sum)).toBeCloseTo(input.sum, 3)
          }
          expect(sum((one) => one.provisional)).toBe(whole.provisional)
          for (const [reason, n] of Object.entries(whole.excluded)) {
            expect(sum((one) => one.excluded[reason])).toBe(n)
          }
        }
      }),
      runs,
    ))

  test('tallies kept live, also by a board that joins later = a scan of the rows', () =>
    fc.assert(
      fc.asyncProperty(
        desks,
        fc.constantFrom('Asia/Shanghai', 'America/St_Johns'),
        fc.constantFrom('channel', 'agent', 'priority'),
        fc.array(fc.nat({ max: 60 }), { maxLength: 3 }),
        fc.integer({ min: 1, max: 5 }),
        fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }), fc.boolean()),
        fc.nat({ max: 5 }),
        async (desk, zone, dimension, cuts, commitEvery, [first, days, narrow], restarted) => {
          const events = recordedIn(desk)
          const store = newStore()
          const rows = inMemoryRowStore()
          let board = liveBoard(figures, { zone, dimension })
          const at = [0, ...cuts, events.length].sort((a, b) => a - b)
          for (const [i, end] of at.slice(1).entries()) {
            if (i === restarted) {
              board = liveBoard(figures, { zone, dimension })
              await right(board.fill(rows))
            }
            await appendAll(store, events.slice(at[i], end))
            const onMoves = board.move
            await right(project(store, rows, deskModels, { commitEvery, onMoves }))
          }
          const asOf: EpochMs = start + 400 * DAY
          const dayAt = (n: number): Temporal.PlainDate =>
            Temporal.PlainDate.from('2025-03-01').add({ days: n })
          const midnight = (n: number): EpochMs =>
            dayAt(n).toZonedDateTime({ timeZone: zone }).epochMilliseconds
          const ways = await right(evaluate(rows, figures, { zone, asOf, by: [dimension] }))
          const value = ways.breakdown?.rows[0]?.key
          const window = { from: midnight(first), to: midnight(first + days) }
          const one = narrow && value !== undefined ? value : undefined
          const where = one === undefined ? {} : { where: { [dimension]: one } }
          const scan = await right(evaluate(rows, figures, { zone, asOf, ...window, ...where }))
          for (const [i, { id, inputs }] of figures.entries()) {
            const live = board.figure(id, {
              asOf,
              fromDay: dayAt(first).toString(),
              toDay: dayAt(first + days).toString(),
              ...(one === undefined ? {} : { value: one }),
            })
            const kept = Object.values(inputs).every(
              ({ over, measure }) => over === 'window' && 'facts' in measure.from,
            )
            if (!kept) {
              expect(live).toBeUndefined()
              continue
            }
            const { value, quantiles, min, max, exact, error, parts, ...rest } = live ?? {}
            const expected = scan.figures[i]
            expect(expected).toMatchObject(rest)
            const near = (a: number | null | undefined, b: number | null | undefined): void => {
              if (typeof b !== 'number') expect(a).toBe(b)
              else expect(Math.abs((a ?? NaN) - b)).toBeLessThanOrEqual(0.01 * b + 1e-9)
            }
            expect(Object.keys(parts ?? {})).toEqual(Object.keys(expected?.parts ?? {}))
            for (const [name, part] of Object.entries(parts ?? {})) {
              const other = expected?.parts?.[name]
              if (part.unit !== 's') expect(part).toEqual(other)
              else {
                near(part.value, other?.value)
                expect([part.count, error]).toEqual([other?.count, 0.01])
              }
            }
            if (expected?.unit !== 's') {
              expect(value).toBe(expected?.value)
              continue
            }
            expect([exact, error]).toEqual([false, 0.01])
            near(value, expected.value)
            near(min, expected.min)
            near(max, expected.max)
            for (const [q, v] of Object.entries(expected.quantiles ?? {})) near(quantiles?.[q], v)
          }
        },
      ),
      runs,
    ))
})

describe('readings', () => {
  const seen = (told: Told, n: number): RecordedEvent => ({
    ...sealed('a', n, told),
    stream: streamOf('a', told),
    revision: n,
    position: '',
  })

  /** The rows of some facts, one after each event of one story. */
  const along = <Row>(
    facts: Pick<AnyFacts, 'name' | 'from' | 'keyOf' | 'evolve'>,
    told: ReadonlyArray<Told>,
  ): ReadonlyArray<Row> => {
    const rows = new Map<Key, unknown>()
    return told.flatMap((one, n) => {
      const event = seen(one, n)
      const category = categoryOf(event.stream)
      const known = facts.from.some(
        (source) => source.category === category && source.events.types.includes(event.event.type),
      )
      const key = known ? facts.keyOf(event) : undefined
      if (key === undefined) return []
      const row = facts.evolve(rows.get(key), event)
      rows.set(key, row)
      return row === undefined ? [] : [row as Row]
    })
  }

  const rowsAlong = (told: ReadonlyArray<Told>): ReadonlyArray<CaseRow> =>
    along(factsModel(caseFacts), told)

  const readingsOf = (measure: Measure<CaseRow>, row: CaseRow | undefined, key: Key = 'a') =>
    row === undefined ? [] : measure.readings(row, key)

  test('a row has what a measure looks at in the parts that it names, and nowhere else', () => {
    const count = new Map<string, number>()
    fc.assert(
      fc.property(stories, stories, (one, other) => {
        for (const facts of deskModels.facts) {
          const measures = measuresOf<object>(facts)
          const [rows, others] = [
            along<object>(facts, one.flat()),
            along<object>(facts, other.flat()),
          ]
          for (const [i, row] of rows.entries()) {
            const foreign = others[i % Math.max(1, others.length)]
            for (const measure of measures) {
              const readings = measure.readings(row, 'a')
              count.set(measure.id, (count.get(measure.id) ?? 0) + readings.length)
              if (foreign === undefined) continue
              const parts: ReadonlyArray<string> = measure.parts
              const own = parts.map((part): [string, unknown] => [part, Reflect.get(row, part)])
              const mixed = Object.assign({ ...foreign }, Object.fromEntries(own))
              expect([measure.id, measure.readings(mixed, 'a')]).toEqual([measure.id, readings])
            }
          }
        }
      }),
      runs,
    )
    // none of them is always empty, which would say nothing
    const all = deskModels.facts.flatMap((facts) => measuresOf<object>(facts))
    for (const { id } of all) expect([id, count.get(id) ?? 0]).not.toEqual([id, 0])
  })

  test('no row grows with the number of its events', () => {
    const o = operations()
    const round = (n: number): ReadonlyArray<Told> => {
      const f = followUp(String(n))
      return [
        ...[resolved(n, `agent-${String(n % 3)}`, n), reopened(n, n + 1), call(n), reply(n)],
        ...[f.scheduled(n, n + 9), f.asked(n, `s${String(n)}`), f.answered(n, { csat: 5 })],
        ...[complaint().acknowledged(n), complaint().communicated(n), emergency().started(n)],
        ...[clockRun('progress', n).started(n, n + 4), clockRun('progress', n).met(n, 1)],
        ...[clockRun('silence', n).started(n, n + 4)],
        ...[o.exposed(n, n + 1, { orders: n }), o.began(n, `i${String(n)}`)],
      ]
    }
    const sizes = (rounds: number): ReadonlyArray<number> => {
      const told = [opened(0), ...Array.from({ length: rounds }, (_, n) => round(n + 1)).flat()]
      return deskModels.facts
        .filter(({ name }) => name !== 'flow')
        .map((facts) => Math.max(...along(facts, told).map((row) => JSON.stringify(row).length)))
    }
    const [some, more] = [sizes(300), sizes(1_200)]
    more.forEach((size, i) => {
      expect(size).toBeLessThan(1.1 * (some[i] ?? 0))
    })
  })

  test('an event that says nothing to a part leaves it the same value', () => {
    const silent: ReadonlyArray<CaseEvent['type']> = ['EffortRecorded', 'SolutionVerified']
    fc.assert(
      fc.property(stories, (strands) => {
        const row = rowsAlong(strands.flat()).at(-1)
        if (row === undefined) return
        for (const type of silent) {
          const event = { type, at: fromEpochMs(start), cycle: 1 } as CaseEvent
          expect(factsModel(caseFacts).evolve(row, seen(event, 99))).toBe(row)
        }
      }),
      runs,
    )
  })

  test('a row alters nothing that it was given', () => {
    const freeze = <A>(value: A): A => {
      if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value)
        Object.values(value).forEach(freeze)
      }
      return value
    }
    fc.assert(
      fc.property(stories, (strands) => {
        for (const facts of deskModels.facts) {
          const freezing = {
            ...facts,
            evolve: (row: unknown, event: RecordedEvent) =>
              freeze(facts.evolve(row, freeze(event))),
          }
          along(freezing, strands.flat())
        }
      }),
      runs,
    )
  })

  test('a row whose opening was not seen gives none', () => {
    fc.assert(
      fc.property(stories, (strands) => {
        const openings = /^(Case|Complaint|FollowUp|Emergency)(Opened|Received|Scheduled|Declared)$/
        const rest = strands.flat().filter((one) => !openings.test(parted(one)[0].type))
        for (const facts of deskModels.facts) {
          for (const row of along<object>(facts, rest)) {
            for (const measure of measuresOf<object>(facts)) {
              if (/^(exposure|interruption)/.test(measure.id)) continue
              expect(measure.readings(row, 'a')).toEqual([])
            }
          }
        }
        for (const row of rowsAlong(rest)) expect(sameCustomer.contributions(row, 'a')).toEqual([])
      }),
      runs,
    )
  })

  test('every reading cites events of its own case', () =>
    fc.assert(
      fc.asyncProperty(desks, async (desk) => {
        const events = recordedIn(desk)
        const ids = new Map(events.map((event) => [event.eventId, event]))
        const rows = await projected(events)
        const found: Reading[] = []
        const plans = deskModels.facts
          .flatMap((facts) => measuresOf<object>(facts))
          .map((measure) => ({ measure }))
        await scanReadings(rows, plans, (_, readings) => found.push(...readings))
        for (const { subject, evidence } of found) {
          expect(evidence.length).toBeGreaterThan(0)
          expect(new Set(evidence).size).toBe(evidence.length)
          for (const id of evidence) {
            const event = ids.get(id)
            const isOwn =
              event?.metadata.correlationId === subject || subject.startsWith(event?.stream ?? '?')
            expect([subject, id, isOwn]).toEqual([subject, id, true])
          }
        }
      }),
      runs,
    ))

  test('the measures of these laws are all that figures take', () => {
    const taken = figures
      .flatMap(({ inputs }) => Object.values(inputs))
      .filter(({ measure }) => 'facts' in measure.from)
      .map(({ measure }) => measure.id)
    const known = deskModels.facts.flatMap((facts) => measuresOf<object>(facts))
    expect(new Set(known.map(({ id }) => id))).toEqual(new Set(taken))
  })

  test('a case has one reading of each measure; of its intervals only the last may go on', () => {
    fc.assert(
      fc.property(toldOf(validEvents), (told) => {
        const row = rowsAlong(told).at(-1)
        for (const measure of caseMeasures.filter(({ id }) => id.startsWith('case.'))) {
          const readings = readingsOf(measure, row)
          if (measure.id === 'case.active') {
            for (const { at, until } of readings) expect(until).toBeGreaterThanOrEqual(at)
            for (const { until } of readings.slice(0, -1)) expect(until).not.toBe(Infinity)
          } else expect([measure.id, readings.length]).toEqual([measure.id, 1])
        }
      }),
      runs,
    )
  })
})

describe('tallies', () => {
  const reading: fc.Arbitrary<readonly [Reading, number]> = fc
    .record({
      at: fc.nat({ max: 5 }),
      value: fc.integer({ min: -3, max: 1_000_000 }),
      out: fc.option(fc.constantFrom('merged', 'notResolved'), { freq: 2 }),
      ripe: fc.option(fc.nat({ max: 5 })),
    })
    .map(({ at, value, out, ripe }) => [
      {
        subject: 'a',
        at,
        verdict: out === null ? { _tag: 'Counted', value } : { _tag: 'Excluded', reason: out },
        ...(ripe === null ? {} : { finalFrom: ripe }),
        dimensions: {},
        evidence: [],
      },
      value,
    ])
  const wordOf = (value: number): string | undefined => ['broken', 'late', undefined][value % 3]
  const put = (tally: Sum, [one, value]: readonly [Reading, number], sign: 1 | -1): void => {
    add(tally, one, value, sign, exactly, wordOf(value))
  }
  const tallyOf = (readings: ReadonlyArray<readonly [Reading, number]>): Tally => {
    const tally = empty()
    for (const one of readings) put(tally, one, 1)
    return tally
  }
  const tallies = fc.array(reading, { maxLength: 8 }).map(tallyOf)

  test('form a commutative group', () => {
    fc.assert(
      fc.property(tallies, tallies, tallies, (a, b, c) => {
        expect(merge(a, b)).toEqual(merge(b, a))
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)))
        expect(merge(a, empty())).toEqual(a)
        expect(subtract(merge(a, b), b)).toEqual(a)
        expect(merge(a, subtract(empty(), a))).toEqual(empty())
      }),
      runs,
    )
  })

  test('merging leaves both as they were', () => {
    fc.assert(
      fc.property(tallies, tallies, (a, b) => {
        const [before, other] = [structuredClone(a), structuredClone(b)]
        merge(a, b)
        subtract(a, b)
        expect([a, b]).toEqual([before, other])
      }),
      runs,
    )
  })

  test('added one by one in any order, and taken away again = only what stays', () => {
    fc.assert(
      fc.property(
        fc.array(reading, { maxLength: 8 }),
        fc.array(reading, { maxLength: 8 }),
        (stay, go) => {
          const tally = empty()
          for (const one of [...go, ...stay]) put(tally, one, 1)
          for (const one of [...go].reverse()) put(tally, one, -1)
          expect(tally).toEqual(tallyOf(stay))
        },
      ),
      runs,
    )
  })
})

describe('credit', () => {
  test('is the dimension agent, else the owner, else none', () => {
    const one: Reading = {
      subject: 'a',
      at: 0,
      verdict: { _tag: 'Counted', value: 1 },
      dimensions: {},
      evidence: [],
    }
    expect(dimensionOf({ ...one, credit: 'lin', dimensions: { owner: 'wu' } }, 'agent')).toBe('lin')
    expect(dimensionOf({ ...one, dimensions: { owner: 'wu' } }, 'agent')).toBe('wu')
    expect(dimensionOf(one, 'agent')).toBe('(none)')
  })
})
