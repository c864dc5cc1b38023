/** The work on a case. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says. */
import * as t from 'io-ts'

import { Count, Ordinal, Text, oneOf } from '../../codec/primitives.js'
import { cycleEventRecord } from '../../lifecycle/message.js'
import { Instant } from '../../time/instant.js'
import { customer } from '../../words/fields.js'
import { Channel, FreeText, Reminded, Responsible } from '../../words/words.js'

export const Direction = oneOf('Direction', 'inbound', 'outbound')
export const ContactBy = oneOf('ContactBy', 'human', 'bot', 'system')

/** A contact with the customer, or (public false) one within the house about the case. */
export const ContactRecorded = cycleEventRecord(
  'ContactRecorded',
  {
    ...customer,
    direction: Direction,
    channel: Channel,
    by: ContactBy,
    public: t.boolean,
  },
  { durationS: Count, answeredAfterRings: Count, answeredAfterMs: Count, summary: FreeText },
)
export interface ContactRecorded extends t.TypeOf<typeof ContactRecorded> {}

export const ProgressUpdated = cycleEventRecord(
  'ProgressUpdated',
  { ...customer, done: FreeText, remaining: FreeText },
  { eta: Instant },
)
export interface ProgressUpdated extends t.TypeOf<typeof ProgressUpdated> {}

export const DelayNotified = cycleEventRecord('DelayNotified', {
  ...customer,
  reason: FreeText,
  eta: Instant,
  customerTold: t.boolean,
})
export interface DelayNotified extends t.TypeOf<typeof DelayNotified> {}

/** A required step of the standard that leaves no other trace. */
export const StepRecorded = cycleEventRecord('StepRecorded', { step: Text })
export interface StepRecorded extends t.TypeOf<typeof StepRecorded> {}

export const CustomerInputRequested = cycleEventRecord('CustomerInputRequested', {
  ...customer,
  question: FreeText,
})
export interface CustomerInputRequested extends t.TypeOf<typeof CustomerInputRequested> {}

export const WaitingFor = oneOf('WaitingFor', 'thirdParty', 'externalDefect', 'productRequest')

export const CaseHeld = cycleEventRecord(
  'CaseHeld',
  {
    ...customer,
    waitingFor: WaitingFor,
  },
  { reference: Text, reason: FreeText },
)
export interface CaseHeld extends t.TypeOf<typeof CaseHeld> {}

export const ResumeBasis = oneOf(
  'ResumeBasis',
  'answered',
  'thirdPartyDone',
  'byHand',
  'longestPause',
)

export const CaseResumed = cycleEventRecord('CaseResumed', {
  basis: ResumeBasis,
})
export interface CaseResumed extends t.TypeOf<typeof CaseResumed> {}

export const SolutionProposed = cycleEventRecord(
  'SolutionProposed',
  { ...customer, diagnosis: FreeText, solution: FreeText, responsible: Responsible },
  { alternatives: t.readonlyArray(FreeText), article: Text },
)
export interface SolutionProposed extends t.TypeOf<typeof SolutionProposed> {}

export const StepPlanned = cycleEventRecord(
  'StepPlanned',
  { ...customer, step: Text, owner: Text, responsible: Responsible },
  { title: FreeText, due: Instant },
)
export interface StepPlanned extends t.TypeOf<typeof StepPlanned> {}

/** `responsible` as it was planned. */
export const StepStarted = cycleEventRecord(
  'StepStarted',
  { step: Text },
  { responsible: Responsible },
)
export interface StepStarted extends t.TypeOf<typeof StepStarted> {}

export const StepCompleted = cycleEventRecord('StepCompleted', { step: Text })
export interface StepCompleted extends t.TypeOf<typeof StepCompleted> {}

export const StepDropped = cycleEventRecord('StepDropped', {
  ...customer,
  step: Text,
  reason: FreeText,
})
export interface StepDropped extends t.TypeOf<typeof StepDropped> {}

/** Notes are numbered from 1 in their case. */
export const NoteAdded = cycleEventRecord('NoteAdded', {
  ...customer,
  note: Ordinal,
  text: FreeText,
})
export interface NoteAdded extends t.TypeOf<typeof NoteAdded> {}

/** The text that stands from now on; the earlier ones stay in the history. */
export const NoteCorrected = cycleEventRecord('NoteCorrected', {
  ...customer,
  note: Ordinal,
  text: FreeText,
  reason: FreeText,
})
export interface NoteCorrected extends t.TypeOf<typeof NoteCorrected> {}

export const OwnerReminded = cycleEventRecord('OwnerReminded', {
  ...customer,
  to: Reminded,
  reason: FreeText,
})
export interface OwnerReminded extends t.TypeOf<typeof OwnerReminded> {}
