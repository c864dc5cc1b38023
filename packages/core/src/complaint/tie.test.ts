/** Duplicates: the survivor is claimed before the other merges into it, in whatever order things come. */
import {
  complaintAggregate,
  type ComplaintCommand,
  type ComplaintEvent,
} from '@casetrail/core/complaint'
import { fold, foldRead, handle, inMemoryEventStore, streamName } from '@casetrail/core'
import { retail2025 } from '@casetrail/core/standards'
import { testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  A,
  B,
  C,
  DAY,
  HOUR,
  after,
  coordinator,
  customer,
  inStage,
  leadingTo,
  receive,
  remedyIn,
  supervisor,
  theComplaint,
} from '../../test/complaint-kit.js'

const now = { at: after(2 * DAY), actor: supervisor } as const
const recorded = { at: now.at, cycle: 1, by: supervisor.id } as const
const open = ['received', 'acknowledged', 'investigating', 'decided'] as const
const absorbed = (duplicate: string): ComplaintEvent => ({
  type: 'ComplaintAbsorbed',
  at: after(HOUR),
  cycle: 1,
  by: coordinator.id,
  customer,
  survivor: A,
  duplicate,
})

describe('claiming a duplicate', () => {
  const absorb: ComplaintCommand = {
    type: 'AbsorbComplaint',
    ...now,
    survivor: A,
    duplicate: B,
    duplicateCustomer: customer,
  }
  const event: ComplaintEvent = {
    type: 'ComplaintAbsorbed',
    ...recorded,
    customer,
    survivor: A,
    duplicate: B,
  }

  test.each(open)('the survivor, %s, is claimed once for each', (stage) => {
    theComplaint.given(inStage(stage)).when(absorb).then([event])
    theComplaint
      .given(inStage(stage, absorbed(B)))
      .when(absorb)
      .thenNothing()
    theComplaint
      .given(inStage(stage, absorbed(C)))
      .when(absorb)
      .then([event])
  })

  test('never by itself, and only of the same customer', () => {
    theComplaint
      .given(inStage('received'))
      .when({ ...absorb, duplicate: A })
      .thenRejects({ _tag: 'MergeWithItself', complaint: A })
    theComplaint
      .given(inStage('received'))
      .when({ ...absorb, duplicateCustomer: 'customer-2' })
      .thenRejects({ _tag: 'CustomersDiffer' })
  })

  test('a claim is released once, also where the survivor is settled', () => {
    const release: ComplaintCommand = {
      type: 'ReleaseComplaint',
      ...now,
      survivor: A,
      duplicate: B,
    }
    const released: ComplaintEvent = {
      type: 'ComplaintReleased',
      ...recorded,
      survivor: A,
      duplicate: B,
    }
    theComplaint
      .given(inStage('closed', absorbed(B), absorbed(C)))
      .when(release)
      .then([released])
    theComplaint
      .given(inStage('received', absorbed(B), released))
      .when(release)
      .thenRejects({ _tag: 'DuplicateNotAbsorbed', duplicate: B })
    theComplaint
      .given(inStage('received', absorbed(B), released))
      .when(absorb)
      .then([event])
  })
})

describe('merging', () => {
  const merge: ComplaintCommand = { type: 'MergeComplaint', ...now, survivor: B, duplicate: A }

  test.each(open)('a complaint that is %s', (stage) => {
    theComplaint
      .given(inStage(stage))
      .when(merge)
      .then([{ type: 'ComplaintMerged', ...recorded, survivor: B, duplicate: A }])
  })

  test.each(['proposed', 'approved', 'offered', 'accepted'] as const)(
    'one with a remedy that is only %s does not: nobody would see to it',
    (standing) => {
      theComplaint
        .given(inStage('investigating', ...remedyIn[standing]))
        .when(merge)
        .thenRejects({ _tag: 'RemediesUnsettled', remedies: ['r1'] })
    },
  )

  test.each(['refused', 'declined', 'fulfilled', 'withdrawn'] as const)(
    'one with a remedy that is %s does',
    (standing) => {
      theComplaint
        .given(inStage('investigating', ...remedyIn[standing]))
        .when(merge)
        .then([{ type: 'ComplaintMerged', ...recorded, survivor: B, duplicate: A }])
    },
  )

  test('one that has claimed others, or would merge with itself, does not', () => {
    theComplaint
      .given(inStage('received', absorbed(C)))
      .when(merge)
      .thenRejects({ _tag: 'HasAbsorbedOthers', absorbed: [C] })
    theComplaint
      .given(inStage('received'))
      .when({ ...merge, survivor: A })
      .thenRejects({ _tag: 'MergeWithItself', complaint: A })
  })

  test('is for good: what is merged claims nobody and merges no more', () => {
    for (const command of [
      { ...merge, survivor: C },
      {
        type: 'AbsorbComplaint',
        ...now,
        survivor: A,
        duplicate: C,
        duplicateCustomer: customer,
      },
    ] as const) {
      theComplaint.given(inStage('merged')).when(command).thenRejects({
        _tag: 'ComplaintAlreadyMerged',
        command: command.type,
        stage: 'merged',
        allowed: open,
      })
    }
    expect(leadingTo.merged).toHaveLength(1)
  })
})

/** Complaints on a store, and merges that are asked for as their process asks: one command at a time. */
const desk = () => {
  const store = inMemoryEventStore(testBoundary())
  const complaints = complaintAggregate([retail2025])
  const send = handle(store, complaints)
  let sent = 0
  const give = async (id: string, command: ComplaintCommand) =>
    send(id, command, { commandId: `command ${String((sent += 1))}` })()
  return {
    give,
    receive: async (...ids: ReadonlyArray<string>) => {
      for (const id of ids) await give(id, receive)
    },
    stateOf: async (id: string) => {
      const events: ComplaintEvent[] = []
      const read = foldRead(
        store,
        { stream: streamName(complaints, id) },
        0,
        (n, { event }) => n + events.push(event as ComplaintEvent),
      )
      await read()
      return fold(complaints, complaints.initialState, events)
    },
  }
}
type Desk = ReturnType<typeof desk>

interface Merge {
  readonly duplicate: string
  readonly survivor: string
  readonly next: 'claim' | 'merge' | 'release' | 'done' | 'refused'
}

const isOver = ({ next }: Merge): boolean => next === 'done' || next === 'refused'

const step = async ({ give }: Desk, merge: Merge): Promise<Merge> => {
  const pair = { ...now, survivor: merge.survivor, duplicate: merge.duplicate }
  switch (merge.next) {
    case 'claim': {
      const claimed = await give(merge.survivor, {
        type: 'AbsorbComplaint',
        ...pair,
        duplicateCustomer: customer,
      })
      return { ...merge, next: E.isRight(claimed) ? 'merge' : 'refused' }
    }
    case 'merge': {
      const merged = await give(merge.duplicate, { type: 'MergeComplaint', ...pair })
      return { ...merge, next: E.isRight(merged) ? 'done' : 'release' }
    }
    case 'release':
      await give(merge.survivor, { type: 'ReleaseComplaint', ...pair })
      return { ...merge, next: 'refused' }
    case 'done':
    case 'refused':
      return merge
  }
}

const wanted = (duplicate: string, survivor: string): Merge => ({
  duplicate,
  survivor,
  next: 'claim',
})

/** Steps of the merges in the order of the turns, then each to its end. */
const inTurns = async (
  here: Desk,
  merges: ReadonlyArray<Merge>,
  turns: ReadonlyArray<number>,
): Promise<ReadonlyArray<Merge>> => {
  const now = [...merges]
  const go = async (i: number): Promise<void> => {
    const merge = now[i]
    if (merge !== undefined && !isOver(merge)) now[i] = await step(here, merge)
  }
  for (const turn of turns) await go(turn % merges.length)
  for (const i of now.keys()) for (let n = 0; n < 3; n += 1) await go(i)
  return now
}

/** What is merged has a survivor that claims it and is not merged; nobody claims what is not merged. */
const expectNoChain = async (
  here: Desk,
  ids: ReadonlyArray<string>,
  ends: ReadonlyArray<Merge>,
): Promise<void> => {
  const states = new Map<string, Awaited<ReturnType<Desk['stateOf']>>>()
  for (const id of ids) states.set(id, await here.stateOf(id))
  const isMerged = (id: string): boolean => states.get(id)?.stage === 'merged'
  for (const id of ids) {
    const done = ends.filter((one) => one.duplicate === id && one.next === 'done')
    expect(done.length, 'merged as often as a process says').toBe(isMerged(id) ? 1 : 0)
    for (const { survivor } of done) expect(isMerged(survivor), 'a chain').toBe(false)
    const claimed = ends.filter((one) => one.survivor === id && one.next === 'done')
    expect([...(states.get(id)?.absorbed ?? [])].sort()).toEqual(
      [...new Set(claimed.map((one) => one.duplicate))].sort(),
    )
  }
}

/** Every order of three turns each. */
const orders = (left: number, right: number): ReadonlyArray<ReadonlyArray<number>> =>
  left === 0 && right === 0
    ? [[]]
    : [
        ...(left > 0 ? orders(left - 1, right).map((rest) => [0, ...rest]) : []),
        ...(right > 0 ? orders(left, right - 1).map((rest) => [1, ...rest]) : []),
      ]

describe('A into B while B goes into A', () => {
  test('no order of their commands merges both, and none leaves a claim behind', async () => {
    const outcomes = new Set<string>()
    const all = orders(3, 3)
    expect(all).toHaveLength(20)
    for (const turns of all) {
      const here = desk()
      await here.receive(A, B)
      const ends = await inTurns(here, [wanted(A, B), wanted(B, A)], turns)
      await expectNoChain(here, [A, B], ends)
      outcomes.add(ends.map(({ next }) => next).join(' '))
    }
    expect(outcomes).toEqual(new Set(['done refused', 'refused done', 'refused refused']))
  })

  test('nor do they where both go at once', async () => {
    const here = desk()
    await here.receive(A, B)
    const alone = async (merge: Merge): Promise<Merge> =>
      isOver(merge) ? merge : alone(await step(here, merge))
    const ends = await Promise.all([alone(wanted(A, B)), alone(wanted(B, A))])
    await expectNoChain(here, [A, B], ends)
  })
})

describe('among three', () => {
  const ids = [A, B, C] as const
  const pair = fc
    .tuple(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 2 }))
    .map(([i, by]) => wanted(ids[i] ?? A, ids[(i + by) % 3] ?? B))

  test('no merges in any order make a chain or a ring', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(pair, {
          minLength: 2,
          maxLength: 4,
          selector: ({ duplicate, survivor }) => `${duplicate} ${survivor}`,
        }),
        fc.array(fc.nat({ max: 3 }), { maxLength: 12 }),
        async (merges, turns) => {
          const here = desk()
          await here.receive(...ids)
          await expectNoChain(here, ids, await inTurns(here, merges, turns))
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a command that names its complaint', () => {
  const commands: ReadonlyArray<readonly [ComplaintCommand, string]> = [
    [
      {
        type: 'AbsorbComplaint',
        ...now,
        survivor: A,
        duplicate: B,
        duplicateCustomer: customer,
      },
      A,
    ],
    [{ type: 'MergeComplaint', ...now, survivor: A, duplicate: B }, B],
    [{ type: 'ReleaseComplaint', ...now, survivor: A, duplicate: B }, A],
  ]
  test.each(commands)('$type is refused by any other', async (command, addressee) => {
    const { give } = desk()
    for (const id of [A, B, C].filter((one) => one !== addressee)) {
      expect(await give(id, command)).toMatchObject(
        E.left({ _tag: 'InvalidId', field: 'id', found: id }),
      )
    }
    expect(await give(addressee, command)).toMatchObject(
      E.left({ _tag: 'Rejected', rejection: { _tag: 'ComplaintNotReceived' } }),
    )
  })
})
