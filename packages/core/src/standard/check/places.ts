/** What a standard says of its own parts: pointers that lead somewhere, settings that fit their place. */
import { isFields } from '../../codec/fields.js'
import { isPointer, segmentsOf } from '../../codec/pointer.js'
import { show } from '../../codec/problem.js'
import { Duration } from '../../time/duration.js'
import type { Setting } from '../conduct.js'
import type { ServiceStandard } from '../document.js'
import { commonKey, keyIn } from '../extend.js'
import { find, listsByName, type Lists } from '../references.js'

import { hintOf, repeated, type Problems } from './codes.js'

const namesIn = (value: unknown): ReadonlyArray<string> => {
  if (isFields(value)) return Object.keys(value)
  if (!Array.isArray(value)) return []
  const list: ReadonlyArray<unknown> = value
  const key = commonKey(list)
  return key === undefined ? [] : list.flatMap((item) => keyIn(item, key) ?? [])
}

/** How far a pointer leads, and what may follow there. */
const stopOf = (standard: ServiceStandard, at: string, lists: Lists): string => {
  if (!isPointer(at)) return 'a JSON pointer, such as /reopen/window'
  const segments = segmentsOf(at)
  for (let i = 0; i < segments.length; i++) {
    const before = segments.slice(0, i).map((segment) => `/${segment}`)
    if (find(standard, [...before, `/${segments[i] ?? ''}`].join(''), lists) !== undefined) continue
    const value = find(standard, before.join(''), lists)?.value
    const hint = hintOf(segments[i] ?? '', namesIn(value))
    return `a place in the standard: ${before.join('') === '' ? 'the root' : before.join('')} has no ${show(segments[i])}${hint}`
  }
  return 'a place in the standard'
}

const inPlace = (pointer: string, standard: ServiceStandard, at: string, lists: Lists): Problems =>
  find(standard, at, lists) === undefined
    ? [{ pointer, found: show(at), expected: () => stopOf(standard, at, lists) }]
    : []

const UNITS: Readonly<
  Record<Setting['unit'], { readonly expected: string; readonly fits: (value: unknown) => boolean }>
> = {
  duration: { expected: 'a place with a duration', fits: (value) => Duration.is(value) },
  days: { expected: 'a place with a number', fits: (value) => typeof value === 'number' },
  count: { expected: 'a place with a number', fits: (value) => typeof value === 'number' },
  amount: { expected: 'a place with a number', fits: (value) => typeof value === 'number' },
}

const inUnit = (
  pointer: string,
  standard: ServiceStandard,
  setting: Setting,
  lists: Lists,
): Problems => {
  const place = find(standard, setting.at, lists)
  const { expected, fits } = UNITS[setting.unit]
  return place === undefined || fits(place.value)
    ? []
    : [{ pointer, found: `${show(setting.at)} with ${show(place.value)}`, expected }]
}

export const inPlaces = (standard: ServiceStandard): Problems => {
  const { sources, hostMustSet } = standard
  const lists = listsByName()
  return [
    ...sources.flatMap(({ at }, i) => inPlace(`/sources/${String(i)}/at`, standard, at, lists)),
    ...repeated(
      '/hostMustSet',
      hostMustSet.map(({ name }) => name),
      'each name once',
    ),
    ...repeated(
      '/hostMustSet',
      hostMustSet.map(({ at }) => at),
      'each place once',
    ),
    ...hostMustSet.flatMap((setting, i) => [
      ...inPlace(`/hostMustSet/${String(i)}/at`, standard, setting.at, lists),
      ...inUnit(`/hostMustSet/${String(i)}/at`, standard, setting, lists),
    ]),
  ]
}
