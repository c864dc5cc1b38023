import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { handle, type RecordedEvent } from '@casetrail/core'
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
/** A story with a transfer, a reopening and an event written down late. */
let story: ReadonlyArray<RecordedEvent>
let ref = ''
beforeAll(async () => {
  desk = await deskOf(200)
  const stories = new Map<string, RecordedEvent[]>()
  for (const recorded of desk.history) {
    const { correlationId } = recorded.metadata
    const known = stories.get(correlationId)
    if (known === undefined) stories.set(correlationId, [recorded])
    else known.push(recorded)
  }
  story =
    [...stories.values()].find(
      (all) =>
        all.some(({ event }) => event.type === 'CaseTransferred') &&
        all.some(({ event }) => event.type === 'CaseReopened') &&
        all.some(isLate),
    ) ?? []
  const opening: object = story[0]?.event ?? {}
  ref = 'externalRef' in opening ? String(opening.externalRef) : ''
})
afterAll(() => {
  desk.remove()
})

const isLate = ({ recordedAt, event }: RecordedEvent): boolean => recordedAt > event.at

/** A time as it stands in Shanghai. */
const inShanghai = (instant = ''): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

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
    const ran = await traced(ref, '--json')
    const told = JSON.parse(ran.out) as {
      case: { id: string; externalRef: string }
      entries: ReadonlyArray<Entry>
    }
    expect(told.case.externalRef).toBe(ref)
    expect(new Set(told.entries.map(({ eventId }) => eventId))).toEqual(
      new Set(story.map(({ eventId }) => eventId)),
    )
    const times = told.entries.map(({ at }) => at)
    expect(times).toEqual([...times].sort())
    expect((await traced(told.case.id, '--json')).out).toBe(ran.out)
    expect(told.entries.some(({ at, recordedAt }) => recordedAt > at)).toBe(true)
  })

  it('as text: when, what, who, the rule, and both times where they differ', async () => {
    const { out } = await traced(ref, '--zone', 'Asia/Shanghai')
    expect(out).toMatch(/under\sretail-2025@1/)
    const opening = story[0]
    const { id = '', role = '' } = opening?.metadata.actor ?? {}
    expect(out).toMatch(
      new RegExp(`^${inShanghai(opening?.event.at)} {2}Case opened +${id} \\(${role}\\)$`, 'm'),
    )
    expect(out).toContain(`  recorded ${inShanghai(story.find(isLate)?.recordedAt)}`)
    expect(out).toMatch(/ {2}Archived \(cycle \d\) +policy:archive \(system\)$/m)
    const chinese = (await traced(ref, '--locale', 'zh')).out
    expect(chinese).toContain('受理')
    for (const line of `${out}${chinese}`.split('\n')) {
      expect(stringWidth(line)).toBeLessThanOrEqual(80)
    }
  })

  it('shows personal data only when asked to', async () => {
    const hidden = await traced('S-00001', '--json')
    const shown = await traced('S-00001', '--json', '--personal')
    expect(hidden.out).not.toContain('customerName')
    expect(shown.out).toContain('customerName')
  })

  it('names the nearest case, and lists several of one key', async () => {
    const none = await traced(ref.toLowerCase().replace('-', ''))
    expect([none.code, none.out]).toEqual([2, ''])
    expect(none.err).toContain(`did you mean ${ref}?`)

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
