/** What came of a simulation, told. */
import { epochMs, type Instant, type ReadError } from '@casetrail/core'

import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'
import { number, time, type Locale } from '../present/format.js'
import type { Style } from '../present/style.js'
import { padEnd, widthOf } from '../present/width.js'
import { OUTCOMES } from '../run/words.js'

import type { Faults } from './faults/faulty-store.js'
import type { Violation } from './invariants.js'
import type { SimulationError } from './simulate.js'
import type { Means, Promises } from './promises.js'
import type { Summary, Tally } from './summary.js'
import { ROWS, between, none, stagesText } from './summary-words.js'

const told = (tally: Tally, locale: Locale): string => {
  const parts = Object.entries(tally).map(([name, count]) => `${number(count)} ${name}`)
  return parts.length === 0 ? none(locale) : parts.join(between(locale))
}

const answersText = (tally: Tally, locale: Locale): string => {
  const known = Object.keys(OUTCOMES) as ReadonlyArray<keyof typeof OUTCOMES>
  const parts = known.flatMap((outcome) => {
    const count = tally[outcome]
    return count === undefined ? [] : [`${number(count)} ${OUTCOMES[outcome][locale]}`]
  })
  return parts.length === 0 ? none(locale) : parts.join(between(locale))
}

/** They add up: what was broken was met late, or not at all. */
const promisesText = (
  { inTime, late, broken, cancelled, running }: Promises,
  locale: Locale,
): string => {
  const given = inTime + late + broken + cancelled + running
  return locale === 'zh'
    ? `共 ${number(given)} 項：按時達成 ${number(inTime)}，逾期 ${number(late + broken)}（其中後來達成 ${number(late)}，未達成 ${number(broken)}），取消 ${number(cancelled)}，計時中 ${number(running)}`
    : `${number(given)} given: ${number(inTime)} met in time, ${number(late + broken)} broken (${number(late)} met late, ${number(broken)} not), ${number(cancelled)} cancelled, ${number(running)} still running`
}

/** A mean is kept by all together: what takes longer breaks nothing. */
const meansText = ({ counted, longer }: Means, locale: Locale): string =>
  locale === 'zh'
    ? `另有 ${number(counted)} 次只按均值承諾：${number(longer)} 次長於均值，單次不算逾期`
    : `and ${number(counted)} times of which only the mean is promised: ${number(longer)} were longer, which breaks none`

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

const writtenText = (store: string | undefined, added: number, locale: Locale): string => {
  if (store === undefined) return { en: 'nothing is written', zh: '未寫入任何內容' }[locale]
  if (added === 0) return { en: 'they were there already', zh: '均已存在' }[locale]
  const n = number(added)
  return { en: `${n} written to ${store}`, zh: `${n} 個寫入 ${store}` }[locale]
}

const faultsText = (faults: Faults, locale: Locale): string => {
  const { outcomesUnknown, unavailable, conflicts, restarts, endedAmidst } = faults
  return locale === 'zh'
    ? `${number(outcomesUnknown)} 次丟失回覆，${number(unavailable)} 次不可用，${number(conflicts)} 次衝突，${number(restarts)} 次重啟（其中 ${number(endedAmidst)} 次在處理中途）`
    : [
        `${number(outcomesUnknown)} answers lost`,
        `${number(unavailable)} times unavailable`,
        `${number(conflicts)} conflicts`,
        `${number(restarts)} restarts (${number(endedAmidst)} in the middle of something)`,
      ].join(', ')
}

const total = (tally: Tally): number => Object.values(tally).reduce((sum, n) => sum + n, 0)

type Line = readonly [name: string, text: string]

const linesOf = (summary: Summary, locale: Locale): ReadonlyArray<Line> => {
  const row = (name: keyof typeof ROWS): string => ROWS[name][locale]
  const stages = (of: 'stages' | 'complaints' | 'followUps' | 'emergencies'): string =>
    stagesText(summary, of, locale, number)
  const { reopened, transferred, escalated, merged } = summary
  const [colon, semicolon] = locale === 'zh' ? ['：', '；'] : [': ', '; ']
  const texts = {
    opened: {
      en: `${number(summary.cases)} (${number(summary.openedByPolicies)} opened by policies)`,
      zh: `${number(summary.cases)}（其中策略所立 ${number(summary.openedByPolicies)}）`,
    },
    moves: {
      en: `${number(reopened)} reopenings, ${number(transferred)} transfers, ${number(escalated)} escalations, ${number(merged)} mergers`,
      zh: `重開 ${number(reopened)}，轉交 ${number(transferred)}，升級 ${number(escalated)}，合併 ${number(merged)}`,
    },
    answers: { en: `${number(summary.answers)} answers`, zh: `答覆 ${number(summary.answers)}` },
    commands: {
      en: `${number(total(summary.dispatches))} commands`,
      zh: `${number(total(summary.dispatches))} 條指令`,
    },
    refused: {
      en: `refused because: ${told(summary.refusals, locale)}`,
      zh: `拒絕原因：${told(summary.refusals, locale)}`,
    },
  }
  const of = (tally: Tally, name: 'complaints' | 'followUps' | 'emergencies'): string =>
    `${number(total(tally))}${colon}${stages(name)}`
  return [
    [row('cases'), `${texts.opened[locale]}${colon}${stages('stages')}`],
    ['', texts.moves[locale]],
    [row('complaints'), of(summary.complaints, 'complaints')],
    [row('followUps'), `${of(summary.followUps, 'followUps')}${semicolon}${texts.answers[locale]}`],
    [row('emergencies'), of(summary.emergencies, 'emergencies')],
    [row('improvements'), number(summary.correctiveActions)],
    [row('promises'), promisesText(summary.promises, locale)],
    ...(summary.means.counted === 0 ? [] : [['', meansText(summary.means, locale)] as const]),
    [
      row('policies'),
      `${texts.commands[locale]}${colon}${answersText(summary.dispatches, locale)}`,
    ],
    ...(total(summary.refusals) === 0 ? [] : [['', texts.refused[locale]] as const]),
  ]
}

/** A few lines: what there is, and what became of it. */
export const summaryText = (
  { standard, zone, seed, store, added = 0, summary, faults }: Simulation,
  { title, note }: Style,
  locale: Locale = 'en',
): string => {
  const day = (at: Instant | undefined): string =>
    at === undefined ? '–' : time(epochMs(at), zone, true).slice(0, 10)
  const [from, to] = [day(summary.from), day(summary.to)]
  const lines: ReadonlyArray<Line> = [
    ...linesOf(summary, locale),
    ...(faults === undefined ? [] : [[ROWS.faults[locale], faultsText(faults, locale)] as const]),
    [ROWS.invariants[locale], { en: 'all hold', zh: '全部成立' }[locale]],
  ]
  const width = Math.max(...lines.map(([name]) => widthOf(name)))
  const written = writtenText(store, added, locale)
  const texts = {
    en: [
      `A desk under ${standard}, seed ${seed}, ${from} to ${to}`,
      `${number(summary.events)} events; ${written}`,
    ],
    zh: [
      `${standard} 下的服務台，種子 ${seed}，${from} 至 ${to}`,
      `${number(summary.events)} 個事件；${written}`,
    ],
  } as const
  const [heading, events] = texts[locale]
  return [
    title(heading),
    events,
    '',
    ...lines.map(([name, text]) => `${note(padEnd(name, width))}  ${text}`),
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
