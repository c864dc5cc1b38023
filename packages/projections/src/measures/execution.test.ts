import type { CaseEvent } from '@casetrail/core/case'
import { describe, expect, test } from 'vitest'

import { procedure, promising } from '../../test/promises.js'
import {
  assigned,
  cancelled,
  closed,
  figureFrom,
  hour,
  later,
  merged,
  opened,
  reopened,
  reply,
  resolved,
  right,
  rowsOf,
  someTime,
  type Asked,
  type Story,
} from '../../test/desk.js'
import { deskFigures, evaluate, explain } from '../index.js'

const verified = (hours: number): CaseEvent => ({
  type: 'SolutionVerified',
  at: hour(hours),
  cycle: 1,
  customer: 'customer-1',
  method: 'test',
  reusable: false,
})
const recorded = (hours: number, step: string): CaseEvent => ({
  type: 'StepRecorded',
  at: hour(hours),
  cycle: 1,
  step,
})
const archived = (hours: number): CaseEvent => ({
  type: 'CaseArchived',
  at: hour(hours),
  cycle: 1,
  openedAt: hour(0),
  closedAt: hour(5),
  cycles: 1,
  contacts: 1,
})

const all = [opened(0), assigned(1), reply(2), resolved(3), verified(4), closed(5)]

const executed = async (stories: Readonly<Record<string, Story>>, asked: Asked = {}) => {
  const figure = await figureFrom('standard.execution', stories, asked)
  const { numerator, denominator, parts = {}, excluded } = figure
  const { numerator: conforming, denominator: cases } = parts['cases'] ?? {}
  return [numerator, denominator, conforming, cases, excluded]
}

const none = [undefined, undefined, undefined, undefined]

describe('required steps', () => {
  test('all taken in order', async () => {
    expect(await executed({ a: all })).toEqual([5, 5, 1, 1, {}])
  })

  test('shown by a recorded step', async () => {
    const a = [...all.slice(0, 4), recorded(4, 'verify'), closed(5)]
    expect(await executed({ a })).toEqual([5, 5, 1, 1, {}])
    const other = [...all.slice(0, 4), recorded(4, 'other'), closed(5)]
    expect(await executed({ a: other })).toEqual([4, 5, 0, 1, {}])
  })

  test('missing and out of order, of several cases', async () => {
    const b = [opened(0), resolved(1), assigned(2), closed(3)]
    // of b, to receive and to solve (or to assign) stand in order
    expect(await executed({ a: all, b })).toEqual([7, 10, 1, 2, {}])
  })

  test('in the order in which they happened, though recorded late', async () => {
    const a = [opened(0), assigned(1), resolved(3), reply(2), verified(4), closed(5)]
    expect(await executed({ a })).toEqual([5, 5, 1, 1, {}])
  })

  test('are asked when the case is closed, and again when it was reopened', async () => {
    expect(await executed({ a: all.slice(0, -1) })).toEqual([...none, { running: 1 }])
    expect(await executed({ a: [...all, reopened(9)] })).toEqual([...none, { running: 1 }])
    const again = [...all.slice(0, 4), closed(5), reopened(9), verified(10), closed(11)]
    expect(await executed({ a: again })).toEqual([5, 5, 1, 1, {}])
    const until = { query: { to: Date.parse(hour(11)) } }
    expect(await executed({ a: again }, until)).toEqual([...none, {}])
  })

  test('are dated at the closing, also of what is archived later', async () => {
    const until = { query: { to: Date.parse(hour(6)) } }
    expect(await executed({ a: [...all, archived(500)] }, until)).toEqual([5, 5, 1, 1, {}])
  })

  test('are not asked of what is merged, cancelled, or not for such cases', async () => {
    expect(await executed({ a: [opened(0), merged(1)] })).toEqual([...none, { merged: 1 }])
    expect(await executed({ a: [opened(0), cancelled(1)] })).toEqual([...none, { cancelled: 1 }])
    expect(await executed({ a: [opened(0, { requestType: 'inquiry' }), closed(1)] })).toEqual([
      ...none,
      {},
    ])
  })

  test('ask by what the case was at its opening, not by an attribute of its source', async () => {
    const attributes = { requestType: 'inquiry' }
    const a = [opened(0, { attributes }), ...all.slice(1)]
    expect(await executed({ a })).toEqual([5, 5, 1, 1, {}])
  })

  test('under a standard that is not loaded are unknown', async () => {
    const a = [opened(0, { standard: { id: 'ours', version: 1 } }), closed(1)]
    expect(await executed({ a })).toEqual([...none, { standardNotLoaded: 1 }])
  })

  test('at a time that nobody knows stand where they were recorded', async () => {
    const a = all.map((told) => (told === all[2] ? someTime(told) : told))
    expect(await executed({ a })).toEqual([5, 5, 1, 1, {}])
  })

  test('of a very long case are not judged', async () => {
    const talk = Array.from({ length: 150 }, (_, n) => [reply(2), recorded(2, `s${String(n)}`)])
    const a = [opened(0), ...talk.flat(), closed(5)]
    expect(await executed({ a })).toEqual([...none, { tooLong: 1 }])
    // what repeats itself is no longer for it
    const repeated = [...all.slice(0, 2), ...Array.from({ length: 400 }, () => reply(2))]
    expect(await executed({ a: [...repeated, ...all.slice(3)] })).toEqual([5, 5, 1, 1, {}])
  })

  test('where archiving is one of them are judged when that is done', async () => {
    const archive = { id: 'archive', label: procedure.label, shownBy: ['CaseArchived'] }
    const standard = {
      ...promising,
      procedures: [{ ...procedure, steps: [...procedure.steps, archive] }],
    }
    const figures = deskFigures([standard]).filter(({ id }) => id === 'standard.execution')
    const of = async (story: Story) => {
      const rows = await rowsOf({ a: story })
      const { figures: results } = await right(evaluate(rows, figures, later))
      return [results[0]?.numerator, results[0]?.denominator, results[0]?.excluded]
    }
    expect(await of(all)).toEqual([undefined, undefined, { running: 1 }])
    expect(await of([...all, archived(9)])).toEqual([6, 6, {}])
  })

  test('are told in words, by case and by step', async () => {
    const rows = await rowsOf({ a: [opened(0), resolved(1), assigned(2), reply(3), closed(4)] })
    const [figure] = deskFigures([promising]).filter(({ id }) => id === 'standard.execution')
    if (figure === undefined) throw new Error('there is none')
    const cases = await right(explain(rows, figure, { ...later, input: 'cases' }))
    expect(cases.readings.map(({ side, says }) => [side, says])).toEqual([
      ['missed', { en: 'missing: verify; out of order: solve', zh: '缺少：驗證；順序有誤：解決' }],
    ])
    const missed = await right(explain(rows, figure, { ...later, side: 'missed' }))
    expect(missed.readings.map(({ dimensions, says }) => [dimensions['step'], says?.en])).toEqual([
      ['solve', 'out of order: solve'],
      ['verify', 'missing: verify'],
    ])
    const met = await right(explain(rows, figure, { ...later, side: 'met' }))
    expect(met.readings.map(({ evidence }) => evidence)).toEqual([
      ['a.0', 'a.4'],
      ['a.0', 'a.2', 'a.4'],
      ['a.0', 'a.3', 'a.4'],
    ])
  })

  test('stand apart by procedure and by version of the standard', async () => {
    const b = [opened(0, { standard: { id: 'retail-2025', version: 2 } }), closed(1)]
    const figures = deskFigures([promising, { ...promising, version: 2 }])
    const own = figures.filter(({ id }) => id === 'standard.execution')
    const by = ['standard', 'procedure']
    const answer = await right(evaluate(await rowsOf({ a: all, b }), own, { ...later, by }))
    expect(answer.breakdown?.rows.map(({ key, figures: [one] }) => [key, one?.value])).toEqual([
      ['retail-2025@1 · service', 1],
      ['retail-2025@2 · service', 0.2],
    ])
  })
})
