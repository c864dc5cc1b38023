/** Texts in both languages, and where a rule comes from. */
import type * as t from 'io-ts'

import { Text, oneOf, record } from '../codec/primitives.js'

/** A text in both languages. */
export const Label = record('Label', { en: Text, zh: Text })
export interface Label extends t.TypeOf<typeof Label> {}

/** A word of a taxonomy. */
export const Term = record('Term', { code: Text, label: Label })
export interface Term extends t.TypeOf<typeof Term> {}

/** One of the five handbooks; `practice`: of the field, not of a handbook; `house`: the host's own. */
export const Handbook = oneOf('Handbook', 'H0', 'H1', 'H2', 'H3', 'H4', 'practice', 'house')
export type Handbook = t.TypeOf<typeof Handbook>

/** Where a rule comes from, and the gist of what is said there. */
export const Source = record('Source', { handbook: Handbook, gist: Label })
export interface Source extends t.TypeOf<typeof Source> {}
