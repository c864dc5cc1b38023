/** Fields of a document that its codec does not know: a mistyped condition would hold always. */
import type * as t from 'io-ts'

import type { Problem } from '../codec/problem.js'

import { shapeProblems } from './shape-problems.js'

/** A document's fields that a codec of records, lists and unions does not know, with the nearest it knows. */
export const unknownFields = (codec: t.Mixed, document: unknown): ReadonlyArray<Problem> =>
  shapeProblems(codec, document).unknown
