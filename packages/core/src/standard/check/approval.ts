/** Who approves a remedy: every amount has an approver, and serious complaints a supervisor. */
import { show } from '../../codec/problem.js'
import { severities, type Severity } from '../../words/words.js'
import type { Band, Discretion, ServiceStandard } from '../document.js'

import { hintOf, known, someOnce, type Known, type Problems } from './codes.js'
import { approver, approvers, approvingOf } from './roles.js'

const SERIOUS: Severity = 'serious'

/** Those of today, as the runtime knows them. */
const currencies = (): Known => known(Intl.supportedValuesOf('currency'))

const currency = (pointer: string, code: string, { names, has }: Known): Problems => {
  if (has(code)) return []
  const expected = () => `an ISO 4217 currency${hintOf(code, names)}`
  return [{ pointer, found: show(code), expected }]
}

/** A role has one amount for a severity and a currency. */
const amountsTwice = (discretion: ReadonlyArray<Discretion>): Problems => {
  const seen = new Map<string, number>()
  return discretion.flatMap(({ role, severities: of, currency: money }, i) =>
    // a severity that one entry repeats is told of the list itself
    [...new Set(of)].flatMap((severity) => {
      const key = JSON.stringify([role, severity, money])
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, i)
        return []
      }
      return [
        {
          pointer: `/approval/discretion/${String(i)}`,
          found: `${severity} in ${money} again`,
          expected: `one amount for a role, severity and currency: ${show(role)} has one in /approval/discretion/${String(first)}`,
        },
      ]
    }),
  )
}

const inDiscretion = (standard: ServiceStandard): Problems => {
  const { discretion } = standard.approval
  const approving = approvingOf(standard.roles)
  const money = currencies()
  return [
    ...discretion.flatMap((one, i) => {
      const at = `/approval/discretion/${String(i)}`
      return [
        ...approver(`${at}/role`, one.role, approving),
        ...someOnce(`${at}/severities`, one.severities),
        ...one.severities.flatMap((severity, j) =>
          severity === SERIOUS
            ? [
                {
                  pointer: `${at}/severities/${String(j)}`,
                  found: show(severity),
                  expected: 'general or major: serious takes a supervisor, at no cost too',
                },
              ]
            : [],
        ),
        ...currency(`${at}/currency`, one.currency, money),
      ]
    }),
    ...amountsTwice(discretion),
  ]
}

const limitOf = ({ upTo }: Band): number => upTo ?? Infinity

/** Of bands in their order those that take more than all before them. */
interface Rising {
  readonly at: number[]
  readonly limits: number[]
}

/** The first of them that takes as much; -1 where none does. */
const firstTaking = ({ at, limits }: Rising, limit: number): number => {
  let [low, high] = [0, limits.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((limits[middle] ?? 0) >= limit) high = middle
    else low = middle + 1
  }
  return at[low] ?? -1
}

const amountText = (band: Band): string =>
  band.upTo === undefined
    ? `any amount of ${band.currency}`
    : `up to ${String(band.upTo)} of ${band.currency}`

/** Each severity of a band of which an earlier one takes all. */
const neverReached = (bands: ReadonlyArray<Band>): Problems => {
  const before = new Map<string, Rising>()
  return bands.flatMap((band, i) => {
    const limit = limitOf(band)
    // a severity that one band repeats is told of the list itself
    const told = band.severities.flatMap((severity, j) => {
      const rising = before.get(`${severity} ${band.currency}`)
      const by = rising === undefined ? -1 : firstTaking(rising, limit)
      if (by < 0) return []
      return [
        {
          pointer: `/approval/bands/${String(i)}/severities/${String(j)}`,
          found: `${show(severity)}, ${amountText(band)}`,
          expected: `more than /approval/bands/${String(by)} takes before it`,
        },
      ]
    })
    for (const severity of band.severities) {
      const key = `${severity} ${band.currency}`
      const rising = before.get(key) ?? { at: [], limits: [] }
      before.set(key, rising)
      if (limit <= (rising.limits.at(-1) ?? -1)) continue
      rising.at.push(i)
      rising.limits.push(limit)
    }
    return told
  })
}

const onlySupervisors = (i: number, band: Band, supervisors: Known): Problems =>
  band.severities.includes(SERIOUS)
    ? band.approvers.flatMap((code, j) =>
        supervisors.has(code)
          ? []
          : [
              {
                pointer: `/approval/bands/${String(i)}/approvers/${String(j)}`,
                found: show(code),
                expected: () => `a supervisor role for ${SERIOUS}: ${supervisors.names.join(', ')}`,
              },
            ],
      )
    : []

/** In each currency that the standard speaks of, every amount of every severity finds an approver. */
const withoutEnd = ({ bands, discretion }: ServiceStandard['approval']): Problems => {
  const all = new Set([...discretion, ...bands].map((one) => one.currency))
  const endless = new Set(
    bands.flatMap(({ upTo, currency: money, severities: of }) =>
      upTo === undefined ? of.map((severity) => `${severity} ${money}`) : [],
    ),
  )
  return [...all].flatMap((money) =>
    severities.flatMap((severity) =>
      endless.has(`${severity} ${money}`)
        ? []
        : [
            {
              pointer: '/approval/bands',
              found: `no band without upTo for ${severity} in ${money}`,
              expected: 'an approver for every amount',
            },
          ],
    ),
  )
}

const inBands = (standard: ServiceStandard): Problems => {
  const { bands } = standard.approval
  const approving = approvingOf(standard.roles)
  const supervisors = known(standard.supervisorRoles)
  const money = currencies()
  return [
    ...bands.flatMap((band, i) => {
      const at = `/approval/bands/${String(i)}`
      return [
        ...someOnce(`${at}/severities`, band.severities),
        ...currency(`${at}/currency`, band.currency, money),
        ...approvers(`${at}/approvers`, band.approvers, approving),
        ...onlySupervisors(i, band, supervisors),
      ]
    }),
    ...neverReached(bands),
    ...withoutEnd(standard.approval),
  ]
}

export const inApproval = (standard: ServiceStandard): Problems => [
  ...inDiscretion(standard),
  ...inBands(standard),
]
