import { retail2025 } from '@casetrail/core/standards'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { daysFrom, timeOfDay } from './days.js'
import { desk } from './simulated.fixture.js'
import { staffOf } from './staff.js'

const HOUR = 3_600_000
const days = daysFrom('2025-03-03', 28, 'Asia/Shanghai')
const begins = days.all[0]?.begins ?? 0
const fresh = () => staffOf(desk.agents, retail2025, days, 1)

describe('staff', () => {
  it('work so long as it takes, and only on shift', () => {
    const arbitrary = fc.record({
      who: fc.nat(desk.agents.length - 1),
      at: fc.integer({ min: 0, max: 14 * 24 * 60 }),
      minutes: fc.integer({ min: 0, max: 40 * 60 }),
    })
    fc.assert(
      fc.property(arbitrary, ({ who, at, minutes }) => {
        const staff = fresh()
        const person = staff.all[who]
        if (person === undefined) return
        const from = begins + at * 60_000
        const until = staff.done(person, from, minutes * 60_000)
        // minute by minute, by the document alone
        const isOnShift = (time: number): boolean => {
          const day = days.of(time)
          const since = time - (day?.begins ?? 0)
          return person.agent.shifts.some(
            (shift) =>
              day !== undefined &&
              shift.days.includes(day.weekday) &&
              since >= timeOfDay(shift.from) &&
              since < timeOfDay(shift.to),
          )
        }
        let worked = 0
        for (let time = from; time < until; time += 60_000) if (isOnShift(time)) worked += 1
        expect(isOnShift(until)).toBe(true)
        expect(worked).toBe(minutes)
      }),
      { numRuns: 200 },
    )
  })

  it('take on nothing new in the last minutes of a shift, nor on a day off', () => {
    const staff = fresh()
    const [lin] = staff.all
    if (lin === undefined) throw new Error('there is nobody')
    const at = (hours: number): boolean => staff.isOn(lin, begins + hours * HOUR)
    expect([at(7.9), at(8), at(16.8), at(16.9), at(17)]).toEqual([false, true, true, false, false])
    expect(at(5 * 24 + 10)).toBe(false)
  })

  it('of a team that nobody is in, are all who may', () => {
    const staff = fresh()
    const may = staff.all.filter(({ may: permitted }) => permitted.has('case.work'))
    expect(staff.group('no such team', 'case.work')).toEqual(may)
    expect(staff.group('technical-support', 'case.work').length).toBeLessThan(may.length)
  })
})
