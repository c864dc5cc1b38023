/** Promises that were given before the policies came are kept an eye on; nothing else of that time is acted on. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { desk, hours, uuid, type Desk } from '../../test/desk-policies.js'
import { CASE, open, resolve } from '../../test/desk-stories.js'
import { accounts, asks, idOf, manager, minute, policy, to } from '../../test/policy-kit.js'
import { readyCalendars } from '../calendar/index.js'
import { deskAggregates } from '../desk/aggregates.js'
import { inMemoryRowStore } from '../read-model/in-memory-rows.js'
import type { RowStore } from '../read-model/rows.js'
import { retail2025 } from '../standard/ready.js'
import type { RecordedEvent } from '../store/port.js'

import { deskCarryOut } from './desk/index.js'
import { policyRunner } from './runner.js'
import { policiesBegan } from './run.js'

const RESOLVED = uuid(7)

/** An open case, and one that is done, before there is any policy. */
const before = async (d: Desk): Promise<void> => {
  await open(d, 0)
  await open(d, 0, { customer: 'customer-2' }, RESOLVED)
  await resolve(d, 0.5, {}, RESOLVED)
}

const typesOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> =>
  events.map(({ event }) => event.type)

describe('policies that come late', () => {
  test('record the breaches of open cases at their own instants, and what follows of those follows', async () => {
    const d = desk()
    await before(d)
    const { length } = await d.events()
    const answers = await d.settle(24 * 30)
    const after = (await d.events()).slice(length)
    const breached = after.filter(({ event }) => event.type === 'ClockBreached')
    expect(breached.length).toBeGreaterThan(0)
    for (const { event, stream } of breached) {
      expect(stream).toBe(`case-${CASE}`)
      expect('dueAt' in event && event.at).toBe('dueAt' in event && event.dueAt)
    }
    expect(answers).toContain('overdue EscalateCase carriedOut')
    // nobody is called about what was done before
    expect(typesOf(after)).not.toContain('FollowUpScheduled')
    expect(after.some(({ stream }) => stream === `case-${RESOLVED}`)).toBe(false)
  })

  test('wait for what is due later, and not for what is over', async () => {
    const d = desk()
    await before(d)
    expect(await d.settle(0.6)).toEqual([])
    await resolve(d, 0.7)
    const { length } = await d.events()
    await d.settle(24 * 30)
    const after = (await d.events()).slice(length)
    const ofCase = typesOf(after.filter(({ stream }) => stream === `case-${CASE}`))
    expect(ofCase).toContain('CaseClosed')
    expect(ofCase.filter((type) => type.startsWith('Clock'))).toEqual([])
  })

  test('and settle a second time to nothing', async () => {
    const d = desk()
    await before(d)
    await d.settle(24)
    const { length } = await d.events()
    await d.settle(24)
    expect((await d.events()).length).toBe(length)
  })
})

const runnerOn = ({ store, managers }: Desk, rows: RowStore) =>
  policyRunner({
    store,
    rows,
    managers,
    carryOut: deskCarryOut(store, deskAggregates([retail2025], readyCalendars)),
  })

test('a program that dies while it looks back looks back again', async () => {
  const d = desk()
  await before(d)
  const rows = inMemoryRowStore()
  // it began, and died before it had written anything else
  let commits = 0
  const mortal: RowStore = {
    ...rows,
    commit: (changes) =>
      ++commits === 1
        ? rows.commit(changes)
        : () => Promise.resolve(E.left({ _tag: 'Unavailable', reason: 'dead' } as const)),
  }
  expect(E.isLeft(await runnerOn(d, mortal).settle(hours(1))())).toBe(true)
  expect(await policiesBegan(rows)()).toMatchObject({ right: expect.any(String) as unknown })
  const again = await runnerOn(d, rows).settle(hours(1))()
  const whole = await runnerOn(d, inMemoryRowStore()).settle(hours(1))()
  expect(again).toMatchObject({ right: { waiting: E.isRight(whole) && whole.right.waiting } })
  expect(E.isRight(whole) && whole.right.waiting).toBeGreaterThan(0)
})

test('rows of a manager that are built again wait for the same once more, not twice', async () => {
  const d = desk()
  await before(d)
  const rows = inMemoryRowStore()
  const first = await runnerOn(d, rows).settle(hours(1))()
  await rows.clear('desk.deadlines')()
  const again = await runnerOn(d, rows).settle(hours(1))()
  const waiting = E.isRight(first) ? first.right.waiting : 0
  expect(waiting).toBeGreaterThan(0)
  expect(again).toMatchObject({ right: { waiting, answered: 0 } })
})

test('only the policy that says so is asked about the time before', async () => {
  const closes = policy('closes', ['Opened'], (seen) => {
    const notBefore = minute(60)
    return [{ to: to(idOf(seen)), command: asks({ type: 'Close', at: notBefore }), notBefore }]
  })
  const given = async (managers: ReadonlyArray<ReturnType<typeof manager>>) => {
    const { runner, give } = accounts({ managers })
    await give(uuid(1), { type: 'Open', at: minute(0), owner: 'ann' })
    return runner.settle(minute(1))()
  }
  expect(await given([manager(closes)])).toMatchObject({ right: { waiting: 0 } })
  expect(await given([manager({ ...closes, looksBack: true })])).toMatchObject({
    right: { waiting: 1, nextAt: minute(60) },
  })
})
