/** The customers of a simulated desk. */
import { drawn, type Chance } from './draw.js'
import type { Desk } from './desk-document.js'
import type { Mood } from './parameter-parts.js'

export interface Customer {
  readonly id: string
  readonly name: string
  readonly tier: string
  readonly region: string
  readonly language: 'zh' | 'en'
  readonly mood: Mood
  readonly consents: boolean
}

const SURNAMES = ['王', '李', '張', '劉', '陳', '楊', '黃', '周', '吳', '徐'] as const
const TITLES = ['女士', '先生'] as const
const FIRST_NAMES = ['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Frank'] as const

export const makeCustomer = ({ customers }: Desk, chance: Chance, number: number): Customer => {
  const { code: language } = drawn(chance, customers.languages)
  return {
    id: `customer-${String(number).padStart(5, '0')}`,
    name:
      language === 'en'
        ? chance.pick(FIRST_NAMES)
        : `${chance.pick(SURNAMES)}${chance.pick(TITLES)}`,
    tier: drawn(chance, customers.tiers).code,
    region: drawn(chance, customers.regions).code,
    language,
    mood: drawn(chance, customers.moods),
    consents: chance.happens(customers.consent),
  }
}
