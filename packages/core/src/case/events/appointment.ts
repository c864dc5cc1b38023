/** STORAGE CONTRACT: what is stored stays readable. Change a codec only as CONTRIBUTING.md says. */
import type * as t from 'io-ts'

import { Text } from '../../codec/primitives.js'
import { Instant } from '../../time/instant.js'
import { FreeText, caseEvent, customer } from '../fields.js'

const appointment = { appointment: Text } as const

/** A refusal or a failure says why, and what else is offered. */
const withAlternative = {
  ...customer,
  ...appointment,
  reason: FreeText,
  alternative: FreeText,
} as const

export const AppointmentBooked = caseEvent(
  'AppointmentBooked',
  { ...customer, ...appointment, for: Instant },
  { place: FreeText, purpose: FreeText },
)
export interface AppointmentBooked extends t.TypeOf<typeof AppointmentBooked> {}

export const AppointmentConfirmed = caseEvent('AppointmentConfirmed', appointment)
export interface AppointmentConfirmed extends t.TypeOf<typeof AppointmentConfirmed> {}

export const AppointmentRefused = caseEvent('AppointmentRefused', withAlternative)
export interface AppointmentRefused extends t.TypeOf<typeof AppointmentRefused> {}

export const AppointmentRescheduled = caseEvent(
  'AppointmentRescheduled',
  { ...customer, ...appointment, for: Instant },
  { reason: FreeText },
)
export interface AppointmentRescheduled extends t.TypeOf<typeof AppointmentRescheduled> {}

export const AppointmentReminded = caseEvent('AppointmentReminded', appointment)
export interface AppointmentReminded extends t.TypeOf<typeof AppointmentReminded> {}

export const AppointmentCancelled = caseEvent('AppointmentCancelled', {
  ...customer,
  ...appointment,
  reason: FreeText,
})
export interface AppointmentCancelled extends t.TypeOf<typeof AppointmentCancelled> {}

export const AppointmentKept = caseEvent('AppointmentKept', appointment)
export interface AppointmentKept extends t.TypeOf<typeof AppointmentKept> {}

export const AppointmentMissed = caseEvent('AppointmentMissed', withAlternative)
export interface AppointmentMissed extends t.TypeOf<typeof AppointmentMissed> {}
