/** The case events: their union and their catalogue. STORAGE CONTRACT, see CONTRIBUTING.md. */
import { eventCatalogue, eventType, type EventCatalogue } from '../../decider/catalogue.js'

import {
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
} from './intake.js'
import {
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
} from './work.js'
import {
  AppointmentBooked,
  AppointmentConfirmed,
  AppointmentRefused,
  AppointmentRescheduled,
  AppointmentReminded,
  AppointmentCancelled,
  AppointmentKept,
  AppointmentMissed,
} from './appointment.js'
import {
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
} from './outcome.js'

export type CaseEvent =
  | CaseOpened
  | CaseClassified
  | CasePrioritised
  | CaseAssigned
  | CaseAccepted
  | CaseTransferred
  | ParticipantAdded
  | ParticipantRemoved
  | CaseEscalated
  | EffortRecorded
  | ContactRecorded
  | ProgressUpdated
  | DelayNotified
  | StepRecorded
  | CustomerInputRequested
  | CaseHeld
  | CaseResumed
  | SolutionProposed
  | StepPlanned
  | StepStarted
  | StepCompleted
  | StepDropped
  | NoteAdded
  | NoteCorrected
  | OwnerReminded
  | AppointmentBooked
  | AppointmentConfirmed
  | AppointmentRefused
  | AppointmentRescheduled
  | AppointmentReminded
  | AppointmentCancelled
  | AppointmentKept
  | AppointmentMissed
  | CaseResolved
  | SolutionVerified
  | ResolutionConfirmed
  | ResolutionRejected
  | CaseReopened
  | CaseClosed
  | CaseArchived
  | CaseCancelled
  | DuplicateAbsorbed
  | CaseMerged
  | CaseUnmerged
  | DuplicateReleased
  | CaseSplit
  | CaseLinked

/** The codecs of every type and version. */
export const caseEvents: EventCatalogue<CaseEvent> = eventCatalogue<CaseEvent>({
  CaseOpened: eventType(CaseOpened),
  CaseClassified: eventType(CaseClassified),
  CasePrioritised: eventType(CasePrioritised),
  CaseAssigned: eventType(CaseAssigned),
  CaseAccepted: eventType(CaseAccepted),
  CaseTransferred: eventType(CaseTransferred),
  ParticipantAdded: eventType(ParticipantAdded),
  ParticipantRemoved: eventType(ParticipantRemoved),
  CaseEscalated: eventType(CaseEscalated),
  EffortRecorded: eventType(EffortRecorded),
  ContactRecorded: eventType(ContactRecorded),
  ProgressUpdated: eventType(ProgressUpdated),
  DelayNotified: eventType(DelayNotified),
  StepRecorded: eventType(StepRecorded),
  CustomerInputRequested: eventType(CustomerInputRequested),
  CaseHeld: eventType(CaseHeld),
  CaseResumed: eventType(CaseResumed),
  SolutionProposed: eventType(SolutionProposed),
  StepPlanned: eventType(StepPlanned),
  StepStarted: eventType(StepStarted),
  StepCompleted: eventType(StepCompleted),
  StepDropped: eventType(StepDropped),
  NoteAdded: eventType(NoteAdded),
  NoteCorrected: eventType(NoteCorrected),
  OwnerReminded: eventType(OwnerReminded),
  AppointmentBooked: eventType(AppointmentBooked),
  AppointmentConfirmed: eventType(AppointmentConfirmed),
  AppointmentRefused: eventType(AppointmentRefused),
  AppointmentRescheduled: eventType(AppointmentRescheduled),
  AppointmentReminded: eventType(AppointmentReminded),
  AppointmentCancelled: eventType(AppointmentCancelled),
  AppointmentKept: eventType(AppointmentKept),
  AppointmentMissed: eventType(AppointmentMissed),
  CaseResolved: eventType(CaseResolved),
  SolutionVerified: eventType(SolutionVerified),
  ResolutionConfirmed: eventType(ResolutionConfirmed),
  ResolutionRejected: eventType(ResolutionRejected),
  CaseReopened: eventType(CaseReopened),
  CaseClosed: eventType(CaseClosed),
  CaseArchived: eventType(CaseArchived),
  CaseCancelled: eventType(CaseCancelled),
  DuplicateAbsorbed: eventType(DuplicateAbsorbed),
  CaseMerged: eventType(CaseMerged),
  CaseUnmerged: eventType(CaseUnmerged),
  DuplicateReleased: eventType(DuplicateReleased),
  CaseSplit: eventType(CaseSplit),
  CaseLinked: eventType(CaseLinked),
})
