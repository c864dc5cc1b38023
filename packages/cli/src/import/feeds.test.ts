/** What the importer adds to the events of each aggregate, on histories of a few rows. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { categoryOf, foldRead, inMemoryEventStore, type RecordedEvent } from '@casetrail/core'
import { readyStandards } from '@casetrail/core/standards'
import { testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { feedsOf } from './feeds.js'
import { subjectId } from './ids.js'
import { decodeMapping } from './mapping/read.js'
import { importFiles } from './run.js'
import type { ImportSummary } from './summary.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-feeds-test-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

/** Emissions by what a row says was done. */
type Emissions = Readonly<Record<string, ReadonlyArray<object>>>

interface Fed {
  readonly summary: ImportSummary
  readonly events: ReadonlyArray<RecordedEvent>
  /** The events of an aggregate's only stream. */
  readonly of: (category: string) => ReadonlyArray<RecordedEvent['event']>
}

/** Imports rows of `who,what`, all of one key; each is a day later than the one before. */
const fed = async (
  openings: Readonly<Record<string, object>>,
  rows: ReadonlyArray<string>,
  emissions: Emissions,
): Promise<Fed> => {
  const file = join(folder, 'rows.csv')
  const lines = rows.map((row, i) => `K-1,2025-03-${String(i + 1).padStart(2, '0')},${row}\n`)
  writeFileSync(file, `id,day,who,what\n${lines.join('')}`)
  const plan = decodeMapping(
    {
      source: 'feeds',
      format: { type: 'csv' },
      standard: { id: 'retail-2025', version: 1 },
      streams: Object.fromEntries(
        Object.entries(openings).map(([category, opening]) => [category, { key: 'id', opening }]),
      ),
      time: { field: 'day', format: 'yyyy-MM-dd', zone: 'UTC', day: 'start' },
      activity: 'what',
      actor: { column: 'who', role: 'supervisor' },
      attributes: { by: { field: 'who', take: 'first' } },
      rules: [
        { name: 'first', when: { first: true }, emit: [] },
        ...Object.entries(emissions).map(([what, emit]) => ({
          name: what,
          when: { field: 'what', equals: what },
          emit,
        })),
      ],
    },
    feedsOf(readyStandards),
  )
  const store = inMemoryEventStore(testBoundary())
  const summary = right(
    await importFiles({ plan: right(plan), files: [file], store, temporary: folder })(),
  )
  const none: ReadonlyArray<RecordedEvent> = []
  const events = right(await foldRead(store, { all: true }, none, (seen, e) => [...seen, e])())
  return {
    summary,
    events,
    of: (category) =>
      events.filter((e) => categoryOf(e.stream) === category).map(({ event }) => event),
  }
}

const story = subjectId('feeds', 'K-1')
const day = (n: number): string => `2025-03-${String(n).padStart(2, '0')}T00:00:00.000Z`

const standard = { id: 'retail-2025', version: 1 }
const imported = { standard, externalRef: 'K-1', attributes: { by: 'ann' } }

const openedCase = {
  fields: {
    customer: 'c',
    channel: 'phone',
    requestType: 'complaint',
    phase: 'unknown',
    problemType: 'unknown',
    tier: 'unknown',
    language: 'zh',
  },
}

const complaint = { customer: 'c', complaintType: 'goods', source: 'external', channel: 'phone' }

describe('a complaint', () => {
  const refund = { fields: { amount: 1200, currency: 'CNY' } }
  const emissions: Emissions = {
    weighed: [{ type: 'SeverityAssessed', fields: { severity: 'general', urgent: false } }],
    raised: [
      {
        type: 'SeverityChanged',
        fields: { severity: 'major', urgent: true, reason: 'burns' },
      },
    ],
    given: [{ type: 'InvestigatorAssigned', fields: { investigator: 'ivy' } }],
    proposed: [
      {
        type: 'RemedyProposed',
        fields: { remedy: 'r', kind: 'refund', goodwill: true, amount: refund },
      },
    ],
    approved: [{ type: 'RemedyApproved', fields: { remedy: 'r', basis: 'band', amount: refund } }],
    paid: [{ type: 'RemedyFulfilled', fields: { remedy: 'r', kind: 'refund', amount: refund } }],
    decided: [{ type: 'ComplaintDecided', fields: { outcome: 'upheld', reasons: 'so' } }],
    told: [{ type: 'DecisionCommunicated', fields: { channel: 'phone', withRemedy: true } }],
    closed: [{ type: 'ComplaintClosed' }],
    again: [{ type: 'ComplaintReopened', fields: { reason: 'again' } }],
    filed: [{ type: 'ComplaintArchived' }],
  }

  it('within a case was raised from it, and carries its own cycle, customer and severity', async () => {
    const rows = ['ann,new', 'ann,weighed', 'bea,raised', 'ann,given', 'ivy,proposed']
    const more = ['bea,approved', 'ivy,paid', 'ivy,decided', 'ivy,told', 'ivy,closed', 'ann,again']
    const openings = { case: openedCase, complaint: { fields: complaint } }
    const { of, events } = await fed(openings, [...rows, ...more], emissions)
    const one = { cycle: 1, customer: 'c' }
    const amount = { amount: 1200, currency: 'CNY' }
    const handled = { case: story, severity: 'major', handler: 'ivy' }
    expect(of('complaint')).toEqual([
      {
        type: 'ComplaintReceived',
        at: day(1),
        by: 'ann',
        cycle: 1,
        case: story,
        ...complaint,
        ...imported,
      },
      {
        type: 'SeverityAssessed',
        at: day(2),
        by: 'ann',
        ...one,
        severity: 'general',
        urgent: false,
      },
      {
        type: 'SeverityChanged',
        at: day(3),
        by: 'bea',
        ...one,
        severity: 'major',
        urgent: true,
        from: 'general',
        reason: 'burns',
      },
      { type: 'InvestigatorAssigned', at: day(4), by: 'ann', cycle: 1, investigator: 'ivy' },
      {
        type: 'RemedyProposed',
        at: day(5),
        by: 'ivy',
        ...one,
        remedy: 'r',
        kind: 'refund',
        goodwill: true,
        amount,
      },
      {
        type: 'RemedyApproved',
        at: day(6),
        by: 'bea',
        cycle: 1,
        remedy: 'r',
        basis: 'band',
        role: 'supervisor',
        amount,
      },
      {
        type: 'RemedyFulfilled',
        at: day(7),
        by: 'ivy',
        ...one,
        remedy: 'r',
        kind: 'refund',
        amount,
        ...handled,
      },
      { type: 'ComplaintDecided', at: day(8), by: 'ivy', ...one, outcome: 'upheld', reasons: 'so' },
      {
        type: 'DecisionCommunicated',
        at: day(9),
        by: 'ivy',
        ...one,
        channel: 'phone',
        withRemedy: true,
        outcome: 'upheld',
        ...handled,
      },
      {
        type: 'ComplaintClosed',
        at: day(10),
        by: 'ivy',
        ...one,
        withRemedy: true,
        outcome: 'upheld',
        ...handled,
      },
      {
        type: 'ComplaintReopened',
        at: day(11),
        by: 'ann',
        cycle: 2,
        customer: 'c',
        reason: 'again',
      },
    ])
    expect(new Set(events.map(({ metadata }) => metadata.correlationId))).toEqual(new Set([story]))
  })

  it('alone is a story of its own, and may be archived whole', async () => {
    const rows = ['ann,new', 'ann,given', 'ivy,decided', 'ivy,closed', 'ivy,filed']
    const { of, summary } = await fed({ complaint: { fields: complaint } }, rows, emissions)
    const [received] = of('complaint')
    expect(received).not.toHaveProperty('case')
    expect(of('complaint').at(-1)).toEqual({
      type: 'ComplaintArchived',
      at: day(5),
      by: 'ivy',
      cycle: 1,
      receivedAt: day(1),
      closedAt: day(4),
      cycles: 1,
      outcome: 'upheld',
      decidedAt: day(3),
    })
    expect(Object.keys(summary.streams['complaint']?.breaches.rules ?? {})).toEqual([
      'ComplaintNotAcknowledged',
      'DecisionNotCommunicated',
      'RemedyOrReasonRequired',
      'WindowOpen',
    ])
  })
})

describe('a follow-up', () => {
  const ofCase: Emissions = {
    solved: [{ type: 'CaseResolved', fields: { resolutionCode: 'answered', notes: 'done' } }],
    again: [{ type: 'CaseReopened', fields: { reason: 'again' } }],
    plan: [],
  }
  const emissions: Emissions = {
    called: [{ type: 'FollowUpAttempted', fields: { result: 'noAnswer' } }],
    moved: [{ type: 'FollowUpRescheduled', fields: { due: day(9) } }],
    rated: [
      {
        type: 'SatisfactionRecorded',
        actor: { id: 'c', role: 'customer' },
        fields: { csat: 4, staff: { list: [{ fields: { staff: 'ann', score: 5 } }] } },
      },
    ],
    missed: [{ type: 'FollowUpMissed' }],
    lost: [{ type: 'FollowUpUnreachable' }],
    done: [{ type: 'FollowUpCompleted', fields: { outcome: 'satisfied' } }],
  }
  const followUp = {
    customer: 'c',
    purpose: 'afterResolution',
    method: 'phone',
    due: day(7),
  }

  it('within a case is about it and its cycle; attempts and answers are numbered', async () => {
    const openings = {
      case: openedCase,
      followUp: { when: { field: 'what', equals: 'plan' }, fields: followUp },
    }
    const rows = ['ann,new', 'ann,solved', 'ann,again', 'ann,solved', 'bea,plan', 'bea,called']
    const more = ['bea,called', 'bea,moved', 'bea,rated', 'bea,rated', 'bea,done']
    const all = { ...ofCase, ...emissions }
    const { of, events } = await fed(openings, [...rows, ...more], all)
    const own = { by: 'bea', cycle: 2, customer: 'c' }
    const firstDue = day(7)
    const about = { case: story }
    const call = { ...own, channel: 'phone', result: 'noAnswer', firstDue }
    const answer = { ...own, ...about, by: 'c', csat: 4, staff: [{ staff: 'ann', score: 5 }] }
    expect(of('followUp')).toEqual([
      { type: 'FollowUpScheduled', at: day(5), ...own, ...about, ...followUp, ...imported },
      { type: 'FollowUpAttempted', at: day(6), ...call, attempt: 1 },
      { type: 'FollowUpAttempted', at: day(7), ...call, attempt: 2 },
      { type: 'FollowUpRescheduled', at: day(8), ...own, due: day(9), firstDue },
      { type: 'SatisfactionRecorded', at: day(9), ...answer, answer: 1 },
      { type: 'SatisfactionRecorded', at: day(10), ...answer, answer: 2 },
      { type: 'FollowUpCompleted', at: day(11), ...own, ...about, outcome: 'satisfied', firstDue },
    ])
    expect(new Set(events.map(({ metadata }) => metadata.correlationId))).toEqual(new Set([story]))
  })

  it('of a complaint is about that', async () => {
    const openings = { complaint: { fields: complaint }, followUp: { fields: followUp } }
    const rows = ['ann,new', 'bea,called', 'bea,lost', 'bea,missed']
    const { of } = await fed(openings, rows, emissions)
    const about = { complaint: story, cycle: 1 }
    expect(of('followUp')).toMatchObject([
      { type: 'FollowUpScheduled', ...about },
      { type: 'FollowUpAttempted', cycle: 1, attempt: 1 },
      { type: 'FollowUpUnreachable', ...about, attempts: 1 },
      { type: 'FollowUpMissed', ...about, due: day(7) },
    ])
    expect(of('followUp')[0]).not.toHaveProperty('case')
  })
})

describe('a corrective action', () => {
  it('is done and verified as it was planned', async () => {
    const plan = { plan: 'pad it', owner: 'ann', due: day(9), criterion: 'no glass breaks' }
    const { of, summary } = await fed(
      {
        correctiveAction: { fields: { source: 'recurringCause', problem: 'glass breaks' } },
      },
      ['ann,new', 'ann,planned', 'ann,done', 'bea,verified'],
      {
        planned: [{ type: 'CorrectiveActionPlanned', fields: plan }],
        done: [{ type: 'CorrectiveActionDone', fields: { result: 'padded' } }],
        verified: [{ type: 'CorrectiveActionVerified', fields: { evidence: 'none broke' } }],
      },
    )
    expect(of('correctiveAction')).toEqual([
      {
        type: 'CorrectiveActionOpened',
        at: day(1),
        by: 'ann',
        source: 'recurringCause',
        problem: 'glass breaks',
        ...imported,
      },
      { type: 'CorrectiveActionPlanned', at: day(2), by: 'ann', ...plan },
      {
        type: 'CorrectiveActionDone',
        at: day(3),
        by: 'ann',
        result: 'padded',
        owner: 'ann',
        due: day(9),
      },
      {
        type: 'CorrectiveActionVerified',
        at: day(4),
        by: 'bea',
        evidence: 'none broke',
        criterion: 'no glass breaks',
      },
    ])
    expect(summary.streams['correctiveAction']?.breaches.streams).toBe(0)
  })
})

describe('an emergency', () => {
  it('carries its kind and its declaration to the start of the plan and the recovery', async () => {
    const { of } = await fed(
      { emergency: { fields: { kind: 'systemFailure', description: 'no payments' } } },
      ['ann,new', 'bea,started', 'bea,over'],
      {
        started: [{ type: 'PlanStarted', fields: { plan: 'cash', team: 'shops' } }],
        over: [{ type: 'Recovered', fields: { result: 'payments work' } }],
      },
    )
    const same = { kind: 'systemFailure', declaredAt: day(1), by: 'bea' }
    expect(of('emergency')).toMatchObject([
      { type: 'EmergencyDeclared', kind: 'systemFailure', by: 'ann', externalRef: 'K-1' },
      { type: 'PlanStarted', at: day(2), ...same },
      { type: 'Recovered', at: day(3), ...same },
    ])
  })
})
