/** Numbers and attributes of a report, as a person writes them; the parser tells what is wrong. */
import { InvalidArgumentError } from 'commander'

/** A whole number from 0. */
export const whole = (text: string): number => {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a whole number from 0.')
}

/** Hours, with a fraction or without. */
export const hours = (text: string): number => {
  if (/^\d{1,9}(?:\.\d{1,6})?$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a number of hours, such as 372 or 8.5.')
}

/** A whole number from 1 to 5. */
export const grade = (text: string): number => {
  if (/^[1-5]$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a whole number from 1 to 5.')
}

/** Names that no object should have. */
const refused = ['__proto__', 'constructor', 'prototype']

/** One attribute more. */
export const attribute = (
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => {
  const equals = text.indexOf('=')
  const name = text.slice(0, equals).trim()
  const value = text.slice(equals + 1).trim()
  if (equals < 0 || name === '' || value === '' || refused.includes(name)) {
    throw new InvalidArgumentError('Write it as name=value, such as shop=a.')
  }
  if (name in before) throw new InvalidArgumentError(`${name} is given twice.`)
  return { ...before, [name]: value }
}

/** A name with something to see in it. */
export const nonBlank = (text: string): string => {
  if (text.trim() !== '') return text.trim()
  throw new InvalidArgumentError('It is a name, such as 2025-03.')
}
