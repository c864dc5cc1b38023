/** Spans and their durations, as the rest of the telemetry begins and ends them. */
import type { Link, SpanContext, SpanKind } from '@opentelemetry/api'

export type Api = typeof import('@opentelemetry/api')

/** What spans and metrics tell: few and short values, and nothing personal. */
export type Attributes = Readonly<Record<string, string | number | boolean>>

/** Something that takes time. */
export interface Work {
  /** Of the span. */
  readonly name: string
  /** On the span and on its duration: of each, few values. */
  readonly labels: Attributes
  /** On the span alone. */
  readonly details?: Attributes
  /** Not a part of what is going on here; a consequence of that span. */
  readonly after?: SpanContext
}

/** How it ended, where it did not end well. */
export interface Failed {
  readonly labels: Attributes
  /** Whether anything is wrong: a refusal by a rule is an answer. */
  readonly isFault: boolean
}

export interface Ongoing {
  readonly span: SpanContext
  /** Runs a part of it, with its span as the parent of what begins there. */
  readonly within: <A>(part: () => A) => A
  readonly end: (failed?: Failed, details?: Attributes) => void
}

/** Works of one kind. */
type Begin = (work: Work) => Ongoing

export interface Instruments {
  /** Calls to the store: `db.client.operation.duration`. */
  readonly call: Begin
  /** Whatever else was wrapped: `casetrail.operation.duration`. */
  readonly operation: Begin
  /** `casetrail.store.events`: appended, or handed over by a read. */
  readonly count: (events: number, labels: Attributes) => void
}

const SCOPE = '@casetrail/eventstoredb'

/** In seconds, as the conventions for databases advise. */
const BOUNDARIES = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]

export const instrumentsOf = (api: Api, common: Attributes): Instruments => {
  const tracer = api.trace.getTracer(SCOPE)
  const meter = api.metrics.getMeter(SCOPE)
  const counter = meter.createCounter('casetrail.store.events', {
    unit: '{event}',
    description: 'Events appended to the store, or handed over by a read of it.',
  })

  const beginning = (metric: string, description: string, kind: SpanKind): Begin => {
    const advice = { explicitBucketBoundaries: BOUNDARIES }
    const histogram = meter.createHistogram(metric, { unit: 's', description, advice })
    return ({ name, labels, details, after }) => {
      const links: Link[] = after === undefined ? [] : [{ context: after }]
      const attributes = { ...common, ...labels, ...details }
      const root = after !== undefined
      const span = tracer.startSpan(name, { kind, attributes, links, root })
      const inside = api.trace.setSpan(api.context.active(), span)
      const begun = performance.now()
      return {
        span: span.spanContext(),
        within: (part) => api.context.with(inside, part),
        end: (failed, more = {}) => {
          if (failed?.isFault === true) span.setStatus({ code: api.SpanStatusCode.ERROR })
          span.setAttributes({ ...failed?.labels, ...more })
          span.end()
          const seconds = (performance.now() - begun) / 1_000
          histogram.record(seconds, { ...common, ...labels, ...failed?.labels })
        },
      }
    }
  }

  const { CLIENT, INTERNAL } = api.SpanKind
  return {
    call: beginning(
      'db.client.operation.duration',
      'How long appends and reads took, and live reads to be live.',
      CLIENT,
    ),
    operation: beginning('casetrail.operation.duration', 'How long operations took.', INTERNAL),
    count: (events, labels) => {
      if (events > 0) counter.add(events, { ...common, ...labels })
    },
  }
}
