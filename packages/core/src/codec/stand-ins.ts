/** Documents whose shape is wrong in some places, made whole there, so that the rest can be checked too. */
import { fieldOf, isFields, type Fields } from './fields.js'
import { pointerTo, segmentsOf } from './pointer.js'
import type { Problem } from './problem.js'

/** More places than that, and hardly anything is left to be checked. */
const MOST_PLACES = 100

export interface StandIns {
  readonly document: unknown
  /** Where something else stands than the document says: nothing is to be told of that. */
  readonly places: ReadonlyArray<string>
}

const partOf = (value: unknown, key: string): unknown =>
  Array.isArray(value) ? (value[Number(key)] as unknown) : fieldOf(value, key)

/** A list's item stands in whole, by its own name; `undefined` where it has none. */
const itemLike = (model: unknown, item: unknown): Fields | undefined => {
  if (!isFields(model) || !isFields(item)) return undefined
  const key = ['id', 'code'].find((name) => typeof item[name] === 'string' && name in model)
  return key === undefined ? undefined : { ...model, [key]: item[key] }
}

const replaced = (
  value: unknown,
  [key, ...deeper]: ReadonlyArray<string>,
  standIn: unknown,
): unknown => {
  if (key === undefined) return standIn
  if (Array.isArray(value)) {
    return value.with(Number(key), replaced(value[Number(key)], deeper, standIn))
  }
  const { [key]: at, ...others } = isFields(value) ? value : {}
  const next = replaced(at, deeper, standIn)
  return next === undefined ? others : { ...others, [key]: next }
}

/**
 * The item of the outermost list that a problem lies in, else the very place. The items of a list without
 * names are read in their order: there the list.
 */
const placeOf = (
  document: unknown,
  segments: ReadonlyArray<string>,
  model: unknown,
): { readonly place: ReadonlyArray<string>; readonly standIn: unknown } => {
  let [own, other] = [document, model]
  for (const [i, key] of segments.entries()) {
    if (Array.isArray(own) && Array.isArray(other)) {
      const item = itemLike(other[0], partOf(own, key))
      return item === undefined
        ? { place: segments.slice(0, i), standIn: other }
        : { place: segments.slice(0, i + 1), standIn: item }
    }
    own = partOf(own, key)
    other = partOf(other, key)
  }
  return { place: segments, standIn: other }
}

const isWithin = (place: ReadonlyArray<string>, others: ReadonlyMap<string, unknown>): boolean =>
  place.some((_, i) => i > 0 && others.has(pointerTo(place.slice(0, i))))

/**
 * A document with parts of a well-shaped model of its kind where its shape is wrong; `undefined` where too
 * little is right.
 */
export const withStandIns = (
  document: unknown,
  problems: ReadonlyArray<Problem>,
  model: unknown,
): StandIns | undefined => {
  const found = new Map<string, { place: ReadonlyArray<string>; standIn: unknown }>()
  for (const { pointer } of problems) {
    const one = placeOf(document, segmentsOf(pointer), model)
    if (one.place.length === 0) return undefined
    found.set(pointerTo(one.place), one)
    if (found.size > MOST_PLACES) return undefined
  }
  let whole = document
  for (const { place, standIn } of found.values()) {
    // what lies in a part that is replaced whole may not be there any more
    if (!isWithin(place, found)) whole = replaced(whole, place, standIn)
  }
  return { document: whole, places: [...found.keys()] }
}

/** Whether a problem is of what the document itself says. */
export const isOwn =
  ({ places }: StandIns) =>
  ({ pointer }: Problem): boolean =>
    !places.some((place) => pointer === place || pointer.startsWith(`${place}/`))
