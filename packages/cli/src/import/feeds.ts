/** The aggregates that an import can feed. */
import { caseAggregate } from '@casetrail/core/case'
import type { ServiceStandard } from '@casetrail/core/standards'

import { lifecycleOf, type Feeds } from './lifecycle.js'

/**
 * The case: the importer numbers cycles and notes, counts contacts, repeats the customer in every
 * event, and takes the actor for who resolves, accepts or plans unless the mapping says otherwise.
 */
const caseLifecycle = (standards: ReadonlyArray<ServiceStandard>): Feeds['lifecycles'][string] =>
  lifecycleOf({
    aggregate: caseAggregate(standards),
    opening: 'CaseOpened',
    filled: (type) =>
      type === 'CaseOpened'
        ? ['cycle']
        : ['cycle', 'customer', 'note', 'contacts', 'resolver', 'owner'],
    fill: (type, state, { actor }) => ({
      cycle: type === 'CaseReopened' ? state.cycle + 1 : state.cycle,
      customer: state.customer === '' ? undefined : state.customer,
      note: type === 'NoteAdded' ? state.notes + 1 : undefined,
      contacts: state.contacts,
      resolver: type === 'CaseResolved' ? actor.id : state.resolver,
      owner: actor.id,
    }),
    cycleOf: (state) => state.cycle,
    note: (text) => ({ type: 'NoteAdded', text }),
  })

/** What can be fed under some standards. */
export const feedsOf = (standards: ReadonlyArray<ServiceStandard>): Feeds => ({
  lifecycles: { case: caseLifecycle(standards) },
  standards: standards.map(({ id, version }) => ({ id, version })),
})
