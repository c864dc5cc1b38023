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
export const bookAppointment = commandMaker<BookAppointment>('BookAppointment')

export const ConfirmAppointment = commandRecord('ConfirmAppointment', { appointment: Text })
export interface ConfirmAppointment extends t.TypeOf<typeof ConfirmAppointment> {}
export const confirmAppointment = commandMaker<ConfirmAppointment>('ConfirmAppointment')

export const RefuseAppointment = commandRecord('RefuseAppointment', {
  appointment: Text,
  reason: FreeText,
  alternative: FreeText,
})
export interface RefuseAppointment extends t.TypeOf<typeof RefuseAppointment> {}
export const refuseAppointment = commandMaker<RefuseAppointment>('RefuseAppointment')

export const RescheduleAppointment = commandRecord(
  'RescheduleAppointment',
  { appointment: Text, for: Instant },
  { reason: FreeText },
)
export interface RescheduleAppointment extends t.TypeOf<typeof RescheduleAppointment> {}
export const rescheduleAppointment = commandMaker<RescheduleAppointment>('RescheduleAppointment')

export const RemindAppointment = commandRecord('RemindAppointment', { appointment: Text })
export interface RemindAppointment extends t.TypeOf<typeof RemindAppointment> {}
export const remindAppointment = commandMaker<RemindAppointment>('RemindAppointment')

export const CancelAppointment = commandRecord('CancelAppointment', {
  appointment: Text,
  reason: FreeText,
})
export interface CancelAppointment extends t.TypeOf<typeof CancelAppointment> {}
export const cancelAppointment = commandMaker<CancelAppointment>('CancelAppointment')

export const KeepAppointment = commandRecord('KeepAppointment', { appointment: Text })
export interface KeepAppointment extends t.TypeOf<typeof KeepAppointment> {}
export const keepAppointment = commandMaker<KeepAppointment>('KeepAppointment')

export const MissAppointment = commandRecord('MissAppointment', {
  appointment: Text,
  reason: FreeText,
  alternative: FreeText,
})
export interface MissAppointment extends t.TypeOf<typeof MissAppointment> {}
export const missAppointment = commandMaker<MissAppointment>('MissAppointment')
