/**
 * The main job on real histories, by the command line alone, held against figures that were computed
 * independently of this program.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { casetrail } from './memory-terminal.js'

const root = resolve(import.meta.dirname, '..', '..', '..')
const shared = process.env['CASETRAIL_SHARED'] ?? resolve(root, '..', 'shared')
const isThere = existsSync(join(shared, 'data')) && existsSync(join(shared, 'reference'))
if (!isThere) {
  console.warn(`skipped: figures of real histories, because there is no data in ${shared}`)
}

interface Spread {
  readonly n: number
  readonly mean: number
  readonly min: number
  readonly p25: number
  readonly median: number
  readonly p75: number
  readonly p90: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

interface Figure {
  readonly metric: string
  readonly value: number | null
  readonly numerator?: number
  readonly denominator?: number
  readonly count?: number
  readonly mean?: number
  readonly min?: number
  readonly max?: number
  readonly quantiles?: Readonly<Record<string, number>>
  readonly distribution?: Readonly<Record<string, number>>
  readonly excluded: Readonly<Record<string, number>>
  readonly exact?: boolean
}

interface Flow {
  readonly metric: 'flow'
  readonly cases: number
  readonly steps: number
  readonly activities: Readonly<Record<string, number>>
  readonly starts: Readonly<Record<string, number>>
  readonly ends: Readonly<Record<string, number>>
  readonly variants: ReadonlyArray<{
    readonly steps: ReadonlyArray<string>
    readonly cases: number
  }>
}

type Rows = ReadonlyMap<string, ReadonlyMap<string, Figure>>

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-reference-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const reference = <A>(name: string): A =>
  JSON.parse(readFileSync(join(shared, 'reference', name), 'utf8')) as A

/** The program, on the store of a mapping. */
const on = (mapping: string) => {
  const store = (): ReadonlyArray<string> => ['--store', `sqlite:${join(folder, `${mapping}.db`)}`]
  const json = async <A>(...args: ReadonlyArray<string>): Promise<A> => {
    const ran = await casetrail([...args, ...store(), '--json', '--quiet'])
    expect([ran.code, ran.err]).toEqual([0, ''])
    return JSON.parse(ran.out) as A
  }
  const named = (figures: ReadonlyArray<Figure>): ReadonlyMap<string, Figure> =>
    new Map(figures.map((figure) => [figure.metric, figure]))
  return {
    json,
    import: (file: string) =>
      json<{
        streams: Readonly<Record<string, { readonly streams: number }>>
        rows: { read: number }
        events: { written: number }
      }>(
        'import',
        join(shared, 'data', file),
        '--mapping',
        join(root, 'examples', 'mappings', `${mapping}.json`),
      ),
    figures: async (...args: ReadonlyArray<string>) =>
      named((await json<{ figures: ReadonlyArray<Figure> }>('report', ...args)).figures),
    by: async (dimension: string, ...args: ReadonlyArray<string>): Promise<Rows> => {
      const { breakdown } = await json<{
        breakdown: { rows: ReadonlyArray<{ key: string; figures: ReadonlyArray<Figure> }> }
      }>('report', ...args, '--by', dimension)
      return new Map(breakdown.rows.map(({ key, figures }) => [key, named(figures)]))
    },
    /** Everything that a report says, for comparing two. */
    everything: async () => {
      const now = ['--as-of', '2020-01-01']
      return {
        figures: await json<{ figures: unknown }>('report', ...now),
        flow: await json<{ figures: unknown }>('report', 'flow', ...now),
      }
    },
  }
}

/** Equal but for the last digits of a floating point sum. */
const near = (found: number | null | undefined, expected: number): void => {
  expect(Math.abs((found ?? NaN) - expected)).toBeLessThan(1e-6)
}

/** The reference's durations are of `unit` seconds. */
const sameSpread = (found: Figure | undefined, expected: Spread, unit = 1): void => {
  expect(found?.count).toBe(expected.n)
  expect(found?.exact).toBe(true)
  near(found?.value, expected.median * unit)
  near(found?.mean, expected.mean * unit)
  near(found?.min, expected.min * unit)
  near(found?.max, expected.max * unit)
  for (const q of ['p25', 'p75', 'p90', 'p95', 'p99'] as const) {
    near(found?.quantiles?.[q], expected[q] * unit)
  }
}

interface Helpdesk {
  readonly log: {
    readonly cases: number
    readonly events: number
    readonly activity_counts: Readonly<Record<string, number>>
    readonly start_activity_counts: Readonly<Record<string, number>>
    readonly end_activity_counts: Readonly<Record<string, number>>
    readonly variants: number
    readonly top5_variants: ReadonlyArray<readonly [ReadonlyArray<string>, number]>
  }
  readonly kpis: Readonly<Record<string, { readonly cases: number; readonly share: number }>>
  readonly seconds_first_event_to_first_resolve: Spread
  readonly seconds_first_event_to_last_resolve: Spread
  readonly sla_last_resolve_within: Readonly<
    Record<string, { readonly met: number; readonly of_resolved_cases: number }>
  >
  readonly by_first_event_attribute: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly cases: number
            readonly fcr_cases: number
            readonly resolved: number
            readonly median_seconds_to_last_resolve: number
            readonly resolved_within_30d: number
          }
        >
      >
    >
  >
  readonly distinct_values_first_event: Readonly<Record<string, number>>
  readonly 'cases_started_per_month_(local string prefix, +00:00)': Readonly<
    Record<string, { readonly cases: number; readonly fcr_cases: number }>
  >
  readonly golden_traces: Readonly<
    Record<string, ReadonlyArray<readonly [activity: string, who: string, at: string]>>
  >
}

describe.skipIf(!isThere)('helpdesk.xes.gz', { timeout: 120_000 }, () => {
  const desk = on('helpdesk')
  const expected = isThere ? reference<Helpdesk>('helpdesk.json') : ({} as Helpdesk)
  beforeAll(async () => {
    const { streams, rows, events } = await desk.import('helpdesk.xes.gz')
    expect([streams['case']?.streams, rows.read]).toEqual([expected.log.cases, expected.log.events])
    expect(events.written).toBeGreaterThan(0)
  })

  it('figures', async () => {
    const figures = await desk.figures()
    expect(figures.get('cases.opened')?.value).toBe(4_580)
    const right = figures.get('rightFirstTime')
    const kpi = expected.kpis['fcr_exactly_one_resolve_then_only_closed']
    expect([right?.numerator, right?.denominator]).toEqual([4_180, 4_580])
    expect([right?.numerator, right?.value]).toEqual([kpi?.cases, kpi?.share])
    expect((right?.value ?? NaN) * 100).toBe(91.26637554585153)

    sameSpread(figures.get('resolution.first'), expected.seconds_first_event_to_first_resolve)
    sameSpread(figures.get('resolution.full'), expected.seconds_first_event_to_last_resolve)
    expect(figures.get('resolution.first')).toMatchObject({
      count: 4_569,
      value: 516_936,
      quantiles: { p90: 2_580_736.4 },
      excluded: { notResolved: expected.kpis['resolve_count_0']?.cases },
    })
    expect(figures.get('resolution.full')?.value).toBe(575_245)

    const upgraded = figures.get('escalation.rate')
    expect(upgraded?.numerator).toBe(expected.kpis['has_Require_upgrade']?.cases)
    expect(upgraded?.value).toBe(expected.kpis['has_Require_upgrade']?.share)
  })

  it('process flow', async () => {
    const { figures } = await desk.json<{ figures: readonly [Flow] }>('report', 'flow')
    const [flow] = figures
    const { log } = expected
    expect([flow.cases, flow.steps]).toEqual([log.cases, log.events])
    expect(flow.variants).toHaveLength(226)
    expect(flow.variants).toHaveLength(log.variants)
    expect(flow.variants[0]?.cases).toBe(2_366)
    expect(flow.variants.slice(0, 5).map(({ steps, cases }) => [steps, cases])).toEqual(
      log.top5_variants,
    )
    expect(flow.activities).toEqual(log.activity_counts)
    expect(flow.starts).toEqual(log.start_activity_counts)
    expect(flow.ends).toEqual(log.end_activity_counts)
  })

  it("by the source's own attributes, with the cases solved in time", async () => {
    const explained = await desk.json<{
      readings: ReadonlyArray<{
        readonly value?: number
        readonly dimensions: Readonly<Record<string, string>>
      }>
    }>('explain', 'resolution.full', '--side', 'counted', '--limit', '10000')
    const within = (days: number, dimension?: string, value?: string): number =>
      explained.readings.filter(
        (one) =>
          (one.value ?? NaN) <= days * 86_400 &&
          (dimension === undefined || one.dimensions[dimension] === value),
      ).length
    for (const [target, { met, of_resolved_cases }] of Object.entries(
      expected.sla_last_resolve_within,
    )) {
      expect(explained.readings).toHaveLength(of_resolved_cases)
      expect(within(Number.parseInt(target))).toBe(met)
    }
    for (const [attribute, values] of Object.entries(expected.by_first_event_attribute)) {
      // the same value in every case: the mapping leaves it out
      if (attribute === 'seriousness') continue
      const metrics = ['cases.opened', 'rightFirstTime', 'resolution.rate', 'resolution.full']
      const rows = await desk.by(attribute, ...metrics)
      expect([attribute, rows.size]).toEqual([
        attribute,
        expected.distinct_values_first_event[attribute],
      ])
      for (const [value, one] of Object.entries(values)) {
        const row = rows.get(value)
        expect([attribute, value, row?.get('cases.opened')?.count]).toEqual([
          attribute,
          value,
          one.cases,
        ])
        expect(row?.get('rightFirstTime')?.numerator).toBe(one.fcr_cases)
        expect(row?.get('resolution.rate')?.numerator).toBe(one.resolved)
        expect(row?.get('resolution.full')?.count).toBe(one.resolved)
        near(row?.get('resolution.full')?.value, one.median_seconds_to_last_resolve)
        expect(within(30, attribute, value)).toBe(one.resolved_within_30d)
      }
    }
  })

  it('by month of opening, in UTC', async () => {
    const rows = await desk.by('month', 'cases.opened', 'rightFirstTime')
    const months = expected['cases_started_per_month_(local string prefix, +00:00)']
    const found = Object.fromEntries(
      [...rows].map(([month, figures]) => [
        month,
        {
          cases: figures.get('cases.opened')?.count,
          fcr_cases: figures.get('rightFirstTime')?.numerator,
        },
      ]),
    )
    expect(found).toEqual(months)
  })

  it('traces show the steps of the source at their times', async () => {
    for (const [name, steps] of Object.entries(expected.golden_traces)) {
      const { entries } = await desk.json<{
        entries: ReadonlyArray<{
          readonly at: string
          readonly who: { readonly id: string }
          readonly source: { readonly row: number; readonly activity: string }
        }>
      }>('trace', name)
      const rows = new Map(entries.map((entry) => [entry.source.row, entry]))
      const told = [...rows.values()].map(({ at, who, source }) => [source.activity, who.id, at])
      expect(told).toEqual(
        steps.map(([activity, who, at]) => [activity, who, new Date(at).toISOString()]),
      )
    }
    const store = `sqlite:${join(folder, 'helpdesk.db')}`
    const text = await casetrail(['trace', 'Case 100', '--store', store])
    expect([text.code, text.err]).toEqual([0, ''])
    expect(text.out).toMatch(/^2013-05-15 13:21:00 {2}Resolved +Value 2 \(agent\)$/m)
    expect(text.out).toContain('source row 13 "Resolve ticket"')
  })

  it('imported again it adds no event and changes no figure', async () => {
    const before = await desk.everything()
    const again = await desk.import('helpdesk.xes.gz')
    expect(again.events.written).toBe(0)
    expect(await desk.everything()).toEqual(before)
  })
})

interface ServiceNow {
  readonly rows: number
  readonly cases: number
  readonly kpis: Readonly<Record<string, { readonly cases: number; readonly share: number }>>
  readonly resolution_seconds: Spread
  readonly by_final_priority: Readonly<
    Record<
      string,
      { readonly cases: number; readonly reopened: number; readonly resolution_seconds: Spread }
    >
  >
  readonly reassignment_count_final: Readonly<Record<string, number>>
  readonly opened_at_range: readonly [number, number]
}

describe.skipIf(!isThere)('servicenow-incidents.csv.gz', { timeout: 240_000 }, () => {
  const desk = on('servicenow')
  const expected = isThere ? reference<ServiceNow>('servicenow.json') : ({} as ServiceNow)
  beforeAll(async () => {
    const { streams, rows } = await desk.import('servicenow-incidents.csv.gz')
    const cases = streams['case']?.streams
    expect([cases, rows.read]).toEqual([24_918, 141_712])
    expect([cases, rows.read]).toEqual([expected.cases, expected.rows])
  })

  it('figures', async () => {
    const figures = await desk.figures()
    expect(figures.get('cases.opened')?.value).toBe(24_918)
    const reopened = figures.get('reopen.rate')
    expect([reopened?.numerator, reopened?.denominator]).toEqual([275, 24_905])
    expect(reopened?.numerator).toBe(expected.kpis['reopened']?.cases)
    const transferred = figures.get('transfer.rate')
    expect(transferred?.numerator).toBe(11_369)
    expect(transferred?.value).toBe(expected.kpis['reassigned']?.share)
    const resolved = figures.get('resolution.first')
    expect(resolved).toMatchObject({
      count: 23_362,
      value: 79_560,
      excluded: { timeUnknown: 1_543, notResolved: 13 },
    })
    near(resolved?.quantiles?.['p95'], 2_557_863)
    sameSpread(resolved, expected.resolution_seconds)
    expect(expected.kpis['resolved_at_unknown']?.cases).toBe(1_543 + 13)
  })

  it('by the last priority', async () => {
    const rows = await desk.by('priority', 'cases.opened', 'reopen.rate', 'resolution.first')
    expect([...rows.keys()].sort()).toEqual(Object.keys(expected.by_final_priority).sort())
    for (const [priority, one] of Object.entries(expected.by_final_priority)) {
      const row = rows.get(priority)
      expect([priority, row?.get('cases.opened')?.count]).toEqual([priority, one.cases])
      expect(row?.get('reopen.rate')?.numerator).toBe(one.reopened)
      sameSpread(row?.get('resolution.first'), one.resolution_seconds)
    }
  })

  it('within the time that the source covers', async () => {
    const [first, last] = expected.opened_at_range.map((s) => new Date(s * 1_000).toISOString())
    const after = new Date((expected.opened_at_range[1] + 1) * 1_000).toISOString()
    const all = await desk.figures('cases.opened', '--from', String(first), '--to', after)
    expect(all.get('cases.opened')?.value).toBe(expected.cases)
    const without = await desk.figures(
      'cases.opened',
      '--from',
      String(first),
      '--to',
      String(last),
    )
    expect(without.get('cases.opened')?.value).toBeLessThan(expected.cases)
  })

  it('imported again it adds no event and changes no figure', async () => {
    const before = await desk.everything()
    const again = await desk.import('servicenow-incidents.csv.gz')
    expect(again.events.written).toBe(0)
    expect(await desk.everything()).toEqual(before)
  })
})

interface Satisfied {
  readonly n: number
  readonly csat_mean: number
  readonly top2: number
  readonly top2box: number
  readonly bottom2: number
  readonly score_counts: Readonly<Record<string, number>>
  readonly response_minutes: Spread
  readonly negative_response: number
  readonly responded_within: Readonly<Record<string, number>>
}

type Answers = Readonly<Record<string, Satisfied>>

interface Shop {
  readonly rows: number
  readonly overall: Satisfied
  readonly by_channel_name: Answers
  readonly by_category: Answers
  readonly 'by_Agent Shift': Answers
  readonly 'by_Tenure Bucket': Answers
  readonly by_Manager: Answers
  readonly by_category_subcategory: Readonly<
    Record<string, { readonly n: number; readonly csat_mean: number }>
  >
  readonly by_survey_date: Readonly<
    Record<string, { readonly n: number; readonly sum: number; readonly mean: number }>
  >
  readonly distinct: Readonly<Record<string, number>>
  readonly agent_top5_by_volume: Readonly<
    Record<string, { readonly n: number; readonly csat_mean: number }>
  >
}

describe.skipIf(!isThere)('ecommerce-csat.csv.gz', { timeout: 240_000 }, () => {
  const desk = on('ecommerce-csat')
  const expected = isThere ? reference<Shop>('csat_ecommerce.json') : ({} as Shop)
  beforeAll(async () => {
    const { streams, rows } = await desk.import('ecommerce-csat.csv.gz')
    const both = [streams['case']?.streams, streams['followUp']?.streams]
    expect([...both, rows.read]).toEqual([expected.rows, expected.rows, expected.rows])
  })

  const sameAnswers = (csat: Figure | undefined, one: Satisfied): void => {
    expect([csat?.denominator, csat?.numerator]).toEqual([one.n, one.top2])
    expect(csat?.value).toBe(one.top2box)
    expect(csat?.mean).toBe(one.csat_mean)
    const given = Object.entries(one.score_counts).filter(([, n]) => n > 0)
    expect(csat?.distribution).toEqual(Object.fromEntries(given))
    const of = (score: string): number => csat?.distribution?.[score] ?? 0
    expect(of('1') + of('2')).toBe(one.bottom2)
  }

  const same = (figures: ReadonlyMap<string, Figure> | undefined, one: Satisfied): void => {
    sameAnswers(figures?.get('csat'), one)
    const response = figures?.get('response.first')
    sameSpread(response, one.response_minutes, 60)
    expect(response?.excluded['negative'] ?? 0).toBe(one.negative_response)
  }

  it('figures', async () => {
    const figures = await desk.figures()
    expect(figures.get('csat')).toMatchObject({
      denominator: 17_182,
      numerator: 14_211,
      mean: 4.2475846816435805,
      value: 0.8270864858572925,
      distribution: { '1': 2_241, '2': 227, '3': 503, '4': 2_277, '5': 11_934 },
      excluded: { noAnswer: 0 },
    })
    expect(figures.get('response.first')).toMatchObject({
      value: 6 * 60,
      excluded: { negative: 635 },
    })
    same(figures, expected.overall)
  })

  it.each([
    ['channel_name', 'by_channel_name'],
    ['category', 'by_category'],
    ['Agent Shift', 'by_Agent Shift'],
    ['Tenure Bucket', 'by_Tenure Bucket'],
    ['Manager', 'by_Manager'],
  ] as const)('by %s', async (dimension, name) => {
    const rows = await desk.by(dimension, 'csat', 'response.first')
    expect([...rows.keys()].sort()).toEqual(Object.keys(expected[name]).sort())
    for (const [value, one] of Object.entries(expected[name])) same(rows.get(value), one)
  })

  it('by category and Sub-category, and those of one of them', async () => {
    const rows = await desk.by('category,Sub-category', 'csat')
    const values = Object.entries(expected.by_category_subcategory)
    expect(rows.size).toBe(values.length)
    for (const [value, one] of values) {
      const csat = rows.get(value.replace(' / ', ' · '))?.get('csat')
      expect([value, csat?.denominator, csat?.mean]).toEqual([value, one.n, one.csat_mean])
    }
    const single = await desk.by('Sub-category', 'csat')
    expect(single.size).toBe(expected.distinct['Sub-category'])
    const { totals } = await desk.json<{ totals: Readonly<Record<string, number>> }>(
      ...['explain', 'csat', '--where', 'Sub-category=Delayed', '--limit', '1'],
    )
    expect(totals['met']).toBe(single.get('Delayed')?.get('csat')?.numerator)
  })

  it('by the day of the answer', async () => {
    const rows = await desk.by('day', 'csat', '--zone', 'Asia/Kolkata')
    expect(rows.size).toBe(Object.keys(expected.by_survey_date).length)
    for (const [day, { n, sum, mean }] of Object.entries(expected.by_survey_date)) {
      const csat = rows.get(day)?.get('csat')
      expect([day, csat?.denominator, csat?.mean]).toEqual([day, n, mean])
      near((csat?.mean ?? NaN) * n, sum)
    }
  })

  it('by the agent, whose credit it is', async () => {
    for (const dimension of ['agent', 'Agent_name']) {
      const rows = await desk.by(dimension, 'csat')
      expect(rows.size).toBe(expected.distinct['Agent_name'])
      for (const [agent, { n, csat_mean }] of Object.entries(expected.agent_top5_by_volume)) {
        const csat = rows.get(agent)?.get('csat')
        expect([agent, csat?.denominator, csat?.mean]).toEqual([agent, n, csat_mean])
      }
    }
  })

  it('explains who was not satisfied, and how soon they were answered', async () => {
    interface Explained {
      readonly totals: Readonly<Record<string, number>>
      readonly total: number
      readonly readings: ReadonlyArray<{ readonly value?: number }>
    }
    const missed = await desk.json<Explained>('explain', 'csat', '--side', 'missed', '--limit', '3')
    expect([missed.totals['missed'], missed.total]).toEqual([2_971, 2_971])
    expect(missed.total).toBe(expected.overall.n - expected.overall.top2)
    const { readings } = await desk.json<Explained>(
      ...['explain', 'response.first', '--side', 'counted', '--limit', '20000'],
    )
    for (const [target, n] of Object.entries(expected.overall.responded_within)) {
      const within = Number.parseInt(target) * 60
      expect([target, readings.filter(({ value = NaN }) => value <= within).length]).toEqual([
        target,
        n,
      ])
    }
  })

  it('imported again it adds no event', async () => {
    const again = await desk.import('ecommerce-csat.csv.gz')
    expect(again.events.written).toBe(0)
  })
})

type Counts = Readonly<Record<string, number>>

interface Agency {
  readonly rows: number
  readonly distinct_ComplaintID: number
  readonly distinct_dossiers: number
  readonly distinct_customers: number
  readonly 'customers_with_2+_rows': number
  readonly 'dossiers_with_2+_rows': number
  readonly contact_date_range: readonly [string, string]
  readonly theme_EN: Counts
  readonly subtheme_EN: Counts
  readonly topic_EN_top10: Counts
  readonly channel: Counts
  readonly age: Counts
  readonly gender: Counts
  readonly by_month: Counts
}

describe.skipIf(!isThere)('uwv-complaints.csv', { timeout: 120_000 }, () => {
  const desk = on('uwv-complaints')
  const expected = isThere ? reference<Agency>('bpi2016_complaints.json') : ({} as Agency)
  beforeAll(async () => {
    const { streams, rows } = await desk.import('uwv-complaints.csv')
    expect([streams['complaint']?.streams, rows.read]).toEqual([289, expected.rows])
  })

  const zone = ['--zone', 'Europe/Amsterdam'] as const
  const counts = async (dimension: string): Promise<Counts> => {
    const rows = await desk.by(dimension, 'complaints.received', ...zone)
    return Object.fromEntries(
      [...rows].map(([key, figures]) => [key, figures.get('complaints.received')?.count ?? NaN]),
    )
  }

  it('figures', async () => {
    const figures = await desk.figures()
    expect(figures.get('complaints.received')).toMatchObject({ value: 289, excluded: {} })
    expect(expected.distinct_ComplaintID).toBe(289)
    expect(figures.get('complaint.rate')?.value).toBeNull()
    expect(figures.get('complaint.acknowledged')).toMatchObject({ numerator: 0, denominator: 289 })
    expect(figures.get('complaint.handlingTime')).toMatchObject({
      value: null,
      excluded: { notCommunicated: 289 },
    })
    expect(figures.get('complaint.causes')?.excluded).toEqual({ notDetermined: 289 })
  })

  it.each([
    ['theme', 'theme_EN'],
    ['subtheme', 'subtheme_EN'],
    ['channel', 'channel'],
    ['age', 'age'],
    ['gender', 'gender'],
    ['month', 'by_month'],
  ] as const)('by %s', async (dimension, name) => {
    expect(await counts(dimension)).toEqual(expected[name])
  })

  it('by topic, of which the reference has the commonest', async () => {
    const topics = await counts('topic')
    expect(topics).toMatchObject(expected.topic_EN_top10)
    const top = Object.values(topics).sort((a, b) => b - a)
    expect(top.slice(0, 10)).toEqual(Object.values(expected.topic_EN_top10))
    expect(top.reduce((sum, n) => sum + n, 0)).toBe(289)
  })

  it('by customer and dossier, of which some came again', async () => {
    const [customers, dossiers] = [await counts('customer'), await counts('dossier')]
    const again = (found: Counts): number => Object.values(found).filter((n) => n > 1).length
    expect([Object.keys(customers).length, again(customers)]).toEqual([
      expected.distinct_customers,
      expected['customers_with_2+_rows'],
    ])
    expect([Object.keys(dossiers).length, again(dossiers)]).toEqual([
      expected.distinct_dossiers,
      expected['dossiers_with_2+_rows'],
    ])
  })

  it('from the first day to the last', async () => {
    const days = Object.keys(await counts('day')).sort()
    expect([days[0], days.at(-1)]).toEqual(expected.contact_date_range)
  })
})
