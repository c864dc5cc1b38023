import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { retail2025 } from '@casetrail/core/standards'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { casetrail, type Ran } from '../../test/memory-terminal.js'

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
    expect(chinese).toMatch(/首次解決窗口期 +P7D/)
    expect(chinese).toMatch(/logistics\/lost +包裹丟失/)
    expect(chinese).toMatch(/其他 +front-desk/)
  })

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
