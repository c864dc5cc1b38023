/** Who investigates, what they find, and what it came from. */
import type { ComplaintCommand, ComplaintEvent } from '@casetrail/core/complaint'
import { describe, test } from 'vitest'

import {
  DAY,
  HOUR,
  accused,
  after,
  agent,
  assigned,
  customer,
  inStage,
  investigator,
  received,
  supervisor,
  theComplaint,
} from '../../test/complaint-kit.js'

const now = { at: after(DAY), actor: investigator } as const
const recorded = { at: now.at, cycle: 1, by: investigator.id } as const

describe('assigning an investigator', () => {
  const assign = (to: string): ComplaintCommand => ({
    type: 'AssignInvestigator',
    at: now.at,
    actor: supervisor,
    investigator: to,
  })
  const event: ComplaintEvent = {
    type: 'InvestigatorAssigned',
    ...recorded,
    by: supervisor.id,
    investigator: investigator.id,
  }

  test('begins the investigation', () => {
    theComplaint.given(inStage('acknowledged')).when(assign(investigator.id)).then([event])
  })

  test('another takes over; the same again changes nothing', () => {
    theComplaint
      .given(inStage('investigating'))
      .when(assign('investigator-qin'))
      .then([{ ...event, investigator: 'investigator-qin' }])
    theComplaint.given(inStage('investigating')).when(assign(investigator.id)).thenNothing()
  })

  test('never the one complained about, first or later', () => {
    for (const stage of ['acknowledged', 'investigating'] as const) {
      theComplaint.given(inStage(stage)).when(assign(accused.id)).thenRejects({
        _tag: 'DutiesNotSeparated',
        command: 'AssignInvestigator',
        rule: 'investigatorIsNotComplainedAbout',
        actor: accused.id,
      })
    }
  })

  test('a thing, a team or a process of that name is no person', () => {
    for (const kind of ['item', 'team', 'process'] as const) {
      theComplaint
        .given([
          { ...received, about: { kind, id: investigator.id } },
          ...inStage('acknowledged').slice(1),
        ])
        .when(assign(investigator.id))
        .then([event])
    }
  })
})

describe('evidence and findings', () => {
  test.each(['document', 'photo', 'recording', 'statement', 'systemLog', 'goods'] as const)(
    'a %s is recorded',
    (kind) => {
      theComplaint
        .given(inStage('acknowledged'))
        .when({
          type: 'RecordEvidence',
          ...now,
          evidence: 'e1',
          kind,
          description: '3月2日收銀台',
        })
        .then([
          {
            type: 'EvidenceRecorded',
            ...recorded,
            customer,
            evidence: 'e1',
            kind,
            description: '3月2日收銀台',
          },
        ])
    },
  )

  test('what is there is never overwritten: an id stands for one piece of evidence', () => {
    const record: ComplaintCommand = {
      type: 'RecordEvidence',
      ...now,
      evidence: 'e1',
      kind: 'photo',
      description: '收據',
    }
    const event: ComplaintEvent = {
      type: 'EvidenceRecorded',
      ...recorded,
      customer,
      evidence: 'e1',
      kind: 'photo',
      description: '收據',
    }
    theComplaint
      .given(inStage('investigating', event))
      .when({ ...record, description: '另一張' })
      .thenRejects({ _tag: 'EvidenceAlreadyRecorded', evidence: 'e1' })
    theComplaint
      .given(inStage('investigating', event))
      .when({ ...record, evidence: 'e2' })
      .then([{ ...event, evidence: 'e2' }])
  })

  test('a finding is recorded', () => {
    theComplaint
      .given(inStage('investigating'))
      .when({ type: 'RecordFinding', ...now, finding: '未使用禮貌用語' })
      .then([{ type: 'FindingRecorded', ...recorded, customer, finding: '未使用禮貌用語' }])
  })
})

describe('the root cause', () => {
  const determine = (
    fields: Partial<Extract<ComplaintCommand, { readonly type: 'DetermineRootCause' }>> = {},
  ): ComplaintCommand => ({
    type: 'DetermineRootCause',
    ...now,
    cause: 'staff',
    analysis: { method: 'fiveWhys', whys: ['排班過密', '未按客流排班'] },
    ...fields,
  })

  test('by a chain of whys', () => {
    theComplaint
      .given(inStage('investigating'))
      .when(determine())
      .then([
        {
          type: 'RootCauseDetermined',
          ...recorded,
          customer,
          cause: 'staff',
          analysis: { method: 'fiveWhys', whys: ['排班過密', '未按客流排班'] },
        },
      ])
  })

  test.each(['people', 'method', 'machine', 'material', 'measurement', 'environment'] as const)(
    'by the bone %s of a fishbone',
    (category) => {
      const analysis = { method: 'fishbone', category, detail: '高峰期無備援' } as const
      theComplaint
        .given(inStage('investigating'))
        .when(determine({ analysis }))
        .then([{ type: 'RootCauseDetermined', ...recorded, customer, cause: 'staff', analysis }])
    },
  )

  test('is known to the standard', () => {
    theComplaint
      .given(inStage('investigating'))
      .when(determine({ cause: 'staf' }))
      .thenRejects({ _tag: 'NotInTaxonomy', taxonomy: 'causes', found: 'staf', nearest: 'staff' })
  })

  test('another replaces it, in the stage that follows too', () => {
    const known: ComplaintEvent = {
      type: 'RootCauseDetermined',
      at: after(2 * HOUR),
      cycle: 1,
      by: agent.id,
      customer,
      cause: 'staff',
      analysis: { method: 'fiveWhys', whys: ['排班過密'] },
    }
    theComplaint
      .given(inStage('decided', known))
      .when(determine({ cause: 'policy' }))
      .then([
        {
          type: 'RootCauseDetermined',
          ...recorded,
          customer,
          cause: 'policy',
          analysis: { method: 'fiveWhys', whys: ['排班過密', '未按客流排班'] },
        },
      ])
  })
})

describe('before anyone investigates', () => {
  test('there is nothing to find, to remedy or to decide', () => {
    const early: ReadonlyArray<ComplaintCommand> = [
      {
        type: 'DetermineRootCause',
        ...now,
        cause: 'staff',
        analysis: { method: 'fiveWhys', whys: ['排班'] },
      },
      { type: 'ProposeRemedy', ...now, remedy: 'r1', kind: 'apology', goodwill: false },
      { type: 'DecideComplaint', ...now, outcome: 'notUpheld', reasons: '無據' },
    ]
    for (const command of early) {
      for (const stage of ['received', 'acknowledged'] as const) {
        theComplaint
          .given(inStage(stage))
          .when(command)
          .thenRejects({
            _tag: 'InvestigationNotStarted',
            command: command.type,
            stage,
            allowed:
              command.type === 'DecideComplaint' ? ['investigating'] : ['investigating', 'decided'],
          })
      }
    }
    theComplaint
      .given([received, assigned])
      .when({ type: 'DecideComplaint', ...now, outcome: 'notUpheld', reasons: '無據' })
      .then([
        {
          type: 'ComplaintDecided',
          ...recorded,
          customer,
          outcome: 'notUpheld',
          reasons: '無據',
        },
      ])
  })
})
