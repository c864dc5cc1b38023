/** A name that is none: what was given, and the nearest of those that are. */
import { nearest } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { cleaned } from '../present/cleaned.js'

const LISTED = 60

/**
 * Wrong usage: no `kind` is called `name`. `shown`: what is listed where `known` is too long for it; `near`:
 * what may have been meant.
 */
export const mistyped = (
  kind: string,
  tag: string,
  name: string,
  known: ReadonlyArray<string>,
  shown = known,
  near: string | null = nearest(name, known) ?? null,
): Failure => {
  const hint = near === null ? '' : `; did you mean ${cleaned(near)}?`
  return {
    code: 2,
    tag,
    lines: [
      `there is no ${kind} ${JSON.stringify(cleaned(name))}${hint}`,
      ...(shown.length === 0 || shown.length > LISTED
        ? []
        : [`known: ${shown.map(cleaned).join(', ')}`]),
    ],
    details: { name, ...(near === null ? {} : { nearest: near }) },
  }
}

/** The first of some names that is not known, as a failure. */
export const allKnown = (
  kind: string,
  tag: string,
  names: ReadonlyArray<string>,
  known: ReadonlyArray<string>,
  shown = known,
): E.Either<Failure, ReadonlyArray<string>> => {
  const unknown = names.find((name) => !known.includes(name))
  return unknown === undefined ? E.right(names) : E.left(mistyped(kind, tag, unknown, known, shown))
}
