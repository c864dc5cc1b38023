/** Fields that events and commands of several aggregates share. STORAGE CONTRACT, see CONTRIBUTING.md. */
import * as t from 'io-ts'

import { Text, Uuid } from '../codec/primitives.js'

/** The customer's id: whose data the personal fields beside it are. */
export const customer = { customer: Text } as const

/** Who did it: the actor's id, by which duties are kept apart. */
export const by = { by: Text } as const

/** Where an opening came from. */
export const source = {
  /** The key of the source system it was imported from. */
  externalRef: Text,
  /** The source's own attributes, for breakdowns. */
  attributes: t.record(t.string, t.string),
} as const

/** Tying a duplicate to the one that survives it. */
export const pair = { survivor: Uuid, duplicate: Uuid } as const
