/** Every rejection once, exactly; a new one without an example does not compile. */
import {
  caseAggregate,
  type CaseCommand,
  type CaseEvent,
  type CaseRejection,
  type CaseStage,
} from '@casetrail/core/case'
import { readyStandards, retail2025 } from '@casetrail/core/standards'
import { at, specify } from '@casetrail/core/testing'
import { describe, test } from 'vitest'

import {
  A,
  B,
  C,
  DAY,
  HOUR,
  after,
  agent,
  customer,
  inStage,
  open,
  opened,
  standard,
  supervisor,
  system,
  t0,
  theCase,
} from '../../test/case-kit.js'

interface Example {
  readonly given: ReadonlyArray<CaseEvent>
  readonly when: CaseCommand
  readonly rejection: Omit<CaseRejection, '_tag'> & Readonly<Record<string, unknown>>
}

const now = { at: after(3 * HOUR + 3 * DAY), actor: agent } as const
const fact = { at: after(1000), cycle: 1 } as const
const active = ['new', 'open', 'pendingCustomer', 'onHold'] as const
const cancel: CaseCommand = { type: 'CancelCase', ...now, reason: '誤撥' }
const wrongStage = (
  when: CaseCommand,
  stage: CaseStage,
  allowed: ReadonlyArray<string>,
): Example => ({
  given: inStage(stage),
  when,
  rejection: { command: when.type, stage, allowed },
})
const planned: CaseEvent = {
  type: 'StepPlanned',
  ...fact,
  customer,
  step: 's1',
  owner: agent.id,
  responsible: 'agent',
}
const absorbed: CaseEvent = {
  type: 'DuplicateAbsorbed',
  ...fact,
  customer,
  survivor: A,
  duplicate: C,
}

/** No two duties of a case are kept apart. */
// of an opening under an unset standard: lifecycle/unset.test.ts asks every aggregate
type Tag = Exclude<CaseRejection['_tag'], 'DutiesNotSeparated' | 'StandardNotSet'>

const examples: Readonly<Record<Tag, Example>> = {
  CaseNotOpened: wrongStage(cancel, 'none', active),
  CaseAlreadyOpened: wrongStage(open, 'merged', ['none']),
  CaseStillActive: wrongStage({ type: 'ArchiveCase', ...now }, 'onHold', ['closed']),
  CaseNotPaused: wrongStage({ type: 'ResumeCase', ...now, basis: 'byHand' }, 'open', [
    'pendingCustomer',
    'onHold',
  ]),
  CasePaused: wrongStage(
    { type: 'RequestCustomerInput', ...now, question: '訂單號？' },
    'pendingCustomer',
    ['new', 'open'],
  ),
  CaseAlreadyResolved: wrongStage(cancel, 'resolved', active),
  CaseAlreadyClosed: wrongStage(cancel, 'closed', active),
  CaseAlreadyMerged: wrongStage(cancel, 'merged', active),
  CaseAlreadyArchived: wrongStage(cancel, 'archived', active),
  CaseAlreadyCancelled: wrongStage(cancel, 'cancelled', active),
  StandardNotLoaded: {
    given: [{ ...opened, standard: { id: 'retail-2025', version: 9 } }],
    when: cancel,
    rejection: { standard: { id: 'retail-2025', version: 9 }, loaded: [standard] },
  },
  HappenedBeforeOpening: {
    given: inStage('new'),
    when: { ...cancel, at: after(-1) },
    rejection: { at: after(-1), openedAt: t0 },
  },
  NotPermitted: {
    given: inStage('open'),
    when: { ...cancel, actor: { id: 'auditor-1', role: 'auditer' } },
    rejection: {
      command: 'CancelCase',
      role: 'auditer',
      permission: 'case.cancel',
      permitted: ['agent', 'seniorSpecialist', 'supervisor', 'manager', 'system', 'customer'],
      nearest: 'auditor',
    },
  },
  NotInTaxonomy: {
    given: inStage('open'),
    when: { type: 'ResolveCase', ...now, resolutionCode: 'replace', notes: '已換' },
    rejection: { taxonomy: 'resolutionCodes', found: 'replace', nearest: 'replaced' },
  },
  ReasonRequired: {
    given: inStage('open'),
    when: { type: 'PrioritiseCase', ...now, priority: 'high' },
    rejection: { command: 'PrioritiseCase' },
  },
  PriorityBasisMissing: {
    given: inStage('open'),
    when: { type: 'PrioritiseCase', ...now, urgency: 'high' },
    rejection: {},
  },
  NoRoute: {
    given: inStage('new'),
    when: { type: 'AssignCase', ...now },
    rejection: {},
  },
  SupervisorRequired: {
    given: inStage('open'),
    when: { type: 'CloseCase', ...now, basis: 'supervisor', reason: '無法聯繫' },
    rejection: { role: 'agent', required: ['supervisor', 'manager'] },
  },
  ParticipantNotFound: {
    given: inStage('open'),
    when: { type: 'RemoveParticipant', ...now, participant: 'e1' },
    rejection: { participant: 'e1' },
  },
  StepAlreadyPlanned: {
    given: inStage('open', planned, { type: 'StepStarted', ...fact, step: 's1' }),
    when: { type: 'PlanStep', ...now, step: 's1', owner: agent.id, responsible: 'agent' },
    rejection: { step: 's1' },
  },
  StepNotOpen: {
    given: inStage('open', planned, { type: 'StepCompleted', ...fact, step: 's1' }),
    when: { type: 'CompleteStep', ...now, step: 's1' },
    rejection: { step: 's1' },
  },
  StepsStillOpen: {
    given: inStage('open', planned),
    when: { type: 'ResolveCase', ...now, resolutionCode: 'replaced', notes: '已換' },
    rejection: { steps: ['s1'] },
  },
  NoteNotFound: {
    given: inStage('closed', { type: 'NoteAdded', ...fact, customer, note: 1, text: '備註' }),
    when: { type: 'CorrectNote', ...now, note: 2, text: '更正', reason: '筆誤' },
    rejection: { note: 2, notes: 1 },
  },
  AppointmentAlreadyBooked: {
    given: inStage('open', {
      type: 'AppointmentBooked',
      ...fact,
      customer,
      appointment: 'v1',
      for: after(5 * DAY),
    }),
    when: { type: 'BookAppointment', ...now, appointment: 'v1', for: after(6 * DAY) },
    rejection: { appointment: 'v1' },
  },
  AppointmentNotOpen: {
    given: inStage('open'),
    when: { type: 'KeepAppointment', ...now, appointment: 'v1' },
    rejection: { appointment: 'v1' },
  },
  LongestPauseNotOver: {
    given: inStage('onHold'),
    when: { type: 'ResumeCase', ...now, actor: system, basis: 'longestPause' },
    rejection: { until: after(HOUR + 14 * DAY) },
  },
  WaitingTimeNotOver: {
    given: inStage('resolved'),
    when: { type: 'CloseCase', at: after(3 * DAY), actor: system, basis: 'timedOut' },
    rejection: { until: after(2 * HOUR + 3 * DAY) },
  },
  ReopenWindowPassed: {
    given: inStage('closed'),
    when: { type: 'ReopenCase', ...now, at: after(8 * DAY), reason: '又壞了' },
    rejection: { until: after(2 * HOUR + 7 * DAY) },
  },
  ReopenWindowOpen: {
    given: inStage('closed'),
    when: { type: 'ArchiveCase', at: after(7 * DAY), actor: system },
    rejection: { until: after(2 * HOUR + 7 * DAY) },
  },
  MergeWithItself: {
    given: inStage('open'),
    when: { type: 'MergeCase', ...now, survivor: A, duplicate: A },
    rejection: { case: A },
  },
  CustomersDiffer: {
    given: inStage('open'),
    when: {
      type: 'AbsorbDuplicate',
      ...now,
      survivor: A,
      duplicate: B,
      duplicateCustomer: 'customer-2',
    },
    rejection: {},
  },
  HasAbsorbedOthers: {
    given: inStage('open', absorbed),
    when: { type: 'MergeCase', ...now, survivor: B, duplicate: A },
    rejection: { absorbed: [C] },
  },
  MergedIntoAnother: {
    given: inStage('merged'),
    when: { type: 'UnmergeCase', ...now, survivor: C, duplicate: A },
    rejection: { survivor: B, found: C },
  },
  DuplicateNotAbsorbed: {
    given: inStage('open', absorbed),
    when: { type: 'ReleaseDuplicate', ...now, survivor: A, duplicate: B },
    rejection: { duplicate: B },
  },
}

const unrouted = specify(caseAggregate([{ ...retail2025, routing: [] }]))
const isTag = (tag: string): tag is Tag => tag in examples

describe('every rejection states its fact', () => {
  for (const tag of Object.keys(examples).filter(isTag)) {
    const { given, when, rejection } = examples[tag]
    const specification = tag === 'NoRoute' ? unrouted : theCase
    test(tag, () => {
      const expected = { _tag: tag, ...rejection } as CaseRejection
      specification.given(given).when(when).thenRejects(expected)
    })
  }
})

describe('a case is judged by the standard that it was opened under', () => {
  const strict = { ...retail2025, version: 2, closing: { waitingTime: retail2025.reopen.window } }
  const both = specify(caseAggregate([...readyStandards, strict]))
  const close: CaseCommand = { type: 'CloseCase', ...now, actor: system, basis: 'timedOut' }

  test('another version that is loaded too does not matter', () => {
    both
      .given(inStage('resolved'))
      .when(close)
      .then([
        {
          type: 'CaseClosed',
          at: now.at,
          cycle: 1,
          customer,
          basis: 'timedOut',
          outcome: 'solved',
        },
      ])
  })

  test('its own version does', () => {
    const [, ...later] = inStage('resolved')
    both
      .given([{ ...opened, standard: { id: strict.id, version: 2 } }, ...later])
      .when(close)
      .thenRejects({ _tag: 'WaitingTimeNotOver', until: after(2 * HOUR + 7 * DAY) })
  })

  test('the first that is loaded is for cases that name none; a named one must be loaded', () => {
    const turned = specify(caseAggregate([strict, retail2025]))
    turned
      .given([])
      .when(open)
      .then([{ ...opened, standard: { id: strict.id, version: 2 } }])
    turned
      .given([])
      .when({ ...open, standard })
      .then([opened])
    turned
      .given([])
      .when({ ...open, standard: { id: 'mine', version: 1 } })
      .thenRejects({
        _tag: 'StandardNotLoaded',
        standard: { id: 'mine', version: 1 },
        loaded: [{ id: strict.id, version: 2 }, standard],
      })
  })

  test('without any, nothing can be opened', () => {
    specify(caseAggregate([]))
      .given([])
      .when(open)
      .thenRejects({
        _tag: 'StandardNotLoaded',
        standard: { id: 'none', version: 1 },
        loaded: [],
      })
  })

  test('a history whose opening is missing has no stage', () => {
    const orphan: CaseEvent = { type: 'NoteAdded', ...fact, customer, note: 1, text: '備註' }
    theCase
      .given([orphan])
      .when({ type: 'AddNote', at: at('2025-03-04T00:00:00.000Z'), actor: supervisor, text: '又' })
      .thenRejects({
        _tag: 'CaseNotOpened',
        command: 'AddNote',
        stage: 'none',
        allowed: ['new', 'open', 'pendingCustomer', 'onHold', 'resolved', 'closed', 'merged'],
      })
  })

  test('the instant of the opening itself is not before it', () => {
    theCase
      .given(inStage('new'))
      .when({ ...cancel, at: t0 })
      .then([{ type: 'CaseCancelled', at: t0, cycle: 1, customer, reason: '誤撥' }])
  })
})
