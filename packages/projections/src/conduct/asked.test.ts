/** Steps that are asked for only where something happened, and steps that the plan shows. */
import type { RequiredStep } from '@casetrail/core/standards'
import { describe, expect, test } from 'vitest'

import { askedFor, conformance } from './conformance.js'

const step = (
  id: string,
  shownBy: ReadonlyArray<string>,
  when?: ReadonlyArray<string>,
): RequiredStep => ({
  id,
  label: { en: id, zh: '步驟' },
  shownBy,
  ...(when === undefined ? {} : { when }),
})

const remedy = [
  step('approve', ['RemedyApproved'], ['RemedyFulfilled']),
  step('carryOut', ['RemedyFulfilled'], ['RemedyFulfilled']),
  step('decide', ['ComplaintDecided']),
]

describe('a step with a condition', () => {
  test('is not asked for where nothing called for it', () => {
    expect(askedFor(remedy, ['ComplaintReceived', 'ComplaintDecided'])).toEqual(remedy.slice(2))
  })

  test('is missing where something did', () => {
    const trace = ['RemedyFulfilled', 'ComplaintDecided']
    expect(conformance({ steps: askedFor(remedy, trace) }, trace)).toMatchObject({
      missing: [{ id: 'approve' }],
      outOfOrder: [],
      conforming: false,
    })
  })

  test('called for by a step that was recorded, by its type', () => {
    const steps = [step('tell', ['DelayNotified'], ['StepRecorded'])]
    expect(askedFor(steps, ['step:lookUp'])).toEqual(steps)
    expect(askedFor(steps, ['done:lookUp'])).toEqual([])
  })
})

describe('a step of the plan that was completed', () => {
  const steps = [step('guide', ['step:guide']), step('any', ['StepCompleted'])]

  test('shows the step of its name, and its type', () => {
    expect(conformance({ steps }, ['done:guide', 'done:fillIn']).conforming).toBe(true)
  })

  test('is not the step of another name, nor a recorded one', () => {
    expect(conformance({ steps }, ['done:fillIn']).missing).toMatchObject([{ id: 'guide' }])
    expect(conformance({ steps }, ['step:guide']).missing).toMatchObject([{ id: 'any' }])
  })
})
