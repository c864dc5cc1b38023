/** Laws of the follow-up aggregate, its events and its commands, on random values and histories. */
import { fold } from '@casetrail/core'
import {
  followUpCommands,
  followUpEvents,
  type FollowUpEvent,
  type FollowUpStage,
} from '@casetrail/core/follow-up'
import * as codecs from '@casetrail/core/follow-up'
import { arbitraryOf, codecLaws, corrupted, deciderLaws, histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

import { followUpCommandsFor as commandsFor } from '../../test/follow-up-commands.js'
import { followUps } from '../../test/follow-up-kit.js'

const RUNS = 200
const valid = histories(followUps, commandsFor, { maxCommands: 25 })

describe('the decider', () => {
  const laws = deciderLaws('followUp', followUps, { commandsFor, runs: RUNS })
  for (const law of laws) test(law.name, law.run, 120_000)

  test('histories are deep enough to mean something', () => {
    const seen = new Set<FollowUpEvent['type']>()
    const stages = new Set<FollowUpStage>()
    const rejections = new Set<string>()
    for (const { events, state, steps } of fc.sample(valid, { numRuns: 2_000, seed: 7 })) {
      for (const event of events) seen.add(event.type)
      stages.add(state.stage)
      for (const { before, command } of steps) {
        const decided = followUps.decide(command, before)
        if (E.isLeft(decided)) rejections.add(decided.left._tag)
      }
    }
    expect(followUpEvents.types.filter((type) => !seen.has(type))).toEqual([])
    // a sample may end before the scheduling was accepted
    stages.delete('none')
    expect([...stages].sort()).toEqual([
      'cancelled',
      'completed',
      'declined',
      'missed',
      'scheduled',
      'unreachable',
    ])
    // the standard is always loaded in these, and they go no further than a terminal stage
    const unseen = Object.keys(codecs.followUpRejections).filter((tag) => !rejections.has(tag))
    expect(unseen).toEqual([
      'FollowUpAlreadyDeclined',
      'FollowUpAlreadyCancelled',
      'StandardNotLoaded',
    ])
  })

  test("an event's command leads to that event again, in the state before it", () => {
    fc.assert(
      fc.property(valid, ({ steps }) => {
        for (const { before, command, events } of steps) {
          events.forEach((event, i) => {
            const state = fold(followUps, before, events.slice(0, i))
            const decided = followUps.decide(followUps.commandOf(event, command.actor), state)
            expect(E.isRight(decided) ? decided.right : decided.left).toEqual([event])
          })
        }
      }),
      { numRuns: 600 },
    )
  })
})

describe('the events', () => {
  for (const law of codecLaws('follow-up events', followUpEvents, { runs: RUNS })) {
    test(law.name, law.run)
  }
})

describe('the commands', () => {
  const commandCodecs: Readonly<Record<string, unknown>> = codecs
  const codecOf = (type: string): t.Mixed => commandCodecs[type] as t.Mixed

  test.each(followUpCommands.types.map((type) => ({ type })))(
    '$type is decoded exactly where its codec accepts it, also after JSON',
    ({ type }) => {
      const codec = codecOf(type)
      const values: fc.Arbitrary<unknown> = arbitraryOf(codec)
      fc.assert(
        fc.property(values, (value) => {
          expect(followUpCommands.decode(value)).toEqual(E.right(value))
          expect(followUpCommands.decode(JSON.parse(JSON.stringify(value)))).toEqual(E.right(value))
        }),
        { numRuns: RUNS },
      )
      fc.assert(
        fc.property(corrupted(values), (value) => {
          const decoded = followUpCommands.decode(value)
          const isOfType =
            typeof value === 'object' && value !== null && 'type' in value && value.type === type
          if (isOfType) expect(E.isRight(decoded)).toBe(codec.is(value))
          else expect(decoded).toMatchObject({ _tag: 'Left' })
        }),
        { numRuns: RUNS },
      )
    },
  )
})
