/** What is true of every follow-up, whatever is tried: random commands, valid and invalid. */
import { epochMs, fold } from '@casetrail/core'
import {
  followUpStages,
  type FollowUpCommand,
  type FollowUpEvent,
  type FollowUpState,
  type SatisfactionRecorded,
} from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'
import { histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { followUpCommandsFor } from '../../test/follow-up-commands.js'
import { DAY, after, followUps, kept } from '../../test/follow-up-kit.js'

const RUNS = 300
const tried = histories(followUps, followUpCommandsFor, { maxCommands: 30 })
const { attempts: enough } = retail2025.followUps

type Step = { readonly before: FollowUpState; readonly command: FollowUpCommand }
type OfType<T extends FollowUpEvent['type']> = Extract<FollowUpEvent, { readonly type: T }>

/** What no handler of a serious complaint records. */
const byAnother: ReadonlySet<string> = new Set<FollowUpEvent['type']>([
  'FollowUpAttempted',
  'FollowUpCompleted',
  'FollowUpUnreachable',
  'FollowUpDeclined',
  'FollowUpCancelled',
  'SatisfactionRecorded',
])

const isOf =
  <T extends FollowUpEvent['type']>(type: T) =>
  (event: FollowUpEvent): event is OfType<T> =>
    event.type === type

/**
 * Holds of every history; `met` counts what the law speaks of, so that one that speaks of nothing
 * fails.
 */
const always = (
  check: (
    events: ReadonlyArray<FollowUpEvent>,
    steps: ReadonlyArray<Step & { readonly events: ReadonlyArray<FollowUpEvent> }>,
    state: FollowUpState,
  ) => number,
): void => {
  let met = 0
  fc.assert(
    fc.property(tried, ({ events, steps, state }) => {
      met += check(events, steps, state)
    }),
    { numRuns: RUNS },
  )
  expect(met).toBeGreaterThan(0)
}

describe('the answer', () => {
  test('answers number up from 1, and the last of them is the one that counts', () => {
    always((events, _, state) => {
      const answers = events.filter(isOf('SatisfactionRecorded'))
      expect(answers.map(({ answer }) => answer)).toEqual(answers.map((__, i) => i + 1))
      const last = answers.at(-1)
      expect(state.answer).toEqual(last && kept(last))
      return answers.length > 1 ? 1 : 0
    })
  })

  test('none is given after the edit window of the first, none goes back', () => {
    always((events) => {
      const [first, ...others] = events.filter(isOf('SatisfactionRecorded'))
      if (first === undefined) return 0
      let last = first.at
      for (const { at } of others) {
        expect(epochMs(at) - epochMs(first.at)).toBeLessThanOrEqual(7 * DAY)
        expect(at >= last).toBe(true)
        last = at
      }
      return others.length
    })
  })

  test('no two that follow one another say the same, but for words, which are not compared', () => {
    always((events) => {
      const said = events
        .filter(isOf('SatisfactionRecorded'))
        .map(({ at: _, by: __, answer: ___, ...said }) => said)
      said.forEach((one, i) => {
        if (one.verbatim === undefined) expect(one).not.toEqual(said[i + 1])
      })
      return said.length > 1 ? 1 : 0
    })
  })

  test('all of them hold a score or a word on one contact, each person and dimension once', () => {
    always((events) => {
      const answers = events.filter(isOf('SatisfactionRecorded'))
      for (const one of answers) {
        const staff = (one.staff ?? []).map((score) => score.staff)
        const dimensions = (one.dimensions ?? []).map((score) => score.dimension)
        const alone = [one.csat, one.nps, one.ces, one.resolvedInOneContact]
        const isSomething = alone.some((score) => score !== undefined)
        expect(isSomething || staff.length + dimensions.length > 0).toBe(true)
        expect(new Set(staff).size).toBe(staff.length)
        expect(new Set(dimensions).size).toBe(dimensions.length)
      }
      return answers.length
    })
  })

  test('a survey is answered, or marked, only where it was sent; none is sent twice', () => {
    always((events) => {
      const sent = new Set<string>()
      let met = 0
      for (const event of events) {
        if (event.type === 'SurveyRequested') {
          expect(sent.has(event.survey)).toBe(false)
          sent.add(event.survey)
        } else if ('survey' in event) {
          expect(sent.has(event.survey)).toBe(true)
          met += 1
        }
      }
      return met
    })
  })
})

describe('the call', () => {
  test('the first due date never changes', () => {
    always((events, _, state) => {
      const [scheduled] = events.filter(isOf('FollowUpScheduled'))
      let met = 0
      for (const event of events) {
        if (!('firstDue' in event)) continue
        expect(event.firstDue).toBe(scheduled?.due)
        met += 1
      }
      expect(state.firstDue).toBe(scheduled?.due)
      return met
    })
  })

  test('missed is final: no attempt, no completion, no other end', () => {
    always((events) => {
      const i = events.findIndex(isOf('FollowUpMissed'))
      if (i < 0) return 0
      const later = new Set(events.slice(i + 1).map(({ type }) => type))
      for (const type of ['SurveyDelivered', 'SurveyBounced', 'SatisfactionRecorded'] as const) {
        later.delete(type)
      }
      later.delete('OwnerReminded')
      expect([...later]).toEqual([])
      return 1
    })
  })

  test('it ends once', () => {
    always((events) => {
      const ends = events.filter(({ type }) =>
        [
          'FollowUpCompleted',
          'FollowUpUnreachable',
          'FollowUpMissed',
          'FollowUpDeclined',
          'FollowUpCancelled',
        ].includes(type),
      )
      expect(ends.length).toBeLessThanOrEqual(1)
      return ends.length
    })
  })

  test('attempts number up from 1; giving up takes enough of them, and no contact', () => {
    always((events) => {
      const attempts = events.filter(isOf('FollowUpAttempted'))
      expect(attempts.map(({ attempt }) => attempt)).toEqual(attempts.map((_, i) => i + 1))
      const i = events.findIndex(isOf('FollowUpUnreachable'))
      if (i < 0) return 0
      const before = events.slice(0, i)
      expect(attempts.length).toBeGreaterThanOrEqual(enough)
      expect(attempts.some(({ result }) => result === 'reached')).toBe(false)
      expect(before.some(isOf('SatisfactionRecorded'))).toBe(false)
      return 1
    })
  })

  test('completing takes a contact or an answer by then', () => {
    always((events) => {
      const i = events.findIndex(isOf('FollowUpCompleted'))
      const completed = events[i]
      if (completed === undefined) return 0
      const contacts = events
        .slice(0, i)
        .filter(
          (event) =>
            event.type === 'SatisfactionRecorded' ||
            (event.type === 'FollowUpAttempted' && event.result === 'reached'),
        )
      expect(contacts.some(({ at }) => at <= completed.at)).toBe(true)
      return 1
    })
  })

  test('no outreach after consent was refused: no scheduling, no attempt, no survey', () => {
    always((_, steps) => {
      let met = 0
      for (const { command, events } of steps) {
        if (!('consent' in command) || command.consent !== 'withdrawn') continue
        expect(events).toEqual([])
        met += 1
      }
      return met
    })
  })

  test('nothing happens after it was cancelled or declined', () => {
    always((events) => {
      const i = events.findIndex(
        ({ type }) => type === 'FollowUpCancelled' || type === 'FollowUpDeclined',
      )
      if (i < 0) return 0
      expect(events.slice(i + 1)).toEqual([])
      return 1
    })
  })

  test('who handled a serious complaint neither calls, nor is asked to, nor ends it', () => {
    always((events) => {
      const [scheduled] = events.filter(isOf('FollowUpScheduled'))
      if (scheduled?.serious !== true) return 0
      const { handler } = scheduled
      expect(handler).toBeDefined()
      let met = 0
      for (const event of events) {
        if (byAnother.has(event.type)) {
          expect(event.by).not.toBe(handler)
          met += 1
        }
        if (event.type === 'FollowUpAssigned') expect(event.assignee).not.toBe(handler)
        if (event.type === 'FollowUpScheduled') expect(event.assignee).not.toBe(handler)
      }
      return met
    })
  })
})

describe('every event', () => {
  test('says when, by whom and of which cycle: those of the command and of the scheduling', () => {
    always((events, steps) => {
      const [scheduled] = events.filter(isOf('FollowUpScheduled'))
      let met = 0
      for (const { command, events: emitted } of steps) {
        for (const event of emitted) {
          expect(event.at).toBe(command.at)
          expect(event.by).toBe(command.actor.id)
          expect(event.cycle).toBe(scheduled?.cycle)
          expect('cycle' in event).toBe(scheduled?.cycle !== undefined)
          expect(event.at >= (scheduled?.at ?? event.at)).toBe(true)
          met += 1
        }
      }
      return met
    })
  })

  test('is of the same customer, case and complaint', () => {
    always((events) => {
      const [scheduled] = events.filter(isOf('FollowUpScheduled'))
      let met = 0
      for (const event of events) {
        if ('customer' in event) expect(event.customer).toBe(scheduled?.customer)
        if (event.type === 'FollowUpCompleted' || event.type === 'SatisfactionRecorded') {
          expect(event.case).toBe(scheduled?.case)
          expect(event.complaint).toBe(scheduled?.complaint)
          met += 1
        }
      }
      return met
    })
  })

  test('comes from a stage that its command is taken in, alone', () => {
    always((_, steps) => {
      let met = 0
      for (const { before, command, events } of steps) {
        expect(events.length).toBeLessThanOrEqual(1)
        if (events.length === 0) continue
        expect(followUpStages[command.type]).toContain(before.stage)
        met += 1
      }
      return met
    })
  })
})

describe('authority', () => {
  test('says beforehand what the decision says', () => {
    always((_, steps) => {
      let met = 0
      for (const { before, command } of steps) {
        const refused = followUps.authorize(command.actor, command, before)
        if (refused === undefined || !followUpStages[command.type].includes(before.stage)) continue
        if (before.openedAt !== undefined && command.at < before.openedAt) continue
        expect(followUps.decide(command, before)).toEqual(E.left(refused))
        met += 1
      }
      return met
    })
  })
})

describe('a history that no rule made', () => {
  test('still has one answer: the last, whatever its number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 })), {
          minLength: 1,
        }),
        (pairs) => {
          const events = pairs.map(([answer, csat]): SatisfactionRecorded => ({
            type: 'SatisfactionRecorded',
            at: after(answer * DAY),
            by: 'import',
            customer: 'customer-1',
            answer,
            csat,
          }))
          const state = fold(followUps, followUps.initialState, events)
          const last = events.at(-1)
          expect(state.answer).toEqual(last && kept(last))
          expect(state.firstAnsweredAt).toBe(events[0]?.at)
        },
      ),
      { numRuns: RUNS },
    )
  })
})
