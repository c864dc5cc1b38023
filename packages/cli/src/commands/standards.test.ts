import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { retail2025 } from '@casetrail/core/standards'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { casetrail, type Ran } from '../../test/memory-terminal.js'
import { widthOf } from '../present/width.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-standards-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const checked = (content: string | Buffer, ...args: ReadonlyArray<string>): Promise<Ran> => {
  const file = join(folder, 'mine.json')
  writeFileSync(file, content)
  return casetrail(['standards', 'check', file, ...args])
}

describe('standards', () => {
  it('lists and shows those that ship', async () => {
    const listed = await casetrail(['standards', 'list', '--json'])
    expect(JSON.parse(listed.out)).toMatchObject({
      standards: [{ id: 'retail-2025', version: 1, zone: 'Asia/Shanghai' }],
    })
    expect((await casetrail(['standards', 'list'])).out).toContain('retail-2025@1')
    for (const name of ['retail-2025', 'retail-2025@1']) {
      const shown = await casetrail(['standards', 'show', name, '--json'])
      expect(JSON.parse(shown.out)).toEqual(retail2025)
    }
    const chinese = (await casetrail(['standards', 'show', 'retail-2025', '--locale', 'zh'])).out
    expect(chinese).toMatch(/首次解決窗口期 +7 天/)
    expect(chinese).toMatch(/logistics\/lost +包裹丟失/)
    expect(chinese).toMatch(/其他 +front-desk/)
  })

  it('shows who may do what, who approves, and what comes afterwards', async () => {
    const shown = (await casetrail(['standards', 'show', 'retail-2025'])).out
    for (const line of [
      /^ {4}Corrective action +open; plan and carry out$/m,
      /^ {2}Supervisor \(supervisor\)\n {4}everything$/m,
      /^ {2}Auditor \(auditor\)\n {4}nothing: reads only$/m,
      /^ {2}Agent +general +CNY +¥ 100\.00$/m,
      /^ {2}general, major +CNY +¥ 5,000\.00 +Supervisor, Manager$/m,
      /^ {2}general, major, serious +CNY +any amount +Manager$/m,
      /^ {2}goods +High +exchange, refund, repair$/m,
      /^ {2}due after resolution or decision +24 h$/m,
      /^ {2}Monthly care of VIP customers +month +VIP care +tier VIP +as above$/m,
      /^ {2}the service \(CSAT\) +40 %$/m,
      /^ {2}empathy +Empathy$/m,
    ]) {
      expect(shown).toMatch(line)
    }
    // defaults are not passed off as the handbook's
    expect(shown.replaceAll(/\s+/g, ' ')).toContain('All other numbers are defaults')
  })

  it('shows it in Chinese', async () => {
    const shown = (await casetrail(['standards', 'show', 'retail-2025', '--locale', 'zh'])).out
    for (const line of [
      /^ {2}客服專員 +一般 +CNY +¥ 100\.00$/m,
      /^ {2}一般、較重、嚴重 +CNY +不限 +經理$/m,
      /^ {2}商品 +高 +換貨、退款、維修$/m,
      /^ {2}解決或告知後應於 +24 小時$/m,
      /^ {2}貴賓每月回訪 +vip-monthly +每月 +貴賓關懷 +等級 貴賓 +同上$/m,
      /^ {2}服務滿意度（CSAT） +40 %$/m,
      /^ {2}審計員 \(auditor\)\n {4}無操作權限，僅供查閱$/m,
    ]) {
      expect(shown).toMatch(line)
    }
    const untold = shown
      .split('\n')
      .filter((line) => /\b(general|serious|refund|phone)\b/.test(line))
    expect(untold).toEqual([])
  })

  it.each([
    ['en', 60],
    ['en', 80],
    ['en', 120],
    ['zh', 60],
    ['zh', 80],
    ['zh', 120],
  ])(
    'stays within the terminal, no line beginning with a closing mark: %s at %i',
    async (...at) => {
      const [locale, columns] = at
      const args = ['standards', 'show', 'retail-2025', '--locale', locale]
      const lines = (await casetrail(args, { columns })).out.split('\n')
      expect(lines.filter((line) => widthOf(line) > columns)).toEqual([])
      expect(lines.filter((line) => /^ *[、，。；：）]/.test(line))).toEqual([])
    },
  )

  it('takes its own document as valid', async () => {
    const ran = await checked(JSON.stringify(retail2025))
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(ran.out).toContain('retail-2025@1')
  })

  it('says of a wrong one what is wrong, where, and what is nearest; exit code 1', async () => {
    const mine = {
      ...retail2025,
      zone: 'Asia/Shanghia',
      routing: [{ team: 'front-desk', tier: 'vipp' }],
    }
    const ran = await checked(JSON.stringify(mine))
    expect([ran.code, ran.err]).toEqual([1, ''])
    expect(ran.out).toContain('2 problems')
    expect(ran.out).toMatch(/\/zone: found "Asia\/Shanghia".*nearest: Asia\/Shanghai/)
    expect(ran.out).toMatch(/\/routing\/0\/tier: found "vipp".*nearest: vip/)
    const document = await checked(JSON.stringify(mine), '--json')
    expect(document.code).toBe(1)
    expect(JSON.parse(document.out)).toMatchObject({
      valid: false,
      problems: [{ pointer: '/zone' }, { pointer: '/routing/0/tier' }],
    })
  })

  it('says what is wrong with who approves', async () => {
    const [first, ...bands] = retail2025.approval.bands
    const mine = {
      ...retail2025,
      approval: {
        discretion: [{ role: 'trainer', severities: ['general'], currency: 'CNY', upTo: 100.5 }],
        bands: [...bands, first],
      },
    }
    const misshapen = await checked(JSON.stringify(mine), '--json')
    expect(JSON.parse(misshapen.out)).toMatchObject({
      problems: [{ pointer: '/approval/discretion/0/upTo', found: '100.5', expected: 'Count' }],
    })
    const [discretion] = mine.approval.discretion
    const approval = { ...mine.approval, discretion: [{ ...discretion, upTo: 100 }] }
    const ran = await checked(JSON.stringify({ ...mine, approval }))
    expect(ran.code).toBe(1)
    expect(ran.out.split('\n').slice(1, -1)).toEqual([
      '  /approval/discretion/0/role: found "trainer", expected a role that may complaint.approve',
      ...['general', 'major'].map(
        (severity, i) =>
          `  /approval/bands/2/severities/${String(i)}: found "${severity}", up to 500000 of CNY, expected more than /approval/bands/1 takes before it`,
      ),
    ])
  })

  it.each([
    ['no JSON', '{"id": ', 'MalformedJson'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'FileUnreadable'],
  ])('exit code 3 for a file that is %s', async (_, content, tag) => {
    const ran = await checked(content, '--json')
    expect(ran.code).toBe(3)
    expect(JSON.parse(ran.out)).toMatchObject({ error: { tag } })
  })

  it('exit code 3 for no file, and a folder', async () => {
    const none = await casetrail(['standards', 'check', join(folder, 'none.json')])
    expect([none.code, none.out]).toEqual([3, ''])
    expect(none.err).toContain('none.json: there is no such file')
    mkdirSync(join(folder, 'sub'))
    const sub = await casetrail(['standards', 'check', join(folder, 'sub')])
    expect(sub.code).toBe(3)
    expect(sub.err).toContain('it is a folder')
  })

  it('names the nearest standard', async () => {
    const ran = await casetrail(['standards', 'show', 'retial-2025'])
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toContain('did you mean retail-2025?')
  })
})
