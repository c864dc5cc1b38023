import type { RecordedEvent } from '@casetrail/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail } from '../../test/memory-terminal.js'

interface ReadingJson {
  readonly case: string
  readonly externalRef?: string
  readonly side: 'met' | 'missed' | 'excluded'
  readonly value?: number
  readonly reason?: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly evidence: ReadonlyArray<{
    readonly eventId: string
    readonly type: string
    readonly at: string
    readonly actor: unknown
    readonly case: string
  }>
}

interface ExplanationJson {
  readonly figure: {
    readonly numerator?: number
    readonly denominator?: number
    readonly count?: number
    readonly value: number
    readonly excluded: Readonly<Record<string, number>>
    readonly definition: string
    readonly inputs?: Readonly<
      Record<
        string,
        {
          readonly unit: string
          readonly count: number
          readonly met?: number
          readonly sum: number
          readonly excluded: Readonly<Record<string, number>>
        }
      >
    >
  }
  readonly input: string
  readonly inputs: ReadonlyArray<string>
  readonly unit: string
  readonly totals: Readonly<Record<ReadingJson['side'], number>>
  readonly total: number
  readonly readings: ReadonlyArray<ReadingJson>
}

let desk: Desk
let events: ReadonlyMap<string, RecordedEvent>
beforeAll(async () => {
  desk = await deskOf(200)
  events = new Map(desk.history.map((event) => [event.eventId, event]))
})
afterAll(() => {
  desk.remove()
})

const AT = ['--as-of', '2025-06-01', '--zone', 'Asia/Shanghai']
const ALL = ['--limit', '1000']

const json = async (...args: ReadonlyArray<string>): Promise<ExplanationJson> => {
  const ran = await casetrail(['explain', ...args, ...AT, '--json', '--quiet', '--store', desk.url])
  expect([ran.code, ran.err]).toEqual([0, ''])
  return JSON.parse(ran.out) as ExplanationJson
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0)

describe('explain', () => {
  it.each([
    'cases.opened',
    'fcr.gross',
    'fcr.net',
    'fcr.window',
    'rightFirstTime',
    'response.first',
    'resolution.first',
    'resolution.net',
    'reopen.rate',
    'transfer.rate',
    'escalation.rate',
  ])('%s: the cases listed are those counted, with events that the store has', async (metric) => {
    const { figure, totals, readings, total } = await json(metric, ...ALL)
    const { numerator, denominator, count } = figure
    expect(totals.met).toBe(numerator ?? count)
    expect(totals.met + totals.missed).toBe(denominator ?? count)
    expect(totals.excluded).toBe(sum(figure.excluded))
    expect(readings).toHaveLength(total)
    expect(sum(totals)).toBe(total)
    for (const { evidence } of readings) {
      expect(evidence.length).toBeGreaterThan(0)
      for (const { eventId, type, at, actor, ...rest } of evidence) {
        const stored = events.get(eventId)
        expect({ type, at, actor, case: rest.case }).toEqual({
          type: stored?.event.type,
          at: stored?.event.at,
          actor: stored?.metadata.actor,
          case: stored?.metadata.correlationId,
        })
      }
    }
  })

  it.each(['reopen.rate', 'escalation.rate'])(
    '%s: each of its inputs, by its name',
    async (metric) => {
      const { figure, inputs, input } = await json(metric)
      expect(input).toBe(inputs[0])
      expect(inputs).toEqual(Object.keys(figure.inputs ?? {}))
      for (const [name, told] of Object.entries(figure.inputs ?? {})) {
        const one = await json(metric, '--input', name, ...ALL)
        expect([one.input, one.unit]).toEqual([name, told.unit])
        const { met, missed, excluded } = one.totals
        expect([met, met + missed, excluded]).toEqual([told.met, told.count, sum(told.excluded)])
        const values = one.readings.map(({ value = 0 }) => value)
        expect(values.reduce((a, b) => a + b, 0)).toBe(told.sum)
        expect(values.length).toBeGreaterThan(0)
      }
    },
  )

  it('as text: which input is shown, and which others there are', async () => {
    const shown = async (...args: ReadonlyArray<string>): Promise<string> =>
      (await casetrail(['explain', ...args, ...AT, '--store', desk.url])).out
    expect(await shown('escalation.rate', '--input', 'functional')).toContain(
      'input functional (others: any, hierarchical; --input NAME)',
    )
    expect(await shown('reopen.rate', '--locale', 'zh')).toContain(
      '數據項 reopenings (其他: resolutions; --input NAME)',
    )
    expect(await shown('fcr.gross')).not.toContain('--input')
  })

  it('takes a side and a condition', async () => {
    const whole = await json('fcr.gross', ...ALL)
    const sides = ['met', 'missed', 'excluded'] as const
    for (const side of sides) {
      const one = await json('fcr.gross', '--side', side, ...ALL)
      expect(one.readings.every((reading) => reading.side === side)).toBe(true)
      expect(one.total).toBe(whole.totals[side])
    }
    const counted = await json('fcr.gross', '--side', 'counted', ...ALL)
    expect(counted.total).toBe(whole.totals.met + whole.totals.missed)
    const chat = await json(
      'fcr.gross',
      '--where',
      'channel=chat',
      '--where',
      'tier=member',
      ...ALL,
    )
    expect(chat.total).toBeGreaterThan(0)
    expect(chat.readings).toEqual(
      whole.readings.filter(
        ({ dimensions }) => dimensions['channel'] === 'chat' && dimensions['tier'] === 'member',
      ),
    )
    expect(chat.figure.denominator).toBe(chat.totals.met + chat.totals.missed)
  })

  it('gives durations in seconds and the reasons of exclusions', async () => {
    const { readings, figure } = await json('resolution.first', ...ALL)
    const values = readings.flatMap(({ value }) => (value === undefined ? [] : [value]))
    values.sort((a, b) => a - b)
    const middle = (values.length - 1) / 2
    const median = ((values[Math.floor(middle)] ?? NaN) + (values[Math.ceil(middle)] ?? NaN)) / 2
    expect(figure.value).toBeCloseTo(median, 6)
    const reasons: Record<string, number> = {}
    for (const { reason } of readings) {
      if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1
    }
    expect(reasons).toEqual(figure.excluded)
  })

  it('cites the later case where a repeated problem fails the window', async () => {
    const { readings } = await json('fcr.window', '--side', 'missed', ...ALL)
    const repeated = readings.filter((one) => one.evidence.some((e) => e.case !== one.case))
    expect(repeated.length).toBeGreaterThan(0)
    for (const { evidence } of repeated) expect(evidence.at(-1)?.type).toBe('CaseOpened')
  })

  it('as text: the definition, the sides, ten cases with their events, and how many more', async () => {
    const ran = await casetrail(['explain', 'fcr.gross', ...AT, '--store', desk.url])
    const { totals, total } = await json('fcr.gross')
    expect(ran.out).toContain('cases resolved in the first contact ÷ all with a contact')
    expect(ran.out).toContain(`met ${String(totals.met)} · missed ${String(totals.missed)}`)
    expect(ran.out.match(/^S-\d{5} /gm)).toHaveLength(10)
    expect(ran.out).toMatch(/^ {2}2025-03-\d\d \d\d:\d\d:\d\d {2}Case opened {2}\S+$/m)
    expect(ran.out).toContain(`… ${String(total - 10)} more`)
  })
})
