/** Histories that nobody here wrote, where they are at hand. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { foldRead, type RecordedEvent } from '@casetrail/core'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { casetrail } from '../../test/memory-terminal.js'

import type { ImportSummary } from './summary.js'

const root = resolve(import.meta.dirname, '..', '..', '..', '..')
const shared = process.env['CASETRAIL_SHARED'] ?? resolve(root, '..', 'shared')
const isThere = existsSync(join(shared, 'data'))
if (!isThere) console.warn(`skipped: imports of real histories, because there is no ${shared}/data`)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-shared-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const imported = async (file: string, mapping: string): Promise<ImportSummary> => {
  const ran = await casetrail([
    'import',
    join(shared, 'data', file),
    '--mapping',
    join(root, 'examples', 'mappings', mapping),
    '--store',
    `sqlite:${join(folder, `${mapping}.db`)}`,
    '--json',
  ])
  expect([ran.code, ran.err]).toEqual([0, ''])
  return JSON.parse(ran.out) as ImportSummary
}

/** Something added up over all the events of a mapping's store. */
const folded = async <A>(
  mapping: string,
  initial: A,
  f: (acc: A, e: RecordedEvent) => A,
): Promise<A> => {
  const store = sqliteStore(join(folder, `${mapping}.db`))
  const read = await foldRead(store, { all: true }, initial, f)()
  store.close()
  if (E.isLeft(read)) throw new Error(read.left._tag)
  return read.right
}

const reference = (name: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(join(shared, 'reference', name), 'utf8')) as Record<string, unknown>

describe.skipIf(!isThere)('helpdesk.xes.gz', { timeout: 120_000 }, () => {
  it('has each of its events, and no more of them when imported again', async () => {
    const first = await imported('helpdesk.xes.gz', 'helpdesk.json')
    expect(first.rows).toEqual({ read: 21_348, mapped: 21_348, noted: 0, ignored: 0, rejected: 0 })
    expect(first.streams['case']?.streams).toBe(4_580)
    expect(first.events).toEqual({ mapped: 25_928, written: 25_928, alreadyThere: 0 })
    const again = await imported('helpdesk.xes.gz', 'helpdesk.json')
    expect(again.events).toEqual({ mapped: 25_928, written: 0, alreadyThere: 25_928 })
  })

  it('has its activities as often as counted elsewhere', async () => {
    const counts = await folded(
      'helpdesk.json',
      new Map<string, Set<number>>(),
      (seen, { metadata }) => {
        const { activity = '', row = 0 } = metadata.source ?? {}
        return seen.set(activity, (seen.get(activity) ?? new Set()).add(row))
      },
    )
    const { log } = reference('helpdesk.json') as { log: { activity_counts: object } }
    expect(Object.fromEntries([...counts].map(([name, rows]) => [name, rows.size]))).toEqual(
      log.activity_counts,
    )
  })
})

describe.skipIf(!isThere)('servicenow-incidents.csv.gz', { timeout: 240_000 }, () => {
  it('has each of its rows accounted for, and no more of them when imported again', async () => {
    const first = await imported('servicenow-incidents.csv.gz', 'servicenow.json')
    const { read, mapped, noted, ignored, rejected } = first.rows
    expect([read, mapped + noted, ignored, rejected]).toEqual([141_712, 141_712, 0, 0])
    expect(first.streams['case']?.streams).toBe(24_918)
    expect(first.events.written).toBe(first.events.mapped)
    const again = await imported('servicenow-incidents.csv.gz', 'servicenow.json')
    expect(again.events).toEqual({ ...first.events, written: 0, alreadyThere: first.events.mapped })
  })

  it('has the resolutions, reopenings and transfers that were counted elsewhere', async () => {
    const none = {
      resolved: new Set<string>(),
      unknown: new Set<string>(),
      reopened: new Set<string>(),
      transferred: new Set<string>(),
    }
    const found = await folded('servicenow.json', none, (seen, { stream, event, metadata }) => {
      if (event.type === 'CaseResolved') {
        if (metadata.timeUnknown && !seen.resolved.has(stream)) seen.unknown.add(stream)
        seen.resolved.add(stream)
      }
      if (event.type === 'CaseReopened') seen.reopened.add(stream)
      if (event.type === 'CaseTransferred') seen.transferred.add(stream)
      return seen
    })
    const { kpis } = reference('servicenow.json') as {
      kpis: Readonly<Record<'reopened' | 'reassigned', { cases: number }>>
    }
    expect(found.resolved.size).toBe(24_905)
    expect(found.unknown.size).toBe(1_543)
    expect(found.reopened.size).toBe(kpis.reopened.cases)
    expect(found.transferred.size).toBe(kpis.reassigned.cases)
  })
})

/** How often each value occurs. */
const tallied = (values: Iterable<string>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

describe.skipIf(!isThere)('ecommerce-csat.csv.gz', { timeout: 120_000 }, () => {
  const file = 'ecommerce-csat.csv.gz'
  const mapping = 'ecommerce-csat.json'

  it('has a case and a follow-up for each row, and no more of them when imported again', async () => {
    const first = await imported(file, mapping)
    expect(first.rows).toEqual({ read: 17_182, mapped: 17_182, noted: 0, ignored: 0, rejected: 0 })
    const events = { mapped: 34_364, written: 34_364, alreadyThere: 0 }
    expect(first.streams).toEqual({
      case: {
        streams: 17_182,
        events,
        breaches: {
          streams: 635,
          rules: { HappenedBeforeOpening: { streams: 635, events: 635 } },
        },
      },
      followUp: { streams: 17_182, events, breaches: { streams: 0, rules: {} } },
    })
    const again = await imported(file, mapping)
    expect(again.events).toEqual({ mapped: 68_728, written: 0, alreadyThere: 68_728 })
  })

  it('has the answers of each day and channel that were counted elsewhere', async () => {
    const { overall, by_channel_name, by_survey_date } = reference('csat_ecommerce.json') as {
      overall: { score_counts: object }
      by_channel_name: Readonly<Record<string, { score_counts: object }>>
      by_survey_date: Readonly<Record<string, { n: number }>>
    }
    interface Seen {
      readonly channels: Map<string, string>
      readonly answers: { story: string; day: string; csat: string }[]
    }
    const none: Seen = { channels: new Map(), answers: [] }
    const { channels, answers } = await folded(mapping, none, (seen, { event, metadata }) => {
      const story = metadata.correlationId
      const { attributes, csat } = event as typeof event & {
        readonly attributes?: Readonly<Record<string, string>>
        readonly csat?: number
      }
      if (event.type === 'CaseOpened') seen.channels.set(story, attributes?.['channel'] ?? '')
      if (event.type === 'SatisfactionRecorded') {
        seen.answers.push({ story, day: event.at.slice(0, 10), csat: String(csat) })
      }
      return seen
    })
    expect(tallied(answers.map(({ csat }) => csat))).toEqual(overall.score_counts)
    for (const [channel, { score_counts }] of Object.entries(by_channel_name)) {
      const those = answers.filter(({ story }) => channels.get(story) === channel)
      expect(tallied(those.map(({ csat }) => csat))).toEqual(score_counts)
    }
    const days = Object.fromEntries(Object.entries(by_survey_date).map(([day, { n }]) => [day, n]))
    expect(tallied(answers.map(({ day }) => day))).toEqual(days)
  })
})

describe.skipIf(!isThere)('uwv-complaints.csv', () => {
  const file = 'uwv-complaints.csv'
  const mapping = 'uwv-complaints.json'

  it('has a complaint for each row, and no more of them when imported again', async () => {
    const first = await imported(file, mapping)
    expect(first.rows).toEqual({ read: 289, mapped: 289, noted: 0, ignored: 0, rejected: 0 })
    const events = { mapped: 289, written: 289, alreadyThere: 0 }
    const breaches = { streams: 0, rules: {} }
    expect(first.streams).toEqual({ complaint: { streams: 289, events, breaches } })
    const again = await imported(file, mapping)
    expect(again.events).toEqual({ mapped: 289, written: 0, alreadyThere: 289 })
  })

  it('has the themes, customers and months that were counted elsewhere', async () => {
    const expected = reference('bpi2016_complaints.json')
    type Received = RecordedEvent['event'] & {
      readonly customer: string
      readonly attributes: Readonly<Record<string, string>>
    }
    const received = await folded(mapping, [] as Received[], (seen, { event }) => {
      seen.push(event as Received)
      return seen
    })
    const by = (name: string): unknown => tallied(received.map((one) => one.attributes[name] ?? ''))
    expect(by('theme')).toEqual(expected['theme_EN'])
    expect(by('subtheme')).toEqual(expected['subtheme_EN'])
    expect(by('topic')).toMatchObject(expected['topic_EN_top10'] as object)
    expect(by('channel')).toEqual(expected['channel'])
    expect(by('age')).toEqual(expected['age'])
    expect(by('gender')).toEqual(expected['gender'])
    expect(Object.keys(by('dossier') as object)).toHaveLength(
      expected['distinct_dossiers'] as number,
    )
    expect(new Set(received.map(({ customer }) => customer)).size).toBe(
      expected['distinct_customers'],
    )
    expect(tallied(received.map(({ at }) => at.slice(0, 7)))).toEqual(expected['by_month'])
  })
})
