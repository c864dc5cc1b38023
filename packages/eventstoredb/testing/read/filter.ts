/** The filters that the server applies to $all. */
import type { StoredRecord } from '../log/record.js'
import { handlerThrew } from '../wire/status.js'

export interface Filter {
  readonly on: 'stream' | 'type'
  /** Regular expression; where it is empty the prefixes count. */
  readonly regex: string
  readonly prefixes: ReadonlyArray<string>
}

export type Allowed = (record: StoredRecord) => boolean

const expressionOf = (text: string): RegExp => {
  try {
    return new RegExp(text)
  } catch {
    throw handlerThrew()
  }
}

/** A test of records. Throws what the server answers where the expression is none. */
export const allowedBy = ({ on, regex, prefixes }: Filter): Allowed => {
  const textOf: (record: StoredRecord) => string = on === 'stream' ? (r) => r.stream : (r) => r.type
  if (regex === '') return (record) => prefixes.some((prefix) => textOf(record).startsWith(prefix))
  const expression = expressionOf(regex)
  return (record) => expression.test(textOf(record))
}
