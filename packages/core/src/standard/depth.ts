/** How deep a document may be nested: what is checked by recursion must end. */
import { pointerKey } from '../codec/pointer.js'
import type { Problem } from '../codec/problem.js'

const DEEPEST = 64

/** The first place that lies too deep; a cycle has one too. */
export const tooDeep = (value: unknown, pointer = '', level = 0): Problem | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  if (level > DEEPEST) {
    return { pointer, found: 'a deeper level', expected: `at most ${String(DEEPEST)} levels` }
  }
  for (const [key, field] of Object.entries(value)) {
    const problem = tooDeep(field, `${pointer}/${pointerKey(key)}`, level + 1)
    if (problem !== undefined) return problem
  }
  return undefined
}
