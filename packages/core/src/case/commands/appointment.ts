/** Commands of appointments within a case. */
import type * as t from 'io-ts'

import { Text } from '../../codec/primitives.js'
import { commandMaker, commandRecord } from '../../lifecycle/message.js'
import { Instant } from '../../time/instant.js'
import { FreeText } from '../../words/words.js'

export const BookAppointment = commandRecord(
  'BookAppointment',
  { appointment: Text, for: Instant },
  { place: FreeText, purpose: FreeText },
)
export interface BookAppointment extends t.TypeOf<typeof BookAppointment> {}
/** Agrees on a visit or a call, under an id of the caller's. Rejects: `AppointmentAlreadyBooked`. */
export const bookAppointment = commandMaker<BookAppointment>('BookAppointment')

export const ConfirmAppointment = commandRecord('ConfirmAppointment', { appointment: Text })
export interface ConfirmAppointment extends t.TypeOf<typeof ConfirmAppointment> {}
/** It stands; the same again changes nothing. Rejects: `AppointmentNotOpen`, as all that follow. */
export const confirmAppointment = commandMaker<ConfirmAppointment>('ConfirmAppointment')

export const RefuseAppointment = commandRecord('RefuseAppointment', {
  appointment: Text,
  reason: FreeText,
  alternative: FreeText,
})
export interface RefuseAppointment extends t.TypeOf<typeof RefuseAppointment> {}
/** It can't be: why, and what is offered instead. Rejects: `AppointmentNotOpen`. */
export const refuseAppointment = commandMaker<RefuseAppointment>('RefuseAppointment')

export const RescheduleAppointment = commandRecord(
  'RescheduleAppointment',
  { appointment: Text, for: Instant },
  { reason: FreeText },
)
export interface RescheduleAppointment extends t.TypeOf<typeof RescheduleAppointment> {}
/** Another time, to be confirmed anew. Rejects: `AppointmentNotOpen`. */
export const rescheduleAppointment = commandMaker<RescheduleAppointment>('RescheduleAppointment')

export const RemindAppointment = commandRecord('RemindAppointment', { appointment: Text })
export interface RemindAppointment extends t.TypeOf<typeof RemindAppointment> {}
/** The customer was reminded of it. Rejects: `AppointmentNotOpen`. */
export const remindAppointment = commandMaker<RemindAppointment>('RemindAppointment')

export const CancelAppointment = commandRecord('CancelAppointment', {
  appointment: Text,
  reason: FreeText,
})
export interface CancelAppointment extends t.TypeOf<typeof CancelAppointment> {}
/** Called off. Rejects: `AppointmentNotOpen`. */
export const cancelAppointment = commandMaker<CancelAppointment>('CancelAppointment')

export const KeepAppointment = commandRecord('KeepAppointment', { appointment: Text })
export interface KeepAppointment extends t.TypeOf<typeof KeepAppointment> {}
/** It took place. Rejects: `AppointmentNotOpen`. */
export const keepAppointment = commandMaker<KeepAppointment>('KeepAppointment')

export const MissAppointment = commandRecord('MissAppointment', {
  appointment: Text,
  reason: FreeText,
  alternative: FreeText,
})
export interface MissAppointment extends t.TypeOf<typeof MissAppointment> {}
/** It did not take place: why, and what is offered instead. Rejects: `AppointmentNotOpen`. */
export const missAppointment = commandMaker<MissAppointment>('MissAppointment')
