/** Every rejection once, exactly; a new one without an example does not compile. */
import {
  complaintAggregate,
  complaintRejections,
  type ComplaintCommand,
  type ComplaintEvent,
  type ComplaintRejection,
  type ComplaintStage,
} from '@casetrail/core/complaint'
import { retail2025 } from '@casetrail/core/standards'
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  A,
  B,
  C,
  DAY,
  HOUR,
  after,
  agent,
  client,
  closedAfter,
  communicated,
  coordinator,
  customer,
  inStage,
  inspector,
  proposed,
  receive,
  received,
  remedyIn,
  reviewRequested,
  severity,
  specialist,
  standard,
  supervisor,
  system,
  t0,
  theComplaint,
  yuan,
} from '../../test/complaint-kit.js'

interface Example {
  readonly given: ReadonlyArray<ComplaintEvent>
  readonly when: ComplaintCommand
  readonly rejection: Omit<ComplaintRejection, '_tag'> & Readonly<Record<string, unknown>>
}

const now = { at: after(2 * DAY), actor: agent } as const
const open = ['received', 'acknowledged', 'investigating', 'decided'] as const
const since = after(DAY + 3 * HOUR)
const withdraw: ComplaintCommand = {
  type: 'WithdrawComplaint',
  ...now,
  actor: client,
  reason: '和解',
}
const close: ComplaintCommand = { type: 'CloseComplaint', ...now }
const request: ComplaintCommand = {
  type: 'RequestReview',
  ...now,
  actor: client,
  reason: '不認可',
}
const approve: ComplaintCommand = { type: 'ApproveRemedy', ...now, remedy: 'r1' }
const propose: ComplaintCommand = {
  type: 'ProposeRemedy',
  ...now,
  remedy: 'r1',
  kind: 'refund',
  goodwill: false,
}
const finding: ComplaintCommand = { type: 'RecordFinding', ...now, finding: '底座開裂' }
const absorbed: ComplaintEvent = {
  type: 'ComplaintAbsorbed',
  at: after(HOUR),
  cycle: 1,
  by: coordinator.id,
  customer,
  survivor: A,
  duplicate: C,
}
const pair = { ...now, survivor: A, duplicate: B } as const

const wrongStage = (
  when: ComplaintCommand,
  stage: ComplaintStage,
  allowed: ReadonlyArray<string>,
): Example => ({
  given: inStage(stage),
  when,
  rejection: { command: when.type, stage, allowed },
})

// of an opening under an unset standard: lifecycle/unset.test.ts asks every aggregate
type Tag = Exclude<ComplaintRejection['_tag'], 'StandardNotSet'>

const examples: Readonly<Record<Tag, Example>> = {
  ComplaintNotReceived: wrongStage(withdraw, 'none', open),
  ComplaintAlreadyReceived: wrongStage(receive, 'merged', ['none']),
  ComplaintNotAcknowledged: wrongStage(finding, 'received', ['acknowledged', 'investigating']),
  ComplaintAlreadyAcknowledged: wrongStage(
    { type: 'AcknowledgeComplaint', ...now, channel: 'sms', nextStep: '今日答覆' },
    'investigating',
    ['received'],
  ),
  InvestigationNotStarted: wrongStage(propose, 'acknowledged', ['investigating', 'decided']),
  ComplaintNotDecided: wrongStage(close, 'investigating', ['decided']),
  ComplaintAlreadyDecided: wrongStage(finding, 'decided', ['acknowledged', 'investigating']),
  ComplaintStillOpen: wrongStage({ type: 'ArchiveComplaint', ...now }, 'decided', ['closed']),
  ComplaintAlreadyClosed: wrongStage(withdraw, 'closed', open),
  ComplaintAlreadyArchived: wrongStage(withdraw, 'archived', open),
  ComplaintAlreadyWithdrawn: wrongStage(withdraw, 'withdrawn', open),
  ComplaintAlreadyMerged: wrongStage(withdraw, 'merged', open),
  StandardNotLoaded: {
    given: [{ ...received, standard: { id: 'retail-2025', version: 9 } }],
    when: withdraw,
    rejection: { standard: { id: 'retail-2025', version: 9 }, loaded: [standard] },
  },
  HappenedBeforeOpening: {
    given: inStage('received'),
    when: { ...withdraw, at: after(-1) },
    rejection: { at: after(-1), openedAt: t0 },
  },
  NotPermitted: {
    given: inStage('investigating', ...remedyIn.proposed),
    when: { ...approve, actor: { id: 'investigator-xu', role: 'investigater' } },
    rejection: {
      command: 'ApproveRemedy',
      role: 'investigater',
      permission: 'complaint.approve',
      permitted: ['agent', 'seniorSpecialist', 'supervisor', 'manager', 'customerManager'],
      nearest: 'investigator',
    },
  },
  DutiesNotSeparated: {
    given: inStage('investigating', severity('serious'), proposed({ by: supervisor.id })),
    when: { ...approve, actor: supervisor },
    rejection: {
      command: 'ApproveRemedy',
      rule: 'approverIsNotProposer',
      actor: supervisor.id,
    },
  },
  NotInTaxonomy: {
    given: inStage('investigating'),
    when: {
      type: 'DetermineRootCause',
      ...now,
      cause: 'suplier',
      analysis: { method: 'fiveWhys', whys: ['焊縫開裂'] },
    },
    rejection: { taxonomy: 'causes', found: 'suplier', nearest: 'supplier' },
  },
  MethodDoesNotFit: {
    given: inStage('received'),
    when: { type: 'AcknowledgeComplaint', ...now, channel: 'email', nextStep: '今日答覆' },
    rejection: { channel: 'phone', found: 'email', fitting: ['phone', 'sms'] },
  },
  SeverityNotAssessed: {
    given: inStage('received'),
    when: {
      type: 'ChangeSeverity',
      ...now,
      severity: 'major',
      urgent: false,
      reason: '新證據',
    },
    rejection: {},
  },
  SeverityAlreadyAssessed: {
    given: inStage('received', severity('major')),
    when: { type: 'AssessSeverity', ...now, severity: 'general', urgent: false },
    rejection: { severity: 'major' },
  },
  EvidenceAlreadyRecorded: {
    given: inStage('investigating', {
      type: 'EvidenceRecorded',
      at: after(HOUR),
      cycle: 1,
      by: agent.id,
      customer,
      evidence: 'e1',
      kind: 'photo',
      description: '收據',
    }),
    when: {
      type: 'RecordEvidence',
      ...now,
      evidence: 'e1',
      kind: 'document',
      description: '發票',
    },
    rejection: { evidence: 'e1' },
  },
  AmountRequired: {
    given: inStage('investigating'),
    when: propose,
    rejection: { remedy: 'r1', kind: 'refund' },
  },
  CurrencyNotCovered: {
    given: inStage('investigating'),
    when: { ...propose, amount: { amount: 100, currency: 'JPY' } },
    rejection: { currency: 'JPY', covered: ['CNY'] },
  },
  RemedyAlreadyProposed: {
    given: inStage('investigating', ...remedyIn.offered),
    when: { ...propose, amount: yuan(90) },
    rejection: { remedy: 'r1', state: 'offered' },
  },
  RemedyNotFound: {
    given: inStage('investigating', severity('general')),
    when: approve,
    rejection: { remedy: 'r1' },
  },
  RemedyNotInState: {
    given: inStage('investigating', ...remedyIn.refused),
    when: approve,
    rejection: { remedy: 'r1', state: 'refused', allowed: ['proposed'] },
  },
  AmountNotApproved: {
    given: inStage('investigating', ...remedyIn.approved),
    when: { type: 'OfferRemedy', ...now, remedy: 'r1', amount: yuan(800) },
    rejection: { remedy: 'r1', approved: yuan(80), found: yuan(800) },
  },
  ApproverRoleRequired: {
    given: inStage('investigating', severity('general'), proposed({ amount: yuan(5001) })),
    when: { ...approve, actor: supervisor },
    rejection: { role: 'supervisor', required: ['manager'] },
  },
  ReviewRightNotTold: {
    given: inStage('investigating', ...remedyIn.offered),
    when: { type: 'DeclineRemedy', ...now, actor: client, remedy: 'r1', toldOfReview: false },
    rejection: { remedy: 'r1' },
  },
  RemedyOrReasonRequired: {
    given: inStage('investigating', ...remedyIn.declined),
    when: { type: 'DecideComplaint', ...now, outcome: 'partlyUpheld', reasons: '部分屬實' },
    rejection: { outcome: 'partlyUpheld' },
  },
  HappenedBeforeDecision: {
    given: inStage('decided'),
    when: { type: 'CommunicateDecision', ...now, at: after(DAY - 1), channel: 'phone' },
    rejection: { at: after(DAY - 1), decidedAt: after(DAY) },
  },
  DecisionNotCommunicated: {
    given: inStage('decided'),
    when: close,
    rejection: { decidedAt: after(DAY) },
  },
  RemediesUnsettled: {
    given: inStage('decided', ...remedyIn.accepted, communicated),
    when: close,
    rejection: { remedies: ['r1'] },
  },
  ReviewOpen: {
    given: inStage('decided', communicated, reviewRequested),
    when: close,
    rejection: { since },
  },
  ReviewAlreadyOpen: {
    given: inStage('decided', reviewRequested),
    when: request,
    rejection: { since },
  },
  NoReviewOpen: {
    given: inStage('decided'),
    when: {
      type: 'CompleteReview',
      ...now,
      actor: inspector,
      outcome: 'notUpheld',
      reasons: '維持',
    },
    rejection: {},
  },
  ReviewWindowPassed: {
    given: inStage('closed'),
    when: { ...request, at: after(40 * DAY) },
    rejection: { until: after(closedAfter + 30 * DAY) },
  },
  ReopenWindowPassed: {
    given: inStage('archived'),
    when: { type: 'ReopenComplaint', at: after(33 * DAY), actor: client, reason: '又發生' },
    rejection: { until: after(closedAfter + 7 * DAY) },
  },
  WindowOpen: {
    given: inStage('closed'),
    when: { type: 'ArchiveComplaint', at: after(20 * DAY), actor: system },
    rejection: { until: after(closedAfter + 30 * DAY) },
  },
  MergeWithItself: {
    given: inStage('received'),
    when: { type: 'MergeComplaint', ...pair, duplicate: A },
    rejection: { complaint: A },
  },
  CustomersDiffer: {
    given: inStage('received'),
    when: { type: 'AbsorbComplaint', ...pair, duplicateCustomer: 'customer-2' },
    rejection: {},
  },
  HasAbsorbedOthers: {
    given: inStage('received', absorbed),
    when: { type: 'MergeComplaint', ...now, survivor: B, duplicate: A },
    rejection: { absorbed: [C] },
  },
  DuplicateNotAbsorbed: {
    given: inStage('received', absorbed),
    when: { type: 'ReleaseComplaint', ...pair },
    rejection: { duplicate: B },
  },
}

const isTag = (tag: string): tag is Tag => tag in examples

describe('every rejection states its fact', () => {
  for (const tag of Object.keys(examples).filter(isTag)) {
    const { given, when, rejection } = examples[tag]
    test(tag, () => {
      const expected = { _tag: tag, ...rejection } as ComplaintRejection
      theComplaint.given(given).when(when).thenRejects(expected)
    })
  }

  test('and is told in both languages', () => {
    expect(Object.keys(complaintRejections).sort()).toEqual(
      [...Object.keys(examples), 'StandardNotSet'].sort(),
    )
  })
})

describe('what is asked first', () => {
  test('the stage, then the standard, the time, the permission, the duties, the rules', () => {
    const wrong = { actor: { id: 'x', role: 'nobody' }, at: after(-1) }
    theComplaint
      .given(inStage('withdrawn'))
      .when({ ...close, ...wrong })
      .thenRejects({
        _tag: 'ComplaintAlreadyWithdrawn',
        command: 'CloseComplaint',
        stage: 'withdrawn',
        allowed: ['decided'],
      })
    theComplaint
      .given(inStage('decided'))
      .when({ ...close, ...wrong })
      .thenRejects({ _tag: 'HappenedBeforeOpening', at: after(-1), openedAt: t0 })
    theComplaint
      .given(inStage('decided'))
      .when({ ...close, actor: inspector })
      .thenRejects({
        _tag: 'NotPermitted',
        command: 'CloseComplaint',
        role: 'qualityInspector',
        permission: 'complaint.close',
        permitted: ['agent', 'seniorSpecialist', 'supervisor', 'manager', 'system'],
        nearest: undefined,
      })
  })
})

describe('a complaint is judged by the standard that it was received under', () => {
  const generous = {
    ...retail2025,
    version: 2,
    approval: {
      ...retail2025.approval,
      discretion: [
        { role: 'seniorSpecialist', severities: ['serious'], currency: 'CNY', upTo: 100_000 },
      ],
    },
  } as const
  const both = specify(complaintAggregate([retail2025, generous]))
  const own = proposed({ by: specialist.id })
  const [, ...later] = inStage('investigating', severity('serious'), own)
  const byWhom = { ...approve, actor: specialist }

  test('its own version, whichever is loaded beside it', () => {
    both
      .given([received, ...later])
      .when(byWhom)
      .thenRejects({
        _tag: 'DutiesNotSeparated',
        command: 'ApproveRemedy',
        rule: 'approverIsNotProposer',
        actor: specialist.id,
      })
    both
      .given([{ ...received, standard: { id: 'retail-2025', version: 2 } }, ...later])
      .when(byWhom)
      .then([
        {
          type: 'RemedyApproved',
          at: now.at,
          cycle: 1,
          by: specialist.id,
          remedy: 'r1',
          amount: yuan(80),
          basis: 'discretion',
          role: 'seniorSpecialist',
        },
      ])
  })

  test('the first that is loaded is for complaints that name none; a named one must be loaded', () => {
    const turned = specify(complaintAggregate([generous, retail2025]))
    turned
      .given([])
      .when(receive)
      .then([{ ...received, standard: { id: 'retail-2025', version: 2 } }])
    turned
      .given([])
      .when({ ...receive, standard })
      .then([received])
    turned
      .given([])
      .when({ ...receive, standard: { id: 'mine', version: 1 } })
      .thenRejects({
        _tag: 'StandardNotLoaded',
        standard: { id: 'mine', version: 1 },
        loaded: [{ id: 'retail-2025', version: 2 }, standard],
      })
  })
})
