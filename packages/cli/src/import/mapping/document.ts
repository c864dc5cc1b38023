/** The mapping document: how a source's rows become events. Its JSON Schema is kept beside it in schema/. */
import { Actor, StandardRef, Text } from '@casetrail/core'
import * as t from 'io-ts'

import { isEncoding } from '../read/text.js'

import { closed, nonEmpty, tagged, textLike, variant } from './closed.js'

const Column = Text
const Texts = t.readonlyArray(t.string)
const True = t.literal(true)
const Scalar = t.union([t.string, t.number, t.boolean], 'text, number or boolean')

const OneCharacter = textLike('one character', (text) => text.length === 1)
const AtMostOne = textLike('one character, or "" for none', (text) => text.length <= 1)
const Encoding = textLike('an encoding (utf-8, windows-1252, gb18030 …)', isEncoding)

/** How the file is written. */
export type Format =
  | { readonly type: 'xes' }
  | {
      readonly type: 'csv'
      readonly delimiter?: string
      readonly encoding?: string
      readonly quote?: string
    }
export const Format = tagged<Format>('Format', 'type', {
  xes: closed('xes', { type: t.literal('xes') }),
  csv: closed(
    'csv',
    { type: t.literal('csv') },
    { delimiter: OneCharacter, encoding: Encoding, quote: AtMostOne },
  ),
})

/** How a time is written: `iso`, or a format of Luxon's tokens; a zone where the text has none. */
const TimeFormat = {
  format: Text,
  zone: Text,
  day: t.keyof({ start: null, end: null }, 'start or end'),
}
export const TimeSpec = closed('TimeSpec', {}, TimeFormat)
export type TimeSpec = t.TypeOf<typeof TimeSpec>

const Time = closed(
  'Time',
  { field: Column },
  { ...TimeFormat, columns: t.record(t.string, TimeSpec) },
)

/** Which rows a rule is for. */
export type Condition =
  | { readonly field: string; readonly equals: string }
  | { readonly field: string; readonly oneOf: ReadonlyArray<string> }
  | { readonly field: string; readonly known: true }
  | { readonly field: string; readonly unknown: true }
  | { readonly field: string; readonly changed: true }
  | { readonly field: string; readonly changedTo: string }
  | { readonly field: string; readonly was: ReadonlyArray<string> }
  | { readonly first: true }
  | { readonly last: true }
  | { readonly all: ReadonlyArray<Condition> }
  | { readonly any: ReadonlyArray<Condition> }
  | { readonly not: Condition }

export const Condition: t.Type<Condition> = t.recursion('Condition', () =>
  variant<Condition>('Condition', {
    equals: closed('equals', { field: Column, equals: t.string }),
    oneOf: closed('oneOf', { field: Column, oneOf: nonEmpty(t.string) }),
    known: closed('known', { field: Column, known: True }),
    unknown: closed('unknown', { field: Column, unknown: True }),
    changed: closed('changed', { field: Column, changed: True }),
    changedTo: closed('changedTo', { field: Column, changedTo: t.string }),
    was: closed('was', { field: Column, was: nonEmpty(t.string) }),
    first: closed('first', { first: True }),
    last: closed('last', { last: True }),
    all: closed('all', { all: nonEmpty(Condition) }),
    any: closed('any', { any: nonEmpty(Condition) }),
    not: closed('not', { not: Condition }),
  }),
)

/** Where a field's value comes from. */
export type Value =
  | string
  | number
  | boolean
  | {
      readonly column: string
      readonly table?: Readonly<Record<string, string | number | boolean>>
      readonly as?: 'number' | 'boolean' | 'instant'
      readonly otherwise?: string | number | boolean
    }
  | { readonly text: string }
  | { readonly list: ReadonlyArray<Value> }
  | { readonly fields: Readonly<Record<string, Value>> }

const Sourced = (): t.Type<Value> =>
  variant<Value>('Value', {
    column: closed(
      'column',
      { column: Column },
      {
        table: t.record(t.string, Scalar),
        as: t.keyof({ number: null, boolean: null, instant: null }, 'number, boolean or instant'),
        otherwise: Scalar,
      },
    ),
    text: closed('text', { text: Text }),
    list: closed('list', { list: nonEmpty(Value) }),
    fields: closed('fields', { fields: t.record(t.string, Value) }),
  })

export const Value: t.Type<Value> = t.recursion('Value', () => {
  const sourced = Sourced()
  const validate: t.Validate<unknown, Value> = (u, c) =>
    typeof u === 'object' && u !== null ? sourced.validate(u, c) : Scalar.validate(u, c)
  return new t.Type(
    'Value',
    (u): u is Value => validate(u, [])._tag === 'Right',
    validate,
    t.identity,
  )
})

/** Who did it: from a column, or one and the same. */
export const ActorFrom = variant<
  Actor | { readonly column: string; readonly role: string; readonly otherwise?: string }
>('ActorFrom', {
  id: closed('Actor', { id: Text, role: Text }),
  column: closed('column', { column: Column, role: Text }, { otherwise: Text }),
})
export type ActorFrom = t.TypeOf<typeof ActorFrom>

/** An event that a row gives. */
export const Emission = closed(
  'Emission',
  { type: Text },
  {
    /** The stream that it is for, by its aggregate; needed where several know the type. */
    stream: Text,
    at: closed('at', { column: Column }),
    actor: ActorFrom,
    fields: t.record(t.string, Value),
  },
)
export type Emission = t.TypeOf<typeof Emission>

const Rule = closed('Rule', { when: Condition, emit: t.readonlyArray(Emission) }, { name: Text })

const Unmapped = ((): t.Type<'error' | 'note' | { readonly ignore: string }> => {
  const word = t.keyof({ error: null, note: null }, 'error, note or { "ignore": reason }')
  const ignore = closed('ignore', { ignore: Text })
  const validate: t.Validate<unknown, 'error' | 'note' | { readonly ignore: string }> = (u, c) =>
    typeof u === 'object' && u !== null ? ignore.validate(u, c) : word.validate(u, c)
  return new t.Type(
    word.name,
    (u): u is never => validate(u, [])._tag === 'Right',
    validate,
    t.identity,
  )
})()

const Stream = closed('Stream', {
  key: Column,
  opening: closed(
    'Opening',
    { fields: t.record(t.string, Value) },
    {
      at: closed('at', { column: Column }),
      actor: ActorFrom,
      /** Which row opens it, of those that have its key; default: the first. */
      when: Condition,
    },
  ),
})
export type Stream = t.TypeOf<typeof Stream>

const Attribute = closed('Attribute', {
  field: Column,
  take: t.keyof({ first: null, last: null }, 'first or last'),
})

/** A mapping document. */
export const Mapping = closed(
  'Mapping',
  {
    source: Text,
    format: Format,
    standard: StandardRef,
    streams: t.record(t.string, Stream),
    time: Time,
    activity: Column,
    actor: ActorFrom,
    rules: t.readonlyArray(Rule),
  },
  {
    $schema: t.string,
    description: t.string,
    nulls: Texts,
    order: t.keyof({ file: null, time: null }, 'file or time'),
    attributes: t.record(t.string, Attribute),
    unmapped: Unmapped,
  },
)
export type Mapping = t.TypeOf<typeof Mapping>
