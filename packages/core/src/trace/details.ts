/** An event's own fields as flat pairs, with or without the personal ones. */
import type { EventVersion } from '../decider/catalogue.js'
import type { DomainEvent } from '../decider/message.js'

/** A field, `to.id` for one within another, and its value; a list is one text, ` / ` between its items. */
export type Detail = readonly [field: string, value: string | number | boolean]

/** A place as its keys; `*` stands for any key or index. */
type Path = ReadonlyArray<string>
type Paths = ReadonlyArray<Path>

/** What is left of the paths that lead through a key. */
const through = (paths: Paths, key: string): Paths =>
  paths.filter(([first]) => first === key || first === '*').map((path) => path.slice(1))

const ends = (paths: Paths): boolean => paths.some((path) => path.length === 0)

const everything: Paths = [['*']]

/**
 * The personal places of an event type, in any of its versions: a stored event may have been brought
 * up to date on its way. All places, where the type is not known.
 */
export const personalFields = (
  versions: ReadonlyArray<Pick<EventVersion, 'type' | 'personal'>>,
): ((type: string) => Paths) => {
  const byType = new Map<string, Paths>()
  for (const { type, personal } of versions) {
    const paths = personal.map(({ pointer }) => pointer.split('/').slice(1))
    byType.set(type, [...(byType.get(type) ?? []), ...paths])
  }
  return (type) => byType.get(type) ?? everything
}

type Plain = Detail[1]

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const pairs = (field: string, value: unknown, hidden: Paths): ReadonlyArray<Detail> => {
  if (ends(hidden)) return []
  if (isPlain(value)) return [[field, value]]
  if (Array.isArray(value) && value.every(isPlain)) {
    const shown = value.filter((_, i) => !ends(through(hidden, String(i))))
    return shown.length === 0 ? [] : [[field, shown.join(' / ')]]
  }
  return typeof value === 'object' && value !== null ? inObject(value, `${field}.`, hidden) : []
}

const inObject = (value: object, prefix: string, hidden: Paths): ReadonlyArray<Detail> =>
  Object.entries(value).flatMap(([key, field]) =>
    pairs(`${prefix}${key}`, field, through(hidden, key)),
  )

/** The details of an event without what every event has (type, time, cycle) and what is hidden. */
export const detailsOf = (event: DomainEvent, hidden: Paths): ReadonlyArray<Detail> => {
  const own = Object.entries(event).filter(
    ([key]) => key !== 'type' && key !== 'at' && key !== 'cycle',
  )
  return own.flatMap(([key, field]) => pairs(key, field, through(hidden, key)))
}
