/** When a customer is called next: by class and problem type, a calendar period later. */
import { epochMs, fromEpochMs } from '@casetrail/core'
import { nextFollowUp } from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { DAY } from '../../test/follow-up-kit.js'

const vip = { tier: 'vip', problemType: 'technical' } as const
const technical = { tier: 'member', problemType: 'technical' } as const
const member = { tier: 'member', problemType: 'product' } as const
const anyone = { tier: 'unknown', problemType: 'unknown' } as const

const dueOf = (customer: Parameters<typeof nextFollowUp>[1], since: string): string | undefined =>
  nextFollowUp(retail2025, customer, at(since))?.due

describe('the plan', () => {
  test('is the first that fits', () => {
    const since = at('2025-01-15T08:00:00.000Z')
    expect(nextFollowUp(retail2025, vip, since)).toEqual({
      plan: 'vip-monthly',
      due: '2025-02-15T08:00:00.000Z',
      purpose: 'vipCare',
      method: 'phone',
    })
    expect(nextFollowUp(retail2025, technical, since)).toMatchObject({
      plan: 'technical-quarterly',
      due: '2025-04-15T08:00:00.000Z',
      purpose: 'periodic',
    })
    expect(nextFollowUp(retail2025, member, since)).toMatchObject({
      plan: 'member-quarterly',
      due: '2025-04-15T08:00:00.000Z',
    })
    expect(nextFollowUp(retail2025, anyone, since)).toMatchObject({
      plan: 'yearly',
      due: '2026-01-15T08:00:00.000Z',
    })
  })

  test('says its own method, where it has one', () => {
    const plans = retail2025.followUps.plans.map((plan) => ({ ...plan, method: 'email' as const }))
    const mailing = { ...retail2025, followUps: { ...retail2025.followUps, plans } }
    expect(nextFollowUp(mailing, vip, at('2025-01-15T08:00:00.000Z'))?.method).toBe('email')
  })

  test('is none where none fits', () => {
    const plans = retail2025.followUps.plans.filter(({ id }) => id !== 'yearly')
    const selective = { ...retail2025, followUps: { ...retail2025.followUps, plans } }
    expect(nextFollowUp(selective, anyone, at('2025-01-15T08:00:00.000Z'))).toBeUndefined()
  })
})

describe('a period later', () => {
  test.each([
    ['2025-01-31T23:59:59.999Z', '2025-02-28T23:59:59.999Z'],
    ['2024-01-30T00:00:00.000Z', '2024-02-29T00:00:00.000Z'],
    ['2025-02-28T12:00:00.000Z', '2025-03-28T12:00:00.000Z'],
    ['2025-12-31T12:00:00.000Z', '2026-01-31T12:00:00.000Z'],
    ['2025-05-31T12:00:00.000Z', '2025-06-30T12:00:00.000Z'],
  ])('a month after %s is %s', (since, due) => {
    expect(dueOf(vip, since)).toBe(due)
  })

  test.each([
    ['2025-11-30T08:00:00.000Z', '2026-02-28T08:00:00.000Z'],
    ['2025-10-31T08:00:00.000Z', '2026-01-31T08:00:00.000Z'],
  ])('a quarter after %s is %s', (since, due) => {
    expect(dueOf(member, since)).toBe(due)
  })

  test.each([
    ['2024-02-29T08:00:00.000Z', '2025-02-28T08:00:00.000Z'],
    ['2023-02-28T08:00:00.000Z', '2024-02-28T08:00:00.000Z'],
    ['0004-02-29T08:00:00.000Z', '0005-02-28T08:00:00.000Z'],
    ['9999-06-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
  ])('a year after %s is %s', (since, due) => {
    expect(dueOf(anyone, since)).toBe(due)
  })

  test('is 28 to 31 days, on the same day of the month or its last, at the same time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
        const since = fromEpochMs(ms)
        const due = nextFollowUp(retail2025, vip, since)?.due ?? since
        const days = (epochMs(due) - epochMs(since)) / DAY
        expect([28, 29, 30, 31]).toContain(days)
        expect(due.slice(10)).toBe(since.slice(10))
        const sameDay = due.slice(8, 10) === since.slice(8, 10)
        const nextDay = fromEpochMs(epochMs(due) + DAY)
        expect(sameDay || nextDay.slice(8, 10) === '01').toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
