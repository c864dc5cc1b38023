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
