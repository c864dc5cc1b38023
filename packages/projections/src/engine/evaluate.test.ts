import { caseEvents, type CaseEvent } from '@casetrail/core/case'
import { inMemoryRowStore, type Facts, type Figure } from '@casetrail/core/read-model'
import { describe, expect, test } from 'vitest'

import {
  call,
  cancelled,
  DAY,
  escalated,
  figureOf,
  hour,
  later,
  opened,
  reopened,
  resolved,
  right,
  rowsOf,
  start,
  storeOf,
  transferred,
  usualRules,
} from '../../test/desk.js'
import { mixedFigures } from '../../test/mixed-figures.js'
import { figures } from '../../test/rows.js'
import { caseFacts } from '../facts/case-facts.js'
import { countOf } from '../figures/values.js'
import { opened as openedCases } from '../measures/volume.js'
import { deskModels } from '../models.js'

import { evaluate } from './evaluate.js'
import { explain } from './explain.js'
import { dimensionsOf, findCase, findings, namesOf, storiesOf } from './find.js'
import { project } from './project.js'
import { factsModel, joined } from './read-models.js'

const attributes = { shop: '徐家匯', channel: 'counter' }

const stories = {
  a: [opened(0, { externalRef: 'Case 1' }), call(0), transferred(1, true), resolved(2)],
  b: [opened(30, { channel: 'chat', externalRef: 'Case 2' }), call(30), resolved(31, 'wu')],
  c: [opened(31, { attributes, externalRef: 'Case 2' }), call(31), resolved(32)],
}

describe('evaluate', () => {
  test('over no rows every figure answers, in the order asked', async () => {
    const { figures: results } = await right(evaluate(inMemoryRowStore(), figures, later))
    expect(results.map(({ metric }) => metric)).toEqual(figures.map(({ id }) => id))
    for (const { metric, unit, value, reason } of results) {
      const isCount = unit === 'count'
      expect([metric, value, reason === undefined]).toEqual([metric, isCount ? 0 : null, isCount])
    }
  })

  test('the same figure under different rules, side by side', async () => {
    const rows = await rowsOf(stories)
    const strict = figureOf('fcr.window', { windowMs: DAY, warmTransferCounts: false })
    const query = { ...later, where: { channel: 'phone' } }
    const { figures: results } = await right(
      evaluate(rows, [figureOf('fcr.window', usualRules), strict], query),
    )
    expect(results.map(({ value }) => value)).toEqual([0, 0])
    const alone = { a: stories.a }
    const two = await right(
      evaluate(await rowsOf(alone), [figureOf('fcr.window', usualRules), strict], later),
    )
    expect(two.figures.map(({ value }) => value)).toEqual([1, 0])
  })

  test('breakdowns: by a source’s attribute, which stands before a dimension of its name', async () => {
    const rows = await rowsOf(stories)
    const by = async (...names: ReadonlyArray<string>) => {
      const query = { ...later, by: names }
      const { breakdown } = await right(evaluate(rows, [figureOf('cases.opened')], query))
      return breakdown?.rows.map(({ key, figures: [one] }) => [key, one?.value])
    }
    expect(await by('channel')).toEqual([
      ['chat', 1],
      ['counter', 1],
      ['phone', 1],
    ])
    expect(await by('shop')).toEqual([
      ['(none)', 2],
      ['徐家匯', 1],
    ])
    expect(await by('day')).toEqual([
      ['2025-03-03', 1],
      ['2025-03-04', 2],
    ])
    expect(await by('week', 'channel')).toEqual([
      ['2025-W10 · chat', 1],
      ['2025-W10 · counter', 1],
      ['2025-W10 · phone', 1],
    ])
  })

  test('a row of a breakdown has each value by itself, though they hold what parts the text', async () => {
    const rows = await rowsOf({
      a: [opened(0, { region: 'east · north', language: 'zh' })],
      b: [opened(0, { region: 'east', language: 'north · zh' })],
    })
    const query = { ...later, by: ['region', 'language'] }
    const { breakdown } = await right(evaluate(rows, [figureOf('cases.opened')], query))
    expect(breakdown?.rows.map(({ key, keys, figures: [one] }) => [key, keys, one?.value])).toEqual(
      [
        ['east · north · zh', ['east', 'north · zh'], 1],
        ['east · north · zh', ['east · north', 'zh'], 1],
      ],
    )
  })

  test('of several inputs, what each gave: the main one’s is the figure’s', async () => {
    const rows = await rowsOf({
      ...stories,
      d: [opened(33), resolved(34), reopened(35), resolved(36, 'wu', 2)],
      e: [opened(33), cancelled(34)],
    })
    const { figures: results } = await right(evaluate(rows, mixedFigures, later))
    const [rate, index] = results
    expect(rate).toMatchObject({
      value: (1_000 * 1) / 5,
      numerator: 1,
      denominator: 5,
      excluded: { cancelled: 1 },
      inputs: {
        reopenings: { unit: 'count', count: 1, sum: 1, excluded: { cancelled: 1 }, provisional: 0 },
        exposure: { unit: 'count', count: 4, sum: 5, excluded: { cancelled: 1 } },
      },
    })
    expect(index?.inputs).toMatchObject({
      resolutions: { unit: 'score', count: 4, met: 3, sum: 5 },
      transfers: { unit: 'count', count: 4, met: 1, sum: 1 },
      young: { unit: 's', count: 0, met: 0, sum: 0 },
      responses: { unit: 's', count: 0, excluded: { cancelled: 1, merged: 0, neverSo: 0 } },
    })
    const one = await right(evaluate(rows, [figureOf('fcr.gross')], later))
    expect(one.figures[0]).not.toHaveProperty('inputs')
  })

  test('rows of one name and two versions are two kinds of rows', async () => {
    const rows = await rowsOf({ a: [opened(0)] })
    const later2 = { ...caseFacts, version: caseFacts.version + 1 }
    const measure = { ...openedCases, from: { facts: later2 } }
    const figure: Figure = {
      id: 'test.next',
      label: { en: 'The next', zh: '下一版' },
      unit: 'count',
      inputs: { opened: { measure, over: 'window' } },
      value: countOf('opened'),
    }
    const asked = [figureOf('cases.opened'), figure, figureOf('cases.opened')]
    const { figures: results } = await right(evaluate(rows, asked, later))
    expect(results.map(({ value }) => value)).toEqual([1, 0, 1])
  })
})

describe('explain', () => {
  test('lists the readings with their side, value, evidence and credit, by time', async () => {
    const rows = await rowsOf(stories)
    expect(await right(explain(rows, figureOf('fcr.window'), later))).toMatchObject({
      metric: 'fcr.window',
      totals: { met: 1, missed: 2, excluded: 0 },
      total: 3,
      readings: [
        {
          subject: 'a',
          side: 'missed',
          value: 0,
          at: start,
          provisional: false,
          credit: 'lin',
          evidence: ['a.0', 'a.1', 'a.3', 'b.0'],
        },
        { subject: 'b', side: 'missed', evidence: ['b.0', 'b.1', 'b.2', 'c.0'], credit: 'wu' },
        { subject: 'c', side: 'met', value: 1, evidence: ['c.0', 'c.1', 'c.2'] },
      ],
    })
  })

  test('any input of a figure, by its name', async () => {
    const rows = await rowsOf({ a: [opened(0), escalated(0, 'functional'), resolved(1)] })
    const figure = figureOf('escalation.rate')
    const totals = async (input: string) =>
      (await right(explain(rows, figure, { ...later, input }))).totals
    expect(await totals('functional')).toEqual({ met: 1, missed: 0, excluded: 0 })
    expect(await totals('hierarchical')).toEqual({ met: 0, missed: 1, excluded: 0 })
    expect(await totals('none')).toEqual({ met: 0, missed: 0, excluded: 0 })
  })

  test('says which input it shows, of which, what its values are and whether it has sides', async () => {
    const rows = await rowsOf({ a: [opened(0), resolved(1)], b: [opened(400)] })
    const [rate, index] = mixedFigures
    if (rate === undefined || index === undefined) throw new Error('there are two')
    expect(await right(explain(rows, rate, { ...later, input: 'exposure' }))).toMatchObject({
      input: 'exposure',
      inputs: ['reopenings', 'exposure'],
      unit: 'count',
      sided: false,
      totals: { met: 1, missed: 0, excluded: 1 },
    })
    expect(await right(explain(rows, index, { ...later, input: 'young' }))).toMatchObject({
      unit: 's',
      sided: true,
      totals: { met: 0, missed: 1, excluded: 0 },
    })
  })

  test('a met verdict is provisional up to but without the end of its window', async () => {
    const rows = await rowsOf({ a: [opened(0), call(0), resolved(1)] })
    const closes = start + 3_600_000 + usualRules.windowMs
    const ask = async (asOf: number) => {
      const { readings } = await right(explain(rows, figureOf('fcr.window'), { ...later, asOf }))
      return readings.map(({ provisional }) => provisional)
    }
    expect([await ask(closes - 1), await ask(closes)]).toEqual([[true], [false]])
  })

  test('an exclusion cites the event that is its reason', async () => {
    const rows = await rowsOf({
      a: [
        opened(0),
        {
          type: 'CaseCancelled',
          at: opened(1).at,
          cycle: 1,
          customer: 'customer-1',
          reason: '誤撥',
        },
      ],
    })
    const { readings } = await right(explain(rows, figureOf('transfer.rate'), later))
    expect(readings).toMatchObject([
      { side: 'excluded', reason: 'cancelled', evidence: ['a.0', 'a.1'] },
    ])
  })
})

/** Rows of their own kind for a part of a story, such as its complaints have: keyed by stream. */
const noteFacts: Facts<{ readonly correlation: string; readonly text: string }, CaseEvent> = {
  name: 'notes',
  version: 1,
  from: [{ category: 'case', events: caseEvents }],
  keyOf: ({ event, stream }) => (event.type === 'NoteAdded' ? `note of ${stream}` : undefined),
  evolve: (row, { event, metadata }) =>
    event.type === 'NoteAdded' ? { correlation: metadata.correlationId, text: event.text } : row,
  finding: ({ correlation, text }) => ({
    correlation,
    externalRef: text,
    customer: 'customer-9',
    dimensions: { noted: 'yes' },
  }),
}

describe('finding a case', () => {
  test('by its id, or by its key in the source, which several may share', async () => {
    const rows = await rowsOf(stories)
    const found = (ref: string) => right(findCase(rows, deskModels, ref))
    expect(await found('a')).toEqual([{ id: 'a', externalRef: 'Case 1' }])
    expect(await found('Case 1')).toEqual([{ id: 'a', externalRef: 'Case 1' }])
    expect(await found('Case 2')).toEqual([
      { id: 'b', externalRef: 'Case 2' },
      { id: 'c', externalRef: 'Case 2' },
    ])
    expect(await found('Case 3')).toEqual([])
    const keys = ['c', 'a', 'x']
    const refs = [...(await right(findings(rows, deskModels, keys)))].map(([key, one]) => [
      key,
      one.correlation,
      one.externalRef,
    ])
    expect(new Set(refs)).toEqual(
      new Set([
        ['a', 'a', 'Case 1'],
        ['c', 'c', 'Case 2'],
      ]),
    )
    expect(await right(namesOf(rows, deskModels))).toEqual(['Case 1', 'Case 2'])
    expect(await right(storiesOf(rows, deskModels, 'customer-1'))).toHaveLength(3)
  })

  test('by what any part of its story is found by', async () => {
    const note = (text: string): CaseEvent => ({
      type: 'NoteAdded',
      at: hour(40),
      cycle: 1,
      customer: 'customer-1',
      note: 1,
      text,
    })
    const models = joined(deskModels, { facts: [factsModel(noteFacts)], groups: [] })
    const store = await storeOf({
      ...stories,
      a: [...stories.a, note('K-1')],
      d: [opened(50), note('K-1'), note('K-2')],
      e: [opened(51), note('Case 1')],
    })
    const rows = inMemoryRowStore()
    await right(project(store, rows, models))
    const found = (ref: string) => right(findCase(rows, models, ref))
    expect(await found('note of case-a')).toEqual([{ id: 'a', externalRef: 'Case 1' }])
    expect(await found('K-1')).toEqual([{ id: 'a', externalRef: 'Case 1' }])
    expect(await found('K-2')).toEqual([{ id: 'd', externalRef: 'K-2' }])
    expect(await found('Case 1')).toEqual([
      { id: 'a', externalRef: 'Case 1' },
      { id: 'e', externalRef: 'Case 1' },
    ])
    expect(await right(storiesOf(rows, models, 'customer-9'))).toHaveLength(3)
    expect(await right(dimensionsOf(rows, models))).toContain('noted')
    expect(await right(findCase(rows, deskModels, 'K-1'))).toEqual([])
  })

  test('the dimensions that can be asked for', async () => {
    expect(await right(dimensionsOf(await rowsOf(stories), deskModels))).toEqual([
      'agent',
      'channel',
      'customer',
      'language',
      'phase',
      'problemType',
      'requestType',
      'shop',
      'standard',
      'tier',
    ])
    const none = inMemoryRowStore()
    expect(await right(dimensionsOf(none, deskModels, figures))).toEqual([
      'agent',
      'clock',
      'instance',
      'procedure',
      'step',
    ])
  })
})
