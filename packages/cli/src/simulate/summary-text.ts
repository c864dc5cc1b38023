/** What came of a simulation, told. */
import { epochMs, type Instant, type ReadError } from '@casetrail/core'

import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'
import { number, time } from '../present/format.js'
import type { Style } from '../present/style.js'

import type { Faults } from './faults/faulty-store.js'
import type { Violation } from './invariants.js'
import type { SimulationError } from './simulate.js'
import type { Summary, Tally } from './summary.js'

const told = (tally: Tally): string => {
  const parts = Object.entries(tally).map(([name, count]) => `${number(count)} ${name}`)
  return parts.length === 0 ? 'none' : parts.join(', ')
}

const words: Readonly<Record<string, string>> = {
  carriedOut: 'carried out',
  unchanged: 'nothing to change',
  rejected: 'rejected',
  failed: 'failed',
}

const inWords = (tally: Tally): Tally =>
  Object.fromEntries(Object.entries(tally).map(([name, count]) => [words[name] ?? name, count]))

export interface Simulation {
  readonly standard: string
  /** Of its days. */
  readonly zone: string
  readonly seed: number
  /** Where it is now, and how many events were not there before; absent: nothing is written. */
  readonly store?: string
  readonly added?: number
  readonly summary: Summary
  /** What went wrong on the way, where that was asked for. */
  readonly faults?: Faults
}

const writtenText = (store: string | undefined, added = 0): string => {
  if (store === undefined) return 'nothing is written'
  return added === 0 ? 'they were there already' : `${number(added)} written to ${store}`
}

const faultsText = (faults: Faults): string =>
  [
    `${number(faults.outcomesUnknown)} answers lost`,
    `${number(faults.unavailable)} times unavailable`,
    `${number(faults.conflicts)} conflicts`,
    `${number(faults.restarts)} restarts (${number(faults.endedAmidst)} in the middle of something)`,
  ].join(', ')

/** A few lines: what there is, and what became of it. */
export const summaryText = (
  { standard, zone, seed, store, added, summary, faults }: Simulation,
  { title, note }: Style,
): string => {
  const day = (at: Instant | undefined): string =>
    at === undefined ? '–' : time(epochMs(at), zone, true).slice(0, 10)
  const total = (tally: Tally): number => Object.values(tally).reduce((sum, n) => sum + n, 0)
  const lines: ReadonlyArray<readonly [string, string]> = [
    [
      'cases',
      `${number(summary.cases)} (${number(summary.openedByPolicies)} opened by policies): ${told(summary.stages)}`,
    ],
    [
      '',
      `${number(summary.reopened)} reopenings, ${number(summary.transferred)} transfers, ${number(summary.escalated)} escalations, ${number(summary.merged)} mergers`,
    ],
    ['complaints', `${number(total(summary.complaints))}: ${told(summary.complaints)}`],
    [
      'follow-ups',
      `${number(total(summary.followUps))}: ${told(summary.followUps)}; ${number(summary.answers)} answers`,
    ],
    ['emergencies', `${number(total(summary.emergencies))}: ${told(summary.emergencies)}`],
    ['improvements', number(summary.correctiveActions)],
    ['promises', told(summary.promises)],
    [
      'policies',
      `${number(total(summary.dispatches))} commands: ${told(inWords(summary.dispatches))}`,
    ],
    ...(total(summary.refusals) === 0
      ? []
      : [['', `refused because: ${told(summary.refusals)}`] as const]),
    ...(faults === undefined ? [] : [['faults', faultsText(faults)] as const]),
    ['invariants', 'all hold'],
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  return [
    title(`A desk under ${standard}, seed ${seed}, ${day(summary.from)} to ${day(summary.to)}`),
    `${number(summary.events)} events; ${writtenText(store, added)}`,
    '',
    ...lines.map(([name, text]) => `${note(name.padEnd(width))}  ${text}`),
    '',
  ].join('\n')
}

const LISTED = 10

export const violated = (violations: ReadonlyArray<Violation>): Failure => ({
  code: 1,
  tag: 'InvariantsViolated',
  lines: [
    `${number(violations.length)} violations of what must hold of a history; nothing was written`,
    ...violations
      .slice(0, LISTED)
      .map(({ invariant, stream, at, says }) => `${invariant}: ${stream} at ${at}: ${says}`),
    ...(violations.length > LISTED ? [`and ${number(violations.length - LISTED)} more`] : []),
  ],
  details: violations,
})

const plain = (_key: string, value: unknown): unknown =>
  value instanceof Map
    ? [...(value as Map<unknown, unknown>)]
    : value instanceof Set
      ? [...(value as Set<unknown>)]
      : value

/** Why a simulation did not come to its end, for a person. */
export const simulationFailure = (error: SimulationError | ReadError, url: string): Failure => {
  switch (error._tag) {
    case 'Interrupted':
      return {
        code: 130,
        tag: error._tag,
        lines: ['interrupted; nothing was written, and the command can be run again'],
      }
    case 'PoliciesFailed':
      return {
        code: 1,
        tag: error._tag,
        lines: [
          `the policies failed at ${error.at}: ${error.error._tag}`,
          JSON.stringify(error.error),
        ],
        details: error.error,
      }
    case 'CommandRefused':
      return {
        code: 1,
        tag: error._tag,
        lines: [
          `the simulation is broken: ${error.stream} refused a command at ${error.at}; nothing was written`,
          `command: ${JSON.stringify(error.command)}`,
          `because: ${JSON.stringify(error.error)}`,
          `state:   ${JSON.stringify(error.state, plain)}`,
        ],
        details: JSON.parse(JSON.stringify(error, plain)),
      }
    default:
      return storeFailure(error, url)
  }
}
