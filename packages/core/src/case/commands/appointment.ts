/** Commands of appointments within a case. */
import type * as t from 'io-ts'

import { Text } from '../../codec/primitives.js'
import { Instant } from '../../time/instant.js'
import { FreeText } from '../fields.js'

import { caseCommand, commandMaker } from './make.js'

export const BookAppointment = caseCommand(
  'BookAppointment',
  { appointment: Text, for: Instant },
  { place: FreeText, purpose: FreeText },
)
export interface BookAppointment extends t.TypeOf<typeof BookAppointment> {}
export const bookAppointment = commandMaker<BookAppointment>('BookAppointment')

export const ConfirmAppointment = caseCommand('ConfirmAppointment', { appointment: Text })
export interface ConfirmAppointment extends t.TypeOf<typeof ConfirmAppointment> {}
export const confirmAppointment = commandMaker<ConfirmAppointment>('ConfirmAppointment')

export const RefuseAppointment = caseCommand('RefuseAppointment', {
  appointment: Text,
  reason: FreeText,
  alternative: FreeText,
})
export interface RefuseAppointment extends t.TypeOf<typeof RefuseAppointment> {}
export const refuseAppointment = commandMaker<RefuseAppointment>('RefuseAppointment')

export const RescheduleAppointment = caseCommand(
  'RescheduleAppointment',
  { appointment: Text, for: Instant },
  { reason: FreeText },
)
export interface RescheduleAppointment extends t.TypeOf<typeof RescheduleAppointment> {}
export const rescheduleAppointment = commandMaker<RescheduleAppointment>('RescheduleAppointment')

export const RemindAppointment = caseCommand('RemindAppointment', { appointment: Text })
export interface RemindAppointment extends t.TypeOf<typeof RemindAppointment> {}
export const remindAppointment = commandMaker<RemindAppointment>('RemindAppointment')

export const CancelAppointment = caseCommand('CancelAppointment', {
  appointment: Text,
  reason: FreeText,
})
export interface CancelAppointment extends t.TypeOf<typeof CancelAppointment> {}
export const cancelAppointment = commandMaker<CancelAppointment>('CancelAppointment')

export const KeepAppointment = caseCommand('KeepAppointment', { appointment: Text })
export interface KeepAppointment extends t.TypeOf<typeof KeepAppointment> {}
export const keepAppointment = commandMaker<KeepAppointment>('KeepAppointment')

export const MissAppointment = caseCommand('MissAppointment', {
  appointment: Text,
  reason: FreeText,
  alternative: FreeText,
})
export interface MissAppointment extends t.TypeOf<typeof MissAppointment> {}
export const missAppointment = commandMaker<MissAppointment>('MissAppointment')
