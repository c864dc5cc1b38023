/** Scales that are scored by. STORAGE CONTRACT, like the events that hold them. */
import * as t from 'io-ts'

type Numbers = readonly [number, number, ...ReadonlyArray<number>]

/** One of some whole numbers; what is none is told all of them. */
export const scale = (name: string, ...[first, second, ...more]: Numbers): t.Type<number> =>
  t.union([t.literal(first), t.literal(second), ...more.map((n) => t.literal(n))], name)

/** A score, or a degree: what 5 means, its field says. */
export const From1To5 = scale('From1To5', 1, 2, 3, 4, 5)
