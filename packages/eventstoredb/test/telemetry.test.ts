/** What is told of the store, and of what runs on it, by a real SDK. */
import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'

import { handle, inMemoryEventStore, type EventStore } from '@casetrail/core'
import { caseAggregate, openCase, resolveCase } from '@casetrail/core/case'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { at, testBoundary } from '@casetrail/core/testing'
import { caseModels, project } from '@casetrail/projections'
import { SpanKind, SpanStatusCode, context, metrics, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { telemetry, type Telemetry } from '../src/index.js'

import {
  allOf,
  append,
  errorOf,
  eventually,
  follow,
  foreign,
  newEvents,
  right,
  subject,
} from './subject.js'

const on = subject()
const exporter = new InMemorySpanExporter()
const figures = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
const reader = new PeriodicExportingMetricReader({
  exporter: figures,
  exportIntervalMillis: 3_600_000,
})
const meters = new MeterProvider({ readers: [reader] })
let told: Telemetry

beforeAll(async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  const spanProcessors = [new SimpleSpanProcessor(exporter)]
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }))
  metrics.setGlobalMeterProvider(meters)
  told = await telemetry({ attributes: { 'server.address': 'esdb.example' } })
})

beforeEach(() => {
  exporter.reset()
})

afterAll(async () => {
  await meters.shutdown()
})

const spans = (name: string): ReadonlyArray<ReadableSpan> =>
  exporter.getFinishedSpans().filter((span) => span.name === name)

const only = (name: string): ReadableSpan => {
  const [span, ...more] = spans(name)
  if (span === undefined || more.length > 0) {
    const names = exporter.getFinishedSpans().map((one) => one.name)
    throw new Error(`one ${name} was expected, not ${inspect(names)}`)
  }
  return span
}

interface Figure {
  readonly unit: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly count: number
  readonly sum: number
}

/** What a metric says, of those of its points whose attributes hold `like`. */
const measured = async (
  name: string,
  like: Readonly<Record<string, unknown>>,
): Promise<ReadonlyArray<Figure>> => {
  await meters.forceFlush()
  const scopes = figures.getMetrics().at(-1)?.scopeMetrics ?? []
  const found = scopes.flatMap((scope) =>
    scope.metrics
      .filter(({ descriptor }) => descriptor.name === name)
      .flatMap((metric): Figure[] => {
        const { unit } = metric.descriptor
        if (metric.dataPointType === DataPointType.HISTOGRAM) {
          return metric.dataPoints.map(({ attributes, value: { count, sum = 0 } }) => ({
            unit,
            attributes,
            count,
            sum,
          }))
        }
        if (metric.dataPointType !== DataPointType.SUM) return []
        return metric.dataPoints.map(({ attributes, value }) => ({
          unit,
          attributes,
          count: 1,
          sum: value,
        }))
      }),
  )
  return found.filter(({ attributes }) =>
    Object.entries(like).every(([key, value]) => attributes[key] === value),
  )
}

const by = { at: at('2025-03-01T08:00:00.000Z'), actor: { id: 'agent-7', role: 'agent' } }

const opening = openCase({
  ...by,
  customer: 'customer-mei',
  channel: 'phone',
  requestType: 'repair',
  phase: 'afterSale',
  problemType: 'product',
  tier: 'member',
  language: 'zh',
})

const casesOn = (store: EventStore) =>
  told.traced('handle case', handle(store, caseAggregate([retail2025])), ([, command]) => ({
    'casetrail.command': command.type,
  }))

describe('a command', () => {
  test('is the parent of what it asks of the store, also where commands wait for one another', async () => {
    const cases = casesOn(told.observed(on.store()))
    const id = randomUUID()
    const solving = resolveCase({ ...by, resolutionCode: 'replaced', notes: 'to Mei, 換新' })
    const answers = await Promise.all([
      cases(id, opening, { commandId: 'command-1' })(),
      cases(id, solving, { commandId: 'command-2' })(),
    ])
    expect(answers.map(E.isRight)).toEqual([true, true])
    const [first, second, ...more] = spans('handle case')
    if (first === undefined || second === undefined) throw new Error('two spans were expected')
    expect(more).toEqual([])
    expect(first.attributes).toEqual({
      'db.system.name': 'eventstoredb',
      'server.address': 'esdb.example',
      'casetrail.operation': 'handle case',
      'casetrail.command': 'OpenCase',
    })
    expect([first.kind, first.status.code]).toEqual([SpanKind.INTERNAL, SpanStatusCode.UNSET])
    const appends = spans('append case')
    expect(appends.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([
      first.spanContext().spanId,
      second.spanContext().spanId,
    ])
    const [opened] = appends
    expect(opened?.kind).toBe(SpanKind.CLIENT)
    expect(opened?.spanContext().traceId).toBe(first.spanContext().traceId)
    expect(opened?.attributes).toMatchObject({
      'db.system.name': 'eventstoredb',
      'db.operation.name': 'append',
      'db.collection.name': 'case',
      'casetrail.stream': `case-${id}`,
    })
  })

  test('that the rules refuse is an answer, with its reason, and no error', async () => {
    const cases = casesOn(told.observed(on.store()))
    const solving = resolveCase({ ...by, resolutionCode: 'replaced', notes: 'a secret of Mei' })
    const refused = await cases(randomUUID(), solving, { commandId: 'command-1' })()
    expect(E.isLeft(refused) && refused.left._tag).toBe('Rejected')
    const { attributes, status } = only('handle case')
    expect(attributes['casetrail.rejection']).toBe('CaseNotOpened')
    expect([attributes['error.type'], status.code]).toEqual([undefined, SpanStatusCode.UNSET])
    expect(
      await measured('casetrail.operation.duration', { 'casetrail.rejection': 'CaseNotOpened' }),
    ).toMatchObject([{ unit: 's', count: 1 }])
  })

  test('tells nothing of what is in it, of people or of secrets', async () => {
    const url = on.url().replace('//', '//admin:s3cret@')
    const cases = casesOn(told.observed(on.store({}, url)))
    const id = randomUUID()
    await cases(id, opening, { commandId: 'command-1' })()
    const notes = { ...by, resolutionCode: 'replaced', notes: '換新' }
    await cases(id, resolveCase(notes), { commandId: 'command-2' })()
    await cases(id, resolveCase(notes), { commandId: 'command-3' })()
    await meters.forceFlush()
    const text = inspect(
      exporter.getFinishedSpans().map(({ name, attributes, status, events, links }) => ({
        name,
        attributes,
        status,
        events,
        links,
      })),
      { depth: 20 },
    )
    const all = text + inspect(figures.getMetrics().at(-1)?.scopeMetrics, { depth: 20 })
    expect(all).toContain(`case-${id}`)
    expect(all).not.toMatch(/customer-mei|agent-7|換新|s3cret|admin|command-\d/)
  })

  test('goes on where what it should tell of can not be told', async () => {
    const traced = told.traced(
      'careless',
      (given: { readonly name: string }) => TE.right<never, unknown>(given),
      ([{ name }]) => ({ length: name.length }),
    )
    expect(await traced(JSON.parse('null') as { readonly name: string })()).toEqual(E.right(null))
    expect(only('careless').status.code).toBe(SpanStatusCode.UNSET)
  })

  test('that throws is told of by the name of the error, and throws', async () => {
    const traced = told.traced('broken', () => () => {
      throw new TypeError('of Mei')
    })
    await expect(traced()()).rejects.toThrow('of Mei')
    const { attributes, status } = only('broken')
    expect(attributes['error.type']).toBe('TypeError')
    expect(status).toEqual({ code: SpanStatusCode.ERROR })
  })
})

describe('the store', () => {
  test('keeps what else it can', () => {
    const store = on.store()
    const observed = told.observed(store)
    expect(observed.health()).toEqual(store.health())
    expect(observed.close).toBe(store.close)
  })

  test('counts what is appended, and tells of a conflict', async () => {
    const store = told.observed(on.store())
    const category = `w${randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    right(await append(store, stream, 'noStream', newEvents(3)))
    const refused = await append(store, stream, 'noStream', newEvents(2))
    expect(E.isLeft(refused) && refused.left._tag).toBe('Conflict')
    const [well, conflict] = spans(`append ${category}`)
    expect(well?.attributes['db.operation.batch.size']).toBe(3)
    expect(well?.attributes['error.type']).toBeUndefined()
    expect(conflict?.attributes['error.type']).toBe('Conflict')
    expect(conflict?.status).toEqual({ code: SpanStatusCode.ERROR })
    const like = { 'db.operation.name': 'append', 'db.collection.name': category }
    expect(await measured('casetrail.store.events', like)).toMatchObject([
      { unit: '{event}', sum: 3 },
    ])
    const durations = await measured('db.client.operation.duration', like)
    expect(durations).toMatchObject([
      { unit: 's', count: 1 },
      { unit: 's', count: 1, attributes: { 'error.type': 'Conflict' } },
    ])
    for (const { sum, attributes } of durations) {
      expect(sum).toBeGreaterThan(0)
      expect(sum).toBeLessThan(10)
      expect(attributes).not.toHaveProperty('casetrail.stream')
    }
  })

  test('tells of a finished read once it has ended, also where it was left early', async () => {
    const store = told.observed(on.store())
    const category = `r${randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    right(await append(store, stream, 'noStream', newEvents(7)))
    expect(await allOf(store, { all: true, categories: [category] })).toHaveLength(7)
    const { attributes, kind } = only(`read ${category}`)
    expect(kind).toBe(SpanKind.CLIENT)
    expect(attributes).toMatchObject({
      'db.operation.name': 'read',
      'db.response.returned_rows': 7,
    })
    expect(attributes['casetrail.batches']).toBeGreaterThan(0)
    exporter.reset()
    const early = store.read({ stream })[Symbol.asyncIterator]()
    await early.next()
    await early.return?.()
    expect(only(`read ${category}`).attributes['casetrail.stream']).toBe(stream)
    const like = { 'db.operation.name': 'read', 'db.collection.name': category }
    expect(await measured('casetrail.store.events', like)).toMatchObject([{ sum: 14 }])
  })

  test('does not name streams that are not ours', async () => {
    const stream = `customer${randomUUID().slice(0, 4)}-mei@shop.example`
    await on.client().appendToStream(stream, [foreign('Seen', {})])
    const store = told.observed(on.store())
    expect(await allOf(store, { stream })).toHaveLength(1)
    expect(inspect(exporter.getFinishedSpans()[0]?.attributes)).not.toContain('mei')
  })

  test('tells of a read that fails by its tag and fault', async () => {
    const store = told.observed(on.store({ patienceMs: 200 }, 'esdb://127.0.0.1:9?tls=false'))
    await errorOf(store, { stream: 'case-1' })
    const { attributes, status } = only('read case')
    expect(attributes).toMatchObject({
      'error.type': 'Unavailable',
      'casetrail.fault': 'unreachable',
    })
    expect(status).toEqual({ code: SpanStatusCode.ERROR })
  })

  test('has for a live read a span for each way to being live, seen while it goes on', async () => {
    const proxy = await on.proxy()
    const inner = on.store({}, proxy.through(on.url()))
    const store = told.observed(inner)
    const category = `l${randomUUID().slice(0, 8)}`
    const stream = on.stream(category)
    const writer = on.store()
    right(await append(writer, stream, 'noStream', newEvents(4)))
    const live = follow(store, { all: true, categories: [category] })
    await live.until(4)
    const name = `follow ${category}`
    await eventually(() => spans(name).length === 1)
    const [first] = spans(name)
    expect(first?.attributes).toMatchObject({
      'casetrail.attempt': 0,
      'casetrail.resumed': false,
      'db.response.returned_rows': 4,
    })
    proxy.cut()
    await eventually(() => inner.health().reads[0]?.state._tag !== 'Live')
    right(await append(writer, stream, 3, newEvents(2)))
    await live.until(6)
    await eventually(() =>
      spans(name).some(
        ({ status }) => status.code === SpanStatusCode.UNSET && spans(name).length > 1,
      ),
    )
    const resumed = spans(name).at(-1)
    expect(resumed?.attributes['casetrail.resumed']).toBe(true)
    expect(resumed?.attributes['casetrail.attempt']).toBeGreaterThan(0)
    expect(resumed?.parentSpanContext).toBeUndefined()
    expect(resumed?.links.map((link) => link.context.spanId)).toEqual([first?.spanContext().spanId])
    const before = spans(name).length
    await live.end()
    expect(spans(name)).toHaveLength(before)
    const like = { 'db.operation.name': 'follow', 'db.collection.name': category }
    expect(await measured('casetrail.store.events', like)).toMatchObject([{ sum: 6 }])
    await proxy.close()
  })

  test('may be another one: its live read is live when it has caught up', async () => {
    const store = told.observed(inMemoryEventStore(testBoundary()))
    const live = follow(store, { all: true })
    await eventually(() => spans('follow $all').length === 1)
    await live.end()
    expect(spans('follow $all')).toHaveLength(1)
  })
})

test('a projection is the parent of its read', async () => {
  const store = told.observed(on.store())
  const cases = casesOn(store)
  const id = randomUUID()
  right(await cases(id, opening, { commandId: 'command-1' })())
  const projecting = told.traced('project', project)
  const progress = right(await projecting(store, inMemoryRowStore(), caseModels)())
  expect(progress.events).toBeGreaterThan(0)
  const read = exporter
    .getFinishedSpans()
    .find(({ attributes }) => attributes['db.response.returned_rows'] === progress.events)
  expect(read?.parentSpanContext?.spanId).toBe(only('project').spanContext().spanId)
})
