import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { handle, type Instant } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { caseAggregate, openCase } from '@casetrail/core/case'
import { serviceLevels, withServiceLevels } from '@casetrail/core/clock'
import { decodeStandard } from '@casetrail/core/standards'
import { sqliteStore } from '@casetrail/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { casetrail } from '../../test/memory-terminal.js'

const AT = '2025-03-03T02:00:00.000Z' as Instant
const document = {
  extends: 'retail-2025@1',
  id: 'ours',
  version: 1,
  clocks: [
    {
      id: 'greeting',
      label: { en: 'Greeting', zh: '問候' },
      source: { handbook: 'house', gist: { en: 'Greeted at once.', zh: '即時問候。' } },
      of: 'case',
      rules: [
        { on: 'CaseOpened', do: 'start' },
        { on: 'CaseResolved', do: 'meet' },
      ],
      targets: [{ target: { kind: 'elapsed', time: 'PT5M' } }],
    },
  ],
}

let folder = ''
let url = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-own-'))
  writeFileSync(join(folder, 'ours.json'), JSON.stringify(document))
  const file = join(folder, 'desk.db')
  url = `sqlite:${file}`
  const ours = decodeStandard(document)
  if (ours._tag === 'Left') throw new Error(JSON.stringify(ours.left))
  const standards = [ours.right]
  const store = sqliteStore(file, { now: () => AT })
  const levels = serviceLevels(standards, readyCalendars)
  const cases = handle(store, withServiceLevels(caseAggregate(standards), levels))
  const opening = openCase({
    at: AT,
    actor: { id: 'agent-chen', role: 'agent' },
    customer: 'customer-1',
    channel: 'phone',
    requestType: 'repair',
    phase: 'afterSale',
    problemType: 'product',
    tier: 'member',
    language: 'zh',
    externalRef: 'O-1',
  })
  const done = await cases('6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001', opening, { commandId: 'open' })()
  if (done._tag === 'Left') throw new Error(JSON.stringify(done.left))
  store.close()
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('the clocks of a standard of one’s own have figures, and cases behind them', async () => {
  const own = ['--store', url, '--standard', join(folder, 'ours.json')]
  const reported = await casetrail(['report', 'sla.greeting', '--json', ...own])
  const { figures } = JSON.parse(reported.out) as { figures: ReadonlyArray<object> }
  expect(figures).toMatchObject([{ metric: 'sla.greeting', numerator: 0, denominator: 1 }])
  const explained = await casetrail(['explain', 'sla.greeting', '--side', 'missed', ...own])
  expect(explained.out).toContain('In time: greeting (sla.greeting): 0.0 %, 0 / 1')
  expect(explained.out).toContain('O-1')
  expect((await casetrail(['report', 'sla.greeting', '--store', url])).code).toBe(2)
})
