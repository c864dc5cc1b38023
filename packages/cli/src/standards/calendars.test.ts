import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chinaOffice } from '@casetrail/core/calendar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { casetrail } from '../../test/memory-terminal.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-calendars-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const written = (name: string, content: unknown): string => {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}

describe('calendars of one’s own', () => {
  it('are those that standards of one’s own may name', async () => {
    const hours = written('hours.json', { ...chinaOffice, id: 'shop-hours' })
    const mine = written('mine.json', {
      extends: 'retail-2025@1',
      id: 'mine',
      version: 1,
      calendar: 'shop-hours',
    })
    const without = await casetrail(['standards', 'check', mine])
    expect(without.code).toBe(1)
    expect(without.out).toContain('/calendar: found "shop-hours"')
    expect((await casetrail(['standards', 'check', mine, '--calendar', hours])).code).toBe(0)
    const shown = await casetrail(['standards', 'show', mine, '--calendar', hours])
    expect(shown.out).toMatch(/^ {2}calendar +shop-hours$/m)
    const store = join(folder, 'desk.db')
    writeFileSync(store, '')
    const args = ['watch', '--once', '--store', `sqlite:${store}`, '--standard', mine]
    expect((await casetrail(args)).code).toBe(3)
    const watched = await casetrail([...args, '--calendar', hours])
    expect(watched.err).toBe('')
    expect(watched.code).toBe(0)
  })

  it('say nothing else under the name of one that is there', async () => {
    const other = written('other.json', { ...chinaOffice, holidays: [] })
    const mine = written('plain.json', { extends: 'retail-2025@1', id: 'plain', version: 1 })
    const ran = await casetrail(['standards', 'check', mine, '--calendar', other])
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('there is a china-office@1 with other content')
    const same = written('same.json', chinaOffice)
    expect((await casetrail(['standards', 'check', mine, '--calendar', same])).code).toBe(0)
  })

  const check = (...args: ReadonlyArray<string>) => casetrail(['standards', 'check', ...args])

  it('are checked as what they are, alone and beside standards that name them', async () => {
    const hours = written('own-hours.json', { ...chinaOffice, id: 'own-hours' })
    const alone = await check(hours)
    expect([alone.code, alone.err]).toEqual([0, ''])
    expect(alone.out).toContain('can be used: calendar own-hours@1')
    const mine = written('own.json', {
      extends: 'retail-2025@1',
      id: 'own',
      version: 1,
      calendar: 'own-hours',
    })
    const both = await check(mine, hours, '--json')
    expect(both.code).toBe(0)
    expect(JSON.parse(both.out)).toMatchObject({
      valid: true,
      files: [
        { file: mine, valid: true, id: 'own' },
        { file: hours, valid: true, kind: 'calendar', id: 'own-hours', version: 1 },
      ],
    })
    expect((await check(mine)).code).toBe(1)
  })

  it('that are wrong are told by their own problems, once', async () => {
    const broken = written('broken.json', { ...chinaOffice, id: 'broken', zone: 'Asia/Shangai' })
    const mine = written('on-broken.json', {
      extends: 'retail-2025@1',
      id: 'on-broken',
      version: 1,
      calendar: 'broken',
    })
    const ran = await check(broken, mine)
    expect(ran.code).toBe(1)
    expect(ran.out).toBe(
      `${broken} is no calendar that can be used: 1 problem\n` +
        '  /zone: found "Asia/Shangai", expected an IANA time zone (nearest: Asia/Shanghai)\n' +
        `${mine}: nothing wrong in it\n`,
    )
    const half = written('half.json', { covers: {} })
    const told = await check(half)
    expect(told.out).toContain('is no calendar that can be used')
    expect(told.out).toContain('/week')
    expect(told.out).not.toContain('/taxonomies')
  })

  it('are no standards', async () => {
    const hours = written('as-standard.json', { ...chinaOffice, id: 'as-standard' })
    const ran = await casetrail(['standards', 'show', hours])
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('a standard; calendars are given by --calendar')
  })
})
