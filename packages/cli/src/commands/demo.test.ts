import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { deskOf } from '../../test/desk.js'
import { casetrail } from '../../test/memory-terminal.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-demo-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('makes its history, reports, explains and traces; again it adds nothing', async () => {
  const args = ['demo', '--cases', '100', '--store', `sqlite:${join(folder, 'demo.db')}`]
  const first = await casetrail(args)
  expect([first.code, first.err]).toEqual([0, ''])
  const again = await casetrail(args)
  expect(again.out).toContain('0 events were new to the rows')
  const afterHeading = (out: string): string => out.slice(out.indexOf('3  The figures'))
  expect(afterHeading(again.out)).toBe(afterHeading(first.out))
})

it('shows commands that show what it shows', async () => {
  const store = `sqlite:${join(folder, 'demo.db')}`
  const { out } = await casetrail(['demo', '--cases', '100', '--store', store])
  const commands = [...out.matchAll(/^(?:\$| ) casetrail (.*)$/gm)].map(([, line]) => line ?? '')
  expect(commands.length).toBeGreaterThan(6)
  for (const command of commands) {
    const ran = await casetrail(command.split(' '))
    expect([command, ran.code]).toEqual([command, 0])
    if (!out.includes(`$ casetrail ${command}`)) continue
    // all but the heading, which says by which way it was asked
    expect(out).toContain(ran.out.slice(ran.out.indexOf('\n\n')))
  }
})

it('calls the program as the person can who ran npm start', async () => {
  const args = ['demo', '--cases', '100', '--store', `sqlite:${join(folder, 'demo.db')}`]
  const { out } = await casetrail(args, { env: { npm_lifecycle_event: 'start' } })
  expect(out).toContain('  npm run --silent casetrail -- report flow --store ')
  expect(out).not.toMatch(/^(?:\$| ) casetrail /m)
})

it('leaves a store with other events alone', async () => {
  const desk = await deskOf(10, ({ event }) => event.type === 'CaseOpened')
  const ran = await casetrail(['demo', '--store', desk.url])
  expect(ran.code).toBe(2)
  expect(ran.err).toContain("holds other events than this simulation's")
  const report = await casetrail(['report', 'cases.opened', '--json', '--store', desk.url])
  expect(JSON.parse(report.out)).toMatchObject({ figures: [{ count: desk.history.length }] })
  desk.remove()
})
