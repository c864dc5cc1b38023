/** Codecs that refuse what they don't know: a mistyped field is an error, never a setting ignored. */
import { isFields, nearest } from '@casetrail/core'
import * as t from 'io-ts'

type Fields = Readonly<Record<string, t.Mixed>>
type Required<R extends Fields> = { readonly [K in keyof R]: t.TypeOf<R[K]> }
type Optional<O extends Fields> = { readonly [K in keyof O]?: t.TypeOf<O[K]> }

/** A type only for its name, which says in an error what was expected. */
const expectation = (name: string): t.Mixed =>
  new t.Type<unknown>(name, t.unknown.is, t.success, t.identity)

const quoted = (names: ReadonlyArray<string>): string => names.join(', ')

const unknownField = (key: string, known: ReadonlyArray<string>): t.Mixed => {
  const near = nearest(key, known)
  return expectation(
    near === undefined
      ? `no such field (known: ${quoted(known)})`
      : `no such field; did you mean "${near}"?`,
  )
}

/** A record with these fields and no other. */
export const closed = <R extends Fields, O extends Fields = {}>(
  name: string,
  required: R,
  optional?: O,
): t.Type<Required<R> & Optional<O>> => {
  const fields: ReadonlyArray<readonly [string, t.Mixed, boolean]> = [
    ...Object.entries(required).map(([key, codec]) => [key, codec, true] as const),
    ...Object.entries(optional ?? {}).map(([key, codec]) => [key, codec, false] as const),
  ]
  const known = fields.map(([key]) => key)
  const validate: t.Validate<unknown, Required<R> & Optional<O>> = (u, context) => {
    if (!isFields(u)) return t.failure(u, context)
    const errors: t.ValidationError[] = []
    for (const [key, codec, needed] of fields) {
      if (u[key] === undefined && !needed) continue
      const field = codec.validate(u[key], t.appendContext(context, key, codec, u[key]))
      if (field._tag === 'Left') errors.push(...field.left)
    }
    for (const key of Object.keys(u)) {
      if (known.includes(key)) continue
      const place = t.appendContext(context, key, unknownField(key, known), u[key])
      errors.push({ value: u[key], context: place })
    }
    return errors.length > 0 ? t.failures(errors) : t.success(u as Required<R> & Optional<O>)
  }
  return new t.Type(name, (u): u is never => validate(u, [])._tag === 'Right', validate, t.identity)
}

/**
 * One of several records, told apart by the one field that only it has. An error speaks of the
 * record that is meant, not of all of them.
 */
export const variant = <A>(
  name: string,
  variants: Readonly<Record<string, t.Decoder<unknown, A>>>,
): t.Type<A> => {
  const known = Object.keys(variants)
  const validate: t.Validate<unknown, A> = (u, context) => {
    if (!isFields(u)) return t.failure(u, context)
    const found = known.filter((key) => u[key] !== undefined)
    const [key, second] = found
    const codec = key === undefined ? undefined : variants[key]
    if (codec !== undefined && second === undefined) return codec.validate(u, context)
    const near = Object.keys(u).flatMap((key) => nearest(key, known) ?? [])
    const hint = found.length === 0 && near[0] !== undefined ? `; did you mean "${near[0]}"?` : ''
    const expected = expectation(`exactly one of ${quoted(known)}${hint}`)
    return t.failures([
      { value: u, context: [...context.slice(0, -1), entry(context, expected, u)] },
    ])
  }
  return new t.Type(name, (u): u is A => validate(u, [])._tag === 'Right', validate, t.identity)
}

/** One of several records, told apart by the word in their field `tag`. */
export const tagged = <A>(
  name: string,
  tag: string,
  variants: Readonly<Record<string, t.Decoder<unknown, A>>>,
): t.Type<A> => {
  const words = t.keyof(
    Object.fromEntries(Object.keys(variants).map((word) => [word, null])),
    quoted(Object.keys(variants)),
  )
  const validate: t.Validate<unknown, A> = (u, context) => {
    if (!isFields(u)) return t.failure(u, context)
    const word = u[tag]
    const codec = typeof word === 'string' ? variants[word] : undefined
    if (codec !== undefined) return codec.validate(u, context)
    return t.failure(word, t.appendContext(context, tag, words, word))
  }
  return new t.Type(name, (u): u is A => validate(u, [])._tag === 'Right', validate, t.identity)
}

const entry = (context: t.Context, type: t.Mixed, actual: unknown): t.ContextEntry => ({
  key: context.at(-1)?.key ?? '',
  type,
  actual,
})

/** Text, or whatever else by a test of its own, named for error texts. */
export const textLike = (name: string, accepts: (text: string) => boolean): t.Type<string> => {
  const is = (u: unknown): u is string => typeof u === 'string' && accepts(u)
  return new t.Type(name, is, (u, c) => (is(u) ? t.success(u) : t.failure(u, c)), t.identity)
}

/** A list with at least one item. */
export const nonEmpty = <A>(item: t.Type<A, unknown>): t.Type<ReadonlyArray<A>> => {
  const list = t.readonlyArray(item)
  const validate: t.Validate<unknown, ReadonlyArray<A>> = (u, c) =>
    Array.isArray(u) && u.length === 0 ? t.failure(u, c) : list.validate(u, c)
  return new t.Type(
    `a list of ${item.name}, not empty`,
    (u): u is ReadonlyArray<A> => validate(u, [])._tag === 'Right',
    validate,
    t.identity,
  )
}
