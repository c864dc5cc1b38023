/**
 * All figures of cases by hand, in one pass over rows made by hand. It answers one question: no
 * window, no condition, no breakdown, no evidence.
 */
import type { EpochMs } from '@casetrail/core'

import { collector, counter, durations, exclude, type Excluded, type HandFigure } from './counts.js'
import type { HandCase } from './row-parts.js'

const DAY = 86_400_000
const WINDOW_MS = 7 * DAY

interface Visit {
  readonly key: string
  readonly order: EpochMs
  readonly row: HandCase
  readonly verdict: number | string
}

const problemOf = (key: string, row: HandCase, customer: string): string => {
  const problem = row.dimensions['category'] ?? row.dimensions['problemType'] ?? 'unknown'
  return customer === 'unknown' || problem === 'unknown' ? key : `${customer}\u001f${problem}`
}

const causeOf = (key: string, row: HandCase, customer: string): string => {
  const { cause = 'unknown' } = row.resolutions
  return cause === 'unknown' || customer === 'unknown'
    ? problemOf(key, row, customer)
    : `${customer}\u001froot cause ${cause}`
}

/** By customer, with what it was that they came with. */
const put = (visits: Map<string, Visit[]>, group: string, visit: Visit): void => {
  const known = visits.get(group)
  if (known === undefined) visits.set(group, [visit])
  else known.push(visit)
}

/** Each of some visits from the last to the first, with when the customer came next. */
const eachBefore = (
  visits: Visit[],
  see: (visit: Visit, next: number | undefined) => void,
): void => {
  visits.sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1))
  let next: number | undefined
  for (let i = visits.length - 1; i >= 0; i--) {
    const visit = visits[i]
    if (visit === undefined) continue
    see(visit, next)
    if (visit.row.ended?.as !== 'merged') next = visit.order
  }
}

const promiseKept = ({ promised, ended }: HandCase, asOf: number): number | string | undefined => {
  const { eta, by } = promised
  if (ended !== undefined) return ended.as
  if (eta === undefined) return 'noEta'
  if (eta.due > asOf) return undefined
  if (by?.timeUnknown === true) return 'timeUnknown'
  return by !== undefined && by.at <= eta.due ? 1 : 0
}

const firstContact = ({ contacts, resolutions, ended }: HandCase): number | string => {
  if (ended !== undefined) return ended.as
  if (contacts.inbound === 0) return 'noContact'
  const enough =
    resolutions.count > 0 &&
    resolutions.reopened === 0 &&
    contacts.inbound === 1 &&
    contacts.firstWait === undefined
  return enough ? 1 : 0
}

const BOUNDS = [1, 3, 7, 14, 30]
const AGES = ['≤1d', '≤3d', '≤7d', '≤14d', '≤30d', '>30d']

/** The figures of `caseFigures`, in its order, of everything up to an instant after all events. */
export const figuresByHand = (
  cases: ReadonlyMap<string, HandCase>,
  asOf: EpochMs,
): ReadonlyArray<HandFigure> => {
  let opened = 0
  const openedExcluded: Excluded = {}
  const ages: number[] = []
  const [gross, net, window, right] = [counter(), counter(), counter(), counter()]
  const [rate, reopened, resolutions] = [counter(), counter(), counter()]
  const [transfers, escalated, functional, hierarchical] = [
    counter(),
    counter(),
    counter(),
    counter(),
  ]
  const [response, first, full, netTime] = [collector(), collector(), collector(), collector()]
  const problems = new Map<string, Visit[]>()
  const causes = new Map<string, Visit[]>()
  const [kept, repeated] = [counter(), counter()]

  for (const [key, row] of cases) {
    const { opening, ended, moves } = row
    if (opening === undefined) continue
    const isMerged = ended?.as === 'merged'
    if (isMerged) exclude(openedExcluded, 'merged')
    else opened += 1
    for (const { from, until } of row.active) {
      if (from <= asOf && (until ?? Infinity) > asOf) ages.push(asOf - from)
    }
    const verdict = firstContact(row)
    gross.add(verdict)
    net.add(
      typeof verdict === 'number' && opening.ineligible !== undefined ? 'ineligible' : verdict,
    )
    const problem = problemOf(key, row, opening.customer)
    const visit = { key, order: opening.at, row, verdict }
    put(problems, problem, visit)
    put(causes, causeOf(key, row, opening.customer), visit)
    const promised = promiseKept(row, asOf)
    if (promised !== undefined) kept.add(promised)
    const r = row.resolutions
    right.add(isMerged ? 'merged' : r.count === 1 && r.after === undefined ? 1 : 0)
    rate.add(isMerged ? 'merged' : r.first === undefined ? 0 : 1)
    for (const [count, into] of [
      [moves.transfers, transfers],
      [moves.functional.count + moves.hierarchical.count, escalated],
      [moves.functional.count, functional],
      [moves.hierarchical.count, hierarchical],
    ] as const) {
      into.add(ended?.as ?? count)
    }
    if (ended !== undefined) {
      for (const into of [response, first, full, netTime]) into.leaveOut(ended.as)
      reopened.add(ended.as)
      resolutions.add(ended.as)
      continue
    }
    const { firstReply } = row.contacts
    if (firstReply === undefined) response.leaveOut('notAnswered')
    else response.add(opening.at, firstReply.at, opening.timeUnknown || firstReply.timeUnknown)
    if (r.first === undefined || r.last === undefined) {
      for (const into of [first, full, netTime]) into.leaveOut('notResolved')
      reopened.add('notResolved')
      resolutions.add('notResolved')
      continue
    }
    const unknown = opening.timeUnknown || r.first.timeUnknown
    first.add(opening.at, r.first.at, unknown)
    netTime.add(opening.at, r.first.at, unknown, r.pausedMs)
    full.add(opening.at, r.last.at, opening.timeUnknown || r.last.timeUnknown)
    reopened.add(r.reopened)
    resolutions.add(r.count)
  }

  let provisional = 0
  for (const visits of problems.values()) {
    eachBefore(visits, ({ row, verdict }, next) => {
      const { first: resolution } = row.resolutions
      if (verdict !== 1 || row.moves.coldTransfers > 0 || resolution === undefined) {
        window.add(verdict === 1 ? 0 : verdict)
      } else if (resolution.timeUnknown) window.add('timeUnknown')
      else {
        const closes = resolution.at + WINDOW_MS
        const isAgain = next !== undefined && next < closes
        window.add(isAgain ? 0 : 1)
        if (!isAgain && closes > asOf) provisional += 1
      }
    })
  }

  let unrepeated = 0
  for (const visits of causes.values()) {
    eachBefore(visits, ({ row }, next) => {
      const { first: resolution } = row.resolutions
      if (row.ended !== undefined) repeated.add(row.ended.as)
      else if (resolution === undefined) repeated.add('notResolved')
      else if (resolution.timeUnknown) repeated.add('timeUnknown')
      else {
        const closes = resolution.at + WINDOW_MS
        const isAgain = next !== undefined && next < closes
        repeated.add(isAgain ? 1 : 0)
        if (!isAgain && closes > asOf) unrepeated += 1
      }
    })
  }

  const aged = durations(ages)
  const distribution = Object.fromEntries(AGES.map((label) => [label, 0]))
  for (const age of ages) {
    const bound = BOUNDS.findIndex((days) => age <= days * DAY)
    const label = AGES[bound < 0 ? BOUNDS.length : bound] ?? ''
    distribution[label] = (distribution[label] ?? 0) + 1
  }
  const open = { value: ages.length, count: ages.length, excluded: {}, provisional: 0 }
  return [
    {
      metric: 'cases.opened',
      value: opened,
      count: opened,
      excluded: openedExcluded,
      provisional: 0,
    },
    { metric: 'cases.open', ...open },
    { metric: 'backlog', ...(ages.length === 0 ? {} : aged), ...open, distribution },
    { metric: 'fcr.gross', ...gross.share() },
    { metric: 'fcr.net', ...net.share() },
    { metric: 'fcr.window', ...window.share(), provisional },
    { metric: 'rightFirstTime', ...right.share() },
    { metric: 'response.first', ...response.result() },
    { metric: 'resolution.first', ...first.result() },
    { metric: 'resolution.full', ...full.result() },
    { metric: 'resolution.net', ...netTime.result() },
    { metric: 'resolution.rate', ...rate.share() },
    {
      metric: 'reopen.rate',
      ...reopened.withMean(),
      parts: {
        events: {
          value: resolutions.sum() === 0 ? null : reopened.sum() / resolutions.sum(),
          numerator: reopened.sum(),
          denominator: resolutions.sum(),
        },
      },
    },
    { metric: 'repeat.rate', ...repeated.share(), provisional: unrepeated },
    { metric: 'eta.kept', ...kept.share() },
    { metric: 'transfer.rate', ...transfers.withMean() },
    {
      metric: 'escalation.rate',
      ...escalated.withMean(),
      parts: { functional: functional.part(), hierarchical: hierarchical.part() },
    },
  ]
}
