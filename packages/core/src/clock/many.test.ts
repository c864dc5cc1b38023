/** Streams with very many runs: each costs as much as the one before. */
import { fold } from '@casetrail/core'
import { histories } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { caseCommandsFor } from '../../test/case-commands.js'
import { cases } from '../../test/case-kit.js'
import { casesWith, cmd, on, told, type AnyCommand } from '../../test/clock-kit.js'
import { tickAt } from '../../test/clock-scripts.js'
import { caseAttributes } from '../case/attributes.js'

const wall = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, -1)

/** How long it takes to go on with so many commands from a state, and the state then. */
const timed = (
  aggregate: ReturnType<typeof casesWith>,
  from: typeof aggregate.initialState,
  commands: Iterable<AnyCommand>,
) => {
  const begun = performance.now()
  let state = from
  for (const command of commands) {
    const decided = aggregate.decide(command, state)
    if (E.isLeft(decided)) throw new Error(decided.left._tag)
    state = fold(aggregate, state, decided.right)
  }
  return { state, ms: performance.now() - begun }
}

describe('very many runs', () => {
  const begin = Date.parse(on('2025-09-22 09:00'))

  test('of a recurring clock: a hundred thousand, the last as fast as the first', () => {
    const aggregate = casesWith('progress', 'rings')
    const opened = told(aggregate, cmd.open('2025-09-22 09:00'), cmd.accept('2025-09-22 09:00'))
    const progress = function* (from: number, to: number) {
      for (let i = from; i < to; i++) {
        yield cmd.progress(wall(begin + i))
        yield cmd.call(wall(begin + i), i % 7)
      }
    }
    const first = timed(
      aggregate,
      fold(aggregate, aggregate.initialState, opened),
      progress(0, 10_000),
    )
    const middle = timed(aggregate, first.state, progress(10_000, 40_000))
    const last = timed(aggregate, middle.state, progress(40_000, 50_000))
    expect(last.state.clocks.live).toHaveLength(1)
    expect(last.state.clocks.ended).toEqual([])
    expect(last.state.clocks.runs).toEqual([
      { clock: 'progress', times: 50_001 },
      { clock: 'rings', times: 50_000 },
    ])
    expect(last.ms).toBeLessThan(first.ms * 4 + 200)
  })

  test('of steps: what is settled is forgotten', () => {
    const aggregate = casesWith('step')
    const opened = told(aggregate, cmd.open('2025-09-22 09:00'))
    const steps = function* (count: number) {
      for (let i = 0; i < count; i++) {
        const [at, id] = [wall(begin + i), `step ${String(i)}`]
        yield cmd.plan(at, id)
        yield cmd.startStep(at, id)
        yield i % 3 === 0 ? cmd.dropStep(at, id) : cmd.endStep(at, id)
      }
    }
    const { state } = timed(
      aggregate,
      fold(aggregate, aggregate.initialState, opened),
      steps(10_000),
    )
    expect(state.clocks.ended).toEqual([])
    expect(state.clocks.runs).toEqual([{ clock: 'step', times: 10_000 }])
  })

  test('under way at once: a tick breaks them all, in the order of their deadlines', () => {
    const aggregate = casesWith('step')
    const commands: AnyCommand[] = [cmd.open('2025-09-22 09:00')]
    for (let i = 0; i < 300; i++) {
      const id = `step ${String(i)}`
      commands.push(
        cmd.plan('2025-09-22 09:00', id),
        cmd.startStep(wall(begin + ((i * 7) % 300)), id),
      )
    }
    const before = told(aggregate, ...commands)
    const all = told(aggregate, ...commands, tickAt(begin + 3_600_000))
    const breaches = all.slice(before.length)
    expect(breaches).toHaveLength(300)
    const times = breaches.map(({ at }) => at)
    expect(times).toEqual([...times].sort())
  })
})

describe('what conditions ask of a case', () => {
  test('moves by the events that are named, and by no other', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(histories(cases, caseCommandsFor, { maxCommands: 30 }), ({ events }) => {
        let state = cases.initialState
        for (const event of events) {
          const next = cases.evolve(state, event)
          const [was, is] = [caseAttributes.of(state), caseAttributes.of(next)]
          for (const [name, types] of Object.entries(caseAttributes.movedBy ?? {})) {
            if (was[name] === is[name]) continue
            seen.add(name)
            expect(types).toContain(event.type)
          }
          state = next
        }
      }),
      { numRuns: 500 },
    )
    expect([...seen].sort()).toEqual(Object.keys(caseAttributes.movedBy ?? {}).sort())
  })
})
