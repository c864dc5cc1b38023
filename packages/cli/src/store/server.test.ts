/** Every command on a server, events there and rows here, on the server for tests. */
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'

import { startServer, type TestServer } from '@casetrail/eventstoredb/testing'
import { sqliteStore } from '@casetrail/sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail, type Ran } from '../../test/memory-terminal.js'

const fixtures = resolve(import.meta.dirname, '../../test/fixtures')

let desk: Desk
let server: TestServer
let url: string
let files = 0
beforeAll(async () => {
  desk = await deskOf(40)
})
afterAll(() => {
  desk.remove()
})
beforeEach(async () => {
  server = await startServer()
  url = server.connectionString
})
afterEach(async () => {
  await server.kill()
})

const fresh = (): string => join(desk.folder, `rows-${String(files++)}.db`)
const copyDesk = (): Promise<Ran> => casetrail(['copy', '--from', desk.url, '--to', url, '--quiet'])

/** What both say of themselves differs by their names and their last positions alone. */
const alike = (text: string, store: string): string =>
  text.replaceAll(store, 'STORE').replace(/"checkpoint": "[0-9a-f]+"/, '"checkpoint": "…"')

describe('a desk on a server', () => {
  it.each([
    [['report', '--as-of', '2025-05-01', '--by', 'channel']],
    [['report', 'flow', '--as-of', '2025-05-01']],
    [['explain', 'cases.opened', '--limit', '3', '--as-of', '2025-05-01']],
  ])('answers %j as a file does', async (args) => {
    await copyDesk()
    const rows = ['--rows', fresh()]
    const there = await casetrail([...args, '--json', '--quiet', '--store', url, ...rows])
    const here = await casetrail([...args, '--json', '--quiet', '--store', desk.url])
    expect([there.code, there.err]).toEqual([0, ''])
    expect(alike(there.out, url)).toBe(alike(here.out, desk.url))
  })

  it('tells stories as a file does', async () => {
    await copyDesk()
    const rows = ['--rows', fresh()]
    const names = desk.history.flatMap(({ event, stream }) =>
      event.type === 'CaseOpened' ? [stream.slice('case-'.length)] : [],
    )
    for (const name of names.slice(0, 5)) {
      const args = ['trace', name, '--json', '--quiet']
      const there = await casetrail([...args, '--store', url, ...rows])
      const here = await casetrail([...args, '--store', desk.url])
      expect(there.code).toBe(0)
      // clocks that still run are shown as of now
      expect(alike(there.out, url).length).toBe(alike(here.out, desk.url).length)
    }
  })

  it('replays from its checkpoint and anew, with one worker', async () => {
    await copyDesk()
    const on = ['--store', url, '--rows', fresh()]
    const first = await casetrail(['replay', '--json', ...on])
    expect(JSON.parse(first.out)).toMatchObject({ events: desk.folded })
    expect((await casetrail(['replay', ...on])).out).toContain('the rows are up to date')
    const anew = await casetrail(['replay', '--from-scratch', '--json', ...on])
    expect(JSON.parse(anew.out)).toMatchObject({ events: desk.folded })
    const shared = await casetrail(['replay', '--workers', '2', ...on])
    expect([shared.code, shared.err]).toEqual([
      2,
      expect.stringContaining('--workers shares a file among threads'),
    ])
  })

  it('is simulated into, the same again adds nothing, another is refused', async () => {
    server.log.commit('orders-1', [foreign()])
    const on = ['simulate', '--standard', 'retail-2025', '--cases', '20', '--store', url, '--json']
    const first = await casetrail([...on, '--seed', '1'])
    const { added } = JSON.parse(first.out) as { added: number }
    expect(added).toBeGreaterThan(100)
    const again = await casetrail([...on, '--seed', '1'])
    expect(JSON.parse(again.out)).toMatchObject({ added: 0 })
    const other = await casetrail([...on, '--seed', '2'])
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('holds other events')])
  })

  it('is imported into, and the same again adds nothing', async () => {
    const args = ['import', join(fixtures, 'desk.csv'), '--mapping', join(fixtures, 'desk.json')]
    const first = await casetrail([...args, '--store', url, '--json'])
    expect([first.code, first.err]).toEqual([0, ''])
    const size = server.log.size()
    expect(size).toBeGreaterThan(0)
    expect((await casetrail([...args, '--store', url, '--json'])).code).toBe(0)
    expect(server.log.size()).toBe(size)
  })

  it('is watched and run, and takes reports of operations', async () => {
    await copyDesk()
    const on = ['--store', url, '--rows', fresh(), '--json', '--quiet']
    const watched = await casetrail(['watch', '--once', ...on])
    expect(JSON.parse(watched.out)).toMatchObject({ store: url, failed: [] })
    const first = await casetrail(['run', '--once', ...on])
    expect(JSON.parse(first.out)).toMatchObject({ beganAtHead: true, commands: [] })
    const asked = ['--from', '2030-01-01', '--to', '2030-02-01', '--orders', '9', '--actor', 'a']
    const report = ['operations', 'exposure', ...asked, '--store', url, '--json']
    expect(JSON.parse((await casetrail(report)).out)).toMatchObject({ period: '2030-01' })
    const next = await casetrail(['run', '--once', ...on])
    expect(JSON.parse(next.out)).toMatchObject({ beganAtHead: false, held: 0 })
  })
})

const foreign = () => ({
  id: randomUUID(),
  type: 'OrderPlaced',
  isJson: true,
  data: new TextEncoder().encode('{"total":9}'),
  metadata: new Uint8Array(),
})

const report = (store: string, rows: string, ...more: ReadonlyArray<string>): Promise<Ran> =>
  casetrail(['report', 'cases.opened', '--json', '--store', store, '--rows', rows, ...more])

describe('the rows', () => {
  it('are told of once, and not when it is to be quiet', async () => {
    await copyDesk()
    const rows = fresh()
    const ran = await report(url, rows)
    expect(ran.err).toBe(
      `the rows of ${url} are in ${rows}\ncaught up with ${desk.folded.toLocaleString('en')} new events\n`,
    )
    expect((await report(url, rows, '--quiet')).err).toBe('')
    const named = await casetrail(['report', 'cases.opened', '--store', url], {
      env: { CASETRAIL_ROWS: rows },
    })
    expect([named.code, named.err]).toEqual([0, `the rows of ${url} are in ${rows}\n`])
  })

  it('of one store are refused for another, whichever way they are named', async () => {
    const rows = fresh()
    await copyDesk()
    expect((await report(url, rows)).code).toBe(0)
    const other = await startServer()
    const refused = await report(other.connectionString, rows)
    expect([refused.code, refused.err]).toEqual([
      2,
      `casetrail: the rows in ${rows} are of the store at 127.0.0.1:${String(server.port)}, not of ${other.connectionString}\n` +
        '  name another file with --rows, or leave it out: each store has one of its own\n',
    ])
    await other.kill()
    const asStore = await casetrail(['report', '--store', `sqlite:${rows}`])
    expect(asStore.code).toBe(2)
    expect(asStore.err).toContain('and no events')
  })

  it('are refused for a server that was emptied and filled with something else', async () => {
    const rows = fresh()
    await copyDesk()
    expect((await report(url, rows)).code).toBe(0)
    const { port } = server
    await server.kill()
    server = await startServer({ port })
    server.log.commit('orders-1', [foreign()])
    const refused = await report(url, rows)
    expect([refused.code, refused.err]).toEqual([
      4,
      expect.stringContaining('are of another history than'),
    ])
  })

  it('are kept in no desk of one’s own', async () => {
    const mine = await report(url, desk.path)
    expect([mine.code, mine.err]).toEqual([
      2,
      expect.stringContaining('is a store with events of its own'),
    ])
    const file = await casetrail(['report', '--store', desk.url, '--rows', fresh()])
    expect(file.code).toBe(2)
  })

  it('that are ahead of a server that was put back are refused, and made anew', async () => {
    const rows = fresh()
    await copyDesk()
    await report(url, rows)
    const kept = sqliteStore(rows)
    const ahead = [[{ name: 'case', version: 1 }, 'f'.repeat(32)]] as const
    const models = (await import('@casetrail/projections')).deskModels.facts
    const checkpoints = models.map((facts) => [facts, 'f'.repeat(32)] as const)
    await kept.rows.commit({ rows: [], groups: [], checkpoints: [...checkpoints, ...ahead] })()
    kept.close()
    const refused = await report(url, rows)
    expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('was put back')])
    const anew = await casetrail(['replay', '--from-scratch', '--store', url, '--rows', rows])
    expect(anew.code).toBe(0)
    expect((await report(url, rows)).code).toBe(0)
  })
})

describe('a store that can not be had', () => {
  it.each([
    ['esdb://u:hunter2@127.0.0.1:21x3?tls=false', 2, '/hosts/0/port: found "21x3"'],
    ['esdb://127.0.0.1:2113?tsl=false', 2, 'did you mean tls?'],
    [
      'esdb://u:hunter2@example.org:2113?tls=false',
      2,
      'expected TLS to example.org, or --insecure',
    ],
    ['esdb+discover://a,b', 2, 'one name with esdb+discover://'],
    ['esdb:/admin:hunter2@host', 2, 'expected esdb:// | esdb+discover://'],
  ])('is told at once: %s', async (store, code, text) => {
    const ran = await casetrail(['report', '--json', '--store', store])
    expect(ran.code).toBe(code)
    expect(ran.err).toContain(text)
    expect(ran.err + ran.out).not.toContain('hunter2')
  })

  it('does not answer at all, or by TLS', async () => {
    const { port } = server
    const plain = await casetrail([
      'report',
      '--store',
      `esdb://u:hunter2@127.0.0.1:${String(port)}`,
    ])
    expect(plain.code).toBe(4)
    expect(plain.err).toContain('speaks no TLS: write ?tls=false')
    expect(plain.err).not.toContain('hunter2')
    await server.kill()
    const gone = await casetrail(['report', '--store', url])
    expect([gone.code, gone.err]).toEqual([4, expect.stringContaining("can't be reached")])
  })

  it.each([
    ['notAuthenticated', 'does not know this user or password'],
    ['accessDenied', 'allows nothing without a user'],
  ] as const)('is refused: %s', async (refuse, text) => {
    server.faults.always('read', { refuse })
    const ran = await casetrail(['report', '--store', url, '--rows', fresh()])
    expect([ran.code, ran.err]).toEqual([4, expect.stringContaining(text)])
  })

  it('is interrupted while it is asked', { timeout: 30_000 }, async () => {
    server.freeze()
    const begun = Date.now()
    const ran = await casetrail(['report', '--store', url], { signal: AbortSignal.timeout(300) })
    expect([ran.code, ran.err]).toEqual([130, expect.stringContaining('interrupted while')])
    expect(Date.now() - begun).toBeLessThan(5_000)
    server.thaw()
  })
})
