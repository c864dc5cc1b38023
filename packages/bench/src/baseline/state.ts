/** A case's state folded by hand: one immutable step an event, written for these event types only. */
import type { CaseEvent, CaseState } from '@casetrail/core/case'

const initial: CaseState = {
  stage: 'none',
  standard: undefined,
  cycle: 1,
  customer: '',
  channel: 'unknown',
  requestType: 'unknown',
  phase: 'unknown',
  tier: 'unknown',
  problemType: 'unknown',
  region: undefined,
  language: 'unknown',
  openedAt: undefined,
  owner: undefined,
  offeredTo: undefined,
  category: [],
  priority: undefined,
  contacts: 0,
  notes: 0,
  pausedAt: undefined,
  participants: new Map(),
  steps: new Map(),
  appointments: new Map(),
  resolvedAt: undefined,
  resolver: undefined,
  resolutionCode: undefined,
  closedAt: undefined,
  closingOutcome: undefined,
  absorbed: [],
  survivor: undefined,
  stageBeforeMerge: 'none',
  links: new Set(),
}

export type Step = (state: CaseState, event: CaseEvent) => CaseState

/** As most write it: `{ ...state, what: changes }`. */
export const bySpread: Step = (state, event) => {
  switch (event.type) {
    case 'CaseOpened':
      return {
        ...state,
        stage: 'new',
        standard: event.standard,
        cycle: event.cycle,
        customer: event.customer,
        channel: event.channel,
        requestType: event.requestType,
        phase: event.phase,
        tier: event.tier,
        problemType: event.problemType,
        region: event.region,
        language: event.language,
        openedAt: event.at,
        owner: event.firstContactOwner,
        category: event.category ?? [],
      }
    case 'CaseClassified':
      return {
        ...state,
        category: event.category,
        problemType: event.problemType ?? state.problemType,
      }
    case 'CasePrioritised':
      return { ...state, priority: event.priority }
    case 'CaseAssigned':
    case 'CaseTransferred':
      return { ...state, offeredTo: event.to }
    case 'CaseAccepted':
      return {
        ...state,
        owner: event.owner,
        offeredTo: undefined,
        stage: state.stage === 'new' ? 'open' : state.stage,
      }
    case 'ContactRecorded': {
      const contacts = state.contacts + 1
      if (event.direction === 'outbound') {
        const opens = event.by === 'human' && state.stage === 'new'
        return { ...state, contacts, stage: opens ? 'open' : state.stage }
      }
      return state.stage === 'pendingCustomer'
        ? { ...state, contacts, stage: 'open', pausedAt: undefined }
        : { ...state, contacts }
    }
    case 'ProgressUpdated':
      return state.stage === 'new' ? { ...state, stage: 'open' } : state
    case 'CustomerInputRequested':
      return { ...state, stage: 'pendingCustomer', pausedAt: event.at }
    case 'NoteAdded':
      return { ...state, notes: event.note }
    case 'CaseResolved':
      return {
        ...state,
        stage: 'resolved',
        pausedAt: undefined,
        resolvedAt: event.at,
        resolver: event.resolver,
        resolutionCode: event.resolutionCode,
      }
    case 'CaseReopened':
      return {
        ...state,
        stage: 'open',
        cycle: event.cycle,
        pausedAt: undefined,
        resolvedAt: undefined,
        resolver: undefined,
        resolutionCode: undefined,
        closedAt: undefined,
        closingOutcome: undefined,
      }
    case 'CaseClosed':
      return {
        ...state,
        stage: 'closed',
        pausedAt: undefined,
        closedAt: event.at,
        closingOutcome: event.outcome,
      }
    default:
      return state
  }
}

/** The state that a history leads to, a step at a time. */
export const foldByHand = (step: Step, events: ReadonlyArray<CaseEvent>): CaseState => {
  let state = initial
  for (const event of events) state = step(state, event)
  return state
}
