/** The case: a request from intake to archive (受理、處理、解決、驗證、歸檔). */
import type { Aggregate } from '../decider/aggregate.js'
import type { ServiceStandard } from '../standard/document.js'

import { commandOf } from './command-of.js'
import { caseCommands, type CaseCommand } from './commands/index.js'
import { decideCase } from './decide/index.js'
import { caseEvents, type CaseEvent } from './events/index.js'
import { evolve } from './evolve.js'
import type { CaseRejection } from './rejection.js'
import { ruleBook } from './rules.js'
import { initialState, isTerminal, type CaseState } from './state.js'

export type CaseAggregate = Aggregate<CaseCommand, CaseState, CaseEvent, CaseRejection>

/**
 * The case aggregate under some standards. A case is judged by the one it was opened under, for
 * ever; the first given is for those that name none.
 *
 * @example
 * import { caseAggregate, openCase } from '@casetrail/core/case'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at } from '@casetrail/core/testing'
 *
 * const cases = caseAggregate([retail2025])
 * const decided = cases.decide(
 *   openCase({
 *     at: at('2025-03-01T08:00:00.000Z'),
 *     actor: { id: 'agent-1', role: 'agent' },
 *     customer: 'customer-1',
 *     channel: 'phone',
 *     requestType: 'repair',
 *     phase: 'afterSale',
 *     problemType: 'product',
 *     tier: 'standard',
 *     language: 'zh',
 *   }),
 *   cases.initialState,
 * )
 * decided._tag // 'Right'
 */
export const caseAggregate = (standards: ReadonlyArray<ServiceStandard>): CaseAggregate => ({
  category: 'case',
  initialState,
  decide: decideCase(ruleBook(standards)),
  evolve,
  isTerminal,
  events: caseEvents,
  commands: caseCommands,
  correlation: 'own',
  standardOf: (state) => state.standard,
  commandOf,
})

export { caseEvents, caseCommands }
export type { CaseEvent, CaseCommand, CaseRejection, CaseState }
export type { CaseStage } from './state.js'
export { allowedStages } from './stages.js'
export { caseLabels } from './labels.js'
export {
  CategoryPath,
  Channel,
  ComplaintType,
  Degree,
  Party,
  Phase,
  ProblemType,
  RequestType,
  Responsible,
} from './fields.js'
export type {
  WrongStage,
  StandardNotLoaded,
  HappenedBeforeOpening,
  NotInTaxonomy,
  ReasonRequired,
  PriorityBasisMissing,
  NoRoute,
  SupervisorRequired,
  ParticipantNotFound,
  StepAlreadyPlanned,
  StepNotOpen,
  StepsStillOpen,
  NoteNotFound,
  AppointmentAlreadyBooked,
  AppointmentNotOpen,
  LongestPauseNotOver,
  WaitingTimeNotOver,
  ReopenWindowPassed,
  ReopenWindowOpen,
  MergeWithItself,
  CustomersDiffer,
  HasAbsorbedOthers,
  MergedIntoAnother,
  DuplicateNotAbsorbed,
} from './rejection.js'
export {
  CaseOpened,
  CaseClassified,
  CasePrioritised,
  CaseAssigned,
  CaseAccepted,
  CaseTransferred,
  ParticipantAdded,
  ParticipantRemoved,
  CaseEscalated,
  EffortRecorded,
  ContactRecorded,
  ProgressUpdated,
  DelayNotified,
  StepRecorded,
  CustomerInputRequested,
  CaseHeld,
  CaseResumed,
  SolutionProposed,
  StepPlanned,
  StepStarted,
  StepCompleted,
  StepDropped,
  NoteAdded,
  NoteCorrected,
  OwnerReminded,
  AppointmentBooked,
  AppointmentConfirmed,
  AppointmentRefused,
  AppointmentRescheduled,
  AppointmentReminded,
  AppointmentCancelled,
  AppointmentKept,
  AppointmentMissed,
  CaseResolved,
  SolutionVerified,
  ResolutionConfirmed,
  ResolutionRejected,
  CaseReopened,
  CaseClosed,
  CaseArchived,
  CaseCancelled,
  DuplicateAbsorbed,
  CaseMerged,
  CaseUnmerged,
  DuplicateReleased,
  CaseSplit,
  CaseLinked,
} from './events/index.js'
export {
  OpenCase,
  ClassifyCase,
  PrioritiseCase,
  AssignCase,
  AcceptCase,
  TransferCase,
  AddParticipant,
  RemoveParticipant,
  EscalateCase,
  RecordEffort,
  RecordContact,
  UpdateProgress,
  NotifyDelay,
  RecordStep,
  RequestCustomerInput,
  HoldForThirdParty,
  ResumeCase,
  ProposeSolution,
  PlanStep,
  StartStep,
  CompleteStep,
  DropStep,
  AddNote,
  CorrectNote,
  RemindOwner,
  BookAppointment,
  ConfirmAppointment,
  RefuseAppointment,
  RescheduleAppointment,
  RemindAppointment,
  CancelAppointment,
  KeepAppointment,
  MissAppointment,
  ResolveCase,
  VerifySolution,
  ConfirmResolution,
  RejectResolution,
  ReopenCase,
  CloseCase,
  ArchiveCase,
  CancelCase,
  AbsorbDuplicate,
  MergeCase,
  UnmergeCase,
  ReleaseDuplicate,
  SplitCase,
  LinkCase,
} from './commands/index.js'
export {
  openCase,
  classifyCase,
  prioritiseCase,
  assignCase,
  acceptCase,
  transferCase,
  addParticipant,
  removeParticipant,
  escalateCase,
  recordEffort,
} from './commands/intake.js'
export {
  recordContact,
  updateProgress,
  notifyDelay,
  recordStep,
  requestCustomerInput,
  holdForThirdParty,
  resumeCase,
  proposeSolution,
  planStep,
  startStep,
  completeStep,
  dropStep,
  addNote,
  correctNote,
  remindOwner,
} from './commands/work.js'
export {
  bookAppointment,
  confirmAppointment,
  refuseAppointment,
  rescheduleAppointment,
  remindAppointment,
  cancelAppointment,
  keepAppointment,
  missAppointment,
} from './commands/appointment.js'
export {
  resolveCase,
  verifySolution,
  confirmResolution,
  rejectResolution,
  reopenCase,
  closeCase,
  archiveCase,
  cancelCase,
  absorbDuplicate,
  mergeCase,
  unmergeCase,
  releaseDuplicate,
  splitCase,
  linkCase,
} from './commands/outcome.js'
