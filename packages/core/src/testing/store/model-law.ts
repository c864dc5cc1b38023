/** The store against a model: a list for each stream and one of all, under random operations. */
import * as fc from 'fast-check'

import { isResend, knownAtOf, categoryOf } from '../../store/port.js'
import type {
  AllQuery,
  Expected,
  NewEvent,
  RecordedEvent,
  StreamName,
  StreamQuery,
} from '../../store/port.js'
import { differenceOf, expectSame, pretty } from '../equal.js'

import {
  STREAMS,
  operation,
  type Appending,
  type Operation,
  type ReadingAll,
  type ReadingStream,
} from './operations.js'
import { idsOf, nonEmpty, type Probe, type StoreLaw } from './probe.js'

/** One run's streams, and what must be in them. */
class Model {
  readonly all: RecordedEvent[] = []
  readonly streams: ReadonlyArray<StreamName>
  readonly categories: ReadonlyArray<string>

  constructor(
    readonly probe: Probe,
    readonly head: string,
  ) {
    this.categories = [probe.category(), probe.category()]
    this.streams = Array.from({ length: STREAMS }, (_, i) => probe.stream(this.categories[i % 2]))
  }

  readonly log = (name: StreamName): ReadonlyArray<RecordedEvent> =>
    this.all.filter((e) => e.stream === name)

  readonly nameOf = (index: number): StreamName => this.streams[index] ?? ''

  /** The position of an event of this run; -1 is the store's end before it, beyond the last its end. */
  readonly positionAt = (index: number): string =>
    index < 0 ? this.head : ((this.all[index] ?? this.all.at(-1))?.position ?? this.head)
}

const append = async (model: Model, op: Appending): Promise<void> => {
  const { probe } = model
  const name = model.nameOf(op.stream)
  const log = model.log(name)
  const wanted = log.length - 1 + op.off
  const expected: Expected = wanted < 0 ? 'noStream' : wanted
  const from = expected === 'noStream' ? 0 : expected + 1
  const again = log
    .slice(from, from + op.again)
    .map(({ eventId, recordedAt, event, metadata }) => ({
      eventId,
      recordedAt,
      event,
      metadata,
    }))
  const fresh = Array.from({ length: Math.max(op.fresh, again.length === 0 ? 1 : 0) }, () => {
    const event = probe.event({ type: op.type })
    const metadata = { ...event.metadata, correlationId: op.story }
    return op.known
      ? { ...event, metadata: { ...metadata, knownAt: event.recordedAt } }
      : { ...event, metadata }
  })
  const events: ReadonlyArray<NewEvent> = [...again, ...fresh]
  const actual: Expected = log.length === 0 ? 'noStream' : log.length - 1
  const answer = await probe.store.append(name, expected, nonEmpty(events))()
  const last = log[from + events.length - 1]
  if (actual !== expected && last !== undefined && isResend(log.slice(from), events)) {
    const right = { revision: last.revision, position: last.position }
    expectSame('a resend', answer, { _tag: 'Right', right })
    return
  }
  if (actual !== expected) {
    const left = { _tag: 'Conflict', stream: name, expected, actual }
    expectSame('a wrong revision', answer, { _tag: 'Left', left })
    return
  }
  const { events: found } = await probe.read({
    all: true,
    after: model.positionAt(model.all.length),
  })
  const stored = events.map((event, i) => ({
    ...event,
    stream: name,
    revision: log.length + i,
    position: found[i]?.position ?? '',
  }))
  expectSame('what the store holds after an append', found, stored)
  const end = stored.at(-1)
  expectSame('an append', answer, {
    _tag: 'Right',
    right: { revision: end?.revision, position: end?.position },
  })
  model.all.push(...stored)
}

const readStream = async (model: Model, op: ReadingStream): Promise<void> => {
  const { op: _, stream: index, ...bounds } = op
  const query: StreamQuery = { stream: model.nameOf(index), ...bounds }
  const back = query.direction === 'backwards'
  const { after, until } = query
  const log = model.log(query.stream)
  const wanted = (back ? log.toReversed() : log)
    .filter((e) => after === undefined || (back ? e.revision < after : e.revision > after))
    .filter((e) => until === undefined || (back ? e.revision >= until : e.revision <= until))
    .slice(0, query.limit ?? Infinity)
  const { events } = await model.probe.read(query)
  expectSame(`read ${pretty(query)}`, events, wanted)
}

const readAll = async (model: Model, op: ReadingAll): Promise<void> => {
  const category = op.category === undefined ? undefined : model.categories[op.category]
  const known = op.known === undefined ? undefined : model.all[op.known]?.recordedAt
  const filter: AllQuery = {
    all: true,
    after: model.positionAt(op.after),
    ...(op.types === undefined ? {} : { types: op.types }),
    ...(category === undefined ? {} : { categories: [category] }),
    ...(op.story === undefined ? {} : { correlationId: op.story }),
    ...(known === undefined ? {} : { knownAt: known }),
  }
  const bounded: AllQuery = {
    ...filter,
    ...(op.until === undefined ? {} : { until: model.positionAt(op.until) }),
    ...(op.limit === undefined ? {} : { limit: op.limit }),
  }
  const accepted = model.all.filter(
    (e) =>
      e.position > (filter.after ?? '') &&
      (op.types === undefined || op.types.includes(e.event.type)) &&
      (category === undefined || categoryOf(e.stream) === category) &&
      (op.story === undefined || e.metadata.correlationId === op.story) &&
      (known === undefined || knownAtOf(e) <= known),
  )
  const { until } = bounded
  const wanted = accepted
    .filter((e) => until === undefined || e.position <= until)
    .slice(0, op.limit ?? Infinity)
  const found = await model.probe.read(bounded)
  expectSame(`read ${pretty(bounded)}`, found.events, wanted)
  const rest = await model.probe.read({ ...filter, after: found.last })
  const remaining = accepted.slice(wanted.length)
  expectSame(`what follows \`last\` of ${pretty(bounded)}`, idsOf(rest.events), idsOf(remaining))
}

const step = (model: Model, op: Operation): Promise<void> => {
  switch (op.op) {
    case 'append':
      return append(model, op)
    case 'stream':
      return readStream(model, op)
    case 'all':
      return readAll(model, op)
  }
}

const json = fc
  .jsonValue({ maxDepth: 4, stringUnit: 'binary' })
  .map((value) => JSON.stringify(value))
  .filter((text) => !/"(__proto__|constructor|prototype)":/.test(text))

export const modelLaws: ReadonlyArray<StoreLaw> = [
  [
    'under random operations it does what a list for each stream does',
    async (probe) => {
      const run = async (operations: ReadonlyArray<Operation>): Promise<void> => {
        const model = new Model(probe, await probe.head())
        for (const op of operations) await step(model, op)
        for (const name of model.streams) {
          expectSame(
            'a stream in the end',
            (await probe.read({ stream: name })).events,
            model.log(name),
          )
        }
      }
      const operations = fc.array(operation, { minLength: 4, maxLength: 16 })
      await fc.assert(fc.asyncProperty(operations, run), { numRuns: probe.runs })
    },
  ],
  [
    'any JSON in an event is read back as it was',
    async (probe) => {
      const name = probe.stream()
      let expected: Expected = 'noStream'
      const run = async (values: ReadonlyArray<string>): Promise<void> => {
        const events = values.map((text) => {
          const value: unknown = JSON.parse(text)
          return probe.event({ fields: { value } })
        })
        const { revision: at } = await probe.append(name, expected, nonEmpty(events))
        const after = at - events.length
        const { events: stored } = await probe.read(
          after < 0 ? { stream: name } : { stream: name, after },
        )
        expected = at
        const found = stored.map((e) => e.event)
        const given = events.map((e) => e.event)
        if (differenceOf(found, given) !== undefined) expectSame('the events', found, given)
      }
      const values = fc.array(json, { minLength: 1, maxLength: 4 })
      await fc.assert(fc.asyncProperty(values, run), { numRuns: probe.runs })
    },
  ],
]
