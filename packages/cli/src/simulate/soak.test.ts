/** Many desks, and what must hold of each history. */
import { describe, expect, it } from 'vitest'

import { historyOf, standards } from './simulated.fixture.js'

const SEEDS = 200

describe.each(standards.map((standard) => [standard.id, standard] as const))(
  '%s',
  (_, standard) => {
    it(`keeps all invariants over ${SEEDS} seeds of 20 cases`, { timeout: 300_000 }, async () => {
      const found: unknown[] = []
      let cases = 0
      for (let seed = 1; seed <= SEEDS; seed++) {
        const { events, violations } = await historyOf({ standard, seed, cases: 20 })
        cases += events.filter(({ event }) => event.type === 'CaseOpened').length
        for (const violation of violations) found.push({ seed, ...violation })
      }
      expect(found).toEqual([])
      expect(cases).toBeGreaterThanOrEqual(SEEDS * 20)
    })

    it('keeps them on a crowded day, with a surge and an outage', { timeout: 60_000 }, async () => {
      const { events, violations } = await historyOf({ standard, seed: 11, cases: 400, days: 3 })
      expect(violations).toEqual([])
      const types = new Set(events.map(({ event }) => event.type))
      for (const type of ['EmergencyDeclared', 'CaseMerged', 'RemedyFulfilled', 'CaseArchived']) {
        expect(types).toContain(type)
      }
    })
  },
)
