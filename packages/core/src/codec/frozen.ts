/** Values that nobody changes. */

/** A JSON value with all that is in it, frozen: what ships is the same for everyone. */
export const frozen = <A>(value: A): A => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  Object.values(value).forEach(frozen)
  return value
}
