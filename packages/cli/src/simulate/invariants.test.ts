import type { RecordedEvent } from '@casetrail/core'
import { beforeAll, describe, expect, it } from 'vitest'

import { violationsOf } from './invariants.js'
import { historyOf } from './simulated.fixture.js'

let history: ReadonlyArray<RecordedEvent> = []
beforeAll(async () => {
  history = (await historyOf({ cases: 400, seed: 3 })).events
})

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = ({ event }: RecordedEvent): Fields => ({ ...event })

/** The first event of a type that has these fields. */
const indexOf = (type: string, fits: (fields: Fields) => boolean = () => true): number => {
  const found = history.findIndex((one) => one.event.type === type && fits(fieldsOf(one)))
  if (found < 0) throw new Error(`the history has no such ${type}`)
  return found
}

/** The history without one event; what follows in its stream moves up. */
const without = (index: number): ReadonlyArray<RecordedEvent> => {
  const gone = history[index]
  return history.flatMap((one, i) => {
    if (i === index) return []
    return i > index && one.stream === gone?.stream
      ? [{ ...one, revision: one.revision - 1 }]
      : [one]
  })
}

const changed = (
  index: number,
  change: (one: RecordedEvent) => object,
): ReadonlyArray<RecordedEvent> =>
  history.map((one, i) => (i === index ? { ...one, ...change(one) } : one))

const withFields = (index: number, fields: Fields): ReadonlyArray<RecordedEvent> =>
  changed(index, (one) => ({ event: { ...one.event, ...fields } }))

const named = (doctored: ReadonlyArray<RecordedEvent>, endsAt?: RecordedEvent['recordedAt']) => [
  ...new Set(violationsOf(doctored, endsAt).map(({ invariant }) => invariant)),
]

/** The answers to what policies made of a customer's word that it is not settled. */
const withUnhappyAnswers = (fields: Fields): ReadonlyArray<RecordedEvent> => {
  const unhappy = indexOf(
    'FollowUpCompleted',
    ({ outcome }) => outcome === 'unsatisfied' || outcome === 'unresolved',
  )
  const { eventId } = history[unhappy] ?? { eventId: '' }
  return history.map((one) =>
    fieldsOf(one)['because'] === eventId ? { ...one, event: { ...one.event, ...fields } } : one,
  )
}

/** The stream of a case that is over before all unhappiness. */
const overCase = (): string => {
  const unhappy = indexOf('FollowUpCompleted', ({ outcome }) => outcome === 'unsatisfied')
  const over = history.slice(0, unhappy).find(({ event, stream }, i) => {
    const rest = history.slice(i + 1).filter((one) => one.stream === stream)
    return event.type === 'CaseResolved' && !rest.some((one) => one.event.type === 'CaseReopened')
  })
  if (over === undefined) throw new Error('no case is over so early')
  return over.stream
}

const lastDay = () => history.at(-1)?.recordedAt

describe('a whole history', () => {
  it('as it was made, keeps all invariants', () => {
    expect(named(history, lastDay())).toEqual([])
  })

  it.each<readonly [string, string, () => ReadonlyArray<RecordedEvent>]>([
    [
      'decisionCommunicated',
      'a complaint closed without its decision told',
      () => without(indexOf('DecisionCommunicated')),
    ],
    [
      'approvedRemedies',
      'a remedy offered without approval',
      () => {
        const offered = history[indexOf('RemedyOffered')]
        const remedy = offered === undefined ? '' : fieldsOf(offered)['remedy']
        return without(
          history.findIndex(
            (one) =>
              one.stream === offered?.stream &&
              one.event.type === 'RemedyApproved' &&
              fieldsOf(one)['remedy'] === remedy,
          ),
        )
      },
    ],
    [
      'approvedRemedies',
      'a remedy offered for more than was approved',
      () =>
        withFields(indexOf('RemedyOffered'), { amount: { amount: 99_999_999, currency: 'CNY' } }),
    ],
    [
      'dutiesApart',
      'who proposed a remedy approves it above discretion',
      () => {
        const at = indexOf('RemedyApproved', ({ basis }) => basis === 'band')
        const approved = history[at]
        const proposed = history.find(
          (one) => one.stream === approved?.stream && one.event.type === 'RemedyProposed',
        )
        return withFields(at, { by: proposed === undefined ? '' : fieldsOf(proposed)['by'] })
      },
    ],
    [
      'remediesSettled',
      'a complaint closed with a remedy that is owed',
      () => {
        const fulfilled = history[indexOf('RemedyFulfilled')]
        return without(
          history.findIndex(
            (one) => one.stream === fulfilled?.stream && one.event.type === 'RemedyFulfilled',
          ),
        )
      },
    ],
    [
      'callsOfThisCycle',
      'a call of an old cycle that nobody takes back',
      () => without(indexOf('FollowUpCancelled', ({ reason }) => reason === 'caseReopened')),
    ],
    ['cyclesCountUp', 'a cycle left out', () => withFields(indexOf('CaseReopened'), { cycle: 7 })],
    [
      'openedFirst',
      'an event before its stream’s opening',
      () => withFields(indexOf('CaseResolved'), { at: '2025-01-01T00:00:00.000Z' }),
    ],
    [
      'openedFirst',
      'a stream that does not begin with its opening',
      () => without(indexOf('CaseOpened')),
    ],
    [
      'correlation',
      'a complaint of another story',
      () =>
        changed(indexOf('ComplaintReceived'), ({ metadata }) => ({
          metadata: { ...metadata, correlationId: 'elsewhere' },
        })),
    ],
    [
      'breachedAfterDue',
      'a promise broken before it is due',
      () =>
        withFields(
          indexOf(
            'ClockBreached',
            ({ clock }) => clock === 'firstResponse' || clock === 'inquiryResponse',
          ),
          { at: '2025-03-01T00:00:00.000Z' },
        ),
    ],
    [
      'breachStays',
      'a breach unsaid',
      () => without(indexOf('ClockBreached', ({ clock }) => clock === 'inquiryResponse')),
    ],
    [
      'promisesEnd',
      'a promise that runs on after the end',
      () =>
        without(
          indexOf(
            'ClockMet',
            ({ clock, inTime }) => clock === 'inquiryResponse' && inTime === true,
          ),
        ),
    ],
    ['runsCountUp', 'a promise never given', () => without(indexOf('ClockStarted'))],
    [
      'mergersAreClaimed',
      'a case merged that nobody claimed',
      () => without(indexOf('DuplicateAbsorbed')),
    ],
    ['mergersAreClaimed', 'a claim left open', () => without(indexOf('CaseMerged'))],
    [
      'mergersAreFlat',
      'a survivor that merged into another',
      () => {
        const merged = history[indexOf('CaseMerged')]
        const survivor = merged === undefined ? '' : fieldsOf(merged)['survivor']
        return merged === undefined
          ? []
          : [
              ...history,
              {
                ...merged,
                stream: `case-${String(survivor)}`,
                eventId: '00000000-0000-4000-8000-000000000001',
                position: 'ffffffffffffff',
                revision: history.filter(({ stream }) => stream === `case-${String(survivor)}`)
                  .length,
                event: { ...merged.event, survivor: 'other', duplicate: survivor },
              },
            ]
      },
    ],
    [
      'answered',
      'a policy’s command without an answer',
      () => without(indexOf('DispatchAnswered', ({ outcome }) => outcome === 'carriedOut')),
    ],
    [
      'answersAreTrue',
      'an answer that says what is not so',
      () =>
        withFields(
          indexOf('DispatchAnswered', ({ outcome }) => outcome === 'carriedOut'),
          { outcome: 'rejected' },
        ),
    ],
    [
      'caused',
      'a command of a policy without a cause',
      () =>
        withFields(indexOf('DispatchAnswered'), {
          because: '00000000-0000-4000-8000-000000000002',
        }),
    ],
    [
      'unhappyReachAPerson',
      'an unhappy customer whom nothing came of',
      () => withUnhappyAnswers({ outcome: 'unchanged' }),
    ],
    [
      'unhappyReachAPerson',
      'one of whom only somebody was reminded who has done with it',
      () => withUnhappyAnswers({ command: 'RemindOwner', to: overCase() }),
    ],
    ['idsAreUnique', 'an id twice', () => changed(5, () => ({ eventId: history[4]?.eventId }))],
    [
      'countsUp',
      'a revision left out',
      () => changed(indexOf('CaseArchived'), ({ revision }) => ({ revision: revision + 1 })),
    ],
    [
      'endsOnce',
      'something after the end',
      () => {
        const archived = history[indexOf('CaseArchived')]
        return archived === undefined
          ? []
          : [
              ...history,
              {
                ...archived,
                eventId: '00000000-0000-4000-8000-000000000003',
                position: 'ffffffffffffff',
                revision: archived.revision + 1,
                metadata: { ...archived.metadata, commandId: 'another' },
              },
            ]
      },
    ],
  ])('is found out: %s (%s)', (invariant, _, doctored) => {
    expect(named(doctored(), lastDay())).toContain(invariant)
  })

  it('hears an unhappy customer where somebody at work is reminded, or what was refused went on', () => {
    const at = indexOf('FollowUpCompleted', ({ outcome }) => outcome === 'unresolved')
    const live =
      history[history.slice(0, at).findLastIndex(({ event }) => event.type === 'CaseOpened')]
    const reminded = withUnhappyAnswers({ command: 'RemindOwner', to: live?.stream })
    expect(named(reminded, lastDay())).not.toContain('unhappyReachAPerson')
    // without knowing until when policies were looked after nothing is said
    expect(named(withUnhappyAnswers({ outcome: 'unchanged' }))).not.toContain('unhappyReachAPerson')
  })

  it('says where and what', () => {
    const at = indexOf('DispatchAnswered')
    const doctored = withFields(at, { because: '00000000-0000-4000-8000-000000000002' })
    expect(violationsOf(doctored)).toContainEqual({
      invariant: 'caused',
      stream: history[at]?.stream,
      eventId: history[at]?.eventId,
      at: history[at]?.event.at,
      says: 'its cause 00000000-0000-4000-8000-000000000002 is not there',
    })
  })
})
