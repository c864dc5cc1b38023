/** The shape of a document that says only what differs from another of a shape. */
import { itemKeys } from './extend.js'
import type { FieldShape, RecordShape, Shape } from './shape.js'

const DROP: FieldShape = {
  shape: { kind: 'literal', name: 'true', value: true },
  isRequired: false,
}

const recordIn = (shape: Shape): RecordShape | undefined => {
  switch (shape.kind) {
    case 'record':
      return shape
    case 'recursive':
      return recordIn(shape.inner())
    case 'text':
    case 'number':
    case 'boolean':
    case 'literal':
    case 'words':
    case 'refined':
    case 'list':
    case 'map':
    case 'tagged':
    case 'union':
    case 'other':
      return undefined
  }
}

/** What the items of a list are known by, where all have it. */
const keyOf = (item: Shape): string | undefined => {
  const fields = recordIn(item)?.fields
  return itemKeys.find((key) => fields?.get(key)?.isRequired === true)
}

/** Each record is changed once, as a field and as an item, so that one that holds itself ends. */
interface Changed {
  readonly fields: Map<RecordShape, RecordShape>
  readonly items: Map<RecordShape, RecordShape>
}

const changesIn = (shape: Shape, changed: Changed): Shape => {
  switch (shape.kind) {
    case 'record':
      return recordChanges(shape, undefined, changed)
    case 'recursive':
      return { ...shape, inner: () => changesIn(shape.inner(), changed) }
    case 'list': {
      const key = keyOf(shape.item)
      const item = key === undefined ? undefined : recordIn(shape.item)
      // others are replaced as they are
      return item === undefined ? shape : { ...shape, item: recordChanges(item, key, changed) }
    }
    case 'text':
    case 'number':
    case 'boolean':
    case 'literal':
    case 'words':
    case 'refined':
    case 'map':
    case 'tagged':
    case 'union':
    case 'other':
      return shape
  }
}

/** All fields optional but the one that it is known by; as an item, it may be dropped. */
const recordChanges = (
  whole: RecordShape,
  key: string | undefined,
  changed: Changed,
): RecordShape => {
  const same = key === undefined ? changed.fields : changed.items
  const known = same.get(whole)
  if (known !== undefined) return known
  const made = new Map<string, FieldShape>()
  const name = `${whole.name}${key === undefined ? 'Changes' : 'Change'}`
  const record: RecordShape = { kind: 'record', name, fields: made }
  same.set(whole, record)
  for (const [field, { shape }] of whole.fields) {
    made.set(field, { shape: changesIn(shape, changed), isRequired: field === key })
  }
  if (key !== undefined) made.set('drop', DROP)
  return record
}

/** Of a document, which must say what it is called and which one it extends. */
export const changesShape = (document: RecordShape): RecordShape => {
  const { name, fields } = recordChanges(document, undefined, {
    fields: new Map(),
    items: new Map(),
  })
  const own: ReadonlyArray<string> = ['id', 'version', 'extends']
  const { basedOn, ...others } = Object.fromEntries(fields)
  const said = Object.entries({ ...others, ...(basedOn && { extends: basedOn }) })
  return {
    kind: 'record',
    name,
    fields: new Map(
      said.map(([field, { shape }]) => [field, { shape, isRequired: own.includes(field) }]),
    ),
  }
}
