/** `--set support-sop.firstResponse=4h`: what a handbook leaves to the house. */
import { problemText, segmentsOf } from '@casetrail/core'
import { baseStandards, withSettings, type ServiceStandard } from '@casetrail/core/standards'
import { InvalidArgumentError, type Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { cleaned } from '../present/cleaned.js'
import { currencyBeside } from '../present/standard-settings.js'
import { mistyped } from '../query/mistyped.js'

import { minorUnits } from './minor-units.js'
import { refOf } from './named.js'

/** One `--set`: of which standard, which of its settings, and the value as it was written. */
export interface Setting {
  readonly standard: string
  readonly name: string
  readonly value: string
}

const settingFrom = (text: string, others: ReadonlyArray<Setting> = []): ReadonlyArray<Setting> => {
  const [, standard, name, value] = /^([^=]+)\.([^.=]+)=(.+)$/.exec(text) ?? []
  if (standard === undefined || name === undefined || value === undefined) {
    throw new InvalidArgumentError(
      'Write STANDARD.NAME=VALUE, such as support-sop.firstResponse=4h.',
    )
  }
  if (others.some((one) => one.standard === standard && one.name === name)) {
    throw new InvalidArgumentError(`${standard}.${name} is set twice.`)
  }
  return [...others, { standard, name, value }]
}

/** Adds `--set`, in the same words for every command that shows or runs standards. */
export const withSetOption = (command: Command): Command =>
  command.option(
    '--set <standard.name=value>',
    'what a handbook leaves to the house: 4h, 30m, 3, 300.00 (repeatable)',
    settingFrom,
  )

const isOf = ({ id, version }: ServiceStandard, { standard }: Setting): boolean =>
  standard === id || standard === refOf({ id, version })

const wrongAmount = (
  { standard, name, value }: Setting,
  currency: string,
  example: string,
): Failure => ({
  code: 2,
  tag: 'InvalidSettings',
  lines: [
    `--set ${cleaned(standard)}.${cleaned(name)}: found ${JSON.stringify(cleaned(value))}, expected an amount of ${currency} such as ${example}`,
  ],
  details: { standard, name, found: value },
})

/** Amounts are written as prices are; the documents hold minor units. */
const valueFor = (
  standard: ServiceStandard,
  given: Setting,
): E.Either<Failure, string | number> => {
  const setting = standard.hostMustSet.find(({ name }) => name === given.name)
  if (setting?.unit !== 'amount') return E.right(given.value)
  const currency = currencyBeside(standard, segmentsOf(setting.at))
  if (currency === undefined) return E.right(given.value)
  const { amount, example } = minorUnits(given.value, currency)
  return amount === undefined ? E.left(wrongAmount(given, currency, example)) : E.right(amount)
}

const refused = (
  standard: ServiceStandard,
  problems: Parameters<typeof problemText>[0][],
): Failure => ({
  code: 2,
  tag: 'InvalidSettings',
  lines: [
    `${refOf(standard)} can't be set so:`,
    ...problems.map((problem) =>
      // a place in the standard is no name of a setting
      problem.pointer.lastIndexOf('/') > 0
        ? problemText(problem)
        : `--set ${standard.id}.${problemText(problem).slice(1)}`,
    ),
  ],
  details: { standard: refOf(standard), problems },
})

const applied = (
  standard: ServiceStandard,
  settings: ReadonlyArray<Setting>,
): E.Either<Failure, ServiceStandard> => {
  const values = new Map<string, string | number>()
  for (const setting of settings) {
    const value = valueFor(standard, setting)
    if (E.isLeft(value)) return value
    values.set(setting.name, value.right)
  }
  if (values.size === 0) return E.right(standard)
  const set = withSettings(standard, Object.fromEntries(values))
  return E.isLeft(set) ? E.left(refused(standard, [...set.left.problems])) : set
}

const elsewhere = (
  { standard, name }: Setting,
  standards: ReadonlyArray<ServiceStandard>,
): Failure => ({
  code: 2,
  tag: 'InvalidSettings',
  lines: [
    `--set ${cleaned(standard)}.${cleaned(name)}: nothing is asked of ${cleaned(standard)} here`,
    `it is about ${standards.map((one) => refOf(one)).join(', ')}`,
  ],
})

/** The standards with what was set. Rejects names of none of them, of none of their settings, and wrong values. */
export const withAll = (
  standards: ReadonlyArray<ServiceStandard>,
  settings: ReadonlyArray<Setting>,
): E.Either<Failure, ReadonlyArray<ServiceStandard>> => {
  const stray = settings.find((setting) => !standards.some((standard) => isOf(standard, setting)))
  if (stray !== undefined) {
    if (baseStandards.some((standard) => isOf(standard, stray))) {
      return E.left(elsewhere(stray, standards))
    }
    const known = [...new Set(standards.map(({ id }) => id))]
    return E.left(mistyped('standard', 'UnknownStandard', stray.standard, known))
  }
  const all: ServiceStandard[] = []
  for (const standard of standards) {
    const own = settings.filter((setting) => isOf(standard, setting))
    const set = applied(standard, own)
    if (E.isLeft(set)) return set
    all.push(set.right)
  }
  return E.right(all)
}
