/** The parts of rows made by hand: their types, how they begin, and what changes them in place. */
import type { CaseEvent, CaseOpened } from '@casetrail/core/case'
import type { CaseRow, FlowRow } from '@casetrail/projections'

export type Writable<T> = T extends string | number | boolean | undefined
  ? T
  : T extends ReadonlyArray<infer A>
    ? Writable<A>[]
    : { -readonly [K in keyof T]: Writable<T[K]> }

export type HandCase = Writable<CaseRow>
export type HandFlow = Writable<FlowRow>

export const KEPT = 100

export const newCase = (): HandCase => ({
  opening: undefined,
  dimensions: {},
  ended: undefined,
  contacts: {
    inbound: 0,
    firstInbound: undefined,
    secondInbound: undefined,
    firstReply: undefined,
    lastOutbound: undefined,
    firstWait: undefined,
  },
  resolutions: {
    count: 0,
    first: undefined,
    last: undefined,
    later: [],
    pausedMs: 0,
    pausedSince: undefined,
    pausedForCustomer: false,
    reopened: 0,
    firstReopening: undefined,
    lastReopening: undefined,
    after: undefined,
    cause: undefined,
  },
  moves: {
    transfers: 0,
    coldTransfers: 0,
    firstTransfer: undefined,
    functional: { count: 0, first: undefined },
    hierarchical: { count: 0, first: undefined },
  },
  promised: { eta: undefined, by: undefined, broken: false },
  active: [],
  followUps: [],
  complaintContact: undefined,
})

export const newFlow = (): HandFlow => ({
  openedAt: undefined,
  dimensions: {},
  attributes: {},
  steps: [],
  times: [],
  last: undefined,
  edges: {},
  sourceRow: undefined,
})

type Described = Pick<HandFlow, 'dimensions' | 'attributes'>

export const openedDimensions = (event: CaseOpened): Record<string, string> => {
  const dimensions: Record<string, string> = {
    channel: event.channel,
    requestType: event.requestType,
    phase: event.phase,
    problemType: event.problemType,
    tier: event.tier,
    language: event.language,
    customer: event.customer,
    standard: `${event.standard.id}@${String(event.standard.version)}`,
  }
  if (event.region !== undefined) dimensions['region'] = event.region
  if (event.category !== undefined) dimensions['category'] = event.category.join('/')
  if (event.firstContactOwner !== undefined) dimensions['owner'] = event.firstContactOwner
  return Object.assign(dimensions, event.attributes)
}

export const describe = ({ dimensions, attributes }: Described, event: CaseEvent): void => {
  const set = (name: string, value: string): void => {
    if (attributes[name] === undefined) dimensions[name] = value
  }
  switch (event.type) {
    case 'CaseClassified':
      set('category', event.category.join('/'))
      if (event.problemType !== undefined) set('problemType', event.problemType)
      return
    case 'CasePrioritised':
      set('priority', event.priority)
      return
    case 'CaseAccepted':
      set('owner', event.owner)
      return
    default:
      return
  }
}

export const begin = ({ active }: HandCase, from: number, begun: string): void => {
  const last = active[active.length - 1]
  if (last !== undefined && last.until === undefined) return
  if (active.length === KEPT) active.shift()
  active.push({ from, until: undefined, begun, ended: undefined })
}

export const resume = ({ resolutions }: HandCase, at: number): void => {
  if (resolutions.pausedSince === undefined) return
  resolutions.pausedMs += Math.max(0, at - resolutions.pausedSince)
  resolutions.pausedSince = undefined
  resolutions.pausedForCustomer = false
}

export const end = ({ active }: HandCase, at: number, id: string): void => {
  const last = active[active.length - 1]
  if (last === undefined || last.until !== undefined) return
  last.until = Math.max(at, last.from)
  last.ended = id
}

export const promise = ({ promised }: HandCase, at: number, id: string, due: number): void => {
  if (promised.eta !== undefined && at < promised.eta.at) return
  promised.eta = { due, at, id }
  if (promised.broken) promised.by = undefined
  promised.broken = false
}

export const undo = ({ promised }: HandCase, at: number): void => {
  const { eta, by } = promised
  if (by === undefined) return
  promised.broken = eta !== undefined && by.at <= eta.due && at > eta.due
  if (!promised.broken) promised.by = undefined
}

export const pause = ({ resolutions }: HandCase, at: number, forCustomer: boolean): void => {
  if (resolutions.count > 0) return
  resolutions.pausedSince ??= at
  resolutions.pausedForCustomer = forCustomer
}
