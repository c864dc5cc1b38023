/** Questions that make no sense: each is told with its place and remedy, and exit code 2 or 4. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail } from '../../test/memory-terminal.js'

let desk: Desk
beforeAll(async () => {
  desk = await deskOf(30)
})
afterAll(() => {
  desk.remove()
})

const told: ReadonlyArray<readonly [args: string, tag: string, message: RegExp]> = [
  [
    'report rightFirstTme',
    'UnknownMetric',
    /no metric "rightFirstTme"; did you mean rightFirstTime\?/,
  ],
  ['report csatt', 'UnknownMetric', /no metric "csatt"; did you mean csat\?/],
  ['report zzzzzzzzzzzzzzzzzzzzzz', 'UnknownMetric', /known: cases\.opened, .*, flow/],
  ['explain resolution.frist', 'UnknownMetric', /did you mean resolution\.first\?/],
  ['report sla.nope', 'UnknownMetric', /no metric "sla\.nope"\n +known: sla\.\w+, sla\.\w+/],
  ['explain sla.firstRespones', 'UnknownMetric', /did you mean sla\.firstResponse\?/],
  ['explain time.frontLine', 'UnknownMetric', /did you mean time\.frontLineResponse\?/],
  ['report --by clok', 'UnknownDimension', /no dimension "clok"; did you mean clock\?/],
  ['explain flow', 'NotExplainable', /casetrail report flow/],
  ['report --by chanel', 'UnknownDimension', /no dimension "chanel"; did you mean channel\?/],
  ['report --by channel,mnth', 'UnknownDimension', /did you mean month\?/],
  ['report --by channel,', 'UnknownDimension', /no dimension ""/],
  ['report --by topc', 'UnknownDimension', /did you mean topic\?/],
  ['explain reopen.rate --input resolutoins', 'UnknownInput', /did you mean resolutions\?/],
  ['explain fcr.gross --input case', 'UnknownInput', /no input "case".*\n.*known: cases/],
  ['explain fcr.gross --where chanel=chat', 'UnknownDimension', /did you mean channel\?/],
  ['explain fcr.gross --where month=2025-03', 'UnknownDimension', /no dimension "month"/],
  ['explain fcr.gross --where channel', 'InvalidCondition', /write --where channel=phone/],
  ['explain fcr.gross --where tier=vip --where tier=member', 'InvalidCondition', /twice/],
  ['report --from 2025-02-30', 'InvalidDate', /--from "2025-02-30" does not exist/],
  ['report --to 2025-13-01', 'InvalidDate', /--to "2025-13-01" does not exist/],
  ['report --as-of yesterday', 'InvalidDate', /--as-of "yesterday" is no date/],
  ['report --as-of 2999-01-01', 'InvalidDate', /--as-of "2999-01-01" lies ahead/],
  ['report --from 1/3/2025', 'InvalidDate', /write 2025-03-01/],
  ['report --from 2025-03-01T25:00', 'InvalidDate', /does not exist/],
  ['report --from 2025-04-01 --to 2025-03-01', 'InvalidDate', /is not after --from/],
  ['report --zone Asia/Shanghia', 'UnknownZone', /did you mean Asia\/Shanghai\?/],
  ['report --zone +08:00', 'UnknownZone', /no time zone/],
  ['trace S-00001 --zone Mars', 'UnknownZone', /no time zone "Mars"/],
  ['trace S-00012x', 'UnknownCase', /no case "S-00012x"; did you mean S-00012\?/],
  ['trace 00000000-0000-4000-8000-000000000000', 'UnknownCase', /no case/],
]

describe('a question that makes no sense', () => {
  it.each(told)('%s', async (args, tag, message) => {
    const given = [...args.split(' '), '--store', desk.url]
    const ran = await casetrail(given)
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toMatch(message)
    expect(ran.err).toMatch(/^casetrail: |\ncasetrail: /)
    const json = await casetrail([...given, '--json'])
    expect(json.code).toBe(2)
    expect(JSON.parse(json.out)).toMatchObject({ error: { tag } })
  })

  it.each([
    ['reprot', /Did you mean report\?/],
    ['report --form 2025-03-01', /Did you mean --from\?/],
    ['report --locale fr', /Allowed choices are en, zh/],
    ['explain fcr.gross --side mised', /Allowed choices are counted, met, missed, excluded/],
    ['explain fcr.gross --limit 0', /whole number from 1/],
    ['explain', /missing required argument 'metric'/],
    ['trace', /missing required argument 'case'/],
    ['standards shwo', /Did you mean show\?/],
  ])('%s is refused by the parser, with exit code 2', async (args, message) => {
    const ran = await casetrail(args.split(' '))
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toMatch(message)
  })
})

describe('a store that is none', () => {
  const commands = ['report', 'replay', 'explain fcr.gross', 'trace S-00001']

  const failed = async (command: string, store: string): Promise<string> => {
    const ran = await casetrail([...command.split(' '), '--store', store])
    expect([ran.code, ran.out]).toEqual([4, ''])
    return ran.err
  }

  it.each(commands)('%s: not there', async (command) => {
    const err = await failed(command, `sqlite:${join(desk.folder, 'none.db')}`)
    expect(err).toContain('casetrail import makes one')
  })

  it.each(commands)('%s: a folder', async (command) => {
    const folder = join(desk.folder, 'folder')
    mkdirSync(folder, { recursive: true })
    expect(await failed(command, `sqlite:${folder}`)).toContain('it is a folder')
  })

  it.each(commands)('%s: of a newer format', async (command) => {
    const path = join(desk.folder, 'newer.db')
    await casetrail(['replay', '--store', desk.url])
    copyFileSync(desk.path, path)
    // user_version, big-endian at byte 60 of the header
    const { openSync, writeSync, closeSync } = await import('node:fs')
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.from([0, 0, 0, 99]), 0, 4, 60)
    closeSync(file)
    expect(await failed(command, `sqlite:${path}`)).toContain('use a newer Casetrail')
  })

  it.each(commands)('%s: another file', async (command) => {
    const path = join(desk.folder, 'notes.txt')
    writeFileSync(path, 'not a database, but long enough to be looked at'.repeat(40))
    expect(await failed(command, `sqlite:${path}`)).toMatch(/not a SQLite database/)
  })

  it('a demonstration in a folder that is not there', async () => {
    const err = await failed('demo', `sqlite:${join(desk.folder, 'no', 'demo.db')}`)
    expect(err).toContain('create it')
  })

  it('an unknown scheme is wrong usage', async () => {
    const ran = await casetrail(['report', '--store', 'postgres://me:secret@host/desk'])
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).not.toContain('secret')
  })
})
