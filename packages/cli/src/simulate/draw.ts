/** Drawing by chance what a desk's document gives weights and ranges for. */
import { chanceFrom, type Chance, type Some } from './chance.js'
import type { Range } from './parameter-parts.js'

export type { Chance, Some } from './chance.js'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** One of several, by their weights. */
export const drawn = <A extends { readonly weight: number }>(chance: Chance, all: Some<A>): A => {
  const total = all.reduce((sum, { weight }) => sum + weight, 0)
  let left = chance.between(1, Math.max(1, total))
  for (const one of all) {
    left -= one.weight
    if (left <= 0) return one
  }
  return all[0]
}

/** One of several, each as likely. */
export const anyOf = <A>(chance: Chance, all: ReadonlyArray<A>): A | undefined =>
  all.length === 0 ? undefined : all[chance.between(0, all.length - 1)]

/** Minutes of a range as milliseconds, with seconds. */
export const minutesOf = (chance: Chance, { from, to }: Range): number =>
  chance.skewed(from, to) * MINUTE + chance.between(0, 59) * SECOND

/** FNV-1a, 32 bits. */
const mixed = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** A chance of its own for each name, so that what one draws changes nothing for another. */
export const chanceOf = (seed: number, name: string): Chance => chanceFrom(mixed(`${seed} ${name}`))
