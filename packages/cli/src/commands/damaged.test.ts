/** A store with an event that is none any more: told as damage, never as a mistake of the program. */
import { readFileSync, writeFileSync } from 'node:fs'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail } from '../../test/memory-terminal.js'

let desk: Desk
let whole: Buffer
beforeAll(async () => {
  desk = await deskOf(20)
  whole = readFileSync(desk.path)
})
afterAll(() => {
  desk.remove()
})

/**
 * Overwrites some of the stored text of the story's first event by text of the same length: in each copy,
 * since a page that was split keeps the old one.
 */
const damage = (story: string, pattern: RegExp, by: (found: string) => string): void => {
  const text = whole.toString('latin1')
  let copies = 0
  const changed = text.replaceAll(new RegExp(`\\[\\d+,0,"case-${story}"[^\0]*`, 'g'), (row) =>
    row.replace(pattern, (found) => {
      copies += 1
      return by(found)
    }),
  )
  expect(copies).toBeGreaterThan(0)
  expect(changed).toHaveLength(text.length)
  writeFileSync(desk.path, changed, 'latin1')
}

describe.each([
  [
    'null for an event',
    /\{"type".*?\}(?=,\{"schemaVersion")/,
    (s: string) => 'null'.padEnd(s.length),
  ],
  [
    'text for an event',
    /\{"type".*?\}(?=,\{"schemaVersion")/,
    (s: string) => '"x"'.padEnd(s.length),
  ],
  ['no story', /"correlationId"/, () => '"correlationIx"'],
  ['nobody', /"actor"/, () => '"actox"'],
] as const)('%s', (_, pattern, by) => {
  it.each([['report', 'cases.opened'], ['trace', 'story'], ['replay']])(
    '%s ends with 4 and says where it is',
    async (...args) => {
      const first = desk.history.find(({ event }) => event.type === 'CaseOpened')
      const story = first?.metadata.correlationId ?? ''
      damage(story, pattern, by)
      const words = args.map((word) => (word === 'story' ? story : word))
      const ran = await casetrail([...words, '--store', desk.url, '--quiet'])
      expect(ran.err).toContain(`event 0 of case-${story} is broken`)
      expect(ran.err).not.toContain('mistake of the program')
      expect(ran.code).toBe(4)
    },
  )
})
