/** Merging is claimed first: whatever comes between, there is no chain, no cycle, and no claim left standing. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { readyCalendars } from '../../calendar/index.js'
import { deskAggregates } from '../../desk/aggregates.js'
import { retail2025 } from '../../standard/ready.js'
import { inMemoryEventStore } from '../../store/in-memory.js'
import type { RecordedEvent } from '../../store/port.js'
import { testBoundary } from '../../testing/boundary.js'
import { commandIdOf } from '../ids.js'
import { isWithdrawal, type AnyPolicy, type Dispatch } from '../policy.js'

import { allOf, hours, t0, uuid, type Body } from '../../../test/desk-policies.js'
import { deskCarryOut } from './index.js'
import { merging } from './merging.js'
import { deskBook } from './rules.js'

const [A, B, C] = [uuid(1), uuid(2), uuid(3)]
const manager = merging(deskBook([retail2025]))
const aggregates = deskAggregates([retail2025], readyCalendars)
const lin = { id: 'lin', role: 'supervisor' } as const

type Kind = 'case' | 'complaint'
/** A command by hand, to a stream. */
type ByHand = readonly [id: string, body: Body]

const openCase: Body = {
  type: 'OpenCase',
  customer: 'customer-1',
  channel: 'email',
  requestType: 'repair',
  phase: 'afterSale',
  problemType: 'product',
  tier: 'standard',
  language: 'zh',
}
const receive: Body = {
  type: 'ReceiveComplaint',
  customer: 'customer-1',
  complaintType: 'goods',
  source: 'external',
  channel: 'phone',
}

/** One merges into another: the survivor is asked. */
const into = (kind: Kind, duplicate: string, survivor: string): ByHand => [
  survivor,
  {
    type: kind === 'case' ? 'AbsorbDuplicate' : 'AbsorbComplaint',
    survivor,
    duplicate,
    duplicateCustomer: 'customer-1',
  },
]

/** Something waits to be sent. */
interface Sending {
  readonly policy: AnyPolicy
  readonly cause: RecordedEvent
  readonly dispatch: Dispatch
  readonly n: number
}

/**
 * One way in which everything may come: at each step one of the commands by hand, the reading of the next
 * event, or the sending of any command that waits. `choose` says which of how many.
 */
const play = async (
  kind: Kind,
  byHand: ReadonlyArray<ByHand>,
  choose: (options: number) => number,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const store = inMemoryEventStore(testBoundary({ start: t0, stepMs: 0 }))
  const carryOut = deskCarryOut(store, aggregates)
  const give = (id: string, body: Body, n: number) => {
    const command = { ...body, at: hours(0), actor: lin }
    return carryOut({ category: kind, id }, command, { commandId: `by hand ${n}` })()
  }
  for (const [i, id] of [A, B, C].entries()) {
    const opened = await give(id, kind === 'case' ? openCase : receive, 100 + i)
    expect(opened._tag).toBe('Right')
  }
  const rows = new Map<string, unknown>()
  const left = [...byHand]
  let sendings: Sending[] = []
  let read = 0

  const react = (cause: RecordedEvent): void => {
    const key = manager.facts.keyOf(cause)
    if (key === undefined) return
    const row = manager.facts.evolve(rows.get(key), cause)
    rows.set(key, row)
    for (const policy of manager.policies) {
      if (policy.on[kind]?.includes(cause.event.type) !== true) continue
      for (const [n, action] of policy.react(cause, row).entries()) {
        if (!isWithdrawal(action)) sendings.push({ policy, cause, dispatch: action, n })
        else {
          const { withdraw } = action
          sendings = sendings.filter(
            (one) => one.dispatch.key !== withdraw || manager.facts.keyOf(one.cause) !== key,
          )
        }
      }
    }
  }

  const send = async ({ policy, cause, dispatch, n }: Sending): Promise<void> => {
    const { to, command } = dispatch
    const stream = `${to.category}-${to.id}`
    const commandId = commandIdOf(policy.name, cause.eventId, stream, command.type, n)
    const done = await carryOut(to, command, { commandId })()
    if (E.isRight(done)) return
    const { left: error } = done
    expect(error._tag).toBe('Rejected')
    const instead =
      error._tag === 'Rejected' ? policy.otherwise?.(dispatch, error.rejection) : undefined
    if (instead !== undefined) sendings.push({ policy, cause, dispatch: instead, n: n + 1_000 })
  }

  for (;;) {
    const events = await allOf(store)
    const unread = events.slice(read)
    const options = [
      ...left.map((hand) => async () => {
        left.splice(left.indexOf(hand), 1)
        await give(hand[0], hand[1], byHand.indexOf(hand))
      }),
      ...unread.slice(0, 1).map((cause) => () => {
        read += 1
        react(cause)
        return Promise.resolve()
      }),
      ...sendings.map((sending) => () => {
        sendings.splice(sendings.indexOf(sending), 1)
        return send(sending)
      }),
    ]
    // what nothing depends on is read at once: fewer ways, none of them another
    const isIdle = unread[0] !== undefined && manager.facts.keyOf(unread[0]) === undefined
    const next = isIdle ? options[left.length] : options[choose(options.length)]
    if (next === undefined) return events
    await next()
  }
}

/** All ways, one after the other. */
const ways = async (
  kind: Kind,
  byHand: ReadonlyArray<ByHand>,
  look: (events: ReadonlyArray<RecordedEvent>) => void,
): Promise<number> => {
  let path: { chosen: number; of: number }[] = []
  for (let count = 1; ; count++) {
    let depth = 0
    const events = await play(kind, byHand, (of) => {
      const at = depth++
      const known = path[at]
      if (known !== undefined) return known.chosen
      path.push({ chosen: 0, of })
      return 0
    })
    look(events)
    while (path.length > 0 && (path.at(-1)?.chosen ?? 0) + 1 >= (path.at(-1)?.of ?? 0)) {
      path = path.slice(0, -1)
    }
    const last = path.at(-1)
    if (last === undefined) return count
    last.chosen += 1
  }
}

interface Pair {
  readonly survivor: string
  readonly duplicate: string
}

const isPair = (event: object): event is Pair => 'survivor' in event && 'duplicate' in event

const names = new Map([
  [A, 'A'],
  [B, 'B'],
  [C, 'C'],
])

/** Who has claimed whom, and who was merged into whom, in the end. */
const standing = (events: ReadonlyArray<RecordedEvent>) => {
  const claims = new Set<string>()
  const merged = new Map<string, string>()
  for (const { event } of events) {
    if (!isPair(event)) continue
    const { survivor, duplicate } = event
    const pair = `${duplicate} into ${survivor}`
    if (event.type.endsWith('Absorbed')) claims.add(pair)
    if (event.type.endsWith('Released')) claims.delete(pair)
    if (event.type.endsWith('Merged')) merged.set(duplicate, survivor)
    if (event.type.endsWith('Unmerged')) merged.delete(duplicate)
  }
  return { claims, merged }
}

const mergedIn = (events: ReadonlyArray<RecordedEvent>): string =>
  [...standing(events).merged]
    .map(([duplicate, survivor]) => `${names.get(duplicate) ?? ''}→${names.get(survivor) ?? ''}`)
    .join(' ')

const isSound = (events: ReadonlyArray<RecordedEvent>): void => {
  const { claims, merged } = standing(events)
  const told = events.map(({ stream, event }) => JSON.stringify({ stream, event }))
  const chains = [...merged].filter(([, survivor]) => merged.has(survivor))
  expect(chains, told.join('\n')).toEqual([])
  const pairs = [...merged].map(([duplicate, survivor]) => `${duplicate} into ${survivor}`)
  expect([...claims].sort(), told.join('\n')).toEqual(pairs.sort())
}

describe.each(['case', 'complaint'] as const)('of each %s', (kind) => {
  test('one into another', async () => {
    const count = await ways(kind, [into(kind, A, B)], (events) => {
      isSound(events)
      expect([...standing(events).merged]).toEqual([[A, B]])
    })
    expect(count).toBeGreaterThan(0)
  })

  test('one into another, and that one into the first', async () => {
    const count = await ways(kind, [into(kind, A, B), into(kind, B, A)], isSound)
    expect(count).toBeGreaterThan(20)
  })

  test('one into another, and that one into a third', async () => {
    const outcomes = new Set<string>()
    const count = await ways(kind, [into(kind, A, B), into(kind, B, C)], (events) => {
      isSound(events)
      outcomes.add(mergedIn(events))
    })
    expect(count).toBeGreaterThan(20)
    // whichever comes first stands
    expect([...outcomes].sort()).toEqual(['A→B', 'B→C'])
  })

  test('one into two others', async () => {
    const outcomes = new Set<string>()
    const count = await ways(kind, [into(kind, A, B), into(kind, A, C)], (events) => {
      isSound(events)
      outcomes.add(mergedIn(events))
    })
    expect(count).toBeGreaterThan(20)
    expect([...outcomes].sort()).toEqual(['A→B', 'A→C'])
  })

  test('what ends meanwhile is let go of', async () => {
    const ends: Body =
      kind === 'case'
        ? { type: 'CancelCase', reason: '誤撥' }
        : { type: 'WithdrawComplaint', reason: '誤會' }
    const count = await ways(kind, [into(kind, A, B), [A, ends]], isSound)
    expect(count).toBeGreaterThan(4)
  })

  test('merged by hand at the same time it stays claimed', async () => {
    const byHand: ByHand = [
      A,
      { type: kind === 'case' ? 'MergeCase' : 'MergeComplaint', survivor: B, duplicate: A },
    ]
    await ways(kind, [into(kind, A, B)], isSound)
    const count = await ways(kind, [into(kind, A, B), byHand], (events) => {
      const { merged } = standing(events)
      expect([...merged]).toEqual([[A, B]])
      expect(standing(events).claims).toEqual(new Set([`${A} into ${B}`]))
    })
    expect(count).toBeGreaterThan(4)
  })
})

test('unmerged, the survivor lets go', async () => {
  const unmerge: ByHand = [A, { type: 'UnmergeCase', survivor: B, duplicate: A }]
  const count = await ways('case', [into('case', A, B), unmerge], isSound)
  expect(count).toBeGreaterThan(4)
})
