/** What competing consumers parked: listed, shown, given again. */
import { setTimeout as sleep } from 'node:timers/promises'

import { handle, type EventStore } from '@casetrail/core'
import {
  operationsAggregate,
  operationsEvents,
  operationsId,
  startInterruption,
} from '@casetrail/core/operations'
import { processManager, type Policy } from '@casetrail/core/policy'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import { competingPolicies, eventStoreDb } from '@casetrail/eventstoredb'
import { startServer, type TestServer } from '@casetrail/eventstoredb/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { casetrail, type Ran } from '../../test/memory-terminal.js'

const LABEL = { en: 'Broken', zh: '故障' }
const GROUP = 'broken@operations'
const DAY = at('2025-03-09T08:00:00.000Z')
const actor = { id: 'tang', role: 'supervisor' }

const broken: Policy<undefined> = {
  name: 'broken',
  label: LABEL,
  source: { handbook: 'house', gist: LABEL },
  on: { operations: ['InterruptionStarted'] },
  gives: {},
  react: () => {
    throw new Error('no such\u001b[31m table')
  },
}

const manager = processManager({
  facts: {
    name: 'broken',
    version: 1,
    from: [{ category: 'operations', events: operationsEvents }],
    keyOf: ({ stream }) => stream,
    evolve: () => undefined,
  },
  policies: [broken],
  isForgetful: true,
})

let server: TestServer
let url = ''
beforeAll(async () => {
  server = await startServer()
  url = server.connectionString
})
afterAll(async () => {
  await server.stop()
})

const parked = (...args: ReadonlyArray<string>): Promise<Ran> =>
  casetrail(['parked', ...args, '--store', url])

const interrupt = async (store: EventStore, name: string): Promise<void> => {
  const operations = handle(store, operationsAggregate([retail2025]))
  const standard = { id: retail2025.id, version: retail2025.version }
  const command = startInterruption({
    at: DAY,
    actor,
    standard,
    interruption: name,
    kind: 'system',
  })
  const done = await operations(operationsId('2025-03'), command, { commandId: name })()
  expect(done._tag).toBe('Right')
}

/** Runs the broken policy until it has parked so many. */
const parking = async (names: ReadonlyArray<string>): Promise<void> => {
  const opened = eventStoreDb(url)
  if (opened._tag === 'Left') throw new Error('the store was meant')
  const store = opened.right
  const setting = { store, managers: [manager], carryOut: () => () => Promise.reject(new Error()) }
  const made = competingPolicies(url, setting)
  if (made._tag === 'Left') throw new Error('policies were meant')
  const policies = made.right
  expect(policies.group).toBe(GROUP)
  const abort = new AbortController()
  const running = policies.run(abort.signal)()
  while (policies.health().read?.state._tag !== 'Live') await sleep(10)
  for (const name of names) await interrupt(store, name)
  while (policies.health().parked < names.length) await sleep(10)
  abort.abort()
  await running
  await policies.close()
  await store.close()
}

describe('casetrail parked', () => {
  it('says so where nothing is parked', async () => {
    expect(await parked('list')).toEqual({ code: 0, out: 'Nothing is parked.\n', err: '' })
    expect(await parked('list', '--json')).toMatchObject({ code: 0, err: '' })
  })

  it('lists, shows and gives again what is', async () => {
    await parking(['pay-1', 'pay-2'])
    const listed = await parked('list')
    expect(listed).toMatchObject({ code: 0, err: '' })
    expect(listed.out).toContain('broken@operations: 2 parked')
    expect(listed.out).toContain('Service interrupted')
    expect(listed.out).toContain('PolicyThrew {"reason":"Error: no such')
    expect(listed.out).not.toContain('\u001b')
    const { out } = await parked('list', '--group', GROUP, '--limit', '1', '--json')
    expect(JSON.parse(out)).toMatchObject({
      groups: [
        {
          group: GROUP,
          count: 2,
          events: [
            {
              number: 0,
              type: 'InterruptionStarted',
              stream: `operations-${operationsId('2025-03')}`,
              revision: 0,
            },
          ],
        },
      ],
    })
    const shown = await parked('show', GROUP, '1')
    expect(shown).toMatchObject({ code: 0, err: '' })
    expect(shown.out).toContain('pay-2')
    expect((await parked('show', GROUP, '1', '--json')).out).toContain('"pay-2"')
    expect((await parked('list', '--locale', 'zh')).out).toContain('2 件擱置')

    expect(await parked('replay', GROUP, '--first', '1')).toEqual({
      code: 0,
      out: '1 event is given again to broken@operations\n',
      err: '',
    })
    await expect
      .poll(async () => (await parked('list', '--json')).out, { timeout: 5_000 })
      .toContain('"count": 1')
    const rest = await parked('replay', GROUP, '--json')
    expect(JSON.parse(rest.out)).toMatchObject({ group: GROUP, events: 1 })
  })

  it('says what is wrong with a question', async () => {
    expect(await parked('show', 'brokn@operations', '0')).toMatchObject({ code: 2, out: '' })
    expect((await parked('show', 'brokn@operations', '0')).err).toContain(
      'did you mean broken@operations?',
    )
    expect(await parked('show', GROUP, '99')).toMatchObject({ code: 1, out: '' })
    expect((await parked('replay', GROUP, '--first', '0')).code).toBe(2)
    const file = await casetrail(['parked', 'list', '--store', 'sqlite:desk.db'])
    expect(file).toMatchObject({ code: 2, out: '' })
    expect(file.err).toContain('has no competing consumers')
    const away = await casetrail(['parked', 'list', '--store', 'esdb://127.0.0.1:1?tls=false'])
    expect(away.code).toBe(4)
    const wrong = await casetrail(['parked', 'list', '--store', 'esdb://user:secret@:x'])
    expect(wrong.code).toBe(2)
    expect(wrong.err).not.toContain('secret')
  })
})
