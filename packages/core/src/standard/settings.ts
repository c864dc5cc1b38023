/** What a handbook leaves to the house: which values are missing, and a standard with them. */
import * as E from 'fp-ts/lib/Either.js'

import { isFields } from '../codec/fields.js'
import { pointerKey } from '../codec/pointer.js'
import { show, type Problem } from '../codec/problem.js'
import { Duration } from '../time/duration.js'

import { hintOf } from './check/codes.js'
import { checkStandard } from './checks.js'
import type { Setting } from './conduct.js'
import { ServiceStandard } from './document.js'
import { find, listsByName, replaced } from './references.js'
import { refOf } from './resolve.js'
import { shapeProblems } from './shape-problems.js'

/** Values that can't be set, with all that is wrong with them. */
export interface InvalidSettings {
  readonly _tag: 'InvalidSettings'
  /** As `id@version`. */
  readonly standard: string
  /** Of a value: the pointer is its name. Of what the values make of the standard: a place in that. */
  readonly problems: ReadonlyArray<Problem>
}

/** By name: durations as `PT4H` or `4h`, days, counts and amounts as whole numbers. */
export type Settings = Readonly<Record<string, string | number>>

/**
 * The names of what the house must set before anything runs by a standard; none where all is set.
 *
 * @example
 * import { retail2025, unsetOf } from '@casetrail/core/standards'
 *
 * unsetOf(retail2025) // []
 */
export const unsetOf = ({ hostMustSet }: ServiceStandard): ReadonlyArray<string> =>
  hostMustSet.map(({ name }) => name)

const SHORT = /^(?=\d)(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/

/** `1h30m` as `PT1H30M`. */
const durationOf = (text: string): Duration | undefined => {
  const groups: ReadonlyArray<string | undefined> = SHORT.exec(text) ?? []
  const [, weeks, days, ...time] = groups
  const dated = `${weeks === undefined ? '' : `${weeks}W`}${days === undefined ? '' : `${days}D`}`
  const timed = time.map((n, i) => (n === undefined ? '' : `${n}${'HMS'.charAt(i)}`)).join('')
  const iso = SHORT.test(text) ? `P${dated}${timed === '' ? '' : `T${timed}`}` : text
  return Duration.is(iso) ? iso : undefined
}

const wholeOf = (value: string | number): number | undefined => {
  const n = typeof value === 'number' ? value : /^\d+$/.test(value) ? Number(value) : NaN
  return Number.isSafeInteger(n) && n >= 0 ? n : undefined
}

const expectedOf: Readonly<Record<Setting['unit'], string>> = {
  duration: 'a duration such as 4h, 2d, 30s or PT4H',
  days: 'a whole number of days',
  count: 'a whole number',
  amount: 'a whole number of minor units (cents, 分)',
}

const valueOf = (unit: Setting['unit'], value: string | number): string | number | undefined =>
  unit !== 'duration' ? wholeOf(value) : typeof value === 'string' ? durationOf(value) : undefined

interface Read {
  readonly settings: ReadonlyArray<readonly [Setting, string | number]>
  readonly problems: ReadonlyArray<Problem>
}

const read = (standard: ServiceStandard, values: Settings): Read => {
  if (!isFields(values)) {
    const expected = 'values by the names of what they set'
    return { settings: [], problems: [{ pointer: '', found: show(values), expected }] }
  }
  const byName = new Map(standard.hostMustSet.map((setting) => [setting.name, setting] as const))
  const names = [...byName.keys()]
  const settings: Array<readonly [Setting, string | number]> = []
  const problems: Problem[] = []
  for (const [name, value] of Object.entries(values)) {
    const setting = byName.get(name)
    const pointer = `/${pointerKey(name)}`
    if (setting === undefined) {
      const known =
        names.length === 0
          ? `nothing: the house has nothing to set in ${refOf(standard)}`
          : `one of ${names.join(', ')}${hintOf(name, names)}`
      problems.push({ pointer, found: show(name), expected: known })
      continue
    }
    const understood = valueOf(setting.unit, value)
    if (understood !== undefined) settings.push([setting, understood])
    else problems.push({ pointer, found: show(value), expected: expectedOf[setting.unit] })
  }
  return { settings, problems }
}

const textOf = ({ pointer, found, expected }: Problem): string =>
  JSON.stringify([pointer, found, expected])

/** What is wrong with the standard that was not before. */
const brought = (before: ServiceStandard, after: ServiceStandard): ReadonlyArray<Problem> => {
  const { refused } = shapeProblems(ServiceStandard, after)
  if (refused.length > 0) return refused
  const known = new Set(checkStandard(before).map(textOf))
  return checkStandard(after).filter((problem) => !known.has(textOf(problem)))
}

/**
 * A standard with values in the places of its examples. What is not set stays to be set.
 *
 * Rejects: `InvalidSettings` for names that are none of its settings, values of another unit, and values
 * that make the standard wrong, such as a target that is reached before its warning.
 *
 * @example
 * import { retail2025, unsetOf, withSettings } from '@casetrail/core/standards'
 *
 * const label = { en: 'Reopening', zh: '重開' }
 * const hostMustSet = [{ name: 'reopening', label, at: '/reopen/window', unit: 'duration' }] as const
 * const set = withSettings({ ...retail2025, hostMustSet }, { reopening: '14d' })
 * set._tag === 'Right' && [set.right.reopen.window, unsetOf(set.right)] // ['P14D', []]
 */
export const withSettings = (
  standard: ServiceStandard,
  values: Settings,
): E.Either<InvalidSettings, ServiceStandard> => {
  const { settings, problems } = read(standard, values)
  const invalid = (all: ReadonlyArray<Problem>): E.Either<InvalidSettings, ServiceStandard> =>
    E.left({ _tag: 'InvalidSettings', standard: refOf(standard), problems: all })
  const lists = listsByName()
  let changed: unknown = standard
  const lost: Problem[] = []
  for (const [{ at }, value] of settings) {
    const place = find(standard, at, lists)
    if (place === undefined) {
      lost.push({ pointer: '/hostMustSet', found: show(at), expected: 'a place in the standard' })
    } else {
      changed = replaced(changed, place.keys, value)
    }
  }
  const set = new Set(settings.map(([setting]) => setting))
  const hostMustSet = standard.hostMustSet.filter((setting) => !set.has(setting))
  const after = { ...(changed as ServiceStandard), hostMustSet }
  const all = [...problems, ...lost, ...brought(standard, after)]
  return all.length > 0 ? invalid(all) : E.right(after)
}
