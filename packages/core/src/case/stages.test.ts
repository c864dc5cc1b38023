/** Every command in every stage, against a table written from the handbook's, not from the code. */
import {
  caseCommands,
  type CaseCommand,
  type CaseEvent,
  type CaseStage,
} from '@casetrail/core/case'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import {
  A,
  B,
  C,
  DAY,
  HOUR,
  after,
  agent,
  cases,
  client,
  customer,
  inStage,
  open,
  other,
  supervisor,
  system,
} from '../../test/case-kit.js'

const stages = [
  'none',
  'new',
  'open',
  'pendingCustomer',
  'onHold',
  'resolved',
  'closed',
  'merged',
  'archived',
  'cancelled',
] as const satisfies ReadonlyArray<CaseStage>

/** What a cell of the table says: a small letter the stage that follows, a capital the rejection. */
const meaning: Readonly<Record<string, string>> = {
  n: 'new',
  o: 'open',
  p: 'pendingCustomer',
  h: 'onHold',
  r: 'resolved',
  c: 'closed',
  m: 'merged',
  a: 'archived',
  x: 'cancelled',
  N: 'CaseNotOpened',
  O: 'CaseAlreadyOpened',
  L: 'CaseStillActive',
  U: 'CaseNotPaused',
  P: 'CasePaused',
  R: 'CaseAlreadyResolved',
  C: 'CaseAlreadyClosed',
  M: 'CaseAlreadyMerged',
  A: 'CaseAlreadyArchived',
  X: 'CaseAlreadyCancelled',
  S: 'SupervisorRequired',
  W: 'ReopenWindowPassed',
}

interface Row {
  readonly command: CaseCommand
  /** The types of the events that come where it is accepted. */
  readonly emits: ReadonlyArray<CaseEvent['type']>
  /** The cells: none, new, open, pendingCustomer, onHold, resolved, closed, merged, archived, cancelled. */
  readonly cells: string
  /** What has to have happened before. */
  readonly given?: ReadonlyArray<CaseEvent>
}

const now = { at: after(3 * HOUR + 3 * DAY), actor: agent } as const
const fact = { at: after(1000), cycle: 1 } as const
const planned: CaseEvent = {
  type: 'StepPlanned',
  ...fact,
  customer,
  step: 's1',
  owner: 'agent-wu',
  responsible: 'agent',
}
const booked: CaseEvent = {
  type: 'AppointmentBooked',
  ...fact,
  customer,
  appointment: 'v1',
  for: after(5 * DAY),
}
const visit = { ...now, appointment: 'v1' } as const
const instead = { reason: '約滿', alternative: '次日' } as const
const pair = { survivor: A, duplicate: B } as const

const active = 'N noph R C M A X'
const anyButTerminal = 'N noph r c m A X'
const onResolved = (next: string): string => `N LLLL ${next} C M A X`

const rows: ReadonlyArray<Row> = [
  { command: open, emits: ['CaseOpened'], cells: 'n OOOO O O O O O' },
  {
    command: { type: 'ClassifyCase', ...now, category: ['logistics', 'late'] },
    emits: ['CaseClassified'],
    cells: active,
  },
  {
    command: { type: 'PrioritiseCase', ...now, urgency: 'low', impact: 'high' },
    emits: ['CasePrioritised'],
    cells: active,
  },
  { command: { type: 'AssignCase', ...now }, emits: ['CaseAssigned'], cells: active },
  {
    command: { type: 'AcceptCase', ...now, actor: other },
    emits: ['CaseAccepted'],
    cells: 'N ooph R C M A X',
  },
  {
    command: {
      type: 'TransferCase',
      ...now,
      to: { kind: 'person', id: other.id },
      warm: true,
      reason: '專人',
    },
    emits: ['CaseTransferred'],
    cells: active,
  },
  {
    command: { type: 'AddParticipant', ...now, participant: 'e1', as: 'technicalExpert' },
    emits: ['ParticipantAdded'],
    cells: active,
  },
  {
    command: { type: 'RemoveParticipant', ...now, participant: 'e1' },
    given: [{ type: 'ParticipantAdded', ...fact, participant: 'e1', as: 'technicalExpert' }],
    emits: ['ParticipantRemoved'],
    cells: active,
  },
  {
    command: {
      type: 'RecordContact',
      ...now,
      direction: 'outbound',
      channel: 'phone',
      by: 'human',
      public: true,
    },
    emits: ['ContactRecorded'],
    cells: 'N ooph r c M A X',
  },
  {
    command: {
      type: 'RecordContact',
      ...now,
      direction: 'outbound',
      channel: 'chat',
      by: 'bot',
      public: true,
    },
    emits: ['ContactRecorded'],
    cells: 'N noph r c M A X',
  },
  {
    command: {
      type: 'RecordContact',
      ...now,
      direction: 'inbound',
      channel: 'email',
      by: 'human',
      public: true,
    },
    emits: ['ContactRecorded'],
    cells: 'N nooh r c M A X',
  },
  {
    command: { type: 'UpdateProgress', ...now, done: '已查', remaining: '調貨' },
    emits: ['ProgressUpdated'],
    cells: 'N ooph R C M A X',
  },
  {
    command: {
      type: 'NotifyDelay',
      ...now,
      reason: '缺貨',
      eta: after(9 * DAY),
      customerTold: true,
    },
    emits: ['DelayNotified'],
    cells: 'N ooph R C M A X',
  },
  {
    command: { type: 'RecordStep', ...now, step: 'restate' },
    emits: ['StepRecorded'],
    cells: active,
  },
  {
    command: { type: 'RequestCustomerInput', ...now, question: '訂單號？' },
    emits: ['CustomerInputRequested'],
    cells: 'N ppPP R C M A X',
  },
  {
    command: { type: 'HoldForThirdParty', ...now, waitingFor: 'productRequest' },
    emits: ['CaseHeld'],
    cells: 'N hhPP R C M A X',
  },
  {
    command: { type: 'ResumeCase', ...now, basis: 'byHand' },
    emits: ['CaseResumed'],
    cells: 'N UUoo R C M A X',
  },
  {
    command: {
      type: 'EscalateCase',
      ...now,
      kind: 'functional',
      level: 1,
      reason: '需專家',
    },
    emits: ['CaseEscalated'],
    cells: active,
  },
  {
    command: { type: 'PlanStep', ...now, step: 's1', owner: 'agent-wu', responsible: 'customer' },
    emits: ['StepPlanned'],
    cells: active,
  },
  {
    command: { type: 'StartStep', ...now, step: 's1' },
    given: [planned],
    emits: ['StepStarted'],
    cells: active,
  },
  {
    command: { type: 'CompleteStep', ...now, step: 's1' },
    given: [planned],
    emits: ['StepCompleted'],
    cells: active,
  },
  {
    command: { type: 'DropStep', ...now, step: 's1', reason: '不需要' },
    given: [planned],
    emits: ['StepDropped'],
    cells: active,
  },
  {
    command: {
      type: 'ProposeSolution',
      ...now,
      diagnosis: '老化',
      solution: '更換',
      responsible: 'agent',
    },
    emits: ['SolutionProposed'],
    cells: active,
  },
  {
    command: { type: 'ResolveCase', ...now, resolutionCode: 'replaced', notes: '已換' },
    emits: ['CaseResolved'],
    cells: 'N rrrr R C M A X',
  },
  {
    command: { type: 'VerifySolution', ...now, method: 'trial', reusable: false },
    emits: ['SolutionVerified'],
    cells: onResolved('r'),
  },
  {
    command: { type: 'ConfirmResolution', ...now, actor: client },
    emits: ['ResolutionConfirmed', 'CaseClosed'],
    cells: onResolved('c'),
  },
  {
    command: { type: 'RejectResolution', ...now, actor: client, reason: '仍漏水' },
    emits: ['ResolutionRejected', 'CaseReopened'],
    cells: onResolved('o'),
  },
  {
    command: { type: 'ReopenCase', ...now, reason: '又壞了' },
    emits: ['CaseReopened'],
    cells: 'N LLLL o o M W X',
  },
  {
    command: { type: 'CloseCase', ...now, actor: system, basis: 'timedOut' },
    emits: ['CaseClosed'],
    cells: 'N SSSS c C M A X',
  },
  {
    command: {
      type: 'CloseCase',
      ...now,
      actor: supervisor,
      basis: 'supervisor',
      reason: '無法聯繫',
    },
    emits: ['CaseClosed'],
    cells: 'N cccc c C M A X',
  },
  {
    command: { type: 'ArchiveCase', ...now, at: after(20 * DAY) },
    emits: ['CaseArchived'],
    cells: 'N LLLL R a M A X',
  },
  {
    command: { type: 'CancelCase', ...now, reason: '誤撥' },
    emits: ['CaseCancelled'],
    cells: 'N xxxx R C M A X',
  },
  {
    command: { type: 'AbsorbDuplicate', ...now, ...pair, duplicateCustomer: customer },
    emits: ['DuplicateAbsorbed'],
    cells: active,
  },
  {
    command: { type: 'MergeCase', ...now, survivor: B, duplicate: A },
    emits: ['CaseMerged'],
    cells: 'N mmmm R C M A X',
  },
  {
    command: { type: 'UnmergeCase', ...now, survivor: B, duplicate: A },
    emits: ['CaseUnmerged'],
    cells: 'N LLLL R C o A X',
  },
  {
    command: { type: 'ReleaseDuplicate', ...now, ...pair },
    given: [{ type: 'DuplicateAbsorbed', ...fact, customer, ...pair }],
    emits: ['DuplicateReleased'],
    cells: anyButTerminal,
  },
  {
    command: { type: 'SplitCase', ...now, child: C, reason: '另一件事' },
    emits: ['CaseSplit'],
    cells: anyButTerminal,
  },
  {
    command: { type: 'LinkCase', ...now, to: C, relation: 'related' },
    emits: ['CaseLinked'],
    cells: anyButTerminal,
  },
  {
    command: { type: 'BookAppointment', ...visit, for: after(6 * DAY) },
    emits: ['AppointmentBooked'],
    cells: active,
  },
  {
    command: { type: 'ConfirmAppointment', ...visit },
    given: [booked],
    emits: ['AppointmentConfirmed'],
    cells: active,
  },
  {
    command: { type: 'RefuseAppointment', ...visit, ...instead },
    given: [booked],
    emits: ['AppointmentRefused'],
    cells: active,
  },
  {
    command: { type: 'RescheduleAppointment', ...visit, for: after(6 * DAY) },
    given: [booked],
    emits: ['AppointmentRescheduled'],
    cells: active,
  },
  {
    command: { type: 'RemindAppointment', ...visit },
    given: [booked],
    emits: ['AppointmentReminded'],
    cells: active,
  },
  {
    command: { type: 'CancelAppointment', ...visit, reason: '改期' },
    given: [booked],
    emits: ['AppointmentCancelled'],
    cells: active,
  },
  {
    command: { type: 'KeepAppointment', ...visit },
    given: [booked],
    emits: ['AppointmentKept'],
    cells: active,
  },
  {
    command: { type: 'MissAppointment', ...visit, ...instead },
    given: [booked],
    emits: ['AppointmentMissed'],
    cells: active,
  },
  {
    command: { type: 'RecordEffort', ...now, talkS: 60, holdS: 0, afterWorkS: 30 },
    emits: ['EffortRecorded'],
    cells: anyButTerminal,
  },
  {
    command: { type: 'AddNote', ...now, text: '備註' },
    emits: ['NoteAdded'],
    cells: anyButTerminal,
  },
  {
    command: { type: 'CorrectNote', ...now, note: 1, text: '更正', reason: '筆誤' },
    given: [{ type: 'NoteAdded', ...fact, customer, note: 1, text: '備註' }],
    emits: ['NoteCorrected'],
    cells: anyButTerminal,
  },
  {
    command: { type: 'RemindOwner', ...now, actor: system, to: 'owner', reason: '將逾時' },
    emits: ['OwnerReminded'],
    cells: anyButTerminal,
  },
]

const stateIn = (stage: CaseStage, given: ReadonlyArray<CaseEvent> = []) =>
  inStage(stage, ...given).reduce(cases.evolve, cases.initialState)

/** The stage that follows with what was emitted, or why not. */
const comesTo = (row: Row, stage: CaseStage): string => {
  const state = stateIn(stage, row.given)
  const decided = cases.decide(row.command, state)
  if (E.isLeft(decided)) return decided.left._tag
  const types = decided.right.map((event) => event.type).join(', ')
  return `${types} → ${decided.right.reduce(cases.evolve, state).stage}`
}

const says = (row: Row, cell: string): string => {
  const meant = meaning[cell] ?? `no cell: ${cell}`
  return cell === cell.toUpperCase() ? meant : `${row.emits.join(', ')} → ${meant}`
}

describe('every stage takes what the table says and nothing else', () => {
  test('the histories lead to their stages', () => {
    expect(stages.map((stage) => stateIn(stage).stage)).toEqual(stages)
  })

  test('every command has a row, every row a cell for each stage', () => {
    expect(new Set(rows.map((row) => row.command.type))).toEqual(new Set(caseCommands.types))
    expect(caseCommands.types).toHaveLength(47)
    for (const row of rows) expect(row.cells.replaceAll(' ', '')).toHaveLength(stages.length)
  })

  test.each(rows)('$command.type: $cells', (row) => {
    const cells = row.cells.replaceAll(' ', '')
    expect(stages.map((stage) => `${stage}: ${comesTo(row, stage)}`)).toEqual(
      stages.map((stage, i) => `${stage}: ${says(row, cells.charAt(i))}`),
    )
  })

  test('a stage that forbids is named, with those that would allow', () => {
    const state = stateIn('closed')
    const command: CaseCommand = { type: 'CancelCase', ...now, reason: '誤撥' }
    expect(cases.decide(command, state)).toEqual(
      E.left({
        _tag: 'CaseAlreadyClosed',
        command: 'CancelCase',
        stage: 'closed',
        allowed: ['new', 'open', 'pendingCustomer', 'onHold'],
      }),
    )
  })

  test('only archived and cancelled are terminal', () => {
    expect(stages.filter((stage) => cases.isTerminal(stateIn(stage)))).toEqual([
      'archived',
      'cancelled',
    ])
  })
})
