import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { foldRead, inMemoryEventStore, type EventStore, type RecordedEvent } from '@casetrail/core'
import { readyStandards } from '@casetrail/core/standards'
import { testBoundary } from '@casetrail/core/testing'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { casetrail } from '../../test/memory-terminal.js'

import { feedsOf } from './feeds.js'
import { eventIdOf, rowId, subjectId } from './ids.js'
import { readMapping } from './mapping/read.js'
import type { Plan } from './mapping/plan.js'
import { importFiles, type ImportOptions } from './run.js'
import { NoRoom, openSpill, smallParts } from './spill.js'

const fixtures = join(import.meta.dirname, '..', '..', 'test', 'fixtures')
const deskCsv = join(fixtures, 'desk.csv')
const deskJson = join(fixtures, 'desk.json')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-import-test-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

const plan = async (file = deskJson): Promise<Plan> =>
  right(await readMapping(file, feedsOf(readyStandards))())

const all = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> =>
  right(
    await foldRead(store, { all: true }, [] as ReadonlyArray<RecordedEvent>, (seen, e) => [
      ...seen,
      e,
    ])(),
  )

const imports = async (
  store: EventStore,
  file = deskCsv,
  more: Partial<ImportOptions> = {},
): ReturnType<ReturnType<typeof importFiles>> =>
  importFiles({ plan: await plan(), files: [file], store, temporary: folder, ...more })()

const stream = (key: string): string => `case-${subjectId('test-desk', key)}`

const written = (events: ReadonlyArray<RecordedEvent>, key: string): ReadonlyArray<RecordedEvent> =>
  events.filter((e) => e.stream === stream(key))

/** The CSV with other lines. */
const deskWith = (change: (text: string) => string): string => {
  const file = join(folder, 'desk.csv')
  writeFileSync(file, change(readFileSync(deskCsv, 'utf8')))
  return file
}

describe('an import', () => {
  it('makes the events that the mapping says, in the order of the rules', async () => {
    const store = inMemoryEventStore(testBoundary())
    expect(right(await imports(store))).toEqual({
      files: ['desk.csv'],
      source: 'test-desk',
      standard: { id: 'retail-2025', version: 1 },
      dryRun: false,
      rows: { read: 11, mapped: 10, noted: 1, ignored: 0, rejected: 0 },
      streams: {
        case: {
          streams: 3,
          events: { mapped: 11, written: 11, alreadyThere: 0 },
          breaches: { streams: 1, rules: { WaitingTimeNotOver: { streams: 1, events: 1 } } },
        },
      },
      events: { mapped: 11, written: 11, alreadyThere: 0 },
      rules: { reopened: 1, accepted: 2, solved: 3, closed: 1, opened: 3 },
      unmapped: { waiting: 1 },
      ignoredBecause: null,
      rejects: null,
    })
  })

  it('fills what every event of a case needs', async () => {
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store))
    const events = written(await all(store), 'T-2').map((e) => e.event)
    expect(events).toEqual([
      {
        type: 'CaseOpened',
        at: '2024-03-03T07:00:00.000Z',
        cycle: 1,
        customer: 'c2',
        standard: { id: 'retail-2025', version: 1 },
        externalRef: 'T-2',
        attributes: { 'first handler': 'ann', urgent: 'no' },
        channel: 'email',
        requestType: 'unknown',
        phase: 'unknown',
        problemType: 'unknown',
        tier: 'unknown',
        language: 'unknown',
      },
      {
        type: 'CaseResolved',
        at: '2024-03-03T07:30:00.000Z',
        cycle: 1,
        customer: 'c2',
        contacts: 0,
        resolver: 'ann',
        resolutionCode: 'answered',
        notes: '?',
      },
      {
        type: 'CaseReopened',
        at: '2024-03-04T08:00:00.000Z',
        cycle: 2,
        customer: 'c2',
        resolver: 'ann',
        reason: 'state working again',
      },
      {
        type: 'CaseResolved',
        at: '2024-03-05T22:59:59.999Z',
        cycle: 2,
        customer: 'c2',
        contacts: 0,
        resolver: 'cyd',
        resolutionCode: 'answered',
        notes: '?',
      },
    ])
  })

  it('says where each event came from, when it was known, and what has no time', async () => {
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store))
    const subject = subjectId('test-desk', 'T-2')
    const [, resolved] = written(await all(store), 'T-2')
    expect(resolved?.metadata).toEqual({
      actor: { id: 'ann', role: 'agent' },
      commandId: rowId(subject, 2),
      correlationId: subject,
      causationId: rowId(subject, 2),
      schemaVersion: 1,
      standard: { id: 'retail-2025', version: 1 },
      knownAt: '2024-03-03T07:30:00.000Z',
      timeUnknown: true,
      source: { row: 7, file: 'desk.csv', activity: 'solved' },
    })
    expect(resolved?.eventId).toBe(eventIdOf(subject, 2, 1))
  })

  it('keeps a case together across files and parts of files', async () => {
    const lines = readFileSync(deskCsv, 'utf8').split('\nT-1;bea;solved')
    const header = 'ticket;who;state;changed;solved;client;channel;urgent;remark'
    const first = join(folder, 'one.csv')
    const second = join(folder, 'two.csv.gz')
    writeFileSync(first, lines[0] ?? '')
    writeFileSync(second, gzipSync(`${header}\nT-1;bea;solved${lines[1] ?? ''}`))
    const whole = inMemoryEventStore(testBoundary())
    const parted = inMemoryEventStore(testBoundary())
    right(await imports(whole))
    right(await imports(parted, first, { files: [first, second] }))
    const events = async (store: EventStore): Promise<ReadonlyArray<unknown>> =>
      written(await all(store), 'T-1').map((e) => [e.eventId, e.event])
    expect(await events(parted)).toEqual(await events(whole))
  })

  it('puts rows in the order of time where the mapping says so', async () => {
    const byTime = { ...(await plan()), order: 'time' as const }
    const mixed = deskWith((text) => {
      const [header = '', ...rows] = text
        .replace(/"[^"]*"/, '')
        .trimEnd()
        .split('\n')
      return [header, ...rows.reverse()].join('\n')
    })
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store, mixed, { plan: byTime }))
    expect(written(await all(store), 'T-2').map((e) => e.event.type)).toEqual([
      'CaseOpened',
      'CaseResolved',
      'CaseReopened',
      'CaseResolved',
    ])
  })

  it('reads a file in the encoding that the mapping names', async () => {
    const mapping = join(folder, 'latin.json')
    const latin = readFileSync(deskJson, 'utf8').replace(
      '"delimiter": ";"',
      '"delimiter": ";", "encoding": "iso-8859-1"',
    )
    writeFileSync(mapping, latin)
    const file = join(folder, 'latin.csv')
    const text = readFileSync(deskCsv, 'utf8').replaceAll(';ann;', ';Zoë;').replaceAll('\n', '\r\n')
    writeFileSync(file, Buffer.from(text, 'latin1'))
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store, file, { plan: await plan(mapping) }))
    const [opened] = written(await all(store), 'T-2')
    expect(opened?.metadata.actor.id).toBe('Zoë')
    expect(opened?.event).toMatchObject({ attributes: { 'first handler': 'Zoë' } })
  })

  it('reads a log of traces with their attributes', async () => {
    const mapping = join(folder, 'xes.json')
    const document = JSON.parse(readFileSync(deskJson, 'utf8')) as Record<string, unknown>
    writeFileSync(
      mapping,
      JSON.stringify({
        ...document,
        format: { type: 'xes' },
        streams: JSON.parse(
          JSON.stringify(document['streams']).replace('"ticket"', '"case:concept:name"'),
        ) as unknown,
        time: {
          field: 'time:timestamp',
          columns: { solved: { format: 'yyyy-MM-dd', zone: 'UTC', day: 'end' } },
        },
      }),
    )
    const event = (state: string, time: string): string =>
      `<event><string key="state" value="${state}"/><date key="time:timestamp" value="${time}"/>
       <string key="who" value="J&#252;rgen &amp; co"><string key="nested" value="passed over"/></string>
       <string key="client" value="c1"/><string key="channel" value="tel"/><string key="urgent" value="no"/>
       <string key="remark" value=""/><string key="solved" value=""/></event>`
    const file = join(folder, 'log.xes')
    writeFileSync(
      file,
      `<?xml version="1.0" encoding="ISO-8859-1"?><log xmlns="http://www.xes-standard.org/">
       <global scope="event"><string key="state" value="none"/></global>
       <trace><string key="concept:name" value="T-1"/>${event('new', '2024-03-01T09:00:00+01:00')}
       ${event('solved', '2024-03-02T09:00:00.5Z')}</trace><trace/></log>`,
    )
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store, file, { plan: await plan(mapping) }))
    const events = await all(store)
    expect(
      events.map((e) => [e.event.type, e.event.at, e.metadata.actor.id, e.metadata.source?.row]),
    ).toEqual([
      ['CaseOpened', '2024-03-01T08:00:00.000Z', 'Jürgen & co', 1],
      ['CaseResolved', '2024-03-02T09:00:00.500Z', 'Jürgen & co', 2],
    ])
  })
})

describe('the same import again', () => {
  it('adds nothing', async () => {
    const store = sqliteStore(join(folder, 'desk.db'))
    right(await imports(store))
    const before = await all(store)
    expect(right(await imports(store)).events).toEqual({ mapped: 11, written: 0, alreadyThere: 11 })
    expect(await all(store)).toEqual(before)
    store.close()
  })

  it('adds the rest where the file has grown', async () => {
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store))
    const grown = deskWith(
      (text) =>
        `${text}T-2;-;closed;2024-03-12 09:00;2024-03-05;c2;mail;no;\nT-4;ann;new;2024-03-13 08:00;;c4;tel;no;\n`,
    )
    expect(right(await imports(store, grown)).events).toEqual({
      mapped: 13,
      written: 2,
      alreadyThere: 11,
    })
    const last = written(await all(store), 'T-2').at(-1)
    expect([last?.event.type, last?.revision]).toEqual(['CaseClosed', 4])
  })

  it('adds nothing to a case that went on in the store', async () => {
    const store = inMemoryEventStore(testBoundary())
    const shorter = deskWith((text) => text.split('T-2;cyd')[0] ?? '')
    right(await imports(store))
    expect(right(await imports(store, shorter)).events).toMatchObject({
      written: 0,
      alreadyThere: 8,
    })
  })

  it('stops before writing anything where the source has changed its mind', async () => {
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store))
    const before = await all(store)
    const changed = deskWith((text) =>
      text
        .replace('T-1;ann;working', 'T-1;dan;working')
        .concat('T-9;ann;new;2024-03-13 08:00;;c4;tel;no;\n'),
    )
    expect(await imports(store, changed)).toMatchObject(
      E.left({
        _tag: 'Diverged',
        total: 1,
        streams: [
          {
            category: 'case',
            key: 'T-1',
            revision: 1,
            reason: 'CaseAccepted: owner: stored "ann", now "dan"',
          },
        ],
      }),
    )
    expect(await all(store)).toEqual(before)
  })

  it('at the same time by two processes leaves one history', async () => {
    const [one, two] = [sqliteStore(join(folder, 'desk.db')), sqliteStore(join(folder, 'desk.db'))]
    const [a, b] = await Promise.all([imports(one), imports(two)])
    expect([a, b].map((one) => right(one).streams['case']?.streams)).toEqual([3, 3])
    expect((await all(one)).length).toBe(11)
    one.close()
    two.close()
  })
})

describe('an interrupted import', () => {
  const many = (): string => {
    const file = join(folder, 'many.csv')
    const header = 'ticket;who;state;changed;solved;client;channel;urgent;remark\n'
    const rows = Array.from(
      { length: 3_000 },
      (_, i) =>
        `N-${i % 1_000};ann;${['new', 'working', 'solved'][Math.floor(i / 1_000)] ?? ''};2024-03-0${1 + Math.floor(i / 1_000)} 09:00;;c1;tel;no;\n`,
    )
    writeFileSync(file, header + rows.join(''))
    return file
  }

  it('whose temporary files go away while it writes says what was written, and is completed', async () => {
    const file = many()
    const store = sqliteStore(join(folder, 'desk.db'))
    let appends = 0
    const lost: EventStore = {
      ...store,
      append: (...given) => {
        if (++appends === 1) {
          for (const name of readdirSync(folder)) {
            if (/^casetrail-import-\d/.test(name)) rmSync(join(folder, name), { recursive: true })
          }
        }
        return store.append(...given)
      },
    }
    const stopped = await imports(lost, file)
    const { length } = await all(store)
    expect(stopped).toMatchObject(E.left({ _tag: 'TemporaryLost', written: length }))
    expect(length).toBeLessThan(3_000)
    expect(right(await imports(store, file)).events).toMatchObject({ alreadyThere: length })
    store.close()
  })

  it('sweeps up after an import that was killed, and not after one that runs', async () => {
    const dead = join(folder, 'casetrail-import-999999999-abc')
    const alive = join(folder, `casetrail-import-${String(process.ppid)}-abc`)
    for (const path of [dead, alive]) mkdirSync(path)
    const store = sqliteStore(join(folder, 'desk.db'))
    right(await imports(store, many()))
    store.close()
    expect(readdirSync(folder).filter((name) => name.startsWith('casetrail-import-'))).toEqual([
      basename(alive),
    ])
  })

  it.each(['reading', 'mapping', 'writing'] as const)(
    'while %s leaves whole cases and no temporary files, and is completed by another run',
    async (stage) => {
      const file = many()
      const store = sqliteStore(join(folder, 'desk.db'))
      const abort = new AbortController()
      const stopped = await imports(store, file, {
        signal: abort.signal,
        onProgress: (progress) => {
          if (progress.stage === stage) abort.abort()
        },
      })
      expect(stopped).toMatchObject(E.left({ _tag: 'Interrupted' }))
      expect(readdirSync(folder).filter((name) => name.startsWith('casetrail-import-'))).toEqual([])
      const before = await all(store)
      const perCase = new Map<string, number>()
      for (const e of before) perCase.set(e.stream, (perCase.get(e.stream) ?? 0) + 1)
      expect([...new Set(perCase.values())]).toEqual(stage === 'writing' ? [3] : [])
      expect(before.length).toBeLessThan(3_000)
      const again = right(await imports(store, file))
      expect(again.events.alreadyThere).toBe(before.length)
      expect(again.events.written).toBe(3_000 - before.length)
      store.close()
    },
  )
})

describe('a dry run', () => {
  it('says the same and writes nothing, not even a store', async () => {
    const db = join(folder, 'desk.db')
    const args = ['import', deskCsv, '--mapping', deskJson, '--store', `sqlite:${db}`, '--json']
    const dry = await casetrail([...args, '--dry-run'])
    expect(dry.code).toBe(0)
    expect(existsSync(db)).toBe(false)
    const real = await casetrail(args)
    const expected = JSON.parse(real.out) as { streams: { case: object }; events: object }
    const events = { ...expected.events, written: 0 }
    expect(JSON.parse(dry.out)).toEqual({
      ...expected,
      store: null,
      dryRun: true,
      streams: { case: { ...expected.streams.case, events } },
      events,
    })
  })

  it('tells a divergence from an existing store', async () => {
    const store = `sqlite:${join(folder, 'desk.db')}`
    await casetrail(['import', deskCsv, '--mapping', deskJson, '--store', store])
    const changed = deskWith((text) => text.replaceAll('c2', 'c3'))
    const dry = await casetrail([
      'import',
      changed,
      '--mapping',
      deskJson,
      '--store',
      store,
      '--dry-run',
    ])
    expect([dry.code, dry.out]).toEqual([3, ''])
    expect(dry.err).toContain('T-2, event 0: CaseOpened: customer: stored "c2", now "c3"')
  })
})

describe('a row that can not be mapped', () => {
  const bad = (): string =>
    deskWith((text) =>
      text
        .replace('2024-03-03 08:30', '2024-02-30 08:30')
        .concat(';ann;new;2024-03-13 08:00;;c4;tel;no;\n'),
    )

  it('stops the import with file, line and reason before anything is written', async () => {
    const store = inMemoryEventStore(testBoundary())
    const file = bad()
    const stopped = await imports(store, file)
    expect(stopped).toMatchObject(
      E.left({
        _tag: 'RowsRefused',
        total: 2,
        rows: [
          { file, line: 9, row: 7, key: 'T-2' },
          { file, line: 14, row: 12, key: null, reason: 'column ticket, the key, is unknown' },
        ],
      }),
    )
    expect(await all(store)).toEqual([])
  })

  it('goes to the rejects file, and the rest is imported', async () => {
    const store = inMemoryEventStore(testBoundary())
    const rejects = join(folder, 'rejects.ndjson')
    const summary = right(await imports(store, bad(), { rejects }))
    expect(summary.rows).toEqual({ read: 12, mapped: 9, noted: 1, ignored: 0, rejected: 2 })
    const lines = readFileSync(rejects, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { row: 12, key: null, fields: { state: 'new' } },
      { row: 7, line: 9, key: 'T-2', fields: { changed: '2024-02-30 08:30' } },
    ])
    expect(written(await all(store), 'T-2').map((e) => e.event.type)).toEqual([
      'CaseOpened',
      'CaseAccepted',
      'CaseResolved',
    ])
  })
})

describe('spilling', () => {
  it('keeps the lines of a key together and in order, in parts of bounded size', async () => {
    const spill = openSpill(folder, 'rows')
    const keys = Array.from({ length: 5_000 }, (_, i) => `k${i % 500}`)
    keys.forEach((key, i) => spill.add(key, `${key} ${i}`))
    const found = new Map<string, number[]>()
    let largest = 0
    for await (const lines of smallParts(spill.close(), (line) => line.split(' ')[0] ?? '', 400)) {
      const here = new Set(lines.map((line) => line.split(' ')[0] ?? ''))
      expect([...here].filter((key) => found.has(key))).toEqual([])
      largest = Math.max(largest, lines.length)
      for (const line of lines) {
        const [key = '', i] = line.split(' ')
        found.set(key, [...(found.get(key) ?? []), Number(i)])
      }
    }
    expect(found.size).toBe(500)
    for (const order of found.values()) expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(largest).toBeLessThan(100)
    expect(readdirSync(folder)).toEqual([])
  })

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', () => {
    for (let i = 0; i < 64; i++) symlinkSync('/dev/full', join(folder, `rows-${i}`))
    const spill = openSpill(folder, 'rows')
    spill.add('key', 'line')
    expect(() => spill.close()).toThrow(NoRoom)
  })
})

describe('a store that fails', () => {
  it('is told apart from wrong data, and what was written stays', async () => {
    const store = sqliteStore(join(folder, 'desk.db'), { maxPages: 40 })
    const file = join(folder, 'big.csv')
    copyFileSync(deskCsv, file)
    for (let i = 0; i < 2_000; i++) {
      appendFileSync(file, `B-${i};ann;new;2024-03-06 08:00;;c1;tel;no;\n`)
    }
    const stopped = await imports(store, file)
    expect(stopped).toMatchObject(
      E.left({ _tag: 'StoreFailed', error: { _tag: 'Unavailable', fault: 'diskFull' } }),
    )
    store.close()
  })

  it('that is a folder ends with exit code 4', async () => {
    mkdirSync(join(folder, 'desk.db'))
    const ran = await casetrail([
      'import',
      deskCsv,
      '--mapping',
      deskJson,
      '--store',
      `sqlite:${join(folder, 'desk.db')}`,
      '--json',
    ])
    expect(ran.code).toBe(4)
    expect(JSON.parse(ran.out)).toMatchObject({
      error: { tag: 'Unavailable', details: { fault: 'notAFile' } },
    })
  })
})
