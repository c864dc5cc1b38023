/** What the conditions of a standard may ask of: the fields of events, and the attributes of streams. */
import { show } from '../../codec/problem.js'
import { clockSubjects } from '../../clock/subjects.js'
import { categoryPaths } from '../categories.js'
import type { ClockedCategory } from '../clocks.js'
import type { ServiceStandard } from '../document.js'
import { shapeOf, type Shape } from '../shape.js'

import { codesOf, hintOf, known, oneOf, type Known } from './codes.js'

export type Fields = ReadonlyMap<string, Shape>

/** The events of a category, each with its fields, and the attributes of its streams. */
export interface Subject {
  readonly events: ReadonlyMap<string, Fields>
  readonly attributes: Fields
  readonly types: Known
}

/** Fields whose words are the standard's own, wherever they stand. */
export type OwnWords = ReadonlyMap<string, Known>

const fieldsOf = (shape: Shape): Fields => {
  switch (shape.kind) {
    case 'record':
      return new Map([...shape.fields].map(([name, field]) => [name, field.shape]))
    case 'refined':
      return fieldsOf(shape.of)
    case 'recursive':
      return fieldsOf(shape.inner())
    case 'text':
    case 'number':
    case 'boolean':
    case 'literal':
    case 'words':
    case 'list':
    case 'map':
    case 'tagged':
    case 'union':
    case 'other':
      return new Map()
  }
}

const subjectOf = (category: ClockedCategory): Subject => {
  const { events, attributes } = clockSubjects[category]
  // of several versions the current is last
  const byType = new Map(events.versions.map(({ type, codec }) => [type, fieldsOf(shapeOf(codec))]))
  return {
    events: byType,
    attributes: fieldsOf(shapeOf(attributes)),
    types: known([...byType.keys()]),
  }
}

const ownWords = (
  { taxonomies, priorities }: ServiceStandard,
  category: ClockedCategory,
): OwnWords => {
  const causes = known(codesOf(taxonomies.causes))
  return new Map([
    // an emergency's is told in words
    ...(category === 'complaint' ? [['cause', causes] as const] : []),
    ['tier', known(codesOf(taxonomies.tiers))],
    ['priority', known(codesOf(priorities.levels))],
    ['category', known(categoryPaths(taxonomies.categories).map((path) => path.join('/')))],
    ['resolutionCode', known(codesOf(taxonomies.resolutionCodes))],
    ['causeCode', causes],
    ['firstContactIneligible', known(codesOf(taxonomies.firstContactIneligibility))],
  ])
}

/** What conditions may ask of the streams of a category. */
export interface Askable {
  readonly subject: Subject
  readonly own: OwnWords
}

/** The same for each category of a standard's clocks or procedures. */
export const askableOf = (
  standard: ServiceStandard,
  list: ReadonlyArray<{ readonly of: ClockedCategory }>,
): ReadonlyMap<ClockedCategory, Askable> =>
  new Map(
    [...new Set(list.map(({ of }) => of))].map((of) => [
      of,
      { subject: subjectOf(of), own: ownWords(standard, of) },
    ]),
  )

type Value = string | number | boolean

const amongWords = (words: ReadonlyArray<Value>, value: Value): string | undefined =>
  words.includes(value)
    ? undefined
    : typeof value === 'string'
      ? oneOf(words.map(String), value)
      : `one of ${words.map(String).join(', ')}`

/** What a field must hold instead of a value that it never does; `undefined` where it may hold it. */
export const impossible = (
  name: string,
  shape: Shape,
  value: Value,
  own: OwnWords,
): string | undefined => {
  switch (shape.kind) {
    case 'words':
      return amongWords(shape.words, value)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'one of true, false'
    case 'literal':
      return value === shape.value ? undefined : show(shape.value)
    case 'number':
      return typeof value === 'number' ? undefined : 'a number'
    case 'text':
    case 'refined': {
      const words = own.get(name)
      if (words !== undefined && shape.kind === 'refined' && shape.of.kind === 'text') {
        return typeof value === 'string' && words.has(value)
          ? undefined
          : oneOf(words.names, String(value))
      }
      return acceptsIn(shape, value) ? undefined : shape.name
    }
    case 'union': {
      const literals = shape.members.map((member) =>
        member.kind === 'literal' ? member.value : undefined,
      )
      if (literals.includes(value)) return undefined
      return shape.accepts(value) ? undefined : `one of ${literals.map(show).join(', ')}`
    }
    case 'recursive':
      return impossible(name, shape.inner(), value, own)
    case 'record':
    case 'list':
    case 'map':
    case 'tagged':
    case 'other':
      return 'no condition: the field holds more than one value'
  }
}

const acceptsIn = (shape: Shape, value: Value): boolean => {
  switch (shape.kind) {
    case 'refined':
      return acceptsIn(shape.of, value) && shape.accepts(value)
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'literal':
    case 'words':
    case 'record':
    case 'list':
    case 'map':
    case 'tagged':
    case 'union':
    case 'recursive':
    case 'other':
      return false
  }
}

/** Whether a field holds what a rule takes from it. */
export const holds = (shape: Shape, what: 'instant' | 'text' | 'number'): boolean => {
  switch (shape.kind) {
    case 'refined':
      return what === 'instant' ? shape.name === 'Instant' : holds(shape.of, what)
    case 'text':
    case 'words':
      return what === 'text'
    case 'number':
      return what === 'number'
    case 'boolean':
    case 'literal':
    case 'record':
    case 'list':
    case 'map':
    case 'tagged':
    case 'union':
    case 'recursive':
    case 'other':
      return false
  }
}

/** The fields that hold it, for who named another. */
export const fieldHolding = (
  name: string,
  fields: Fields,
  what: 'instant' | 'text' | 'number',
): string => {
  const fitting = [...fields].filter(([, shape]) => holds(shape, what)).map(([field]) => field)
  return fitting.length === 0
    ? `nothing: the event has no field with ${what === 'instant' ? 'an' : 'a'} ${what}`
    : `a field with ${what === 'instant' ? 'an' : 'a'} ${what}: ${fitting.join(', ')}${hintOf(name, fitting)}`
}
