/** Data whose shape nobody has checked yet: which of it has fields, and what stands in them. */

export type Fields = Readonly<Record<string, unknown>>

/** Whether a value has fields: neither a list nor a value by itself. */
export const isFields = (u: unknown): u is Fields =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

/**
 * What stands in an own field, so that `constructor` and `__proto__` are names like others; `undefined`
 * where the value has no such field.
 *
 * @example
 * import { fieldOf } from '@casetrail/core'
 *
 * fieldOf({ id: 'ours' }, 'id') // 'ours'
 * fieldOf({ id: 'ours' }, 'constructor') // undefined
 */
export const fieldOf = (value: unknown, key: string): unknown =>
  isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined
