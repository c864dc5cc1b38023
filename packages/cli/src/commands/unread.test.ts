/** Events that can't be read: left out, counted and named, and no command fails because of them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { DomainEvent, Metadata, NewEvent, RecordedEvent } from '@casetrail/core'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail, type Ran } from '../../test/memory-terminal.js'

/** Of the same history, without and with events that can't be read. */
let whole: Desk
let desk: Desk
/** A story that goes on with three of them. */
let story: string
let last: RecordedEvent

/** A case that begins with one, so that no row knows it. */
const LOST = '0f6d0c56-52a5-4f0a-9d57-0a54f2f1c999'

/** An event as any program may write it. */
const fielded = (type: string, fields: object): DomainEvent => ({
  at: last.event.at,
  ...fields,
  type,
})

let n = 0
const strangeOf = (event: DomainEvent, more: Partial<Metadata> = {}): NewEvent => ({
  eventId: `0f6d0c56-52a5-4f0a-9d57-${String(n++).padStart(12, '0')}`,
  recordedAt: last.recordedAt,
  event,
  metadata: { ...last.metadata, ...more },
})

const append = async (
  stream: string,
  after: number | 'noStream',
  events: readonly [NewEvent, ...NewEvent[]],
): Promise<void> => {
  const store = sqliteStore(desk.path)
  const appended = await store.append(stream, after, events)()
  store.close()
  expect(E.isRight(appended)).toBe(true)
}

beforeAll(async () => {
  whole = await deskOf(40)
  desk = await deskOf(40)
  const mine = desk.history.filter(({ stream }) => stream.startsWith('case-'))
  const first = mine[0]
  if (first === undefined) throw new Error('no case')
  story = first.metadata.correlationId
  last = mine.filter(({ stream }) => stream === first.stream).at(-1) ?? first
  const { at } = last.event
  const opening =
    desk.history.find(({ event }) => event.type === 'CaseOpened')?.event ?? first.event
  await append(last.stream, last.revision, [
    strangeOf(fielded('CaseTeleported', { at, to: 'Lin Wei' })),
    strangeOf(fielded('CaseOpened', { ...opening, at, nickname: 'Lin Wei' }), { schemaVersion: 9 }),
    strangeOf(fielded('ClockStarted', { at: 'yesterday', clock: { of: 'Lin Wei' } })),
  ])
  const lost = { correlationId: LOST }
  await append(`case-${LOST}`, 'noStream', [
    strangeOf(fielded('CaseOpened', { ...opening, customer: ['Lin Wei'] }), lost),
  ])
  await append('invoice-1', 'noStream', [strangeOf({ type: 'InvoiceSent', at }, lost)])
}, 60_000)
afterAll(() => {
  whole.remove()
  desk.remove()
})

const ran = async (...args: ReadonlyArray<string>): Promise<Ran> => {
  const done = await casetrail([...args, '--store', desk.url])
  expect([done.code, done.err]).toEqual([0, expect.not.stringContaining('mistake')])
  return done
}

interface Parked {
  readonly count: number
  readonly events: ReadonlyArray<{
    readonly stream: string
    readonly revision: number
    readonly type: string
    readonly story: string
    readonly reason: object
  }>
}

const reasons = [
  { _tag: 'UnknownType', type: 'CaseTeleported' },
  { _tag: 'UnknownVersion', type: 'CaseOpened', version: 9, newest: 1 },
  { _tag: 'Malformed', type: 'ClockStarted' },
  { _tag: 'Malformed', type: 'CaseOpened' },
]

const parkedIn = ({ out }: Ran): Parked => (JSON.parse(out) as { parked: Parked }).parked

describe('replay', () => {
  it('goes on, tells how many were left out, and names them with the reasons', async () => {
    const { out } = await ran('replay')
    const [replayed, head, ...named] = out.trimEnd().split('\n')
    expect(replayed).toMatch(/^replayed [\d,]+ events/)
    expect(head).toBe(
      '4 events could not be read and are left out; casetrail replay --from-scratch takes them in ' +
        'when the program can read them',
    )
    const next = last.revision
    expect(named).toEqual([
      `${last.stream}@${String(next + 1)} CaseTeleported: this program knows no such type`,
      `${last.stream}@${String(next + 2)} CaseOpened: it is of version 9, and this program reads up to 1`,
      expect.stringMatching(
        `^${last.stream}@${String(next + 3)} ClockStarted: /.+ found .+ expected `,
      ),
      `case-${LOST}@0 CaseOpened: /customer: found a list of 1, expected Text`,
    ])
  })

  it('again, in parts and from scratch: the same are left out, each once', async () => {
    const expected = parkedIn(await ran('replay', '--json'))
    expect(expected).toMatchObject({
      count: 4,
      events: reasons.map((reason) => ({ reason, story: expect.any(String) as unknown })),
    })
    for (const workers of ['1', '2']) {
      const anew = await ran('replay', '--json', '--from-scratch', '--workers', workers)
      expect(parkedIn(anew)).toEqual(expected)
    }
    expect(JSON.stringify(expected)).not.toContain('Lin Wei')
  })
})

describe('report', () => {
  const figuresOf = ({ out }: Ran): unknown => (JSON.parse(out) as { figures: unknown }).figures
  const asked = ['report', '--json', '--to', '2025-06-01']

  it('counts all that can be read, and lists what is left out', async () => {
    const done = await ran(...asked)
    expect(parkedIn(done)).toMatchObject({
      count: 4,
      events: reasons.map((reason) => ({ reason })),
    })
    const without = await casetrail([...asked, '--store', whole.url])
    expect(parkedIn(without)).toEqual({ count: 0, events: [] })
    expect(figuresOf(done)).toEqual(figuresOf(without))
  })

  it('of an earlier time too', async () => {
    const done = await ran('report', '--json', '--as-of', '2025-06-01')
    expect(parkedIn(done).count).toBe(4)
    const before = await ran('report', '--json', '--as-of', '2025-03-01')
    expect(parkedIn(before).count).toBe(0)
  })

  it.each([
    ['en', '4 events could not be read and are left out;'],
    ['zh', '有 4 個事件無法讀取，未計入；'],
  ])('says so in %s, on a page too', async (locale, head) => {
    const page = join(desk.folder, `${locale}.html`)
    const { out } = await ran('report', '--locale', locale, '--html', page, '--quiet')
    expect(out).toContain(head)
    expect(out.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
    const html = readFileSync(page, 'utf8')
    expect(html).toContain(head)
    expect(html).toContain('CaseTeleported')
  })

  it('says nothing where all could be read', async () => {
    const { out } = await casetrail(['report', '--store', whole.url, '--quiet'])
    expect(out).not.toContain('could not be read')
  })

  it('names five, and how many more there are', async () => {
    const stream = 'case-0f6d0c56-52a5-4f0a-9d57-0a54f2f1c888'
    const [first, ...more] = Array.from({ length: 3 }, () =>
      strangeOf({ type: 'CaseTeleported', at: last.event.at }, { correlationId: LOST }),
    )
    if (first !== undefined) await append(stream, 'noStream', [first, ...more])
    const { out, err } = await ran('report', 'cases.opened')
    expect(err).toContain('caught up with 3 new events, 3 of which could not be read')
    expect(out).toContain(`${stream}@0`)
    expect(out.replaceAll('\n', ' ')).toContain(`(story ${LOST})`)
    expect(out).not.toContain(`${stream}@1`)
    expect(out).toContain('and 2 more: --json lists them all')
  })
})

describe('trace', () => {
  interface Entry {
    readonly type: string
    readonly unread?: { readonly _tag: string }
    readonly details: object
  }

  it('tells them in their places with the reasons, and nothing of what they hold', async () => {
    const { out } = await ran('trace', story, '--quiet')
    expect(out).toContain('can not be read: this program knows no such type')
    expect(out).not.toContain('Lin Wei')
    const { entries } = JSON.parse((await ran('trace', story, '--json')).out) as {
      entries: ReadonlyArray<Entry>
    }
    const unread = entries.filter((entry) => entry.unread !== undefined)
    expect(unread).toMatchObject(
      reasons.slice(0, 3).map((reason) => ({ unread: reason, details: {} })),
    )
    const before = JSON.parse(
      (await casetrail(['trace', story, '--json', '--store', whole.url])).out,
    ) as { entries: ReadonlyArray<Entry> }
    expect(entries.filter((entry) => entry.unread === undefined)).toEqual(before.entries)
  })

  it('shows what they hold to those who may see it', async () => {
    const { out } = await ran('trace', story, '--personal', '--quiet', '--locale', 'zh')
    expect(out).toContain('無法讀取：本程式不認識此類型')
    expect(out).toContain('Lin Wei')
  })

  it('finds a story that no row knows, on a page too', async () => {
    const page = join(desk.folder, 'lost.html')
    const { out } = await ran('trace', LOST, '--html', page, '--quiet')
    expect(out).toContain('found a list of 1, expected Text')
    expect(readFileSync(page, 'utf8')).toContain('found a list of 1, expected Text')
  })
})

it('explain goes on without them', async () => {
  const { out } = await ran('explain', 'fcr.gross', '--quiet')
  expect(out).not.toContain('Teleported')
})
