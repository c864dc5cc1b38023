/** What ties cases together: duplicates that are claimed before they merge, splits, links. */
import {
  absorbDuplicate,
  linkCase,
  mergeCase,
  releaseDuplicate,
  splitCase,
  unmergeCase,
  type CaseEvent,
  type CaseState,
} from '@casetrail/core/case'
import { handle, inMemoryEventStore } from '@casetrail/core'
import { testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import {
  A,
  B,
  C,
  DAY,
  HOUR,
  after,
  agent,
  cases,
  customer,
  inStage,
  opened,
  theCase,
} from '../../test/case-kit.js'

const now = { at: after(2 * DAY), actor: agent } as const
const recorded = { at: now.at, cycle: 1 } as const
const fact = { at: after(60_000), cycle: 1 } as const
const absorbed = (duplicate: string): CaseEvent => ({
  type: 'DuplicateAbsorbed',
  ...fact,
  customer,
  survivor: A,
  duplicate,
})

describe('claiming a duplicate', () => {
  const absorb = absorbDuplicate({
    ...now,
    survivor: A,
    duplicate: B,
    duplicateCustomer: customer,
  })

  test('the survivor is claimed, once', () => {
    const event: CaseEvent = {
      type: 'DuplicateAbsorbed',
      ...recorded,
      customer,
      survivor: A,
      duplicate: B,
    }
    theCase.given(inStage('open')).when(absorb).then([event])
    theCase
      .given(inStage('open', absorbed(B)))
      .when(absorb)
      .thenNothing()
    theCase
      .given(inStage('open', absorbed(C)))
      .when(absorb)
      .then([event])
  })

  test('never by itself, and only of the same customer', () => {
    theCase
      .given(inStage('open'))
      .when({ ...absorb, duplicate: A })
      .thenRejects({ _tag: 'MergeWithItself', case: A })
    theCase
      .given(inStage('open'))
      .when({ ...absorb, duplicateCustomer: 'customer-2' })
      .thenRejects({ _tag: 'CustomersDiffer' })
  })

  test('a claim is released once, also where the survivor is settled', () => {
    const release = releaseDuplicate({ ...now, survivor: A, duplicate: B })
    const released: CaseEvent = {
      type: 'DuplicateReleased',
      ...recorded,
      survivor: A,
      duplicate: B,
    }
    theCase
      .given(inStage('closed', absorbed(B), absorbed(C)))
      .when(release)
      .then([released])
    theCase
      .given(inStage('open', absorbed(B), released))
      .when(release)
      .thenRejects({ _tag: 'DuplicateNotAbsorbed', duplicate: B })
    theCase
      .given(inStage('open', absorbed(B), released))
      .when(absorb)
      .then([{ type: 'DuplicateAbsorbed', ...recorded, customer, survivor: A, duplicate: B }])
  })
})

describe('merging', () => {
  const merge = mergeCase({ ...now, survivor: B, duplicate: A })
  const merged: CaseEvent = { type: 'CaseMerged', ...recorded, survivor: B, duplicate: A }

  test('a case that has claimed others, or would merge with itself, does not', () => {
    theCase
      .given(inStage('open', absorbed(C)))
      .when(merge)
      .thenRejects({ _tag: 'HasAbsorbedOthers', absorbed: [C] })
    theCase
      .given(inStage('open'))
      .when({ ...merge, survivor: A })
      .thenRejects({ _tag: 'MergeWithItself', case: A })
  })

  test('unmerging needs the survivor that it was merged into', () => {
    const unmerge = unmergeCase({ ...now, survivor: B, duplicate: A })
    theCase
      .given(inStage('merged'))
      .when(unmerge)
      .then([{ type: 'CaseUnmerged', ...recorded, survivor: B, duplicate: A }])
    theCase
      .given(inStage('merged'))
      .when({ ...unmerge, survivor: C })
      .thenRejects({ _tag: 'MergedIntoAnother', survivor: B, found: C })
  })

  test.each(['new', 'open', 'pendingCustomer', 'onHold'] as const)(
    'unmerging returns to %s, and to its pause',
    (stage) => {
      const before = inStage(stage).reduce(cases.evolve, cases.initialState)
      const unmerged: CaseEvent = { ...merged, type: 'CaseUnmerged', at: after(3 * DAY) }
      const back = [merged, unmerged].reduce(cases.evolve, before)
      expect(back).toEqual({ ...before, stageBeforeMerge: stage })
    },
  )

  test('histories that merge twice or unmerge what was never merged keep a stage', () => {
    const unmerged: CaseEvent = { ...merged, type: 'CaseUnmerged' }
    const stageOf = (...events: ReadonlyArray<CaseEvent>) =>
      events.reduce(cases.evolve, cases.initialState).stage
    expect(stageOf(...inStage('onHold'), merged, { ...merged, survivor: C }, unmerged)).toBe(
      'onHold',
    )
    expect(stageOf(...inStage('resolved'), unmerged)).toBe('resolved')
  })
})

/** Claim-first merging of two cases as its process does it, one command at a time. */
type Desk = Readonly<Record<'a' | 'b', CaseState>>
type Side = keyof Desk

const idOf = { a: A, b: B } as const
const otherThan = { a: 'b', b: 'a' } as const

interface Run {
  readonly duplicate: Side
  readonly at: 'claim' | 'merge' | 'release' | 'done' | 'refused'
}

const fresh = [opened].reduce(cases.evolve, cases.initialState)

/** One step of a run: the command that is next, and what follows from its answer. */
const step = (desk: Desk, run: Run): readonly [Desk, Run] => {
  const { duplicate } = run
  const survivor = otherThan[duplicate]
  const pair = { ...now, survivor: idOf[survivor], duplicate: idOf[duplicate] }
  const on = run.at === 'merge' ? duplicate : survivor
  const command =
    run.at === 'claim'
      ? absorbDuplicate({ ...pair, duplicateCustomer: customer })
      : run.at === 'merge'
        ? mergeCase(pair)
        : releaseDuplicate(pair)
  const decided = cases.decide(command, desk[on])
  const state = E.isRight(decided) ? decided.right.reduce(cases.evolve, desk[on]) : desk[on]
  const next = { ...desk, [on]: state }
  switch (run.at) {
    case 'claim':
      return [next, { duplicate, at: E.isRight(decided) ? 'merge' : 'refused' }]
    case 'merge':
      return [next, { duplicate, at: E.isRight(decided) ? 'done' : 'release' }]
    case 'release':
      return [next, { duplicate, at: 'refused' }]
    case 'done':
    case 'refused':
      return [desk, run]
  }
}

/** Every order in which the commands of two runs can reach their cases. */
const endsOf = (desk: Desk, left: Run, right: Run): ReadonlyArray<readonly [Desk, Run, Run]> => {
  const isOver = ({ at }: Run): boolean => at === 'done' || at === 'refused'
  const byLeft = (): ReadonlyArray<readonly [Desk, Run, Run]> => {
    const [next, run] = step(desk, left)
    return endsOf(next, run, right)
  }
  const byRight = (): ReadonlyArray<readonly [Desk, Run, Run]> => {
    const [next, run] = step(desk, right)
    return endsOf(next, left, run)
  }
  if (isOver(left) && isOver(right)) return [[desk, left, right]]
  return [...(isOver(left) ? [] : byLeft()), ...(isOver(right) ? [] : byRight())]
}

describe('A into B while B goes into A', () => {
  const ends = endsOf(
    { a: fresh, b: fresh },
    { duplicate: 'a', at: 'claim' },
    { duplicate: 'b', at: 'claim' },
  )

  test('no order of the commands merges both, and none leaves a claim behind', () => {
    expect(ends.length).toBeGreaterThanOrEqual(14)
    for (const [{ a, b }, left, right] of ends) {
      expect([a.stage, b.stage].filter((stage) => stage === 'merged').length).toBeLessThan(2)
      expect(a.stage === 'merged', 'A is merged').toBe(left.at === 'done')
      expect(b.stage === 'merged', 'B is merged').toBe(right.at === 'done')
      expect(a.absorbed).toEqual(b.stage === 'merged' ? [B] : [])
      expect(b.absorbed).toEqual(a.stage === 'merged' ? [A] : [])
    }
  })

  test('one wins, the other wins, or both give way', () => {
    const outcomes = new Set(ends.map(([, left, right]) => `${left.at} ${right.at}`))
    expect(outcomes).toEqual(new Set(['done refused', 'refused done', 'refused refused']))
  })
})

describe('chains', () => {
  test('a duplicate claimed by two merges into the first that asks; the second is told', () => {
    const [first, ...rest] = inStage('merged')
    expect(first).toEqual(opened)
    theCase
      .given([opened, ...rest])
      .when(mergeCase({ ...now, survivor: C, duplicate: A }))
      .thenRejects({
        _tag: 'CaseAlreadyMerged',
        command: 'MergeCase',
        stage: 'merged',
        allowed: ['new', 'open', 'pendingCustomer', 'onHold'],
      })
  })

  test('a case that was merged claims no others', () => {
    theCase
      .given(inStage('merged'))
      .when(absorbDuplicate({ ...now, survivor: A, duplicate: C, duplicateCustomer: customer }))
      .thenRejects({
        _tag: 'CaseAlreadyMerged',
        command: 'AbsorbDuplicate',
        stage: 'merged',
        allowed: ['new', 'open', 'pendingCustomer', 'onHold'],
      })
  })
})

describe('splits and links', () => {
  test('a part is split off', () => {
    theCase
      .given(inStage('closed'))
      .when(splitCase({ ...now, child: C, reason: '另一件事' }))
      .then([{ type: 'CaseSplit', ...recorded, customer, child: C, reason: '另一件事' }])
  })

  test('a link is made once for each relation', () => {
    const linked: CaseEvent = {
      type: 'CaseLinked',
      at: after(HOUR),
      cycle: 1,
      to: 'JIRA-17',
      relation: 'externalDefect',
    }
    const link = linkCase({ ...now, to: 'JIRA-17', relation: 'externalDefect' })
    theCase
      .given([opened])
      .when(link)
      .then([{ ...linked, at: now.at }])
    theCase.given([opened, linked]).when(link).thenNothing()
    theCase
      .given([opened, linked])
      .when({ ...link, relation: 'related' })
      .then([{ ...linked, at: now.at, relation: 'related' }])
    theCase
      .given([opened, linked])
      .when({ ...link, to: 'JIRA-18' })
      .then([{ ...linked, at: now.at, to: 'JIRA-18' }])
  })
})

describe('a command that names its case', () => {
  test.each([
    [
      'AbsorbDuplicate',
      absorbDuplicate({ ...now, survivor: A, duplicate: B, duplicateCustomer: customer }),
      A,
    ],
    ['MergeCase', mergeCase({ ...now, survivor: A, duplicate: B }), B],
    ['UnmergeCase', unmergeCase({ ...now, survivor: A, duplicate: B }), B],
    ['ReleaseDuplicate', releaseDuplicate({ ...now, survivor: A, duplicate: B }), A],
  ])(
    '%s is refused by any other, so that none merges into itself',
    async (_, command, addressee) => {
      const store = inMemoryEventStore(testBoundary())
      const desk = handle(store, cases)
      for (const id of [A, B, C].filter((one) => one !== addressee)) {
        expect(await desk(id, command, { commandId: 'command' })()).toMatchObject(
          E.left({ _tag: 'InvalidId', field: 'id', found: id }),
        )
      }
      expect(await desk(addressee, command, { commandId: 'command' })()).toMatchObject(
        E.left({ _tag: 'Rejected', rejection: { _tag: 'CaseNotOpened' } }),
      )
    },
  )
})
