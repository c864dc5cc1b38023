/**
 * The service of `examples`, in a process of its own, on each store by the line that its page names: it
 * does what the page shows, loses nothing when it is told to end, and outlives a server that is away. Its
 * clock begins on a Monday morning in Shanghai. The server is a test server, or a real one where
 * CASETRAIL_ESDB holds a connection string.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

import { startServer, type TestServer } from '@casetrail/eventstoredb/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { root } from './blocks.js'

const example = join(root, 'examples', 'service')
const page = readFileSync(join(example, 'README.md'), 'utf8')
const tsx = pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href
const real = process.env['CASETRAIL_ESDB'] ?? ''
console.log(`the service runs on ${real === '' ? 'the test server' : 'a real server'} too`)

/** It goes on while a service is away. */
const CLOCK = `const Real = Date
const ahead = ${Date.now() - Date.parse('2026-03-02T02:00:00.000Z')}
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() - ahead)
    else super(...given)
  }
  static now() {
    return Real.now() - ahead
  }
}`

const DEADLINE = { timeout: 30_000, interval: 50 }
const actor = { id: 'agent-7', role: 'agent' }
const opening = {
  ...{ type: 'OpenCase', actor, customer: 'customer-1', tier: 'member', language: 'zh' },
  ...{ channel: 'phone', requestType: 'inquiry', phase: 'afterSale', problemType: 'product' },
}
const resolving = { type: 'ResolveCase', actor, resolutionCode: 'replaced', notes: '換新' }

interface Answer {
  readonly status: number
  readonly body: unknown
}

interface Service {
  readonly url: string
  readonly get: (path: string) => Promise<Answer>
  readonly give: (to: string, command: unknown, key?: string) => Promise<Answer>
  readonly signal: (signal: NodeJS.Signals) => void
  /** Its exit code, and what it wrote. */
  readonly ended: Promise<{ readonly code: number | null; readonly out: string }>
}

let folder = ''
let server: TestServer | undefined
const children: ChildProcess[] = []

/** A copy of the example whose line names the store. */
const copyFor = (store: string): void => {
  cpSync(example, join(folder, 'service'), { recursive: true })
  const main = join(folder, 'service', 'main.ts')
  const line = /^const STORE = '.*'$/gm
  const code = readFileSync(main, 'utf8')
  expect(code.match(line)).toEqual(["const STORE = 'sqlite:desk.db'"])
  writeFileSync(
    main,
    code.replace(line, () => `const STORE = '${store}'`),
  )
}

const start = async (): Promise<Service> => {
  const args = ['--import', join(folder, 'clock.mjs'), '--import', tsx, 'service/main.ts']
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, PORT: '0', TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (out += String(text)))
  const closed = once(child, 'close')
  const ended = closed.then(() => ({ code: child.exitCode, out }))
  await expect
    .poll(() => child.exitCode !== null || out.includes('listens on'), DEADLINE)
    .toBe(true)
  const url = /listens on (\S+)/.exec(out)?.[1] ?? ''
  expect(url, out).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const answerOf = async (response: Response): Promise<Answer> => ({
    status: response.status,
    body: await response.json(),
  })
  return {
    url,
    get: async (path) => answerOf(await fetch(`${url}${path}`)),
    give: async (to, command, key) =>
      answerOf(
        await fetch(`${url}/${to}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(key === undefined ? {} : { 'idempotency-key': key }),
          },
          body: JSON.stringify(command),
        }),
      ),
    signal: (signal) => void child.kill(signal),
    ended,
  }
}

const comesTo = (status: number, { get }: Service): Promise<void> =>
  expect.poll(() => get('/health'), DEADLINE).toMatchObject({ status })

/** Started, with all that follows the store in step with it. */
const started = async (): Promise<Service> => {
  const service = await start()
  await comesTo(200, service)
  return service
}

const end = async ({ signal, ended }: Service, by: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
  signal(by)
  const { code, out } = await ended
  expect([code, out.split('\n').slice(1)], out).toEqual([0, ['closed', '']])
}

const openServer = async (): Promise<string> => {
  if (real !== '') return real
  server = await startServer()
  return server.connectionString
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-service-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'clock.mjs'), CLOCK)
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await server?.stop()
  server = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** How many a figure counts. */
const countOf = async ({ get }: Service, figure: string): Promise<number> => {
  const { body } = await get(`/figures?figure=${figure}`)
  const { figures } = body as { readonly figures: ReadonlyArray<{ readonly value: number }> }
  return figures[0]?.value ?? Number.NaN
}

const stores: ReadonlyArray<readonly [name: string, open: () => Promise<string>]> = [
  ['the embedded store', () => Promise.resolve('sqlite:desk.db')],
  ['EventStoreDB', openServer],
]

describe.each(stores)('on %s', (_, open) => {
  test('commands, a case, its trace and figures; started again, it is the same', async () => {
    copyFor(await open())
    const service = await started()
    const { get, give } = service
    const id = randomUUID()
    const before = await countOf(service, 'cases.opened')

    const opened = await give(`case/${id}`, opening, 'call-1')
    expect(opened).toMatchObject({ status: 200, body: { revision: 2 } })
    await expect
      .poll(() => countOf(service, 'cases.opened'), { timeout: 1_000, interval: 20 })
      .toBeGreaterThan(before)

    expect(await give(`case/${id}`, { ...resolving, resolutionCode: 'replace' })).toMatchObject({
      status: 422,
      body: { _tag: 'Rejected', rejection: { _tag: 'NotInTaxonomy', nearest: 'replaced' } },
    })
    expect(await give(`case/${id}`, resolving, 'call-2')).toMatchObject({ status: 200 })
    // though the stream has moved on
    expect(await give(`case/${id}`, opening, 'call-1')).toEqual(opened)

    expect(await get(`/cases/${id}`)).toMatchObject({
      status: 200,
      body: { inner: { stage: 'resolved', participants: {}, links: [] } },
    })
    const told = async (): Promise<string> =>
      JSON.stringify((await get(`/cases/${id}/trace?locale=zh`)).body)
    await expect.poll(told, DEADLINE).toMatch(/受理.*解決.*安排回訪/)
    expect(await told()).not.toContain('換新')

    await end(service)
    const again = await started()
    expect(await again.give(`case/${id}`, opening, 'call-1')).toEqual(opened)
    expect((await again.get(`/cases/${id}`)).body).toMatchObject({ inner: { stage: 'resolved' } })
    expect(await countOf(again, 'cases.opened')).toBeGreaterThan(before)
    await end(again, 'SIGINT')
  })

  test('what is none is told apart', async () => {
    copyFor(await open())
    const service = await started()
    const { get, give } = service
    const id = randomUUID()
    const wrong = [
      [await give(`case/${id}`, { ...opening, channel: 'fax' }), 400, 'Malformed'],
      [await give(`case/${id}`, { type: 'OpnCase' }), 400, 'UnknownType'],
      [await give(`case/${id}`, null), 400, 'UnknownType'],
      [await give('case/x', opening), 400, 'InvalidId'],
      [await give(`case/${id}`, opening, ' '), 400, 'InvalidId'],
      [await give(`toString/${id}`, opening), 404, 'NotFound'],
      [await get(`/cases/${id}`), 404, 'NotFound'],
      [await get(`/cases/${id}/trace`), 404, 'NotFound'],
      [await get('/figures?figure=cases.opend'), 404, 'NotFound'],
      [await get('/figures?asOf=yesterday'), 400, 'InvalidInstant'],
      [await get('/figures?asOf=a&asOf=b'), 400, 'InvalidInstant'],
    ] as const
    for (const [{ status, body }, expected, tag] of wrong) {
      expect([status, body]).toEqual([expected, expect.objectContaining({ _tag: tag })])
    }
    expect(wrong[0][0].body).toMatchObject({ problems: [{ pointer: '/channel', found: '"fax"' }] })
    await end(service)
  })

  test('told to end, it answers what is under way, and what it answered is kept', async () => {
    copyFor(await open())
    const service = await started()
    const ids = Array.from({ length: 60 }, () => randomUUID())
    const given = ids.map((id) =>
      service.give(`case/${id}`, opening).catch((): Answer => ({ status: 0, body: undefined })),
    )
    await Promise.race(given)
    await end(service)
    const answers = await Promise.all(given)
    const done = ids.filter((_, i) => answers[i]?.status === 200)
    expect(done.length).toBeGreaterThan(0)
    const again = await started()
    for (const id of done) expect((await again.get(`/cases/${id}`)).status).toBe(200)
    await end(again)
  })

  const instants = /\d{4}-\d\d-\d\dT[\d:.]+Z/g
  const ids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
  const positions = /(?<="last": ")[0-9a-f]+/g
  const masked = (text: string): string =>
    text
      .replaceAll(instants, 'INSTANT')
      .replaceAll(ids, 'ID')
      .replaceAll(positions, 'POSITION')
      .replaceAll(/(?<="lagMs": )\d+/g, 'MS')
  const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

  test('the session of its page', async ({ skip }) => {
    skip(real !== '', 'the page tells of a store that is empty')
    const store = await open()
    copyFor(store)
    const service = await started()
    const session = page.slice(
      page.indexOf('## A session'),
      store.startsWith('sqlite:') ? page.indexOf('## On EventStoreDB') : undefined,
    )
    const blocks = [
      ...session.matchAll(/^```console\n\$ ((?:.*\\\n|.*(?<!})'?\n(?= {2}))*.*)\n([^]*?)^```$/gm),
    ]
    expect(blocks.length).toBeGreaterThan(6)
    for (const [, command = '', shown = ''] of blocks) {
      const asked = command.replaceAll('127.0.0.1:3000', new URL(service.url).host)
      const pattern = masked(shown).split(/^…\n/m).map(escaped).join('[^]*?')
      const run = async (): Promise<string> =>
        masked((await promisify(execFile)('bash', ['-c', asked])).stdout)
      // a policy may take its time; a command is given once
      const isQuestion = !command.includes(' -d ')
      if (isQuestion) await expect.poll(run, DEADLINE).toMatch(new RegExp(`^${pattern}$`))
      else expect(await run()).toMatch(new RegExp(`^${pattern}$`))
    }
    await end(service)
  })
})

if (real !== '')
  console.log('skipped on a real server: the session of the page; a server that is away')

describe.skipIf(real !== '')('a server that is away', () => {
  test('is told by health, asked again with the same key, and no reason to stay', async () => {
    const line = await openServer()
    copyFor(line)
    const service = await started()
    const id = randomUUID()
    await server?.stop()
    await comesTo(503, service)
    expect(await service.give(`case/${id}`, opening, 'call-1')).toMatchObject({ status: 503 })
    await server?.restart()
    await expect
      .poll(async () => (await service.give(`case/${id}`, opening, 'call-1')).status, DEADLINE)
      .toBe(200)
    expect((await service.get(`/cases/${id}`)).body).toMatchObject({ inner: { stage: 'new' } })
    await comesTo(200, service)
    server?.freeze()
    await comesTo(503, service)
    await end(service)
  })
})
