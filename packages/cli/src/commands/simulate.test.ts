import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sqliteStore } from '@casetrail/sqlite'
import { foldRead, type RecordedEvent } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { casetrail } from '../../test/memory-terminal.js'
import desk from '../simulate/desk.json' with { type: 'json' }
import { fill } from '../simulate/fill.js'
import { historyOf } from '../simulate/simulated.fixture.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-simulate-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const path = (name: string): string => join(folder, name)
const url = (name: string): string => `sqlite:${path(name)}`
const asked = ['simulate', '--standard', 'retail-2025', '--cases', '60', '--seed', '1'] as const

const countOf = (events: ReadonlyArray<RecordedEvent>, type: string): number =>
  events.filter(({ event }) => event.type === type).length

const eventsIn = async (name: string): Promise<ReadonlyArray<unknown>> => {
  const store = sqliteStore(path(name))
  const read = await foldRead(store, { all: true }, [] as unknown[], (all, one) => [...all, one])()
  store.close()
  if (E.isLeft(read)) throw new Error(read.left._tag)
  return read.right
}

describe('casetrail simulate', () => {
  it('writes the very history that is made in memory, tells it, and adds nothing again', async () => {
    const args = [...asked, '--store', url('one.db')]
    const first = await casetrail([...args, '--json', '--quiet'])
    expect([first.code, first.err]).toEqual([0, ''])
    const { events } = await historyOf()
    expect(JSON.parse(first.out)).toMatchObject({
      standard: 'retail-2025@1',
      seed: 1,
      added: events.length,
      summary: {
        events: events.length,
        cases: countOf(events, 'CaseOpened'),
        answers: countOf(events, 'SatisfactionRecorded'),
      },
    })
    expect(await eventsIn('one.db')).toEqual(events)
    const again = await casetrail(args)
    expect(again.code).toBe(0)
    expect(again.out).toContain('they were there already')
    expect(again.out).toContain('2025-03-03 to ')
    expect(again.out).toMatch(/^invariants +all hold$/m)
    expect(await eventsIn('one.db')).toEqual(events)
  })

  it('leaves a store with other events alone, and names what is there', async () => {
    await casetrail([...asked, '--store', url('other.db'), '--quiet'])
    const before = await eventsIn('other.db')
    const ran = await casetrail([...asked.slice(0, -1), '2', '--store', url('other.db'), '--json'])
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(
      /holds other events than this simulation's, the first is CaseOpened in case-/,
    )
    expect(JSON.parse(ran.out)).toMatchObject({ error: { tag: 'NotOurStore' } })
    expect(await eventsIn('other.db')).toEqual(before)
  })

  it('says that what the house must set is taken as the examples say, unless it is set', async () => {
    const args = ['simulate', '--standard', 'support-sop', '--cases', '5', '--seed', '1']
    const asExamples = await casetrail([...args, '--store', url('sop.db')])
    expect(asExamples.err).toContain(
      'support-sop@1 leaves firstResponse, resolution, discretion to the house: taken as its examples say',
    )
    const set = ['firstResponse=2h', 'resolution=2', 'discretion=50.00'].flatMap((one) => [
      '--set',
      `support-sop.${one}`,
    ])
    const asSet = await casetrail([...args, ...set, '--store', url('set.db'), '--quiet'])
    expect([asSet.code, asSet.err]).toEqual([0, ''])
    expect(await eventsIn('set.db')).not.toEqual(await eventsIn('sop.db'))
  })

  it('under faults tells what went wrong and whether all holds, and writes nothing', async () => {
    const faulty = [...asked, '--cases', '20', '--faults']
    const ran = await casetrail([...faulty, '--quiet'])
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(ran.out).toContain('events; nothing is written\n')
    expect(ran.out).toMatch(/^faults +[1-9]\d* answers lost, .* conflicts, [1-9]\d* restarts/m)
    expect(ran.out).toMatch(/^invariants +all hold$/m)
    const stored = await casetrail([...faulty, '--store', url('faults.db'), '--json'])
    expect([stored.code, JSON.parse(stored.out)]).toMatchObject([
      2,
      { error: { tag: 'FaultsAreNotWritten' } },
    ])
    expect(existsSync(path('faults.db'))).toBe(false)
    const ended = await casetrail(faulty, { signal: AbortSignal.abort() })
    expect([ended.code, ended.out]).toEqual([130, ''])
  })

  it('takes a desk of one’s own, and tells what is wrong with it', async () => {
    const calm = { ...desk, id: 'calm', chances: { ...desk.chances, transfers: 0 } }
    writeFileSync(path('calm.json'), JSON.stringify({ ...calm, work: desk.work }))
    const own = [
      ...asked,
      '--desk',
      path('calm.json'),
      '--store',
      url('calm.db'),
      '--json',
      '--quiet',
    ]
    const ran = await casetrail(own)
    expect(JSON.parse(ran.out)).toMatchObject({ summary: { transferred: 0 } })
    writeFileSync(path('nobody.json'), JSON.stringify({ ...desk, agents: [] }))
    const wrong = await casetrail([
      ...asked,
      '--desk',
      path('nobody.json'),
      '--store',
      url('no.db'),
    ])
    expect([wrong.code, wrong.err]).toEqual([
      3,
      `casetrail: ${path('nobody.json')} is no desk that can be simulated\n` +
        '  /agents: found a list of 0, expected at least one agent\n',
    ])
    writeFileSync(
      path('foreign.json'),
      JSON.stringify({ ...desk, agents: desk.agents.map((one) => ({ ...one, role: 'agnet' })) }),
    )
    const foreign = await casetrail([
      ...asked,
      '--desk',
      path('foreign.json'),
      '--store',
      url('no.db'),
    ])
    expect(foreign.err).toContain('/agents/0/role: found "agnet", expected one of agent, ')
    expect(foreign.err).toContain('; did you mean agent?')
  })

  it('takes a standard of one’s own, which a file holds', async () => {
    const standard = {
      extends: 'retail-2025@1',
      id: 'shop',
      version: 1,
      reopen: { window: 'P14D' },
    }
    writeFileSync(path('shop.json'), JSON.stringify(standard))
    const args = ['simulate', '--standard', path('shop.json'), '--cases', '5', '--seed', '1']
    const ran = await casetrail([...args, '--store', url('shop.db'), '--json', '--quiet'])
    expect(JSON.parse(ran.out)).toMatchObject({ standard: 'shop@1' })
  })

  it.each([
    [
      ['--standard', 'retial-2025'],
      2,
      'there is no standard "retial-2025"; did you mean retail-2025?',
    ],
    [['--cases', '0'], 2, 'It is a whole number from 1 to 20,000: '],
    [['--cases', '1000000'], 2, 'from 1 to 20,000: a whole history is held in memory'],
    [['--days', '0'], 2, 'It is a whole number from 1 to 730.'],
    [['--seed', 'seven'], 2, 'It is a whole number from 0 to'],
    [['--from', '2025-02-30'], 2, '--from "2025-02-30" is no date such as 2025-03-03'],
    [
      ['--from', '2024-12-01'],
      2,
      'covers 2025-01-01 to 2026-12-31; the simulation needs 2024-12-01 to',
    ],
    [['--days', '700'], 2, 'covers 2025-01-01 to 2026-12-31; the simulation needs'],
    [['--desk', 'no-such-file.json'], 3, 'there is no such file'],
  ])('refuses %j', async (more, code, says) => {
    const ran = await casetrail([...asked, ...more, '--store', url('refused.db')])
    expect([ran.code, ran.out]).toEqual([code, ''])
    expect(ran.err).toContain(says)
  })

  it('interrupted, it leaves nothing half done; run again, it goes on', async () => {
    const args = [...asked, '--store', url('stopped.db'), '--quiet']
    const before = await casetrail(args, { signal: AbortSignal.abort() })
    expect([before.code, before.out]).toEqual([130, ''])
    expect(before.err).toContain('nothing was written')
    // while it is written, too
    const { events } = await historyOf()
    const store = sqliteStore(path('stopped.db'))
    const end = new AbortController()
    const stopped = await fill(store, events, { signal: end.signal, onHeld: () => end.abort() })
    store.close()
    expect(stopped).toEqual(E.left({ _tag: 'FillInterrupted' }))
    const written = await eventsIn('stopped.db')
    expect(written.length).toBeGreaterThan(0)
    expect(written).toEqual(events.slice(0, written.length))
    expect(written.length).toBeLessThan(events.length)
    expect((await casetrail(args)).code).toBe(0)
    expect(await eventsIn('stopped.db')).toEqual(events)
  })
})
