/** The follow-up: a call on the customer afterwards, and what they say of the service (回訪、滿意度). */
export { followUpAggregate } from './aggregate.js'
export type { FollowUpAggregate } from './aggregate.js'
export { nextFollowUp } from './plan.js'
export type { NextFollowUp, PlannedFor } from './plan.js'
export { followUpEvents } from './events.js'
export type { FollowUpEvent } from './events.js'
export { followUpCommands } from './commands.js'
export type { FollowUpCommand } from './commands.js'
export type { FollowUpRejection } from './rejection.js'
export type { FollowUpStage, FollowUpState, Subject, SurveyStanding } from './state.js'
export { followUpStages } from './stages.js'
export { followUpAuthority } from './authority.js'
export { followUpLabels, followUpRejections } from './labels.js'
export type {
  FollowUpWrongStage,
  ConsentMissing,
  PreferenceIgnored,
  ContactTooFrequent,
  SubjectEnded,
  DueInThePast,
  PlanNotFound,
  NoContactYet,
  CustomerReached,
  AttemptsLeft,
  NotOverdue,
  SurveyAlreadyRequested,
  SurveyNotRequested,
  EmptyAnswer,
  EditWindowPassed,
  LaterAnswerGiven,
  DimensionRepeated,
  StaffRepeated,
} from './rejection.js'
export {
  AttemptResult,
  CancelReason,
  Ces,
  Consent,
  DimensionScore,
  FollowUpOutcome,
  Nps,
  StaffScore,
} from './scores.js'
export {
  FollowUpScheduled,
  FollowUpAssigned,
  FollowUpRescheduled,
  FollowUpAttempted,
  FollowUpCompleted,
  FollowUpUnreachable,
  FollowUpMissed,
  FollowUpDeclined,
  FollowUpCancelled,
  SurveyRequested,
  SurveyDelivered,
  SurveyBounced,
  SatisfactionRecorded,
  OwnerReminded,
} from './events.js'
export {
  ScheduleFollowUp,
  AssignFollowUp,
  RescheduleFollowUp,
  RecordAttempt,
  CompleteFollowUp,
  GiveUpFollowUp,
  MissFollowUp,
  DeclineFollowUp,
  CancelFollowUp,
  RequestSurvey,
  MarkSurveyDelivered,
  MarkSurveyBounced,
  RecordSatisfaction,
  RemindOwner,
  scheduleFollowUp,
  assignFollowUp,
  rescheduleFollowUp,
  recordAttempt,
  completeFollowUp,
  giveUpFollowUp,
  missFollowUp,
  declineFollowUp,
  cancelFollowUp,
  requestSurvey,
  markSurveyDelivered,
  markSurveyBounced,
  recordSatisfaction,
  remindOwner,
} from './commands.js'
