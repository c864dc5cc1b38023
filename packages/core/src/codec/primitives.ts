/** The small codecs that events, commands and documents are made of. All are identities. */
import * as t from 'io-ts'

import { Instant } from '../time/instant.js'

const LONGEST = 65_536

const refine = (name: string, accepts: (text: string) => boolean): t.Type<string> =>
  new t.RefinementType(
    name,
    (u): u is string => t.string.is(u) && accepts(u),
    (i, c) => (typeof i === 'string' && accepts(i) ? t.success(i) : t.failure(i, c)),
    t.identity,
    t.string,
    accepts,
  )

const refineNumber = (name: string, accepts: (n: number) => boolean): t.Type<number> =>
  new t.RefinementType(
    name,
    (u): u is number => t.number.is(u) && accepts(u),
    (i, c) => (typeof i === 'number' && accepts(i) ? t.success(i) : t.failure(i, c)),
    t.identity,
    t.number,
    accepts,
  )

/** From `!` to `~` all is visible: most texts need no look at more than their first character. */
const beginsVisibly = (text: string): boolean => {
  const first = text.charCodeAt(0)
  return first > 0x20 && first < 0x7f
}

/** Text with at least one visible character, of at most 65,536. */
export const Text = refine(
  'Text',
  (text) => text.length <= LONGEST && (beginsVisibly(text) || text.trim().length > 0),
)

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A lower-case UUID, RFC 9562. */
export const Uuid = refine('Uuid', (text) => text.length === 36 && UUID.test(text))

/** A whole number from 0. */
export const Count = refineNumber('Count', (n) => Number.isSafeInteger(n) && n >= 0)

/** A whole number from 1. */
export const Ordinal = refineNumber('Ordinal', (n) => Number.isSafeInteger(n) && n >= 1)

/** A number that JSON can hold. */
export const Finite = refineNumber('Finite', Number.isFinite)

/** Who did something, in which role. */
export const Actor = t.readonly(t.type({ id: Text, role: Text }), 'Actor')
export interface Actor extends t.TypeOf<typeof Actor> {}

/** A service standard by id and version. */
export const StandardRef = t.readonly(t.type({ id: Text, version: Ordinal }), 'StandardRef')
export interface StandardRef extends t.TypeOf<typeof StandardRef> {}

/**
 * A codec for one of several words.
 *
 * @example
 * import { oneOf } from '@casetrail/core'
 *
 * oneOf('Size', 'small', 'large').is('medium') // false
 */
export const oneOf = <const W extends string>(
  name: string,
  ...words: ReadonlyArray<W>
): t.Type<W> =>
  t.keyof(Object.fromEntries(words.map((word) => [word, null])) as Record<W, null>, name)

/**
 * A record with required and optional fields that hovers and compiles well.
 *
 * @example
 * import * as t from 'io-ts'
 * import { record } from '@casetrail/core'
 *
 * const Point = record('Point', { x: t.number, y: t.number }, { label: t.string })
 */
export const record = <R extends t.Props, O extends t.Props = {}>(
  name: string,
  required: R,
  optional?: O,
): t.ReadonlyC<t.IntersectionC<[t.TypeC<R>, t.PartialC<O>]>> =>
  t.readonly(t.intersection([t.type(required), t.partial(optional ?? ({} as O))], name), name)

export { Instant }
