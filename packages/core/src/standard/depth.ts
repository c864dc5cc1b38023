/** How deep a document may be nested: what is checked by recursion must end. */
import { pointerKey } from '../codec/pointer.js'
import type { Problem } from '../codec/problem.js'

const DEEPEST = 64

/** The keys to the first place that lies too deep, from the last. */
const keysTo = (value: unknown, level: number): ReadonlyArray<string> | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  if (level > DEEPEST) return []
  for (const [key, field] of Object.entries(value)) {
    const keys = keysTo(field, level + 1)
    if (keys !== undefined) return [...keys, key]
  }
  return undefined
}

/** The first place that lies too deep; a cycle has one too. */
export const tooDeep = (value: unknown): Problem | undefined => {
  const keys = keysTo(value, 0)
  return (
    keys && {
      pointer: [...keys]
        .reverse()
        .map((key) => `/${pointerKey(key)}`)
        .join(''),
      found: 'a deeper level',
      expected: `at most ${String(DEEPEST)} levels`,
    }
  )
}
