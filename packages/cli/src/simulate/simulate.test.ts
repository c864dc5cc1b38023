import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { inMemoryEventStore, type Boundary, type EventStore } from '@casetrail/core'
import { deskPolicies, policyRunner } from '@casetrail/core/policy'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { lossyStore, testBoundary } from '@casetrail/core/testing'
import { sqliteStore } from '@casetrail/sqlite'
import { afterAll, describe, expect, it } from 'vitest'

import { daysFrom } from './days.js'
import { simulateInMemory } from './in-memory.js'
import { policiesOn } from './policies.js'
import { desk, historyOf, ranOn, settingOf, standards } from './simulated.fixture.js'
import { firstEventOf } from './setting.js'
import { simulate } from './simulate.js'
import { staffOf } from './staff.js'

const folder = mkdtempSync(join(tmpdir(), 'casetrail-simulate-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const bytes = (value: unknown): string => JSON.stringify(value)

describe('a simulated desk', () => {
  it('has the same history to the byte for the same setting, and another for another', async () => {
    const one = await historyOf()
    expect(bytes(await historyOf())).toBe(bytes(one))
    expect(one.events[0]?.eventId).toBe(firstEventOf(settingOf()))
    for (const other of [{ seed: 2 }, { cases: 61 }, { days: 6 }, { from: '2025-03-04' }]) {
      expect(firstEventOf(settingOf(other))).not.toBe(firstEventOf(settingOf()))
      expect(bytes(await historyOf(other))).not.toBe(bytes(one))
    }
  })

  it('has customers who answer as people do: would they recommend it is like their score, not of it', async () => {
    const { events } = await historyOf({ cases: 400, seed: 3 })
    const cycles = new Map<string, unknown>()
    const byCsat = new Map<unknown, number[]>()
    for (const { stream, event } of events) {
      const fields: Readonly<Record<string, unknown>> = { ...event }
      if (event.type === 'CaseReopened') cycles.set(stream.slice('case-'.length), fields['cycle'])
      if (event.type !== 'SatisfactionRecorded') continue
      const { csat, nps, resolvedInOneContact } = fields
      byCsat.set(csat, [...(byCsat.get(csat) ?? []), Number(nps)])
      if (Number(csat) <= 2 || cycles.has(String(fields['case']))) {
        expect(resolvedInOneContact).not.toBe(true)
      }
    }
    const means = [1, 2, 3, 4, 5].map((csat) => {
      const scores = byCsat.get(csat) ?? []
      expect(new Set(scores).size).toBeGreaterThan(2)
      return scores.reduce((sum, n) => sum + n, 0) / scores.length
    })
    expect(means.toSorted((a, b) => a - b)).toEqual(means)
  })

  it('has it on a store in a file too, and where nothing is kept in memory', async () => {
    const one = await historyOf()
    const path = join(folder, 'desk.db')
    let opened: ReturnType<typeof sqliteStore> | undefined
    const inFile = await ranOn(settingOf(), {
      storeOf: ({ now, newId }) => (opened = sqliteStore(path, { now, newId })),
    })
    opened?.close()
    expect(bytes(inFile)).toBe(bytes(one))
    expect(bytes(await ranOn(settingOf(), { cached: 1 }))).toBe(bytes(one))
  })

  it('has it however often its policies are stopped and run again', async () => {
    const rows = inMemoryRowStore()
    const restarted = await ranOn(settingOf(), {
      lookerOf: (store, carryOut, standard) => ({
        settle: (now) =>
          policyRunner({ store, rows, managers: deskPolicies([standard]), carryOut }).settle(now)(),
      }),
    })
    expect(bytes(restarted)).toBe(bytes(await historyOf()))
  })

  it.each(standards.map((standard) => [standard.id, standard] as const))(
    'keeps what must hold where answers are lost, late and wrong (%s)',
    async (_, standard) => {
      const inners: EventStore[] = []
      let faults: ReturnType<typeof lossyStore> | undefined
      const setting = settingOf({ standard, cases: 20 })
      const storeOf = (boundary: Boundary): EventStore => {
        const inner = inMemoryEventStore(boundary)
        inners.push(inner)
        faults = lossyStore(inner, { seed: 5 })
        return faults
      }
      const lossy = await ranOn(
        setting,
        { storeOf },
        () => inners[0] ?? inMemoryEventStore(testBoundary()),
      )
      await faults?.settle()
      expect(lossy.violations).toEqual([])
      expect(
        lossy.events.filter(({ event }) => event.type === 'CaseOpened').length,
      ).toBeGreaterThanOrEqual(20)
    },
  )

  it('has nobody act off shift', async () => {
    const setting = settingOf({ cases: 200 })
    const { events } = await historyOf({ cases: 200 })
    const days = daysFrom(setting.from, 60, setting.standard.zone)
    const staff = staffOf(desk.agents, retail2025, days, 1)
    let acted = 0
    for (const { metadata, recordedAt, event } of events) {
      const person = staff.find(metadata.actor.id)
      if (person === undefined) continue
      acted += 1
      const at = Date.parse(recordedAt)
      // where no time is needed any more, none passes: it is on shift
      expect([event.type, staff.done(person, at, 0)]).toEqual([event.type, at])
    }
    expect(acted).toBeGreaterThan(1_000)
  })

  it('shows all that a desk lives through', async () => {
    const { events, violations } = await historyOf({ cases: 400, seed: 3 })
    expect(violations).toEqual([])
    const types = new Set(events.map(({ event }) => event.type))
    for (const type of [
      'CaseTransferred',
      'CustomerInputRequested',
      'CaseHeld',
      'CaseResumed',
      'CaseEscalated',
      'CaseReopened',
      'CaseMerged',
      'CaseCancelled',
      'AppointmentKept',
      'ClockWarned',
      'ClockBreached',
      'ComplaintReceived',
      'RemedyRefused',
      'RemedyAccepted',
      'RemedyDeclined',
      'ReviewCompleted',
      'ComplaintReopened',
      'FollowUpAttempted',
      'FollowUpUnreachable',
      'SurveyBounced',
      'SatisfactionRecorded',
      'InterruptionEnded',
      'ExposureReported',
      'EmergencyDeclared',
      'Recovered',
      'CorrectiveActionOpened',
      'DispatchAnswered',
    ]) {
      expect(types).toContain(type)
    }
    expect(events.some(({ event, recordedAt }) => event.at < recordedAt)).toBe(true)
  })

  it('calls on customers by the plans, where they have agreed to it', async () => {
    const { events } = await historyOf({ cases: 200, days: 20 })
    const planned = events.filter(
      ({ event }) => event.type === 'FollowUpScheduled' && 'plan' in event,
    )
    expect(planned.length).toBeGreaterThan(0)
    expect(planned.every(({ event }) => 'consent' in event && event.consent === 'given')).toBe(true)
    const refusals = events.map(({ event }) => 'rejection' in event && event.rejection)
    expect(refusals).not.toContain('ConsentMissing')
  })

  it('stops with the command, the rejection and the state where a rule says no', async () => {
    const roles = retail2025.roles.map((role) =>
      role.code === 'customer'
        ? { ...role, may: role.may.filter((permission) => permission !== 'case.contact') }
        : role,
    )
    const refused = await simulateInMemory(settingOf({ standard: { ...retail2025, roles } }))
    expect(refused).toMatchObject({
      left: {
        _tag: 'CommandRefused',
        command: { type: 'RecordContact' },
        error: { _tag: 'NotPermitted', permission: 'case.contact' },
        state: { stage: 'new' },
      },
    })
  })

  it('ends when it is told to', async () => {
    const end = new AbortController()
    let seen = 0
    const ended = await simulate(settingOf({ cases: 500 }), {
      storeOf: inMemoryEventStore,
      lookerOf: policiesOn,
      signal: end.signal,
      onProgress: () => {
        seen += 1
        end.abort()
      },
    })
    expect([seen, ended]).toEqual([1, { _tag: 'Left', left: { _tag: 'Interrupted' } }])
  })
})
