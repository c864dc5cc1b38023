/** Every command in every stage, against a table written from the handbook's, not from the code. */
import {
  complaintCommands,
  complaintStages,
  type ComplaintCommand,
  type ComplaintEvent,
  type ComplaintStage,
} from '@casetrail/core/complaint'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import {
  A,
  B,
  DAY,
  HOUR,
  after,
  agent,
  client,
  communicated,
  complaints,
  coordinator,
  customer,
  inStage,
  inspector,
  investigator,
  proposed,
  receive,
  remedyIn,
  reviewRequested,
  severity,
  supervisor,
  system,
} from '../../test/complaint-kit.js'

const stages = [
  'none',
  'received',
  'acknowledged',
  'investigating',
  'decided',
  'closed',
  'archived',
  'withdrawn',
  'merged',
] as const satisfies ReadonlyArray<ComplaintStage>

/** What a cell of the table says: a small letter the stage that follows, a capital the rejection. */
const meaning: Readonly<Record<string, string>> = {
  r: 'received',
  k: 'acknowledged',
  i: 'investigating',
  d: 'decided',
  c: 'closed',
  a: 'archived',
  w: 'withdrawn',
  m: 'merged',
  N: 'ComplaintNotReceived',
  O: 'ComplaintAlreadyReceived',
  K: 'ComplaintNotAcknowledged',
  G: 'ComplaintAlreadyAcknowledged',
  I: 'InvestigationNotStarted',
  U: 'ComplaintNotDecided',
  D: 'ComplaintAlreadyDecided',
  L: 'ComplaintStillOpen',
  C: 'ComplaintAlreadyClosed',
  A: 'ComplaintAlreadyArchived',
  W: 'ComplaintAlreadyWithdrawn',
  M: 'ComplaintAlreadyMerged',
  P: 'ReopenWindowPassed',
  V: 'ReviewWindowPassed',
}

interface Row {
  readonly command: ComplaintCommand
  readonly emits: ComplaintEvent['type']
  /** The cells: none, received, acknowledged, investigating, decided, closed, archived, withdrawn, merged. */
  readonly cells: string
  /** What has to have happened as well. */
  readonly given?: ReadonlyArray<ComplaintEvent>
}

const now = { at: after(2 * DAY), actor: agent } as const
const absorbed: ComplaintEvent = {
  type: 'ComplaintAbsorbed',
  at: after(HOUR),
  cycle: 1,
  by: coordinator.id,
  customer,
  survivor: A,
  duplicate: B,
}

const open = 'N r k i d C A W M'
const notTerminal = 'N r k i d c A w M'
const examined = 'N K k i D C A W M'
const remedied = 'N I I i d C A W M'

const rows: ReadonlyArray<Row> = [
  { command: receive, emits: 'ComplaintReceived', cells: 'r OOOO O O O O' },
  {
    command: { type: 'AcknowledgeComplaint', ...now, channel: 'sms', nextStep: '今日答覆' },
    emits: 'ComplaintAcknowledged',
    cells: 'N k G G G C A W M',
  },
  {
    command: { type: 'ClassifyComplaint', ...now, complaintType: 'goods' },
    emits: 'ComplaintClassified',
    cells: open,
  },
  {
    command: { type: 'AssessSeverity', ...now, severity: 'major', urgent: false },
    emits: 'SeverityAssessed',
    cells: open,
  },
  {
    command: {
      type: 'ChangeSeverity',
      ...now,
      severity: 'serious',
      urgent: false,
      reason: '新證據',
    },
    given: [severity('general')],
    emits: 'SeverityChanged',
    cells: open,
  },
  {
    command: { type: 'AssignInvestigator', ...now, investigator: 'investigator-qin' },
    emits: 'InvestigatorAssigned',
    cells: 'N K i i D C A W M',
  },
  {
    command: { type: 'RecordEvidence', ...now, evidence: 'e1', kind: 'photo', description: '收據' },
    emits: 'EvidenceRecorded',
    cells: examined,
  },
  {
    command: { type: 'RecordFinding', ...now, finding: '底座開裂' },
    emits: 'FindingRecorded',
    cells: examined,
  },
  {
    command: {
      type: 'DetermineRootCause',
      ...now,
      cause: 'staff',
      analysis: { method: 'fiveWhys', whys: ['排班過密'] },
    },
    emits: 'RootCauseDetermined',
    cells: remedied,
  },
  {
    command: { type: 'ProposeRemedy', ...now, remedy: 'r1', kind: 'apology', goodwill: false },
    emits: 'RemedyProposed',
    cells: remedied,
  },
  {
    command: { type: 'ApproveRemedy', ...now, remedy: 'r1' },
    given: remedyIn.proposed,
    emits: 'RemedyApproved',
    cells: remedied,
  },
  {
    command: { type: 'RefuseRemedy', ...now, remedy: 'r1', reason: '不合規定' },
    given: [proposed()],
    emits: 'RemedyRefused',
    cells: remedied,
  },
  {
    command: { type: 'OfferRemedy', ...now, remedy: 'r1' },
    given: remedyIn.approved,
    emits: 'RemedyOffered',
    cells: remedied,
  },
  {
    command: { type: 'AcceptRemedy', ...now, actor: client, remedy: 'r1' },
    given: remedyIn.offered,
    emits: 'RemedyAccepted',
    cells: remedied,
  },
  {
    command: { type: 'DeclineRemedy', ...now, actor: client, remedy: 'r1', toldOfReview: true },
    given: remedyIn.offered,
    emits: 'RemedyDeclined',
    cells: remedied,
  },
  {
    command: { type: 'FulfilRemedy', ...now, remedy: 'r1' },
    given: remedyIn.accepted,
    emits: 'RemedyFulfilled',
    cells: remedied,
  },
  {
    command: { type: 'WithdrawRemedy', ...now, remedy: 'r1', reason: '改為換貨' },
    given: remedyIn.accepted,
    emits: 'RemedyWithdrawn',
    cells: remedied,
  },
  {
    command: {
      type: 'DecideComplaint',
      ...now,
      actor: investigator,
      outcome: 'notUpheld',
      reasons: '無據',
    },
    emits: 'ComplaintDecided',
    cells: 'N I I d D C A W M',
  },
  {
    command: { type: 'CommunicateDecision', ...now, channel: 'phone' },
    emits: 'DecisionCommunicated',
    cells: 'N U U U d C A W M',
  },
  {
    command: { type: 'RequestReview', ...now, actor: client, reason: '不認可' },
    emits: 'ReviewRequested',
    cells: 'N U U U d c V W M',
  },
  {
    command: {
      type: 'CompleteReview',
      ...now,
      actor: inspector,
      outcome: 'notUpheld',
      reasons: '維持',
    },
    given: [reviewRequested],
    emits: 'ReviewCompleted',
    cells: 'N U U U d d A W M',
  },
  {
    command: {
      type: 'EscalateComplaint',
      ...now,
      kind: 'hierarchical',
      level: 1,
      reason: '客戶要求',
    },
    emits: 'ComplaintEscalated',
    cells: open,
  },
  {
    command: { type: 'CloseComplaint', ...now },
    given: [communicated],
    emits: 'ComplaintClosed',
    cells: 'N U U U c C A W M',
  },
  {
    command: { type: 'ArchiveComplaint', at: after(60 * DAY), actor: system },
    emits: 'ComplaintArchived',
    cells: 'N LLLL a A W M',
  },
  {
    command: { type: 'WithdrawComplaint', ...now, actor: client, reason: '和解' },
    emits: 'ComplaintWithdrawn',
    cells: 'N wwww C A W M',
  },
  {
    command: { type: 'ReopenComplaint', ...now, actor: client, reason: '又發生' },
    emits: 'ComplaintReopened',
    cells: 'N LLLL i P W M',
  },
  {
    command: { type: 'ReferExternally', ...now, actor: supervisor, body: '消費者協會' },
    emits: 'ReferredExternally',
    cells: notTerminal,
  },
  {
    command: {
      type: 'AbsorbComplaint',
      ...now,
      survivor: A,
      duplicate: B,
      duplicateCustomer: customer,
    },
    emits: 'ComplaintAbsorbed',
    cells: open,
  },
  {
    command: { type: 'MergeComplaint', ...now, survivor: B, duplicate: A },
    emits: 'ComplaintMerged',
    cells: 'N mmmm C A W M',
  },
  {
    command: { type: 'ReleaseComplaint', ...now, survivor: A, duplicate: B },
    given: [absorbed],
    emits: 'ComplaintReleased',
    cells: notTerminal,
  },
  {
    command: { type: 'RemindOwner', ...now, actor: system, to: 'owner', reason: '將逾時' },
    emits: 'OwnerReminded',
    cells: notTerminal,
  },
]

/** In the stages before an investigation the table is about the stage, not about what is missing there. */
const stateIn = (stage: ComplaintStage, given: ReadonlyArray<ComplaintEvent> = []) =>
  inStage(stage, ...(stage === 'none' ? [] : given)).reduce(
    complaints.evolve,
    complaints.initialState,
  )

/** The stage that follows with what was emitted, or why not. */
const comesTo = (row: Row, stage: ComplaintStage): string => {
  const state = stateIn(stage, row.given)
  const decided = complaints.decide(row.command, state)
  if (E.isLeft(decided)) return decided.left._tag
  const types = decided.right.map((event) => event.type).join(', ')
  return `${types} → ${decided.right.reduce(complaints.evolve, state).stage}`
}

const says = (row: Row, cell: string): string => {
  const meant = meaning[cell] ?? `no cell: ${cell}`
  return cell === cell.toUpperCase() ? meant : `${row.emits} → ${meant}`
}

describe('every stage takes what the table says and nothing else', () => {
  test('the histories lead to their stages', () => {
    expect(stages.map((stage) => stateIn(stage).stage)).toEqual(stages)
  })

  test('every command has a row, every row a cell for each stage', () => {
    expect(rows.map((row) => row.command.type).sort()).toEqual([...complaintCommands.types].sort())
    expect(complaintCommands.types).toHaveLength(31)
    for (const row of rows) expect(row.cells.replaceAll(' ', '')).toHaveLength(stages.length)
  })

  test.each(rows)('$command.type: $cells', (row) => {
    const cells = row.cells.replaceAll(' ', '')
    expect(stages.map((stage) => `${stage}: ${comesTo(row, stage)}`)).toEqual(
      stages.map((stage, i) => `${stage}: ${says(row, cells.charAt(i))}`),
    )
  })

  test('the exported table says the same', () => {
    for (const { command, cells } of rows) {
      const taken = stages.filter((_, i) => /[a-z]/.test(cells.replaceAll(' ', '').charAt(i)))
      expect([...complaintStages[command.type]].sort(), command.type).toEqual([...taken].sort())
    }
  })

  test('a stage that forbids is named, with those that would allow', () => {
    const command: ComplaintCommand = { type: 'CloseComplaint', ...now }
    expect(complaints.decide(command, stateIn('withdrawn'))).toEqual(
      E.left({
        _tag: 'ComplaintAlreadyWithdrawn',
        command: 'CloseComplaint',
        stage: 'withdrawn',
        allowed: ['decided'],
      }),
    )
  })

  test('only archived and merged are terminal', () => {
    expect(stages.filter((stage) => complaints.isTerminal(stateIn(stage)))).toEqual([
      'archived',
      'merged',
    ])
  })
})
