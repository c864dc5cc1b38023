/** What an import did: every source row is accounted for. */
import type { MappedStream } from './map-story.js'

export interface EventCounts {
  readonly mapped: number
  readonly written: number
  readonly alreadyThere: number
}

/** What an import made of one aggregate. */
export interface StreamsFed {
  readonly streams: number
  readonly events: EventCounts
  /** What the lifecycle's rules would have rejected: findings, not errors. */
  readonly breaches: {
    readonly streams: number
    readonly rules: Readonly<Record<string, { readonly streams: number; readonly events: number }>>
  }
}

export interface ImportSummary {
  readonly files: ReadonlyArray<string>
  readonly source: string
  readonly standard: { readonly id: string; readonly version: number }
  readonly dryRun: boolean
  readonly rows: {
    readonly read: number
    /** Taken by at least one rule. */
    readonly mapped: number
    /** Kept as notes, because no rule is for them. */
    readonly noted: number
    /** Left out, by the mapping's own word. */
    readonly ignored: number
    readonly rejected: number
  }
  /** By aggregate. */
  readonly streams: Readonly<Record<string, StreamsFed>>
  /** Of all streams together. */
  readonly events: EventCounts
  /** Rows of each rule; a row may be of several. */
  readonly rules: Readonly<Record<string, number>>
  /** Rows that no rule is for, by activity. */
  readonly unmapped: Readonly<Record<string, number>>
  readonly ignoredBecause: string | null
  readonly rejects: string | null
}

/** Counts of one aggregate, on their way to a summary. */
export interface StreamTally {
  streams: number
  mapped: number
  written: number
  alreadyThere: number
  /** Streams with a breach at least. */
  breaching: number
  readonly breaches: Map<string, { streams: number; events: number }>
}

/** Counts on their way to a summary; private to one import. */
export interface Tally {
  rows: number
  mapped: number
  noted: number
  ignored: number
  rejected: number
  stories: number
  readonly streams: Map<string, StreamTally>
  readonly rules: Map<string, number>
  readonly unmapped: Map<string, number>
}

const emptyStreams = (): StreamTally => ({
  streams: 0,
  mapped: 0,
  written: 0,
  alreadyThere: 0,
  breaching: 0,
  breaches: new Map(),
})

/** Aggregates and rules are counted in the order given, those that no row met too. */
export const emptyTally = (
  categories: ReadonlyArray<string>,
  rules: ReadonlyArray<string>,
): Tally => ({
  rows: 0,
  mapped: 0,
  noted: 0,
  ignored: 0,
  rejected: 0,
  stories: 0,
  streams: new Map(categories.map((category) => [category, emptyStreams()])),
  rules: new Map(rules.map((rule) => [rule, 0])),
  unmapped: new Map(),
})

export const count = (into: Map<string, number>, key: string): void => {
  into.set(key, (into.get(key) ?? 0) + 1)
}

/** Adds one stream's events and breaches. */
export const countStream = (
  tally: Tally,
  { category, events, breaches }: Pick<MappedStream, 'category' | 'events' | 'breaches'>,
): void => {
  const counts = tally.streams.get(category)
  if (counts === undefined) return
  counts.streams += 1
  counts.mapped += events.length
  if (breaches.length > 0) counts.breaching += 1
  const seen = new Set<string>()
  for (const rule of breaches) {
    const known = counts.breaches.get(rule) ?? { streams: 0, events: 0 }
    known.events += 1
    if (!seen.has(rule)) known.streams += 1
    seen.add(rule)
    counts.breaches.set(rule, known)
  }
}

const sorted = <A>(map: ReadonlyMap<string, A>, size: (a: A) => number): Record<string, A> =>
  Object.fromEntries([...map].sort(([a, x], [b, y]) => size(y) - size(x) || (a < b ? -1 : 1)))

const streamsFed = (counts: StreamTally): StreamsFed => ({
  streams: counts.streams,
  events: eventsOf([counts]),
  breaches: {
    streams: counts.breaching,
    rules: sorted(counts.breaches, ({ streams }) => streams),
  },
})

const eventsOf = (counts: ReadonlyArray<StreamTally>): EventCounts => {
  const sum = (of: (one: StreamTally) => number): number =>
    counts.reduce((total, one) => total + of(one), 0)
  return {
    mapped: sum(({ mapped }) => mapped),
    written: sum(({ written }) => written),
    alreadyThere: sum(({ alreadyThere }) => alreadyThere),
  }
}

export const summaryOf = (
  tally: Tally,
  about: Pick<
    ImportSummary,
    'files' | 'source' | 'standard' | 'dryRun' | 'ignoredBecause' | 'rejects'
  >,
): ImportSummary => ({
  files: about.files,
  source: about.source,
  standard: about.standard,
  dryRun: about.dryRun,
  rows: {
    read: tally.rows,
    mapped: tally.mapped,
    noted: tally.noted,
    ignored: tally.ignored,
    rejected: tally.rejected,
  },
  streams: Object.fromEntries(
    [...tally.streams].map(([category, counts]) => [category, streamsFed(counts)]),
  ),
  events: eventsOf([...tally.streams.values()]),
  rules: Object.fromEntries(tally.rules),
  unmapped: sorted(tally.unmapped, (n) => n),
  ignoredBecause: about.ignoredBecause,
  rejects: about.rejects,
})
