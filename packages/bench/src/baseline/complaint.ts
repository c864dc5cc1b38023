/** A complaint by hand: the commands of the scripted complaints, and no others. */
import type {
  ComplaintClassified,
  ComplaintCommand,
  ComplaintEscalated,
  ComplaintEvent,
  ComplaintReceived,
  ReceiveComplaint,
  SeverityAssessed,
} from '@casetrail/core/complaint'
import { retail2025 } from '@casetrail/core/standards'

import {
  begin,
  checkCategory,
  checkChannel,
  checkNotMeant,
  complainOf,
  isGraver,
  tiers,
  type State,
} from './complaint-parts.js'
import { settle } from './complaint-settling.js'
import {
  STANDARD,
  check,
  checkStandard,
  need,
  refuse,
  type Draft,
  type HandLifecycle,
} from './lifecycle.js'

const { byType } = retail2025.complaints

const isOf = ({ kind, id }: NonNullable<State['about']>, { about }: State): boolean =>
  kind === about?.kind && id === about.id

const isOpen = ({ stage }: State): boolean =>
  stage === 'received' ||
  stage === 'acknowledged' ||
  stage === 'investigating' ||
  stage === 'decided'

const checkOpen = (state: State): void => {
  if (!isOpen(state)) refuse(state.stage)
}

const receive = (state: State, command: ReceiveComplaint): ComplaintEvent => {
  const { at, actor, customer, complaintType, source, channel, about, tier, category } = command
  if (state.stage !== 'none') refuse(state.stage)
  checkStandard(command.standard)
  need(actor, 'complaint.receive')
  if (tier !== undefined && !tiers.has(tier)) refuse('NotInTaxonomy')
  checkCategory(category)
  state.stage = 'received'
  state.customer = customer
  state.openedAt = at
  state.channel = channel
  state.case = command.case
  complainOf(state, about)
  state.complaintType = complaintType
  state.category = category ?? []
  const event: Draft<ComplaintReceived> = {
    type: 'ComplaintReceived',
    at,
    cycle: 1,
    customer,
    by: actor.id,
    standard: STANDARD,
    complaintType,
    source,
    channel,
  }
  if (about !== undefined) event.about = about
  if (command.case !== undefined) event.case = command.case
  if (command.subject !== undefined) event.subject = command.subject
  if (command.description !== undefined) event.description = command.description
  if (command.language !== undefined) event.language = command.language
  if (tier !== undefined) event.tier = tier
  if (category !== undefined) event.category = category
  if (command.externalRef !== undefined) event.externalRef = command.externalRef
  if (command.attributes !== undefined) event.attributes = command.attributes
  return event
}

const carryOut = (state: State, command: ComplaintCommand): ComplaintEvent | undefined => {
  const { at, actor } = command
  const by = actor.id
  const { stage, openedAt, cycle, customer } = state
  switch (command.type) {
    case 'ReceiveComplaint':
      return receive(state, command)
    case 'AcknowledgeComplaint': {
      if (stage !== 'received') refuse(stage)
      check(openedAt, command, 'complaint.answer')
      const { channel, nextStep } = command
      checkChannel(state, channel)
      state.stage = 'acknowledged'
      return { type: 'ComplaintAcknowledged', at, cycle, customer, by, channel, nextStep }
    }
    case 'ClassifyComplaint': {
      checkOpen(state)
      check(openedAt, command, 'complaint.classify')
      const { complaintType, category, about } = command
      checkCategory(category)
      const samePath = category === undefined || category.join('/') === state.category.join('/')
      const sameType = state.isClassified && complaintType === state.complaintType
      if (sameType && samePath && (about === undefined || isOf(about, state))) return undefined
      const { priority, remedies: suggested } = byType[complaintType]
      state.involved.add(by)
      state.complaintType = complaintType
      state.isClassified = true
      if (category !== undefined) state.category = category
      complainOf(state, about)
      const type = 'ComplaintClassified'
      const event: Draft<ComplaintClassified> = {
        type,
        at,
        cycle,
        by,
        complaintType,
        priority,
        suggested,
      }
      if (category !== undefined) event.category = category
      if (about !== undefined) event.about = about
      return event
    }
    case 'AssessSeverity': {
      checkOpen(state)
      check(openedAt, command, 'complaint.classify')
      if (state.severity !== undefined) refuse('SeverityAlreadyAssessed')
      const { severity, urgent, reason } = command
      state.involved.add(by)
      state.severity = severity
      state.severityBy = by
      state.urgent = urgent
      const type = 'SeverityAssessed'
      const event: Draft<SeverityAssessed> = { type, at, cycle, customer, by, severity, urgent }
      if (reason !== undefined) event.reason = reason
      return event
    }
    case 'ChangeSeverity': {
      checkOpen(state)
      check(openedAt, command, 'complaint.classify')
      const { severity: from } = state
      if (from === undefined) return refuse('SeverityNotAssessed')
      const { severity, urgent, reason } = command
      if (isGraver(from, severity)) {
        checkNotMeant(state, by)
        if (by === state.severityBy) refuse('DutiesNotSeparated')
      }
      if (severity === from && urgent === state.urgent) return undefined
      if (isGraver(severity, from)) {
        for (const remedy of state.remedies.values()) {
          if (remedy.standing === 'approved') remedy.standing = 'proposed'
        }
      }
      state.involved.add(by)
      if (severity !== from) state.severityBy = by
      state.severity = severity
      state.urgent = urgent
      return { type: 'SeverityChanged', at, cycle, customer, by, severity, urgent, from, reason }
    }
    case 'EscalateComplaint': {
      checkOpen(state)
      check(openedAt, command, 'complaint.assign')
      const { kind, level, reason, to } = command
      state.involved.add(by)
      const type = 'ComplaintEscalated'
      const event: Draft<ComplaintEscalated> = {
        type,
        at,
        cycle,
        customer,
        by,
        kind,
        level,
        reason,
      }
      if (to !== undefined) event.to = to
      return event
    }
    case 'RemindOwner':
      if (!isOpen(state) && stage !== 'closed') refuse(stage)
      check(openedAt, command, 'complaint.remind')
      return {
        type: 'OwnerReminded',
        at,
        cycle,
        customer,
        by,
        to: command.to,
        reason: command.reason,
      }
    case 'AssignInvestigator': {
      if (stage !== 'acknowledged' && stage !== 'investigating') refuse(stage)
      check(openedAt, command, 'complaint.assign')
      const { investigator } = command
      checkNotMeant(state, investigator)
      checkNotMeant(state, by)
      if (stage === 'investigating' && investigator === state.investigator) return undefined
      state.stage = 'investigating'
      state.investigator = investigator
      state.involved.add(by).add(investigator)
      return { type: 'InvestigatorAssigned', at, cycle, by, investigator }
    }
    case 'RecordEvidence': {
      if (stage !== 'acknowledged' && stage !== 'investigating') refuse(stage)
      check(openedAt, command, 'complaint.investigate')
      checkNotMeant(state, by)
      const { evidence, kind, description } = command
      if (state.evidence.has(evidence)) refuse('EvidenceAlreadyRecorded')
      state.evidence.add(evidence)
      state.involved.add(by)
      const type = 'EvidenceRecorded'
      return { type, at, cycle, customer, by, evidence, kind, description }
    }
    case 'RecordFinding':
      if (stage !== 'acknowledged' && stage !== 'investigating') refuse(stage)
      check(openedAt, command, 'complaint.investigate')
      checkNotMeant(state, by)
      state.involved.add(by)
      return { type: 'FindingRecorded', at, cycle, customer, by, finding: command.finding }
    default:
      return settle(state, command)
  }
}

export const complaintByHand: HandLifecycle<ComplaintCommand, State, ComplaintEvent> = {
  begin,
  carryOut,
}
