import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import { deskFigures } from '@casetrail/projections'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail } from '../../test/memory-terminal.js'

interface FigureJson {
  readonly metric: string
  readonly unit: string
  readonly value: number | null
  readonly reason?: string
  readonly numerator?: number
  readonly denominator?: number
  readonly count?: number
  readonly quantiles?: Readonly<Record<string, number>>
  readonly excluded: Readonly<Record<string, number>>
  readonly provisional: number
}

interface ReportJson {
  readonly store: string
  readonly asOf: string
  readonly checkpoint: string
  readonly window: unknown
  readonly figures: ReadonlyArray<FigureJson>
  readonly breakdown?: {
    readonly by: string
    readonly rows: ReadonlyArray<{
      readonly key: string
      readonly figures: ReadonlyArray<FigureJson>
    }>
  }
}

let desk: Desk
beforeAll(async () => {
  desk = await deskOf(200)
})
afterAll(() => {
  desk.remove()
})

const AT = ['--as-of', '2025-06-01', '--zone', 'Asia/Shanghai']

const json = async (...args: ReadonlyArray<string>): Promise<ReportJson> => {
  const ran = await casetrail(['report', ...args, '--json', '--store', desk.url, '--quiet'])
  expect([ran.code, ran.err]).toEqual([0, ''])
  return JSON.parse(ran.out) as ReportJson
}

const text = async (args: ReadonlyArray<string>, columns = 80, colour = false): Promise<string> => {
  const ran = await casetrail(['report', ...args, '--store', desk.url], { columns, colour })
  expect(ran.code).toBe(0)
  return ran.out
}

const figure = (report: Pick<ReportJson, 'figures'>, metric: string): FigureJson => {
  const found = report.figures.find((one) => one.metric === metric)
  if (found === undefined) throw new Error(`no ${metric}`)
  return found
}

describe('report --json', () => {
  it('is the document that scripts rely on', async () => {
    const report = await json('fcr.window', 'resolution.first', ...AT)
    expect(Object.keys(report)).toEqual([
      'store',
      'asOf',
      'checkpoint',
      'window',
      'parked',
      'figures',
    ])
    expect(report).toMatchObject({
      store: desk.url,
      asOf: '2025-05-31T16:00:00.000Z',
      window: { from: null, to: null, zone: 'Asia/Shanghai' },
    })
    expect(report.checkpoint).toMatch(/^[0-9a-f]{14}$/)
    const [share, duration] = report.figures
    expect(Object.keys(share ?? {})).toEqual([
      'metric',
      'unit',
      'value',
      'numerator',
      'denominator',
      'excluded',
      'provisional',
    ])
    expect(share?.value).toBe((share?.numerator ?? NaN) / (share?.denominator ?? NaN))
    expect(new Set(Object.keys(duration ?? {}))).toEqual(
      new Set([
        'metric',
        'unit',
        'value',
        'count',
        'quantiles',
        'mean',
        'min',
        'max',
        'exact',
        'excluded',
        'provisional',
      ]),
    )
    expect(Object.keys(duration?.quantiles ?? {})).toEqual([
      'p25',
      'p50',
      'p75',
      'p90',
      'p95',
      'p99',
    ])
    expect(duration?.value).toBe(duration?.quantiles?.['p50'])
  })

  it('gives all figures where none is named', async () => {
    const { figures } = await json(...AT)
    expect(figures.map(({ metric }) => metric)).toEqual(deskFigures().map(({ id }) => id))
  })

  it('never makes 0 % of nothing', async () => {
    const report = await json('fcr.gross', '--to', '2000-01-01')
    const [empty] = report.figures
    expect(empty?.value).toBeNull()
    expect(empty?.reason).toMatch(/denominator is 0/)
  })

  it('adds up: a window is its parts, and a breakdown is the whole', async () => {
    const opened = async (...window: ReadonlyArray<string>): Promise<number> =>
      figure(await json('cases.opened', ...window, ...AT), 'cases.opened').count ?? NaN
    const [whole, before, since] = [
      await opened(),
      await opened('--to', '2025-04-01'),
      await opened('--from', '2025-04-01'),
    ]
    expect(before + since).toBe(whole)
    expect(before).toBeGreaterThan(0)
    for (const by of ['channel', 'month', 'channel,week', 'topic', 'agent']) {
      const { breakdown } = await json('cases.opened', '--by', by, ...AT)
      expect(breakdown?.by).toBe(by)
      const sum = (breakdown?.rows ?? []).reduce(
        (n, row) => n + (figure(row, 'cases.opened').count ?? NaN),
        0,
      )
      expect(sum).toBe(whole)
    }
  })

  it('breaks down by what only readings have, such as the clock', async () => {
    const { breakdown } = await json('sla', ...AT, '--by', 'clock')
    const keys = breakdown?.rows.map(({ key }) => key) ?? []
    expect(keys).toContain('firstResponse')
    expect(keys.length).toBeGreaterThan(1)
    const others = await json(...AT, '--by', 'instance,procedure,step')
    expect(others.breakdown?.by).toBe('instance,procedure,step')
    const where = ['--where', 'clock=firstResponse', '--json', '--store', desk.url, '--quiet']
    const ran = await casetrail(['explain', 'sla', ...AT, ...where])
    const whole = await casetrail(['explain', 'sla.firstResponse', ...AT, ...where.slice(2)])
    expect([ran.code, whole.code]).toEqual([0, 0])
    const totalOf = (out: string) => (JSON.parse(out) as { readonly total: number }).total
    expect(totalOf(ran.out)).toBe(totalOf(whole.out))
  })

  it('takes days in their own zone', async () => {
    const opened = async (zone: string): Promise<ReadonlyArray<string>> => {
      const at = ['--as-of', '2025-06-01T00:00:00Z', '--zone', zone]
      const { breakdown } = await json('cases.opened', '--by', 'month', ...at)
      return (breakdown?.rows ?? []).map(({ key }) => key)
    }
    // the desk begins at midnight in Shanghai, when it is still February in London
    const first = (await json('cases.opened', '--to', '2025-03-01', ...AT)).figures
    expect(first[0]?.count).toBe(0)
    expect(await opened('Asia/Shanghai')).toEqual(['2025-03', '2025-04'])
    const date = await json('cases.opened', '--from', '2025-03-02', ...AT)
    const time = await json('cases.opened', '--from', '2025-03-01T16:00:00Z', ...AT)
    const offset = await json('cases.opened', '--from', '2025-03-02T00:00+08:00', ...AT)
    expect(time).toEqual(date)
    expect(offset).toEqual(date)
  })

  it('as of then is what a store would have said that held nothing else', async () => {
    const then = '2025-04-15T08:00:00.000Z'
    const earlier = await deskOf(200, ({ recordedAt }) => recordedAt <= then)
    const ran = await casetrail(['report', '--as-of', then, '--json', '--store', earlier.url])
    earlier.remove()
    const now = await json('--as-of', then)
    expect(now.figures).toEqual((JSON.parse(ran.out) as ReportJson).figures)
    expect(figure(now, 'cases.open').count).toBeGreaterThan(0)
    expect(figure(now, 'fcr.window').provisional).toBeGreaterThan(0)
  })

  it('gives the flow when asked for', async () => {
    const { figures } = await json('flow', 'cases.opened', ...AT)
    expect(figures.map(({ metric, unit }) => [metric, unit])).toEqual([
      ['cases.opened', 'count'],
      ['flow', 'flow'],
    ])
  })
})

describe('report as text', () => {
  it.each([60, 80, 120])('fits %i columns, in both languages', async (columns) => {
    for (const locale of ['en', 'zh']) {
      for (const by of [[], ['--by', 'channel'], ['--by', 'customer,month']]) {
        const out = await text([...AT, ...by, '--locale', locale], columns)
        for (const line of out.split('\n')) {
          expect(stringWidth(line)).toBeLessThanOrEqual(columns)
          expect(line).toBe(line.trimEnd())
        }
      }
      for (const line of (await text(['flow', ...AT, '--locale', locale], columns)).split('\n')) {
        expect(stringWidth(line)).toBeLessThanOrEqual(columns)
      }
    }
  })

  it('tells figures without data in a line; those asked for by name, each', async () => {
    const opened = await deskOf(10, ({ event }) => event.type === 'CaseOpened')
    const told = async (...asked: ReadonlyArray<string>): Promise<string> =>
      (await casetrail(['report', ...asked, ...AT, '--store', opened.url])).out
    const all = await told()
    expect(all).toMatch(/^Satisfaction · no data: csat, csat.staff, nps, ces, fcr.customer,$/m)
    expect(all).toMatch(/^Complaints · no data: complaints.received, complaint.causes \(none\)/m)
    expect(all).toContain('complaint.rate (no orders reported)')
    expect(all).not.toMatch(/^Net promoter score/m)
    const named = await told('nps', 'complaint.rate')
    opened.remove()
    expect(named).toMatch(/^Net promoter score +—\s+nps · no data: nothing to count$/m)
    expect(named).toMatch(/complaint.rate · no data: no orders reported$/m)
  })

  it('tells the same as the document', async () => {
    const { figures } = await json('rightFirstTime', 'resolution.first', ...AT)
    const [share, duration] = figures
    const out = await text(['rightFirstTime', 'resolution.first', ...AT], 120)
    expect(out).toMatch(
      /^Right first time +rightFirstTime +[\d.]+ % +\d+ \/ \d+ +left out merged \d+$/m,
    )
    expect(out).toContain(`${String(share?.numerator)} / ${String(share?.denominator)}`)
    expect(out).toContain(`cancelled ${String(duration?.excluded['cancelled'])}`)
  })

  it('has colours only where there is a terminal for them', async () => {
    expect(await text(AT, 80, false)).not.toContain('\u001b')
    expect(await text(AT, 80, true)).toContain('\u001b[')
    // nothing but colours differs
    expect(stripVTControlCharacters(await text(AT, 80, true))).toBe(await text(AT, 80, false))
  })

  it('says on stderr that it caught up, once, and nothing with --quiet', async () => {
    const fresh = await deskOf(20)
    const args = ['report', 'cases.opened', '--store', fresh.url]
    const first = await casetrail(args)
    expect(first.err).toBe(`caught up with ${String(fresh.folded)} new events\n`)
    expect((await casetrail(args)).err).toBe('')
    fresh.remove()
    const quiet = await casetrail([...args.slice(0, 2), ...AT, '--store', desk.url, '--quiet'])
    expect(quiet.err).toBe('')
  })

  it("prints nothing of the data's own control characters", async () => {
    const file = join(desk.folder, 'evil.csv')
    const mapping = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'desk.json')
    writeFileSync(
      file,
      'ticket;who;state;changed;solved;client;channel;urgent;remark\n' +
        '"T\u001b[2J\u202E1";"ann\u0007";new;2024-03-01 09:00;;"c\u001b]0;x\u00071";tel;no;\n',
    )
    const store = ['--store', `sqlite:${join(desk.folder, 'evil.db')}`]
    const made = await casetrail(['import', file, '--mapping', mapping, ...store])
    expect([made.code, made.err]).toEqual([0, ''])
    for (const args of [
      ['report', '--by', 'customer'],
      ['report', 'flow'],
      ['explain', 'cases.opened'],
      ['trace', 'T\u001b[2J\u202E1'],
      ['trace', 'T\u001b[2J\u202E2'],
      ['report', 'x\u001b[2J'],
      ['report', '--by', 'x\u001b[2J'],
    ]) {
      const ran = await casetrail([...args, ...store])
      expect(ran.out + ran.err).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e]/u)
    }
  })
})
