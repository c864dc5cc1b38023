import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chinaOffice } from '@casetrail/core/calendar'
import { readyStandards, retail2025 } from '@casetrail/core/standards'
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
    const { standards } = JSON.parse(listed.out) as { standards: ReadonlyArray<object> }
    expect(standards).toMatchObject(readyStandards.map(({ id, version }) => ({ id, version })))
    expect(standards[1]).toMatchObject({
      id: 'support-sop',
      unset: ['firstResponse', 'resolution', 'discretion'],
    })
    const shownList = (await casetrail(['standards', 'list'])).out
    for (const { id } of readyStandards) expect(shownList).toContain(`${id}@1`)
    for (const name of ['retail-2025', 'retail-2025@1']) {
      const shown = await casetrail(['standards', 'show', name, '--json'])
      expect(JSON.parse(shown.out)).toEqual(retail2025)
    }
    const chinese = (await casetrail(['standards', 'show', 'retail-2025', '--locale', 'zh'])).out
    expect(chinese).toMatch(/首次解決窗口期 +7 天/)
    expect(chinese).toMatch(/logistics\/lost +包裹丟失/)
    expect(chinese).toMatch(/其他 +front-desk/)
  })

  it('tells of all files at once, those that can’t be read and those that are wrong', async () => {
    const at = (name: string, content: string): string => {
      const file = join(folder, name)
      writeFileSync(file, content)
      return file
    }
    const wrong = at(
      'wrong.json',
      '{ "extends": "retail-2025@1", "id": "w", "version": 1, "x": 1 }',
    )
    const half = at('half.json', '{ "extends": ')
    const upon = at('upon.json', '{ "extends": "half@1", "id": "upon", "version": 1 }')
    const ran = await casetrail([
      'standards',
      'check',
      half,
      wrong,
      join(folder, 'none.json'),
      upon,
    ])
    expect(ran.code).toBe(3)
    for (const text of [
      /half\.json: it is no JSON/,
      /none\.json: there is no such/,
      /wrong\.json: \/x/,
    ])
      expect(ran.err).toMatch(text)
    expect(ran.err).not.toContain('upon')
  })

  it('says of a setting what it is that can’t be so', async () => {
    const set = (value: string) => casetrail(['standards', 'show', 'support-sop', '--set', value])
    const zero = await set('support-sop.firstResponse=0h')
    expect(zero.code).toBe(2)
    expect(zero.err).toMatch(/^ {2}\/clocks\/\d+\/targets\/0\/target\/time: found "PT0H"/m)
    const other = await set('standard-process.chatAnswer=30s')
    expect(other.code).toBe(2)
    expect(other.err).toContain('it is about support-sop@1')
    expect(other.err).not.toContain('there is no standard')
  })

  it('tells days of open time in hours, which are no working days', async () => {
    const set = ['--set', 'support-sop.firstResponse=1d2h5m']
    const shown = (await casetrail(['standards', 'show', 'support-sop', ...set])).out
    expect(shown).toMatch(/target +26 h 5 min of business time/)
  })

  it('tells the target of a mean in the unit of what it is the mean of', async () => {
    const file = join(folder, 'means.json')
    const kpis = [{ id: 'csat', atLeast: 4 }]
    const mine = { extends: 'premium-2025@1', id: 'means', version: 1, kpis }
    writeFileSync(file, JSON.stringify(mine))
    expect((await casetrail(['standards', 'show', file])).out).toMatch(/csat +mean ≥ 4 /)
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
    // whose word each number is
    expect(shown.replaceAll(/\s+/g, ' ')).toMatch(/Follow-ups › due H2 retail 2025: .*24 hours/)
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

  it('shows the times that are promised, with their rules and their source', async () => {
    const shown = (await casetrail(['standards', 'show', 'retail-2025'], { columns: 100 })).out
    for (const line of [
      /^ {2}Inquiry answered \(inquiryResponse\) · Case$/m,
      /^ {4}target +10 min of business time \(warned .* of business time before\)$/m,
      /^ {4}starts +Case opened \(request inquiry\)$/m,
      /^ {4}starts +Case opened \(request other than inquiry\)$/m,
      /^ {4}target +30 s on average$/m,
      /^ {4}target +2 working days/m,
      /^ {4}taken up again +Unmerged \(after Merged\)$/m,
      /^ {4}source +H2 retail 2025: /m,
      /^ {2}Customer satisfaction +csat +≥ 95\.0 % +H2 retail 2025$/m,
      /^ {2}Mean time to handle a problem +resolution\.first +mean ≤ 1 d +H2 retail 2025$/m,
      /^ {4}5 {2}Find the root cause \(5-Why\) +Root cause determined/m,
      /^ {2}complaint surge +10 within 24 h, /m,
    ]) {
      expect(shown).toMatch(line)
    }
    const chinese = (await casetrail(['standards', 'show', 'retail-2025', '--locale', 'zh'])).out
    expect(chinese).toMatch(/^ {4}目標 +營業時間 10 分鐘（預警：提前營業時間 \d+ 分鐘）$/m)
    expect(chinese).toMatch(/^ {4}依據 +H2商業零售2025：/m)
    expect(chinese).toMatch(/^ {4}開始 +受理（訴求類型 非諮詢）$/m)
  })

  it.each(readyStandards.map(({ id }) => id))(
    'shows all of %s in both languages: no clock, step, target, rule or setting is left out',
    async (id) => {
      const standard = readyStandards.find((one) => one.id === id) ?? retail2025
      for (const locale of ['en', 'zh'] as const) {
        const { out, code } = await casetrail(['standards', 'show', id, '--locale', locale], {
          columns: 1_000,
        })
        expect(code).toBe(0)
        const { clocks, procedures, kpis, principles, hostMustSet, sources } = standard
        const told = [
          ...clocks,
          ...procedures,
          ...procedures.flatMap(({ steps }) => steps),
          ...kpis,
          ...principles,
          ...hostMustSet,
        ]
        for (const { label } of told) expect(out).toContain(label[locale])
        for (const { source } of [...clocks, ...procedures]) {
          expect(out).toContain(source.gist[locale])
        }
        for (const { gist } of sources) expect(out).toContain(gist[locale])
        // what has no name in Chinese would stand there in English
        if (locale === 'zh')
          expect(out.match(/^ {4}(?:開始|達成|暫停) .*?(?<!步驟 )\b[a-z]{4,}/gm)).toBeNull()
      }
    },
  )

  it('says what the house must set, marks the examples, and how to set them', async () => {
    const shown = (await casetrail(['standards', 'show', 'support-sop'])).out
    expect(shown.replaceAll(/\s+/g, ' ')).toContain('refuses to run')
    expect(shown).toMatch(/^ {2}firstResponse +.* 4 h$/m)
    expect(shown).toMatch(/^ {2}discretion +.* ¥ 100\.00$/m)
    expect(shown).toContain('--set support-sop.firstResponse=4h')
    expect(shown).toContain('4 h of business time ← example: set firstResponse')
    const set = ['firstResponse=90m', 'resolution=5', 'discretion=250.00'].flatMap((one) => [
      '--set',
      `support-sop.${one}`,
    ])
    const whole = await casetrail(['standards', 'show', 'support-sop', ...set])
    expect([whole.code, whole.err]).toEqual([0, ''])
    expect(whole.out).not.toMatch(/refuses|example: set/)
    expect(whole.out).toMatch(/^ {4}target +90 min of business time/m)
    expect(whole.out).toMatch(/^ {4}target +5 working days/m)
    expect(whole.out).toMatch(/^ {2}Agent +general +CNY +¥ 250\.00$/m)
  })

  it.each([
    ['support-sop.firstRespnse=4h', /nearest: firstResponse/],
    ['suport-sop.firstResponse=4h', /did you mean support-sop\?/],
    ['support-sop.firstResponse=soon', /expected a duration such as 4h/],
    ['support-sop.discretion=100', /expected an amount of CNY such as 300\.00/],
    ['support-sop.__proto__=1', /found "__proto__"/],
    ['support-sop.firstResponse', /STANDARD\.NAME=VALUE/],
  ])('--set %s is refused', async (set, message) => {
    const ran = await casetrail(['standards', 'show', 'support-sop', '--set', set])
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toMatch(message)
  })

  it('takes its own document as valid', async () => {
    const ran = await checked(JSON.stringify(retail2025))
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(ran.out).toContain('retail-2025@1')
  })

  it('warns of a calendar that ends within a year, unless a newer version goes on', async () => {
    const calendar = {
      ...chinaOffice,
      version: 2,
      covers: { from: chinaOffice.covers.from, to: '2026-12-31' },
    }
    const file = join(folder, 'hours.json')
    writeFileSync(file, JSON.stringify(calendar))
    const mine = { ...retail2025, id: 'mine' }
    const ran = await checked(JSON.stringify(mine), '--calendar', file)
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('  its calendar china-office@2 knows no day after 2026-12-31: ')
    const document = await checked(JSON.stringify(mine), '--calendar', file, '--json')
    expect(JSON.parse(document.out)).toMatchObject({
      valid: true,
      calendarsEnding: [{ calendar: 'china-office@2', lastDay: '2026-12-31' }],
    })
    const to = `${String(new Date().getUTCFullYear() + 2)}-12-31`
    const longer = { ...calendar, covers: { from: chinaOffice.covers.from, to } }
    writeFileSync(file, JSON.stringify(longer))
    const again = await checked(JSON.stringify(mine), '--calendar', file)
    expect([again.code, again.out.split('\n').length]).toEqual([0, 2])
  })

  it('says of a wrong one what is wrong, where, and what is nearest; exit code 1', async () => {
    const mine = {
      ...retail2025,
      id: 'mine',
      zone: 'Asia/Shanghia',
      routing: [{ team: 'front-desk', tier: 'vipp' }],
    }
    const ran = await checked(JSON.stringify(mine))
    expect([ran.code, ran.err]).toEqual([1, ''])
    expect(ran.out).toMatch(/\d problems/)
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
      id: 'mine',
      approval: {
        discretion: [{ role: 'trainer', severities: ['general'], currency: 'CNY', upTo: 100.5 }],
        bands: [...bands, first],
      },
    }
    const misshapen = await checked(JSON.stringify(mine), '--json')
    expect(JSON.parse(misshapen.out)).toMatchObject({
      problems: [
        { pointer: '/approval/discretion/0/upTo', found: '100.5', expected: 'Count' },
        { pointer: '/approval/bands/2/severities/0' },
        { pointer: '/approval/bands/2/severities/1' },
      ],
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

  it('exit code 3 for a file that is too large, at once', async () => {
    const ran = await checked(Buffer.alloc(10_000_000, ' '), '--json')
    expect(ran.code).toBe(3)
    expect(JSON.parse(ran.out)).toMatchObject({ error: { tag: 'FileTooLarge' } })
    expect(ran.err).toContain('10,000,000 bytes')
  })

  it('takes a field of any name for a field', async () => {
    const ran = await checked('{ "id": "mine", "__proto__": { "version": 1 }, "toString": 1 }')
    expect(ran.code).toBe(1)
    for (const field of ['__proto__', 'toString']) {
      expect(ran.out).toContain(`/${field}: found "${field}", expected a known field`)
    }
  })

  it('names the nearest standard', async () => {
    const ran = await casetrail(['standards', 'show', 'retial-2025'])
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toContain('did you mean retail-2025?')
  })

  describe('files that extend', () => {
    const house = {
      id: 'house',
      version: 1,
      extends: 'retail-2025@1',
      label: { en: 'House', zh: '本店' },
      reopen: { window: 'P14D' },
      clocks: [
        { id: 'inquiryResponse', targets: [{ target: { kind: 'business', time: 'PT15M' } }] },
      ],
    }
    const second = { id: 'house', version: 2, extends: 'house@1', reopen: { window: 'P10D' } }
    const write = (name: string, document: unknown): string => {
      const file = join(folder, name)
      writeFileSync(file, JSON.stringify(document))
      return file
    }

    it('one that ships, and each other, in any order', async () => {
      const one = write('house-1.json', house)
      const two = write('house-2.json', second)
      for (const files of [
        [one, two],
        [two, one],
      ]) {
        const ran = await casetrail(['standards', 'check', ...files])
        expect([ran.code, ran.err]).toEqual([0, ''])
        expect(ran.out).toContain(`${one} can be used: house@1, House`)
        expect(ran.out).toContain(`${two} can be used: house@2, House`)
      }
      const alone = await casetrail(['standards', 'check', two])
      expect(alone.code).toBe(1)
      expect(alone.out).toContain('/extends: found "house@1"')
      const shown = await casetrail(['standards', 'show', two, '--standard', one])
      expect(shown.out).toMatch(/^ {2}may be reopened within +10 d$/m)
      const newest = await casetrail([
        ...['standards', 'show', 'house', '--json', '--standard', one, '--standard', two],
      ])
      expect(JSON.parse(newest.out)).toMatchObject({ id: 'house', version: 2 })
    })

    it('are told one by one where some are wrong, each by its name', async () => {
      const right = write('right.json', house)
      const wrong = write('wrong.json', { ...second, reopen: { window: 'two weeks' } })
      const ran = await casetrail(['standards', 'check', right, wrong])
      expect(ran.code).toBe(1)
      expect(ran.out).toContain(`${right}: nothing wrong in it`)
      expect(ran.out).toContain(
        `${wrong} is no standard that can be used: 1 problem\n  /reopen/window: found "two weeks"`,
      )
      const json = await casetrail(['standards', 'check', right, wrong, '--json'])
      expect(JSON.parse(json.out)).toMatchObject({
        valid: false,
        files: [
          { file: right, valid: true },
          { file: wrong, valid: false, problems: [{ pointer: '/reopen/window' }] },
        ],
      })
    })

    it('in a circle are told the circle', async () => {
      const a = write('a.json', { id: 'a', version: 1, extends: 'b@1' })
      const b = write('b.json', { id: 'b', version: 1, extends: 'a@1' })
      const ran = await casetrail(['standards', 'check', a, b])
      expect(ran.code).toBe(1)
      expect(ran.out).toContain('no cycle: a@1 → b@1 → a@1')
    })

    it('by a standard that must be set are right, and say that they do not run', async () => {
      const file = write('sop.json', { id: 'ours', version: 1, extends: 'support-sop@1' })
      const ran = await casetrail(['standards', 'check', file])
      expect(ran.code).toBe(0)
      expect(ran.out).toContain(
        'refuses to run until the house sets firstResponse, resolution, discretion',
      )
      const set = await casetrail([
        ...['standards', 'check', file, '--json', '--set', 'ours.firstResponse=2h'],
      ])
      expect(JSON.parse(set.out)).toMatchObject({
        valid: true,
        unset: ['resolution', 'discretion'],
      })
    })

    it('differ by what they say', async () => {
      const file = write('house-1.json', house)
      const ran = await casetrail(['standards', 'diff', 'retail-2025', file])
      expect([ran.code, ran.err]).toEqual([0, ''])
      for (const line of [
        /^retail-2025@1 → house@1: 5 differences$/m,
        /^ {2}~ Id: retail-2025 → house$/m,
        /^Reopen\n {2}~ window: 7 d → 14 d$/m,
        /^Clocks\n {2}~ Inquiry answered › targets › 1 › target: 10 min of business time/m,
      ]) {
        expect(ran.out).toMatch(line)
      }
      const json = await casetrail(['standards', 'diff', 'retail-2025', file, '--json'])
      expect(JSON.parse(json.out)).toMatchObject({
        from: 'retail-2025@1',
        to: 'house@1',
        differences: expect.arrayContaining([
          { kind: 'changed', at: '/reopen/window', before: 'P7D', after: 'P14D' },
        ]) as unknown,
      })
      const same = await casetrail(['standards', 'diff', 'retail-2025', 'retail-2025@1'])
      expect([same.code, same.out]).toEqual([
        0,
        'retail-2025@1 → retail-2025@1: they say the same\n',
      ])
    })

    it('tell words of the house by its labels, and bounds in the unit of what they bound', async () => {
      const [discretion] = retail2025.approval.discretion
      const file = write('bounds.json', {
        extends: 'retail-2025@1',
        id: 'bounds',
        version: 1,
        priorities: { matrix: { high: { low: 'low' } } },
        complaints: { byType: { goods: { priority: 'critical' } } },
        kpis: [
          { id: 'csat', atLeast: 0.9 },
          { id: 'meanHandling', atMost: 43_200 },
        ],
        approval: { discretion: [{ ...discretion, upTo: 12_345 }] },
      })
      const { code, out } = await casetrail(['standards', 'diff', 'retail-2025', file])
      expect(code).toBe(0)
      for (const line of [
        /matrix › high › low: Moderate → Low$/m,
        /goods › priority: High → Critical$/m,
        /at least: 95\.0 % → 90\.0 %$/m,
        /at most: 1 d → 12 h$/m,
        /role Agent, .*up to ¥ 123\.45$/m,
      ]) {
        expect(out).toMatch(line)
      }
    })

    it('and those that ship, within a narrow terminal, in Chinese without English names', async () => {
      for (const locale of ['en', 'zh']) {
        const ran = await casetrail(
          ['standards', 'diff', 'front-desk', 'premium-2025', '--locale', locale],
          { columns: 60 },
        )
        const lines = ran.out.split('\n')
        expect(lines.filter((line) => widthOf(line) > 60)).toEqual([])
        if (locale === 'zh') expect(ran.out).toMatch(/^時限$/m)
      }
    })
  })
})
