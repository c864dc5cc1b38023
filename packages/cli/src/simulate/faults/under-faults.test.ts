import { describe, expect, it } from 'vitest'

import { rightOf, settingOf, standards } from '../simulated.fixture.js'

import { simulateUnderFaults } from './under-faults.js'

describe('a desk whose store loses answers, and whose programs end', () => {
  it.each(standards.map((standard) => [standard.id, standard] as const))(
    'keeps what must hold (%s)',
    { timeout: 60_000 },
    async (_, standard) => {
      const setting = settingOf({ standard, cases: 40, seed: 7 })
      const { events, violations, faults } = rightOf(await simulateUnderFaults(setting))
      expect(violations).toEqual([])
      expect(events.filter(({ event }) => event.type === 'CaseOpened').length).toBeGreaterThan(39)
      expect(Math.min(...Object.values<number>({ ...faults }))).toBeGreaterThan(0)
      expect(faults.outcomesUnknown).toBeGreaterThan(50)
      expect(
        events.filter(({ event }) => event.type === 'DispatchAnswered').length,
      ).toBeGreaterThan(50)
    },
  )

  it('has the same history again for the same seed', { timeout: 60_000 }, async () => {
    const once = rightOf(await simulateUnderFaults(settingOf({ cases: 20 })))
    const again = rightOf(await simulateUnderFaults(settingOf({ cases: 20 })))
    expect(JSON.stringify(again)).toBe(JSON.stringify(once))
  })
})
