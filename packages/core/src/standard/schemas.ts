/** The JSON Schemas of the documents, as they are published beside them. */
import { Calendar } from '../calendar/document.js'

import { changesShape } from './changes-shape.js'
import { ServiceStandard } from './document.js'
import { documentSchema, documentShape, type JsonSchema } from './json-schema.js'

/**
 * The JSON Schemas (draft 2020-12) of a standard, of one that extends another, and of a calendar, by the
 * names of their files. What is more than shape, such as references, only decoding finds.
 *
 * @example
 * import { documentSchemas } from '@casetrail/core/standards'
 *
 * Object.keys(documentSchemas()) // ['standard.schema.json', 'standard-extension.schema.json', 'calendar.schema.json']
 */
export const documentSchemas = (): Readonly<Record<string, JsonSchema>> => ({
  'standard.schema.json': documentSchema(
    documentShape(ServiceStandard),
    'Service standard (服務標準)',
    'The rules that handbooks differ on: words, times, roles, thresholds.',
  ),
  'standard-extension.schema.json': documentSchema(
    changesShape(documentShape(ServiceStandard)),
    'Service standard that extends another',
    'Only what differs. Objects merge; items of lists merge by their id, code or place, and "drop": true takes one out; other lists and values replace.',
  ),
  'calendar.schema.json': documentSchema(
    documentShape(Calendar),
    'Calendar (工作日曆)',
    'When a house is open: weekly hours, holidays, days worked to make up for them.',
  ),
})
