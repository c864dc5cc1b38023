/** Names in a mapping that nothing is known by. */
import { nearest, show, type Problem } from '@casetrail/core'

/** Something unknown, with the nearest known name. */
export const unknownName = (
  pointer: string,
  name: string,
  what: string,
  known: ReadonlyArray<string>,
): Problem => {
  const near = nearest(name, known)
  const hint = near === undefined ? known.slice(0, 12).join(', ') : `did you mean "${near}"?`
  return { pointer, found: show(name), expected: `${what} (${hint})` }
}
