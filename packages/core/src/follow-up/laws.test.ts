/** Laws of the follow-up aggregate, its events and its commands, on random values and histories. */
import {
  followUpCommands,
  followUpEvents,
  type FollowUpEvent,
  type FollowUpStage,
} from '@casetrail/core/follow-up'
import * as codecs from '@casetrail/core/follow-up'
import { codecLaws, deciderLaws, histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { followUpCommandsFor as commandsFor } from '../../test/follow-up-commands.js'
import { followUps } from '../../test/follow-up-kit.js'
import { decodeExactly, leadsBack } from '../../test/laws.js'

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
      'StandardNotSet',
    ])
  })

  leadsBack(followUps, valid)
})

describe('the events', () => {
  for (const law of codecLaws('follow-up events', followUpEvents, { runs: RUNS })) {
    test(law.name, law.run)
  }
})

describe('the commands', () => {
  decodeExactly(followUpCommands, codecs)
})
