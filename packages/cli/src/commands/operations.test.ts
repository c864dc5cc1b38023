/** Reports of operations: through the rules into the store, and told when they are not taken. */
import { join } from 'node:path'
import { existsSync } from 'node:fs'

import { foldRead, type RecordedEvent } from '@casetrail/core'
import { operationsId } from '@casetrail/core/operations'
import { sqliteStore } from '@casetrail/sqlite'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail, type Ran } from '../../test/memory-terminal.js'

const desks: Desk[] = []
let desk: Desk
beforeEach(async () => {
  desk = await deskOf(2, ({ event }) => event.type === 'CaseOpened')
  desks.push(desk)
})
afterAll(() => {
  for (const one of desks) one.remove()
})

/** `casetrail operations …`; words in a row are one where they are quoted. */
const operations = (command: string, ...more: ReadonlyArray<string>): Promise<Ran> => {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word)
  const args = words.filter((word) => word !== undefined)
  return casetrail(['operations', ...args, ...more, '--store', desk.url])
}

const stored = async (): Promise<ReadonlyArray<RecordedEvent>> => {
  const store = sqliteStore(desk.path)
  const events: RecordedEvent[] = []
  const query = { all: true, categories: ['operations'] } as const
  await foldRead(store, query, 0, (n, event) => n + events.push(event))()
  store.close()
  return events
}

const march = 'exposure --from 2025-03-01 --to 2025-04-01 --zone Asia/Shanghai --actor huang'
const risk =
  'risk R-07 --description "one payment channel" --likelihood 3 --impact 4 ' +
  '--measure "a second channel" --indicator "failed payments" --owner it --actor zhao'

describe('what is reported is stored', () => {
  it('exposure: of the days of the zone, in the month of its beginning', async () => {
    const at = '--at 2025-04-01T09:00 --command-id march'
    const figures = '--orders 12840 --customers 7311 --contacts 0 --services 3 --service-hours 8.5'
    const ran = await operations(`${march} ${at} ${figures} --attribute shop=a --attribute b=c=d`)
    expect(ran).toEqual({
      code: 0,
      out: '2025-03: Exposure reported (--command-id march)\n',
      err: '',
    })
    const [event, ...more] = await stored()
    expect(more).toEqual([])
    expect(event).toMatchObject({
      stream: `operations-${operationsId('2025-03')}`,
      metadata: {
        actor: { id: 'huang', role: 'supervisor' },
        commandId: 'march',
        standard: { id: 'retail-2025', version: 1 },
      },
    })
    expect(event?.event).toEqual({
      type: 'ExposureReported',
      at: '2025-04-01T01:00:00.000Z',
      standard: { id: 'retail-2025', version: 1 },
      by: 'huang',
      from: '2025-02-28T16:00:00.000Z',
      to: '2025-03-31T16:00:00.000Z',
      orders: 12840,
      customers: 7311,
      contacts: 0,
      services: 3,
      serviceMs: 30_600_000,
      attributes: { shop: 'a', b: 'c=d' },
    })
  })

  it('an interruption over the end of a month, in the period where it started', async () => {
    const started = await operations(
      'interruption-start pay-1 --kind system --reason "no answer" --at 2025-03-31T23:50 --actor tang --role coordinator',
    )
    expect(started.out).toMatch(/^2025-03: Service interrupted \(--command-id [0-9a-f-]{36}\)\n$/)
    const end = 'interruption-end pay-1 --at 2025-04-01T00:20 --actor tang'
    const elsewhere = await operations(end)
    expect([elsewhere.code, elsewhere.out]).toEqual([3, ''])
    expect(elsewhere.err).toContain('No interruption with this id is running in this period.')
    expect(elsewhere.err).toMatch(/running in 2025-04: –; .* --period\n/)
    const ended = await operations(end, '--period', '2025-03')
    expect(ended.code).toBe(0)
    expect((await stored()).map(({ event }) => event)).toMatchObject([
      { type: 'InterruptionStarted', reason: 'no answer', by: 'tang' },
      {
        type: 'InterruptionEnded',
        at: '2025-04-01T00:20:00.000Z',
        startedAt: '2025-03-31T23:50:00.000Z',
        kind: 'system',
      },
    ])
    const twice = await operations(end, '--period', '2025-03')
    expect([twice.code, twice.err]).toEqual([
      3,
      'casetrail: No interruption with this id is running in this period.\n  it ended at 2025-04-01T00:20:00.000Z\n',
    ])
  })

  it('a risk, in the month of now; as one JSON document', async () => {
    const ran = await operations(risk, '--json', '--plan', 'a drill', '--standard', 'retail-2025@1')
    expect([ran.code, ran.err]).toEqual([0, ''])
    const { period, events, repeated, revision } = JSON.parse(ran.out) as Record<string, unknown>
    expect(period).toBe(new Date().toISOString().slice(0, 7))
    expect({ repeated, revision }).toEqual({ repeated: false, revision: 0 })
    expect(events).toMatchObject([{ type: 'RiskEntered', score: 12, plan: 'a drill', by: 'zhao' }])
  })

  it('and reports go on over a store that holds it', async () => {
    await operations(`${march} --orders 5`)
    const ran = await casetrail(['report', 'cases.opened', '--json', '--store', desk.url])
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.out)).toMatchObject({ figures: [{ metric: 'cases.opened' }] })
  })
})

describe('what is reported again adds nothing', () => {
  it('by the same command id, also with other figures', async () => {
    await operations(`${march} --orders 1 --command-id once`)
    const again = await operations(`${march} --orders 2 --command-id once`)
    expect(again).toEqual({
      code: 0,
      out: '2025-03: this command was carried out before; nothing was added (--command-id once)\n',
      err: '',
    })
    const json = await operations(`${march} --orders 1 --command-id once --json`)
    expect(JSON.parse(json.out)).toMatchObject({ repeated: true, events: [{ orders: 1 }] })
    expect(await stored()).toHaveLength(1)
  })

  it('by the same figures; others correct them', async () => {
    await operations(`${march} --orders 1`)
    const same = await operations(`${march} --orders 1 --locale zh`)
    expect(same.out).toContain('2025-03: 無變化')
    expect(await stored()).toHaveLength(1)
    expect((await operations(`${march} --orders 2`)).code).toBe(0)
    expect((await stored()).map(({ event }) => event)).toMatchObject([{ orders: 1 }, { orders: 2 }])
  })
})

describe('a rule that refuses is told, with exit code 3, and nothing is stored', () => {
  const refused: ReadonlyArray<readonly [command: string, tag: string, told: RegExp]> = [
    [march, 'NothingReported', /No figure is reported\.\n {2}give at least one of --orders,/],
    [
      'exposure --from 2025-03-02 --to 2025-03-02 --orders 1 --actor huang',
      'PeriodEmpty',
      /does not end after it begins/,
    ],
    [
      'interruption-end pay-1 --actor tang --period spring',
      'InterruptionNotRunning',
      /running in spring: –/,
    ],
    [
      `${risk} --role coordinator`,
      'NotPermitted',
      /may not do this\.\n {2}coordinator is not one of: supervisor, manager/,
    ],
    [`${risk} --role supervisr`, 'NotPermitted', /did you mean supervisor\?/],
  ]

  it.each(refused)('%s: %s', async (command, tag, told) => {
    const ran = await operations(command)
    expect([ran.code, ran.out]).toEqual([3, ''])
    expect(ran.err).toMatch(told)
    const json = await operations(command, '--json')
    expect(json.code).toBe(3)
    expect(JSON.parse(json.out)).toMatchObject({ error: { tag, details: { _tag: tag } } })
    expect(await stored()).toEqual([])
  })

  it('an exposure that overlaps another, told in Chinese too', async () => {
    await operations(`${march} --orders 1`)
    const within = 'exposure --from 2025-03-10 --to 2025-03-11 --orders 1 --actor huang'
    const ran = await operations(within)
    expect(ran).toEqual({
      code: 3,
      out: '',
      err:
        'casetrail: A part of the interval was reported already, with the same attributes.\n' +
        '  reported already: 2025-02-28T16:00:00.000Z – 2025-03-31T16:00:00.000Z; report that interval again to correct it\n',
    })
    expect((await operations(`${within} --period 2025-02`)).code).toBe(0)
    const zh = await operations(within, '--period', '2025-02', '--locale', 'zh')
    expect(zh.out).toContain('無變化')
    expect((await operations(`${march} --orders 2 --period 2025-02 --locale zh`)).err).toMatch(
      /^casetrail: 該時段與已上報的時段重疊/,
    )
  })

  it('an interruption that is started twice, and one that would end before its start', async () => {
    const start = 'interruption-start a --kind power --at 2025-03-09T14:00 --actor tang'
    await operations(start)
    const twice = await operations(start)
    expect([twice.code, twice.err]).toEqual([
      3,
      'casetrail: An interruption with this id was started already.\n' +
        '  it started at 2025-03-09T14:00:00.000Z; give another one another name\n',
    ])
    const early = await operations('interruption-end a --at 2025-03-09T13:59 --actor tang')
    expect([early.code, early.err]).toEqual([
      3,
      'casetrail: The interruption would end before it started.\n' +
        '  it started at 2025-03-09T14:00:00.000Z\n',
    ])
  })
})

describe('an interval that goes beyond its month', () => {
  const long = 'exposure --from 2025-03-15 --to 2025-04-15 --orders 1 --actor huang'

  it('is stored, with a remark that it is compared only within its period', async () => {
    const ran = await operations(long)
    expect(ran.code).toBe(0)
    expect(ran.err).toMatch(/the interval ends after 2025-03/)
  })

  it('is no matter where the period was named, or with --quiet; nor is the whole month', async () => {
    expect((await operations(`${long} --period spring`)).err).toBe('')
    expect((await operations(`${long} --attribute a=b --quiet`)).err).toBe('')
    expect((await operations(`${march} --attribute a=c --orders 1`)).err).toBe('')
  })
})

describe('wrong usage ends with exit code 2 and stores nothing', () => {
  const wrong: ReadonlyArray<readonly [command: string, told: RegExp]> = [
    ['exposre', /Did you mean exposure\?/],
    ['interuption-start a', /Did you mean interruption-start\?/],
    [`${march} --order 3`, /Did you mean --orders\?/],
    [`${march} --orders -1`, /whole number from 0/],
    [`${march} --orders 1.5`, /whole number from 0/],
    [`${march} --orders Infinity`, /whole number from 0/],
    [`${march} --service-hours 8h`, /number of hours/],
    [`${march} --orders 1 --attribute shop`, /name=value/],
    [`${march} --orders 1 --attribute __proto__=x`, /name=value/],
    [`${march} --orders 1 --attribute a=1 --attribute a=2`, /a is given twice/],
    [`${march} --orders 1 --attribute shop=`, /name=value/],
    [`${march} --orders 1 --period=`, /It is a name/],
    [`${march} --orders 1 --zone Asia/Shanghia`, /did you mean Asia\/Shanghai\?/],
    [`${march} --orders 1 --at 2025-02-30`, /--at "2025-02-30" does not exist/],
    [`${march} --orders 1 --standard retial-2025`, /did you mean retail-2025\?/],
    [`${march} --orders 1 --actor " "`, /malformed\n {2}\/actor\/id: found " ", expected Text/],
    [`${march} --orders 1 --command-id ""`, /the commandId "" is none/],
    ['exposure --from yesterday --to 2025-04-01 --actor a', /--from "yesterday" is no date/],
    ['exposure --from 2025-03-01 --actor a', /required option '--to <date>'/],
    ['exposure --from 2025-03-01 --to 2025-04-01 --orders 1', /required option '--actor <id>'/],
    ['interruption-start a --kind weather --actor a', /Allowed choices are system, network/],
    ['interruption-start a --actor a', /required option '--kind <kind>'/],
    ['interruption-end --actor a', /missing required argument 'interruption'/],
    [risk.replace('--impact 4', '--impact 6'), /whole number from 1 to 5/],
    [risk.replace('"a second channel"', '" "'), /\/measure: found " ", expected Text/],
  ]

  it.each(wrong)('%s', async (command, told) => {
    const ran = await operations(command)
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toMatch(told)
    expect(await stored()).toEqual([])
  })

  it('a store that is not there is not made', async () => {
    const path = join(desk.folder, 'none.db')
    const args = ['operations', ...march.split(' '), '--orders', '1', '--store', `sqlite:${path}`]
    const ran = await casetrail(args)
    expect([ran.code, ran.out]).toEqual([4, ''])
    expect(existsSync(path)).toBe(false)
  })

  it.each(['', ' exposure', ' interruption-start', ' interruption-end', ' risk'])(
    'operations%s --help shows an example',
    async (command) => {
      const ran = await casetrail([...`operations${command}`.split(' '), '--help'])
      expect(ran.code).toBe(0)
      expect(ran.out).toContain('Example:\n  casetrail operations')
    },
  )
})
