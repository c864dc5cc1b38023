/** The small parts of the frame: stages, words of a standard, what was given, how messages are declared. */
import { Text } from '@casetrail/core'
import {
  commandMaker,
  commandRecord,
  cycleEventRecord,
  eventRecord,
  given,
  notInTaxonomy,
  ruleBook,
  stageGuard,
  standardRules,
} from '@casetrail/core/lifecycle'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const now = at('2025-03-03T01:00:00.000Z')

describe('the guard of stages', () => {
  const stages = ['none', 'open', 'closed'] as const
  type Stage = (typeof stages)[number]
  const table = {
    Open: ['none'],
    Work: ['open'],
    Reopen: ['closed'],
    Note: ['open', 'closed'],
  } as const
  const guard = stageGuard<keyof typeof table, Stage, 'NotOpened' | 'TooEarly' | 'TooLate'>(
    table,
    (stage, allowed) =>
      stage === 'none' ? 'NotOpened' : allowed.includes('closed') ? 'TooEarly' : 'TooLate',
  )

  test('lets through exactly what the table has, and says where it would be taken', () => {
    const types = fc.constantFrom('Open', 'Work', 'Reopen', 'Note')
    fc.assert(
      fc.property(types, fc.constantFrom(...stages), (type, stage) => {
        const allowed: ReadonlyArray<Stage> = table[type]
        const refused = guard(type, stage)
        expect(refused === undefined).toBe(allowed.includes(stage))
        if (refused !== undefined) expect(refused).toMatchObject({ command: type, stage, allowed })
      }),
      { numRuns: 200 },
    )
  })

  test('names the stage by what the command would have wanted', () => {
    expect(guard('Work', 'none')?._tag).toBe('NotOpened')
    expect(guard('Reopen', 'open')?._tag).toBe('TooEarly')
    expect(guard('Work', 'closed')?._tag).toBe('TooLate')
  })
})

describe('the words of a standard', () => {
  const rules = standardRules(retail2025)

  test.each([
    ['categories', 'goods/damaged', 'goods/damagd'],
    ['resolutionCodes', 'refunded', 'refundd'],
    ['causes', 'warehouse', 'warehose'],
    ['firstContactIneligibility', 'needsParts', 'needParts'],
    ['priorities', 'critical', 'kritical'],
    ['tiers', 'vip', 'vipp'],
    ['serviceDimensions', 'empathy', 'empaty'],
  ] as const)('%s hold %s; %s is told the nearest', (taxonomy, word, mistyped) => {
    expect(notInTaxonomy(rules, taxonomy, word)).toBeUndefined()
    expect(notInTaxonomy(rules, taxonomy, undefined)).toBeUndefined()
    expect(notInTaxonomy(rules, taxonomy, mistyped)).toEqual({
      _tag: 'NotInTaxonomy',
      taxonomy,
      found: mistyped,
      nearest: word,
    })
  })

  test('a child is not known without its parents', () => {
    expect(notInTaxonomy(rules, 'categories', 'damaged')).toBeDefined()
  })

  test('every role may what the standard says, and nothing else', () => {
    expect(new Map([...rules.roles].map(([code, may]) => [code, [...may]]))).toEqual(
      new Map(retail2025.roles.map(({ code, may }) => [code, [...may]])),
    )
  })

  test('a book without standards finds none', () => {
    const book = ruleBook([], standardRules)
    expect([book.first, book.find({ id: 'retail-2025', version: 1 }), book.loaded]).toEqual([
      undefined,
      undefined,
      [],
    ])
  })
})

test('what was not given is left out, not handed on as undefined', () => {
  const command: { reason?: string; to?: string; level: number } = { level: 0, reason: '' }
  expect(Object.keys(given(command, 'reason', 'to', 'level'))).toEqual(['reason', 'level'])
  expect(given({ to: undefined, level: 1 }, 'to')).toStrictEqual({})
})

describe('messages', () => {
  const Noted = eventRecord('Noted', { text: Text }, { about: Text })
  const Closed = cycleEventRecord('Closed', {})
  const Note = commandRecord('Note', { text: Text })

  test('an event has its type and time, one of a cycle its cycle too', () => {
    expect(Noted.is({ type: 'Noted', at: now, text: 'x' })).toBe(true)
    expect(Noted.is({ type: 'Noted', at: now, text: 'x', about: '' })).toBe(false)
    expect(Noted.is({ type: 'Other', at: now, text: 'x' })).toBe(false)
    expect(Noted.is({ type: 'Noted', text: 'x' })).toBe(false)
    expect(Closed.is({ type: 'Closed', at: now, cycle: 1 })).toBe(true)
    for (const cycle of [undefined, 0, 1.5]) {
      expect(Closed.is({ type: 'Closed', at: now, cycle })).toBe(false)
    }
  })

  test('a command is given by someone; its maker adds the type alone', () => {
    const fields = { at: now, actor: { id: 'agent-lin', role: 'agent' }, text: 'x' } as const
    const note = commandMaker<{ readonly type: 'Note' } & typeof fields>('Note')
    expect(note(fields)).toStrictEqual({ type: 'Note', ...fields })
    expect(Note.is(note(fields))).toBe(true)
    expect(Note.is({ type: 'Note', at: now, text: 'x' })).toBe(false)
  })
})
