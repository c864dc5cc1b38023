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
export const recordContact = commandMaker<RecordContact>('RecordContact')

export const UpdateProgress = commandRecord(
  'UpdateProgress',
  { done: FreeText, remaining: FreeText },
  { eta: Instant },
)
export interface UpdateProgress extends t.TypeOf<typeof UpdateProgress> {}
export const updateProgress = commandMaker<UpdateProgress>('UpdateProgress')

export const NotifyDelay = commandRecord('NotifyDelay', {
  reason: FreeText,
  eta: Instant,
  customerTold: t.boolean,
})
export interface NotifyDelay extends t.TypeOf<typeof NotifyDelay> {}
export const notifyDelay = commandMaker<NotifyDelay>('NotifyDelay')

export const RecordStep = commandRecord('RecordStep', { step: Text })
export interface RecordStep extends t.TypeOf<typeof RecordStep> {}
export const recordStep = commandMaker<RecordStep>('RecordStep')

export const RequestCustomerInput = commandRecord('RequestCustomerInput', { question: FreeText })
export interface RequestCustomerInput extends t.TypeOf<typeof RequestCustomerInput> {}
export const requestCustomerInput = commandMaker<RequestCustomerInput>('RequestCustomerInput')

export const HoldForThirdParty = commandRecord(
  'HoldForThirdParty',
  { waitingFor: WaitingFor },
  { reference: Text, reason: FreeText },
)
export interface HoldForThirdParty extends t.TypeOf<typeof HoldForThirdParty> {}
export const holdForThirdParty = commandMaker<HoldForThirdParty>('HoldForThirdParty')

export const ResumeCase = commandRecord('ResumeCase', {
  basis: ResumeBasis,
})
export interface ResumeCase extends t.TypeOf<typeof ResumeCase> {}
export const resumeCase = commandMaker<ResumeCase>('ResumeCase')

export const ProposeSolution = commandRecord(
  'ProposeSolution',
  { diagnosis: FreeText, solution: FreeText, responsible: Responsible },
  { alternatives: t.readonlyArray(FreeText), article: Text },
)
export interface ProposeSolution extends t.TypeOf<typeof ProposeSolution> {}
export const proposeSolution = commandMaker<ProposeSolution>('ProposeSolution')

export const PlanStep = commandRecord(
  'PlanStep',
  { step: Text, owner: Text, responsible: Responsible },
  { title: FreeText, due: Instant },
)
export interface PlanStep extends t.TypeOf<typeof PlanStep> {}
export const planStep = commandMaker<PlanStep>('PlanStep')

export const StartStep = commandRecord('StartStep', { step: Text })
export interface StartStep extends t.TypeOf<typeof StartStep> {}
export const startStep = commandMaker<StartStep>('StartStep')

export const CompleteStep = commandRecord('CompleteStep', { step: Text })
export interface CompleteStep extends t.TypeOf<typeof CompleteStep> {}
export const completeStep = commandMaker<CompleteStep>('CompleteStep')

export const DropStep = commandRecord('DropStep', { step: Text, reason: FreeText })
export interface DropStep extends t.TypeOf<typeof DropStep> {}
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
export const correctNote = commandMaker<CorrectNote>('CorrectNote')

export const RemindOwner = commandRecord('RemindOwner', {
  to: Reminded,
  reason: FreeText,
})
export interface RemindOwner extends t.TypeOf<typeof RemindOwner> {}
export const remindOwner = commandMaker<RemindOwner>('RemindOwner')
