/** Who approves a remedy: every amount has an approver, and serious complaints a supervisor. */
import { show } from '../../codec/problem.js'
import { severities, type Severity } from '../../words/words.js'
import type { Band, Discretion, ServiceStandard } from '../document.js'

import { hintOf, someOnce, type Problems } from './codes.js'
import { approver, approvers } from './roles.js'

const SERIOUS: Severity = 'serious'

const currency = (pointer: string, code: string): Problems => {
  const known = Intl.supportedValuesOf('currency')
  if (known.includes(code)) return []
  return [{ pointer, found: show(code), expected: `an ISO 4217 currency${hintOf(code, known)}` }]
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
  return [
    ...discretion.flatMap((one, i) => {
      const at = `/approval/discretion/${String(i)}`
      return [
        ...approver(`${at}/role`, one.role, standard.roles),
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
        ...currency(`${at}/currency`, one.currency),
      ]
    }),
    ...amountsTwice(discretion),
  ]
}

const limitOf = ({ upTo }: Band): number => upTo ?? Infinity

/** The earlier band that takes all that a band would take of a severity. */
const takenBefore = (bands: ReadonlyArray<Band>, i: number, severity: Severity): number => {
  const band = bands[i]
  return band === undefined
    ? -1
    : bands
        .slice(0, i)
        .findIndex(
          (one) =>
            one.currency === band.currency &&
            one.severities.includes(severity) &&
            limitOf(one) >= limitOf(band),
        )
}

const amountText = (band: Band): string =>
  band.upTo === undefined
    ? `any amount of ${band.currency}`
    : `up to ${String(band.upTo)} of ${band.currency}`

const neverReached = (bands: ReadonlyArray<Band>): Problems =>
  bands.flatMap((band, i) => {
    const taken = band.severities.map((severity) => takenBefore(bands, i, severity))
    return taken.flatMap((by, j) =>
      by < 0
        ? []
        : [
            {
              pointer: `/approval/bands/${String(i)}/severities/${String(j)}`,
              found: `${show(band.severities[j])}, ${amountText(band)}`,
              expected: `more than /approval/bands/${String(by)} takes before it`,
            },
          ],
    )
  })

const onlySupervisors = (i: number, band: Band, supervisors: ReadonlyArray<string>): Problems =>
  band.severities.includes(SERIOUS)
    ? band.approvers.flatMap((code, j) =>
        supervisors.includes(code)
          ? []
          : [
              {
                pointer: `/approval/bands/${String(i)}/approvers/${String(j)}`,
                found: show(code),
                expected: `a supervisor role for ${SERIOUS}: ${supervisors.join(', ')}`,
              },
            ],
      )
    : []

/** In each currency that the standard speaks of, every amount of every severity finds an approver. */
const withoutEnd = ({ bands, discretion }: ServiceStandard['approval']): Problems => {
  const currencies = new Set([...discretion, ...bands].map((one) => one.currency))
  return [...currencies].flatMap((money) =>
    severities.flatMap((severity) =>
      bands.some(
        (band) =>
          band.currency === money && band.upTo === undefined && band.severities.includes(severity),
      )
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
  return [
    ...bands.flatMap((band, i) => {
      const at = `/approval/bands/${String(i)}`
      return [
        ...someOnce(`${at}/severities`, band.severities),
        ...currency(`${at}/currency`, band.currency),
        ...approvers(`${at}/approvers`, band.approvers, standard.roles),
        ...onlySupervisors(i, band, standard.supervisorRoles),
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
