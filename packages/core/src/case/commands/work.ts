/** Commands of the work on a case: contacts, progress, waiting, steps, notes. */
import * as t from 'io-ts'

import { Count, Ordinal, Text } from '../../codec/primitives.js'
import { commandMaker, commandRecord } from '../../lifecycle/message.js'
import { Instant } from '../../time/instant.js'
import { Channel, FreeText, Reminded, Responsible } from '../../words/words.js'
import { ContactBy, Direction, ResumeBasis, WaitingFor } from '../events/work.js'

export const RecordContact = commandRecord(
  'RecordContact',
  {
    direction: Direction,
    channel: Channel,
    by: ContactBy,
    public: t.boolean,
  },
  { durationS: Count, answeredAfterRings: Count, answeredAfterMs: Count, summary: FreeText },
)
export interface RecordContact extends t.TypeOf<typeof RecordContact> {}
/**
 * A contact with the customer, or (`public` false) one within the house about the case. Durations are in
 * seconds, the time until an answer in milliseconds.
 */
export const recordContact = commandMaker<RecordContact>('RecordContact')

export const UpdateProgress = commandRecord(
  'UpdateProgress',
  { done: FreeText, remaining: FreeText },
  { eta: Instant },
)
export interface UpdateProgress extends t.TypeOf<typeof UpdateProgress> {}
/** What is done, what remains, and until when. */
export const updateProgress = commandMaker<UpdateProgress>('UpdateProgress')

export const NotifyDelay = commandRecord('NotifyDelay', {
  reason: FreeText,
  eta: Instant,
  customerTold: t.boolean,
})
export interface NotifyDelay extends t.TypeOf<typeof NotifyDelay> {}
/** It takes longer: why, until when, and whether the customer knows. */
export const notifyDelay = commandMaker<NotifyDelay>('NotifyDelay')

export const RecordStep = commandRecord('RecordStep', { step: Text })
export interface RecordStep extends t.TypeOf<typeof RecordStep> {}
/** A required step of the standard that leaves no other trace. */
export const recordStep = commandMaker<RecordStep>('RecordStep')

export const RequestCustomerInput = commandRecord('RequestCustomerInput', { question: FreeText })
export interface RequestCustomerInput extends t.TypeOf<typeof RequestCustomerInput> {}
/** Waits for the customer. */
export const requestCustomerInput = commandMaker<RequestCustomerInput>('RequestCustomerInput')

export const HoldForThirdParty = commandRecord(
  'HoldForThirdParty',
  { waitingFor: WaitingFor },
  { reference: Text, reason: FreeText },
)
export interface HoldForThirdParty extends t.TypeOf<typeof HoldForThirdParty> {}
/** Waits for someone else. */
export const holdForThirdParty = commandMaker<HoldForThirdParty>('HoldForThirdParty')

export const ResumeCase = commandRecord('ResumeCase', {
  basis: ResumeBasis,
})
export interface ResumeCase extends t.TypeOf<typeof ResumeCase> {}
/** Goes on. Rejects: `LongestPauseNotOver` where the pause is said to be the longest. */
export const resumeCase = commandMaker<ResumeCase>('ResumeCase')

export const ProposeSolution = commandRecord(
  'ProposeSolution',
  { diagnosis: FreeText, solution: FreeText, responsible: Responsible },
  { alternatives: t.readonlyArray(FreeText), article: Text },
)
export interface ProposeSolution extends t.TypeOf<typeof ProposeSolution> {}
/** What is wrong, what would mend it, and whose turn it is. */
export const proposeSolution = commandMaker<ProposeSolution>('ProposeSolution')

export const PlanStep = commandRecord(
  'PlanStep',
  { step: Text, owner: Text, responsible: Responsible },
  { title: FreeText, due: Instant },
)
export interface PlanStep extends t.TypeOf<typeof PlanStep> {}
/** Adds a step to the plan, under an id of the caller's. Rejects: `StepAlreadyPlanned`. */
export const planStep = commandMaker<PlanStep>('PlanStep')

export const StartStep = commandRecord('StartStep', { step: Text })
export interface StartStep extends t.TypeOf<typeof StartStep> {}
/** Begins it; the same again changes nothing. Rejects: `StepNotOpen`. */
export const startStep = commandMaker<StartStep>('StartStep')

export const CompleteStep = commandRecord('CompleteStep', { step: Text })
export interface CompleteStep extends t.TypeOf<typeof CompleteStep> {}
/** It is done. Rejects: `StepNotOpen`. */
export const completeStep = commandMaker<CompleteStep>('CompleteStep')

export const DropStep = commandRecord('DropStep', { step: Text, reason: FreeText })
export interface DropStep extends t.TypeOf<typeof DropStep> {}
/** It is not needed. Rejects: `StepNotOpen`. */
export const dropStep = commandMaker<DropStep>('DropStep')

export const AddNote = commandRecord('AddNote', { text: FreeText })
export interface AddNote extends t.TypeOf<typeof AddNote> {}
/** Notes are numbered; the number is in the event. */
export const addNote = commandMaker<AddNote>('AddNote')

export const CorrectNote = commandRecord('CorrectNote', {
  note: Ordinal,
  text: FreeText,
  reason: FreeText,
})
export interface CorrectNote extends t.TypeOf<typeof CorrectNote> {}
/** The text that stands from now on; the earlier ones stay in the history. Rejects: `NoteNotFound`. */
export const correctNote = commandMaker<CorrectNote>('CorrectNote')

export const RemindOwner = commandRecord('RemindOwner', {
  to: Reminded,
  reason: FreeText,
})
export interface RemindOwner extends t.TypeOf<typeof RemindOwner> {}
/** Reminds who owns the case, or the supervisor. */
export const remindOwner = commandMaker<RemindOwner>('RemindOwner')
