/** What a desk's document is told that it should have: words for a person, by the codec's name. */
import { Channel, ComplaintType, Phase, ProblemType, RequestType, Severity } from '@casetrail/core'
import * as t from 'io-ts'

import { LanguageCode, OutageKind } from './desk-document.js'
import { Weekday } from './parameter-parts.js'

const lists: ReadonlyArray<t.Mixed> = [
  Channel,
  ComplaintType,
  LanguageCode,
  OutageKind,
  Phase,
  ProblemType,
  RequestType,
  Severity,
  Weekday,
]

const isOneOf = (codec: t.Mixed): codec is t.KeyofType<Record<string, unknown>> =>
  codec instanceof t.KeyofType

const words = new Map<string, string>([
  ['Text', 'a text that is not empty'],
  ['Count', 'a whole number from 0'],
  ['Ordinal', 'a whole number from 1'],
  ['Percent', 'a whole number from 0 to 100'],
  ['TimeOfDay', 'a time of day such as 08:30'],
  ['Duration', 'a duration such as PT10M or P2D'],
  ['Label', 'an object with en and zh'],
  ...lists
    .filter(isOneOf)
    .map(({ name, keys }) => [name, `one of ${Object.keys(keys).join(', ')}`] as const),
])

/** An object of its own kind is named by its place. */
const isKind = (name: string): boolean => /^[A-Z][A-Za-z]*$/.test(name)

export const inWords = (expected: string): string =>
  words.get(expected) ?? (isKind(expected) ? 'an object, as in docs/simulation.md' : expected)
