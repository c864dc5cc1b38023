import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail, type Ran } from '../../test/memory-terminal.js'

let desk: Desk
let n = 0
beforeAll(async () => {
  desk = await deskOf(60)
})
afterAll(() => {
  desk.remove()
})

const AT = ['--as-of', '2025-06-01', '--zone', 'Asia/Shanghai']

const ask = (...args: ReadonlyArray<string>): Promise<Ran> =>
  casetrail([...args, '--store', desk.url], { columns: 200 })

/** The page that a question makes, and what was printed beside it. */
const page = async (...args: ReadonlyArray<string>): Promise<{ html: string; ran: Ran }> => {
  const file = join(desk.folder, `page-${String(++n)}.html`)
  const ran = await ask(...args, '--html', file)
  expect(ran.code).toBe(0)
  expect(ran.err).toContain(`wrote ${file}`)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  return { html: readFileSync(file, 'utf8'), ran }
}

/** What a reader sees of a page. */
const seen = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

const numbers = (text: string): ReadonlyArray<string> => text.match(/\d[\d,]* \/ \d[\d,]*/g) ?? []

describe('--html', () => {
  it('is what is printed: every share of a report, every step of a trace', async () => {
    const report = await page('report', '--by', 'channel', ...AT)
    const shares = numbers(report.ran.out)
    expect(shares.length).toBeGreaterThan(8)
    for (const share of shares) expect(seen(report.html)).toContain(share)
    const traced = await page('trace', 'S-00001')
    const times = traced.ran.out.match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g) ?? []
    expect(times.length).toBeGreaterThan(3)
    for (const time of times) expect(seen(traced.html)).toContain(time)
  })

  it('speaks the language that was asked for', async () => {
    const { html } = await page('report', ...AT, '--locale', 'zh')
    expect(html).toContain('<html lang="zh')
    expect(html).toContain('一次做對率')
  })

  it('runs no script and allows no style but its own', async () => {
    for (const { html } of [await page('report', ...AT), await page('trace', 'S-00002')]) {
      expect(html).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=/i)
      const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
      const hash = createHash('sha256').update(style).digest('base64')
      expect(html).toContain('default-src &#39;none&#39;')
      expect(html).toContain(`style-src &#39;sha256-${hash}&#39;`)
    }
  })

  it('escapes what the data say', async () => {
    const csv = join(desk.folder, 'evil.csv')
    const evil = '<script>alert("x")</script>&\u202e\u001b[31m'
    const mapping = join(import.meta.dirname, '../../test/fixtures/desk.json')
    const [head = '', first = ''] = readFileSync(
      join(import.meta.dirname, '../../test/fixtures/desk.csv'),
      'utf8',
    ).split('\n')
    const [key = ''] = first.split(';')
    writeFileSync(csv, `${head}\n${first.replace(key, `"${evil.replaceAll('"', '""')}"`)}\n`)
    const store = `sqlite:${join(desk.folder, 'evil.db')}`
    const imported = await casetrail(['import', csv, '--mapping', mapping, '--store', store])
    expect([imported.code, imported.err]).toEqual([0, ''])
    const file = join(desk.folder, 'evil.html')
    const ran = await casetrail(['trace', evil, '--store', store, '--html', file])
    expect(ran.code).toBe(0)
    const html = readFileSync(file, 'utf8')
    for (const part of ['<script', '\u202e', '\u001b']) expect(html).not.toContain(part)
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;')
  })

  it('writes over no file, and leaves nothing where it can not write', async () => {
    const there = join(desk.folder, 'there.html')
    writeFileSync(there, 'mine')
    const refused = await ask('report', ...AT, '--html', there)
    expect(refused.code).toBe(2)
    expect(refused.err).toContain(there)
    expect(readFileSync(there, 'utf8')).toBe('mine')

    const nowhere = join(desk.folder, 'no', 'such', 'page.html')
    const lost = await ask('trace', 'S-00001', '--html', nowhere)
    expect(lost.code).toBe(3)
    expect(lost.err).toContain(nowhere)
    expect(existsSync(join(desk.folder, 'no'))).toBe(false)

    const folder = join(desk.folder, 'folder')
    mkdirSync(folder)
    expect((await ask('report', ...AT, '--html', folder)).code).toBe(2)
    expect(readdirSync(desk.folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})
