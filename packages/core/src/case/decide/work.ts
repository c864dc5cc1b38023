/** Deciding the work on a case: contacts, progress, waiting, solutions, notes. */
import { epochMs, fromEpochMs } from '../../time/index.js'
import type { RecordEffort } from '../commands/intake.js'
import type {
  AddNote,
  CorrectNote,
  HoldForThirdParty,
  NotifyDelay,
  ProposeSolution,
  RecordContact,
  RecordStep,
  RemindOwner,
  RequestCustomerInput,
  ResumeCase,
  UpdateProgress,
} from '../commands/work.js'

import { emit, given, reject, type CaseDecision, type Situation } from './decision.js'

export const recordContact = (command: RecordContact, { state }: Situation): CaseDecision =>
  emit({
    type: 'ContactRecorded',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    direction: command.direction,
    channel: command.channel,
    by: command.by,
    public: command.public,
    ...given(command, 'durationS', 'answeredAfterRings', 'answeredAfterMs', 'summary'),
  })

export const recordEffort = (command: RecordEffort, { state }: Situation): CaseDecision => {
  const { at, talkS, holdS, afterWorkS } = command
  return emit({ type: 'EffortRecorded', at, cycle: state.cycle, talkS, holdS, afterWorkS })
}

export const updateProgress = (command: UpdateProgress, { state }: Situation): CaseDecision =>
  emit({
    type: 'ProgressUpdated',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    done: command.done,
    remaining: command.remaining,
    ...given(command, 'eta'),
  })

export const notifyDelay = (command: NotifyDelay, { state }: Situation): CaseDecision =>
  emit({
    type: 'DelayNotified',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    reason: command.reason,
    eta: command.eta,
    customerTold: command.customerTold,
  })

export const recordStep = (command: RecordStep, { state }: Situation): CaseDecision =>
  emit({ type: 'StepRecorded', at: command.at, cycle: state.cycle, step: command.step })

export const requestInput = (command: RequestCustomerInput, { state }: Situation): CaseDecision =>
  emit({
    type: 'CustomerInputRequested',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    question: command.question,
  })

export const hold = (command: HoldForThirdParty, { state }: Situation): CaseDecision =>
  emit({
    type: 'CaseHeld',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    waitingFor: command.waitingFor,
    ...given(command, 'reference', 'reason'),
  })

export const resume = (
  command: ResumeCase,
  { state, rules, openedAt }: Situation,
): CaseDecision => {
  if (command.basis === 'longestPause') {
    const until = fromEpochMs(epochMs(state.pausedAt ?? openedAt) + rules.longestPauseMs)
    if (command.at < until) return reject({ _tag: 'LongestPauseNotOver', until })
  }
  return emit({
    type: 'CaseResumed',
    at: command.at,
    cycle: state.cycle,
    basis: command.basis,
  })
}

export const proposeSolution = (command: ProposeSolution, { state }: Situation): CaseDecision =>
  emit({
    type: 'SolutionProposed',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    diagnosis: command.diagnosis,
    solution: command.solution,
    responsible: command.responsible,
    ...given(command, 'alternatives', 'article'),
  })

export const addNote = (command: AddNote, { state }: Situation): CaseDecision =>
  emit({
    type: 'NoteAdded',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    note: state.notes + 1,
    text: command.text,
  })

export const correctNote = (command: CorrectNote, { state }: Situation): CaseDecision =>
  command.note > state.notes
    ? reject({ _tag: 'NoteNotFound', note: command.note, notes: state.notes })
    : emit({
        type: 'NoteCorrected',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        note: command.note,
        text: command.text,
        reason: command.reason,
      })

export const remindOwner = (command: RemindOwner, { state }: Situation): CaseDecision =>
  emit({
    type: 'OwnerReminded',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    to: command.to,
    reason: command.reason,
  })
