/** The read models of a program: which facts and groups are kept. */
import type { DomainEvent } from '@casetrail/core'
import type { Facts, Grouped, ProjectionId } from '@casetrail/core/read-model'

/** Facts, with the types of their rows and events forgotten. */
export type AnyFacts = Facts<unknown>

/** A group, with the types of its upstream rows and items forgotten. */
export interface AnyGroup extends ProjectionId {
  readonly from: ProjectionId
  readonly contributions: Grouped<unknown, unknown>['contributions']
}

export interface ReadModels {
  readonly facts: ReadonlyArray<AnyFacts>
  readonly groups: ReadonlyArray<AnyGroup>
}

const findingOf = <Row, Ev extends DomainEvent>({
  finding,
}: Facts<Row, Ev>): Pick<AnyFacts, 'finding'> =>
  finding === undefined ? {} : { finding: (row, key) => finding(row as Row, key) }

/** Several programs' read models as one's. */
export const joined = (...models: ReadonlyArray<ReadModels>): ReadModels => ({
  facts: models.flatMap(({ facts }) => facts),
  groups: models.flatMap(({ groups }) => groups),
})

/**
 * Facts among a program's read models. The runner gives each its own rows and its own events back,
 * and so keeps the types that are forgotten here.
 *
 * @example
 * import { caseEvents, type CaseEvent } from '@casetrail/core/case'
 * import type { Facts } from '@casetrail/core/read-model'
 * import { caseModels, factsModel } from '@casetrail/projections'
 *
 * const notes: Facts<number, CaseEvent> = {
 *   name: 'notes',
 *   version: 1,
 *   from: [{ category: 'case', events: caseEvents }],
 *   keyOf: (seen) => seen.metadata.correlationId,
 *   evolve: (row = 0, { event }) => (event.type === 'NoteAdded' ? row + 1 : row),
 * }
 * const models = { ...caseModels, facts: [...caseModels.facts, factsModel(notes)] }
 */
export const factsModel = <Row, Ev extends DomainEvent>(facts: Facts<Row, Ev>): AnyFacts => ({
  ...findingOf(facts),
  name: facts.name,
  version: facts.version,
  from: facts.from,
  keyOf: (event) => facts.keyOf(event as Parameters<typeof facts.keyOf>[0]),
  evolve: (row, event) =>
    facts.evolve(row as Row | undefined, event as Parameters<typeof facts.evolve>[1]),
})

/** A group among a program's read models. */
export const groupModel = <Up, Item>(group: Grouped<Up, Item>): AnyGroup => ({
  name: group.name,
  version: group.version,
  from: { name: group.from.name, version: group.from.version },
  contributions: (row, key) => group.contributions(row as Up, key),
})
