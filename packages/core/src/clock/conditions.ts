/** Conditions of a standard, made ready for asking. */
import type { Conditions } from '../standard/clocks.js'

/** The fields of an event, or the attributes of a stream. */
export type Fields = Readonly<Record<string, unknown>>

/** An event as its fields. */
export const fieldsOf = (event: object): Fields => event as Fields

export type Test = (fields: Fields) => boolean

const always: Test = () => true

const oneOf = (name: string, values: ReadonlyArray<unknown>): Test => {
  const [only] = values
  if (values.length === 1) return (fields) => fields[name] === only
  const set = new Set(values)
  return (fields) => set.has(fields[name])
}

/** Whether each named field has one of its values. */
export const testOf = (conditions: Conditions | undefined): Test => {
  const [first = always, ...others] = Object.entries(conditions ?? {}).map(([name, values]) =>
    oneOf(name, values),
  )
  return others.length === 0
    ? first
    : (fields) => first(fields) && others.every((holds) => holds(fields))
}
