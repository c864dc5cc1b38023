/**
 * Rows of cases by hand: one loop over events that changes rows in place. It decodes nothing, knows
 * one kind of row for each purpose and nothing of versions, checkpoints or facts of other categories.
 * The content of the rows is the same to the field.
 */
import { epochMs, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import { clockEvents, type ClockEvent } from '@casetrail/core/clock'

import { changeClocks, newClocks, type HandClocks } from './clock-rows.js'
import { changeRun } from './clock-runs.js'
import {
  KEPT,
  begin,
  describe,
  end,
  newCase,
  newFlow,
  openedDimensions,
  pause,
  promise,
  resume,
  undo,
  type HandCase,
  type HandFlow,
} from './row-parts.js'

export interface HandRows {
  readonly cases: Map<string, HandCase>
  readonly flows: Map<string, HandFlow>
  /** By their streams. */
  readonly clocks: Map<string, HandClocks>
}

const changeCase = (row: HandCase, seen: RecordedEvent<CaseEvent>): void => {
  const { event, eventId: id } = seen
  const { contacts, moves, resolutions } = row
  if (resolutions.count > 0 && resolutions.after === undefined) {
    switch (event.type) {
      case 'ResolutionConfirmed':
      case 'SolutionVerified':
      case 'CaseClosed':
      case 'CaseArchived':
      case 'EffortRecorded':
        break
      default:
        resolutions.after = id
    }
  }
  switch (event.type) {
    case 'CaseOpened': {
      const at = epochMs(event.at)
      row.dimensions = openedDimensions(event)
      row.opening = {
        at,
        id,
        timeUnknown: seen.metadata.timeUnknown === true,
        standard: `${event.standard.id}@${String(event.standard.version)}`,
        customer: event.customer,
        externalRef: event.externalRef,
        ineligible: event.firstContactIneligible,
        isSuggestion: event.requestType === 'suggestion',
        attributes: event.attributes ?? {},
      }
      begin(row, at, id)
      return
    }
    case 'CaseClassified':
    case 'CasePrioritised':
    case 'CaseAccepted':
      describe({ dimensions: row.dimensions, attributes: row.opening?.attributes ?? {} }, event)
      return
    case 'CaseTransferred':
      moves.transfers += 1
      if (!event.warm) moves.coldTransfers += 1
      moves.firstTransfer ??= id
      return
    case 'CaseEscalated':
      moves[event.kind].count += 1
      moves[event.kind].first ??= id
      return
    case 'ContactRecorded': {
      if (event.direction === 'outbound') {
        if (event.by !== 'human') return
        const at = epochMs(event.at)
        const { firstReply, lastOutbound } = contacts
        const isFirst = event.public && (firstReply === undefined || at < firstReply.at)
        const isLast = lastOutbound === undefined || at > lastOutbound.at
        if (!isFirst && !isLast) return
        const fact = { at, id, timeUnknown: seen.metadata.timeUnknown === true }
        if (isFirst) contacts.firstReply = fact
        if (isLast) contacts.lastOutbound = fact
        return
      }
      if (event.public) {
        contacts.inbound += 1
        contacts.firstInbound ??= id
        if (contacts.inbound === 2) contacts.secondInbound = id
      }
      if (resolutions.pausedForCustomer) resume(row, epochMs(event.at))
      return
    }
    case 'ProgressUpdated':
      if (event.eta !== undefined) promise(row, epochMs(event.at), id, epochMs(event.eta))
      return
    case 'DelayNotified':
      if (event.customerTold) promise(row, epochMs(event.at), id, epochMs(event.eta))
      return
    case 'CustomerInputRequested':
      contacts.firstWait ??= id
      pause(row, epochMs(event.at), true)
      return
    case 'CaseHeld':
      pause(row, epochMs(event.at), false)
      return
    case 'CaseResumed':
      resume(row, epochMs(event.at))
      return
    case 'CaseResolved': {
      const at = epochMs(event.at)
      const timeUnknown = seen.metadata.timeUnknown === true
      resume(row, at)
      end(row, at, id)
      const { cycle, resolver } = event
      const resolution = { at, id, timeUnknown, cycle, resolver }
      resolutions.count += 1
      if (resolutions.first === undefined) resolutions.first = resolution
      else {
        const others = resolutions.later.filter((one) => one.cycle !== cycle)
        resolutions.later = [...others, { cycle, resolver }].slice(-20)
      }
      resolutions.last = resolution
      if (event.rootCause !== undefined) resolutions.cause = event.rootCause
      row.promised.by ??= { at, id, timeUnknown }
      row.promised.broken = false
      return
    }
    case 'CaseReopened': {
      const at = epochMs(event.at)
      resume(row, at)
      resolutions.reopened += 1
      const reopening = { at, id, timeUnknown: seen.metadata.timeUnknown === true }
      if (resolutions.firstReopening === undefined || at < resolutions.firstReopening.at) {
        resolutions.firstReopening = reopening
      }
      if (resolutions.lastReopening === undefined || at > resolutions.lastReopening.at) {
        resolutions.lastReopening = reopening
      }
      undo(row, at)
      begin(row, at, id)
      return
    }
    case 'CaseClosed':
    case 'CaseArchived':
    case 'CaseCancelled': {
      const at = epochMs(event.at)
      resume(row, at)
      end(row, at, id)
      if (event.type === 'CaseCancelled') row.ended = { as: 'cancelled', by: id }
      return
    }
    case 'CaseMerged':
      if (row.ended?.as === 'merged') return
      row.ended = { as: 'merged', by: id }
      end(row, epochMs(event.at), id)
      return
    case 'CaseUnmerged': {
      if (row.ended?.as !== 'merged') return
      const wasActive = row.active[row.active.length - 1]?.ended === row.ended.by
      row.ended = undefined
      if (wasActive) begin(row, epochMs(event.at), id)
      return
    }
    default:
      return
  }
}

const changeFlow = (row: HandFlow, { event, metadata }: RecordedEvent<CaseEvent>): void => {
  const { source } = metadata
  if (event.type === 'CaseOpened') {
    row.openedAt = epochMs(event.at)
    row.attributes = event.attributes ?? {}
    row.dimensions = openedDimensions(event)
  } else describe(row, event)
  const sourceRow = source === undefined ? undefined : `${source.file ?? ''}:${String(source.row)}`
  if (sourceRow !== undefined && sourceRow === row.sourceRow) return
  const step = source?.activity ?? event.type
  const at = epochMs(source === undefined ? event.at : (metadata.knownAt ?? event.at))
  if (row.steps.length < KEPT) {
    row.steps.push(step)
    row.times.push(at)
  } else if (row.last !== undefined) {
    const edge = (row.edges[`${row.last.step}\u001f${step}`] ??= { count: 0, totalMs: 0 })
    edge.count += 1
    edge.totalMs += at - row.last.at
  }
  row.last = { step, at }
  row.sourceRow = sourceRow
}

export const newRows = (): HandRows => ({ cases: new Map(), flows: new Map(), clocks: new Map() })

/** What is recorded in a case's stream: its own events, and those of its clocks. */
export type HandEvent = CaseEvent | ClockEvent

const ofClocks: ReadonlySet<string> = new Set(clockEvents.types)
const isOfClock = (seen: RecordedEvent<HandEvent>): seen is RecordedEvent<ClockEvent> =>
  ofClocks.has(seen.event.type)

/** Takes one event into account. */
export const change = (
  { cases, flows, clocks }: HandRows,
  seen: RecordedEvent<HandEvent>,
): void => {
  const key = seen.metadata.correlationId
  let known = clocks.get(seen.stream)
  if (known === undefined) clocks.set(seen.stream, (known = newClocks(key)))
  if (isOfClock(seen)) {
    changeRun(known, seen)
    return
  }
  const own = seen as RecordedEvent<CaseEvent>
  changeClocks(known, own)
  let row = cases.get(key)
  if (row === undefined) cases.set(key, (row = newCase()))
  changeCase(row, own)
  let flow = flows.get(key)
  if (flow === undefined) flows.set(key, (flow = newFlow()))
  changeFlow(flow, own)
}
