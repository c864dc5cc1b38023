/** How deep a document may be nested: what is checked by recursion must end. */
import { pointerTo } from '../codec/pointer.js'
import type { Problem } from '../codec/problem.js'

const DEEPEST = 64

type Keys = ReadonlyArray<string | number>

/** The keys to the first place that lies too deep, from the last. */
const keysTo = (value: unknown, level: number): Keys | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  if (level > DEEPEST) return []
  // a list's keys are not made where they are not asked for
  if (Array.isArray(value)) {
    const list: ReadonlyArray<unknown> = value
    for (let i = 0; i < list.length; i++) {
      const keys = keysTo(list[i], level + 1)
      if (keys !== undefined) return [...keys, i]
    }
    return undefined
  }
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
      pointer: pointerTo([...keys].reverse()),
      found: 'a deeper level',
      expected: `at most ${String(DEEPEST)} levels`,
    }
  )
}
