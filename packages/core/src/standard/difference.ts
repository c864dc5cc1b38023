/** Whether two documents say the same, whatever the order of their fields. */
import { isFields, type Fields } from '../codec/fields.js'
import { pointerKey } from '../codec/pointer.js'

const given = (fields: Fields): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(fields).filter(([, value]) => value !== undefined))

/** The pointer to the first place where two documents differ; `undefined` where they say the same. */
export const firstDifference = (a: unknown, b: unknown, pointer = ''): string | undefined => {
  if (a === b) return undefined
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      const difference = firstDifference(a[i], b[i], `${pointer}/${String(i)}`)
      if (difference !== undefined) return difference
    }
    return undefined
  }
  if (!isFields(a) || !isFields(b)) return pointer
  const [left, right] = [given(a), given(b)]
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const place = `${pointer}/${pointerKey(key)}`
    const difference = firstDifference(left.get(key), right.get(key), place)
    if (difference !== undefined) return difference
  }
  return undefined
}
