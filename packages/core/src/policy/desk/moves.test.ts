/** What a manager passes over unread would not have changed its rows. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { readyStandards } from '../../standard/ready.js'
import { clockEvents } from '../../clock/events.js'
import type { RecordedEvent } from '../../store/port.js'
import { arbitraryOf } from '../../testing/index.js'
import { minute, uuid } from '../../../test/policy-kit.js'

import { isWithdrawal } from '../policy.js'
import { deadlines } from './deadlines.js'
import { deskPolicies } from './index.js'

const [standard] = readyStandards
const ref = { id: standard?.id ?? '', version: standard?.version ?? 1 }

const recorded = (category: string, event: RecordedEvent['event'], revision: number) => ({
  eventId: uuid(revision),
  stream: `${category}-${uuid(1)}`,
  revision,
  position: String(revision),
  recordedAt: minute(0),
  event,
  metadata: {
    actor: { id: 'agent-1', role: 'agent' as const },
    commandId: 'command',
    correlationId: uuid(1),
    causationId: 'command',
    schemaVersion: 1,
    standard: ref,
  },
})

const managers = deskPolicies(readyStandards).filter(({ moves }) => moves !== undefined)

test('most of the managers say what they read', () => {
  expect(managers.map(({ facts }) => facts.name)).toContain('desk.story')
})

test.each(managers.map((one) => [one.facts.name, one] as const))('%s', (_, { facts, moves }) => {
  for (const { category, events } of facts.from) {
    const known = new Set(moves?.[category] ?? [])
    const of = (moving: boolean) =>
      events.versions
        .filter(
          ({ type, version }) =>
            known.has(type) === moving && version === events.currentVersion(type),
        )
        .map(({ codec }) => arbitraryOf(codec) as fc.Arbitrary<RecordedEvent['event']>)
    const [moving, others] = [of(true), of(false)]
    if (others.length === 0) continue
    const before = moving.length === 0 ? fc.constant([]) : fc.array(fc.oneof(...moving))
    fc.assert(
      fc.property(before, fc.oneof(...others), (history, other) => {
        const row = history.reduce<unknown>((acc, event, i) => {
          const seen = recorded(category, event, i)
          return facts.keyOf(seen) === undefined ? acc : facts.evolve(acc, seen)
        }, undefined)
        const seen = recorded(category, other, history.length)
        if (row === undefined || facts.keyOf(seen) === undefined) return
        expect(facts.evolve(row, seen)).toBe(row)
      }),
      { numRuns: 500 },
    )
  }
})

test.each(clockEvents.versions.map(({ type, codec }) => [type, codec] as const))(
  'deadlines do with %s what they say',
  (type, codec) => {
    const arbitrary = arbitraryOf(codec) as fc.Arbitrary<RecordedEvent['event']>
    const given = new Set<string>()
    fc.assert(
      fc.property(arbitrary, (event) => {
        for (const action of deadlines.policies[0]?.react(recorded('case', event, 1), undefined) ??
          []) {
          given.add(isWithdrawal(action) ? 'withdrawal' : 'command')
        }
      }),
      { numRuns: 200 },
    )
    const { on = {}, withdrawsOn = {} } = deadlines.policies[0] ?? {}
    const says =
      on['case']?.includes(type) !== true
        ? []
        : withdrawsOn['case']?.includes(type) === true
          ? ['withdrawal']
          : ['command', 'withdrawal']
    expect([...given].sort()).toEqual(says)
  },
)
