import { describe, expect, test } from 'vitest'

import {
  accepted,
  assigned,
  cancelled,
  escalated,
  figureFrom,
  merged,
  opened,
  resolved,
  rowsOf,
  transferred,
} from '../../test/desk.js'

import { caseFacts } from '../facts/case-facts.js'

import * as measures from './index.js'

describe('transfer.rate', () => {
  test('cases with a transfer of those handled, and the mean count; the first assignment is none', async () => {
    const stories = {
      a: [opened(0), assigned(1), accepted(2), resolved(3)],
      b: [opened(0), transferred(1), accepted(2), transferred(3, true), resolved(4)],
      c: [opened(0), assigned(1), accepted(2), transferred(3)],
      d: [opened(0)],
      e: [opened(0), transferred(1), merged(2)],
      f: [opened(0), transferred(1), cancelled(2)],
    }
    expect(await figureFrom('transfer.rate', stories)).toMatchObject({
      value: 2 / 4,
      numerator: 2,
      denominator: 4,
      mean: 3 / 4,
      excluded: { merged: 1, cancelled: 1 },
    })
  })
})

describe('escalation.rate', () => {
  const stories = {
    a: [opened(0), escalated(1, 'functional'), escalated(2, 'hierarchical')],
    b: [opened(0), escalated(1, 'hierarchical'), escalated(2, 'hierarchical')],
    c: [opened(0), escalated(1, 'functional')],
    d: [opened(0)],
    e: [opened(0), escalated(1, 'functional'), cancelled(2)],
  }

  test('cases escalated of those handled; functional and hierarchical apart', async () => {
    expect(await figureFrom('escalation.rate', stories)).toMatchObject({
      value: 3 / 4,
      numerator: 3,
      denominator: 4,
      mean: 5 / 4,
      parts: {
        functional: { value: 2 / 4, numerator: 2 },
        hierarchical: { value: 2 / 4, numerator: 2 },
      },
      excluded: { cancelled: 1 },
    })
  })

  test('each kind cites its own escalation', async () => {
    const loaded = await (await rowsOf(stories)).load(caseFacts, ['a', 'c'])()
    if (loaded._tag === 'Left') throw new Error(loaded.left.reason)
    const evidence = (measure: (typeof measures)['functionalEscalations'], key: string) =>
      measure.readings(loaded.right.get(key) as never, key).map((one) => one.evidence)
    expect(evidence(measures.functionalEscalations, 'a')).toEqual([['a.0', 'a.1']])
    expect(evidence(measures.hierarchicalEscalations, 'a')).toEqual([['a.0', 'a.2']])
    expect(evidence(measures.escalations, 'a')).toEqual([['a.0', 'a.1', 'a.2']])
    expect(evidence(measures.hierarchicalEscalations, 'c')).toEqual([['c.0']])
  })

  test('without a case there is nothing to say', async () => {
    expect(await figureFrom('escalation.rate', {})).toMatchObject({
      value: null,
      reason: 'nothing to count: the denominator is 0',
    })
  })
})
