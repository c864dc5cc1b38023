/** Deciding planned steps and appointments: what was begun must be ended, and only once. */
import type {
  BookAppointment,
  CancelAppointment,
  ConfirmAppointment,
  KeepAppointment,
  MissAppointment,
  RefuseAppointment,
  RemindAppointment,
  RescheduleAppointment,
} from '../commands/appointment.js'
import type { CompleteStep, DropStep, PlanStep, StartStep } from '../commands/work.js'

import { emit, given, nothing, reject, type CaseDecision, type Situation } from './decision.js'

export const planStep = (command: PlanStep, { state }: Situation): CaseDecision =>
  state.steps.has(command.step)
    ? reject({ _tag: 'StepAlreadyPlanned', step: command.step })
    : emit({
        type: 'StepPlanned',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        step: command.step,
        owner: command.owner,
        responsible: command.responsible,
        ...given(command, 'title', 'due'),
      })

/** Starting, completing or dropping a step of the plan. */
export const moveStep = (
  command: StartStep | CompleteStep | DropStep,
  { state }: Situation,
): CaseDecision => {
  const { at, step } = command
  const { cycle, customer } = state
  const open = state.steps.get(step)
  if (open === undefined) return reject({ _tag: 'StepNotOpen', step })
  switch (command.type) {
    case 'StartStep':
      return open.standing === 'started'
        ? nothing
        : emit({
            type: 'StepStarted',
            at,
            cycle,
            step,
            ...(open.responsible && { responsible: open.responsible }),
          })
    case 'CompleteStep':
      return emit({ type: 'StepCompleted', at, cycle, step })
    case 'DropStep':
      return emit({ type: 'StepDropped', at, cycle, customer, step, reason: command.reason })
  }
}

export const bookAppointment = (command: BookAppointment, { state }: Situation): CaseDecision =>
  state.appointments.has(command.appointment)
    ? reject({ _tag: 'AppointmentAlreadyBooked', appointment: command.appointment })
    : emit({
        type: 'AppointmentBooked',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        appointment: command.appointment,
        for: command.for,
        ...given(command, 'place', 'purpose'),
      })

/** All that can happen to a booked appointment. */
export const moveAppointment = (
  command:
    | ConfirmAppointment
    | RefuseAppointment
    | RescheduleAppointment
    | RemindAppointment
    | CancelAppointment
    | KeepAppointment
    | MissAppointment,
  { state }: Situation,
): CaseDecision => {
  const { at, appointment } = command
  const { cycle, customer } = state
  const standing = state.appointments.get(appointment)
  if (standing === undefined) return reject({ _tag: 'AppointmentNotOpen', appointment })
  switch (command.type) {
    case 'ConfirmAppointment':
      return standing.standing === 'confirmed'
        ? nothing
        : emit({ type: 'AppointmentConfirmed', at, cycle, appointment })
    case 'RefuseAppointment': {
      const { reason, alternative } = command
      return emit({
        type: 'AppointmentRefused',
        at,
        cycle,
        customer,
        appointment,
        reason,
        alternative,
      })
    }
    case 'RescheduleAppointment':
      return standing.for === command.for
        ? nothing
        : emit({
            type: 'AppointmentRescheduled',
            at,
            cycle,
            customer,
            appointment,
            for: command.for,
            ...given(command, 'reason'),
          })
    case 'RemindAppointment':
      return emit({ type: 'AppointmentReminded', at, cycle, appointment })
    case 'CancelAppointment':
      return emit({
        type: 'AppointmentCancelled',
        at,
        cycle,
        customer,
        appointment,
        reason: command.reason,
      })
    case 'KeepAppointment':
      return emit({ type: 'AppointmentKept', at, cycle, appointment })
    case 'MissAppointment': {
      const { reason, alternative } = command
      return emit({
        type: 'AppointmentMissed',
        at,
        cycle,
        customer,
        appointment,
        reason,
        alternative,
      })
    }
  }
}
