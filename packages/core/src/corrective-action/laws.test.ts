/** Laws of the corrective action, its events and its commands, on random values and histories. */
import { fold } from '@casetrail/core'
import * as codecs from '@casetrail/core/corrective-action'
import {
  correctiveActionCommands,
  correctiveActionEvents,
  correctiveActionLabels,
  correctiveActionStages,
  type CorrectiveActionEvent,
} from '@casetrail/core/corrective-action'
import { codecLaws, deciderLaws, histories } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { correctiveActionCommandsFor } from '../../test/corrective-action-commands.js'
import { actions, inspector, open, plan } from '../../test/corrective-action-kit.js'
import { decodeExactly, labelled, leadsBack } from '../../test/laws.js'

const RUNS = 200
type History = typeof valid extends fc.Arbitrary<infer H> ? H : never
const valid = histories(actions, correctiveActionCommandsFor, { maxCommands: 30 })

const always = (check: (history: History) => void): void =>
  fc.assert(fc.property(valid, check), { numRuns: 600 })

describe('the decider', () => {
  const options = { commandsFor: correctiveActionCommandsFor, runs: RUNS }
  for (const law of deciderLaws('correctiveAction', actions, options)) {
    test(law.name, law.run, 120_000)
  }

  test('histories are deep enough to mean something', () => {
    const seen = new Set<CorrectiveActionEvent['type']>()
    const stages = new Set<string>()
    const rejections = new Set<string>()
    for (const { events, steps, state } of fc.sample(valid, { numRuns: 600, seed: 7 })) {
      for (const event of events) seen.add(event.type)
      for (const { before, command } of steps) {
        stages.add(before.stage)
        const decided = actions.decide(command, before)
        if (E.isLeft(decided)) rejections.add(decided.left._tag)
      }
      stages.add(state.stage)
    }
    expect(correctiveActionEvents.types.filter((type) => !seen.has(type))).toEqual([])
    expect([...stages].sort()).toEqual([
      'done',
      'dropped',
      'none',
      'opened',
      'planned',
      'reviewed',
      'verified',
    ])
    for (const tag of [
      'NotPermitted',
      'DutiesNotSeparated',
      'CriterionMissing',
      'EffectNotMeasured',
      'HappenedBeforeDone',
    ]) {
      expect(rejections).toContain(tag)
    }
  })

  leadsBack(actions, valid)

  test('what a command that is taken emits is one event, of its time and its actor, or none', () => {
    always(({ steps }) => {
      for (const { before, command, events, rejected } of steps) {
        if (rejected) continue
        expect(correctiveActionStages[command.type]).toContain(before.stage)
        for (const event of events) {
          expect(event).toMatchObject({ at: command.at, by: command.actor.id })
        }
        const mayChangeNothing = ['PlanCorrectiveAction', 'MeasureEffect'].includes(command.type)
        if (!mayChangeNothing || events.length > 0) expect(events).toHaveLength(1)
        else expect(fold(actions, before, events)).toBe(before)
      }
    })
  })

  test('the same plan or measurement again changes nothing', () => {
    always(({ steps }) => {
      for (const { before, command, events } of steps) {
        if (events.length === 0) continue
        if (command.type !== 'PlanCorrectiveAction' && command.type !== 'MeasureEffect') continue
        expect(actions.decide(command, fold(actions, before, events))).toEqual(E.right([]))
      }
    })
  })

  test('nobody verifies what they own, and only by the criterion that was planned', () => {
    always(({ events }) => {
      let planned: Partial<codecs.CorrectiveActionPlanned> = {}
      for (const event of events) {
        if (event.type === 'CorrectiveActionPlanned') planned = event
        if (event.type === 'VerificationFailed') expect(event.by).not.toBe(planned.owner)
        if (event.type !== 'CorrectiveActionVerified') continue
        expect(event.by).not.toBe(planned.owner)
        expect(event.criterion).toBe(planned.criterion)
      }
    })
  })

  test('a review has an effect behind it, measured since the last verification that failed', () => {
    let reviews = 0
    always(({ events }) => {
      const review = events.findIndex(({ type }) => type === 'CorrectiveActionReviewed')
      if (review < 0) return
      reviews += 1
      const failed = events.findLastIndex(({ type }) => type === 'VerificationFailed')
      const plans = events.filter((event) => event.type === 'CorrectiveActionPlanned')
      const figure = plans.at(-1)?.figure
      const measured = events
        .slice(failed + 1, review)
        .filter((event) => event.type === 'EffectMeasured')
        .map((event) => event.figure)
      expect(measured).not.toEqual([])
      if (figure !== undefined) expect(measured).toContain(figure)
    })
    expect(reviews).toBeGreaterThan(20)
  })

  test('owner and due of what is done are the last plan’s, and nothing after it is dated before it', () => {
    always(({ events }) => {
      let planned: Partial<codecs.CorrectiveActionPlanned> = {}
      let doneAt = ''
      for (const event of events) {
        if (event.type === 'CorrectiveActionPlanned') planned = event
        if (event.type === 'CorrectiveActionDone') {
          expect(event).toMatchObject({ owner: planned.owner, due: planned.due })
          doneAt = event.at
        }
        if (event.type === 'CorrectiveActionVerified' || event.type === 'EffectMeasured') {
          expect(event.at >= doneAt).toBe(true)
        }
      }
    })
  })
})

describe('the events', () => {
  const laws = codecLaws('corrective action events', correctiveActionEvents, { runs: RUNS })
  for (const law of laws) test(law.name, law.run)

  test('hold no personal data: there is no customer whose it could be', () => {
    expect(correctiveActionEvents.versions.filter(({ personal }) => personal.length > 0)).toEqual(
      [],
    )
  })

  labelled(correctiveActionEvents, correctiveActionLabels)
})

describe('the commands', () => {
  decodeExactly(correctiveActionCommands, codecs)

  test('a mistyped command is told the nearest', () => {
    expect(correctiveActionCommands.decode({ type: 'ReviewCorectiveAction' })).toEqual(
      E.left({
        _tag: 'UnknownType',
        type: 'ReviewCorectiveAction',
        nearest: 'ReviewCorrectiveAction',
      }),
    )
  })

  const now = { at: '2025-06-18T03:00:00.000Z', actor: inspector } as const
  const planIt = { type: 'PlanCorrectiveAction', ...now, ...plan }
  const measure = { type: 'MeasureEffect', ...now, figure: 'complaint.rate', before: 4, after: 1 }
  const review = { type: 'ReviewCorrectiveAction', ...now, lessons: '先評審包裝' }
  const why = (n: number) => ({
    analysis: { method: 'fiveWhys', whys: Array.from({ length: n }, () => '為什麼') },
  })

  test.each([
    ['a source that is none', open, { source: 'rumour' }, '/source'],
    ['no problem', open, { problem: '' }, '/problem'],
    ['a day that does not exist', open, { at: '2025-02-30T00:00:00.000Z' }, '/at'],
    ['a standard without a version', open, { standard: { id: 'mine' } }, '/standard/version'],
    ['attributes that are no text', open, { attributes: { n: 1 } }, '/attributes/n'],
    ['nobody who owns it', planIt, { owner: ' ' }, '/owner'],
    ['a due that is a date only', planIt, { due: '2025-06-30' }, '/due'],
    ['a criterion that is there and empty', planIt, { criterion: '' }, '/criterion'],
    ['no why at all', planIt, why(0), '/analysis/whys'],
    ['eight whys', planIt, why(8), '/analysis/whys'],
    ['an empty why', planIt, { analysis: { method: 'fiveWhys', whys: [' '] } }, '/analysis/whys/0'],
    ['a method that is none', planIt, { analysis: { method: 'guess' } }, '/analysis'],
    [
      'a bone that the fish lacks',
      planIt,
      { analysis: { method: 'fishbone', category: 'weather', detail: '雨' } },
      '/analysis/category',
    ],
    ['a figure before that is NaN', measure, { before: NaN }, '/before'],
    ['a figure after that is infinite', measure, { after: Infinity }, '/after'],
    ['a figure in words', measure, { after: '1.5' }, '/after'],
    ['a measurement of nothing', measure, { figure: undefined }, '/figure'],
    ['lessons of a number', review, { lessons: 3 }, '/lessons'],
    [
      'half a version',
      review,
      { standardChanged: { id: 'a', version: 1.5 } },
      '/standardChanged/version',
    ],
    [
      'a reminder to all',
      { type: 'RemindOwner', ...now, to: 'owner', reason: '到期' },
      { to: 'all' },
      '/to',
    ],
  ] as const)('%s is malformed, at its place', (_name, command, wrong, pointer) => {
    expect(correctiveActionCommands.decode(command)).toEqual(E.right(command))
    expect(correctiveActionCommands.decode({ ...command, ...wrong })).toMatchObject({
      left: { _tag: 'Malformed', type: command.type, problems: [{ pointer }] },
    })
  })

  test('what was found and what was expected are told', () => {
    expect(correctiveActionCommands.decode({ ...measure, after: -Infinity })).toEqual(
      E.left({
        _tag: 'Malformed',
        type: 'MeasureEffect',
        problems: [{ pointer: '/after', found: '-Infinity', expected: 'Finite' }],
      }),
    )
  })
})
