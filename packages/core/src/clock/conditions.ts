/** Conditions of a standard, made ready for asking. */
import type { Conditions } from '../standard/clocks.js'

/** The fields of an event, or the attributes of a stream. */
export type Fields = Readonly<Record<string, unknown>>

/** An event as its fields. */
export const fieldsOf = (event: object): Fields => event as Fields

export type Test = (fields: Fields) => boolean

const always: Test = () => true

/** Whether each named field has one of its values. */
export const testOf = (conditions: Conditions | undefined): Test => {
  const asked = Object.entries(conditions ?? {}).map(
    ([name, values]) => [name, new Set<unknown>(values)] as const,
  )
  return asked.length === 0
    ? always
    : (fields) => {
        for (const [name, values] of asked) if (!values.has(fields[name])) return false
        return true
      }
}
