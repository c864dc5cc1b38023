/** The nearest known name to a mistyped one, for error texts. */

/** Optimal string alignment: insertions, deletions, substitutions, and neighbours swapped. */
const distance = (a: string, b: string): number => {
  let beforeLast: ReadonlyArray<number> = []
  let last: ReadonlyArray<number> = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (beforeLast[j - 2] ?? 0) + 1
          : Infinity
      row.push(Math.min(substituted, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

/** To compare longer ones would take long, and they are no names. */
const LONGEST = 200

/**
 * The known name nearest to `name` by edit distance, letter case aside; `undefined` where none is
 * within half of the longer one's length. Names of more than 200 characters are near none.
 *
 * @example
 * import { nearest } from '@casetrail/core'
 *
 * nearest('chanel', ['channel', 'phase']) // 'channel'
 */
export const nearest = (name: string, known: ReadonlyArray<string>): string | undefined => {
  let best: string | undefined
  let least = Infinity
  if (name.length > LONGEST) return undefined
  for (const candidate of known) {
    if (candidate.length > LONGEST) continue
    const longer = Math.max(name.length, candidate.length)
    // the distance is never less than the difference of the lengths
    if (Math.abs(name.length - candidate.length) > longer / 2) continue
    const d = distance(name.toLowerCase(), candidate.toLowerCase())
    if (d < least && d <= longer / 2) {
      best = candidate
      least = d
    }
  }
  return best
}
