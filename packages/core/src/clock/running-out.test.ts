import { describe, expect, it } from 'vitest'

import { chinaOffice } from '../calendar/index.js'
import { retail2025 } from '../standard/ready.js'
import { at } from '../testing/index.js'

import { runningOut } from './running-out.js'

const ending = (to: string, version = chinaOffice.version) => ({
  ...chinaOffice,
  version,
  covers: { from: chinaOffice.covers.from, to: to as typeof chinaOffice.covers.to },
})

describe('calendars that run out', () => {
  const by = at('2026-12-31T08:00:00.000Z')

  it('are those that know no day after an instant', () => {
    const last = ending('2026-12-30')
    expect(runningOut(retail2025, [last], by)).toEqual([last])
    expect(runningOut(retail2025, [ending('2026-12-31')], by)).toEqual([])
  })

  it('are judged by their newest version', () => {
    const [old, longer] = [ending('2025-12-31', 1), ending('2027-12-31', 2)]
    for (const both of [
      [old, longer],
      [longer, old],
    ]) {
      expect(runningOut(retail2025, both, by)).toEqual([])
    }
    const shorter = ending('2026-06-30', 3)
    expect(runningOut(retail2025, [shorter, longer, old], by)).toEqual([shorter])
  })

  it('are none that no clock runs by', () => {
    const another = { ...ending('2025-12-31'), id: 'another' }
    expect(runningOut(retail2025, [another], by)).toEqual([])
    const clocks = retail2025.clocks.map((clock) => ({ ...clock, off: true as const }))
    expect(runningOut({ ...retail2025, clocks }, [ending('2025-12-31')], by)).toEqual([])
  })
})
