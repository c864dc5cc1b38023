/** Appointments within a case. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says. */
import type * as t from 'io-ts'

import { Text } from '../../codec/primitives.js'
import { cycleEventRecord } from '../../lifecycle/message.js'
import { Instant } from '../../time/instant.js'
import { customer } from '../../words/fields.js'
import { FreeText } from '../../words/words.js'

const appointment = { appointment: Text } as const

/** A refusal or a failure says why, and what else is offered. */
const withAlternative = {
  ...customer,
  ...appointment,
  reason: FreeText,
  alternative: FreeText,
} as const

export const AppointmentBooked = cycleEventRecord(
  'AppointmentBooked',
  { ...customer, ...appointment, for: Instant },
  { place: FreeText, purpose: FreeText },
)
export interface AppointmentBooked extends t.TypeOf<typeof AppointmentBooked> {}

export const AppointmentConfirmed = cycleEventRecord('AppointmentConfirmed', appointment)
export interface AppointmentConfirmed extends t.TypeOf<typeof AppointmentConfirmed> {}

export const AppointmentRefused = cycleEventRecord('AppointmentRefused', withAlternative)
export interface AppointmentRefused extends t.TypeOf<typeof AppointmentRefused> {}

export const AppointmentRescheduled = cycleEventRecord(
  'AppointmentRescheduled',
  { ...customer, ...appointment, for: Instant },
  { reason: FreeText },
)
export interface AppointmentRescheduled extends t.TypeOf<typeof AppointmentRescheduled> {}

export const AppointmentReminded = cycleEventRecord('AppointmentReminded', appointment)
export interface AppointmentReminded extends t.TypeOf<typeof AppointmentReminded> {}

export const AppointmentCancelled = cycleEventRecord('AppointmentCancelled', {
  ...customer,
  ...appointment,
  reason: FreeText,
})
export interface AppointmentCancelled extends t.TypeOf<typeof AppointmentCancelled> {}

export const AppointmentKept = cycleEventRecord('AppointmentKept', appointment)
export interface AppointmentKept extends t.TypeOf<typeof AppointmentKept> {}

export const AppointmentMissed = cycleEventRecord('AppointmentMissed', withAlternative)
export interface AppointmentMissed extends t.TypeOf<typeof AppointmentMissed> {}
