/** Finding stories in the rows, and what can be asked of them. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '@casetrail/core'
import type { Figure, FigureInput, Finding, Key, RowStore } from '@casetrail/core/read-model'

import type { AnyFacts, ReadModels } from './read-models.js'

/** A story as a person may name it. */
export interface FoundCase {
  /** Its correlation: a case's own id, also where a complaint or a follow-up of it was named. */
  readonly id: Key
  readonly externalRef?: string
}

type Facts = Pick<ReadModels, 'facts'>

/** Facts whose rows are looked for. */
const findable = ({
  facts,
}: Facts): ReadonlyArray<AnyFacts & Required<Pick<AnyFacts, 'finding'>>> =>
  facts.flatMap((one) => (one.finding === undefined ? [] : [{ ...one, finding: one.finding }]))

const forEachFinding = async (
  rows: RowStore,
  models: Facts,
  see: (finding: Finding, key: Key) => void,
): Promise<E.Either<Unavailable, void>> => {
  for (const facts of findable(models)) {
    const scanned = await rows.scan(facts, (page) => {
      for (const [key, row] of page) see(facts.finding(row, key), key)
    })()
    if (E.isLeft(scanned)) return scanned
  }
  return E.right(undefined)
}

/**
 * What rows are found by, of some keys; a key that no row has is left out.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { deskModels, findings } from '@casetrail/projections'
 *
 * const found = await findings(inMemoryRowStore(), deskModels, ['Case 100'])()
 * found._tag === 'Right' && found.right.size // 0
 */
export const findings =
  (
    rows: RowStore,
    models: Facts,
    keys: ReadonlyArray<Key>,
  ): TaskEither<Unavailable, ReadonlyMap<Key, Finding>> =>
  async () => {
    const found = new Map<Key, Finding>()
    for (const facts of findable(models)) {
      const missing = keys.filter((key) => !found.has(key))
      const loaded = await rows.load(facts, missing)()
      if (E.isLeft(loaded)) return loaded
      for (const [key, row] of loaded.right) found.set(key, facts.finding(row, key))
    }
    return E.right(found)
  }

/** The stories that some findings belong to, each once; its own key in the source before a part's. */
const storiesIn = async (
  rows: RowStore,
  models: Facts,
  found: ReadonlyArray<Finding>,
): Promise<E.Either<Unavailable, ReadonlyArray<FoundCase>>> => {
  const refs = new Map<Key, string | undefined>()
  for (const { correlation, externalRef } of found) {
    refs.set(correlation, refs.get(correlation) ?? externalRef)
  }
  const own = await findings(rows, models, [...refs.keys()])()
  if (E.isLeft(own)) return own
  return E.right(
    [...refs].map(([id, ref]) => {
      const externalRef = own.right.get(id)?.externalRef ?? ref
      return externalRef === undefined ? { id } : { id, externalRef }
    }),
  )
}

/**
 * The stories that have an id or a source's key, or a part that has; several sources may use one key.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { deskModels, findCase } from '@casetrail/projections'
 *
 * await findCase(inMemoryRowStore(), deskModels, 'Case 100')() // { _tag: 'Right', right: [] }
 */
export const findCase =
  (rows: RowStore, models: Facts, ref: string): TaskEither<Unavailable, ReadonlyArray<FoundCase>> =>
  async () => {
    const byKey = await findings(rows, models, [ref])()
    if (E.isLeft(byKey)) return byKey
    const own = byKey.right.get(ref)
    if (own !== undefined) return storiesIn(rows, models, [own])
    const matches: Finding[] = []
    const scanned = await forEachFinding(rows, models, (finding) => {
      if (finding.externalRef === ref) matches.push(finding)
    })
    return E.isLeft(scanned) ? scanned : storiesIn(rows, models, matches)
  }

/** The stories of a customer. */
export const storiesOf =
  (
    rows: RowStore,
    models: Facts,
    customer: string,
  ): TaskEither<Unavailable, ReadonlyArray<FoundCase>> =>
  async () => {
    const own: Finding[] = []
    const scanned = await forEachFinding(rows, models, (finding) => {
      if (finding.customer === customer) own.push(finding)
    })
    return E.isLeft(scanned) ? scanned : storiesIn(rows, models, own)
  }

/** Every name that something is found by: its source's key, else its own. */
export const namesOf =
  (rows: RowStore, models: Facts): TaskEither<Unavailable, ReadonlyArray<string>> =>
  async () => {
    const names = new Set<string>()
    const scanned = await forEachFinding(rows, models, ({ externalRef }, key) => {
      names.add(externalRef ?? key)
    })
    return E.isLeft(scanned) ? scanned : E.right([...names])
  }

const addedIn = ({ inputs }: Figure): ReadonlyArray<string> =>
  Object.values<FigureInput>(inputs).flatMap(({ measure }) => measure.adds ?? [])

/**
 * Every dimension that some row has, or that the readings of some figures add to it, in alphabetical
 * order, and `agent`.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { deskModels, dimensionsOf } from '@casetrail/projections'
 *
 * await dimensionsOf(inMemoryRowStore(), deskModels)() // { _tag: 'Right', right: ['agent'] }
 */
export const dimensionsOf =
  (
    rows: RowStore,
    models: Facts,
    figures: ReadonlyArray<Figure> = [],
  ): TaskEither<Unavailable, ReadonlyArray<string>> =>
  async () => {
    const names = new Set(['agent', ...figures.flatMap(addedIn)])
    const scanned = await forEachFinding(rows, models, ({ dimensions }) => {
      for (const name in dimensions) names.add(name)
    })
    return E.isLeft(scanned) ? scanned : E.right([...names].sort())
  }
