/** What a desk's document must be beyond its shape, alone and under a standard. */
import { durationMs, nearest, show, type Problem } from '@casetrail/core'
import { standardRules } from '@casetrail/core/lifecycle'
import type { ServiceStandard } from '@casetrail/core/standards'
import { DateTime } from 'luxon'

import type { Desk } from './desk-document.js'
import { MINUTE } from './draw.js'
import type { Range } from './parameter-parts.js'
import { mayWorkOnCases } from './staff.js'

interface HasWeight {
  readonly weight: number
}

const unweighted = (pointer: string, list: ReadonlyArray<HasWeight>): ReadonlyArray<Problem> =>
  list.some(({ weight }) => weight > 0)
    ? []
    : [{ pointer, found: show(list), expected: 'at least one with a weight above 0' }]

const repeated = (
  pointer: string,
  list: ReadonlyArray<{ readonly id: string }>,
): ReadonlyArray<Problem> =>
  list.flatMap(({ id }, i) =>
    list.findIndex((one) => one.id === id) === i
      ? []
      : [{ pointer: `${pointer}/${i}/id`, found: show(id), expected: 'an id of its own' }],
  )

const backwards = (pointer: string, { from, to }: Range): ReadonlyArray<Problem> =>
  from <= to
    ? []
    : [{ pointer: `${pointer}/to`, found: String(to), expected: `at least ${from}, its from` }]

const DATE = /^\d{4}-\d{2}-\d{2}$/

const isDate = (text: string): boolean =>
  DATE.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid

const ofAgents = ({ agents }: Desk): ReadonlyArray<Problem> => [
  ...repeated('/agents', agents),
  ...agents.flatMap(({ shifts }, i) =>
    shifts.flatMap(({ from, to }, j) =>
      from < to
        ? []
        : [
            {
              pointer: `/agents/${i}/shifts/${j}/to`,
              found: show(to),
              expected: `a time after ${from}, on the same day`,
            },
          ],
    ),
  ),
]

const ofRanges = ({ topics, work, complaints }: Desk): ReadonlyArray<Problem> => [
  ...topics.flatMap((topic, i) => backwards(`/topics/${i}/work`, topic.work)),
  ...Object.entries(work).flatMap(([name, range]) => backwards(`/work/${name}`, range)),
  ...backwards('/complaints/amount', complaints.amount),
  ...backwards('/complaints/evidence', complaints.evidence),
]

/** More of anything is a mistake, or more than can be held. */
const MOST = 1_000_000

const tooMuch = (pointer: string, value: unknown): ReadonlyArray<Problem> => {
  if (typeof value === 'number') return atMost(pointer, value, MOST)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => tooMuch(`${pointer}/${key}`, part))
}

const atMost = (pointer: string, value: number, most: number): ReadonlyArray<Problem> =>
  value <= most
    ? []
    : [{ pointer, found: String(value), expected: `at most ${most.toLocaleString('en')}` }]

const ofBounds = (desk: Desk): ReadonlyArray<Problem> => {
  const { customers, complaints, surge, outage, policiesEvery } = desk
  return [
    ...tooMuch('', desk),
    ...atMost('/customers/perHundredCases', customers.perHundredCases, 10_000),
    ...atMost('/complaints/evidence/to', complaints.evidence.to, 100),
    ...atMost('/surge/hours', surge.hours, 24),
    ...atMost('/outage/hours', outage.hours, 24),
    ...(durationMs(policiesEvery) >= MINUTE
      ? []
      : [{ pointer: '/policiesEvery', found: show(policiesEvery), expected: 'a minute or more' }]),
  ]
}

/** What is wrong with a document whose shape is right. */
export const deskProblems = (desk: Desk): ReadonlyArray<Problem> => {
  const { arrivals, channels, topics, customers, complaints, outage } = desk
  const hours = arrivals.hours
  const ids = topics.map(({ id }) => id)
  return [
    ...(isDate(desk.from)
      ? []
      : [{ pointer: '/from', found: show(desk.from), expected: 'a date such as 2025-03-03' }]),
    ...(hours.length === 24 && hours.some((weight) => weight > 0)
      ? []
      : [
          {
            pointer: '/arrivals/hours',
            found: show(hours),
            expected: '24 weights, not all of them 0',
          },
        ]),
    ...(Object.values(arrivals.week).some((weight) => weight > 0)
      ? []
      : [{ pointer: '/arrivals/week', found: 'only 0', expected: 'a day with a weight above 0' }]),
    ...unweighted('/channels', channels),
    ...unweighted('/topics', topics),
    ...repeated('/topics', topics),
    ...unweighted('/customers/tiers', customers.tiers),
    ...unweighted('/customers/regions', customers.regions),
    ...unweighted('/customers/languages', customers.languages),
    ...unweighted('/customers/moods', customers.moods),
    ...repeated('/customers/moods', customers.moods),
    ...unweighted('/complaints/severities', complaints.severities),
    ...(ids.includes(outage.topic)
      ? []
      : [
          {
            pointer: '/outage/topic',
            found: show(outage.topic),
            expected: `one of ${ids.join(', ')}`,
          },
        ]),
    ...ofAgents(desk),
    ...ofRanges(desk),
    ...ofBounds(desk),
  ]
}

const notAmong = (
  pointer: string,
  found: string | undefined,
  known: ReadonlyArray<string>,
): ReadonlyArray<Problem> => {
  if (found === undefined || known.includes(found)) return []
  const near = nearest(found, known)
  const hint = near === undefined ? '' : `; did you mean ${near}?`
  return [{ pointer, found: show(found), expected: `one of ${known.join(', ')}${hint}` }]
}

/** Roles of the desk's machines and of those whom it serves. */
const NO_PEOPLE: ReadonlySet<string> = new Set(['system', 'customer'])

/** What of a desk the words of a standard do not know. */
export const deskUnder = (desk: Desk, standard: ServiceStandard): ReadonlyArray<Problem> => {
  const { words, roles } = standardRules(standard)
  const codes = [...words.resolutionCodes]
  const causes = [...words.causes]
  const tiers = [...words.tiers]
  const reasons = [...words.firstContactIneligibility]
  const channels: ReadonlyArray<string> = standard.channels
  const people = [...roles].filter(([code]) => !NO_PEOPLE.has(code))
  const works = people.flatMap(([code, may]) => (mayWorkOnCases(may) ? [code] : []))
  const isWorked = desk.agents.some(
    ({ role }) => works.includes(role) || !roles.has(role) || NO_PEOPLE.has(role),
  )
  return [
    ...desk.topics.flatMap((topic, i) => [
      ...notAmong(`/topics/${i}/resolutionCode`, topic.resolutionCode, codes),
      ...notAmong(`/topics/${i}/rootCause`, topic.rootCause, causes),
      ...notAmong(`/topics/${i}/firstContactIneligible`, topic.firstContactIneligible, reasons),
    ]),
    ...desk.customers.tiers.flatMap(({ code }, i) =>
      notAmong(`/customers/tiers/${i}/code`, code, tiers),
    ),
    ...desk.channels.flatMap(({ code }, i) => notAmong(`/channels/${i}/code`, code, channels)),
    ...(isWorked
      ? []
      : [
          {
            pointer: '/agents',
            found: show(desk.agents),
            expected: `someone who may work on cases (${works.join(', ')})`,
          },
        ]),
    ...desk.agents.flatMap(({ role }, i) =>
      notAmong(
        `/agents/${i}/role`,
        role,
        people.map(([code]) => code),
      ),
    ),
  ]
}
