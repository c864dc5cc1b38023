import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { handle } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { openCase } from '@casetrail/core/case'
import { deskAggregates } from '@casetrail/core/desk'
import { decodeStandard } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail, type Ran } from '../../test/memory-terminal.js'

let desk: Desk
beforeAll(async () => {
  desk = await deskOf(360)
})
afterAll(() => {
  desk.remove()
})

const traced = (name: string, ...args: ReadonlyArray<string>): Promise<Ran> =>
  casetrail(['trace', name, '--store', desk.url, '--quiet', ...args])

interface Entry {
  readonly at: string
  readonly recordedAt: string
  readonly type: string
  readonly eventId: string
  readonly details: Readonly<Record<string, unknown>>
}

describe('trace', () => {
  it('tells a case by its key or its id: every event of it, in the order it happened', async () => {
    const ran = await traced('D-0271', '--json')
    const told = JSON.parse(ran.out) as {
      case: { id: string; externalRef: string }
      entries: ReadonlyArray<Entry>
    }
    const stored = desk.history.filter((e) => e.metadata.correlationId === told.case.id)
    expect(told.case.externalRef).toBe('D-0271')
    expect(new Set(told.entries.map(({ eventId }) => eventId))).toEqual(
      new Set(stored.map(({ eventId }) => eventId)),
    )
    const times = told.entries.map(({ at }) => at)
    expect(times).toEqual([...times].sort())
    expect((await traced(told.case.id, '--json')).out).toBe(ran.out)
    // what the demonstration shows it for
    const types = told.entries.map(({ type }) => type)
    expect(types).toContain('CaseTransferred')
    expect(types).toContain('CaseReopened')
    expect(told.entries.some(({ at, recordedAt }) => recordedAt > at)).toBe(true)
  })

  it('as text: when, what, who, the rule, and both times where they differ', async () => {
    const { out } = await traced('D-0271', '--zone', 'Asia/Shanghai')
    expect(out).toMatch(/under\sretail-2025@1/)
    expect(out).toMatch(/^2025-04-30 09:09:44 {2}Case opened +agent-lin \(agent\)$/m)
    expect(out).toContain('  recorded 2025-04-30 11:09:44')
    expect(out).toMatch(/^2025-05-08 19:58:54 {2}Archived \(cycle 2\) +desk \(system\)$/m)
    const chinese = (await traced('D-0271', '--locale', 'zh')).out
    expect(chinese).toContain('受理')
    for (const line of `${out}${chinese}`.split('\n')) {
      expect(stringWidth(line)).toBeLessThanOrEqual(80)
    }
  })

  it('shows personal data only when asked to', async () => {
    const hidden = await traced('D-0001', '--json')
    const shown = await traced('D-0001', '--json', '--personal')
    expect(hidden.out).not.toContain('customerName')
    expect(shown.out).toContain('customerName')
  })

  it('names the nearest case, and lists several of one key', async () => {
    const none = await traced('d0271')
    expect([none.code, none.out]).toEqual([2, ''])
    expect(none.err).toContain('there is no case "d0271"; did you mean D-0271?')

    const fixtures = join(import.meta.dirname, '..', '..', 'test', 'fixtures')
    const csv = join(desk.folder, 'desk.csv')
    copyFileSync(join(fixtures, 'desk.csv'), csv)
    const store = ['--store', `sqlite:${join(desk.folder, 'two.db')}`]
    for (const source of ['one', 'two']) {
      const mapping = JSON.parse(readFileSync(join(fixtures, 'desk.json'), 'utf8')) as object
      const file = join(desk.folder, `${source}.json`)
      writeFileSync(file, JSON.stringify({ ...mapping, source }))
      expect((await casetrail(['import', csv, '--mapping', file, ...store])).err).toBe('')
    }
    const both = await casetrail(['trace', 'T-1', ...store, '--json', '--quiet'])
    expect(both.code).toBe(2)
    const { error } = JSON.parse(both.out) as {
      error: { tag: string; details: { cases: ReadonlyArray<{ id: string }> } }
    }
    expect(error.tag).toBe('AmbiguousCase')
    expect(error.details.cases).toHaveLength(2)
    for (const { id } of error.details.cases) {
      expect(both.err).toContain(id)
      const one = await casetrail(['trace', id, ...store, '--quiet'])
      expect(one.code).toBe(0)
      expect(one.out).toMatch(/source row 1/)
    }
  })

  it('names the clocks of a standard that is given, others by their ids', async () => {
    const house = {
      id: 'house',
      version: 1,
      extends: 'retail-2025@1',
      clocks: [{ id: 'inquiryResponse', label: { en: 'Our ten minutes', zh: '十分鐘之約' } }],
    }
    const file = join(desk.folder, 'house.json')
    writeFileSync(file, JSON.stringify(house))
    const own = decodeStandard(house)
    if (E.isLeft(own)) throw new Error(JSON.stringify(own.left))
    const now = at('2025-03-03T02:00:00.000Z')
    const store = sqliteStore(join(desk.folder, 'house.db'), { now: () => now })
    const cases = handle(store, deskAggregates([own.right], readyCalendars).case)
    const opening = openCase({
      at: now,
      actor: { id: 'agent-lin', role: 'agent' },
      customer: 'customer-1',
      channel: 'email',
      requestType: 'inquiry',
      phase: 'afterSale',
      problemType: 'service',
      tier: 'member',
      language: 'zh',
      externalRef: 'H-1',
    })
    const id = '6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001'
    const done = await cases(id, opening, { commandId: 'c1' })()
    store.close()
    expect(done._tag).toBe('Right')
    const args = ['trace', 'H-1', '--store', `sqlite:${join(desk.folder, 'house.db')}`, '--quiet']
    const named = await casetrail([...args, '--standard', file, '--locale', 'zh'])
    expect(named.out).toContain('時限開始：十分鐘之約，')
    expect((await casetrail(args)).out).toContain('Clock started: inquiryResponse, due ')
  })
})
