/** The JSON Schema of a codec, so that editors and other languages know what it accepts. */
import type * as t from 'io-ts'

import { shapeOf, type RecordShape, type Shape } from './shape.js'

/** Draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>

const SAFE = Number.MAX_SAFE_INTEGER

const MONTH_DAY =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))'
const LEAP_DAY = '(?:\\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29'
const DATE = `(?:\\d{4}-${MONTH_DAY}|${LEAP_DAY})`

/** What JSON Schema can say of the refinements, by name; of any other it says what is refined. */
const refinements: ReadonlyMap<string, JsonSchema> = new Map<string, JsonSchema>([
  ['Text', { type: 'string', minLength: 1, maxLength: 65_536, pattern: '\\S' }],
  ['Count', { type: 'integer', minimum: 0, maximum: SAFE }],
  ['Ordinal', { type: 'integer', minimum: 1, maximum: SAFE }],
  ['Finite', { type: 'number' }],
  [
    'Instant',
    {
      description: 'UTC with milliseconds, such as 2025-03-01T08:00:00.000Z.',
      type: 'string',
      pattern: `^${DATE}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$`,
    },
  ],
  [
    'Duration',
    {
      description: 'ISO-8601 in weeks, days of 24 hours, hours, minutes and seconds: P7D, PT24H.',
      type: 'string',
      pattern: '^P(?=.)(?:\\d+W)?(?:\\d+D)?(?:T(?=.)(?:\\d+H)?(?:\\d+M)?(?:\\d+S)?)?$',
    },
  ],
  ['LocalDate', { description: 'Such as 2025-10-01.', type: 'string', pattern: `^${DATE}$` }],
  [
    'LocalTime',
    {
      description: 'From 00:00 to 24:00.',
      type: 'string',
      pattern: '^(?:(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)$',
    },
  ],
  ['Currency', { description: 'ISO 4217.', type: 'string', pattern: '^[A-Z]{3}$' }],
  [
    'Uuid',
    {
      type: 'string',
      pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
    },
  ],
])

/** What is told once, under its name, and the names by what they are of. */
interface Definitions {
  readonly made: Map<string, JsonSchema>
  readonly names: Map<Shape, string>
}

const isNamed = ({ kind }: Shape): boolean =>
  kind === 'record' || kind === 'words' || kind === 'refined' || kind === 'tagged'

const freeName = (name: string, { made }: Definitions): string => {
  let free = name
  for (let i = 2; made.has(free); i++) free = `${name}${String(i)}`
  return free
}

const recordSchema = ({ fields }: RecordShape, definitions: Definitions): JsonSchema => {
  const required = [...fields].filter(([, { isRequired }]) => isRequired).map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...fields].map(([name, { shape }]) => [name, schemaOf(shape, definitions)]),
    ),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  }
}

const written = (shape: Shape, definitions: Definitions): JsonSchema => {
  switch (shape.kind) {
    case 'text':
      return { type: 'string' }
    case 'number':
      return { type: 'number' }
    case 'boolean':
      return { type: 'boolean' }
    case 'literal':
      return { const: shape.value }
    case 'words':
      return { enum: shape.words }
    case 'refined':
      return refinements.get(shape.name) ?? schemaOf(shape.of, definitions)
    case 'list':
      return { type: 'array', items: schemaOf(shape.item, definitions) }
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(shape.value, definitions) }
    case 'record':
      return recordSchema(shape, definitions)
    case 'tagged':
      return { oneOf: [...shape.members.values()].map((member) => schemaOf(member, definitions)) }
    case 'union':
      return { anyOf: shape.members.map((member) => schemaOf(member, definitions)) }
    case 'recursive':
      return schemaOf(shape.inner(), definitions)
    case 'other':
      return { $comment: `${shape.name}, which no schema is known for` }
  }
}

const schemaOf = (shape: Shape, definitions: Definitions): JsonSchema => {
  if (!isNamed(shape)) return written(shape, definitions)
  const { made, names } = definitions
  const known = names.get(shape)
  if (known !== undefined) return { $ref: `#/$defs/${known}` }
  const name = freeName(shape.name, definitions)
  names.set(shape, name)
  // it may come back to itself
  made.set(name, {})
  const schema = written(shape, definitions)
  const text = JSON.stringify(schema)
  const same = [...made].find(
    ([other, of]) => other !== name && other.startsWith(shape.name) && JSON.stringify(of) === text,
  )
  if (same === undefined) {
    made.set(name, schema)
    return { $ref: `#/$defs/${name}` }
  }
  made.delete(name)
  names.set(shape, same[0])
  return { $ref: `#/$defs/${same[0]}` }
}

/** The schema of a document of a shape, with the `$schema` by which editors find it. */
export const documentSchema = (
  document: RecordShape,
  title: string,
  description: string,
): JsonSchema => {
  const definitions: Definitions = { made: new Map(), names: new Map() }
  const { properties, ...more } = recordSchema(document, definitions)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description,
    ...more,
    properties: { $schema: { type: 'string' }, ...(properties as JsonSchema) },
    $defs: Object.fromEntries([...definitions.made].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** The shape of a codec of documents; without fields where it is no record. */
export const documentShape = (codec: t.Mixed): RecordShape => {
  const shape = shapeOf(codec)
  return shape.kind === 'record' ? shape : { kind: 'record', name: shape.name, fields: new Map() }
}
