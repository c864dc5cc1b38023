import { describe, expect, it } from 'vitest'

import { roleText, told } from './told.js'

describe('details are told', () => {
  it("a source's attributes under its own names, with its own values", () => {
    const details = [
      ['channel', 'phone'],
      ['attributes.channel', 'phone'],
      ['attributes.Sub.category', 'Not needed'],
      ['attributes.since', '2025-03-01T08:00:00.000Z'],
    ] as const
    expect(told(details, 'Asia/Shanghai', 'zh')).toEqual([
      ['渠道', '電話'],
      ['屬性', 'channel phone / Sub.category Not needed / since 2025-03-01T08:00:00.000Z'],
    ])
  })

  it('a chain of whys by its method, once', () => {
    const details = [
      ['analysis.method', 'fiveWhys'],
      ['analysis.whys', 'box torn / box thin'],
    ] as const
    expect(told(details, 'UTC', 'en')).toEqual([['analysis', '5-Why box torn / box thin']])
  })

  it('plans in the words of the standard that was applied', () => {
    const details = [['plan', 'yearly']] as const
    const text = (standard: string): string | undefined =>
      told(details, 'UTC', 'en', standard)[0]?.[1]
    expect(text('front-desk@1')).toBe('yearly, all customers')
    expect(text('retail-2025@1')).toBe('yearly')
  })

  it('roles as the standard calls them, others as they are', () => {
    expect(roleText('qualityInspector', 'en')).toBe('quality inspector')
    expect(roleText('qualityInspector', 'zh')).toBe('質檢員')
    expect(roleText('toString', 'zh')).toBe('toString')
    expect(roleText('dock\u001b[2J', 'en')).toBe('dock [2J')
  })
})
